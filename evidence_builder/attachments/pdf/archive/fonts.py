"""Whether a page's words will look the same for ever: ISO 19005-2:2011, 6.2.11.

Every letter that is seen has to be in the file, in a font that fits what the file says
of it.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.pdf.archive.colours import Hindrance
from evidence_builder.attachments.pdf.archive.font_programs import (
    ENCODINGS,
    NOTHING,
    CompactFont,
    TrueTypeFont,
    Type1Font,
    win_ansi,
)
from evidence_builder.attachments.pdf.objects import flags, items, member, number
from evidence_builder.own_faults import own_fault
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_COMPACT: Final = "/FontFile3"
_PROGRAMS: Final = {
    "/Type1": ("/FontFile", _COMPACT),
    "/MMType1": ("/FontFile", _COMPACT),
    "/TrueType": ("/FontFile2", _COMPACT),
    "/CIDFontType0": (_COMPACT,),
    "/CIDFontType2": ("/FontFile2", _COMPACT),
}
"""Where each kind of font has its letters: ISO 32000-1:2008, 9.9, table 126."""
_OPENTYPE: Final = "/OpenType"
_COMPACT_KINDS: Final = {
    "/Type1": "/Type1C",
    "/MMType1": "/Type1C",
    "/CIDFontType0": "/CIDFontType0C",
}
_WINDOWS: Final = "/WinAnsiEncoding"
_ENCODINGS: Final = frozenset((_WINDOWS, "/MacRomanEncoding"))
# ISO 32000-1:2008, 9.8.2, table 123, bit 6
_NONSYMBOLIC: Final = 32
_NEAR: Final = 1.0
"""How far the two widths of a letter may be apart, in thousandths of its size.

ISO 19005-2:2011, 6.2.11.5.
"""


class Usage:
    """What is written in a font: the codes that are seen, and those that are not."""

    def __init__(self) -> None:
        self.seen: set[bytes] = set()
        self.unseen: set[bytes] = set()


def check_font(font: object, usage: Usage) -> None:
    """Check a font that words are written in.

    Raises:
        Hindrance: It is not what an archive needs.
    """
    kind = member(font, "/Subtype")
    if kind == "/Type3":
        return
    shown = _shown_name(font)
    try:
        _check(font, usage, shown, is_composite=kind == "/Type0")
    except Hindrance:
        raise
    except Exception as error:
        # A library for fonts that are sound, which meets those that are not.
        fault = own_fault(error)
        why = wording.font_unlike(font=shown)
        if fault:
            why = wording.font_own_fault(font=shown, place=fault)
        raise Hindrance(why) from error


def _check(font: object, usage: Usage, shown: str, *, is_composite: bool) -> None:
    below = font
    if is_composite:
        below = next(items(member(font, "/DescendantFonts")))
    program = _program(below)
    if program is None:
        # ISO 19005-2:2011, 6.2.11.4.1: but for letters that are drawn invisibly
        if usage.seen:
            raise Hindrance(wording.font_not_embedded(font=shown))
    elif is_composite:
        _check_composite(font, program, usage, shown)
    else:
        _check_simple(font, program, usage, shown)


def _shown_name(font: object) -> str:
    """Return what people call a font: ``ABCDEF+Calibri,Bold`` is Calibri Bold."""
    base = str(member(font, "/BaseFont") or "/")[1:].split("+")[-1]
    words = "".join(filter(str.isprintable, base.replace(",", " ")))
    return words[:60].strip() or wording.of_some_words()


def _program(font: object) -> pikepdf.Object | None:
    """Return the letters of a font, None where they are not in the file.

    Raises:
        ValueError: They are of another kind than the font.
    """
    kind, descriptor = str(member(font, "/Subtype")), member(font, "/FontDescriptor")
    for key in ("/FontFile", "/FontFile2", _COMPACT):
        program = member(descriptor, key)
        if not isinstance(program, pikepdf.Stream):
            continue
        coded = str(member(program, "/Subtype"))
        if key not in _PROGRAMS.get(kind, ()) or (
            key == _COMPACT and coded not in {_COMPACT_KINDS.get(kind), _OPENTYPE}
        ):
            raise ValueError
        return program
    return None


def font_program(program: pikepdf.Object) -> CompactFont | Type1Font | TrueTypeFont:
    """Return what is in a font.

    Raises:
        Exception: It is damaged, in whichever way.
    """
    data = program.read_bytes()
    if str(member(program, "/Subtype")) in _COMPACT_KINDS.values():
        return CompactFont(data)
    if data[:2] in {b"%!", b"\x80\x01"}:
        return Type1Font(data)
    font = TrueTypeFont(data)
    return font.compact or font


def list_glyphs(descriptor: pikepdf.Object) -> bool:
    """Let a Type 1 font say which glyphs it has; say whether it is one.

    PDF/A-2 does not ask for the list, PDF/A-1 did, and many that are there are wrong:
    ISO 19005-2:2011, 6.2.11.4.2; ISO 19005-1:2005, 6.3.5.
    """
    program = member(descriptor, "/FontFile")
    if (
        program is None
        and member(member(descriptor, _COMPACT), "/Subtype") == "/Type1C"
    ):
        program = member(descriptor, _COMPACT)
    if not isinstance(program, pikepdf.Stream):
        return False
    try:
        glyphs = font_program(program)
    except Exception as error:
        if own_fault(error):
            raise
        return False  # it is damaged, which is found again where it matters
    if isinstance(glyphs, TrueTypeFont):
        return False
    names = "".join(f"/{glyph}" for glyph in sorted(glyphs.names - {NOTHING}))
    descriptor["/CharSet"] = pikepdf.String(names)
    return True


def _check_simple(
    font: object, program: pikepdf.Object, usage: Usage, shown: str
) -> None:
    # ISO 19005-2:2011, 6.2.11.2; ISO 32000-1:2008, 9.6.2.1, table 111
    first, last = number(member(font, "/FirstChar")), number(member(font, "/LastChar"))
    widths = [number(width) for width in items(member(font, "/Widths"))]
    if first is None or last is None or len(widths) != last - first + 1:
        raise Hindrance(wording.font_unlike(font=shown))
    descriptor = member(font, "/FontDescriptor")
    usual = number(member(descriptor, "/MissingWidth")) or 0.0
    glyphs = font_program(program)
    if isinstance(glyphs, TrueTypeFont):
        width = _by_code(font, descriptor, glyphs, shown)
    else:
        width = _by_name(font, glyphs)
    for code in set().union(*usage.seen):
        index = code - int(first)
        stated = widths[index] if 0 <= index < len(widths) else usual
        _compare(stated, width(code), shown)


def _compare(stated: float | None, measured: float | None, shown: str) -> None:
    if measured is None:
        raise Hindrance(wording.font_lacks_letters(font=shown))
    if stated is None or abs(stated - measured) > _NEAR:
        raise Hindrance(wording.font_unlike(font=shown))


def _by_name(
    font: object, glyphs: CompactFont | Type1Font
) -> Callable[[int], float | None]:
    """Return what measures the codes of a font whose glyphs have names."""
    names = _names(font, glyphs.built_in)

    def width(code: int) -> float | None:
        name = names[code] if code < len(names) else NOTHING
        return glyphs.width(name)

    return width


def _by_code(
    font: object, descriptor: object, glyphs: TrueTypeFont, shown: str
) -> Callable[[int], float | None]:
    """Return what measures the codes of a TrueType font: ISO 19005-2:2011, 6.2.11.6.

    Raises:
        Hindrance: It is not clear which glyph a code means.
    """
    base, different = _encoding(font)
    if flags(member(descriptor, "/Flags")) & _NONSYMBOLIC:
        sound = str(base) in _ENCODINGS and (
            glyphs.is_for_unicode if different is not None else glyphs.is_for_words
        )
        names: Sequence[str | None] = _names(font, ())
    else:
        sound = member(font, "/Encoding") is None and glyphs.is_for_symbols
        names = [None] * 256
    if not sound:
        raise Hindrance(wording.font_unlike(font=shown))
    return lambda code: glyphs.width(glyphs.glyph(code, names[code]))


def _encoding(font: object) -> tuple[object, object]:
    """Return the encoding that a font starts from, and what differs in it."""
    encoding = member(font, "/Encoding")
    if isinstance(encoding, pikepdf.Dictionary):
        return member(encoding, "/BaseEncoding"), member(encoding, "/Differences")
    return encoding, None


def _names(font: object, built_in: Sequence[str]) -> list[str]:
    """Return the name that each code means in a font: ISO 32000-1:2008, 9.6.6.1."""
    base, different = _encoding(font)
    whole = str(base)
    known = win_ansi() if whole == _WINDOWS else ENCODINGS.get(whole, built_in)
    names = [*known, *[NOTHING] * (256 - len(known))]
    code = 0
    for entry in items(different):
        if isinstance(entry, pikepdf.Name):
            names[code] = str(entry)[1:]
            code += 1
        else:
            code = int(number(entry) or 0)
    return names


def _check_composite(
    font: object, program: pikepdf.Object, usage: Usage, shown: str
) -> None:
    below = next(items(member(font, "/DescendantFonts")))
    if str(member(font, "/Encoding")) not in {"/Identity-H", "/Identity-V"}:
        raise Hindrance(wording.font_uncheckable(font=shown))
    glyphs = font_program(program)
    # ISO 19005-2:2011, 6.2.11.3.2; ISO 32000-1:2008, 9.7.4, table 117
    mapped = member(below, "/CIDToGIDMap")
    gids = mapped.read_bytes() if isinstance(mapped, pikepdf.Stream) else None
    widths = _widths(member(below, "/W"))
    usual = number(member(below, "/DW"))
    usual = 1000.0 if usual is None else usual
    if any(len(codes) % 2 for codes in usage.seen):
        # Half a code is .notdef (ISO 32000-1:2008, 9.7.6.3), which may not be shown:
        # ISO 19005-2:2011, 6.2.11.8.
        raise Hindrance(wording.font_lacks_letters(font=shown))
    for cid in {
        cid for seen in usage.seen for (cid,) in struct.iter_unpack(">H", seen)
    }:
        if isinstance(glyphs, TrueTypeFont):
            at = 2 * cid
            glyph = cid if gids is None else int.from_bytes(gids[at : at + 2])
            measured = glyphs.width(glyph)
        elif isinstance(glyphs, CompactFont):
            measured = glyphs.width(glyphs.name(cid))
        else:
            raise Hindrance(wording.font_unlike(font=shown))
        _compare(widths.get(cid, usual), measured, shown)


def _widths(array: object) -> dict[int, float]:
    """Return the widths of a composite font by the numbers of its characters.

    ISO 32000-1:2008, 9.7.4.3.
    """
    widths: dict[int, float] = {}
    parts = items(array)
    for part in parts:
        first, after = int(number(part) or 0), next(parts)
        if isinstance(after, pikepdf.Array):
            for cid, width in enumerate(items(after), first):
                widths[cid] = number(width) or 0.0
        else:
            last, width = int(number(after) or 0), number(next(parts)) or 0.0
            if last - first > 2**16:
                raise ValueError
            widths.update(dict.fromkeys(range(first, last + 1), width))
    return widths
