"""`python -m tests.discord.pictures OUT_FOLDER` plays the story and writes a PNG for each picture.

Where OUT_FOLDER is docs/discord, the manual beside it gets its section of pictures anew.
"""

import asyncio
import sys
import tempfile
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.knowledge.content_root import content_root
from bot.knowledge.library import load
from tests.discord.pictures.camera import NoBrowser, camera
from tests.discord.pictures.manual import HEADING, with_section
from tests.discord.pictures.markdown import Names
from tests.discord.pictures.page import Picture, page
from tests.discord.pictures.story import play
from tests.discord.town import discord_town

_PATIENCE: Final = 120.0


async def told(folder: Path) -> tuple[list[Picture], Names]:
    library = load(content_root(), datetime.now(UTC).date())
    async with asyncio.timeout(_PATIENCE), discord_town(folder, library) as here:
        return await play(here)


def photographed(pictures: Iterable[Picture], names: Names, folder: Path, out: Path) -> None:
    with camera(folder) as chromium:
        for picture in pictures:
            file = folder / f"{picture.name}.html"
            file.write_text(page(picture, names), encoding="utf-8")
            shot = chromium.photograph(file)
            (out / f"{picture.name}.png").write_bytes(shot)
            print(f"{picture.name}.png {len(shot) // 1024} KB")


def main(arguments: list[str]) -> int:
    if len(arguments) != 1 or arguments[0].startswith("-"):
        print("usage: python -m tests.discord.pictures OUT_FOLDER", file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as made:
        pictures, names = asyncio.run(told(Path(made)))
        try:
            photographed(pictures, names, Path(made), out)
        except NoBrowser as missing:
            print(missing, file=sys.stderr)
            return 1
    manual = out.with_suffix(".md")
    if manual.is_file() and HEADING in (before := manual.read_text(encoding="utf-8")):
        manual.write_text(with_section(before, pictures), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
