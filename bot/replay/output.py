"""Files that a replay writes: whole or not at all, and for their owner alone."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from bot.core.errors import Fault


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that takes its name once everything is in it. Raises `Fault`.

    What is no plain file (a pipe, a device) is written as it is. Half characters become JSON's own escapes.
    """
    special = path.exists() and not path.is_file()
    target = path if special else path.with_name(f"{path.name}.part")
    try:
        descriptor = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        file = os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise _fault(path, error) from None
    try:
        with file:
            yield file
        if not special:
            target.replace(path)
    except OSError as error:
        raise _fault(path, error) from None
    finally:
        if not special:
            target.unlink(missing_ok=True)


def _fault(path: Path, error: OSError) -> Fault:
    return Fault(f"{path}: cannot be written ({type(error).__name__}); check the folder, its permissions and the disk")
