"""`carecircle run`."""

import argparse
from typing import Final

NAME: Final = "run"
SUMMARY: Final = "Connect to the platforms that are configured. Refuses content that no clinician of the community approved."
EXAMPLE: Final = "CARECIRCLE_CONTENT=./our-content carecircle run"


def configure(parser: argparse.ArgumentParser) -> None:
    """It takes no options: everything is in the settings."""


def run(_: argparse.Namespace) -> int:
    from bot.app import check_live, library_of
    from bot.settings import load_settings

    settings = load_settings()
    check_live(settings, library_of(settings))
    return 0
