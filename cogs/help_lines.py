"""Help for people: lines for the country that they chose, a way to a human, and what the bot can do."""

from collections.abc import Sequence
from typing import Literal

from bot.cards.case import case_card
from bot.cards.help_lines import country_of, lines_card, safety_card
from bot.cards.private import toward
from bot.cards.watched import tell_watchers
from bot.cog import EVERYBODY, Arguments, Cog, Command, Context, LongText, Text, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Direct, Later, Post, Reply
from bot.core.audit import MEMBER
from bot.core.card import Card, Field, Tone
from bot.core.case import Case
from bot.core.decision import Human, Urgency
from bot.core.errors import NotFound, Refusal
from bot.core.resource import INTERNATIONAL
from bot.store import audit, cases, evidence, people


class Nothing(Arguments):
    """A command without arguments."""


class Lines(Arguments):
    kind: Literal["crisis", "abuse", "children", "medical_advice"] | None = None


class ChooseCountry(Arguments):
    country: Text


class ChooseLanguage(Arguments):
    language: Literal["en", "es"]


class ForPerson(Arguments):
    about: LongText | None = None


async def lines(context: Context, args: Lines) -> list[Action]:
    kinds = (args.kind,) if args.kind else ("crisis", "abuse", "children", "medical_advice")
    return [Reply(lines_card(context, country_of(context, context.actor.country if context.actor else None), kinds))]


async def choose_country(context: Context, args: ChooseCountry) -> list[Action]:
    """Keep the member's own choice and show its lines at once."""
    wanted = args.country.strip().casefold()
    found = next((c for c in context.library.countries.values() if wanted in {c.code.casefold(), c.name.casefold()}), None)
    if found is None:
        raise NotFound("refusal.no_such_country")
    if context.actor:
        await people.choose(context.tx, context.actor.id, "country", found.code)
    return [Reply(lines_card(context, found, ("crisis", "abuse", "medical_advice")))]


async def choose_language(context: Context, args: ChooseLanguage) -> list[Action]:
    if context.actor:
        await people.choose(context.tx, context.actor.id, "lang", args.language)
    said = context.library.replies.say("help.language", args.language)
    return [Reply(Card(said.title, said.body, tone=Tone.DONE))]


async def reach_person(context: Context, args: ForPerson) -> list[Action]:
    """A member asks for a human: one case before the moderators while it is open, and a plain word of what happens now."""
    if context.actor is None:
        raise Refusal("refusal.not_allowed")
    tx, me = context.tx, context.actor.id
    known = await cases.open_of(tx, me, "request")
    due_in = context.policy.case_due.get("high")
    due = context.now + due_in if due_in else None
    new = cases.NewCase("request", "person", Urgency.HIGH, Human.CASE, me, context.place, context.event, due)
    case = known or (await cases.open_once(tx, new, context.now))[0]
    if args.about:
        until = context.now + context.policy.keep_evidence
        await evidence.keep(tx, case.id, context.event, "original", me, args.about, context.now, until)
    said = context.say("help.person")
    done = Reply(Card(said.title, said.body, tone=Tone.DONE))
    return [done, *(_waits(context, case) if known is None else await _asked_again(context, case))]


def _waits(context: Context, case: Case) -> list[Action]:
    """The card, and the moment at which it is said that nobody took it."""
    home = context.home.moderators
    actions: list[Action] = [Post(f"{case.key}:card", home, case_card(context, case))] if home is not None else []
    if case.due_at is not None:
        actions.append(Later(f"{case.key}:overdue", case.due_at, "case overdue", {"case": str(case.id)}))
    return actions


async def _asked_again(context: Context, case: Case) -> list[Action]:
    """The same matter: it is on record, and whoever has the case or follows it hears so."""
    await audit.record(context.tx, MEMBER, "asked_again", context.now, case.id)
    told = await tell_watchers(context, case, "asked_again", frozenset({case.owner or ""}))
    if case.owner is None:
        return told
    theirs = await toward(context, case.owner)
    said = theirs.say("case.watched", case=str(case.id), what=theirs.text("case.step.asked_again"))
    key = f"{case.key}:asked_again:{context.event}"
    return [*told, Direct(key, case.owner, case.place, Card(said.title, said.body))]


async def open_note(context: Context, _: Nothing) -> list[Action]:
    """What could not be sent in private, for the person whom it is for and nobody else."""
    case = await cases.open_crisis_of(context.tx, context.actor.id) if context.actor else None
    if case is None:
        raise NotFound("refusal.not_for_you")
    hurt = [one for one in await cases.messages(context.tx, case.id) if (one.label, one.value) == ("crisis", "abuse")]
    if case.value != "abuse" and not hurt:
        raise NotFound("refusal.not_for_you")
    judged = await evidence.judged(context.tx, hurt[-1].message if hurt else case.message)
    tags = {tag for found in judged["findings"] for tag in found["tags"]} if judged else set()
    return [Reply(await safety_card(context, third="third_person" in tags))]


async def list_commands(context: Context, _: Nothing) -> list[Action]:
    """What this person may use, from the declarations themselves."""
    roles = context.actor.roles if context.actor else frozenset()
    usable = [command for command in context.commands if command.roles & roles and not command.at_clock and command.listed]
    said = context.say("help.commands")
    return [Reply(Card(said.title, said.body, tuple(Field(f"/{c.name}", context.text(f"{c.key}.summary")) for c in usable)))]


async def _countries(context: Context, typed: str) -> Sequence[tuple[str, str]]:
    wanted = typed.casefold()
    known = [country for code, country in context.library.countries.items() if code != INTERNATIONAL]
    return [(c.code, c.name) for c in sorted(known, key=lambda c: c.name) if wanted in c.name.casefold()]


COG = Cog(
    "help",
    nothing_to_erase,
    nothing_to_export,
    commands=(
        Command("help commands", EVERYBODY, Nothing, list_commands, reads_only=True),
        Command("help lines", EVERYBODY, Lines, lines, reads_only=True),
        Command("help country", EVERYBODY, ChooseCountry, choose_country, {"country": _countries}),
        Command("help language", EVERYBODY, ChooseLanguage, choose_language),
        Command("help open", EVERYBODY, Nothing, open_note, listed=False, reads_only=True),
        Command("help person", EVERYBODY, ForPerson, reach_person),
    ),
)
