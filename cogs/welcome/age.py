"""The age gate: a person says their band by a button. Younger may always be said; older only somebody from the team can set.

Otherwise the gate would open to whoever presses twice.
"""

from dataclasses import replace

from bot.cards.case import case_card
from bot.cards.private import private_card, toward
from bot.cog import Context
from bot.core.action import Action, Direct, Later, Post, Reply
from bot.core.card import Button, Card, Tone
from bot.core.consent import Age, bands
from bot.core.decision import Human, Urgency
from bot.core.errors import NotAllowed, NotFound
from bot.core.message import DIRECT
from bot.store import audit, cases, consents, minors
from cogs.welcome.arguments import Correction, StatedAge
from cogs.welcome.cards import actor, next_step, start_button, words_card, young_card
from cogs.welcome.consent import withdrawn


async def say_age(context: Context, args: StatedAge) -> list[Action]:
    me = actor(context).id
    known = await minors.stated(context.tx, me)
    if args.age is Age.YOUNGER or known is Age.YOUNGER:
        opened = await _safeguard(context) if known is not Age.YOUNGER else []
        return [Reply(young_card(context)), *opened]
    age = args.age if args.age in bands(context.policy.minimum_age) else Age.ADULT
    if known is Age.MINOR and age is Age.ADULT:
        said = context.say("welcome.age_is_set")
        person = Button(context.text("button.person"), "help person", {})
        return [Reply(Card(said.title, said.body, buttons=(person, start_button(context)), tone=Tone.CARE))]
    if age is Age.ADULT and not (await consents.of(context.tx, me)).current(context.policy.consent_version):
        return [Reply(words_card(context))]
    await minors.choose(context.tx, me, age)
    return [Reply(await next_step(context))]


async def _safeguard(context: Context) -> list[Action]:
    """As for an age that somebody wrote: a private case that a person looks at. A child cannot agree, so nothing is agreed."""
    person = actor(context)
    await minors.note(context.tx, person.id)
    row = context.policy.row("conduct.minor")
    urgency, human = Urgency[row.urgency.upper()], Human[row.human.upper()]
    due_in = context.policy.case_due.get(max(urgency, Urgency.HIGH).name.lower())
    new = cases.NewCase(
        "conduct",
        "minor",
        max(urgency, Urgency.HIGH),
        max(human, Human.CASE),
        person.id,
        replace(context.place, channel=DIRECT, thread=person.id),
        context.event,
        context.now + due_in if due_in else None,
    )
    case, _ = await cases.open_once(context.tx, new, context.now)
    actions = await withdrawn(context, person.id)
    if case.due_at is not None:
        actions.append(Later(f"{case.key}:overdue", case.due_at, "case overdue", {"case": str(case.id)}))
    if (home := context.home.moderators) is not None:
        actions.append(Post(f"{case.key}:card", home, case_card(context, case)))
    return actions


async def correct(context: Context, args: Correction) -> list[Action]:
    """Somebody from the team knows better, and says so on the record. Nobody does it for themselves (promise 6)."""
    me = actor(context).id
    if args.person == me:
        raise NotAllowed("refusal.own_age")
    if context.directory.person(args.person) is None:
        raise NotFound("refusal.no_such_person")
    closed: list[Action] = []
    if await minors.stated(context.tx, args.person) is not args.age:
        await minors.correct(context.tx, args.person, args.age)
        await audit.record(context.tx, me, "age_corrected", context.now)
        closed = await withdrawn(context, args.person) if args.age is Age.YOUNGER else []
        closed.append(await _told(context, args.person))
    said = context.say("welcome.corrected", name=context.name_of(args.person))
    return [Reply(Card(said.title, said.body, tone=Tone.DONE)), *closed]


async def _told(context: Context, person: str) -> Direct:
    theirs = await toward(context, person)
    card = private_card(theirs, person, theirs.text("welcome.age_corrected"), buttons=(start_button(theirs),))
    return Direct(f"{context.event}:age", person, replace(context.place, channel=DIRECT, thread=person), card)
