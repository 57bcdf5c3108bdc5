"""The types of content fields, and what is said about a field that does not fit."""

import difflib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Final, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError
from pydantic_core import ErrorDetails

from bot.core.article import Source
from bot.knowledge.sheet import Faults, Key, Sheet

SOON: Final = timedelta(days=60)
"""A review that is due within this is a warning: two monthly meetings of an editorial board."""

LONGEST_REVIEW_YEARS: Final = 3
"""The NHS content standard: at most three years between clinical reviews (`research.md`)."""

_ID: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SLUG: Final = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def _not_blank(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value.strip()


def _identifier(value: str) -> str:
    if not _ID.fullmatch(value):
        raise ValueError("must be lower-case words joined by hyphens")
    return value


def _slug(value: str) -> str:
    if not _SLUG.fullmatch(value):
        raise ValueError("must be a lower-case word, parts joined by `_` or `-`")
    return value


def _day(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise ValueError(f"`{value}` is no day of the calendar") from None
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    raise ValueError("must be a day, like 2026-10-05")


def _flag(value: object) -> object:
    if isinstance(value, bool):
        return value
    if value in {"true", "false"}:
        return value == "true"
    raise ValueError("must be true or false")


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\.[^\s]+", value):
        raise ValueError("must be a web address that begins with https://")
    return value


Text = Annotated[str, AfterValidator(_not_blank)]
Id = Annotated[str, AfterValidator(_identifier)]
Slug = Annotated[str, AfterValidator(_slug)]
Day = Annotated[date, BeforeValidator(_day)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Address = Annotated[str, AfterValidator(_address)]


class Fields(BaseModel):
    """A table of a content file: no unknown fields, nothing guessed."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceFields(Fields):
    name: Text
    url: Address | None = None

    @property
    def source(self) -> Source:
        return Source(self.name, self.url or "")


Sources = Annotated[tuple[SourceFields, ...], Field(min_length=1)]

Model = TypeVar("Model", bound=Fields)


def check(model: type[Model], value: object, sheet: Sheet, key: Key, faults: Faults) -> Model | None:
    """The table as its model, or None and one fault for each field that does not fit."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        for problem in error.errors(include_url=False):
            location = (*key, *problem["loc"])
            faults.add(sheet.file, sheet.line(*location), _says(model, problem))
        return None


@dataclass(frozen=True, slots=True)
class Review:
    """The pair of days that a file gives, and what happens once the second is past."""

    done: str
    due: str
    past: str

    def check(self, sheet: Sheet, key: Key, done: date, due: date, today: date, faults: Faults) -> None:
        """Faults and warnings about the two days, at the line of the second."""
        if due < done:
            faults.add(sheet.file, sheet.line(*key, self.due), f"`{self.due}` {due} is before `{self.done}` {done}")
        elif (due.year - LONGEST_REVIEW_YEARS, due.month, due.day) > (done.year, done.month, done.day):
            says = f"`{self.due}` {due} is more than {LONGEST_REVIEW_YEARS} years after `{self.done}` {done}"
            faults.add(sheet.file, sheet.line(*key, self.due), says)
        elif due < today:
            faults.warn(sheet.file, sheet.line(*key, self.due), f"`{self.due}` {due} is past: {self.past}")
        elif due.toordinal() - today.toordinal() <= SOON.days:
            faults.warn(sheet.file, sheet.line(*key, self.due), f"`{self.due}` {due} is near")


REVIEW: Final = Review("reviewed_on", "review_due", "it is not used until it is reviewed")
CHECK: Final = Review("checked_on", "check_due", "the lines are still shown, with the date")


def nearest(name: str, known: Iterable[str]) -> str:
    """`, did you mean …?` where something known is close."""
    close = difflib.get_close_matches(name, sorted(known), n=1, cutoff=0.6)
    return f", did you mean `{close[0]}`?" if close else ""


def _says(model: type[Fields], problem: ErrorDetails) -> str:
    names = [part for part in problem["loc"] if isinstance(part, str)]
    name = names[-1] if names else "the file"
    context = problem.get("ctx", {})
    match problem["type"]:
        case "missing":
            return f"`{name}` is missing"
        case "extra_forbidden":
            return f"unknown field `{name}`{nearest(name, set(_names(model)))}"
        case "value_error":
            return f"`{name}` {context['error']}"
        case "too_short":
            return f"`{name}` needs {context['min_length']} or more, found {context['actual_length']}"
        case "string_type":
            return f"`{name}` must be text; put it in quotes"
        case "list_type" | "tuple_type":
            return f"`{name}` must be a list"
        case "model_type" | "dict_type":
            return f"`{name}` must be a table of fields"
        case "literal_error":
            choices = tuple(re.findall(r"'([^']+)'", context["expected"]))
            return f"`{name}` must be {' or '.join(choices)}{nearest(str(problem['input']), choices)}"
        case _:
            return f"`{name}`: {problem['msg'][:1].lower()}{problem['msg'][1:]}"


def _names(model: type[BaseModel]) -> Iterator[str]:
    for name, info in model.model_fields.items():
        yield info.alias or name
        for inner in _models(info.annotation):
            yield from _names(inner)


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for argument in get_args(annotation):
        yield from _models(argument)
