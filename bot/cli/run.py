"""`carecircle run`."""

import argparse
import sys
from typing import Final

NAME: Final = "run"
SUMMARY: Final = "Connect to the platforms that are configured. Refuses content that no clinician of the community approved."
EXAMPLE: Final = "CARECIRCLE_CONTENT=./our-content carecircle run"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no options: everything is in the settings."""


def run(_: argparse.Namespace) -> int:
    import asyncio

    from bot.live import run_live
    from bot.settings import load_settings

    def announce(line: str) -> None:
        print(f"carecircle: {line}", file=sys.stderr, flush=True)

    asyncio.run(run_live(load_settings(), announce))
    return 0
