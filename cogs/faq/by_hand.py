"""An answer that a moderator or clinician gives with the clinic's own words: they choose an article, the bot posts it.

Nothing is written by hand, and nothing is posted that is past its review (promise 1).
"""

from collections.abc import Sequence
from typing import Final

from bot.cards.answer import article_card
from bot.cards.private import toward
from bot.cog import Context
from bot.core.action import Action, Post, Reply
from bot.core.article import Article
from bot.core.card import Button, Card, Field, Tone
from bot.core.errors import NotFound, Refusal
from bot.core.message import DIRECT
from bot.knowledge.answers import SHOWN, find
from bot.store import articles, audit, cases, inbox, outbox, pointed_at, reports
from bot.store.pointed_at import PointedAt
from cogs.faq.arguments import OneMessage, PostAnswer
from cogs.faq.asking import asked_in, certainty

_VERSION: Final = 16
"""Digits of an article's hash that name its version in a key."""


async def suggest(context: Context, args: OneMessage) -> list[Action]:
    """Up to three articles that fit the message, for the one who asks alone. Where its text is gone, they name the article."""
    about = await _answerable(context, args.message)
    if not about.text:
        said = context.say("suggest.gone")
        return [Reply(Card(said.title, said.body, buttons=(_another(context, args.message),)))]
    return [Reply(_choice(context, args.message, about.text, about.states[-1].condition))]


async def post(context: Context, args: PostAnswer) -> list[Action]:
    """Post the article's card under the message. Words in place of an article's name are looked up."""
    about = await _answerable(context, args.message)
    article = context.library.article(args.article)
    if article is None:
        return [Reply(_choice(context, args.message, args.article, None))]
    if not article.current(context.today):
        raise Refusal("refusal.article_overdue", due=article.review_due.isoformat())
    key = f"{args.message}:by_hand:{article.hash[:_VERSION]}"
    if await outbox.stored(context.tx, key):
        said = context.say("suggest.posted_before")
        return [Reply(Card(said.title, said.body))]
    theirs = await toward(context, about.author)
    await articles.record_answer(context.tx, key, article.hash, about.place, about.author, context.now)
    case = await cases.by_message(context.tx, args.message)
    me, number = context.actor.id if context.actor else "", case.id if case else None
    await audit.record(context.tx, me, "answered", context.now, number, article=article.id, version=article.hash)
    said = context.say("suggest.posted")
    done = Reply(Card(said.title, said.body, (Field(article.question, context.text("suggest.public")),), tone=Tone.DONE))
    return [done, Post(key, about.place, article_card(theirs, article), args.message)]


async def _answerable(context: Context, message: str) -> PointedAt:
    """A message under which an answer may stand. Never one that is out of sight or taken back, and never beside a crisis: there
    a person is needed, and no article."""
    about = await pointed_at.find(context.tx, message, context.place.community)
    if about is None or about.place.channel == DIRECT:
        raise Refusal("refusal.message_bot") if await reports.is_bot(context.tx, message) else NotFound("refusal.message_unknown")
    if await inbox.taken_back(context.tx, message):
        raise NotFound("refusal.answer_taken_back")
    if await pointed_at.hidden(context.tx, message):
        raise Refusal("refusal.answer_hidden")
    if await cases.in_danger(context.tx, about.author):
        raise Refusal("refusal.answer_danger")
    return about


def _choice(context: Context, message: str, text: str, condition: str | None) -> Card:
    """What fits best, by the same index as every answer: the whole text and each sentence that asks are tried."""
    tried = [find(context.index, part, condition, context.today) for part in (text, *asked_in(text))]
    hits = [hit.article for answer in sorted(tried, key=certainty, reverse=True) for hit in answer.hits]
    found = list({one.id: one for one in hits}.values())[:SHOWN]
    if not found:
        said = context.say("suggest.overdue" if any(answer.overdue for answer in tried) else "suggest.none")
        return Card(said.title, said.body, buttons=(_another(context, message),))
    said = context.say("suggest.found")
    buttons = (*_buttons(context, message, found), _another(context, message))
    return Card(said.title, said.body, tuple(_fields(context, found)), buttons)


def _fields(context: Context, found: Sequence[Article]) -> list[Field]:
    return [
        Field(
            f"{number}. {one.question}",
            context.text("suggest.approved", by=one.approved_by, due=one.review_due.isoformat()),
        )
        for number, one in enumerate(found, 1)
    ]


def _buttons(context: Context, message: str, found: Sequence[Article]) -> list[Button]:
    """For each article: post it, or read it first."""
    made: list[Button] = []
    for number, one in enumerate(found, 1):
        which = str(number)
        made.append(Button(context.text("button.post_answer", number=which), "faq post", {"message": message, "article": one.id}))
        made.append(Button(context.text("button.read_answer", number=which), "faq show", {"article": one.id}))
    return made


def _another(context: Context, message: str) -> Button:
    """Opens a form for the article."""
    return Button(context.text("button.choose_article"), "faq post", {"message": message})
