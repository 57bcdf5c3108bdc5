"""A moderator or clinician answers a message with the clinic's own article: they choose, the bot posts it word for word."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.core.article import Article
from bot.core.card import Button
from bot.invocation import Outcome
from bot.knowledge.library import Library
from bot.store import articles, audit, sandbox
from bot.store.tables import answer_given
from tests.fakes import NOW
from tests.town import Someone, Town, replied, town

ASKED = "Still puzzled about my raised PSA and the things that push it up"
"""No question, so that the bot says nothing of its own accord."""
PSA = "prostate-raised-psa-causes"
PHONE = "Call me on 07700 900123"
DANGER = "I want to kill myself tonight"


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[Town]:
    async with town(tmp_path, library, at=NOW) as running:
        yield running


def offered(outcome: Outcome, label: str = "Post this answer") -> list[Button]:
    assert outcome.reply is not None, outcome
    return [button for button in outcome.reply.buttons if button.label.startswith(label)]


async def presses(who: Someone, button: Button, in_: str = "prostate", **args: str) -> Outcome:
    """A button of a private answer."""
    return await who.does(button.command, in_, **button.args, **args)


async def posted(here: Town, in_: str = "prostate") -> list[sandbox.Stored]:
    """Answers, and no other card."""
    return [one for one in await here.ana.view(in_) if one.card and one.card["cites"]]


@pytest.mark.parametrize("who", ["sam", "osei"])
async def test_the_best_articles_are_shown_in_private_and_one_is_posted_as_a_reply(here: Town, who: str) -> None:
    asked = await here.ana.says(ASKED)
    someone = here.people[who]
    shown = await someone.does("faq suggest", "prostate", message=asked)
    assert shown.private
    buttons = offered(shown)
    assert 1 <= len(buttons) <= 3
    assert len({button.args["article"] for button in buttons}) == len(buttons)
    assert "1. " in replied(shown)
    assert await posted(here) == []
    done = await presses(someone, buttons[0])
    assert done.private
    assert "Posted" in replied(done)
    (answer,) = await posted(here)
    article = next(one for one in here.parts.engine.library.articles if one.id == buttons[0].args["article"])
    assert answer.reply_to == asked
    assert answer.card is not None
    assert answer.card["title"] == article.question
    assert answer.card["body"] == article.answer  # byte for byte
    assert answer.card["cites"] == article.hash
    assert "Sam" not in str(answer.card)


async def test_each_may_be_read_first(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    shown = await here.sam.does("faq suggest", "prostate", message=asked)
    read = offered(shown, "Read it first")
    assert len(read) == len(offered(shown))
    article = next(one for one in here.parts.engine.library.articles if one.id == read[0].args["article"])
    seen = await presses(here.sam, read[0])
    assert seen.reply is not None
    assert seen.reply.body == article.answer
    assert await posted(here) == []


async def test_its_version_is_recorded_and_who_had_it_posted(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=asked))
    await presses(here.sam, button)
    async with here.parts.database.read() as tx:
        (row,) = (await tx.connection.execute(select(answer_given))).all()
        version = await articles.version(tx, row.hash)
        (step,) = await audit.between(tx, NOW - timedelta(days=1), NOW + timedelta(days=1), ("answered",))
    assert version is not None
    assert (version.id, row.asker) == (button.args["article"], "ana")
    assert (step.actor, step.detail["article"], step.detail["version"]) == ("sam", version.id, version.hash)


async def test_pressed_twice_or_by_two_it_is_posted_once(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=asked))
    await presses(here.sam, button)
    assert "there already" in replied(await presses(here.sam, button))
    assert "there already" in replied(await presses(here.osei, button))
    assert len(await posted(here)) == 1
    other = await here.ben.says("Same here with the PSA")
    await presses(here.sam, replace(button, args={**button.args, "message": other}))
    assert len(await posted(here)) == 2


async def test_it_is_posted_where_the_message_is_and_not_where_the_button_is(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "moderators", message=asked))
    await presses(here.sam, button, in_="moderators")
    assert len(await posted(here)) == 1
    assert not [one for one in await here.sam.view("moderators") if one.card and one.card["cites"]]


async def test_an_articles_name_is_nobodys_own_words(here: Town) -> None:
    """On a button they were read as a red flag, and as a false claim."""
    asked = await here.ana.says(ASKED)
    for article in ("breast-chemo-fever-infection", "epilepsy-pregnancy-and-valproate", "prostate-leaking-after-surgery"):
        for command, args in (("faq post", {"message": asked}), ("faq show", {})):
            outcome = await here.sam.does(command, "prostate", article=article, **args)
            assert outcome.reply is not None, article
    assert "queue is empty" in replied(await here.mira.does("case list"))
    assert await here.sam.private() == ""


async def test_members_cannot_use_it(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    assert (await here.ben.does("faq suggest", message=asked)).refused
    assert (await here.ben.does("faq post", message=asked, article=PSA)).refused
    assert await posted(here) == []


# Where the text is gone, and where nothing fits


async def test_where_the_words_are_gone_the_article_is_named_in_a_form(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    await here.pass_time(hours=25)
    shown = await here.sam.does("faq suggest", "prostate", message=asked)
    assert "are gone" in replied(shown)
    assert offered(shown) == []
    (choose,) = offered(shown, "Choose an article")
    assert [one.name for one in (await presses(here.sam, choose)).missing] == ["article"]
    found = await here.parts.engine.complete(
        here.talk.person("sam"), here.world.place("prostate"), choose.command, "article", "raise psa"
    )
    await presses(here.sam, choose, article=found[0][0])
    (answer,) = await posted(here)
    assert answer.reply_to == asked


async def test_words_in_place_of_a_name_are_looked_up(here: Town) -> None:
    asked = await here.ana.says("Hello all, here I am again")
    shown = await here.sam.does("faq suggest", "prostate", message=asked)
    assert "No approved article fits" in replied(shown)
    (choose,) = offered(shown, "Choose an article")
    found = await presses(here.sam, choose, article="what can raise my psa")
    assert await posted(here) == []
    (button, *_) = offered(found)
    assert button.args["message"] == asked
    await presses(here.sam, button)
    assert len(await posted(here)) == 1


# Never


async def test_never_under_what_is_out_of_sight(here: Town) -> None:
    asked = await here.ana.says(f"What can raise my PSA besides cancer? {PHONE}")
    for command, args in (("faq suggest", {}), ("faq post", {"article": PSA})):
        refused = (await here.sam.does(command, "prostate", message=asked, **args)).refused
        assert "out of sight" in refused, command
    assert offered(await here.sam.does("faq suggest", "prostate", message=await here.ben.says(ASKED)))
    other = await here.ben.says("The things that push up a PSA are nobody's business but mine")
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=other))
    await here.sam.does("case open", message=other, urgency="low")
    await here.sam.does("case claim", case="2")
    await here.sam.does("member hide", case="2", rule="harassment")
    assert "out of sight" in (await presses(here.sam, button)).refused
    assert await posted(here) == []


async def test_never_beside_a_crisis_until_it_is_settled(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=asked))
    await here.ana.says(DANGER, in_="mood")
    assert "need a person" in (await here.sam.does("faq suggest", "prostate", message=asked)).refused
    assert "need a person" in (await presses(here.sam, button)).refused
    assert await posted(here) == []
    await here.sam.does("case claim", case="1")
    await here.sam.does("case resolve", case="1", outcome="supported")
    assert "Posted" in replied(await presses(here.sam, button))


async def test_never_where_a_member_reported_danger(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    await here.ben.does("report message", message=asked, concern="danger")
    assert "need a person" in (await here.sam.does("faq suggest", "prostate", message=asked)).refused


async def test_never_under_what_was_taken_back_said_in_private_or_by_the_bot(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=asked))
    await here.ana.deletes(asked)
    assert "took it back" in (await presses(here.sam, button)).refused
    private = await here.ana.says(ASKED, in_="direct")
    assert "do not know" in (await here.sam.does("faq suggest", message=private)).refused
    await here.ben.says("What can raise my PSA besides cancer?")
    (answer,) = await posted(here)
    assert "That was me" in (await here.sam.does("faq suggest", message=answer.id)).refused
    assert "do not know" in (await here.sam.does("faq suggest", message="nothing")).refused


async def test_never_past_its_review_date(tmp_path: Path, library: Library) -> None:
    def lapsed(one: Article) -> Article:
        return replace(one, review_due=NOW.date() - timedelta(days=1))

    async with town(tmp_path, replace(library, articles=tuple(map(lapsed, library.articles))), at=NOW) as here:
        asked = await here.ana.says(ASKED)
        shown = await here.sam.does("faq suggest", "prostate", message=asked)
        assert "review date has passed" in replied(shown)
        assert offered(shown) == []
        assert "review was due" in (await here.sam.does("faq post", message=asked, article=PSA)).refused
        assert await posted(here) == []


async def test_a_button_that_was_shown_before_the_day_is_refused_after_it(here: Town) -> None:
    asked = await here.ana.says(ASKED)
    (button, *_) = offered(await here.sam.does("faq suggest", "prostate", message=asked))
    article = next(one for one in here.parts.engine.library.articles if one.id == button.args["article"])
    handling = here.parts.engine.handling
    stale = replace(article, review_due=NOW.date() - timedelta(days=1))
    handling._library = replace(here.parts.engine.library, articles=(stale,))
    assert "review was due" in (await presses(here.sam, button)).refused
    assert await posted(here) == []
