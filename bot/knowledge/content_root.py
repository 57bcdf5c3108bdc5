"""Where content is: the folder that ships with the program, or the clinic's own."""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

_FOLDER: Final = "content"


def content_root(directory: Path | None = None) -> Traversable:
    """The clinic's directory where one is set, else the packaged folder.

    The packaged folder is looked for beside the package `bot`. Asking for a package called `content` instead would also find a
    folder of that name in the directory the program was started from.
    """
    if directory is not None:
        return directory.resolve()
    package = files("bot")
    return package.parent / _FOLDER if isinstance(package, Path) else files(_FOLDER)
