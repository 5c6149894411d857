"""Small real images without an imaging library."""

from __future__ import annotations

import struct
import zlib


def png(width: int, height: int, color: tuple[int, int, int] = (200, 200, 200)) -> bytes:
    """A PNG of one color; sizes in pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)  # 8 bits a channel, RGB
    rows = (b"\0" + bytes(color) * width) * height
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
