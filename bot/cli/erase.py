"""`carecircle erase`."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

NAME: Final = "erase"
SUMMARY: Final = (
    "Destroy what is kept of a member: the key that opens their text, and the text. It cannot be undone. "
    "What a legal hold needs stays until the hold ends; this says so."
)
EXAMPLE: Final = "carecircle erase ana --by noor --data ./my-sandbox --yes"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("member", help="the member's id")
    parser.add_argument("--by", required=True, metavar="PERSON", help="who does this, for the record")
    parser.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")
    parser.add_argument("--yes", action="store_true", help="do it; without this nothing is destroyed")


def run(args: argparse.Namespace) -> int:
    from bot.app import erase_member
    from bot.settings import load_settings

    if not args.yes:
        print(f"carecircle: nothing was destroyed; add --yes to erase {args.member} for good", file=sys.stderr)
        return 2
    kept = asyncio.run(erase_member(load_settings(), args.data, args.member, args.by))
    if kept is None:
        print(f"carecircle: nothing is kept of {args.member}", file=sys.stderr)
        return 1
    print(f"Erased {args.member}, by {args.by}.", file=sys.stderr)
    if kept:
        pieces = "1 piece" if kept == 1 else f"{kept} pieces"
        print(
            f"Kept by law: {pieces} in cases on legal hold. Sealed under keys of their own, opened only with a reason on record, "
            "destroyed when the hold ends (`/case lift`).",
            file=sys.stderr,
        )
    return 0
