"""A progress bar, on a terminal alone."""

import time
from typing import Final, TextIO

_WIDTH: Final = 30
_EVERY: Final = 0.1


class Progress:
    """Call it as often as you like; it draws ten times a second, and nothing where `stream` is no terminal."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = max(1, total)
        self._stream = stream if stream.isatty() else None
        self._next = 0.0

    def __call__(self, done: int, messages: int) -> None:
        if self._stream is None or time.monotonic() < self._next:
            return
        self._next = time.monotonic() + _EVERY
        share = min(1.0, done / self._total)
        bar = "#" * round(share * _WIDTH)
        self._stream.write(f"\r[{bar:<{_WIDTH}}] {share:4.0%}  {messages:,} messages")
        self._stream.flush()

    def clear(self) -> None:
        if self._stream is not None:
            self._stream.write("\r\x1b[K")
            self._stream.flush()
