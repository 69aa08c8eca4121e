"""Pages of somebody's file: where they stand, how they get into the PDF and Word."""

from __future__ import annotations

import hashlib
import re
import subprocess
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.document.blocks import (
    Cell,
    Document,
    Embedded,
    Figure,
    Heading,
    ListBlock,
    PageBreak,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.blocks import Paragraph as Words
from evidence_builder.document.inlines import Flag, PageOf, Reference, Text
from evidence_builder.document.pdf_page import (
    DrawnPage,
    PdfObject,
    PdfObjects,
    Rectangle,
)
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.docx.verify import verify as verify_docx
from evidence_builder.render.layout import lay_out
from evidence_builder.render.layout.boxes import FigureBox, SheetBox, TextBox
from evidence_builder.render.layout.placement import STRIP, place
from evidence_builder.render.pdf import render
from evidence_builder.render.pdf.embedded_files import safe_names
from evidence_builder.render.pdf.verify import verify
from evidence_builder.render.styles import A4
from evidence_builder.render.unsound import UnsoundOutputError
from tests.conftest import program
from tests.documents import attached, drawn, para, png, words
from tests.libreoffice import pages_in_libreoffice

A_HAIR = 1e-6
HOME = Heading(1, words("E001 Minutes"), "E001")
STAMP = (
    Reference(words("E001"), "E001"),
    Text(" on "),
    PageOf("E001"),
    Text(" · minutes.pdf, page 1 of 2 · Amir Shah"),
)


def document(*blocks, **more):
    return Document("A portfolio", blocks, **more)


def pdf(*blocks, **more):
    """Return a document as PDF, which has been compared with what was composed."""
    made = document(*blocks, **more)
    layout = lay_out(made)
    data = render(made, layout)
    verify(data, made, layout)
    return data


def opened(data):
    return pikepdf.open(BytesIO(data))


def page(anchor="p1", size=(595, 842), **more):
    return attached(drawn(*size, **more), anchor, *STAMP)


def sheets(layout):
    return list(layout.sheets().values())


# --- where a page and its stamp stand -----------------------------------------

sizes = st.one_of(st.floats(1, 14400), st.floats(560, 900), st.floats(800, 842))
bands = st.one_of(st.just(0.0), st.floats(0, 60), st.floats(0, 14400))
any_drawn = st.builds(
    lambda *four: DrawnPage(PdfObjects(()), 0, *four), sizes, sizes, bands, bands
)


@given(any_drawn)
def test_the_stamp_never_touches_what_is_on_the_page(one):
    placed = place(one, A4)

    ink_top = placed.bottom + placed.height - one.above * placed.scale
    ink_bottom = placed.bottom + one.below * placed.scale
    blank = ink_top <= ink_bottom
    over = placed.strip_bottom >= ink_top - A_HAIR
    under = placed.strip_bottom + STRIP <= ink_bottom + A_HAIR
    assert blank or over or under


@given(any_drawn)
def test_everything_is_on_a_sheet_of_a4_that_lies_as_the_page_does(one):
    placed = place(one, A4)

    paper = (placed.sheet_width, placed.sheet_height)
    assert sorted(paper) == sorted((A4.width, A4.height))
    assert (paper[0] > paper[1]) == (one.width > one.height)
    assert placed.left >= -A_HAIR
    assert placed.bottom >= -A_HAIR
    assert placed.left + placed.width <= paper[0] + A_HAIR
    assert placed.bottom + placed.height <= paper[1] + A_HAIR
    assert 0 <= placed.strip_bottom <= paper[1] - STRIP + A_HAIR


@given(any_drawn)
def test_a_page_is_never_larger_and_as_large_as_the_strip_lets_it(one):
    placed = place(one, A4)

    width, height = placed.sheet_width, placed.sheet_height
    whole = min(1.0, width / one.width, height / one.height)
    under_strip = min(whole, (height - STRIP) / one.height)
    assert placed.scale in {whole, under_strip}
    free_above = one.height * whole - one.above * whole <= height - STRIP
    free_below = one.height * whole - one.below * whole <= height - STRIP
    assert (placed.scale == whole) or not (free_above or free_below)


@given(any_drawn, st.lists(st.floats(-100, 15000), min_size=4, max_size=4))
def test_a_place_on_the_page_is_never_beyond_its_edge(one, edges):
    placed = place(one, A4)

    found = placed.on_sheet(Rectangle(*edges))
    if found is not None:
        assert placed.left - A_HAIR <= found.left < found.right
        assert found.right <= placed.left + placed.width + A_HAIR
        assert placed.bottom - A_HAIR <= found.bottom < found.top
        assert found.top <= placed.bottom + placed.height + A_HAIR


@pytest.mark.parametrize(
    ("one", "scale", "strip", "framed"),
    [
        (drawn(595, 841), 0.9653, "top", False),
        (drawn(595, 841, above=36), 1, "top", False),
        (drawn(595, 841, below=36), 1, "bottom", False),
        (drawn(595, 841, above=36, below=36), 1, "top", False),
        (drawn(595, 841, above=29, below=29), 0.9653, "top", False),
        (drawn(841, 595), 0.9501, "top", False),
        (drawn(420, 595), 1, "top", True),
        (drawn(595, 420), 1, "top", True),
        (drawn(10, 10), 1, "top", True),
        (drawn(612, 792), 0.9727, "top", False),
        (drawn(842, 1191), 0.6817, "top", False),
        (drawn(842, 1191, above=50), 0.7069, "top", False),
        (drawn(1191, 842, below=50), 0.7069, "bottom", False),
        (drawn(14400, 14400), 0.0413, "top", False),
        (drawn(14400, 3), 0.0585, "top", False),
        (drawn(400, 835, above=40), 1, "top", False),
    ],
)
def test_sizes_that_learners_have(one, scale, strip, framed):
    placed = place(one, A4)

    top = placed.sheet_height - STRIP
    assert placed.scale == pytest.approx(scale, abs=1e-4)
    assert placed.strip_bottom == pytest.approx(top if strip == "top" else 0)
    assert placed.framed == framed


# --- pages among pages --------------------------------------------------------


def test_an_attached_page_has_a_page_of_its_own():
    layout = lay_out(
        document(HOME, page("p1"), page("p2"), para("after", PageOf("p2")))
    )

    kinds = [[type(one.box) for one in placed] for placed in layout.pages]
    assert kinds == [[TextBox], [SheetBox], [SheetBox], [TextBox]]
    assert layout.page_map.targets == {"E001": 1, "p1": 2, "p2": 3}
    assert layout.page_map.starts == ()


def test_page_breaks_around_an_attached_page_make_no_empty_page():
    breaks = (PageBreak(), PageBreak())
    layout = lay_out(
        document(*breaks, page("E001"), *breaks, page("p2"), *breaks, para("after"))
    )

    assert layout.page_map.page_count == 3


def test_a_document_may_be_nothing_but_a_page():
    assert lay_out(document(page("E001"))).page_map.page_count == 1


def test_the_sheet_lies_as_the_page_does():
    layout = lay_out(document(page("E001"), page("p2", (842, 595))))

    assert [(one.width, one.height) for one in sheets(layout)] == [
        (A4.width, A4.height),
        (A4.height, A4.width),
    ]


def test_a_page_in_a_list_or_a_quotation_has_a_page_of_its_own_too():
    listed = ListBlock(((page("p1"),), (para("second"),)))
    layout = lay_out(document(HOME, listed, Quotation((page("p2"), para("said")))))

    assert list(layout.sheets()) == [2, 4]


def test_a_page_in_a_table_is_its_words():
    cell = Cell((page("p1"),))
    layout = lay_out(document(HOME, Table((), (Row((cell,)),))))

    assert layout.page_map.targets["p1"] == 1
    assert not layout.sheets()


def test_a_page_that_links_nowhere_is_our_own_fault():
    links = ((Rectangle(0, 0, 50, 50), "nowhere"),)

    with pytest.raises(ValueError, match="nowhere"):
        lay_out(document(HOME, replace(page(), links=links)))


def line(layout):
    """Return the stamp of the first sheet, with what of it is linked."""
    (written,) = sheets(layout)[0].stamp.lines
    return written


@given(
    st.lists(st.text("abcé\u0301 文「-.", max_size=300), max_size=4),
    st.integers(0, 4),
    st.text("E0", min_size=1, max_size=60),
)
@settings(deadline=None)
def test_a_stamp_is_one_line_that_keeps_its_links(texts, at, number):
    inlines = [Flag(texts[0], "gap"), *map(Text, texts[1:])] if texts else []
    inlines[at:at] = [Reference((Text(number),), "E001"), Text(" on "), PageOf("E001")]
    block = attached(drawn(595, 842), "p1", *inlines)
    box = sheets(lay_out(document(HOME, block)))[0].stamp

    (written,) = box.lines
    linked = [f.text for f in written.fragments if f.run.link]
    assert " ".join("".join(linked).split()) == f"{number}p."
    last = written.fragments[-1]
    end = last.x + last.run.face.widths[last.text] * last.run.size / 1000
    assert end <= box.width + 0.01


def test_words_that_lead_nowhere_are_shortened_before_longer_ones_that_do():
    link = Reference(words("Back to the sheet of this piece of evidence"), "E001")
    block = attached(drawn(595, 842), "p1", link, *["a name of some kind; "] * 6)

    linked = line(lay_out(document(HOME, block))).fragments[0].text

    assert linked == "Back to the sheet of this piece of evidence"


def test_a_link_in_a_stamp_is_shortened_rather_than_lost():
    stamp = (Reference(words("Evidence " * 60), "E001"), PageOf("E001", " on p. "))
    block = attached(drawn(595, 842), "p1", Text("from "), *stamp)

    box = sheets(lay_out(document(HOME, block)))[0].stamp

    last = box.lines[0].fragments[-1]
    assert box.width - 40 < last.x < box.width
    linked = [fragment.text for fragment in box.lines[0].fragments if fragment.run.link]
    assert re.fullmatch(r"(Evidence ){3,}.*….*Evidence +on p\. ", "".join(linked))


def test_a_stamp_loses_the_middle_of_its_longest_words_first():
    name = "Minutes of the weekly briefing of the second shift " * 4 + "final.pdf"
    stamp = (*STAMP[:3], Text(" · "), Text(name), Text(", page 3 of 12 · Amir Shah"))
    block = attached(drawn(595, 842), "p1", *stamp)

    written = line(lay_out(document(HOME, block)))

    text = " ".join("".join(part.text for part in written.fragments).split())
    assert text.startswith("E001 on p. · Minutes of the weekly briefing")
    assert text.endswith("final.pdf, page 3 of 12 · Amir Shah")
    assert text.count("…") == 1


# --- in the PDF ---------------------------------------------------------------

EVERY_SIZE = [
    (595, 842, 0, 0),
    (595, 842, 40, 0),
    (595, 842, 0, 40),
    (842, 595, 0, 0),
    (842, 595, 0, 35),
    (842, 1191, 0, 0),
    (420, 595, 0, 0),
    (100, 60, 0, 0),
    (14400, 14400, 0, 0),
    (14400, 40, 0, 0),
    (400, 835, 60, 0),
    (595, 820, 12, 0),
    (595, 820, 0, 12),
    (612, 792, 0, 0),
]


def test_the_form_is_drawn_where_the_layout_has_put_it():
    blocks = [
        page(f"p{n}", (width, height), above=above, below=below)
        for n, (width, height, above, below) in enumerate(EVERY_SIZE)
    ]
    layout = lay_out(document(HOME, *blocks))

    with opened(pdf(HOME, *blocks)) as file:
        for number, sheet in layout.sheets().items():
            found = file.pages[number - 1]
            placed = sheet.placement
            assert [float(edge) for edge in found.MediaBox] == pytest.approx(
                [0, 0, placed.sheet_width, placed.sheet_height]
            )
            [(name, form)] = found.Resources.XObject.items()
            assert form.Subtype == "/Form"
            assert form.read_raw_bytes() == sheet.drawn.pool.objects[1].stream
            content = found.Contents.read_bytes().decode()
            numbers = re.search(rf"q\s(.*) cm\s{name} Do\sQ", content)[1].split()
            assert [float(one) for one in numbers] == pytest.approx(
                [placed.scale, 0, 0, placed.scale, placed.left, placed.bottom], abs=1e-3
            )


@pytest.mark.parametrize("size", EVERY_SIZE)
def test_the_stamp_is_seen_and_nothing_of_the_page_is_under_it(size):
    width, height, above, below = size
    data = pdf(HOME, page("p1", (width, height), above=above, below=below))

    file = pypdfium2.PdfDocument(data)
    picture = file[1].render(scale=2).to_pil().convert("RGB")
    file.close()
    placed = place(drawn(width, height, above=above, below=below), A4)
    bottom = picture.height - placed.strip_bottom * 2
    strip = picture.crop(
        (0, round(bottom - STRIP * 2) + 1, picture.width, round(bottom) - 1)
    )
    dots = [pixel for _, pixel in sorted(strip.getcolors(1 << 20))]
    assert not any(red > 200 and green < 120 for red, green, _ in dots), (
        "red is the page"
    )
    grey = strip.convert("L").point(lambda level: 255 if level < 160 else 0)
    left, _, right, _ = grey.getbbox()
    assert left / 2 == pytest.approx(36, abs=3)
    assert right / 2 == pytest.approx(placed.sheet_width - 36, abs=3)


def test_only_a_page_smaller_than_the_sheet_has_a_frame():
    data = pdf(HOME, page("p1", (420, 595)), page("p2"))

    with opened(data) as file:
        contents = [one.Contents.read_bytes() for one in file.pages[1:]]
    assert [b" re S" in content for content in contents] == [True, False]


def test_pages_of_one_file_share_what_they_are_drawn_with():
    font = PdfObject((b"<</Type/Font/Subtype/Type3>>",))
    picture = b"\x00\xff(stream)\r\nendstream\n"
    form = (
        b"<</Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F ",
        0,
        b">>/XObject<</I ",
    )
    pool = PdfObjects(
        (
            font,
            PdfObject((*form, 2, b">>>>>>"), b"BT ET"),
            PdfObject((b"<</Subtype/Image/A [", 0, b" ", 0, b"]>>"), picture),
            PdfObject((*form, 2, b">>>>>>"), b"q Q"),
        )
    )
    pages = [
        attached(DrawnPage(pool, number, 9, 9), f"p{number}", "stamp")
        for number in (1, 3)
    ]

    with opened(pdf(*pages)) as file:
        first, second = (
            next(iter(one.Resources.XObject.values())) for one in file.pages
        )
        assert first.Resources.Font.F.objgen == second.Resources.Font.F.objgen
        assert first.Resources.XObject.I.objgen == second.Resources.XObject.I.objgen
        assert first.Resources.XObject.I.read_raw_bytes() == picture
        assert first.Resources.XObject.I.A[1].Subtype == "/Type3"
        assert second.read_raw_bytes() == b"q Q"


def test_links_of_a_page_and_of_its_stamp_lead_where_they_should():
    links = ((Rectangle(100, 200, 300, 400), "p2"), (Rectangle(-9, -9, -1, -1), "p2"))
    first = replace(page("p1", (595, 842), above=36), links=links)

    with opened(pdf(HOME, first, page("p2"))) as file:
        numbers = {one.objgen: n for n, one in enumerate(file.pages, 1)}
        places = {
            tuple(round(float(edge)) for edge in one.Rect): one.Dest
            for one in file.pages[1].Annots
        }
        leads = {rect: numbers[dest[0].objgen] for rect, dest in places.items()}
        top = places[100, 200, 300, 400][3]
    assert leads.pop((100, 200, 300, 400)) == 3
    assert float(top) == pytest.approx(A4.height, abs=0.01)
    assert list(leads.values()) == [1, 1]
    assert all(bottom > A4.height - STRIP for _, bottom, _, _ in leads)


def test_a_page_on_the_edge_of_the_paper_is_not_cut_off_by_a_link_to_it():
    with opened(pdf(para(PageOf("p1")), page("p1", (842, 595)), HOME)) as file:
        place_of = file.pages[0].Annots[0].Dest
        assert [str(place_of[1]), float(place_of[3])] == ["/XYZ", 595.28]


def test_the_outline_has_the_pages_that_ask_for_it():
    first = replace(page("p1"), outlined=True, title="E001: minutes.pdf", level=2)

    data = pdf(HOME, first, page("p2"), Heading(1, words("Next")))
    with opened(data) as file, file.open_outline() as outline:
        titles = [
            (one.title, [below.title for below in one.children]) for one in outline.root
        ]
    assert titles == [("E001 Minutes", ["E001: minutes.pdf"]), ("Next", [])]


def test_the_head_and_the_foot_are_not_on_an_attached_page():
    data = pdf(HOME, page(), header_left="Amir Shah", footer_left="Centre 068154")

    file = pypdfium2.PdfDocument(data)
    texts = [one.get_textpage().get_text_bounded() for one in file]
    file.close()
    assert "Centre 068154" in texts[0]
    assert "Centre 068154" not in texts[1]
    assert " ".join(texts[1].split()) == (
        "E001 on p. 1 · minutes.pdf, page 1 of 2 · Amir Shah Page 2 of 2"
    )


def lettered():
    """Return a page with words in an embedded font, and no marked content."""
    made = document(para("Words of a page"))
    with opened(render(made, lay_out(made))) as file:
        source = file.pages[0]
        content = [
            one
            for one in pikepdf.parse_content_stream(source)
            if str(one.operator) not in {"BDC", "BMC", "EMC"}
        ]
        form = file.make_indirect(source.as_form_xobject())
        form.write(pikepdf.unparse_content_stream(content))
        order = [form]
        objects = []
        for one in order:
            is_stream = isinstance(one, pikepdf.Stream)
            plain = one.stream_dict if is_stream else one
            plain = {key: value for key, value in plain.items() if key != "/Length"}
            if not is_stream and not isinstance(one, pikepdf.Dictionary):
                plain = None
            spelled = (one if plain is None else pikepdf.Dictionary(plain)).unparse()
            parts = re.split(rb"(\d+) 0 R", spelled)
            for n in range(1, len(parts), 2):
                inner = file.get_object(int(parts[n]), 0)
                known = [other.objgen for other in order]
                if inner.objgen not in known:
                    order.append(inner)
                    known.append(inner.objgen)
                parts[n] = known.index(inner.objgen)
            stream = one.read_raw_bytes() if is_stream else None
            objects.append(PdfObject(tuple(parts), stream))
    return DrawnPage(PdfObjects(tuple(objects)), 0, 595, 842, 30)


def accessible():
    """Return a PDF with all that attached pages and embedded files bring along."""
    links = ((Rectangle(100, 200, 300, 400), "p2"),)
    first = replace(page(), drawn=lettered(), links=links, outlined=True)
    return pdf(
        HOME,
        first,
        page("p2", (842, 595)),
        page("p3", (100, 100)),
        para("after"),
        embedded=(Embedded("briefing.mp3", b"ID3" * 99, "The briefing", "audio/mpeg"),),
    )


def test_words_of_an_attached_page_can_be_read():
    file = pypdfium2.PdfDocument(accessible())
    text = file[1].get_textpage().get_text_bounded()
    file.close()
    assert "Words of a page" in text


def test_attached_pages_are_accessible_by_the_standard(tmp_path):
    validator = pytest.importorskip("page")
    path = tmp_path / "file.pdf"
    path.write_bytes(accessible())

    report = validator.validate_pdf(path, profile="ua1")
    assert [(f.rule_id, f.message) for f in report.failures] == []


@pytest.mark.needs("qpdf")
def test_a_file_with_attached_pages_is_sound(tmp_path):
    path = tmp_path / "file.pdf"
    path.write_bytes(accessible())

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("qpdf"), "--check", path], capture_output=True, check=False
    )
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_page_is_a_figure_with_its_title_and_its_place():
    with opened(pdf(HOME, page("p1", (100, 100)))) as file:
        kids = file.Root.StructTreeRoot.K.K
        (figure,) = [kid for kid in kids if kid.S == "/Figure"]
        assert str(figure.Alt) == "Page p1"
        left, bottom, right, top = (float(edge) for edge in figure.A.BBox)
    assert (right - left, top - bottom) == pytest.approx((100, 100))


def test_equal_documents_give_equal_bytes():
    assert accessible() == accessible()


def test_a_page_that_got_lost_is_noticed():
    made = document(HOME, page())
    layout = lay_out(made)
    with opened(render(made, layout)) as file:
        del file.pages[1].Resources.XObject
        spoilt = BytesIO()
        file.save(spoilt)

    with pytest.raises(UnsoundOutputError, match="0 attached pages instead of 1"):
        verify(spoilt.getvalue(), made, layout)


def test_a_document_of_another_layout_is_noticed():
    layout = lay_out(document(HOME, para("no page")))
    made = document(HOME, page())

    with pytest.raises(UnsoundOutputError, match="attached pages"):
        verify(render(made, layout), made, layout)


# --- embedded files -----------------------------------------------------------


def test_embedded_files_come_back_as_they_were():
    given_files = (
        Embedded("zoë.mp3", bytes(range(256)), "The briefing", "audio/mpeg"),
        Embedded("a.mp4", b"", "Empty", "video/mp4"),
        Embedded("../secret/a.mp4", b"\xff" * 999, "Another", "no type"),
    )

    with opened(pdf(HOME, embedded=given_files)) as file:
        assert sorted(file.attachments) == ["a (2).mp4", "a.mp4", "zoë.mp3"]
        for name, one in zip(
            ["zoë.mp3", "a.mp4", "a (2).mp4"], given_files, strict=True
        ):
            found = file.attachments[name]
            inside = found.get_file()
            assert inside.read_bytes() == one.data
            assert inside.md5 == hashlib.md5(one.data, usedforsecurity=False).digest()
            assert inside.size == len(one.data)
            assert (inside.creation_date, inside.mod_date) == (None, None)
            assert found.description == one.description
            assert found.filename == name
            assert found.obj.AFRelationship == "/Data"
        kinds = [
            file.attachments[name].get_file().mime_type
            for name in ("zoë.mp3", "a (2).mp4")
        ]
        assert kinds == ["audio/mpeg", "application/octet-stream"]
        assert [str(one.UF) for one in file.Root.AF] == [
            "zoë.mp3",
            "a.mp4",
            "a (2).mp4",
        ]


def test_a_document_without_embedded_files_says_nothing_of_them():
    with opened(pdf(HOME)) as file:
        assert "/Names" not in file.Root
        assert "/AF" not in file.Root


def test_an_embedded_file_that_got_lost_is_noticed():
    made = document(HOME, embedded=(Embedded("a.mp3", b"sound", "A"),))
    layout = lay_out(made)
    data = render(document(HOME), layout)

    with pytest.raises(UnsoundOutputError, match="0 embedded files instead of 1"):
        verify(data, made, layout)


@given(st.lists(st.text(max_size=200), max_size=9))
def test_names_of_embedded_files_are_safe_and_different(names):
    safe = safe_names(names)

    assert len({name.casefold() for name in safe}) == len(names)
    for name in safe:
        assert 0 < len(name) <= 130
        assert not set(name) & set('/\\<>:"|?*\0\n')
        assert name.strip(". ")


# --- in the Word file ---------------------------------------------------------


def word(*blocks, **more):
    made = document(*blocks, **more)
    layout = lay_out(made)
    data = render_docx(made, layout.page_map)
    verify_docx(data, layout)
    return data, layout


def test_word_says_what_an_attached_page_is_and_where_it_is():
    import docx

    links = ((Rectangle(100, 200, 300, 400), "p2"),)
    embedded = (Embedded("a.mp3", b"a sound of our own", "A"),)
    data, _ = word(HOME, replace(page(), links=links), page("p2"), embedded=embedded)

    texts = [one.text for one in docx.Document(BytesIO(data)).paragraphs]
    assert texts[1:3] == [
        "E001 on p. 1 · minutes.pdf, page 1 of 2 · Amir Shah",
        "[Page p1: this page is drawn in the PDF]",
    ]
    assert b"a sound of our own" not in data


@pytest.mark.needs("soffice")
def test_word_has_the_same_number_of_pages_as_the_layout(tmp_path):
    blocks = []
    for n in range(3):
        blocks += [
            Heading(2, words(f"E{n}"), f"E{n}"),
            page(f"p{n}"),
            PageBreak(),
            page(f"q{n}", (842, 595)),
        ]
    data, layout = word(HOME, *blocks, Words(words("end"), anchor="end"))

    found = pages_in_libreoffice(data, tmp_path)
    assert found == dict(layout.page_map.targets)


def pictured(n, size, *, heading=False, stamped=True, caption=()):
    """Return a page of a file as Word gets it: a picture under its stamp."""
    image = replace(png(*size), dpi=10.0)
    blocks = [PageBreak()]
    if heading:
        blocks.append(Heading(3, words(f"File {n}"), f"file{n}"))
    if stamped:
        blocks.append(Words(STAMP * (1 + n % 2), "small", f"stamp{n}"))
    return [*blocks, Figure(image, "All the words of the page", caption, f"figure{n}")]


SHOWN = [
    block
    for n, (size, more) in enumerate(
        [
            ((60, 85), {}),
            ((60, 120), {}),
            ((60, 120), {"heading": True}),
            ((60, 120), {"heading": True, "stamped": False, "caption": STAMP}),
            ((60, 120), {"caption": STAMP * 3}),
            ((120, 60), {"heading": True}),
            ((60, 300), {"heading": True, "caption": STAMP * 2}),
        ]
    )
    for block in pictured(n, size, **more)
]


def test_a_picture_of_a_page_stands_under_its_stamp_on_one_page():
    layout = lay_out(document(HOME, *SHOWN))

    assert layout.page_map.page_count == 8
    assert layout.page_map.starts == ()
    for placed in layout.pages[1:]:
        last = placed[-1]
        assert last.y + last.box.height <= A4.text_height
        assert any(isinstance(one.box, FigureBox) for one in placed)


@pytest.mark.needs("soffice")
def test_libreoffice_has_a_picture_under_its_stamp_on_one_page(tmp_path):
    data, layout = word(HOME, *SHOWN, PageBreak(), Words(words("end"), anchor="end"))

    found = pages_in_libreoffice(data, tmp_path)
    assert found == dict(layout.page_map.targets)


def test_a_picture_in_running_text_takes_its_stamp_to_the_next_page():
    tall = Figure(replace(png(30, 60), dpi=10.0), "A page")
    layout = lay_out(
        document(HOME, *[para("filler")] * 20, Words(STAMP, "small", "stamp"), tall)
    )

    assert layout.page_map.targets == {"E001": 1, "stamp": 2}
    assert layout.page_map.page_count == 2
