"""Which pages may be part of a PDF/A, by the fonts that their words are written in.

ISO 19005-2:2011, 6.2.11: every letter that is seen is in the file, in a font that fits
what the file says of it.
"""

import pytest

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf.archive import font_programs, fonts
from evidence_builder.attachments.pdf.archive.pages import archive_pages
from evidence_builder.attachments.pdf.pages import convert
from evidence_builder.attachments.run.child import FAILED, answer
from tests.font_files import (
    MACINTOSH,
    SYMBOL,
    UNICODE,
    compact,
    numbered,
    open_type,
    true_type,
    type_1,
)
from tests.pdf_files import SQUARE, one_page, stream
from tests.unit.attachments.pdf.archive.test_drawing_kept import verdict

BROKEN = "the font Test does not fit what the file says of it"
LACKING = "the font Test lacks letters that are written in it"
NOT_EMBEDDED = "the font Test is not embedded"
UNCHECKED = "the font Test is coded in a way that cannot be checked"
NONSYMBOLIC, SYMBOLIC = 32, 4
"""ISO 32000-1:2008, 9.8.2, table 123."""
WORDS = b"(AB)"


def described(program, file=b"/FontFile2", kind=b"", flags=NONSYMBOLIC, more=b""):
    """Return the descriptor and the program of a font: objects 11 and 12."""
    return {
        11: b"<</Type/FontDescriptor/FontName/ABCDEF+Test/Flags %d%b %b 12 0 R>>"
        % (flags, more, file),
        12: stream(program, kind),
    }


def written(font, objects, words=WORDS):
    """Return a page with some words in a font."""
    content = SQUARE + b"BT /F1 20 Tf 20 100 Td " + words + b" Tj ET "
    return one_page(content, more={5: font, **objects})


def simple(kind, objects, words=WORDS, keys=b"/Encoding/WinAnsiEncoding", **numbers):
    """Return a page in a font whose codes are of one byte."""
    stated = {"first": 65, "last": 66, "widths": b"600 700"} | numbers
    font = (
        b"<</Type/Font/Subtype/%b/BaseFont/ABCDEF+Test/FirstChar %d/LastChar %d"
        b"/Widths[%b]/FontDescriptor 11 0 R%b>>"
    ) % (kind, stated["first"], stated["last"], stated["widths"], keys)
    return written(font, objects, words)


def composite(
    kind,
    objects,
    keys=b"/W[1[600 700]]",
    encoding=b"/Identity-H",
    words=b"<00010002>",
):
    """Return a page in a font whose codes are of two bytes."""
    font = (
        b"<</Type/Font/Subtype/Type0/BaseFont/ABCDEF+Test/Encoding%b"
        b"/DescendantFonts[10 0 R]>>" % encoding
    )
    below = (
        b"<</Type/Font/Subtype/%b/BaseFont/ABCDEF+Test/CIDSystemInfo<</Registry(Adobe)"
        b"/Ordering(Identity)/Supplement 0>>/FontDescriptor 11 0 R%b>>"
    ) % (kind, keys)
    return written(font, {10: below, **objects}, words)


def differing(*names):
    return b"/Encoding<</BaseEncoding/WinAnsiEncoding/Differences[%b]>>" % b" ".join(
        names
    )


LATIN = described(true_type(UNICODE))
OLD = described(type_1(), b"/FontFile")
BARE = described(compact(), b"/FontFile3", b"/Subtype/Type1C")
NAMED = described(compact(), b"/FontFile3", b"/Subtype/CIDFontType0C")
NUMBERED = described(numbered(), b"/FontFile3", b"/Subtype/CIDFontType0C")
OPEN = described(open_type(), b"/FontFile3", b"/Subtype/OpenType")
SIGNS = described(true_type(SYMBOL), flags=SYMBOLIC)


# --- one byte for a letter -----------------------------------------------------------

EMBEDDED = {
    # 6.2.11.4.1, "Embedding"
    "not embedded": (
        simple(b"TrueType", {11: b"<</Type/FontDescriptor/FontName/Test>>"}),
        NOT_EMBEDDED,
    ),
    "not embedded, and seen by nobody": (
        simple(
            b"TrueType",
            {11: b"<</Type/FontDescriptor/FontName/Test>>"},
            words=b"3 Tr (AB)",
        ),
        None,
    ),
    "TrueType": (simple(b"TrueType", LATIN), None),
    "Type 1": (simple(b"Type1", OLD), None),
    "Compact Font Format": (simple(b"Type1", BARE), None),
    "of several masters": (simple(b"MMType1", BARE), None),
    "OpenType": (simple(b"Type1", OPEN), None),
    # 6.2.11.2; ISO 32000-1:2008, 9.9, table 126
    "of another kind than it says": (simple(b"Type1", LATIN), BROKEN),
    "of another kind than its program says": (
        simple(
            b"Type1", described(compact(), b"/FontFile3", b"/Subtype/CIDFontType0C")
        ),
        BROKEN,
    ),
    "of a kind that there is not": (simple(b"Odd", LATIN), BROKEN),
    "damaged": (simple(b"TrueType", described(true_type(UNICODE)[:200])), BROKEN),
    "damaged Type 1": (
        simple(b"Type1", described(type_1()[:300], b"/FontFile")),
        BROKEN,
    ),
    "called by no name": (
        simple(b"TrueType", described(b"")).replace(
            b"/BaseFont/ABCDEF+Test", b"/BaseFont/ABCDEF+    "
        ),
        "the font of some words does not fit what the file says of it",
    ),
    # 6.2.11.2; ISO 32000-1:2008, 9.6.2.1, table 111
    "without as many widths as letters": (
        simple(b"TrueType", LATIN, widths=b"600"),
        BROKEN,
    ),
    "without a first letter": (
        simple(b"TrueType", LATIN).replace(b"/FirstChar 65", b"             "),
        BROKEN,
    ),
    # 6.2.11.5, "Font metrics"
    "of other widths than it says": (
        simple(b"TrueType", LATIN, widths=b"600 702"),
        BROKEN,
    ),
    "of widths that are no numbers": (
        simple(b"TrueType", LATIN, widths=b"600/x"),
        BROKEN,
    ),
    "of almost the widths that it says": (
        simple(b"TrueType", LATIN, widths=b"600.5 699.5"),
        None,
    ),
    "of the width of those that are not listed": (
        simple(
            b"TrueType",
            described(true_type(UNICODE), more=b"/MissingWidth 700"),
            last=65,
            widths=b"600",
        ),
        None,
    ),
    "of no width for those that are not listed": (
        simple(b"TrueType", LATIN, last=65, widths=b"600"),
        BROKEN,
    ),
    # 6.2.11.8, "Use of .notdef glyph"; 6.2.11.4.1
    "without a letter that is written": (
        simple(b"TrueType", LATIN, b"(AC)", last=67, widths=b"600 700 700"),
        LACKING,
    ),
    "without one, in Type 1": (
        simple(b"Type1", OLD, b"(AC)", last=67, widths=b"600 700 700"),
        LACKING,
    ),
    "without one, in the Compact Font Format": (
        simple(b"Type1", BARE, b"(AC)", last=67, widths=b"600 700 700"),
        LACKING,
    ),
}


@pytest.mark.parametrize(("file", "why"), EMBEDDED.values(), ids=EMBEDDED)
def test_every_letter_that_is_seen_is_in_a_font_that_fits(file, why):
    assert verdict(file) == why


# --- what a code means: ISO 19005-2:2011, 6.2.11.6 -----------------------------------

OTHER = b"256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 67 /B put\nreadonly"
CODES = {
    "words, by Windows' codes": (simple(b"TrueType", LATIN), None),
    "words, by Macintosh's codes": (
        simple(b"TrueType", LATIN, keys=b"/Encoding/MacRomanEncoding"),
        None,
    ),
    "words, in a font that knows Macintosh's only": (
        simple(b"TrueType", described(true_type(MACINTOSH))),
        None,
    ),
    "words by names, in a font that knows Unicode": (
        simple(b"TrueType", LATIN, keys=differing(b"67/A"), words=b"(AB)"),
        None,
    ),
    "words by names, in one that does not": (
        simple(b"TrueType", described(true_type(MACINTOSH)), keys=differing(b"67/A")),
        BROKEN,
    ),
    "words without an encoding": (simple(b"TrueType", LATIN, keys=b""), BROKEN),
    "words in a font without tables": (
        simple(b"TrueType", described(true_type())),
        BROKEN,
    ),
    "signs, by their codes": (simple(b"TrueType", SIGNS, keys=b""), None),
    "signs, by codes of the private area": (
        simple(
            b"TrueType",
            described(
                true_type(SYMBOL, codes={0xF041: "A", 0xF042: "B"}), flags=SYMBOLIC
            ),
            keys=b"",
        ),
        None,
    ),
    "signs, by the only table there is": (
        simple(b"TrueType", described(true_type(MACINTOSH), flags=SYMBOLIC), keys=b""),
        None,
    ),
    "signs, with an encoding": (simple(b"TrueType", SIGNS), BROKEN),
    "signs, by one of several tables": (
        simple(
            b"TrueType",
            described(true_type(UNICODE, MACINTOSH), flags=SYMBOLIC),
            keys=b"",
        ),
        BROKEN,
    ),
    # ISO 32000-1:2008, 9.6.6.1: by the names of glyphs
    "Type 1, by its own codes": (
        simple(b"Type1", OLD, keys=b""),
        None,
    ),
    "Type 1, by codes of its own": (
        simple(
            b"Type1",
            described(type_1(OTHER), b"/FontFile"),
            b"(C)",
            keys=b"",
            first=67,
            last=67,
            widths=b"700",
        ),
        None,
    ),
    "Type 1, by names": (
        simple(
            b"Type1",
            OLD,
            b"(12)",
            keys=differing(b"49/B/A"),
            first=49,
            last=50,
            widths=b"700 600",
        ),
        None,
    ),
    "Type 1, by Standard codes": (
        simple(b"Type1", OLD, keys=b"/Encoding/StandardEncoding"),
        None,
    ),
    "Compact, by codes of its own": (
        simple(
            b"Type1",
            described(
                compact([".notdef"] * 67 + ["A"] + [".notdef"] * 188),
                b"/FontFile3",
                b"/Subtype/Type1C",
            ),
            b"(C)",
            keys=b"",
            first=67,
            last=67,
            widths=b"600",
        ),
        None,
    ),
    "a code that means nothing": (
        simple(b"Type1", OLD, b"<8141>", first=65, last=129, widths=b"600 " * 65),
        LACKING,
    ),
}


@pytest.mark.parametrize(("file", "why"), CODES.values(), ids=CODES)
def test_it_must_be_clear_which_letter_a_code_means(file, why):
    assert verdict(file) == why


# --- two bytes for a letter: ISO 19005-2:2011, 6.2.11.3 ------------------------------

SAME = b"/CIDToGIDMap/Identity"
COMPOSITE = {
    "TrueType": (composite(b"CIDFontType2", LATIN, SAME + b"/W[1[600 700]]"), None),
    "with widths of a range": (
        composite(b"CIDFontType2", LATIN, SAME + b"/W[1 1 600 2 2 700]"),
        None,
    ),
    "with the usual width": (
        composite(b"CIDFontType2", LATIN, SAME + b"/DW 700", words=b"<0002>"),
        None,
    ),
    # ISO 32000-1:2008, 9.7.4.3, table 117: DW is 1000 where nothing is said
    "without any width": (composite(b"CIDFontType2", LATIN, SAME), BROKEN),
    "with widths for more than there can be": (
        composite(b"CIDFontType2", LATIN, SAME + b"/W[1 99999999 600]"),
        BROKEN,
    ),
    "with widths that break off": (
        composite(b"CIDFontType2", LATIN, SAME + b"/W[1]"),
        BROKEN,
    ),
    # 6.2.11.3.2, "CIDFonts": a map, or Identity, which is put in where nothing is said
    "without a map": (composite(b"CIDFontType2", LATIN), None),
    "with a map": (
        composite(
            b"CIDFontType2",
            {**LATIN, 13: stream(b"\0\0\0\2\0\1")},
            b"/CIDToGIDMap 13 0 R/W[1[700 600]]",
        ),
        None,
    ),
    "with a map that ends too early": (
        composite(
            b"CIDFontType2",
            {**LATIN, 13: stream(b"\0\0\0\1")},
            b"/CIDToGIDMap 13 0 R/W[1[600 700]]",
        ),
        LACKING,
    ),
    # 6.2.11.3.3, "CMaps"
    "by a map of codes": (
        composite(b"CIDFontType2", LATIN, encoding=b"/UniGB-UCS2-H"),
        UNCHECKED,
    ),
    "upright": (
        composite(b"CIDFontType2", LATIN, SAME + b"/W[1[600 700]]", b"/Identity-V"),
        None,
    ),
    "Compact, by numbers": (composite(b"CIDFontType0", NUMBERED), None),
    "Compact, by numbers, with what is not there": (
        composite(b"CIDFontType0", NUMBERED, words=b"<0000>"),
        LACKING,
    ),
    # ISO 32000-1:2008, 9.7.4.2: without numbers of its own, by the order of its glyphs
    "Compact, by names": (composite(b"CIDFontType0", NAMED), None),
    "OpenType": (composite(b"CIDFontType0", OPEN), None),
    # 6.2.11.2; ISO 32000-1:2008, 9.7.4.2: Type 1 has no numbers
    "Type 1 within": (
        composite(
            b"CIDFontType0", described(type_1(), b"/FontFile3", b"/Subtype/OpenType")
        ),
        BROKEN,
    ),
    "without its letters": (
        composite(b"CIDFontType2", {11: b"<</Type/FontDescriptor/FontName/Test>>"}),
        NOT_EMBEDDED,
    ),
    "without the font below": (
        written(b"<</Type/Font/Subtype/Type0/BaseFont/Test/Encoding/Identity-H>>", {}),
        BROKEN,
    ),
    # 6.2.11.8, ".notdef"; ISO 32000-1:2008, 9.7.6.3
    "a letter that breaks off": (
        composite(b"CIDFontType2", LATIN, SAME + b"/W[1[600]]", words=b"<000100>"),
        LACKING,
    ),
}


@pytest.mark.parametrize(("file", "why"), COMPOSITE.values(), ids=COMPOSITE)
def test_fonts_of_two_bytes_for_a_letter(file, why):
    assert verdict(file) == why


# --- lists that are often wrong: ISO 19005-2:2011, 6.2.11.4.2 ------------------------

WRONG = b"/CharSet(/Q)/CIDSet 13 0 R"
LISTED = {
    "Type 1": (simple(b"Type1", described(type_1(), b"/FontFile", more=WRONG)), True),
    "Compact": (
        simple(
            b"Type1",
            described(compact(), b"/FontFile3", b"/Subtype/Type1C", more=WRONG),
        ),
        True,
    ),
    "TrueType": (simple(b"TrueType", described(true_type(UNICODE), more=WRONG)), False),
    "without its letters": (
        simple(
            b"Type1",
            {
                11: b"<</Type/FontDescriptor/FontName/Test/FontFile 7%b>>" % WRONG,
                13: stream(b"\x80"),
            },
            b"3 Tr (AB)",
        ),
        False,
    ),
    "TrueType that says that it is Type 1": (
        simple(b"Type1", described(true_type(UNICODE), b"/FontFile", more=WRONG)),
        False,
    ),
    "damaged": (
        simple(b"Type1", described(b"%!PS", b"/FontFile", more=WRONG), b"3 Tr (AB)"),
        False,
    ),
}


@pytest.mark.parametrize(("file", "is_listed"), LISTED.values(), ids=LISTED)
def test_a_font_says_rightly_which_letters_it_has(file, is_listed):
    pool = repr(archive_pages(file, Request("minutes.pdf")).pool)

    assert ("/A/B" in pool) == is_listed
    assert "/CIDSet" not in pool


@pytest.mark.parametrize("name", ["CompactFont", "TrueTypeFont", "Type1Font"])
def test_a_mistake_around_the_letters_of_a_font_is_not_called_damage(monkeypatch, name):
    """As in test_own_faults: the stand-in is in the package's own name."""
    files = {"CompactFont": BARE, "TrueTypeFont": LATIN, "Type1Font": OLD}
    file = simple(b"Type1", files[name] | {12: files[name][12]})
    if name == "TrueTypeFont":
        file = simple(b"Type1", described(true_type(UNICODE), b"/FontFile"))

    def mistaken(_data):
        return None.key

    code = mistaken.__code__.replace(co_filename=font_programs.__file__)
    monkeypatch.setattr(mistaken, "__code__", code)
    monkeypatch.setattr(fonts, name, mistaken)
    outcome, fault = answer("pdf", Request("a.pdf"), file, lambda _: archive_pages)

    assert outcome == FAILED
    assert fault.decode().startswith("AttributeError in font_programs.py")


def test_a_font_that_nothing_is_written_in_stands_in_nobodys_way():
    """6.2.11.4.1 is of fonts that are used for rendering."""
    file = one_page(more={5: b"<</Type/Font/Subtype/TrueType/BaseFont/Test>>"})

    assert archive_pages(file, Request("minutes.pdf")).notes == ()
    assert convert(file, Request("minutes.pdf")).notes == ()
