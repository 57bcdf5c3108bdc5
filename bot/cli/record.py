"""`carecircle record`: the record as a file, and whether anybody changed it."""

import argparse
import asyncio
import sys
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Final, TextIO, TypeVar

from bot.core.audit import OPERATOR, Anchor, Chain, Fault
from bot.core.audit_file import heading, lines

if TYPE_CHECKING:  # the database is opened only once the words are understood
    from bot.store.database import Database

NAME: Final = "record"
SUMMARY: Final = (
    "Write the record of who did what when, or follow its chain of hashes and compare it with its anchors.\n"
    "The daily mail or webhook holds an anchor. Give it to `verify`: whoever can change the database can change what is in it."
)
EXAMPLE: Final = "carecircle record verify --anchor 1204:9f2c…41"
SAYS: Final = {
    Fault.ENTRY: "an entry was changed, taken out or put in",
    Fault.HEAD: "the last entries are not those that were written: some were cut off, or put in past the program",
    Fault.ANCHOR: "it is not what an anchor says: entries were cut off, or the record was written anew",
}
_T = TypeVar("_T")


def configure(parser: argparse.ArgumentParser) -> None:
    actions = parser.add_subparsers(dest="action", required=True, metavar="export|verify")
    export = actions.add_parser("export", help="write the record, oldest first; that it was exported is on record too")
    export.add_argument("--format", choices=("csv", "jsonl"), default="csv", help="jsonl holds what was hashed (default: csv)")
    export.add_argument("--since", type=_day, metavar="DATE", help="only from this day on, in UTC (YYYY-MM-DD)")
    export.add_argument("--out", type=Path, metavar="FILE", help="where to write (default: standard output)")
    export.add_argument("--by", default=OPERATOR, metavar="PERSON", help="who does this, for the record (default: operator)")
    verify = actions.add_parser("verify", help="follow the whole chain; exit 1 where it breaks")
    verify.add_argument("--anchor", type=_anchor, action="append", default=[], metavar="SEQ:HASH", help="from a mail; may repeat")
    for action in (export, verify):
        action.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")


def run(args: argparse.Namespace) -> int:
    return _export(args) if args.action == "export" else _verify(args)


def _export(args: argparse.Namespace) -> int:
    if args.out is None:
        count = asyncio.run(_with_database(args.data, lambda database: _write(database, args, sys.stdout)))
    else:
        try:
            with args.out.open("w", encoding="utf-8", newline="") as file:
                count = asyncio.run(_with_database(args.data, lambda database: _write(database, args, file)))
        except OSError as error:
            print(f"carecircle record: {args.out} cannot be written ({error.strerror}); name another file", file=sys.stderr)
            return 2
    print(f"{count:,} entries", file=sys.stderr)
    return 0


async def _write(database: "Database", args: argparse.Namespace, out: TextIO) -> int:
    from bot.store import audit

    now, since = datetime.now(UTC), datetime.combine(args.since, time(), UTC) if args.since else None
    detail = {"format": args.format} | ({"since": args.since.isoformat()} if args.since else {})
    async with database.write() as tx:
        await audit.record(tx, args.by, "exported", now, **detail)
    out.write(heading(args.format))
    count = 0
    async with database.read() as tx:
        async for entries in audit.pages(tx, since=since):
            out.writelines(lines(entries, args.format))
            count += len(entries)
    return count


def _verify(args: argparse.Namespace) -> int:
    chain = asyncio.run(_with_database(args.data, lambda database: verified(database, args.anchor)))
    if chain.fault is not None:
        print(f"carecircle record: the record breaks at entry {chain.broken_at}: {SAYS[chain.fault]}", file=sys.stderr)
        return 1
    print(f"{chain.length:,} entries, unbroken; anchors that agree: {chain.agreed}", file=sys.stderr)
    print(Anchor(chain.length, chain.head))
    return 0


async def verified(database: "Database", known: list[Anchor]) -> Chain:
    from bot.store import audit

    async with database.read() as tx:
        return await audit.verify(tx, known)


async def _with_database(data: Path | None, work: "Callable[[Database], Awaitable[_T]]") -> _T:
    """Raises `BadSettings` where there is no database yet: looking must not make one."""
    from bot.app import data_directory, database_of
    from bot.core.errors import BadSettings
    from bot.settings import load_settings

    settings = load_settings()
    directory = data_directory(settings, data)
    if not settings.database_url and not directory.exists():
        raise BadSettings(f"there is no data in {directory}; name the folder with --data")
    database = database_of(settings, data)
    try:
        await database.migrate()
        return await work(database)
    finally:
        await database.close()


def _anchor(text: str) -> Anchor:
    try:
        return Anchor.read(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} is not a day; write it as YYYY-MM-DD") from None
