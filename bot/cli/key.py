"""`carecircle key new`."""

import argparse
from typing import Final

NAME: Final = "key"
SUMMARY: Final = (
    "Print a new master key. Keep it outside the database: set CARECIRCLE_MASTER_KEY, or a file by CARECIRCLE_MASTER_KEY_FILE."
)
EXAMPLE: Final = "carecircle key new"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["new"], help="make a new key")


def run(_: argparse.Namespace) -> int:
    from bot.store.seal import MasterKey

    print(MasterKey.new().to_text())
    return 0
