"""A member is rude, and what moderators decide about it."""

from bot.store import audit, cases, measures
from tests.town import Town, replied

RUDE = "You are a pathetic waste of space"


async def case_of_sam(here: Town, in_: str = "general") -> str:
    """Ben is rude, and Sam takes the case."""
    said = await here.ben.says(RUDE, in_=in_)
    async with here.parts.database.read() as tx:
        case = await cases.by_message(tx, said)
    assert case is not None
    assert not (await here.sam.does("case claim", case=str(case.id))).refused
    return str(case.id)


async def kinds(here: Town, case: str) -> list[str]:
    async with here.parts.database.read() as tx:
        return [step.kind for step in await audit.of_case(tx, int(case))]


async def appealed(here: Town) -> str:
    """Sam bans Ben, and Ben appeals; the number of the appeal's case."""
    case = await case_of_sam(here)
    await here.sam.does("member ban", case=case, rule="harassment")
    made = await here.ben.presses("Appeal", in_="direct", appeal="It was a joke between friends, appeal-5512")
    assert "We have your appeal" in replied(made)
    return await appeal_case(here)


async def appeal_case(here: Town, measure: int = 1) -> str:
    async with here.parts.database.read() as tx:
        appeal = await measures.appeal_against(tx, measure)
    assert appeal is not None
    return str(appeal.case)
