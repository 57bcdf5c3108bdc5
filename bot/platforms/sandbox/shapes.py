"""The JSON that the sandbox's API answers with."""

import base64
import contextlib
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from bot.cog import Argument, Command
from bot.completion import COMPLETED
from bot.core.action import File
from bot.core.case import Case
from bot.core.draft import clean_draft
from bot.core.finding import Span
from bot.core.message import DIRECT, Channel
from bot.core.message import Person as Someone
from bot.engine import Engine
from bot.invocation import Outcome
from bot.platforms.sandbox.world import BOT, World, card_json
from bot.store.codec import load_findings
from bot.store.sandbox import Stored


def state(world: World, now: datetime, community: str, notice: str, on_duty: Sequence[str], file_bytes: int) -> dict[str, Any]:
    return {
        "people": [person(world, one) for one in world.people.values()],
        "channels": [channel(one) for one in world.channels.values()],
        "now": now.isoformat(),
        "community": community,
        "notice": notice,
        "on_duty": list(on_duty),
        "file_bytes": file_bytes,
    }


def person(world: World, one: Someone) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "roles": sorted(one.roles), "about": world.about.get(one.id, "")}


def channel(one: Channel) -> dict[str, Any]:
    return {"id": one.id, "name": one.name, "condition": one.condition, "kind": one.kind.value}


def message(world: World, one: Stored, flagged: bool = False) -> dict[str, Any]:
    """A message as a person sees it; one that is out of sight has no text for anybody. `flagged` is for moderators."""
    author = world.person(one.author)
    page = one.page
    return {
        "id": one.id,
        "author": one.author,
        "author_name": author.name if author else "Carecircle" if one.author == BOT else one.author,
        "author_roles": sorted(author.roles) if author else [],
        "text": "" if one.hidden else one.text,
        "files": [] if one.hidden else list(one.files),
        "card": one.card,
        "private": one.only_for is not None or one.channel == DIRECT,
        "hidden": one.hidden,
        "edited": one.edited,
        "reply_to": one.reply_to,
        "at": one.at.isoformat(),
        "page": page,
        "flagged": flagged,
    }


def commands(engine: Engine, one: Someone) -> list[dict[str, Any]]:
    """What the person may use, from the declarations."""
    replies = engine.library.replies
    return [
        {
            "name": command.name,
            "summary": replies.text(f"{command.key}.summary", one.lang),
            "feature": feature(engine, command.name, one.lang),
            "roles": sorted(command.roles),
            "menu": replies.text(f"{command.key}.menu", one.lang) if command.menu else "",
            "arguments": [argument(engine, item, one.lang, command) for item in command.arguments],
        }
        for command in engine.commands.values()
        if command.roles & one.roles and not command.at_clock and command.listed
    ]


def feature(engine: Engine, name: str, lang: str) -> dict[str, str]:
    """What a command belongs to, by its first word; one without words of its own is called by that."""
    replies, first = engine.library.replies, name.split(maxsplit=1)[0]
    key = f"feature.{first}"
    return {"id": first, "label": replies.text(key, lang) if key in replies.keys else first.capitalize()}


def argument(engine: Engine, item: Argument, lang: str, command: Command | None = None) -> dict[str, Any]:
    """`completes`: whether the values of an open argument are offered, by the command itself or for every command."""
    replies = engine.library.replies
    return {
        "name": item.name,
        "label": replies.text(f"argument.{item.name}", lang),
        "type": item.kind.value,
        "choices": [{"value": value, "label": replies.text(f"choice.{item.name}.{value}", lang)} for value in item.choices],
        "required": item.required,
        **({"completes": item.name in command.choices or item.kind in COMPLETED} if command else {}),
    }


def outcome(engine: Engine, come: Outcome, one: Someone) -> dict[str, Any]:
    if come.refused:
        return {"refused": come.refused}
    if come.missing:
        return {"missing": [argument(engine, item, one.lang) for item in come.missing]}
    files = [_file(one) for one in come.files]
    return {"reply": card_json(come.reply) if come.reply else None, "private": come.private, "files": files}


def _file(file: File) -> dict[str, str]:
    """`text` where it is text; the bytes in base64 always."""
    shown = {"name": file.name, "type": file.media_type, "content": base64.b64encode(file.content).decode()}
    with contextlib.suppress(UnicodeDecodeError):
        shown["text"] = file.content.decode()
    return shown


def why(judged: dict[str, Any] | None, text: str, case: int | None, word: Callable[[str], str]) -> dict[str, Any]:
    """What was seen and what followed, for a moderator: identifiers are masked in the text and in the words quoted."""
    findings = load_findings(judged["findings"]) if judged else ()
    spans = tuple(sorted({span for finding in findings for span in finding.spans}))
    words = {span.type: word(span.type) for span in spans}
    return {
        "text": clean_draft(text, spans, words),
        "findings": [
            {
                "label": finding.label.value,
                "value": finding.value,
                "confidence": round(finding.confidence, 3),
                "detector": finding.detector,
                "rule": finding.why.rule,
                "about": finding.about,
                "words": _quoted(text, finding.why.start, finding.why.end, spans, words),
            }
            for finding in findings
        ],
        "decision": {part: judged[part] for part in ("visibility", "author", "readers", "human", "urgency")}
        if judged
        else _NOTHING,
        "lines": judged["lines"] if judged else [],
        "case": case,
    }


def case(engine: Engine, one: Case, lang: str) -> dict[str, str]:
    """An open case of a member, as a way to it."""
    replies = engine.library.replies
    what = replies.text(f"what.{one.label}.{one.value}", lang)
    return {"case": str(one.id), "title": replies.text("case.heading", lang, case=str(one.id), what=what)}


_NOTHING: dict[str, Any] = {"visibility": "unchanged", "author": [], "readers": [], "human": "none", "urgency": "none"}


def _quoted(text: str, start: int, end: int, spans: tuple[Span, ...], words: dict[Any, str]) -> str:
    inside = tuple(
        Span(max(span.start, start) - start, min(span.end, end) - start, span.type)
        for span in spans
        if span.start < end and span.end > start
    )
    return clean_draft(text[start:end], inside, words)
