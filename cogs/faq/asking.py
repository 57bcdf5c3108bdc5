"""What members ask, in a channel or by a command, and which questions nothing answers."""

import re
from collections.abc import Iterable

from bot.cards.answer import article_card, hand_over_card, suggestions_card
from bot.cog import Context
from bot.core.action import Action, Post, Reply
from bot.core.card import Card, Field
from bot.core.decision import Decision, Human, Visibility
from bot.core.errors import NotFound
from bot.core.finding import Label
from bot.core.message import ChannelKind, Message, Role
from bot.knowledge.abstention import Band
from bot.knowledge.answers import Answer, find
from bot.store import articles, consents
from cogs.faq.arguments import Ask, Gaps, Show

_MENTION = re.compile(r"(?:^|\s)@(?:carecircle|bot)\b[,:]?\s*", re.IGNORECASE)
_SENTENCES = re.compile(r"(?<=[.!?\n])\s+")
_ASKS = re.compile(
    r"\?\s*$"
    r"|^(?:what|why|how|when|where|which|who|can|could|should|is|are|do|does|did|will|would|has|have|may|any ?one|anybody)\b",
    re.IGNORECASE,
)
_TRIED = 3
_STANDS = (Label.DIAGNOSIS, Label.ADVICE, Label.CONDUCT, Label.RED_FLAG, Label.PRIVACY, Label.MISINFORMATION, Label.SOLICITATION)
"""Where one of these was seen, moderation has the word and brings the article itself."""


async def listen(context: Context, message: Message, decision: Decision) -> list[Action]:
    """Answer a question in a channel: addressed ones always, others only where the best article is certain."""
    addressed = message.kind is ChannelKind.DIRECT or _MENTION.search(message.text) is not None
    if message.edited or message.to_command or not _may_answer(message, decision, addressed=addressed):
        return []
    if context.event != (message.event or message.id) or (
        message.author.roles & {Role.CLINICIAN, Role.MODERATOR} and not addressed
    ):
        return []
    question = _MENTION.sub(" ", message.text).strip()
    asking = asked_in(question)
    if not question or not (addressed or asking):
        return []
    answer = best(find(context.index, part, message.condition, context.today) for part in (question, *asking))
    if answer.band is not Band.ANSWER and not addressed:
        return []
    card, cites = await _answered(context, question, message.condition, answer)
    since = context.now - context.policy.note_window
    if cites and not addressed and await articles.answered_here(context.tx, message.place, cites, since):
        return []
    key = f"{context.event}:answer"
    if cites:
        await articles.record_answer(context.tx, key, cites, message.place, message.author.id, context.now)
    only_for = message.author.id if message.kind is ChannelKind.DIRECT else None
    return [Post(key, message.place, card, message.id, only_for)]


async def ask(context: Context, args: Ask) -> list[Action]:
    """A question put to the bot, answered to the asker alone."""
    channel = context.directory.channel(context.place.channel)
    condition = args.condition or (channel.condition if channel else "general")
    answer = find(context.index, args.question, condition, context.today)
    card, cites = await _answered(context, args.question, condition, answer)
    if cites and context.actor:
        await articles.record_answer(context.tx, f"{context.event}:answer", cites, context.place, context.actor.id, context.now)
    return [Reply(card)]


async def show(context: Context, args: Show) -> list[Action]:
    article = context.library.article(args.article)
    if article is None or not article.current(context.today):
        raise NotFound("refusal.no_such_article")
    if context.actor:
        await articles.record_answer(
            context.tx, f"{context.event}:answer", article.hash, context.place, context.actor.id, context.now
        )
    return [Reply(article_card(context, article))]


async def gaps(context: Context, args: Gaps) -> list[Action]:
    """What members asked that no article answers; identifiers were taken out before it was kept."""
    found = await articles.gaps(context.tx, args.condition)
    said = context.say("gaps" if found else "gaps_empty", count=str(len(found)))
    return [
        Reply(
            Card(said.title, said.body, tuple(Field(f"{condition} · {at:%Y-%m-%d}", text) for condition, at, text in found[:20]))
        )
    ]


def _may_answer(message: Message, decision: Decision, *, addressed: bool) -> bool:
    """Never in reply to a crisis, never under what is hidden, and not where moderation answers already."""
    if decision.crisis or decision.human is Human.PAGE or decision.visibility is Visibility.HIDDEN:
        return False
    if not decision.quiet and any(finding.label in _STANDS for finding in decision.findings):
        return False
    return addressed or message.kind in {ChannelKind.SUPPORT, ChannelKind.GENERAL}


def asked_in(text: str) -> list[str]:
    """The first sentences of a message that ask something."""
    return [part for part in _SENTENCES.split(text) if _ASKS.search(part)][:_TRIED]


def best(answers: Iterable[Answer]) -> Answer:
    """A message may wrap its question in a story: the whole and each asking sentence are tried."""
    return max(answers, key=certainty)


def certainty(answer: Answer) -> tuple[bool, bool, float]:
    return answer.band is Band.ANSWER, answer.band is Band.SUGGEST, answer.score


async def _answered(context: Context, question: str, condition: str, answer: Answer) -> tuple[Card, str]:
    """The card for an answer's band, and the version that it cites. What nothing answers is counted as a gap."""
    if answer.band is Band.ANSWER:
        article, matched = answer.hits[0].article, answer.hits[0].phrasing
        return article_card(context, article, matched), article.hash
    if answer.band is Band.SUGGEST and answer.overdue is None:
        return suggestions_card(context, tuple(hit.article for hit in answer.hits)), ""
    if context.actor and await consents.lets_keep(context.tx, context.actor):
        asked = context.cleaned(question)
        await articles.record_gap(context.tx, context.event, condition, context.actor.id, asked, context.now)
    return hand_over_card(context, overdue=answer.overdue is not None), ""
