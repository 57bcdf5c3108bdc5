"""The record for those who answer for the community: its export, who saw which evidence, and its daily anchor off the host.

An anchor proves something only where whoever could change the database cannot change it. Therefore it goes out by mail and by
webhook, and not into the moderators' channel: the program itself can edit its own posts there, the sandbox keeps them in the same
database, and a line of digits a day would only teach moderators to look away. They are told when the record does not fit.
"""

from datetime import timedelta
from typing import Annotated, Final

from pydantic import Field as Bound

from bot.cog import Arguments, CaseNumber, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, File, Later, Page, Post, Reply
from bot.core.audit import Anchor, Chain, Entry, Fault
from bot.core.audit_file import MEDIA_TYPES, Format, heading, lines
from bot.core.card import Card, Field, Tone
from bot.core.errors import NotAllowed, Refusal
from bot.core.message import Person, Role
from bot.store import audit, cases

_ADMINS: Final = frozenset({Role.ADMIN})
_DAY: Final = timedelta(days=1)
_AT_MOST: Final = 20_000
"""Entries in one file of a chat platform: about 7 MB, and Discord takes 10. `carecircle record export` has no bound."""
_SHOWN: Final = 20


class Nothing(Arguments):
    """A command without arguments."""


class Export(Arguments):
    format: Format
    days: Annotated[int, Bound(ge=1, le=3660)] | None = None


class Looks(Arguments):
    case: CaseNumber | None = None


async def export(context: Context, args: Export) -> list[Action]:
    """The record as a file; its last line is that somebody took it."""
    since = context.now - timedelta(days=args.days) if args.days else None
    if await audit.length(context.tx, since) >= _AT_MOST:
        raise Refusal("refusal.record_too_long", count=f"{_AT_MOST:,}")
    days = {"days": str(args.days)} if args.days else {}
    await audit.record(context.tx, _actor(context).id, "exported", context.now, None, format=args.format, **days)
    parts = [heading(args.format)]
    count = 0
    async for entries in audit.pages(context.tx, since=since):
        parts += lines(entries, args.format)
        count += len(entries)
    name = f"record-{context.today.isoformat()}.{args.format}"
    said = context.say("record.exported", count=f"{count:,}")
    file = File(name, MEDIA_TYPES[args.format], "".join(parts).encode())
    return [Reply(Card(said.title, said.body, tone=Tone.DONE), files=(file,))]


async def looks(context: Context, args: Looks) -> list[Action]:
    """Who saw which evidence, when and why, newest first."""
    person = _actor(context)
    if args.case is not None:
        await _check(context, args.case, person)
    seen = await audit.looks(context.tx, person.id, args.case, _SHOWN)
    said = context.say("record.looks" if seen else "record.looks_none")
    return [Reply(Card(said.title, said.body, tuple(_look(context, entry) for entry in seen)))]


async def _check(context: Context, number: int, person: Person) -> None:
    """Nobody looks into a case about themselves, or one that they may not handle (promise 6)."""
    case = await cases.get(context.tx, number)
    if case is None:
        raise Refusal("refusal.no_such_case", case=str(number))
    if case.person == person.id:
        raise NotAllowed("refusal.own_case")
    if person.id in await cases.barred(context.tx, case.id):
        raise NotAllowed("refusal.barred_case")


def _look(context: Context, entry: Entry) -> Field:
    reason = entry.detail.get("reason")
    why = context.text(f"choice.reason.{reason}") if reason else context.text("record.no_reason")
    name = context.text("record.look", case=str(entry.case), at=f"{entry.at:%Y-%m-%d %H:%M} UTC")
    return Field(name, f"{context.name_of(entry.actor)}: {why}")


async def anchor(context: Context, _: Nothing) -> list[Action]:
    """Once a day: follow what came since the last anchor, note the head and send it off the host; then again tomorrow.

    Where the head has not moved, nothing is sent. Where the record does not fit, it is said, and nothing is anchored: that would
    vouch for what was changed.
    """
    again = Later("daily:record anchor", context.now + _DAY, "record anchor")
    chain = await audit.verify(context.tx, after=await audit.last_anchor(context.tx))
    if chain.fault is not None:
        return [again, *_alarm(context, chain, chain.fault)]
    noted = await audit.anchor(context.tx, context.now)
    return [again, *_sent(context, noted)] if noted else [again]


def _sent(context: Context, noted: Anchor) -> list[Action]:
    said = context.say("record.anchor", anchor=str(noted))
    card = Card(said.title, said.body)
    return [Page(f"anchor:{noted.sequence}:{place.channel}", "anchor", place, card, urgent=False) for place in context.outside]


def _alarm(context: Context, chain: Chain, fault: Fault) -> list[Action]:
    """Told once for each place where it breaks, to moderators and outside."""
    said = context.say("record.broken", sequence=str(chain.broken_at), why=context.text(f"record.fault.{fault.value}"))
    card = Card(said.title, said.body, tone=Tone.CAUTION)
    key = f"anchor:broken:{fault.value}:{chain.broken_at}"
    actions: list[Action] = [Page(f"{key}:{place.channel}", "anchor", place, card, urgent=False) for place in context.outside]
    return [*actions, Post(key, home, card)] if (home := context.home.moderators) is not None else actions


def _actor(context: Context) -> Person:
    if context.actor is None:
        raise NotAllowed("refusal.not_allowed")
    return context.actor


COG = Cog(
    "record",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("record export", _ADMINS, Export, export),
        Command("record looks", _ADMINS, Looks, looks, reads_only=True),
        Command("record anchor", frozenset(), Nothing, anchor, at_clock=True, listed=False),
    ),
    daily=("record anchor",),
)
