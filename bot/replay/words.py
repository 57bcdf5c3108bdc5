"""`content/reports/<lang>/replay.toml`: the report's words, and the assumptions that it names."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from importlib.resources.abc import Traversable
from typing import Annotated, Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from bot.core.errors import BadContent, ContentFault
from bot.exports.faults import wrong_fields
from bot.replay.figures import Minutes

FILE: Final = "reports/en/replay.toml"

_Minutes = Annotated[float, Field(ge=0, le=600)]


class _Assumptions(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    review_minutes: _Minutes
    case_minutes: _Minutes
    page_minutes: _Minutes
    crisis_open_hours: Annotated[float, Field(gt=0, le=24 * 365)]


class _File(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    assumptions: _Assumptions


@dataclass(frozen=True)
class Words:
    """Every text by `table.key`; a key that is missing is a fault in the content, not a crash."""

    texts: Mapping[str, str]
    minutes: Minutes
    crisis_open: timedelta
    file: str = FILE

    def say(self, key: str, **values: object) -> str:
        try:
            return self.texts[key].format_map(values)
        except (KeyError, ValueError, IndexError, AttributeError):
            fault = ContentFault(self.file, 1, f"`{key}` is missing, or has a placeholder that the program does not fill in")
            raise BadContent((fault,)) from None

    def table(self, name: str) -> dict[str, str]:
        return {key.removeprefix(f"{name}."): text for key, text in self.texts.items() if key.startswith(f"{name}.")}


def load(*roots: Traversable) -> Words:
    """From the first content folder that has the file: a clinic's own, else the one that ships."""
    nodes = [node for root in roots if (node := root.joinpath(FILE)).is_file()]
    file = f"{roots[0].name}/{FILE}"
    if not nodes:
        raise BadContent((ContentFault(file, 1, "is missing"),))
    try:
        data = tomllib.loads(nodes[0].read_text(encoding="utf-8"))
        assumed = _File.model_validate(data).assumptions
    except ValidationError as error:
        raise BadContent((ContentFault(file, 1, wrong_fields(error)),)) from None
    except (OSError, ValueError) as error:  # a TOML or a Unicode error is a ValueError
        raise BadContent((ContentFault(file, 1, f"cannot be read ({type(error).__name__})"),)) from None
    texts = {
        f"{table}.{key}": value
        for table, entries in data.items()
        if isinstance(entries, dict)
        for key, value in entries.items()
        if isinstance(value, str)
    }
    minutes = Minutes(assumed.review_minutes, assumed.case_minutes, assumed.page_minutes)
    return Words(texts, minutes, timedelta(hours=assumed.crisis_open_hours), file)
