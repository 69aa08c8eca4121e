"""What is in an embedded font: its letters and their widths, in thousandths of a size.

The only module here that looks into fonts. It runs where files are converted, within
their limits. ISO 32000-1:2008, 9.9, table 126, names the formats.
"""

from __future__ import annotations

import logging
import struct
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING, Final

from fontTools import agl, cffLib, t1Lib, ttLib
from fontTools.encodings.MacRoman import MacRoman
from fontTools.encodings.StandardEncoding import StandardEncoding
from fontTools.misc.psCharStrings import T2WidthExtractor
from fontTools.pens.basePen import NullPen

if TYPE_CHECKING:
    from collections.abc import Sequence

# Odd dates in a learner's fonts are nobody's business.
logging.getLogger("fontTools").setLevel(logging.CRITICAL)

NOTHING: Final = ".notdef"
"""The name of the glyph that stands for a letter that is not there."""

# OpenType 1.9, cmap: platform and encoding
_UNICODE, _SYMBOL, _MACINTOSH = (3, 1), (3, 0), (1, 0)
# ISO 32000-1:2008, 9.6.6.4
_SYMBOLS: Final = 0xF000
_BY_NUMBER: Final = "cid{:05d}"


class CompactFont:
    """A font in the Compact Font Format: Adobe Technical Notes 5176 and 5177."""

    def __init__(self, data: bytes) -> None:
        fonts = cffLib.CFFFontSet()
        fonts.decompile(BytesIO(data), None)
        self._font = fonts[0]
        self._all = fonts.GlobalSubrs
        self._strings = self._font.CharStrings
        self.has_numbers = hasattr(self._font, "ROS")

    @property
    def names(self) -> frozenset[str]:
        """The names of all glyphs."""
        return frozenset(self._strings.keys())

    @property
    def built_in(self) -> Sequence[str]:
        """The name that each code means."""
        encoding = self._font.Encoding
        return StandardEncoding if isinstance(encoding, str) else list(encoding)

    def name(self, cid: int) -> str:
        """Return the name of a glyph by the number of its character."""
        if self.has_numbers:
            return _BY_NUMBER.format(cid) if cid else NOTHING
        return str(self._font.charset[cid])

    def width(self, name: str) -> float | None:
        """Return how wide a glyph is; None where there is none."""
        if name == NOTHING or name not in self._strings:
            return None
        string = self._strings[name]
        private = string.private
        look = T2WidthExtractor(
            getattr(private, "Subrs", []),
            self._all,
            private.nominalWidthX,
            private.defaultWidthX,
        )
        look.execute(string)
        return float(look.width) * 1000 * float(self._font.FontMatrix[0])


class Type1Font:
    """A font of PostScript's first kind: Adobe Type 1 Font Format (1990)."""

    def __init__(self, data: bytes) -> None:
        font = t1Lib.T1Font.__new__(t1Lib.T1Font)
        # What it does with a file's path, without a file.
        font.data, font.encoding = data, "ascii"
        font.parse()
        self._strings = font["CharStrings"]
        self._scale = float(font["FontMatrix"][0])
        encoding = font["Encoding"]
        self.built_in: Sequence[str] = (
            StandardEncoding if isinstance(encoding, str) else list(encoding)
        )

    @property
    def names(self) -> frozenset[str]:
        """The names of all glyphs."""
        return frozenset(self._strings)

    def width(self, name: str) -> float | None:
        """Return how wide a glyph is; None where there is none."""
        if name == NOTHING or name not in self._strings:
            return None
        string = self._strings[name]
        string.draw(NullPen())
        return float(string.width) * 1000 * self._scale


class TrueTypeFont:
    """A TrueType font: OpenType 1.9, tables cmap, head, hhea, hmtx and maxp."""

    def __init__(self, data: bytes) -> None:
        self._font = ttLib.TTFont(BytesIO(data), lazy=True)
        self._data = data
        self._units = int(self._font["head"].unitsPerEm)
        self.count = int(self._font["maxp"].numGlyphs)
        self._measured = int(self._font["hhea"].numberOfHMetrics)
        self._widths = self._font.getTableData("hmtx")
        self.maps: dict[tuple[int, int], dict[int, int]] = {}
        """By platform and encoding: the glyph of each character that is looked up."""
        if "cmap" in self._font:
            for subtable in self._font["cmap"].tables:
                numbered = {
                    code: self._font.getGlyphID(name)
                    for code, name in subtable.cmap.items()
                }
                self.maps[subtable.platformID, subtable.platEncID] = numbered

    @property
    def compact(self) -> CompactFont | None:
        """The glyphs of an OpenType font that are in the Compact Font Format."""
        if "CFF " not in self._font:
            return None
        return CompactFont(self._font.getTableData("CFF "))

    def width(self, glyph: int) -> float | None:
        """Return how wide a glyph is; None where there is none."""
        if not 0 < glyph < self.count:
            return None
        offset = 4 * min(glyph, self._measured - 1)
        return float(struct.unpack_from(">H", self._widths, offset)[0]) * (
            1000 / self._units
        )

    def glyph(self, code: int, name: str | None) -> int:
        """Return the glyph of a code, 0 for none; ``name`` is None in symbol fonts.

        ISO 32000-1:2008, 9.6.6.4.
        """
        if name is None:
            symbols = self.maps.get(_SYMBOL, {})
            for number in (code, _SYMBOLS + code):
                if number in symbols:
                    return symbols[number]
            return self.maps.get(_MACINTOSH, {}).get(code, 0)
        character = ord((agl.toUnicode(name) or "\0")[0])
        glyph_number = self.maps.get(_UNICODE, {}).get(character)
        if glyph_number is None and name in MacRoman:
            glyph_number = self.maps.get(_MACINTOSH, {}).get(MacRoman.index(name))
        return glyph_number or 0

    @property
    def is_for_words(self) -> bool:
        """Whether letters can be found by what they mean."""
        return _UNICODE in self.maps or _MACINTOSH in self.maps

    @property
    def is_for_unicode(self) -> bool:
        """Whether letters can be found by any name."""
        return _UNICODE in self.maps

    @property
    def is_for_symbols(self) -> bool:
        """Whether it is clear what a code means without further help."""
        return len(self.maps) == 1 or _SYMBOL in self.maps


@cache
def win_ansi() -> tuple[str, ...]:
    """Return the name that each code of WinAnsiEncoding means.

    ISO 32000-1:2008, annex D.2.
    """
    names = [NOTHING] * 256
    for code in range(32, 256):
        try:
            character = bytes((code,)).decode("cp1252")
        except UnicodeDecodeError:
            continue
        names[code] = _usual_name(ord(character))
    names[0x7F], names[0xA0], names[0xAD] = NOTHING, "space", "hyphen"
    return tuple(names)


def _usual_name(point: int) -> str:
    """Return a character's name in fonts; of mu and mu1 it is mu."""
    for name in (*MacRoman, *StandardEncoding):
        if agl.AGL2UV.get(name) == point:
            return str(name)
    return str(agl.UV2AGL.get(point, NOTHING))


ENCODINGS: Final[dict[str, Sequence[str]]] = {
    "/MacRomanEncoding": MacRoman,
    "/StandardEncoding": StandardEncoding,
}
"""The name that each code means, by encoding; ``win_ansi`` is one more.

ISO 32000-1:2008, 9.6.6, table 114, and annex D.
"""
