"""All candidates of a message, each stretch once."""

from typing import Final

from bot.detectors.document import Document
from bot.detectors.lazily import lazy
from bot.detectors.privacy.accounts import accounts
from bot.detectors.privacy.address import addresses, postcodes
from bot.detectors.privacy.candidate import Candidate, resolve
from bot.detectors.privacy.contact import emails, network, phones, spoken_phones
from bot.detectors.privacy.cues import Cues
from bot.detectors.privacy.dates import birth_dates
from bot.detectors.privacy.employer import employers
from bot.detectors.privacy.names import names
from bot.detectors.privacy.numbers import numbers, payees

_DIGIT: Final = lazy(r"\d")
_SPELLED: Final = lazy(r"(?:\b(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|triple)\b[ ,.\-]{0,3}){3}")
_COLONS: Final = lazy(r"[0-9a-f][:.\-][0-9a-f]{1,4}[:.\-][0-9a-f]")


def identifiers(doc: Document) -> list[Candidate]:
    """Whatever may identify somebody, before it is asked whom: the sure ones first where two overlap."""
    found = [*names(doc), *accounts(doc), *birth_dates(doc), *employers(doc), *emails(doc)]
    if "@" in doc.text:
        found += payees(doc)
    if _DIGIT.search(doc.text):
        cues = Cues(doc.lower)
        found += phones(doc, cues)
        found += numbers(doc, cues)
        found += addresses(doc)
        found += postcodes(doc)
        if _COLONS.search(doc.lower):
            found += network(doc)
    if _SPELLED.search(doc.lower):
        found += spoken_phones(doc)
    return resolve(found)
