"""What the numbers of our colours mean: sRGB, as a colour profile in the file.

An archive file has to say it (ISO 19005-2:2011, 6.2.3 and 6.2.4.3). The profile is
written here, from the numbers of the standard, because it is a few hundred bytes and
the ones that systems ship with are dated, larger and not ours to hand on.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from evidence_builder.render.pdf.file import PdfFile

_NAME: Final = "sRGB IEC61966-2.1"

# The primaries and the white of IEC 61966-2-1, brought from its D65 to the D50 of
# profiles by the Bradford matrix of ICC.1:2010, annex E.
_RED: Final = (0.4360747, 0.2225045, 0.0139322)
_GREEN: Final = (0.3850649, 0.7168786, 0.0971045)
_BLUE: Final = (0.1430804, 0.0606169, 0.7141733)
_WHITE: Final = (0.9642, 1.0, 0.8249)
_BRADFORD: Final = (
    *(1.0478112, 0.0228866, -0.0501270),
    *(0.0295424, 0.9904844, -0.0170491),
    *(-0.0092345, 0.0150436, 0.7521316),
)
_CURVE: Final = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""From a number to light, as IEC 61966-2-1 gives it: a power above a straight line.

In the order of function type 3 of ICC.1's parametricCurveType."""

_VERSION: Final = 0x04200000
_DATE: Final = (2000, 1, 1, 0, 0, 0)
"""A profile has to have one; equal files are to have equal bytes."""


def write_intent(file: PdfFile) -> int:
    """Write what the colours of the file mean, and return the number of the list."""
    # ISO 32000-1:2008, 14.11.5 (output intents); 8.6.5.5 (ICC profile streams).
    profile = file.add_stream("/N 3", srgb())
    return file.add(
        f"[<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier({_NAME})"
        f"/Info({_NAME})/DestOutputProfile {profile} 0 R>>]"
    )


def srgb() -> bytes:
    """Return the profile of sRGB, version 4; always the same bytes."""
    # ICC.1:2010, 8.4.3: what a three-component matrix-based display profile has.
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + _fixed(_CURVE)
    tags = (
        (b"desc", _words(_NAME)),
        (b"cprt", _words("No copyright; may be used freely")),
        (b"wtpt", b"XYZ " + bytes(4) + _fixed(_WHITE)),
        (b"chad", b"sf32" + bytes(4) + _fixed(_BRADFORD)),
        (b"rXYZ", b"XYZ " + bytes(4) + _fixed(_RED)),
        (b"gXYZ", b"XYZ " + bytes(4) + _fixed(_GREEN)),
        (b"bXYZ", b"XYZ " + bytes(4) + _fixed(_BLUE)),
        (b"rTRC", curve),
        (b"gTRC", curve),
        (b"bTRC", curve),
    )
    at = 128 + 4 + 12 * len(tags)
    table, content = struct.pack(">L", len(tags)), b""
    places: dict[bytes, int] = {}
    for name, body in tags:
        if body not in places:
            places[body] = at + len(content)
            content += body + bytes(-len(body) % 4)
        table += struct.pack(">4sLL", name, places[body], len(body))
    # ICC.1:2010, 7.2 (header), 7.3 (tag table).
    head = struct.pack(
        ">L4xL4s4s4s6H4s28x",
        at + len(content),
        _VERSION,
        b"mntr",
        b"RGB ",
        b"XYZ ",
        *_DATE,
        b"acsp",
    )
    return head + _fixed(_WHITE) + bytes(48) + table + content


def _fixed(values: tuple[float, ...]) -> bytes:
    # ICC.1:2010, s15Fixed16Number.
    return struct.pack(f">{len(values)}l", *(round(value * 65536) for value in values))


def _words(words: str) -> bytes:
    coded = words.encode("utf-16-be")
    # ICC.1:2010, multiLocalizedUnicodeType.
    head = struct.pack(">LL2s2sLL", 1, 12, b"en", b"GB", len(coded), 28)
    return b"mluc" + bytes(4) + head + coded
