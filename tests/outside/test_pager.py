"""Pages through the engine and the real delivery: a cog pages every route outside, once each."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from sqlalchemy import select

from bot.clock import SystemClock
from bot.cog import EVERYBODY, Arguments, Cog, Command, Context, nothing_to_erase, nothing_to_export
from bot.core.action import Action, Page, Post
from bot.core.card import Button, Card
from bot.core.endpoint import mail_server, signing_key
from bot.core.message import Invocation
from bot.durable import Embedded
from bot.engine import Engine
from bot.knowledge.library import Library
from bot.metrics import Metrics
from bot.outside.mail import Mail
from bot.outside.notice import Route
from bot.outside.webhook import Webhook
from bot.platform import Refused, TryLater
from bot.platforms.outside import MAIL, WEBHOOK, Pager
from bot.store import tables
from bot.store.database import Database
from tests.fakes import ANA, HERE, NOW, FakePlatform, TestClock, assessor
from tests.outside.servers import PATIENCE, Hook, Mailbox, hook, mailbox

SECRET = "whsec_bXktc2VjcmV0LWNhbmFyeS1vZi0zMi1ieXRlcy0xMjM0"
TITLE, BODY, TO = "heron-canary-2214 waits", "pelican-canary-7731", "oncall-canary-3390@clinic.example"
CANARIES = (TITLE, BODY, TO, SECRET, "token-canary-5521")


class Nothing(Arguments):
    pass


async def alarm(context: Context, args: Nothing) -> list[Action]:
    card = Card(TITLE, BODY, buttons=(Button("Claim", "case claim"),))
    return [Page(f"case:42:page:1:{route.channel}", "on_call", route, card) for route in context.outside]


async def hurry(context: Context, args: Nothing) -> list[Action]:
    """Hears that nobody can be reached outside, where that is so."""
    return [Post(f"{context.event}:said", context.place, Card(f"{len(context.outside)} routes"))]


COG = Cog(
    "test",
    nothing_to_erase,
    nothing_to_export,
    (Command("test alarm", EVERYBODY, Nothing, alarm), Command("test hurry", EVERYBODY, Nothing, hurry)),
)


def to_hook(there: Hook) -> Webhook:
    return Webhook(there.url, signing_key(SECRET), SystemClock())


def to_box(box: Mailbox) -> Mail:
    return Mail(mail_server(f"smtp://127.0.0.1:{box.port}"), "bot@clinic.example", (TO,), SystemClock())


@asynccontextmanager
async def running(database: Database, clock: TestClock, library: Library, **routes: Route) -> AsyncIterator[Engine]:
    engine = Engine(
        database=database,
        clock=clock,
        durable=Embedded(clock),
        cogs=(COG,),
        assess=assessor({}),
        library=library,
        metrics=Metrics(),
    )
    engine.connect(FakePlatform())
    if routes:
        pager = Pager("community", routes)
        engine.connect_pager(pager, pager.routes)
    await engine.start()
    try:
        yield engine
    finally:
        await engine.stop()


async def run(engine: Engine, command: str = "test alarm") -> None:
    await engine.invoke(Invocation(command, command, {}, ANA, HERE, NOW))


async def settle(engine: Engine, clock: TestClock) -> None:
    """Let time pass until what was put off is done too."""
    async with asyncio.timeout(PATIENCE):
        while any(await engine.settled()):
            await asyncio.sleep(0.01)
            clock.advance(seconds=20)
            assert isinstance(engine._durable, Embedded)
            engine._durable.poke()


async def outbox(database: Database) -> list[tuple[str, str, str]]:
    columns = tables.outbox.c
    async with database.read() as tx:
        rows = await tx.connection.execute(select(columns.lane, columns.subject, columns.state).order_by(columns.lane))
        return [(row.lane, row.subject, row.state) for row in rows]


async def test_a_page_goes_out_once_on_every_route(database: Database, clock: TestClock, library: Library) -> None:
    async with (
        hook() as there,
        mailbox() as box,
        running(database, clock, library, mail=to_box(box), webhook=to_hook(there)) as engine,
    ):
        await run(engine)
        await settle(engine, clock)
        await run(engine)  # heard before: nothing is paged twice
        await settle(engine, clock)
    (asked,), ((recipients, letter),) = there.asked, box.letters
    assert json.loads(asked.body)["data"] == {"community": "community", "title": TITLE, "body": BODY, "urgent": True}
    assert (recipients, letter["Subject"], letter.get_content().strip()) == ([TO], TITLE, BODY)
    assert await outbox(database) == [
        ("outside:channel:mail", "community:community", "sent"),
        ("outside:channel:webhook", "community:community", "sent"),
    ]


async def test_without_a_pager_cogs_find_no_route(database: Database, clock: TestClock, library: Library) -> None:
    async with running(database, clock, library) as engine:
        await run(engine)
        await run(engine, "test hurry")
        await settle(engine, clock)
        platform = engine._platforms["fake"]
    assert isinstance(platform, FakePlatform)
    assert [action.card.title for action in platform.performed if isinstance(action, Post)] == ["0 routes"]


async def test_a_route_that_is_out_gets_it_later_under_the_same_id_and_holds_up_no_other(
    database: Database, clock: TestClock, library: Library
) -> None:
    async with hook() as there, mailbox() as box:
        there.answers = ["500 Broken", "429 Slow\r\nretry-after: 86400", "503 Away"]
        box.to_data = ["451 later"]
        async with running(database, clock, library, mail=to_box(box), webhook=to_hook(there)) as engine:
            await run(engine)
            await settle(engine, clock)
    assert len(there.asked) == 4
    assert len({asked.headers["webhook-id"] for asked in there.asked}) == 1
    assert len({asked.body for asked in there.asked}) == 1
    assert len(box.letters) == 1


async def test_a_page_that_an_earlier_run_left_goes_out(database: Database, clock: TestClock, library: Library) -> None:
    async with hook() as there:
        there.answers = [""]
        async with running(database, clock, library, webhook=to_hook(there)) as engine:
            await run(engine)
            await there.heard(1)  # and the program ends before the answer
        async with running(database, clock, library, webhook=to_hook(there)) as engine:
            await settle(engine, clock)
    assert len(there.asked) == 2
    assert len({asked.headers["webhook-id"] for asked in there.asked}) == 1


async def test_a_route_that_was_taken_out_of_the_settings_is_refused(
    database: Database, clock: TestClock, library: Library
) -> None:
    async with hook() as there, mailbox() as box:
        there.answers = [""]
        async with running(database, clock, library, webhook=to_hook(there)) as engine:
            await run(engine)
            await there.heard(1)
        async with running(database, clock, library, mail=to_box(box)) as engine:
            await settle(engine, clock)
    assert await outbox(database) == [("outside:channel:webhook", "community:community", "refused")]


async def test_nothing_but_a_page_leaves() -> None:
    async with hook() as there:
        pager = Pager("community", {WEBHOOK: to_hook(there), MAIL: to_hook(there)})
        with pytest.raises(Refused):
            await pager.perform(Post("k", pager.routes[0], Card("words")), "cc-1", None)
        assert await pager.find("cc-1") is None
        assert pager.directory.person("ana") is None
        assert pager.directory.channel("mail") is None
    assert there.asked == []


async def test_words_addresses_and_secrets_stay_out_of_the_log(
    database: Database, clock: TestClock, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    """Through every fault there is, at the most talkative level."""
    with caplog.at_level(logging.DEBUG):
        async with hook() as gone:
            pager = Pager("community", {WEBHOOK: to_hook(gone)})
        with pytest.raises(TryLater):
            await pager.perform(Page("k", "r", pager.routes[0], Card(TITLE, BODY)), "cc-1", None)
        async with hook() as there, mailbox() as box:
            there.answers = ["500 Broken", "302 Elsewhere\r\nlocation: /token-canary-5521"]
            box.to_recipient = {TO: ["450 later " + TO, "550 never " + TO]}
            async with running(database, clock, library, mail=to_box(box), webhook=to_hook(there)) as engine:
                await run(engine)
                await settle(engine, clock)
    ours = [record.getMessage() for record in caplog.records if record.name != "mail.log"]  # the mail server's own
    assert len([line for line in ours if "pages do not go out" in line]) == 3
    assert len([line for line in ours if "a page was lost" in line]) == 2
    assert [line for line in ours for canary in CANARIES if canary in line] == []


async def test_an_outage_is_logged_once_and_so_is_its_end(
    database: Database, clock: TestClock, library: Library, caplog: pytest.LogCaptureFixture
) -> None:
    async with hook() as there:
        there.answers = ["500 Broken"] * 7
        async with running(database, clock, library, webhook=to_hook(there)) as engine:
            await run(engine)
            await settle(engine, clock)
    assert [record.getMessage().split(":")[0] for record in caplog.records] == [
        "pages do not go out",
        "pages go out again (route webhook)",
    ]
