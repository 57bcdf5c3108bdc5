"""A picture of at most 256 colours as a small PNG (https://www.w3.org/TR/png-3/): one byte for a pixel instead of three."""

import struct
import zlib
from typing import Any, Final

import numpy as np

_SIGNATURE: Final = b"\x89PNG\r\n\x1a\n"
_COLOURS: Final = 256
_EXACT: Final = 64
"""So many of the most frequent colours stay as they are."""
_INDEXED: Final = 3


def encode(pixels: "np.ndarray[Any, np.dtype[np.uint8]]") -> bytes:
    """`pixels`: rows of (red, green, blue). Where there are more colours, rare ones that look alike become one."""
    height, width, _ = pixels.shape
    palette, indexes = _indexed(pixels.reshape(-1, 3).astype(np.uint32))
    filters = np.zeros((height, 1), np.uint8)  # each row begins with its filter: none
    rows = np.concatenate([filters, indexes.reshape(height, width)], axis=1)
    head = struct.pack(">IIBBBBB", width, height, 8, _INDEXED, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette.tobytes()), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(kind, data) for kind, data in chunks)


def _indexed(pixels: "np.ndarray[Any, np.dtype[np.uint32]]") -> "tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]":
    """A palette, and each pixel's place in it."""
    shifts = np.array([16, 8, 0], np.uint32)
    packed, which, counts = np.unique((pixels << shifts).sum(axis=1), return_inverse=True, return_counts=True)
    frequent = np.argsort(counts)[::-1][:_EXACT]
    colours = packed[:, None] >> shifts & 255
    for coarse in range(8):
        alike = (colours >> coarse << shifts).sum(axis=1)
        alike[frequent] = (1 << 24) + np.arange(len(frequent))
        kinds, of_kind = np.unique(alike, return_inverse=True)
        if len(kinds) <= _COLOURS:
            break
    weights = np.bincount(of_kind, counts)
    palette = np.stack([np.bincount(of_kind, counts * colours[:, each]) / weights for each in range(3)], axis=1)
    return palette.round().astype(np.uint8), of_kind.astype(np.uint8)[which]


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
