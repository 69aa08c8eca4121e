"""What the first bytes of a picture say, and whether it can be embedded as it is."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Image

# PNG (3rd ed.), 5.2 (signature), 6.1 (colour types), 11.2 (IHDR).
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_CHANNELS = {0: 1, 2: 3}
_JPEG_CHANNELS = {1, 3}
_SIZES_FOLLOW = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""The JPEG markers before width, height and number of colours.

ITU-T T.81, B.1.1.3, table B.1: start of frame; the three are DHT, JPG and DAC."""


class Header(NamedTuple):
    """The size of a picture in pixels, and 1 for grey or 3 for colours."""

    width: int
    height: int
    channels: int


def read_header(image: Image) -> Header | None:
    """Return what a picture says of itself; None if it cannot be embedded.

    Only such files as ``Image`` promises can: PNG with 8 bits, grey or RGB, not
    interlaced; JPEG, grey or RGB.
    """
    try:
        read = _jpeg_header if image.kind == "jpeg" else _png_header
        header = read(image.data)
    except struct.error:
        return None
    return header if header and header.width and header.height else None


def _png_header(data: bytes) -> Header | None:
    width, height, depth, kind, _, _, laced = struct.unpack_from(">LLBBBBB", data, 16)
    if not data.startswith(_PNG) or depth != 8 or laced or kind not in _PNG_CHANNELS:
        return None
    return Header(width, height, _PNG_CHANNELS[kind])


def _jpeg_header(data: bytes) -> Header | None:
    if not data.startswith(b"\xff\xd8"):
        return None
    at = 2
    while at < len(data):
        # ITU-T T.81, B.1.1.4 (segments), B.1.1.2 (fill bytes), B.2.2 (frame header).
        mark, kind, length = struct.unpack_from(">BBH", data, at)
        if mark != 0xFF:
            return None
        if kind == 0xFF:
            at += 1
        elif kind in _SIZES_FOLLOW:
            height, width, channels = struct.unpack_from(">HHB", data, at + 5)
            known = channels in _JPEG_CHANNELS
            return Header(width, height, channels) if known else None
        else:
            at += 2 + length
    return None
