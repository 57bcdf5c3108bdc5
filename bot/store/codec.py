"""Events and actions as JSON and back. Stored values are sealed by the caller."""

from typing import Any, Final

from pydantic import TypeAdapter

from bot.core import action as actions
from bot.core.action import Durable
from bot.core.card import Card
from bot.core.finding import Finding
from bot.core.message import Deletion, Invocation, Message

Event = Message | Deletion | Invocation

_EVENTS: Final[dict[str, type[Any]]] = {kind.__name__: kind for kind in (Message, Deletion, Invocation)}
_ACTIONS: Final[dict[str, type[Any]]] = {
    kind.__name__: kind
    for kind in (
        actions.Post,
        actions.Edit,
        actions.Direct,
        actions.Hide,
        actions.Restore,
        actions.Restrict,
        actions.Membership,
        actions.Pace,
        actions.Page,
        actions.Schedule,
    )
}


_adapters: Final[dict[type[Any], TypeAdapter[Any]]] = {}


def _adapter(kind: type[Any]) -> TypeAdapter[Any]:
    """Made at first use: building all of them costs start-up time."""
    if kind not in _adapters:
        _adapters[kind] = TypeAdapter(kind)
    return _adapters[kind]


def kind_of(value: object) -> str:
    return type(value).__name__


def dump(value: Event | Durable) -> str:
    return _adapter(type(value)).dump_json(value, by_alias=False).decode()


def load_event(kind: str, text: str) -> Event:
    event: Event = _adapter(_EVENTS[kind]).validate_json(text)
    return event


def load_action(kind: str, text: str) -> Durable:
    action: Durable = _adapter(_ACTIONS[kind]).validate_json(text)
    return action


def dump_card(card: Card) -> str:
    return _adapter(Card).dump_json(card).decode()


def load_card(text: str) -> Card:
    card: Card = _adapter(Card).validate_json(text)
    return card


def dump_findings(findings: tuple[Finding, ...]) -> list[Any]:
    dumped: list[Any] = TypeAdapter(tuple[Finding, ...]).dump_python(findings, mode="json")
    return dumped


def load_findings(value: list[Any]) -> tuple[Finding, ...]:
    return TypeAdapter(tuple[Finding, ...]).validate_python(value)
