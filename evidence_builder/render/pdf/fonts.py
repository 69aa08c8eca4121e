"""Fonts in the file: which characters each one draws, and its embedded subset.

A character's code is its turn of appearing in its font, so every code stands for one
character only, and text that is copied or searched reads exactly as it was written.
"""

from __future__ import annotations

import hashlib
import struct
import unicodedata
from typing import TYPE_CHECKING

from evidence_builder.render.fonts import sfnt
from evidence_builder.render.fonts.typeface import composed

if TYPE_CHECKING:
    from evidence_builder.render.fonts.typeface import Face, Typeface
    from evidence_builder.render.pdf.file import PdfFile

# ISO 32000-1:2008, 9.8.2, table 123.
_ITALIC_FLAG, _SYMBOLIC_FLAG, _FIXED_FLAG = 64, 4, 1
_CMAP_BLOCK = 100
"""The most lines that one block of a character map may have.

Adobe Technical Note #5014, "CMap and CIDFont Files Specification"."""


class EmbeddedFont:
    """One font of the file and the characters that it draws."""

    def __init__(self, name: str, face: Face) -> None:
        self.name = name
        """Its name on the pages, such as ``F1``."""
        self.face = face
        self._codes: dict[tuple[str, str], int] = {}

    def code(self, drawn: str, meant: str) -> int:
        """Return the code of a character."""
        return self._codes.setdefault((drawn, meant), len(self._codes) + 1)

    def write(self, file: PdfFile, number: int) -> None:
        """Write the font and everything that it consists of."""
        face = self.face
        characters = [drawn for drawn, _ in self._codes]
        program, glyphs = face.cut_down(set(characters))
        numbers = [glyphs[character] for character in characters]
        content = sfnt.subset(program, numbers)
        # ISO 32000-1:2008, 9.6.4: six capital letters before the name of a subset.
        tag = hashlib.sha256(content).digest()[:6]
        base = "".join(chr(ord("A") + byte % 26) for byte in tag) + "+" + face.name
        stream = file.add_stream(f"/Length1 {len(content)}", content)
        descriptor = file.add(self._descriptor(base, stream))
        widths = " ".join(f"{face.advances[character]:.7g}" for character in characters)
        mapped = file.add_stream("", struct.pack(f">{len(numbers) + 1}H", 0, *numbers))
        # ISO 32000-1:2008, 9.7.4; /CIDToGIDMap by ISO 19005-2:2011, 6.2.11.3.2.
        below = file.add(
            f"<</Type/Font/Subtype/CIDFontType2/BaseFont/{base}/CIDSystemInfo"
            "<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
            f"/FontDescriptor {descriptor} 0 R/DW 1000/W[1[{widths}]]"
            f"/CIDToGIDMap {mapped} 0 R>>"
        )
        # ISO 32000-1:2008, 9.7.6 (Type 0 fonts); ISO 14289-1:2014, 7.21.7 (ToUnicode).
        unicode = file.add_stream("", self._to_unicode())
        file.write(
            number,
            f"<</Type/Font/Subtype/Type0/BaseFont/{base}/Encoding/Identity-H"
            f"/DescendantFonts[{below} 0 R]/ToUnicode {unicode} 0 R>>",
        )

    def _descriptor(self, base: str, stream: int) -> str:
        # ISO 32000-1:2008, 9.8.1; /FontFile2 by 9.9.
        metrics = self.face.metrics
        flags = _SYMBOLIC_FLAG
        flags |= _ITALIC_FLAG if metrics.italic_angle else 0
        flags |= _FIXED_FLAG if "Mono" in self.face.name else 0
        box = " ".join(f"{edge:.0f}" for edge in metrics.box)
        weight = 165 if "Bold" in self.face.name else 85
        return (
            f"<</Type/FontDescriptor/FontName/{base}/Flags {flags}/FontBBox[{box}]"
            f"/ItalicAngle {metrics.italic_angle:g}/Ascent {metrics.ascent:.0f}"
            f"/Descent {metrics.descent:.0f}/CapHeight {metrics.cap_height:.0f}"
            f"/StemV {weight}/FontFile2 {stream} 0 R>>"
        )

    def _to_unicode(self) -> bytes:
        # ISO 32000-1:2008, 9.10.3.
        lines = [
            f"<{code:04x}> <{_utf16(meant)}>"
            for (_, meant), code in self._codes.items()
        ]
        blocks = []
        for start in range(0, len(lines), _CMAP_BLOCK):
            block = lines[start : start + _CMAP_BLOCK]
            blocks.append(
                f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar"
            )
        return (
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
            "/CIDSystemInfo <</Registry(Adobe)/Ordering(UCS)/Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
            "1 begincodespacerange\n<0000> <ffff>\nendcodespacerange\n"
            + "\n".join(blocks)
            + "\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
        ).encode("ascii")


class _ElsewhereError(Exception):
    """A character that a typeface's own font does not draw."""


class _Codes(dict[int, int]):
    """The codes of the characters that a typeface's own font draws.

    By code point, as ``str.translate`` asks for them.
    """

    def __init__(self, typeface: Typeface, font: EmbeddedFont) -> None:
        super().__init__()
        self._typeface, self.font = typeface, font

    def __missing__(self, point: int) -> int:
        character = chr(point)
        drawn = self._typeface.drawn(character)
        if drawn is None or drawn.face is not self.font.face:
            # Anything that is a LookupError would mean to leave it as it is.
            raise _ElsewhereError
        code = self[point] = self.font.code(drawn.character, character)
        return code


class FontTable:
    """The fonts of one file, in the order in which they are first used."""

    def __init__(self) -> None:
        self._fonts: dict[int, EmbeddedFont] = {}
        self._codes: dict[int, _Codes] = {}

    def coded(self, typeface: Typeface, words: str) -> list[tuple[str, str]]:
        """Return words as codes, each stretch with the name of its font."""
        codes = self._codes.get(id(typeface))
        if codes is None:
            codes = _Codes(typeface, self._font(typeface.face))
            self._codes[id(typeface)] = codes
        words = composed(words)
        try:
            return [(codes.font.name, _spelled(words.translate(codes)))]
        except _ElsewhereError:
            return self._mixed(typeface, words)

    def write(self, file: PdfFile) -> str:
        """Write every font and return the dictionary of their names."""
        entries = []
        for font in self._fonts.values():
            number = file.reserve()
            font.write(file, number)
            entries.append(f"/{font.name} {number} 0 R")
        return f"<<{''.join(entries)}>>"

    def _mixed(self, typeface: Typeface, words: str) -> list[tuple[str, str]]:
        stretches: list[tuple[str, str]] = []
        for character in words:
            drawn = typeface.drawn(character)
            if drawn is None:
                continue
            font = self._font(drawn.face)
            code = f"{font.code(drawn.character, character):04x}"
            if stretches and stretches[-1][0] == font.name:
                stretches[-1] = (font.name, stretches[-1][1] + code)
            else:
                stretches.append((font.name, code))
        return stretches

    def _font(self, face: Face) -> EmbeddedFont:
        font = self._fonts.get(id(face))
        if font is None:
            font = EmbeddedFont(f"F{len(self._fonts) + 1}", face)
            self._fonts[id(face)] = font
        return font


def _spelled(codes: str) -> str:
    """Return codes, as a text of characters with these numbers, as pages spell them."""
    return codes.encode("utf-16-be", "surrogatepass").hex()


def _utf16(character: str) -> str:
    # Controls and lone surrogates are nothing that a reader may be given.
    if unicodedata.category(character) in {"Cc", "Cs"}:
        character = "\N{REPLACEMENT CHARACTER}"
    return character.encode("utf-16-be").hex()
