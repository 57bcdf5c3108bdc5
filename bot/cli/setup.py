"""`carecircle setup`: the wanted community beside the live one, shown, then made."""

import argparse
import asyncio
import json
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:  # Discord's library is loaded only once the words are understood
    import discord

    from bot.core.community import Community
    from bot.platforms.discord.survey import Live
    from bot.settings import Settings
    from bot.setup.remarks import Remark
    from bot.setup.steps import Step
    from bot.setup.wanted import Wanted
    from bot.store.database import Database

NAME: Final = "setup"
SUMMARY: Final = (
    "Compare community.toml with the live community. `plan` shows the difference and changes nothing; `apply` makes it.\n"
    "Nothing is deleted or changed that Carecircle did not make or was not told to take over."
)
EXAMPLE: Final = "carecircle setup plan"
_PLATFORM: Final = "discord"


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="plan|apply")
    plan = actions.add_parser("plan", help="show the difference; exit 1 where there is one")
    plan.add_argument("--json", action="store_true", help="as JSON")
    apply = actions.add_parser("apply", help="make the difference, a step at a time")
    for action in (plan, apply):
        action.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")


def run(args: argparse.Namespace) -> int:
    return asyncio.run(_run(args))


@dataclass(frozen=True)
class _Server:
    client: "discord.Client"
    number: int
    wanted: "Wanted"


@dataclass(frozen=True)
class _Difference:
    live: "Live"
    steps: "tuple[Step, ...]"
    remarks: "tuple[Remark, ...]"
    lacking: list[str]
    made: dict[tuple[str, str], str]

    @property
    def falls_short(self) -> bool:
        return bool(self.steps) or any(remark.blocks for remark in self.remarks)


async def _run(args: argparse.Namespace) -> int:
    from bot.app import data_directory, database_of
    from bot.community_file import look_at_community
    from bot.core.errors import BadSettings
    from bot.platforms.discord.rest import logged_in
    from bot.settings import load_settings

    settings = load_settings()
    token = settings.discord_token.get_secret_value()
    if not token:
        raise BadSettings("CARECIRCLE_DISCORD_TOKEN is not set: setting up needs the bot's token")
    community, warnings = look_at_community(settings)
    if community.discord_server is None:
        raise BadSettings('community.toml names no Discord server: add `server = "…"` under [discord]')
    for warning in warnings:
        print(warning, file=sys.stderr)
    wanted = _wanted(settings, community)
    async with logged_in(token, settings.discord_api) as client:
        server = _Server(client, community.discord_server, wanted)
        if args.action == "plan" and not settings.database_url and not data_directory(settings, args.data).exists():
            return _show(await _compare(server, {}), as_json=args.json)  # looking must not make a database
        database = database_of(settings, args.data)
        try:
            await database.migrate()
            if args.action == "plan":
                return _show(await _compare(server, await _made(database)), as_json=args.json)
            return await _apply(server, database)
        finally:
            await database.close()


def _wanted(settings: "Settings", community: "Community") -> "Wanted":
    from bot.app import library_of
    from bot.core.message import ChannelKind
    from bot.platforms.discord.automod_rules import filters
    from bot.setup.wanted import wanted

    replies = library_of(settings).replies
    today = datetime.now(UTC).date()
    accounts = {str(community.discord_account(one.account)): one.name for one in community.clinicians if one.until >= today}
    accounts.pop("None", None)
    pin = (replies.text("setup.pin.members", community.lang).strip(),)
    return wanted(
        community,
        community.discord_roles,
        accounts,
        filters(lambda key: replies.text(key, community.lang)),
        dict.fromkeys((ChannelKind.SUPPORT, ChannelKind.GENERAL, ChannelKind.AMA), pin),
        {one.key: str(one.discord) for one in community.channels if one.discord is not None},
    )


async def _made(database: "Database") -> dict[tuple[str, str], str]:
    from bot.store import setup_made

    async with database.read() as tx:
        return await setup_made.made(tx, _PLATFORM)


async def _compare(server: _Server, made: dict[tuple[str, str], str]) -> _Difference:
    from bot.platforms.discord.needs import lacking
    from bot.platforms.discord.survey import survey
    from bot.setup.found import recovered
    from bot.setup.plan import plan
    from bot.setup.remarks import remarks

    live, found = await survey(server.client, server.number, server.wanted, made)
    made = made | recovered(server.wanted, found, made)
    steps = plan(server.wanted, found, made)
    return _Difference(live, steps, remarks(server.wanted, found, made), lacking(steps, live.held), made)


def _show(found: _Difference, *, as_json: bool) -> int:
    if as_json:
        shown = {
            "steps": [{"does": type(step).__name__, "says": step.says, **_plain(asdict(step))} for step in found.steps],
            "remarks": [asdict(remark) for remark in found.remarks],
            "lacking": found.lacking,
        }
        print(json.dumps(shown, ensure_ascii=False, indent=2))
    else:
        for step in found.steps:
            print(f"+ {step.says}")
    _say(found.remarks)
    for line in _lacking(found):
        print(line, file=sys.stderr)
    if not found.falls_short:
        print("nothing to do: the server is as community.toml says", file=sys.stderr)
    elif found.steps:
        print(f"{_count(len(found.steps))} to do; `carecircle setup apply` does them", file=sys.stderr)
    return 1 if found.falls_short else 0


async def _apply(server: _Server, database: "Database") -> int:
    from bot.core.errors import BadSettings
    from bot.platforms.discord.apply import Apply
    from bot.store import setup_made

    found = await _compare(server, await _made(database))
    if found.lacking:
        raise BadSettings("\n".join(["nothing was changed, for permissions are missing:", *_lacking(found)]))

    async def note(kind: str, key: str, number: str | None) -> None:
        async with database.write() as tx:
            if number is None:
                await setup_made.forget(tx, _PLATFORM, kind, key)
            else:
                await setup_made.note(tx, _PLATFORM, kind, key, number)

    for (kind, key), number in found.made.items():
        await note(kind, key, number)
    worker = Apply(server.client, found.live, found.made, note)
    for count, step in enumerate(found.steps, start=1):
        await worker.perform(step)
        print(f"done {count}/{len(found.steps)}: {step.says}", flush=True)
    after = await _compare(server, await _made(database)) if found.steps else found
    _say(after.remarks)
    for step in after.steps:
        print(f"still to do: {step.says}", file=sys.stderr)
    if not after.falls_short:
        print("the server is as community.toml says", file=sys.stderr)
    return 1 if after.falls_short else 0


def _say(remarks: "tuple[Remark, ...]") -> None:
    for remark in remarks:
        print(f"{'you must' if remark.blocks else 'note'}: {remark.says}", file=sys.stderr)


def _lacking(found: _Difference) -> Iterator[str]:
    from bot.platforms.discord.needs import where

    for name in found.lacking:
        yield f"the bot lacks {name}: switch it on at {where(found.live.me.name)}"


def _plain(value: Any) -> Any:
    """Sets as lists in order: JSON knows none."""
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(each) for each in value]
    return sorted(map(str, value)) if isinstance(value, frozenset) else value


def _count(steps: int) -> str:
    return f"{steps} step{'' if steps == 1 else 's'}"
