"""Laying out: where lines and pages break, and what may not be parted."""

from __future__ import annotations

import gc
import time
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from evidence_builder import codes
from evidence_builder.document.blocks import (
    Cell,
    CodeBlock,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    Image,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.render.layout import PageStart, lay_out
from evidence_builder.render.layout.boxes import FigureBox, RowBox, TextBox
from evidence_builder.render.styles import A4, STYLES
from tests.documents import (
    cell,
    columns,
    kitchen_sink,
    para,
    png,
    row,
    standard,
    words,
)
from tests.property.strategies_document import ANCHORS, documents

LINES_ON_A_PAGE = int(A4.text_height // STYLES["body"].leading)


def laid_out(*blocks):
    return lay_out(Document("A document", blocks))


def page_map(*blocks):
    return laid_out(*blocks).page_map


def lines_of(box):
    return ["".join(f.text for f in line.fragments) for line in box.lines]


def text_boxes(boxes):
    """Yield every paragraph among boxes, cells included, in reading order."""
    for box in boxes:
        if isinstance(box, TextBox):
            yield box
        elif isinstance(box, RowBox):
            for inside in box.cells:
                yield from text_boxes(inside.boxes)


def boxes_of(layout):
    return [placed.box for page in layout.pages for placed in page]


def said(layout):
    """Return all words of a layout, page by page."""
    return [
        " ".join(
            line
            for box in text_boxes([placed.box for placed in page])
            for line in lines_of(box)
        )
        for page in layout.pages
    ]


def filler(count):
    """Return a paragraph of a number of lines."""
    inlines = [Text("line")]
    for _ in range(count - 1):
        inlines += [Break(), Text("line")]
    return Paragraph(tuple(inlines))


def test_an_empty_document_has_a_page():
    assert page_map().page_count == 1


def test_lines_break_at_spaces_and_lose_nothing():
    text = "one two three " * 40

    (box,) = boxes_of(laid_out(para(text)))

    assert " ".join(lines_of(box)) == text
    assert all(line.split(" ")[0] in {"one", "two", "three"} for line in lines_of(box))


def test_a_line_is_as_full_as_it_can_be():
    (box,) = boxes_of(laid_out(para("word " * 100)))

    widths = box.lines[0].fragments[0].run.face.widths
    full = widths[lines_of(box)[0]] * 0.01
    assert full <= box.width < full + widths[" word"] * 0.01


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("cross-" + "referenced" * 4, "-"),
        ("2026-" + "03" * 30, None),
        ("so — " + "yes" * 20, None),
        ("中文字符测试。" * 9, None),
    ],
)
def test_lines_break_inside_words_only_where_they_may(text, ends):
    narrow = Table(columns(1, 3), (row(text + " " + text, ""),))

    (box,) = boxes_of(laid_out(narrow))
    lines = lines_of(box.cells[0].boxes[0])

    assert "".join(lines).replace(" ", "") == (text + text).replace(" ", "")
    if ends:
        assert lines[0].endswith(ends)
    assert not any(line.startswith(("。", "」", ",")) for line in lines)


def test_east_asian_text_breaks_between_characters():
    (box,) = boxes_of(laid_out(para("漢字" * 60)))

    assert len(lines_of(box)[0]) == int(A4.text_width // STYLES["body"].size)


def test_words_in_different_kinds_of_type_that_touch_stay_together():
    inlines = (Text("word " * 18), Strong(words("bold")), Emphasis(words("italic")))

    (box,) = boxes_of(laid_out(Paragraph((*inlines, Text(", and on")))))

    assert lines_of(box)[1].startswith("bolditalic, and")


def test_a_word_of_100_000_letters_is_laid_out_in_under_a_second():
    laid_out(para("warm"))
    start = time.process_time()
    layout = laid_out(para("x" * 100_000))

    assert time.process_time() - start < 1
    assert "".join(said(layout)).replace(" ", "") == "x" * 100_000


def test_nothing_reaches_beyond_its_column():
    layout = lay_out(kitchen_sink())

    for box in text_boxes(boxes_of(layout)):
        for line in box.lines:
            last = line.fragments[-1] if line.fragments else None
            if last and not last.run.numbered:
                width = last.run.face.widths[last.text] * last.run.size / 1000
                assert last.x + width <= box.width + 0.01, last.text


def test_accents_are_not_torn_from_their_letters():
    (box,) = boxes_of(laid_out(para("e\u0301" * 300)))

    assert not any(line.startswith("\u0301") for line in lines_of(box))


# --- pages -------------------------------------------------------------------


def test_a_page_takes_as_many_lines_as_fit_and_no_more():
    assert page_map(filler(LINES_ON_A_PAGE)).page_count == 1
    assert page_map(filler(LINES_ON_A_PAGE + 1)).page_count == 2


def test_a_page_break_begins_a_page_and_is_no_start():
    pages = page_map(para("a"), PageBreak(), para("b"))

    assert (pages.page_count, pages.starts) == (2, ())


def test_page_breaks_without_anything_to_part_do_nothing():
    pages = page_map(PageBreak(), para("a"), PageBreak(), PageBreak(), para("b"))

    assert pages.page_count == 2
    assert page_map(para("a"), PageBreak()).page_count == 1


def test_what_begins_a_page_is_named_by_its_path():
    items = tuple((para(f"Item {n}"),) for n in range(60))

    pages = page_map(para("a"), ListBlock(items))

    (start,) = pages.starts
    list_height = STYLES["list"].leading + STYLES["list"].space_after
    first = STYLES["body"].leading + STYLES["body"].space_after
    expected = int((A4.text_height - first + 3) // list_height)
    assert start == PageStart(2, (1, expected, 0))


def test_a_page_that_begins_within_a_paragraph_says_after_how_many_characters():
    text = "some plain words, cross-referenced and long " * 130
    layout = laid_out(para(text), para("after"))

    (start,) = layout.page_map.starts
    assert start.path == (0,)
    before, after = said(layout)
    # A line that broke after a hyphen has no space to lose.
    assert text[: start.offset].rstrip() == before.rstrip().replace("- ", "-")
    assert after.startswith(text[start.offset :][:20])


def test_offsets_count_what_the_author_wrote():
    # Flags, page numbers and breaks are where the two ways of counting could differ.
    unit = (
        Flag("Missing here", "gap"),
        Text(" see "),
        PageOf("x", "page "),
        Text(" and "),
        Code("file-name.txt"),
        Break(),
    )
    plain = "Missing here see page  and file-name.txt\n"
    layout = laid_out(Heading(1, words("x"), "x"), Paragraph(unit * 120))

    start = layout.page_map.starts[0]
    assert start.offset % len(plain) == 0
    assert start.offset // len(plain) == len(layout.pages[0][1].box.lines)


def test_code_breaks_between_pages_at_a_counted_place():
    text = "\n".join(f"line {n} of the code" for n in range(100))

    layout = laid_out(CodeBlock(text))

    start = layout.page_map.starts[0]
    first = lines_of(layout.pages[1][0].box)[0]
    assert text[start.offset :].split("\n")[0] == first


@pytest.mark.parametrize("before", range(LINES_ON_A_PAGE - 6, LINES_ON_A_PAGE + 1))
@pytest.mark.parametrize("count", [2, 3, 4, 5, 9])
def test_no_line_stands_alone(before, count):
    layout = laid_out(filler(before), filler(count))

    parts = [box for box in boxes_of(layout) if box.path == (1,)]
    assert sum(len(part.lines) for part in parts) == count
    assert all(len(part.lines) >= 2 for part in parts)


@pytest.mark.parametrize("before", range(LINES_ON_A_PAGE - 8, LINES_ON_A_PAGE + 1))
@pytest.mark.parametrize(
    "after",
    [
        para("text " * 100),
        Table(columns(1), tuple(row("x") for _ in range(3)), (row("Head"),)),
        Figure(png(100, 100), "A picture"),
    ],
    ids=["paragraph", "table", "figure"],
)
def test_headings_stand_with_what_follows(before, after):
    layout = laid_out(
        filler(before), Heading(1, words("A")), Heading(2, words("B"), "b"), after
    )

    page = layout.pages[layout.page_map.targets["b"] - 1]
    behind = [placed.box for placed in page if placed.box.path[0] >= 3]
    assert behind
    if isinstance(behind[0], TextBox):
        assert len(behind[0].lines) >= 2
    if isinstance(behind[0], RowBox):
        assert len(behind) >= 2


def test_space_before_a_heading_vanishes_at_the_top_of_a_page():
    layout = laid_out(para("a"), PageBreak(), Heading(2, words("B")))

    assert layout.pages[1][0].y == 0
    assert laid_out(para("a"), Heading(2, words("B"))).pages[0][1].y == 14 + 6 + 12


def test_a_picture_is_never_larger_than_the_page_and_keeps_its_caption():
    tall = replace(png(), width=4000, height=9000)
    figure = Figure(tall, "Tall", words("A caption"), "figure")

    layout = laid_out(para("before"), figure)

    box, caption = (placed.box for placed in layout.pages[1])
    assert isinstance(box, FigureBox)
    assert box.height + box.space_after + caption.height <= A4.text_height
    assert box.width / box.height == pytest.approx(4000 / 9000)
    assert layout.page_map.targets == {"figure": 2}


def test_a_picture_that_is_none_is_reported_and_its_words_are_shown():
    layout = laid_out(Figure(Image(b"GIF89a", "png", 1, 1), "A chart of sales"))

    assert [found.code for found in layout.diagnostics] == [codes.IMAGE_UNREADABLE]
    assert "A chart of sales" in said(layout)[0]


# --- tables -------------------------------------------------------------------


def rows_of(layout):
    return [
        [placed.box for placed in page if isinstance(placed.box, RowBox)]
        for page in layout.pages
    ]


def test_rows_are_not_split_and_their_head_is_repeated():
    rows = tuple(row(str(n), "text " * (n % 50)) for n in range(80))
    layout = laid_out(para("a"), Table(columns(1, 4), rows, (row("No.", "Words"),)))

    heads = [[box.is_head for box in page] for page in rows_of(layout)]
    assert len(layout.pages) > 2
    assert all(page[0] and not any(page[1:]) for page in heads)
    assert sum(map(len, heads)) == 80 + len(layout.pages)
    for page in layout.pages:
        assert page[-1].y + page[-1].box.height <= A4.text_height
    for start in layout.page_map.starts:
        first = layout.pages[start.page - 1][1].box
        assert lines_of(first.cells[0].boxes[0]) == [str(start.path[1])]


@pytest.mark.parametrize("before", range(20, 60))
def test_a_row_that_names_others_stays_with_the_first(before):
    rows = [row(str(n), "x") for n in range(before)]
    rows += [Row((cell("Outcome", span=2),), "outcome", heading=True), row("1.1", "y")]

    layout = laid_out(Table(columns(1, 1), tuple(rows), (row("A", "B"),)))

    page = rows_of(layout)[layout.page_map.targets["outcome"] - 1]
    assert not page[-1].is_heading


def test_a_row_taller_than_a_page_is_split_between_lines():
    tall = row("Tall", " ".join(str(n) for n in range(4000)))
    layout = laid_out(
        para("a"), Table(columns(1, 1), (tall, row("next", "")), (row("A", "B"),))
    )

    assert all(page[0].is_head for page in rows_of(layout))
    numbers = [word for page in said(layout) for word in page.split() if word.isdigit()]
    assert numbers == [str(n) for n in range(4000)]
    for page in layout.pages:
        assert page[-1].y + page[-1].box.height <= A4.text_height + 0.01


def test_the_heights_of_tall_rows_and_heads_are_told():
    low, tall = row("short"), row("word " * 5000)
    made = page_map(
        Table(columns(1, 1), (low, tall), head=(row("word " * 6000),)),
        Table(columns(1, 1), (low,), head=(low,)),
    )
    assert set(made.heights) == {(0,), (0, 1)}
    assert all(height > A4.text_height / 2 for height in made.heights.values())


def test_references_are_counted_wherever_they_stand():
    link = Reference((Text("there"), PageOf("a")), "a")
    layout = laid_out(
        Heading(1, (Text("A"),), "a"),
        Contents((ContentsEntry(1, (Text("A"),), "a"),)),
        Paragraph((link, Text(" "), Strong((link,)))),
        Table(columns(1), (Row((Cell((Paragraph((PageOf("a"),)),)),)),)),
    )
    assert layout.links == 1 + 2 * 2 + 1


def test_a_head_taller_than_a_page_stops_nothing():
    head = row("word " * 3000)
    layout = laid_out(Table(columns(1), (row("a"), row("b")), (head,)))

    assert "b" in said(layout)[-1].split()


def test_a_table_in_a_cell_may_be_longer_than_a_page():
    inner = Table(columns(1), tuple(row(f"inner {n}") for n in range(100)))
    outer = Table(columns(1, 2), (row("outer", "x"), Row((cell("a"), cell()))))
    nested = Row((cell("a"), type(cell())((inner,))), "nested")
    layout = laid_out(Table(outer.columns, (*outer.rows, nested)))

    assert " ".join(said(layout)).count("inner") == 100
    assert layout.page_map.targets["nested"] == 1


def test_cells_without_columns_still_have_a_place():
    layout = laid_out(Table((), (row("a", "b", "c"), row("d"))))

    (first, second) = rows_of(layout)[0]
    assert [inside.x for inside in first.cells] == sorted(
        {inside.x for inside in first.cells}
    )
    assert sum(inside.width for inside in second.cells) == pytest.approx(A4.text_width)


# --- anchors, page numbers, findings --------------------------------------------


def test_room_for_page_numbers_is_kept_before_they_are_known():
    short = laid_out(Heading(1, words("x"), "x"), para(PageOf("x"), ", and on"))
    far = laid_out(
        para(PageOf("x"), ", and on"),
        *[PageBreak(), filler(2)] * 120,
        Heading(1, words("x"), "x"),
    )

    assert far.page_map.targets["x"] == 121
    assert short.pages[0][1].box.lines[0].fragments[1].x == pytest.approx(
        far.pages[0][0].box.lines[0].fragments[1].x
    )


def test_a_long_document_keeps_room_for_four_digits():
    few = laid_out(Heading(1, words("x"), "x"), *[PageBreak(), para("a")] * 1000)
    assert few.digits == 4
    # No break and no table says beforehand how long this one is.
    hidden = laid_out(*[para("word " * 9000)] * 110)
    assert hidden.page_map.page_count > 999
    assert hidden.digits == 4


def test_an_anchor_that_does_not_exist_is_our_own_fault():
    with pytest.raises(ValueError, match="nowhere"):
        laid_out(para(Reference(words("there"), "nowhere")))


def test_an_anchor_that_stands_twice_is_our_own_fault():
    with pytest.raises(ValueError, match="twice"):
        laid_out(
            Heading(1, words("a"), "twice"), Table((), (row("b", anchor="twice"),))
        )


def test_the_search_for_garbage_is_on_again_even_after_a_fault():
    laid_out(para("a"))
    assert gc.isenabled()
    with pytest.raises(ValueError, match="nowhere"):
        laid_out(para(PageOf("nowhere")))
    assert gc.isenabled()


def test_every_kind_of_anchor_has_its_page():
    targets = page_map(
        Heading(1, words("h"), "heading"),
        PageBreak(),
        Paragraph(words("p"), anchor="paragraph"),
        Table(columns(1), (row("r", anchor="row"),)),
        ListBlock(((Quotation((Paragraph(words("q"), anchor="nested"),)),),)),
        PageBreak(),
        Figure(png(), "f", anchor="figure"),
    ).targets

    assert targets == {
        "heading": 1,
        "paragraph": 2,
        "row": 2,
        "nested": 2,
        "figure": 3,
    }


def test_a_character_that_no_font_has_is_named_with_its_heading():
    layout = laid_out(Heading(1, words("Team briefing")), para("a \U000102a0 b"))

    (found,) = layout.diagnostics
    assert found.code is codes.GLYPH_MISSING
    assert found.message == 'no font has U+102A0 CARIAN LETTER A near "Team briefing"'
    assert str(found.span) == "A document"


def test_a_missing_character_is_found_again_in_the_next_document():
    again = [laid_out(para("\U000102a0")).diagnostics for _ in range(2)]

    assert again[0] == again[1] != ()


@pytest.mark.parametrize(
    "block",
    [
        CodeBlock("\U000102a0"),
        FormLine((FormField("\U000102a0"),)),
        ListBlock(((para("\U000102a0"),),)),
        Table((), (row("\U000102a0"),)),
        Figure(png(), "alt", words("\U000102a0")),
    ],
)
def test_missing_characters_are_found_wherever_they_stand(block):
    assert [f.code for f in laid_out(block).diagnostics] == [codes.GLYPH_MISSING]


def test_missing_characters_are_found_at_the_head_of_the_page():
    layout = lay_out(Document("t", (), header_left="\U000102a0"))

    assert [found.code for found in layout.diagnostics] == [codes.GLYPH_MISSING]


def test_right_to_left_text_is_reported_once_for_each_heading():
    layout = laid_out(Heading(1, words("Names")), para("שלום"), para("עולם"))

    (found,) = layout.diagnostics
    assert found.code is codes.RIGHT_TO_LEFT
    assert '"Names"' in found.message


def test_ordinary_text_has_no_findings():
    assert lay_out(standard(5)).diagnostics == ()


def test_headings_come_into_the_outline_by_level():
    layout = laid_out(
        Heading(1, words("One")),
        Heading(3, words("Three")),
        Heading(4, words("Four")),
        Heading(2, words("Narrative"), outlined=False),
    )

    assert [(e.level, e.words) for e in layout.outline] == [(1, "One"), (3, "Three")]


def test_tags_of_headings_do_not_skip_a_level():
    layout = laid_out(*[Heading(level, words("x")) for level in (2, 4, 4, 3, 1, 3)])

    roles = [child.role for child in layout.structure.children]
    assert roles == ["H1", "H2", "H2", "H2", "H1", "H2"]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents())
def test_every_document_can_be_laid_out(document):
    layout = lay_out(document)

    assert layout.page_map.targets.keys() >= set(ANCHORS)
    assert layout.page_map.page_count == len(layout.pages)
    assert layout.page_map == lay_out(document).page_map
    pages = [start.page for start in layout.page_map.starts]
    assert pages == sorted(set(pages))
    for page in layout.pages:
        assert [placed.y for placed in page] == sorted(placed.y for placed in page)
