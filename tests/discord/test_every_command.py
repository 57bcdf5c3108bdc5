"""Every command, menu, form and button that members and staff can reach is used once on Discord, and answers in time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cog import Argument, Command, Kind
from bot.core.message import Role
from bot.knowledge.library import Library
from bot.platforms.discord.commands import payloads
from tests.discord.town import DiscordTown, as_read, discord_town

GIVEN = {
    Kind.TEXT: "a short text",
    Kind.LONG_TEXT: "some words about it",
    Kind.WHOLE_NUMBER: "3",
    Kind.YES_NO: True,
    Kind.TIME: "2027-01-01T10:00:00Z",
    Kind.PERSON: "ben",
    Kind.CHANNEL: "general",
    Kind.CONDITION: "prostate",
    Kind.CASE: 1,
    Kind.ARTICLE: "psa-raised",
}
WHO = ((Role.MODERATOR, "sam"), (Role.ADMIN, "noor"), (Role.CLINICIAN, "osei"), (Role.MEMBER, "ana"))


@pytest.fixture
async def here(tmp_path: Path, library: Library) -> AsyncIterator[DiscordTown]:
    async with discord_town(tmp_path, library) as running:
        yield running


def given(argument: Argument, message: str) -> object:
    if argument.kind is Kind.MESSAGE:
        return message
    return argument.choices[0] if argument.choices else GIVEN[argument.kind]


def listed(here: DiscordTown) -> list[Command]:
    return [one for one in here.parts.engine.commands.values() if one.listed and not one.at_clock]


async def test_every_command_answers_in_time(here: DiscordTown) -> None:
    """With all of its arguments; whether it can be done or is refused in words, there is an answer."""
    message = await here.ben.says("My number is 07700 900123")
    here.server.join("noor", "Admins", shown="Noor")
    for command in listed(here):
        who = next(name for role, name in WHO if role in command.roles)
        account = here.server.person(who)
        options = {one.name: given(one, message) for one in command.arguments}
        turn = await account.runs(command.name, "general", forced=True, **options)
        assert not turn.failed, command.name
        await here.settle()
        answer = await turn.answer()
        assert answer.ephemeral, command.name
        assert answer.words, command.name
    assert here.server.unanswered() == []
    assert "interactions_failed" not in here.parts.metrics.render()


async def test_members_are_not_shown_what_is_for_staff(here: DiscordTown) -> None:
    offered = set(here.server.person("ana").commands_of("general"))
    assert {"faq", "help", "privacy", "report"} <= offered
    assert {"case", "duty", "member", "hiding", "record", "trial"} & offered == set()
    assert {"case", "duty", "member"} <= set(here.server.person("sam").commands_of("moderators"))


async def test_a_member_who_finds_a_staff_command_is_refused_at_use(here: DiscordTown) -> None:
    message = await here.ben.says("My number is 07700 900123")
    refused = here.parts.engine.library.replies.text("refusal.not_allowed")
    for command in listed(here):
        if Role.MEMBER not in command.roles:
            options = {one.name: given(one, message) for one in command.arguments}
            turn = await here.server.person("ana").runs(command.name, "general", forced=True, **options)
            await here.settle()
            assert refused in as_read((await turn.answer()).words), command.name
            assert not await here.sam.sees("Sam has it", in_="moderators")


async def test_a_button_that_lacks_something_opens_a_form(here: DiscordTown) -> None:
    await here.ben.says("My number is 07700 900123")
    await here.sam.presses("Claim")
    assert [one.name for one in (await here.sam.presses("Resolve")).missing][:1] == ["outcome"]
    done = await here.sam.presses("Resolve", outcome="supported")
    assert done.reply is not None
    assert await here.sam.sees("Resolved", in_="moderators")


async def test_registering_again_changes_nothing_and_a_change_writes_one(here: DiscordTown) -> None:
    from bot.platforms.discord.registration import register

    commands, replies = list(here.parts.engine.commands.values()), here.parts.engine.library.replies
    client, server = here.platform.client, int(here.server.guild.id)
    assert await register(client, server, commands, replies) == (0, 0)
    fewer = [one for one in commands if one.name != "faq gaps"]
    assert await register(client, server, fewer, replies) == (1, 0)
    none = [one for one in commands if not one.name.startswith("faq ")]
    assert await register(client, server, none, replies) == (0, 2)  # the group, and the menu on a message
    assert await register(client, server, commands, replies) == (2, 0)


async def test_what_is_typed_is_completed(here: DiscordTown) -> None:
    await here.ben.says("My number is 07700 900123")
    sam, ana = here.server.person("sam"), here.server.person("ana")
    cases = await sam.completes("case show", "case", "", "moderators")
    assert [one["value"] for one in cases] == [1]
    articles = await ana.completes("faq show", "article", "raise psa", "prostate")
    assert any("raise my PSA" in one["name"] for one in articles)
    conditions = await ana.completes("faq ask", "condition", "pro", "prostate", question="x")
    assert conditions[0]["value"] == "prostate"
    assert await ana.completes("faq show", "article", "zzzz", "prostate") == []


def test_all_that_is_registered_is_within_discords_limits(library: Library) -> None:
    from cogs import ALL

    found = payloads([command for cog in ALL for command in cog.commands], library.replies)
    assert len([one for one in found if one["type"] == 1]) <= 100
    assert all(len(one["options"]) <= 25 for one in found if one["type"] == 1)
