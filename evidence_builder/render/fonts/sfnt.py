"""TrueType files byte by byte: their tables, and a file with only some glyphs.

Glyph numbers stay what they were, so that whoever laid out the text need not know
which glyphs will be embedded. Pure: bytes in, bytes out. Follows OpenType 1.9.
"""

from __future__ import annotations

import struct
from array import array
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_KEPT_AS_THEY_ARE = ("cvt ", "fpgm", "prep")
# OpenType 1.9, "glyf", flags of composite glyphs: ARG_1_AND_2_ARE_WORDS,
# WE_HAVE_A_SCALE, MORE_COMPONENTS, WE_HAVE_AN_X_AND_Y_SCALE, WE_HAVE_A_TWO_BY_TWO.
_COMPOSITE_WORDS, _COMPOSITE_SCALE = 0x0001, 0x0008
_COMPOSITE_MORE, _COMPOSITE_XY, _COMPOSITE_2X2 = 0x0020, 0x0040, 0x0080


def tables(font: bytes) -> dict[str, bytes]:
    """Return the tables of a TrueType file by tag.

    Raises:
        ValueError: The bytes are not a TrueType file.
    """
    if font[:4] not in {b"\0\1\0\0", b"true"}:
        msg = "not a TrueType font"
        raise ValueError(msg)
    # OpenType 1.9, "Organization of an OpenType Font": the table directory.
    count = struct.unpack_from(">H", font, 4)[0]
    contents = {}
    for index in range(count):
        tag, _, start, length = struct.unpack_from(">4sLLL", font, 12 + 16 * index)
        contents[tag.decode("latin-1")] = font[start : start + length]
    return contents


def subset(font: bytes, glyphs: Iterable[int]) -> bytes:
    """Return a TrueType file with these glyphs and those that they are made of."""
    parts = tables(font)
    head = bytearray(parts["head"])
    count = struct.unpack_from(">H", parts["maxp"], 4)[0]
    offsets = _offsets(parts["loca"], long=bool(head[51]), count=count)
    outlines = parts["glyf"]
    kept = _with_components(glyphs, outlines, offsets)
    count = max(kept) + 1
    body = bytearray()
    starts = array("L")
    for glyph in range(count):
        starts.append(len(body))
        if glyph in kept:
            body += outlines[offsets[glyph] : offsets[glyph + 1]]
            body += bytes(-len(body) % 4)
    starts.append(len(body))
    metrics = struct.unpack_from(">H", parts["hhea"], 34)[0]
    # OpenType 1.9, "head": checksumAdjustment, and indexToLocFormat for long offsets.
    head[8:12] = bytes(4)
    head[50:52] = b"\0\1"
    new = {
        "head": bytes(head),
        "hhea": parts["hhea"][:34] + struct.pack(">H", count),
        "maxp": parts["maxp"][:4] + struct.pack(">H", count) + parts["maxp"][6:],
        "hmtx": _metrics(parts["hmtx"], metrics, count, kept),
        # OpenType 1.9, "loca": one offset more than there are glyphs.
        "loca": struct.pack(f">{count + 1}L", *starts),
        "glyf": bytes(body) or bytes(4),
    }
    for tag in _KEPT_AS_THEY_ARE:
        if tag in parts:
            new[tag] = parts[tag]
    return assemble(new)


def assemble(parts: Mapping[str, bytes]) -> bytes:
    """Return a TrueType file made of these tables."""
    power = len(parts).bit_length() - 1
    search = 16 << power
    header = struct.pack(
        ">4sHHHH", b"\0\1\0\0", len(parts), search, power, 16 * len(parts) - search
    )
    directory, body = bytearray(), bytearray()
    start = 12 + 16 * len(parts)
    head = 0
    for tag in sorted(parts):
        content = parts[tag]
        padded = content + bytes(-len(content) % 4)
        if tag == "head":
            head = start + len(body) + 8
        directory += struct.pack(
            ">4sLLL", tag.encode(), _checksum(padded), start + len(body), len(content)
        )
        body += padded
    file = bytearray(header + directory + body)
    # OpenType 1.9, "Calculating Checksums".
    struct.pack_into(">L", file, head, (0xB1B0AFBA - _checksum(file)) & 0xFFFFFFFF)
    return bytes(file)


def _checksum(padded: bytes | bytearray) -> int:
    words: tuple[int, ...] = struct.unpack(f">{len(padded) // 4}L", padded)
    return sum(words) & 0xFFFFFFFF


def _offsets(loca: bytes, *, long: bool, count: int) -> tuple[int, ...]:
    if long:
        return struct.unpack_from(f">{count + 1}L", loca)
    # OpenType 1.9, "loca": the short format has halves of offsets.
    return tuple(2 * half for half in struct.unpack_from(f">{count + 1}H", loca))


def _metrics(hmtx: bytes, full: int, count: int, kept: set[int]) -> bytes:
    # OpenType 1.9, "hmtx": after numberOfHMetrics the last advance holds.
    # Metrics of glyphs that are left out are blanked, because zeros pack to nothing.
    new = bytearray(4 * count)
    last = hmtx[4 * full - 4 : 4 * full - 2]
    for glyph in kept:
        if glyph < full:
            new[4 * glyph : 4 * glyph + 4] = hmtx[4 * glyph : 4 * glyph + 4]
        else:
            bearing = 4 * full + 2 * (glyph - full)
            new[4 * glyph : 4 * glyph + 4] = last + hmtx[bearing : bearing + 2]
    return bytes(new)


def _with_components(
    glyphs: Iterable[int], outlines: bytes, offsets: tuple[int, ...]
) -> set[int]:
    kept = {0}
    waiting = [glyph for glyph in glyphs if glyph < len(offsets) - 1]
    while waiting:
        glyph = waiting.pop()
        if glyph in kept:
            continue
        kept.add(glyph)
        start, end = offsets[glyph], offsets[glyph + 1]
        if end - start > 10 and outlines[start] & 0x80:
            waiting += _components(outlines, start + 10)
    return kept


def _components(outlines: bytes, at: int) -> list[int]:
    components = []
    flags = _COMPOSITE_MORE
    while flags & _COMPOSITE_MORE:
        flags, glyph = struct.unpack_from(">HH", outlines, at)
        components.append(glyph)
        at += 8 if flags & _COMPOSITE_WORDS else 6
        if flags & _COMPOSITE_SCALE:
            at += 2
        elif flags & _COMPOSITE_XY:
            at += 4
        elif flags & _COMPOSITE_2X2:
            at += 8
    return components
