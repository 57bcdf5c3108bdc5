"""A tree of files, in a folder or in a ZIP that is never unpacked: names are looked up, and nothing is written anywhere.

Bounds for a ZIP, whatever it claims to be: members, size of one member, size of all, and how far one may blow up. `zipfile`
itself never gives more of a member than its directory states.
"""

import zipfile
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Final, Protocol, cast

from bot.core.errors import BadExport

LARGEST_MEMBER: Final = 1_000_000_000
LARGEST_TOTAL: Final = 20_000_000_000
MOST_MEMBERS: Final = 500_000
_RATIO: Final = 200
_SMALL: Final = 10_000_000
"""Below this many bytes it does not matter how well a member was compressed."""


class Tree(Protocol):
    """`names` are relative, with forward slashes, sorted."""

    @property
    def file(self) -> str:
        """What faults call it."""

    @property
    def names(self) -> tuple[str, ...]: ...

    def size(self, name: str) -> int: ...

    def open(self, name: str) -> BinaryIO: ...


class Folder:
    """A folder. Links that lead out of it are not followed."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        self._path = path
        root = path.resolve()
        self.names = tuple(
            sorted(
                found.relative_to(path).as_posix()
                for found in path.rglob("*.json")
                if found.is_file() and found.resolve().is_relative_to(root)
            )
        )

    def size(self, name: str) -> int:
        return (self._path / name).stat().st_size

    def open(self, name: str) -> BinaryIO:
        try:
            return (self._path / name).open("rb")
        except OSError as error:
            raise BadExport(f"{self.file}/{name}: cannot be read ({type(error).__name__}); check its permissions") from None


class Zip:
    """A ZIP archive. Raises `BadExport` where it is no export: broken, locked, a bomb, or with names that lead out of it."""

    def __init__(self, path: Path) -> None:
        self.file = str(path)
        try:
            self._zip = zipfile.ZipFile(path)
        except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError) as error:  # zipfile's word for split archives
            raise BadExport(f"{path}: cannot be read as a ZIP ({type(error).__name__}); download it again") from None
        infos = self._zip.infolist()
        _check(self.file, infos)
        self._infos = {info.filename: info for info in infos if _counts(info)}
        self.names = tuple(sorted(self._infos))

    def size(self, name: str) -> int:
        return self._infos[name].file_size

    def open(self, name: str) -> BinaryIO:
        try:
            return cast(BinaryIO, self._zip.open(self._infos[name]))
        except (OSError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:  # zipfile's word for a packing it lacks
            raise BadExport(f"{self.file}: a file in it cannot be read ({type(error).__name__}); download it again") from None


def _counts(info: zipfile.ZipInfo) -> bool:
    return not info.is_dir() and info.filename.endswith(".json") and not info.filename.startswith("__MACOSX/")


def _check(file: str, infos: list[zipfile.ZipInfo]) -> None:
    if len(infos) > MOST_MEMBERS:
        raise BadExport(f"{file}: holds more than {MOST_MEMBERS:,} files, which no Slack export does; export a shorter time")
    if any(_leads_out(info.filename) for info in infos):
        raise BadExport(f"{file}: holds names that lead out of the archive, which no Slack export does; do not use it")
    if any(info.flag_bits & 0x1 for info in infos):
        raise BadExport(f"{file}: is locked with a password; unpack it and give the folder")
    counted = [info for info in infos if _counts(info)]
    blown_up = any(info.file_size > _SMALL and info.file_size > _RATIO * max(1, info.compress_size) for info in counted)
    sizes = [info.file_size for info in counted]
    if blown_up or max(sizes, default=0) > LARGEST_MEMBER or sum(sizes) > LARGEST_TOTAL:
        raise BadExport(f"{file}: would unpack to far more than an export holds (a ZIP bomb); do not use it")


def _leads_out(name: str) -> bool:
    path = PurePosixPath(name.replace("\\", "/"))
    return path.is_absolute() or ".." in path.parts or ":" in path.parts[0] if path.parts else False
