"""Character classes that the standard `re` lacks."""

from typing import Final

CAPITAL: Final = "[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪĮİĶĹĻĽŁŃŅŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŴŶŸŹŻŽȘȚ]"
"""One capital letter of a Latin alphabet."""
LETTER: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
"""All Latin letters, to be put inside a class."""
