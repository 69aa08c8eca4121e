"""Which pages may be part of a PDF/A, by what they draw, and what is said of others.

Each file is a whole PDF. ISO 19005-2:2011 names the rule; ISO 19005-3:2012 differs
from it in files that are embedded only.
"""

import struct

import pytest
from PIL import ImageCms

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.pdf.archive import faults
from evidence_builder.attachments.pdf.archive.pages import PAINTED, archive_pages
from evidence_builder.checks.bound import prevents_archive
from tests.pdf_files import SQUARE, one_page, pages_pdf, saved, stream

UNKNOWN = "nothing says how some of its colours look"
INVALID = "its colours have a profile that is not valid"
PRESS = (
    "its colours are those of a printing press (CMYK), and nothing says how they look"
)
SPOT = "it has spot colours, which only a printing press knows"
ODD = "it is drawn in a way that the standard does not know"
PACKED = "it is packed in a way that the standard does not allow"
NOT_EMBEDDED = "the font Helvetica is not embedded"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 200 300]"
TILE = (
    b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 200 300]/XStep 200/YStep 300"
    b"/Resources<<>>"
)
PIXELS = b"/Type/XObject/Subtype/Image/Width 2/Height 2"
GREY = PIXELS + b"/BitsPerComponent 8/ColorSpace/DeviceGray"


def verdict(data):
    """Return why a page is shown as a picture; None where it stays as it is."""
    content = archive_pages(data, Request("minutes.pdf"))
    told = [note.message for note in content.notes if note.code.startswith("archive")]
    assert [page.painted for page in content.pages] == [bool(told)]
    if not told:
        return None
    (message,) = told
    before, _, why = message.partition("in the PDF/A: ")
    assert before == "is shown as a picture "
    return why


def profiled(data, count=b"3"):
    return one_page(
        b"/C cs 1 0 0 scn " + SQUARE,
        resources=b"/ColorSpace<</C[/ICCBased 10 0 R]>>",
        more={10: stream(data, b"/N " + count)},
    )


def changed(at, octets):
    """Return a profile with other bytes in its head: ICC.1:2004-10, 7.2."""
    return SRGB[:at] + octets + SRGB[at + len(octets) :]


def coloured(space, *, more=None, others=b""):
    """Return a page that fills a square in a colour space."""
    return one_page(
        b"/C cs " + SQUARE[7:],
        resources=b"/ColorSpace<</C %b%b>>" % (space, others),
        more=more,
    )


def drawn(data, more=None, resources=b""):
    """Return a page that draws an XObject, number 10."""
    return one_page(
        SQUARE + b"q 90 0 0 90 20 20 cm /X Do Q ",
        resources=b"/XObject<</X 10 0 R>>" + resources,
        more={10: data, **(more or {})},
    )


def tiled(content, keys=TILE, more=None):
    """Return a page filled with a pattern, whose content no other part mends."""
    return one_page(
        b"/Pattern cs /P scn 0 0 200 300 re f ",
        resources=b"/Pattern<</P 10 0 R>>",
        more={10: stream(content, keys), **(more or {})},
    )


def stated(state, more=None):
    return one_page(
        b"/G gs " + SQUARE, resources=b"/ExtGState<</G<<%b>>>>" % state, more=more
    )


def inline(keys, data=b"\x00"):
    return one_page(b"q 9 0 0 9 9 9 cm BI /W 1 /H 1 %b ID %b EI Q " % (keys, data))


# --- colours: ISO 19005-2:2011, 6.2.4 -----------------------------------------------

NESTED = b"[/Indexed " * 8 + b"/DeviceRGB" + b" 0<000000>]" * 8
CAL = b"<</WhitePoint[0.95 1 1.09]>>"
COLOURS = {
    # 6.2.4.2, "ICCBased colour spaces"
    "a sound profile": (profiled(SRGB), None),
    "a profile for another number of channels": (profiled(SRGB, b"1"), INVALID),
    "a profile without its mark": (profiled(changed(36, b"none")), INVALID),
    "a profile of another length": (profiled(SRGB + b"more"), INVALID),
    "a profile of a newer version": (profiled(changed(8, b"\5")), INVALID),
    "a profile of another class": (profiled(changed(12, b"link")), INVALID),
    "a profile in a space that is none": (profiled(changed(16, b"CMY ")), INVALID),
    "a profile that breaks off": (profiled(b"ICC"), UNKNOWN),
    "a profile that is a number": (coloured(b"[/ICCBased 7]"), UNKNOWN),
    # 6.2.4.3, "Uncalibrated colour spaces"
    "grey, by its name": (coloured(b"/DeviceGray"), None),
    "the colours of a screen, in an array": (coloured(b"[/DeviceRGB]"), None),
    "the colours of a press": (coloured(b"[/DeviceCMYK]"), PRESS),
    "those of a press, which are explained": (
        coloured(b"/DeviceCMYK", others=b"/DefaultCMYK[/ICCBased 10 0 R]", more={
            10: stream(changed(16, b"CMYK"), b"/N 4")
        }),
        None,
    ),
    "those of a press, explained wrongly": (
        coloured(b"/DeviceCMYK", others=b"/DefaultCMYK[/ICCBased 10 0 R]", more={
            10: stream(SRGB, b"/N 4")
        }),
        INVALID,
    ),
    "those of a screen, explained wrongly": (
        coloured(b"/DeviceRGB", others=b"/DefaultRGB[/ICCBased 10 0 R]", more={
            10: stream(SRGB, b"/N 1")
        }),
        INVALID,
    ),
    "measured grey": (coloured(b"[/CalGray %b]" % CAL), None),
    "measured colours": (coloured(b"[/Lab %b]" % CAL), None),
    "a name that is nowhere": (one_page(b"/C cs " + SQUARE), UNKNOWN),
    "a space that there is not": (coloured(b"[/Odd 1]"), UNKNOWN),
    "a space that is nothing": (coloured(b"[]"), UNKNOWN),
    # 6.2.4.4, "Separation and DeviceN colour spaces"
    "one ink": (coloured(b"[/Separation/Red/DeviceRGB 9 0 R]"), SPOT),
    "several inks": (coloured(b"[/DeviceN[/Red]/DeviceRGB 9 0 R]"), SPOT),
    # 6.2.4.5, "Indexed and Pattern colour spaces"
    "a palette of a screen": (coloured(b"[/Indexed/DeviceRGB 0<000000>]"), None),
    "a palette of a press": (coloured(b"[/Indexed/DeviceCMYK 0<00000000>]"), PRESS),
    "a palette of palettes": (coloured(NESTED), UNKNOWN),
    "arrays in arrays": (coloured(b"[" * 25 + b"/DeviceRGB" + b"]" * 25), UNKNOWN),
    "stencils in colours of a press": (coloured(b"[/Pattern/DeviceCMYK]"), PRESS),
}  # fmt: skip


@pytest.mark.parametrize(("file", "why"), COLOURS.values(), ids=COLOURS)
def test_it_must_be_known_how_colours_look(file, why):
    assert verdict(file) == why


# --- operators: ISO 19005-2:2011, 6.2.2 and 6.1.13 ----------------------------------

OPERATORS = {
    "nothing out of the ordinary": (tiled(SQUARE), None),
    # 6.2.2, "Content streams": no operators but those of ISO 32000-1
    "an operator that nobody knows": (tiled(b"7 foo "), ODD),
    "an operator with too little to go on": (tiled(b"gs "), ODD),
    "what is named and not there": (tiled(b"/G gs "), ODD),
    "words without a font": (tiled(b"BT (Rota) Tj ET "), ODD),
    "a state that is left and was not entered": (tiled(b"Q " + SQUARE), ODD),
    "a state that is entered and not left": (tiled(b"q " + SQUARE), ODD),
    "operands that break off": (tiled(b"(Rota "), ODD),
    # 6.1.13, "Implementation limits"; ISO 32000-1:2008, annex C
    "a number beyond the largest": (tiled(b"2147483648 0 m "), ODD),
    "a state within a state, thirty deep": (tiled(b"q " * 29 + b"Q " * 29), ODD),
    "a string beyond the longest": (
        tiled(
            b"BT 3 Tr /F1 9 Tf (%b) Tj ET " % (b"a" * 32_768),
            TILE[:-2] + b"/Font<</F1 5 0 R>>>>",
        ),
        ODD,
    ),
    "a name beyond the longest": (
        one_page(
            SQUARE + b"/%b gs " % (b"a" * 128),
            resources=b"/ExtGState<</%b<</BM/Normal>>>>" % (b"a" * 128),
        ),
        ODD,
    ),
    # 6.2.5, "Extended graphics state", and 6.2.11.4.1 for the font
    "a font that a state brings along": (
        stated(b"/Font[5 0 R 9]"),
        ODD,
    ),
    # 6.2.6, "Rendering intents"
    "a known intent": (one_page(b"/Perceptual ri " + SQUARE), None),
    "an intent that nobody knows": (one_page(b"/Odd ri " + SQUARE), ODD),
    # 6.2.9.3, "Type 3 fonts" are drawn with operators; ISO 32000-1:2008, 9.4.3
    "words with distances between them": (
        one_page(b"BT 3 Tr /F1 9 Tf [(Ro) -9 (ta)] TJ ET "),
        None,
    ),
    "hidden words after seen ones": (
        one_page(b"BT /F1 9 Tf q 3 Tr (Rota) Tj Q (seen) Tj ET "),
        NOT_EMBEDDED,
    ),
}


@pytest.mark.parametrize(("file", "why"), OPERATORS.values(), ids=OPERATORS)
def test_only_operators_that_the_standard_knows_draw_a_page(file, why):
    assert verdict(file) == why


# --- pictures within the operators: ISO 19005-2:2011, 6.1.10 and 6.2.8 ---------------

INLINE = {
    "grey": (inline(b"/CS /G /BPC 8"), None),
    "a stencil": (inline(b"/IM true"), None),
    "packed": (inline(b"/CS /G /BPC 8 /F /AHx", b"00>"), None),
    "by the long names": (
        inline(b"/ColorSpace /DeviceGray /BPC 8 /Filter /ASCIIHexDecode", b"00>"),
        None,
    ),
    "a stencil by the long name": (inline(b"/ImageMask true"), None),
    "in the colours of a press": (inline(b"/CS /CMYK /BPC 8", b"\0\0\0\0"), PRESS),
    "packed in a way that is not allowed": (
        inline(b"/CS /G /BPC 8 /F /LZW", b"\x80\x00\x20\x20"),
        ODD,
    ),
    "to be smoothed": (
        inline(b"/CS /G /BPC 8 /I true"),
        "it has a picture that is to be smoothed",
    ),
    "to be smoothed, by the long name": (
        inline(b"/CS /G /BPC 8 /Interpolate true"),
        "it has a picture that is to be smoothed",
    ),
}


@pytest.mark.parametrize(("file", "why"), INLINE.values(), ids=INLINE)
def test_pictures_within_the_operators(file, why):
    assert verdict(file) == why


# --- pictures: ISO 19005-2:2011, 6.2.8 -----------------------------------------------

PICTURES = {
    "grey": (drawn(stream(bytes(4), GREY)), None),
    "a stencil": (drawn(stream(bytes(2), PIXELS + b"/ImageMask true")), None),
    "a stencil of eight bits": (
        drawn(stream(bytes(4), PIXELS + b"/ImageMask true/BitsPerComponent 8")),
        ODD,
    ),
    "of three bits": (
        drawn(stream(bytes(4), PIXELS + b"/BitsPerComponent 3/ColorSpace/DeviceGray")),
        ODD,
    ),
    "of colours that are nowhere": (
        drawn(stream(bytes(4), PIXELS + b"/BitsPerComponent 8")),
        UNKNOWN,
    ),
    "with a mask": (
        drawn(stream(bytes(4), GREY + b"/SMask 11 0 R"), {11: stream(bytes(4), GREY)}),
        None,
    ),
    "with a mask of three bits": (
        drawn(
            stream(bytes(4), GREY + b"/Mask 11 0 R"),
            {11: stream(bytes(2), PIXELS + b"/ImageMask true/BitsPerComponent 3")},
        ),
        ODD,
    ),
    "in JPEG 2000": (
        drawn(stream(b"jp2", GREY + b"/Filter/JPXDecode", packed=False)),
        "it has a picture in JPEG 2000",
    ),
    "packed in a way that there is not": (
        drawn(stream(bytes(4), GREY + b"/Filter/Odd", packed=False)),
        PACKED,
    ),
}


@pytest.mark.parametrize(("file", "why"), PICTURES.values(), ids=PICTURES)
def test_pictures(file, why):
    assert verdict(file) == why


# --- forms, states, patterns, gradients: ISO 19005-2:2011, 6.2.4, 6.2.9 and 6.2.10 ---

AXIS = b"/ShadingType 2/Coords[0 0 9 9]/Function<</FunctionType 2/Domain[0 1]/N 1>>"
MESH = (
    b"/ShadingType 4/BitsPerCoordinate 8/BitsPerComponent 8/BitsPerFlag 8"
    b"/Decode[0 9 0 9 0 1]"
)


def shaded(shading, more=None):
    return one_page(
        SQUARE + b"/S sh ", resources=b"/Shading<</S %b>>" % shading, more=more
    )


FORMS = {
    "a form": (drawn(stream(SQUARE, FORM)), None),
    "a form with a font that is not there": (
        drawn(
            stream(
                b"BT /F1 9 Tf (a) Tj ET ", FORM + b"/Resources<</Font<</F1 5 0 R>>>>"
            )
        ),
        NOT_EMBEDDED,
    ),
    # 6.2.9.2, "PostScript XObjects"; in its place stands a form that draws nothing
    "a program": (drawn(stream(b"showpage", b"/Type/XObject/Subtype/PS")), None),
    "what is no stream": (drawn(b"<<%b>>" % FORM), ODD),
    "what is no stream, and of nobody else": (
        one_page(SQUARE + b"/X Do ", resources=b"/XObject<</X<</Subtype/Form>>>>"),
        ODD,
    ),
    # 6.2.10, "Transparency"; ISO 32000-1:2008, 11.6.6, table 147
    "a group in the colours of a screen": (
        drawn(stream(SQUARE, FORM + b"/Group<</S/Transparency/CS/DeviceRGB>>")),
        None,
    ),
    "a group in the colours of a press": (
        drawn(stream(SQUARE, FORM + b"/Group<</S/Transparency/CS/DeviceCMYK>>")),
        PRESS,
    ),
    # 6.2.10, blend modes
    "a known way of mixing": (stated(b"/BM/Multiply"), None),
    "a known way of mixing, kept apart": (
        stated(b"/BM 10 0 R", {10: b"/Screen"}),
        None,
    ),
    "a way of mixing that there is not": (stated(b"/BM/Odd"), ODD),
    # 6.2.4.2, overprinting
    "inks over each other": (
        stated(b"/OP true/OPM 1"),
        "it mixes inks as a printing press does",
    ),
    "inks over each other, in areas": (
        stated(b"/op true/OPM 1"),
        "it mixes inks as a printing press does",
    ),
    "inks beside each other": (stated(b"/OP true/OPM 0"), None),
    "a mask that is drawn": (
        stated(
            b"/SMask<</S/Luminosity/G 10 0 R>>",
            {10: stream(SQUARE, FORM + b"/Group<</S/Transparency/CS/DeviceRGB>>")},
        ),
        None,
    ),
    "a mask that is drawn for a press": (
        stated(b"/SMask<</S/Luminosity/G 10 0 R>>", {10: stream(b"0 1 1 0 k ", FORM)}),
        PRESS,
    ),
    # 6.2.4.1 for gradients; ISO 32000-1:2008, 8.7.4
    "a gradient": (shaded(b"<<%b/ColorSpace/DeviceGray>>" % AXIS), None),
    "a gradient for a press": (shaded(b"<<%b/ColorSpace/DeviceCMYK>>" % AXIS), PRESS),
    "a mesh": (
        shaded(b"10 0 R", {10: stream(bytes(4), MESH + b"/ColorSpace/DeviceGray")}),
        None,
    ),
    "a mesh packed in a way that there is not": (
        shaded(
            b"10 0 R",
            {
                10: stream(
                    bytes(4), MESH + b"/ColorSpace/DeviceGray/Filter/Odd", packed=False
                )
            },
        ),
        PACKED,
    ),
    "a pattern that is a gradient": (
        one_page(
            b"/Pattern cs /P scn 0 0 200 300 re f ",
            resources=b"/Pattern<</P<</PatternType 2"
            b"/Shading<<%b/ColorSpace/DeviceGray>>>>>>" % AXIS,
        ),
        None,
    ),
    "a pattern without what it is": (
        one_page(
            b"/Pattern cs /P scn 0 0 200 300 re f ",
            resources=b"/Pattern<</P<</PatternType 2>>>>",
        ),
        ODD,
    ),
}


@pytest.mark.parametrize(("file", "why"), FORMS.values(), ids=FORMS)
def test_forms_and_states_and_patterns(file, why):
    assert verdict(file) == why


def test_what_is_shared_is_looked_at_once_and_named_for_each_page():
    """One form for a press, on two pages, and a sound one on the third."""
    data = pages_pdf(
        [b"/X Do ", b"/X Do /X Do ", SQUARE],
        more={10: stream(b"0 1 1 0 k " + SQUARE[7:], FORM)},
    )
    data = saved(data.replace(b"/Font<</F1 5 0 R>>", b"/XObject<</X 10 0 R>>"))
    content = archive_pages(data, Request("minutes.pdf"))

    assert [page.painted for page in content.pages] == [True, True, False]
    assert [note.message for note in content.notes] == [
        f"shows pages 1, 2 as pictures in the PDF/A: {PRESS}"
    ]


def test_more_than_can_be_looked_at_is_not_risked(monkeypatch):
    monkeypatch.setattr(faults, "_MOST", 20)

    assert verdict(one_page(SQUARE)) == "it has too much on it to be checked"


def test_a_profile_is_as_long_as_it_says():
    """ICC.1:2004-10, 7.2.2: the profile that the others here are changed from."""
    assert struct.unpack_from(">L", SRGB) == (len(SRGB),)


def test_a_sound_part_that_two_pages_share_is_no_hindrance():
    data = pages_pdf([b"/X Do ", b"/X Do "], more={10: stream(SQUARE, FORM)})
    data = saved(data.replace(b"/Font<</F1 5 0 R>>", b"/XObject<</X 10 0 R>>"))
    content = archive_pages(data, Request("minutes.pdf"))

    assert content.notes == ()
    assert not any(page.painted for page in content.pages)


def test_forms_within_forms_beyond_all_sense_are_not_risked():
    """Ever deeper: what cannot be told to its end counts as a fault."""
    forms = {
        number: stream(
            b"/X Do ", FORM + b"/Resources<</XObject<</X %d 0 R>>>>" % (number + 1)
        )
        for number in range(11, 311)
    }
    data = drawn(
        stream(b"/X Do ", FORM + b"/Resources<</XObject<</X 11 0 R>>>>"),
        {**forms, 311: stream(SQUARE, FORM)},
    )

    assert verdict(data) == ODD


# --- glyphs that are drawn: ISO 19005-2:2011, 6.2.11 and 6.2.2 ------------------------

TYPE_3 = (
    b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/FirstChar 97"
    b"/LastChar 97/Widths[9]/Encoding<</Differences[97/a]>>/CharProcs<</a 10 0 R>>%b>>"
)
GLYPHS = {
    "not there at all": (b"", b"/CharProcs[1]", ODD),
    "sound": (b"9 0 d0 0 0 5 5 re f ", b"", None),
    "in the colours of a press": (b"9 0 d0 0 1 1 0 k 0 0 5 5 re f ", b"", PRESS),
    "with what the font names": (
        b"9 0 d0 /G gs 0 0 5 5 re f ",
        b"/Resources<</ExtGState<</G<</BM/Odd>>>>>>",
        ODD,
    ),
    "with what nothing names": (b"9 0 d0 /G gs 0 0 5 5 re f ", b"", ODD),
}


@pytest.mark.parametrize(("drawing", "keys", "why"), GLYPHS.values(), ids=GLYPHS)
def test_glyphs_that_are_drawn(drawing, keys, why):
    data = one_page(
        SQUARE + b"BT /F1 9 Tf 9 9 Td (a) Tj ET ",
        more={5: TYPE_3 % keys, 10: stream(drawing)},
    )

    assert verdict(data) == why


# --- what a whole file may come to --------------------------------------------------


def test_pages_that_are_not_there_are_not_looked_at():
    content = archive_pages(one_page(), Request("minutes.pdf", (9,)))

    assert (content.pages, content.notes) == ((), ())


def test_more_pages_than_are_painted_keep_the_whole_from_being_an_archive_file():
    data = pages_pdf([b"0 1 1 0 k " + SQUARE[7:]] * (PAINTED + 1))
    content = archive_pages(data, Request("minutes.pdf"))

    assert not any(page.painted for page in content.pages)
    assert [(note.code, note.message) for note in content.notes] == [
        (
            "archive-prevented",
            f"keeps the PDF from being an archive file (PDF/A): {PRESS}",
        )
    ]
    assert prevents_archive([content])


@pytest.mark.parametrize(
    "outcome",
    [
        archive_pages(one_page(), Request("a.pdf")),
        archive_pages(one_page(b"0 1 1 0 k " + SQUARE[7:]), Request("a.pdf")),
        None,
    ],
    ids=["sound", "a picture", "not shown"],
)
def test_what_is_sound_or_a_picture_or_not_there_prevents_nothing(outcome):
    assert not prevents_archive([outcome])


def test_a_stream_that_cannot_be_packed_anew_makes_the_pages_pictures():
    """6.1.7.2 forbids LZW; these codes lead nowhere."""
    image = stream(b"\xff" * 9, GREY + b"/Filter/LZWDecode", packed=False)

    assert verdict(drawn(image)) == "it is drawn in a way that cannot be checked"


MENDED = {
    # 6.1.7.2: one black pixel, in codes of nine bits
    "packed by LZW": drawn(
        stream(
            int("100000000000000000100000010000000000100000001000", 2).to_bytes(6),
            GREY + b"/Filter/LZWDecode",
            packed=False,
        )
    ),
    # 6.2.8.1
    "to be smoothed": drawn(stream(bytes(4), GREY + b"/Interpolate true")),
    # 6.2.5: transfer functions
    "curves for a press": stated(b"/TR/Identity/TR2/Default"),
    # 6.2.6, in a state and in a picture
    "an intent that nobody knows": stated(b"/RI/Odd"),
    "an intent of a picture": drawn(stream(bytes(4), GREY + b"/Intent/Odd")),
}


@pytest.mark.parametrize("file", MENDED.values(), ids=MENDED)
def test_a_fault_that_nobody_sees_is_mended(file):
    assert verdict(file) is None

    pool = repr(archive_pages(file, Request("minutes.pdf")).pool)
    for key in ("LZW", "/Interpolate", "/TR", "Odd"):
        assert key not in pool


def test_the_curve_of_a_soft_mask_stays():
    """ISO 32000-1:2008, 11.6.5.2, table 144; 19005-2, 6.2.5, is of states."""
    form = stream(SQUARE, FORM + b"/Group<</S/Transparency/CS/DeviceGray>>")
    file = stated(b"/SMask<</S/Luminosity/G 10 0 R/TR/Identity>>", {10: form})

    assert verdict(file) is None
    assert "/TR" in repr(archive_pages(file, Request("minutes.pdf")).pool)
