"""PDF pages as pictures with their words."""

import io

import pytest
from PIL import Image

from evidence_builder.attachments.content import CannotBeIncludedError, Request
from evidence_builder.attachments.pdf.pages import picture_pages, read_pages
from tests.pdf_files import (
    SQUARE,
    alike,
    one_page,
    pages_pdf,
    painted,
    redrawn,
    stream,
    taken,
)

TEXT = b"0 g BT /F1 12 Tf 30 200 Td (The fire exit ) Tj 0 -14 Td (was  blocked) Tj ET "


def pictured(data, pages=None):
    return picture_pages(data, Request("minutes.pdf", pages))


def opened(image):
    return Image.open(io.BytesIO(image.data))


def test_a_picture_shows_the_page_as_it_is_drawn():
    data = one_page(SQUARE + TEXT, page=b"/Rotate 90/CropBox[10 10 190 290]")
    image = pictured(data).pages[0].picture
    drawn = painted(redrawn(data), scale=image.dpi / 72)

    assert (image.width, image.height) == drawn.size
    assert alike(opened(image).convert("RGB"), drawn, most=0)


def test_numbers_and_sizes_are_those_of_the_drawn_pages():
    data = pages_pdf([SQUARE, SQUARE, SQUARE])
    drawn, shown = taken(data, (1, 3)), pictured(data, (1, 3))

    assert shown.page_count == drawn.page_count == 3
    assert [(p.number, p.width, p.height) for p in shown.pages] == [
        (p.number, p.width, p.height) for p in drawn.pages
    ]
    assert all(page.form is None for page in shown.pages)
    assert shown.pool.objects == ()


def test_a_picture_is_grey_in_few_shades_where_the_page_has_no_colour():
    grey = opened(pictured(one_page(TEXT)).pages[0].picture)

    assert grey.mode == "L"
    assert len(grey.getcolors()) <= 16
    assert opened(pictured(one_page(SQUARE)).pages[0].picture).mode == "RGB"


def test_a_photograph_becomes_a_jpeg_and_a_text_stays_sharp():
    noise = Image.effect_noise((500, 700), 12).tobytes()
    keys = (
        b"/Subtype/Image/Width 500/Height 700/ColorSpace/DeviceGray/BitsPerComponent 8"
    )
    photograph = one_page(
        b"q 595 0 0 842 0 0 cm /I Do Q",
        box=b"0 0 595 842",
        resources=b"/XObject<</I 10 0 R>>",
        more={10: stream(noise, keys)},
    )
    for data, kind in ((photograph, "jpeg"), (one_page(TEXT), "png")):
        image = pictured(data).pages[0].picture
        assert image.kind == kind
        assert opened(image).format == kind.upper()
        assert not opened(image).getexif()


def test_a_huge_page_has_a_picture_of_ordinary_size():
    image = pictured(one_page(SQUARE, box=b"0 0 14400 7200")).pages[0].picture

    assert 1200 < image.width < 1300
    assert image.width / image.dpi == pytest.approx(200, rel=0.01)


def test_the_words_of_a_page_are_read_and_tidied():
    assert pictured(one_page(TEXT)).pages[0].words == "The fire exit was blocked"


def test_many_words_are_cut():
    lines = b"".join(b"(%b) Tj T* " % (b"word " * 20) for _ in range(100))
    data = one_page(b"BT 3 TL /F1 2 Tf 0 300 Td " + lines + b"ET")
    words = pictured(data).pages[0].words

    assert 3_900 < len(words) <= 4_000
    assert words.endswith("…")


def test_words_can_be_read_without_painting():
    (page,) = read_pages(one_page(TEXT), Request("minutes.pdf")).pages

    assert page == pictured(one_page(TEXT)).pages[0]._replace(picture=None)


def test_blank_pages_have_pictures_too():
    """Whether a file is blank is not asked of some of its pages."""
    assert [page.picture is None for page in pictured(pages_pdf([b"", b""])).pages] == [
        False,
        False,
    ]


def test_the_same_file_gives_the_same_pictures():
    data = one_page(SQUARE + TEXT)

    assert pictured(data) == pictured(data)


def test_a_file_that_cannot_be_drawn_cannot_be_pictured_either():
    with pytest.raises(CannotBeIncludedError, match="it is empty"):
        pictured(b"")


def test_pages_that_are_not_there_make_no_pictures():
    assert pictured(one_page(), (7,)).pages == ()


def test_pictures_are_of_the_kinds_that_documents_can_hold():
    """A PNG of fewer than eight bits, or with a palette, is drawn by none of ours."""
    contents = (TEXT, SQUARE, SQUARE + TEXT, b"", b"0 0 0 rg 0 0 200 300 re f ")
    for content in contents:
        data = pages_pdf([content])
        image = pictured(data).pages[0].picture
        if image.kind == "jpeg":
            assert opened(image).mode in {"L", "RGB"}
            continue
        size, (depth, colour, packing, filters, interlace) = (
            image.data[16:24],
            image.data[24:29],
        )
        assert image.data[:16] == b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"
        assert size == image.width.to_bytes(4, "big") + image.height.to_bytes(4, "big")
        assert depth == 8
        assert colour in {0, 2}
        assert packing == filters == interlace == 0
