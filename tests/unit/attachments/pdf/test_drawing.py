"""A page that is taken from a PDF looks as it did there."""

import base64
import zlib

import pytest
from PIL import Image

from tests.pdf_files import (
    SQUARE,
    alike,
    ink,
    one_page,
    pages_pdf,
    painted,
    raw_pdf,
    redrawn,
    saved,
    stream,
    taken,
)

TEXT = b"BT /F1 12 Tf 30 200 Td (The fire exit was blocked) Tj ET "


def size(data):
    page = taken(data).pages[0]
    return page.width, page.height


def same_look(data, **options):
    return alike(painted(data, scale=2, **options), painted(redrawn(data), scale=2))


@pytest.mark.parametrize("crop", [b"", b"/CropBox[10 20 110 170]"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270, -90, 450])
@pytest.mark.parametrize("box", [b"0 0 200 300", b"-50 10 200 300", b"200 300 0 0"])
def test_a_page_is_upright_and_cropped(turn, crop, box):
    page = b"/Rotate %d%b" % (turn, crop)
    data = one_page(SQUARE + TEXT, page=page, box=box)

    assert ink(painted(redrawn(data))) == ink(painted(data)) is not None
    assert same_look(data)


def test_a_turned_page_shows_its_content_where_a_reader_does():
    data = one_page(page=b"/Rotate 90")

    assert size(data) == (300, 200)
    # The square was at (20, 30) from the lower left, which is now the upper left.
    assert ink(painted(redrawn(data))) == (30, 20, 80, 60)


def test_a_crop_that_reaches_beyond_the_paper_ends_at_the_paper():
    assert size(one_page(page=b"/CropBox[-100 -100 150 1000]")) == (150, 300)


def test_a_crop_outside_the_paper_counts_for_nothing():
    assert size(one_page(page=b"/CropBox[900 900 950 950]")) == (200, 300)


@pytest.mark.parametrize("box", [b"0 0 0 0", b"1 2 3", b"/A /B /C /D", b"5 5 5 900"])
def test_a_page_without_a_size_has_the_size_that_readers_give_it(box):
    assert size(one_page(box=box)) == (612, 792)


def test_a_unit_of_its_own_makes_a_page_larger():
    data = one_page(page=b"/UserUnit 2.5")

    assert size(data) == (500, 750)
    assert ink(painted(redrawn(data))) == (50, 550, 150, 675)


def test_a_huge_page_keeps_its_size():
    data = one_page(SQUARE, box=b"0 0 14400 14400")

    assert size(data) == (14400, 14400)


def test_resources_and_size_may_come_from_further_up_the_tree():
    data = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[6 0 R]/Count 1/MediaBox[0 0 200 300]/Rotate 90"
            b"/Resources<</Font<</F1 5 0 R>>>>>>",
            3: b"<</Type/Page/Parent 6 0 R/Contents 4 0 R>>",
            4: stream(SQUARE + TEXT),
            5: b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            6: b"<</Type/Pages/Parent 2 0 R/Kids[3 0 R]/Count 1>>",
        }
    )

    assert size(data) == (300, 200)
    assert same_look(data)


def test_a_page_without_resources_is_shown():
    data = one_page().replace(b"/Resources<</Font<</F1 5 0 R>>>>", b" " * 32)

    assert same_look(data)


def test_content_in_several_streams_is_joined_wherever_it_is_cut():
    whole = SQUARE + b"0 0 1 rg 100 100 20 20 re f"
    for cut in (9, 20, 30, len(SQUARE)):
        more = {10: stream(whole[:cut]), 11: stream(whole[cut:])}
        data = one_page(more=more).replace(
            b"/Contents 4 0 R", b"/Contents[10 0 R 11 0 R]"
        )
        assert same_look(saved(data))


def test_a_comment_at_the_end_of_a_stream_does_not_swallow_the_next():
    more = {10: stream(b"1 0 0 rg % red"), 11: stream(b"20 30 40 50 re f")}
    data = one_page(more=more).replace(b"/Contents 4 0 R", b"/Contents[10 0 R 11 0 R]")

    assert ink(painted(redrawn(saved(data)))) == (20, 220, 60, 270)


def test_a_page_drawn_with_unbalanced_states_is_shown():
    assert same_look(one_page(b"q q 0.5 0 0 0.5 0 0 cm " + SQUARE))
    assert same_look(one_page(SQUARE + b" Q Q Q " + SQUARE))


def test_letters_that_a_file_draws_itself_are_shown():
    font = (
        b"<</Type/Font/Subtype/Type3/FontBBox[0 0 750 750]"
        b"/FontMatrix[0.001 0 0 0.001 0 0]/CharProcs<</A 11 0 R/AA 12 0 R>>"
        b"/Encoding<</Differences[97/A/AA]>>"
        b"/FirstChar 97/LastChar 98/Widths[1000 1000]/Resources<<>>>>"
    )
    more = {
        10: font,
        11: stream(b"1000 0 0 0 750 750 d1 0 0 750 750 re f"),
        12: stream(b"1000 0 0 0 750 750 d1 0 0 m 375 750 l 750 0 l f"),
    }
    data = one_page(b"BT /F 40 Tf 20 50 Td (ab) Tj ET", more=more)
    data = saved(data.replace(b"/F1 5 0 R", b"/F 10 0 R"))

    assert ink(painted(data)) is not None
    assert same_look(data)


def test_names_like_those_of_actions_are_names_like_any_other_in_resources():
    image = stream(
        b"\0",
        b"/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8",
    )
    more = {10: image}
    data = one_page(
        b"q 50 0 0 50 20 20 cm /JavaScript Do Q q 50 0 0 50 99 99 cm /AA Do Q",
        resources=b"/XObject<</AA 10 0 R/JavaScript 10 0 R>>",
        more=more,
    )

    assert ink(painted(redrawn(data))) == (20, 151, 149, 280)


def test_colours_patterns_and_shadings_are_kept():
    more = {
        10: stream(
            b"0 0 1 rg 0 0 5 5 re f",
            b"/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 10 10]"
            b"/XStep 10/YStep 10/Resources<<>>",
        ),
        11: b"<</ShadingType 2/ColorSpace/DeviceRGB/Coords[0 0 200 0]/Function 12 0 R"
        b"/Extend[true true]>>",
        12: b"<</FunctionType 2/Domain[0 1]/C0[1 0 0]/C1[0 1 0]/N 1>>",
        13: b"[/Separation/Spot/DeviceRGB 14 0 R]",
        14: b"<</FunctionType 2/Domain[0 1]/C0[1 1 1]/C1[1 0 1]/N 1>>",
        15: b"[/Indexed/DeviceRGB 1 (\\000\\377\\000\\377\\000\\000)]",
        16: stream(
            b"\x40",
            b"/Subtype/Image/Width 2/Height 1/ColorSpace 15 0 R/BitsPerComponent 1",
        ),
        17: b"<</ca 0.5/BM/Multiply/SMask/None>>",
    }
    content = (
        b"/Pattern cs /P scn 10 10 80 80 re f q 100 10 80 80 re W n /S sh Q "
        b"/Spot cs 1 scn 10 110 80 80 re f q 80 0 0 80 100 110 cm /I Do Q "
        b"/G gs 1 0 0 rg 50 50 100 100 re f"
    )
    resources = (
        b"/Pattern<</P 10 0 R>>/Shading<</S 11 0 R>>/ColorSpace<</Spot 13 0 R>>"
        b"/XObject<</I 16 0 R>>/ExtGState<</G 17 0 R>>"
    )
    data = one_page(content, resources=resources, more=more)

    assert len(painted(data).getcolors(100_000)) > 50
    assert same_look(data)


@pytest.mark.parametrize("kind", ["JPEG", "JPEG2000"])
def test_pictures_keep_their_bytes(kind, tmp_path):
    path = tmp_path / "picture"
    Image.effect_noise((40, 40), 90).save(path, kind)
    packed = path.read_bytes()
    name = {"JPEG": b"DCTDecode", "JPEG2000": b"JPXDecode"}[kind]
    image = stream(
        packed,
        b"/Subtype/Image/Width 40/Height 40/ColorSpace/DeviceGray/BitsPerComponent 8"
        b"/Filter/" + name,
        packed=False,
    )
    data = one_page(
        b"q 100 0 0 100 50 50 cm /I Do Q",
        resources=b"/XObject<</I 10 0 R>>",
        more={10: image},
    )

    assert packed in [one.stream for one in taken(data).pool.objects]
    assert same_look(data)


def test_a_bilevel_picture_keeps_what_it_shares_with_others():
    image = stream(
        b"\0\0\0\0page",
        b"/Subtype/Image/Width 8/Height 8/ColorSpace/DeviceGray/BitsPerComponent 1"
        b"/Filter/JBIG2Decode/DecodeParms<</JBIG2Globals 11 0 R>>",
        packed=False,
    )
    data = one_page(
        SQUARE + b"/I Do",
        resources=b"/XObject<</I 10 0 R>>",
        more={10: image, 11: stream(b"shared", packed=False)},
    )

    kept = [one.stream for one in taken(data).pool.objects]

    assert b"\0\0\0\0page" in kept
    assert b"shared" in kept


def test_what_pages_share_is_taken_once():
    data = pages_pdf([TEXT] * 5)
    spelled = [
        b"".join(p for p in one.spelling if isinstance(p, bytes))
        for one in taken(data).pool.objects
    ]

    assert sum(b"/Helvetica" in one for one in spelled) == 1


def test_a_form_that_draws_itself_does_no_harm():
    form = stream(
        SQUARE + b"/Me Do",
        b"/Subtype/Form/BBox[0 0 200 300]/Resources<</XObject<</Me 10 0 R>>>>",
    )
    data = one_page(b"/Me Do", resources=b"/XObject<</Me 10 0 R>>", more={10: form})

    assert ink(painted(redrawn(data))) == (20, 220, 60, 270)


def test_operators_in_every_packing_are_joined():
    parts = {
        10: stream(
            base64.a85encode(zlib.compress(SQUARE)) + b"~>",
            b"/Filter[/ASCII85Decode/FlateDecode]",
            packed=False,
        ),
        11: stream(
            b"0 0 1 rg 100 100 20 20 re f".hex().encode() + b">",
            b"/Filter/ASCIIHexDecode",
            packed=False,
        ),
        12: stream(
            b"\x1a0 1 0 rg 100 150 20 20 re f\x80",
            b"/Filter/RunLengthDecode",
            packed=False,
        ),
    }
    data = one_page(more=parts).replace(
        b"/Contents 4 0 R", b"/Contents[10 0 R 11 0 R 12 0 R]"
    )
    data = saved(data)

    assert ink(painted(redrawn(data))) == (20, 130, 120, 270)
    assert same_look(data)


def test_the_blank_edges_of_a_full_page_are_known():
    a4 = b"0 0 595 842"
    page = taken(one_page(b"0 0 595 800 re f", box=a4)).pages[0]
    assert 34 <= page.above <= 42
    assert page.below == 0

    page = taken(one_page(b"0 100 595 742 re f", box=a4)).pages[0]
    assert page.above == 0
    assert page.below >= 30


def test_faint_ink_at_the_edge_is_ink():
    data = one_page(b"0.97 g 0 812 1 30 re f 0 400 10 10 re f", box=b"0 0 595 842")

    assert taken(data).pages[0].above == 0


def test_a_small_page_needs_no_blank_edges():
    page = taken(one_page(b"0 0 200 300 re f")).pages[0]

    assert (page.above, page.below) == (0, 0)
