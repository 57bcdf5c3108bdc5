"""`carecircle erase`."""

import argparse
import asyncio
import sys
from pathlib import Path
from typing import Final

NAME: Final = "erase"
SUMMARY: Final = "Destroy what is kept of a member: the key that opens their text, and the text. It cannot be undone."
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
    known = asyncio.run(erase_member(load_settings(), args.data, args.member, args.by))
    if not known:
        print(f"carecircle: nothing is kept of {args.member}", file=sys.stderr)
        return 1
    print(f"Erased {args.member}, by {args.by}.", file=sys.stderr)
    return 0
