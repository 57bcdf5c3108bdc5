"""`carecircle doctor`."""

import argparse
import asyncio
import json
from pathlib import Path
from typing import Final

NAME: Final = "doctor"
SUMMARY: Final = "Check settings, content, the key, the database and the clock, and say what to do about each fault or warning."
EXAMPLE: Final = "carecircle doctor --data ./my-sandbox"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="the data folder (default: CARECIRCLE_DATA, or the sandbox's)")
    parser.add_argument("--json", action="store_true", help="as JSON")


def run(args: argparse.Namespace) -> int:
    from bot.doctor import examine

    checks = asyncio.run(examine(args.data))
    if args.json:
        print(
            json.dumps(
                [{"what": check.what, "fine": check.fine, "warns": check.warns, "says": check.says} for check in checks],
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for check in checks:
            print(f"{'FAULT' if not check.fine else 'WARN ' if check.warns else 'ok  '} {check.what}: {check.says}")
    return 0 if all(check.fine for check in checks) else 1
