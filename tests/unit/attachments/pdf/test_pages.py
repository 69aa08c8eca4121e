"""Which PDFs are taken, which are refused, and what is said of them."""

import io
import zlib

import pikepdf
import pytest

from evidence_builder.attachments.content import CannotBeIncludedError, Refusal
from evidence_builder.attachments.pdf.page_file import plain_pdf
from tests.damage import converted
from tests.pdf_files import (
    SQUARE,
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

TEN = pages_pdf([b"BT /F1 20 Tf 20 %d Td (Page) Tj ET" % n for n in range(20, 270, 25)])


def refusal(data):
    with pytest.raises(CannotBeIncludedError) as caught:
        taken(data)
    assert caught.value.hint
    return str(caught.value)


def messages(content):
    return [note.message for note in content.notes]


def test_all_pages_are_taken_in_order():
    content = taken(TEN)

    assert [page.number for page in content.pages] == list(range(1, 11))
    assert content.page_count == 10
    assert content.notes == ()


def test_only_the_pages_asked_for_are_taken_and_those_that_are_not_there_are_left_out():
    content = taken(TEN, (2, 5, 11, 99))

    assert [page.number for page in content.pages] == [2, 5]
    assert content.page_count == 10


def test_pages_that_are_not_taken_leave_nothing_behind():
    data = pages_pdf([b"(first) pop " + SQUARE, b"(second) pop " + SQUARE])

    assert len(taken(data, (1,)).pool.objects) < len(taken(data).pool.objects)


def test_the_same_file_gives_the_same_content():
    assert taken(TEN) == taken(TEN)


def test_a_file_that_needs_a_password_is_refused():
    data = saved(TEN, encryption=pikepdf.Encryption(owner="o", user="u"))

    assert refusal(data) == "it needs a password"


def test_a_file_that_is_only_locked_against_changes_is_included():
    locked = saved(TEN, encryption=pikepdf.Encryption(owner="o", user=""))

    assert redrawn(locked) == redrawn(TEN)


def test_a_file_that_is_locked_in_an_unknown_way_is_refused():
    data = one_page().replace(b"/Root", b"/Encrypt<</Filter/Other>>/Root")

    assert refusal(data) == "it is locked in a way that cannot be opened"


def test_an_empty_file_is_refused():
    assert refusal(b"") == refusal(b"\0\n  ") == "it is empty"


def test_a_file_that_is_no_pdf_is_refused():
    assert (
        refusal(b"%PDF-1.7\nnothing of the kind") == "it is damaged and cannot be read"
    )


def test_a_file_without_pages_is_refused():
    data = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[]/Count 0>>",
        }
    )

    assert refusal(data) == "it has no pages"


def test_a_page_tree_that_bites_its_tail_is_refused():
    data = raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            3: b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>",
        }
    )

    assert refusal(data).startswith("it is damaged")


def test_a_file_of_blank_paper_is_refused():
    assert refusal(one_page(b"")) == "its pages are blank"


def test_a_form_that_only_one_program_can_show_is_refused():
    more = {10: stream(b"<xdp:xdp/>")}
    root = b"/AcroForm<</XFA 10 0 R/Fields[]>>/NeedsRendering true"
    data = one_page(b"BT /F1 9 Tf (Please wait...) Tj ET", root=root, more=more)

    assert refusal(data) == "it is a form that only Adobe Reader can show"


def test_a_file_with_a_wrong_table_is_included_and_said_to_be_damaged():
    data = TEN.replace(b"startxref\n", b"startxref\n9")
    content = taken(data)

    assert messages(content) == ["is damaged; what can be read is included"]
    assert plain_pdf(content) == redrawn(TEN)


def test_a_file_whose_table_is_too_short_for_its_catalogue_is_read_all_the_same():
    data = one_page().replace(b"1 0 obj", b"6 0 obj")
    data = data.replace(b"/Size 6/Root 1", b"/Size 2/Root 6")

    assert messages(taken(data)) == ["is damaged; what can be read is included"]


def test_a_file_cut_short_is_refused_or_shown_as_far_as_it_goes():
    for tenth in range(10):
        data = TEN[: len(TEN) * tenth // 10]
        content = converted("pdf", data, TEN)
        if isinstance(content, Refusal):
            continue
        assert messages(content)[0] == "is damaged; what can be read is included"
        drawn = plain_pdf(content)
        assert all(ink(painted(drawn, i)) for i in range(len(content.pages)))
        assert (len(content.pages) < content.page_count) == any(
            "nothing can be seen" in one or "cannot be read" in one
            for one in messages(content)
        )


def test_only_the_table_at_the_end_is_lost_and_every_page_is_there():
    assert len(taken(TEN[: TEN.index(b"xref")]).pages) == 10


def test_a_page_whose_content_is_lost_is_named():
    data = pages_pdf([SQUARE, SQUARE]).replace(
        b"/Contents 103 0 R", b"/Contents 999 0 R"
    )

    assert messages(taken(data)) == ["has nothing on page 2, which may be damage"]


def test_a_damaged_file_has_no_sheets_for_pages_that_lost_their_content():
    cut = pages_pdf([SQUARE, SQUARE + b"0 0 m ", SQUARE])
    cut = cut.replace(b"/Contents 103 0 R", b"/Contents 999 0 R")
    content = taken(cut[: cut.index(b"xref")])

    assert [page.number for page in content.pages] == [1, 3]
    assert content.page_count == 3
    assert content.way == "Pages as they are; the file is damaged"
    assert messages(content) == [
        "is damaged; what can be read is included",
        "is damaged: nothing can be seen on page 2, which is left out",
    ]


def test_links_to_a_page_that_is_lost_go_with_it():
    link = b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/Dest[%d /Fit]>>]"
    for target, links in ((1, 0), (2, 2)):
        data = pages_pdf([SQUARE, SQUARE, SQUARE], page=link % target)
        data = data.replace(b"/Contents 103 0 R", b"/Contents 999 0 R")
        content = taken(data[: data.index(b"xref")])

        assert sum(len(page.links) for page in content.pages) == links


def test_a_blank_page_of_a_sound_file_stays():
    content = taken(pages_pdf([SQUARE, b" ", SQUARE]))

    assert [page.number for page in content.pages] == [1, 2, 3]
    assert content.way == "Pages as they are"


def test_an_empty_page_far_behind_is_found_too():
    data = pages_pdf([SQUARE] * 250).replace(b"/Contents 581 0 R", b"/Contents 999 0 R")
    content = taken(data[: data.index(b"xref")])

    assert [n for n in range(1, 251) if n not in {p.number for p in content.pages}] == [
        241
    ]


def test_a_file_whose_pages_all_lost_their_content_is_refused():
    sound = one_page()
    lost = sound.replace(b"/Contents 4 0 R", b"/Contents 9 0 R")
    cut = lost[: lost.index(b"xref")]

    assert refusal(lost) == "its pages are blank"
    assert refusal(cut) == "it is damaged and nothing on its pages can be read"


BOMB = zlib.compress(b"0 0 m " * 12_000_000, 9)
"""Operators of 72 MB that make 70 KB."""


def filtered(data, filters, keys=b""):
    return stream(data, b"%b/Filter[%b]" % (keys, filters), packed=False)


@pytest.mark.parametrize(
    "content",
    [
        stream(BOMB, b"/Filter/FlateDecode", packed=False),
        filtered(zlib.compress(BOMB, 9), b"/FlateDecode/FlateDecode"),
        filtered(zlib.compress(bytes(9 * 2**20), 9), b"/FlateDecode"),
        filtered(bytes([129, 32]) * 600_000, b"/RunLengthDecode"),
        filtered(BOMB.hex().encode(), b"/ASCIIHexDecode/Fl"),
    ],
    ids=["large", "twice", "steep", "run-length", "hexadecimal"],
)
def test_a_page_that_unpacks_to_far_more_than_it_can_need_is_left_out(content):
    data = pages_pdf([SQUARE, b"", SQUARE], more={10: content})
    drawn = taken(data.replace(b"/Contents 103 0 R", b"/Contents 10 0 R "))

    assert [page.number for page in drawn.pages] == [1, 3]
    assert drawn.way == "Pages as they are"
    assert messages(drawn) == [
        "lacks page 2, which unpacks to far more than a page can need"
    ]
    assert len(plain_pdf(drawn)) < 3_000
    assert refusal(one_page(content)) == "it unpacks to far more than a page can need"


def test_many_operators_that_are_no_more_than_a_large_plan_has_are_taken():
    lines = b"".join(b"%d w " % n for n in range(9_000)) * 300
    assert len(lines) > 16 * 2**20

    assert len(taken(one_page(SQUARE + lines)).pages) == 1


HUGE = [
    filtered(BOMB, b"/FlateDecode", b"/Subtype/Form/BBox[0 0 9 9]"),
    stream(
        b"\0",
        b"/Subtype/Image/Width 40000/Height 30000/ColorSpace/DeviceGray"
        b"/BitsPerComponent 8",
    ),
    stream(b"/Y Do", b"/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</Y 11 0 R>>>>"),
]


@pytest.mark.parametrize("thing", HUGE, ids=["form", "picture", "form in a form"])
def test_only_pages_that_draw_what_unpacks_to_far_too_much_are_left_out(thing):
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 300]/Contents 103 0 R"
        b"/Resources<</XObject<</X 10 0 R>>>>>>"
    )
    more = {102: page, 10: thing, 11: HUGE[0]}
    drawn = taken(pages_pdf([SQUARE, SQUARE + b"/X Do", SQUARE], more=more))

    assert [page.number for page in drawn.pages] == [1, 3]
    assert messages(drawn) == [
        "lacks page 2, which unpacks to far more than a page can need"
    ]
    assert BOMB not in [one.stream for one in drawn.pool.objects]
    assert len(drawn.pool.objects) == 3


def test_far_too_many_pages_are_cut_and_said():
    tree = b"<</Type/Pages/Kids[%b]/Count 2001>>" % (b"3 0 R " * 2001)
    data = one_page().replace(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", tree)
    content = taken(data)

    assert len(content.pages) == 2000
    assert "has 2,001 pages; the first 2,000 are included" in messages(content)


def test_files_inside_are_left_behind_and_said():
    with pikepdf.open(io.BytesIO(TEN)) as pdf:
        pdf.attachments["secret.txt"] = b"not for the portfolio"
        out = io.BytesIO()
        pdf.save(out)
    content = taken(out.getvalue())

    assert messages(content) == ["has other files inside it, which are not included"]
    assert b"secret" not in plain_pdf(content)


def test_a_newer_kind_of_file_gives_the_same_pages():
    newer = saved(TEN, object_stream_mode=pikepdf.ObjectStreamMode.generate)

    assert redrawn(newer) == redrawn(TEN)


def test_a_file_with_an_old_and_a_new_table_is_read():
    sound = one_page().replace(b"/F1 5 0 R", b"/F1 9 0 R")
    old = sound.index(b"xref")
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Courier>>"
    keys = b"/Type/ObjStm/N 1/First 4"
    inside = b"8 0 obj\n%b\nendobj\n" % stream(b"9 0 " + font, keys)
    rows = bytes([1, *old.to_bytes(4, "big"), 0, 2, *(8).to_bytes(4, "big"), 0])
    keys = b"/Type/XRef/W[1 4 1]/Index[8 2]/Size 10/Root 1 0 R"
    table = b"7 0 obj\n%b\nendobj\n" % stream(rows, keys)
    data = b"".join(
        (
            sound[:old],
            inside,
            table,
            sound[old : sound.index(b"/Root")],
            b"/XRefStm %d" % (old + len(inside)),
            sound[sound.index(b"/Root") : sound.index(b"startxref")],
            b"startxref\n%d\n%%%%EOF" % (old + len(inside) + len(table)),
        )
    )

    content = taken(data)

    assert b"/Courier" in plain_pdf(content)
    assert content.notes == ()


@pytest.mark.parametrize("start", range(7))
def test_a_damaged_file_is_taken_or_refused_and_nothing_else(start):
    for position in range(start * 97, len(TEN), 7 * 97):
        damaged = bytearray(TEN)
        damaged[position : position + 8] = b"<<[(/ 0R"
        content = converted("pdf", bytes(damaged), TEN)
        assert isinstance(content, Refusal) or content.pages
