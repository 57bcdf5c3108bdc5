"""`carecircle export`."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Final

NAME: Final = "export"
SUMMARY: Final = "Write everything that is kept of a member as JSON, for the member."
EXAMPLE: Final = "carecircle export ana --by noor --data ./my-sandbox > ana.json"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("member", help="the member's id")
    parser.add_argument("--by", required=True, metavar="PERSON", help="who does this, for the record")
    parser.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")


def run(args: argparse.Namespace) -> int:
    from bot.app import export_member
    from bot.settings import load_settings

    found = asyncio.run(export_member(load_settings(), args.data, args.member, args.by))
    print(json.dumps(found, ensure_ascii=False, indent=2))
    return 0
