"""What stands in a TIFF, looked at before a library opens it.

A TIFF is a chain of directories, one for each picture (TIFF 6.0, section 2; BigTIFF
has 43 for 42 and wider numbers); nothing keeps a bad one from going round in circles
or from promising a picture of terabytes.

Pure: bytes in, sizes out; no outside library.
"""

from __future__ import annotations

import struct
from typing import Final, NamedTuple

from evidence_builder.attachments.image.metadata import UnreadablePictureError

MOST_PAGES: Final = 5_000
"""How many pictures are looked for in one file."""

_MOST_ENTRIES: Final = 1_000
_SIZES: Final = {
    **dict.fromkeys((1, 2, 6, 7), 1),
    **dict.fromkeys((3, 8), 2),
    **dict.fromkeys((4, 9, 11, 13), 4),
    **dict.fromkeys((5, 10, 12, 16, 17, 18), 8),
}
"""The bytes of one value, by its type: TIFF 6.0, section 2, "Types"; BigTIFF."""
_WHOLE: Final = {1: "B", 3: "H", 4: "I", 16: "Q"}

# Tags of TIFF 6.0, section 8, and section 15 for tiles.
_SUBFILE, _WIDTH, _HEIGHT, _BITS, _COMPRESSION, _SAMPLES = 254, 256, 257, 258, 259, 277
_TILE_WIDTH, _TILE_HEIGHT = 322, 323

# Bits 0 and 2 of NewSubfileType: TIFF 6.0, section 8.
_REDUCED_OR_MASK: Final = 0b101
_JPEG: Final = frozenset((6, 7))
_ORDINARY: Final = frozenset((1, 2, 3, 4, 5, 8, 32773, 32946)) | _JPEG
"""None, three kinds of fax, LZW, Deflate under both its numbers, PackBits, JPEG.

TIFF 6.0, sections 3, 10, 11, 13, 9 and 22; Adobe Photoshop TIFF Technical Notes.
"""


class TiffPage(NamedTuple):
    """One picture of a TIFF.

    ``directory`` counts the directories before it, those of thumbnails too.
    """

    directory: int
    width: int
    height: int
    tile: int
    """How many pixels are unpacked at once, at least."""
    compression: int
    two_tone: bool
    """Whether it is black and white, without grey."""

    @property
    def lossy(self) -> bool:
        """Whether it is packed as a photograph."""
        return self.compression in _JPEG

    @property
    def ordinary(self) -> bool:
        """Whether it is packed in a way that scanners and cameras use."""
        return self.compression in _ORDINARY


class _Reader(NamedTuple):
    """How numbers are spelled in this file."""

    data: bytes
    order: str
    big: bool

    def number(self, code: str, at: int) -> int:
        """Return one number; ``N`` is as wide as the file's offsets."""
        wide = {"N": "Q" if self.big else "I"}.get(code, code)
        return int(struct.unpack_from(self.order + wide, self.data, at)[0])


def pages_of(data: bytes) -> tuple[TiffPage, ...]:
    """Return the pictures of a TIFF in order, without thumbnails and masks.

    What comes after a damaged directory is left out.

    Raises:
        UnreadablePictureError: Not even the first directory can be read.
    """
    order = {b"II": "<", b"MM": ">"}.get(data[:2], "<")
    try:
        big = struct.unpack_from(order + "H", data, 2)[0] == 43
        reader = _Reader(data, order, big)
        at = reader.number("N", 8 if big else 4)
    except struct.error as error:
        raise UnreadablePictureError from error
    pages: list[TiffPage] = []
    others: list[TiffPage] = []
    seen: set[int] = set()
    while at and at not in seen and len(seen) < MOST_PAGES:
        index = len(seen)
        seen.add(at)
        try:
            values, at = _directory(reader, at)
        except (struct.error, UnreadablePictureError):
            break
        page = _page(index, values)
        main = not values.get(_SUBFILE, 0) & _REDUCED_OR_MASK
        (pages if main else others).append(page)
    if not pages and not others:
        raise UnreadablePictureError
    return tuple(pages or others[:1])


def _page(index: int, values: dict[int, int]) -> TiffPage:
    return TiffPage(
        index,
        values.get(_WIDTH, 0),
        values.get(_HEIGHT, 0),
        values.get(_TILE_WIDTH, 0) * values.get(_TILE_HEIGHT, 0),
        values.get(_COMPRESSION, 1),
        values.get(_BITS, 1) == values.get(_SAMPLES, 1) == 1,
    )


def _directory(reader: _Reader, at: int) -> tuple[dict[int, int], int]:
    """Return the first whole number of each entry, and where the next directory is.

    Raises:
        UnreadablePictureError: Its entries cannot all stand in this file.
        struct.error: It ends too early.
    """
    entries = reader.number("Q" if reader.big else "H", at)
    at += 8 if reader.big else 2
    length, inside = (20, 8) if reader.big else (12, 4)
    if entries > _MOST_ENTRIES:
        raise UnreadablePictureError
    values: dict[int, int] = {}
    outside = 0
    for _ in range(entries):
        tag, kind = reader.number("H", at), reader.number("H", at + 2)
        size = reader.number("N", at + 4) * _SIZES.get(kind, 1)
        value = at + 4 + inside
        if size > inside:
            # Many entries may name the same megabytes, and each would be read.
            outside += size
            value = reader.number("N", value)
        if outside > len(reader.data):
            raise UnreadablePictureError
        if size and kind in _WHOLE:
            values.setdefault(tag, reader.number(_WHOLE[kind], value))
        at += length
    return values, reader.number("N", at)
