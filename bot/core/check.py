"""What somebody who looked after the program's health found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Check:
    """`warns`: nothing is broken, and somebody should see to it all the same."""

    what: str
    fine: bool
    says: str
    warns: bool = False

    @property
    def is_worth_a_word(self) -> bool:
        return self.warns or not self.fine
