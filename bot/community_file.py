"""Which file the community stands in, and the community with it."""

from datetime import UTC, datetime
from pathlib import Path

from bot.core.community import Community
from bot.core.errors import BadSettings, ContentFault
from bot.knowledge import conditions
from bot.knowledge.community_file import FILE, load
from bot.knowledge.content_root import content_root
from bot.knowledge.sheet import Faults
from bot.settings import Settings


def community_path(settings: Settings) -> Path | None:
    """The file that a setting names, else `community.toml` in the working folder where there is one."""
    if settings.community_file is not None:
        return settings.community_file
    return Path(FILE) if Path(FILE).is_file() else None


def load_community(settings: Settings) -> Community:
    """Raises `BadContent` with every fault of the file, `BadSettings` where there is none."""
    return look_at_community(settings)[0]


def look_at_community(settings: Settings) -> tuple[Community, tuple[ContentFault, ...]]:
    """The community, and what is allowed in its file but should be looked at."""
    path = community_path(settings)
    if path is None:
        raise BadSettings(
            f"there is no {FILE} here: write one as docs/community.md shows, or name it with CARECIRCLE_COMMUNITY_FILE"
        )
    names, _ = conditions.load(content_root(settings.content), datetime.now(UTC).date(), Faults())
    return load(path, names)
