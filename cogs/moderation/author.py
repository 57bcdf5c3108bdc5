"""Words to the author: each label has its own, most serious value alone, help lines first."""

from bot.cards.answer import article_card
from bot.cards.help_lines import country_button, country_of, emergency_number, for_you_card, lines_fields, safety_card
from bot.cards.private import private_card, waiting
from bot.cog import Context
from bot.core.action import Action, Direct, Post
from bot.core.card import Button, Card, Field, Tone
from bot.core.decision import Decision
from bot.core.draft import clean_draft
from bot.core.finding import Finding, Label
from bot.core.message import Message
from bot.knowledge.answers import about
from bot.store import rota
from cogs.moderation.ledger import Topic, due

IN_THREAD = frozenset({Label.DIAGNOSIS, Label.ADVICE})
"""Labels whose words to the author serve readers too and are given in the thread."""


async def crisis_words(context: Context, message: Message, decision: Decision) -> list[Action]:
    """Help lines and what to do now, before anything else; always given, never held back as a repetition.

    Where nobody is on duty the member is told so plainly (promise 4).
    """
    finding = top(decision, Label.CRISIS)
    if finding is None:
        return []
    country = country_of(context, context.actor.country if context.actor else None)
    person = Button(context.text("button.person"), "help person", {})
    somebody = await rota.anybody(context.tx, context.now, besides=message.author.id)
    team = context.text("crisis.team" if somebody else "crisis.nobody")
    if finding.value == "abuse":
        card = await safety_card(context, third="third_person" in finding.tags)
    else:
        third = "_other" if "third_person" in finding.tags else ""
        fields = lines_fields(context, country, ("medical_advice",) if finding.value == "medical" else ("crisis",))
        emergency = emergency_number(context, country)
        body = _opened(context, f"crisis.{finding.value}{third}", emergency=emergency, team=team)
        card = Card(context.text("private.title"), body, fields, (country_button(context), person), Tone.URGENT)
    key = f"{context.event}:crisis"
    if finding.value == "abuse":  # the line in public names nobody, answers nobody and says nothing
        in_public = Post(f"{key}:public", message.place, for_you_card(context), urgent=True)
    else:
        said = context.say("crisis.public")
        in_public = Post(f"{key}:public", message.place, Card(said.title, said.body, tone=Tone.CARE), message.id, urgent=True)
    return [Direct(key, message.author.id, message.place, card, in_public, urgent=True)]


async def words_to_author(context: Context, message: Message, decision: Decision, *, hidden: bool) -> list[Action]:
    actions: list[Action] = []
    for label in (
        Label.RED_FLAG,
        Label.PRIVACY,
        Label.CONDUCT,
        *IN_THREAD,
        Label.MISINFORMATION,
        Label.AUTHORITY,
        Label.SOLICITATION,
    ):
        finding = top(decision, label)
        if finding is None or not any(words.label is label for words in decision.author):
            continue
        if label is Label.PRIVACY:
            actions += _privacy(context, message, finding, decision, hidden=hidden)
        elif label is Label.RED_FLAG:
            actions += _red_flag(context, message, finding)
        elif label in IN_THREAD:
            actions += await _about_care(context, message, finding, decision)
        elif await due(context, message, Topic.of(finding), message.author.id):
            actions.append(_private(context, message, f"note.{label.value}", finding, _corrected(context, finding)))
    return actions


def top(decision: Decision, label: Label) -> Finding | None:
    """The finding that speaks for a label: the most serious value, then the surest."""
    found = [finding for finding in decision.findings if finding.label is label]
    return max(found, key=lambda f: (Topic.of(f).rank, f.confidence), default=None)


def _privacy(context: Context, message: Message, finding: Finding, decision: Decision, *, hidden: bool) -> list[Action]:
    spans = tuple(sorted({span for found in decision.findings for span in found.spans}))
    placeholders = {kind: context.text(f"identifier.{kind}") for kind in {span.type for span in spans}}
    names = list(dict.fromkeys(context.text(f"identifier_named.{span.type}") for span in spans))
    draft = clean_draft(message.text, spans, placeholders)
    what = _listed(context, names) or context.text("identifier_named.details")
    body = _opened(context, f"note.privacy.{finding.value}.{'hidden' if hidden else 'left'}", what=what)
    card = Card(
        context.text("private.title"), body, (Field(context.text("note.privacy.draft"), draft, copy=True),), tone=Tone.CARE
    )
    key = f"{context.event}:privacy"
    otherwise = waiting(context, key, message.author.id, message.place)
    return [Direct(key, message.author.id, message.place, card, otherwise)]


def _red_flag(context: Context, message: Message, finding: Finding) -> list[Action]:
    flag = next((flag for flag in context.library.red_flags if flag.id == finding.ref), None)
    if flag is None:
        return []
    said = context.say(f"red_flag.{flag.urgency}")
    fields = (
        Field(context.text("answer.field.approved"), flag.approved_by),
        Field(context.text("answer.field.reviewed"), flag.reviewed_on.isoformat()),
        Field(context.text("answer.field.sources"), "\n".join(f"{name} {url}".strip() for name, url in flag.sources)),
    )
    tone = Tone.URGENT if flag.urgency == "emergency" else Tone.CAUTION
    card = Card(said.title, f"{said.body}\n\n{flag.words}".strip(), fields, tone=tone)
    return [Post(f"{context.event}:red_flag", message.place, card, message.id, urgent=True)]


async def _about_care(context: Context, message: Message, finding: Finding, decision: Decision) -> list[Action]:
    """A guess at a diagnosis, or a wish to change a treatment: in the thread, with the article that fits."""
    topic = Topic.of(finding)
    if not await due(context, message, topic, message.author.id):
        return []
    if topic.peer:  # the gentle word to somebody who told another is private; readers get their own line
        return [_private(context, message, f"note.{finding.label.value}.peer", finding)]
    named = "about" if finding.about else "plain"
    said = context.say(f"note.{finding.label.value}.{finding.value}.{named}", about=_named(finding.about))
    card = Card(said.title, said.body, tone=Tone.CAUTION)
    key = f"{context.event}:{finding.label.value}"
    article = about(context.index, finding.about, message.condition, message.text, context.today)
    cards = [card] if article is None else [card, article_card(context, article)]
    if decision.crisis:  # nobody reads about guesses in public under a cry for help
        read = () if article is None else (Button(context.text("button.read"), "faq show", {"article": article.id}),)
        private = private_card(context, message.author.id, f"{said.title}\n\n{said.body}", buttons=read)
        return [Direct(key, message.author.id, message.place, private)]
    return [Post(f"{key}:{n}", message.place, card, message.id) for n, card in enumerate(cards)]


def _private(context: Context, message: Message, key: str, finding: Finding, more: tuple[Field, ...] = ()) -> Action:
    body = _opened(context, key, about=_named(finding.about) or context.text("common.this"))
    if finding.label is Label.CONDUCT:
        country = country_of(context, context.actor.country if context.actor else None)
        more = lines_fields(context, country, ("crisis",))
    card = Card(context.text("private.title"), body, more, tone=Tone.CARE)
    key = f"{context.event}:{finding.label.value}"
    return Direct(key, message.author.id, message.place, card, waiting(context, key, message.author.id, message.place))


def _corrected(context: Context, finding: Finding) -> tuple[Field, ...]:
    claim = next((claim for claim in context.library.claims if claim.id == finding.ref), None)
    if finding.label is not Label.MISINFORMATION or claim is None:
        return ()
    sources = "\n".join(f"{name} {url}".strip() for name, url in claim.sources)
    return (
        Field(context.text("answer.field.known"), claim.correction),
        Field(context.text("answer.field.sources"), sources),
        Field(context.text("answer.field.reviewed"), claim.reviewed_on.isoformat()),
    )


def _listed(context: Context, names: list[str]) -> str:
    """`a, b and c`."""
    *rest, last = names or [""]
    return context.text("common.and", first=", ".join(rest), last=last) if rest else last


def _opened(context: Context, key: str, **values: str) -> str:
    """A private note's body: its first 100 characters are neutral, whoever sees the preview."""
    name = context.actor.name if context.actor else ""
    return context.text("private.opening", name=name) + "\n\n" + context.say(key, **values).body


def _named(term: str) -> str:
    """A term as a reader expects it: an abbreviation in capitals."""
    return (
        term.upper()
        if (term.isalpha() and len(term) <= 4 and not set(term) & set("aeiou")) or term in {"psa", "dka", "uti", "ibs"}
        else term
    )
