"""PDF and Word file have the same geometry, and it is the one that is meant.

Each length is written out here, and read from what both renderers have written: from
the drawn PDF, and from the markup of the Word file by the rules of its styles.
"""

from __future__ import annotations

import io
import zipfile
from contextlib import nullcontext
from itertools import accumulate
from typing import NamedTuple

import pypdfium2
import pytest
from docx.oxml import parse_xml
from docx.shared import Pt

from evidence_builder.document.blocks import (
    Cell,
    CodeBlock,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.coverage_picture import (
    CoveragePicture,
    PictureCell,
    PictureRow,
)
from evidence_builder.document.inlines import Break, Flag, Strong
from evidence_builder.pipeline.word_template import open_template
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.docx.template.document import render_templated
from evidence_builder.render.docx.template.file import TemplateRefusedError
from evidence_builder.render.layout import lay_out
from evidence_builder.render.pdf import render as render_pdf
from tests.documents import cell, columns, para, png, row, words
from tests.unit.render.test_docx_template import VALUES, docx, saved

LEFT, TOP, BOTTOM = 62.0, 76.0, 70.0
WIDTH, HEIGHT = 471.276, 695.89
PAPER = 595.276, 841.89

TWIP = 1 / 20
NEAR = 0.06
"""More than half a twip and a hundredth, to which the files round."""

TEXT, PATH, PICTURE = 1, 2, 3
"""What stands on a page, as pdfium counts."""


def near(length):
    return pytest.approx(length, abs=NEAR)


# --- what the PDF has -------------------------------------------------------------


class Drawn(NamedTuple):
    """What is drawn on the first page, from its left and upper text margins."""

    words: list[tuple[float, float, float, str]]
    """Left, right, and how far down the baseline is, of each text."""
    boxes: list[tuple[float, float, float, float]]
    """Left, top, right and bottom of each rule and shade."""
    pictures: list[tuple[float, float]]
    """Width and height."""

    def of(self, text):
        """Return left, right and baseline of a text."""
        return next(found[:3] for found in self.words if found[3].strip() == text)


def drawn(document):
    page = pypdfium2.PdfDocument(render_pdf(document, lay_out(document)))[0]
    high = PAPER[1] - TOP
    made = Drawn([], [], [])
    for item in page.get_objects(max_depth=3, textpage=page.get_textpage()):
        left, bottom, right, top = item.get_bounds()
        if item.type == TEXT:
            x, y = item.get_matrix().get()[4:]
            made.words.append((x - LEFT, right - LEFT, high - y, item.extract()))
        elif item.type == PICTURE:
            made.pictures.append((right - left, top - bottom))
        elif item.type == PATH:
            made.boxes.append((left - LEFT, high - top, right - LEFT, high - bottom))
    return made


# --- what the Word file has -------------------------------------------------------


def w(name):
    return "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}" + name


def value(element, *path):
    """Return the ``w:val`` of an element below another one, or nothing."""
    for name in path:
        element = None if element is None else element.find(w(name))
    return None if element is None else element.get(w("val"))


def points(element, name):
    return int(element.get(w(name))) * TWIP


class Word:
    """A Word file, read as ECMA-376 Part 1 (5th ed.) says: 17.7.2, style hierarchy."""

    def __init__(self, data):
        package = zipfile.ZipFile(io.BytesIO(data))
        self.body, styles, numbering = (
            parse_xml(package.read(f"word/{name}.xml"))
            for name in ("document", "styles", "numbering")
        )
        self.defaults = styles.find(f"{w('docDefaults')}/{w('pPrDefault')}/{w('pPr')}")
        self.styles = {s.get(w("styleId")): s for s in styles.iter(w("style"))}
        definitions = {
            one.get(w("abstractNumId")): one for one in numbering.iter(w("abstractNum"))
        }
        self.lists = {
            number.get(w("numId")): definitions[value(number, "abstractNumId")]
            for number in numbering.iter(w("num"))
        }

    def style(self, key):
        """Yield a style and those that it is based on."""
        while key is not None:
            yield self.styles[key]
            key = value(self.styles[key], "basedOn")

    def properties(self, paragraph):
        """Return what says how a paragraph is set, the last word first."""
        own = paragraph.find(w("pPr"))
        every = [own, *(s.find(w("pPr")) for s in self.style(value(own, "pStyle")))]
        every = [said for said in every if said is not None]
        number = next(
            (n for said in every if (n := said.find(w("numPr"))) is not None), None
        )
        if number is not None:
            level = value(number, "ilvl")
            levels = self.lists[value(number, "numId")].iter(w("lvl"))
            found = next(one for one in levels if one.get(w("ilvl")) == level)
            every.insert(1, found.find(w("pPr")))
        return [*every, self.defaults]

    def length(self, paragraph, name, key):
        """Return a length of a paragraph in points."""
        for said in self.properties(paragraph):
            element = said.find(w(name))
            if element is not None and element.get(w(key)) is not None:
                return points(element, key)
        return 0.0

    def paragraph(self, text):
        return next(p for p in self.body.iter(w("p")) if said(p) == text)

    def left(self, text):
        """Return how far from the left margin the words of a paragraph begin."""
        paragraph = self.paragraph(text)
        left = self.length(paragraph, "ind", "left")
        cell = next(paragraph.iterancestors(w("tc")), None)
        return left if cell is None else left + self.inside(cell)[0]

    def inside(self, cell):
        """Return where the words of a cell may begin, and where they must end."""
        table = next(cell.iterancestors(w("tbl")))
        edges = [points(table.find(f"{w('tblPr')}/{w('tblInd')}"), "w")]
        edges = list(
            accumulate(
                (points(c, "w") for c in table.iter(w("gridCol"))), initial=edges[0]
            )
        )
        at = 0
        for other in cell.getparent().iter(w("tc")):
            span = int(value(other, "tcPr", "gridSpan") or 1)
            if other is cell:
                margin = self.margins(cell)
                return edges[at] + margin["left"], edges[at + span] - margin["right"]
            at += span
        raise AssertionError

    def margins(self, cell):
        """Return what a cell leaves free at its edges."""
        table = next(cell.iterancestors(w("tbl"))).find(w("tblPr"))
        style = value(table, "tblStyle")
        chain = list(self.style(style)) if style else []
        every = [s.find(f"{w('tblPr')}/{w('tblCellMar')}") for s in chain]
        every = [
            cell.find(f"{w('tcPr')}/{w('tcMar')}"),
            table.find(w("tblCellMar")),
            *every,
        ]
        margins = {}
        for said in every:
            for side in said if said is not None else ():
                margins.setdefault(side.tag.partition("}")[2], points(side, "w"))
        return margins

    def height(self, row):
        """Return the height of a row whose cells hold one line each."""
        cell = row.find(w("tc"))
        margin = self.margins(cell)
        table = next(row.iterancestors(w("tbl"))).find(w("tblPr"))
        borders = self.styles[value(table, "tblStyle")].find(
            f"{w('tblPr')}/{w('tblBorders')}"
        )
        rule = int(borders.find(w("bottom")).get(w("sz"))) / 8
        line = self.length(cell.find(w("p")), "spacing", "line")
        return margin["top"] + line + margin["bottom"] + rule


def said(paragraph):
    return "".join(t.text or "" for t in paragraph.iter(w("t")))


def written(document):
    return Word(render_docx(document, lay_out(document).page_map))


def both(*blocks):
    document = Document("A title", blocks)
    return drawn(document), written(document)


# --- from left to right -----------------------------------------------------------

INNER = ListBlock(((para("inner"),),))
MANY = ListBlock(
    tuple((para(f"item {n}"),) for n in range(9995, 9997)), ordered=True, start=9995
)
STANDING = (
    Heading(1, words("One"), "a"),
    para("body"),
    ListBlock(((para("outer"), para("its second"), INNER),)),
    ListBlock(((para("first"),),), ordered=True),
    MANY,
    Quotation(
        (
            para("quoted"),
            ListBlock(((para("in a quotation"),),)),
            Quotation((para("twice"),)),
        )
    ),
    ListBlock(((Quotation((para("quoted in a list"),)),),)),
    CodeBlock("code"),
    Table(columns(1, 3), (row("cell", "next"),)),
    ListBlock(((para("with"), Table(columns(1, 1), (row("in a list", "beside"),))),)),
    Table(columns(1, 1), (Row((Cell((ListBlock(((para("in a cell"),),)),)),)),)),
    Table(columns(1, 1), (Row((Cell((Quotation((para("cell quotes"),)),)),)),)),
    Table(columns(1, 1), (row("toned", "x", tone="gap"),)),
)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("body", 0),
        ("outer", 16),
        ("its second", 16),
        ("inner", 32),
        ("first", 16),
        ("item 9995", 29.03),  # as wide as its label, and 4 points
        ("quoted", 16),
        ("in a quotation", 32),
        ("twice", 32),
        ("quoted in a list", 32),
        ("code", 8),
        ("cell", 4),
        ("next", 121.82),
        ("in a list", 20),
        ("beside", 247.64),
        ("in a cell", 20),
        ("cell quotes", 20),
    ],
)
def test_words_begin_where_they_are_meant_to(text, left):
    pdf, word = both(*STANDING)

    assert pdf.of(text)[0] == near(left)
    assert word.left(text) == near(left)


def test_words_of_a_row_with_a_bar_are_moved_by_half_of_it():
    """LibreOffice moves words by half the width of a border: 2.5 points."""
    pdf, word = both(*STANDING)

    assert pdf.of("toned")[0] == near(4)
    assert word.left("toned") == near(4 - 2.5 / 2)


@pytest.mark.parametrize(
    ("text", "label", "left"),
    [
        ("outer", "•", 0),
        ("inner", "\u2013", 16),
        ("first", "1.", 0),
        ("item 9995", "9995.", 0),
    ],
)
def test_labels_hang_where_the_list_begins(text, label, left):
    pdf, word = both(*STANDING)
    paragraph = word.paragraph(text)

    assert pdf.of(label)[0] == near(left)
    assert word.left(text) - word.length(paragraph, "ind", "hanging") == near(left)


@pytest.mark.parametrize(
    ("text", "bar"),
    [("quoted", 4), ("in a quotation", 4), ("twice", 20), ("quoted in a list", 20)],
)
def test_the_bar_of_a_quotation_stands_a_quarter_in(text, bar):
    """Word counts the distance of a border from the words, or from their label."""
    pdf, word = both(*STANDING)
    paragraph = word.paragraph(text)
    border = next(
        found
        for properties in word.properties(paragraph)
        if (found := properties.find(f"{w('pBdr')}/{w('left')}")) is not None
    )
    hanging = word.length(paragraph, "ind", "hanging")

    assert word.left(text) - hanging - int(border.get(w("space"))) == near(bar)
    assert int(border.get(w("sz"))) / 8 == 2
    widths = [right - left for left, _, right, _ in pdf.boxes if left == near(bar)]
    assert near(2) in widths


def test_columns_share_the_width():
    table = Table(
        columns(1, 2, 0.5), (row("a", "b", "c"), Row((Cell((para("d"),), 3),)))
    )
    pdf, word = both(table)
    grid = [points(column, "w") for column in word.body.iter(w("gridCol"))]

    assert grid == [near(134.65), near(269.30), near(67.33)]
    assert sum(grid) == near(WIDTH)
    assert [pdf.of(text)[0] for text in "abcd"] == [
        near(n) for n in (4, 138.65, 407.95, 4)
    ]
    assert [word.left(text) for text in "abcd"] == [
        near(n) for n in (4, 138.65, 407.95, 4)
    ]


@pytest.mark.parametrize(
    ("look", "gutter"), [("ruled", 10), ("fields", 10), ("boxed", 0)]
)
def test_numbers_at_the_right_keep_from_the_words_of_the_next_column(look, gutter):
    table = Table(
        (Column(1, "right"), Column(1), Column(2, "right")),
        (row("1", "b", "2"),),
        look=look,
    )
    pdf, word = both(table)
    for text, edge in (("1", 117.82 - gutter), ("2", WIDTH)):
        paragraph = word.paragraph(text)
        cell = next(paragraph.iterancestors(w("tc")))
        end = word.inside(cell)[1] - word.length(paragraph, "ind", "right")
        left, right, _ = pdf.of(text)

        assert end == near(edge - 4)
        assert left + 8.5 * 0.556 == near(edge - 4)  # the width of a figure
        assert right < end


def test_boxes_around_cells_are_as_thick_in_both():
    pdf, word = both(Table(columns(1), (row("a"),), look="boxed"))
    borders = word.styles["EvidenceBoxed"].find(f"{w('tblPr')}/{w('tblBorders')}")
    ((left, top, right, bottom),) = pdf.boxes

    # pdfium gives a line its whole thickness at both of its sides.
    assert (right - left, bottom - top) == (near(WIDTH + 1.5), near(17.5 + 1.5))
    assert {int(border.get(w("sz"))) / 8 for border in borders} == {0.75}


def test_rules_and_bars_are_as_thick_in_both():
    table = Table(columns(1), (row("a", tone="gap"), row("b")), (row("h"),))
    pdf, word = both(table)
    borders = word.styles["EvidenceRuled"].find(f"{w('tblPr')}/{w('tblBorders')}")
    bar = word.body.find(f".//{w('tcBorders')}/{w('left')}")
    left, top, right, bottom = pdf.boxes[2]

    assert {int(border.get(w("sz"))) / 8 for border in borders} == {0.5}
    assert int(bar.get(w("sz"))) / 8 == 2.5
    assert (left, right) == (near(-1.25), near(1.25))
    assert bottom - top == near(17.5)


# --- contents, code, forms --------------------------------------------------------

LONG = "i " * 149 + "i"
"""Each letter and each space is 2.78 points wide."""


def contents():
    entries = [ContentsEntry(n, words(f"level {n}"), "a") for n in (1, 2, 3)]
    entries.append(ContentsEntry(1, words(LONG), "a"))
    return both(Contents(tuple(entries)), Heading(1, words("One"), "a"))


@pytest.mark.parametrize(("level", "left"), [(1, 0), (2, 14), (3, 28)])
def test_entries_of_contents_stand_in_by_their_level(level, left):
    pdf, word = contents()
    paragraph = next(
        p for p in word.body.iter(w("p")) if said(p).startswith(f"level {level}")
    )
    tab = next(
        found
        for properties in word.properties(paragraph)
        if (found := properties.find(f"{w('tabs')}/{w('tab')}")) is not None
    )

    assert pdf.of(f"level {level}")[0] == near(left)
    assert word.length(paragraph, "ind", "left") == near(left)
    assert points(tab, "pos") == near(WIDTH)
    assert tab.get(w("val")) == "right"


def test_long_entries_keep_eighteen_points_and_three_figures_from_the_edge():
    """Into 471.28 - 18 - 3 * 5.56 points go 79 letters with the spaces between."""
    pdf, word = contents()
    paragraph = next(p for p in word.body.iter(w("p")) if "i i" in said(p))
    lines = [""]
    for piece in paragraph.iter(w("t"), w("br")):
        if piece.tag == w("br"):
            lines.append("")
        lines[-1] += piece.text or ""

    assert [line.count("i") for line in lines] == [79, 71]
    left, right, _ = pdf.of("i " * 78 + "i")
    assert left == near(0)
    assert right < 436.6


def test_code_keeps_from_both_edges_and_its_shade_does_not():
    pdf, word = both(CodeBlock("x" * 200))
    paragraph = next(p for p in word.body.iter(w("p")) if said(p))
    border = word.styles["CodeBlock"].find(f"{w('pPr')}/{w('pBdr')}/{w('right')}")
    lines = [t.text for t in paragraph.iter(w("t"))]

    assert (
        word.length(paragraph, "ind", "left")
        == word.length(paragraph, "ind", "right")
        == 8
    )
    assert int(border.get(w("space"))) + int(border.get(w("sz"))) / 8 == 7.5
    # Courier's letters are 0.6 of their size wide: 89 of them have 455 points.
    assert lines == ["x" * 89, "x" * 89, "x" * 22]
    assert [text for *_, text in pdf.words if "x" in text] == lines
    assert pdf.boxes[0][::2] == (near(0), near(WIDTH))


def test_blanks_of_a_form_stand_behind_their_labels():
    pdf, word = both(FormLine((FormField("Name", "Jo"), FormField("Date"))))
    (paragraph, *_) = [p for p in word.body.iter(w("p")) if said(p)]
    stops = [
        points(tab, "pos") for tab in paragraph.iter(w("tab")) if tab.get(w("pos"))
    ]
    label = {"Name": 9.5 * 2.667, "Date": 9.5 * 2.112}

    # 14 points between the two, 5 behind a label; stops keep half a point free.
    rules = [label["Name"] + 5, 228.64, 242.64 + label["Date"] + 5, WIDTH]
    assert [left for left, *_ in pdf.boxes] == [near(rules[0]), near(rules[2])]
    assert [right for *_, right, _ in pdf.boxes] == [near(rules[1]), near(rules[3])]
    assert stops == [near(n) for n in (rules[0], 228.14, 242.64, rules[2], WIDTH - 0.5)]
    assert pdf.of("Jo")[0] == near(rules[0])
    assert pdf.of("Date")[0] == near(242.64)


def test_a_label_takes_six_tenths_of_a_field_and_no_more():
    long = FormField("Reviewed and agreed with the assessor before the end")
    pdf, word = both(FormLine((long, FormField("Date"))))
    grid = [points(column, "w") for column in word.body.iter(w("gridCol"))]
    row_height = word.body.find(f".//{w('trHeight')}")

    assert sum(grid[:1]) == near(0.6 * 228.64 + 5)
    assert sum(grid[:2]) == near(228.64)
    assert grid[2] == near(14)
    assert pdf.boxes[0][0] == near(0.6 * 228.64 + 5)
    # A line more is 13 points more; the paragraph after the table takes one.
    assert points(row_height, "val") == near(24 + 13 - 1)
    assert pdf.of("Date")[2] == near(19)
    assert pdf.boxes[0][3] == near(19 + 13 + 2.5)


def test_words_at_the_right_end_where_their_cell_does():
    table = Table(
        (Column(1), Column(1, "right")),
        (row("a", Cell((para(Strong(words("12")), Flag("met", "done")),))),),
    )
    pdf = drawn(Document("A title", (table,)))

    assert pdf.of("● met")[1] == pytest.approx(WIDTH - 4, abs=0.2)


def test_a_line_of_a_form_is_as_high_as_its_deepest_field():
    long = FormField("Reviewed and agreed with the assessor before the end")
    flat, _ = both(FormLine((FormField("Name"), FormField("Date"))), para("after"))
    deep, _ = both(FormLine((long, FormField("Date"))), para("after"))

    # A line more is 13 points more.
    assert deep.of("after")[2] - flat.of("after")[2] == near(13)


def test_a_value_leaves_three_points_of_its_rule_free():
    """A letter n is 5.28 points wide: 89 of them are not wider than the rule."""
    pdf, short = both(FormLine((FormField("", "n" * 88),)))
    _, long = both(FormLine((FormField("", "n" * 89),)))

    assert pdf.of("n" * 88)[1] < WIDTH - 3
    assert short.body.find(f".//{w('tbl')}") is None
    assert points(long.body.find(f".//{w('trHeight')}"), "val") == 36


# --- from top to bottom -----------------------------------------------------------


@pytest.mark.parametrize(
    ("role", "line", "after"),
    [
        ("title", 32, 6),
        ("subtitle", 19, 16),
        ("lead", 16, 8),
        ("body", 14, 6),
        ("small", 11.5, 4),
        ("caption", 11.5, 8),
    ],
)
def test_lines_are_as_high_and_stand_as_far_apart(role, line, after):
    pdf, word = both(Paragraph(words("one"), role), Paragraph(words("two"), role))
    paragraph = word.paragraph("one")

    assert word.length(paragraph, "spacing", "line") == line
    assert word.length(paragraph, "spacing", "after") == after
    assert pdf.of("two")[2] - pdf.of("one")[2] == near(line + after)


@pytest.mark.parametrize(
    ("level", "before", "line", "after"),
    [(1, 0, 24, 10), (2, 12, 18, 6), (3, 8, 15, 4), (4, 4, 14, 3)],
)
def test_headings_stand_apart_from_what_is_before_them(level, before, line, after):
    pdf, word = both(para("one"), Heading(level, words("head")), para("two"))
    paragraph = word.paragraph("head")

    assert word.length(word.paragraph("one"), "spacing", "after") == 6 + before
    assert word.length(paragraph, "spacing", "line") == line
    assert word.length(paragraph, "spacing", "after") == after
    distance = 14 + 6 + before + line + after
    assert pdf.of("two")[2] - pdf.of("one")[2] == near(distance)


def pdf_and_word_heights(*blocks):
    """Return how far down the first box of each block is, and Word's pieces."""
    document = Document("A title", blocks)
    tops = {}
    for y, box, _ in lay_out(document).pages[0]:
        tops.setdefault(box.path[0], y)
    return list(tops.values()), written(document)


def test_what_follows_begins_as_far_down_in_both():
    """A block of each kind, and the sum of what Word's paragraphs and rows take."""
    blocks = (
        ListBlock(((para("item"),), (para("item"),))),
        Quotation((para("quoted"),)),
        CodeBlock("a\nb"),
        Table(columns(1), (row("a"), row("b")), (row("h"),)),
        Figure(png(100, 50), "alt"),
        Figure(png(100, 50), "alt", words("caption")),
        FormLine((FormField("Name"),)),
        Contents(
            (ContentsEntry(1, words("One"), "a"), ContentsEntry(2, words("x"), "a"))
        ),
        Paragraph(words("end"), anchor="a"),
    )
    tops, word = pdf_and_word_heights(*blocks)
    heights = [36, 20, 29, 62.5, 34, 47.5, 24, 29.5]
    expected = list(accumulate(heights, initial=0.0))

    assert tops == [near(top) for top in expected]
    taken, y = [], 0.0
    for piece in word.body[0]:
        if piece.tag == w("tbl"):
            y += sum(word.height(line) for line in piece.iter(w("tr")))
        elif piece.tag == w("p"):
            shown = len(list(piece.iter(w("br")))) + 1
            high = word.length(piece, "spacing", "line") * shown
            for extent in piece.iter("{*}extent"):
                high = int(extent.get("cy")) / 12700
            y += high + word.length(piece, "spacing", "after")
        taken.append(round(y, 2))
    for top in expected:
        assert any(y == near(top) for y in [0.0, *taken]), (top, taken)


def test_paragraphs_of_a_cell_stand_two_points_apart():
    pdf, word = both(Table(columns(1), (Row((Cell((para("one"), para("two"))),)),)))

    assert word.length(word.paragraph("one"), "spacing", "after") == 2
    assert word.length(word.paragraph("two"), "spacing", "after") == 0
    assert pdf.of("two")[2] - pdf.of("one")[2] == near(13.5)


def test_a_row_is_its_line_and_three_points_above_and_below():
    pdf, word = both(Table(columns(1), (row("one"), row("two"))))
    rows = list(word.body.iter(w("tr")))

    assert [word.height(line) for line in rows] == [near(17.5), near(17.5)]
    assert pdf.of("two")[2] - pdf.of("one")[2] == near(17.5)
    assert word.margins(rows[0].find(w("tc")))["top"] == 3


def test_the_space_after_the_last_of_a_cell_is_left_out():
    """Whatever it is: the row is no higher than a line of code and its padding."""
    made = Row((Cell((CodeBlock("code"),)),))
    pdf, word = both(Table(columns(1), (made, row("two"))))

    assert word.length(word.paragraph("code"), "spacing", "after") == 0
    assert pdf.of("two")[2] - pdf.of("code")[2] == near(17.5)


def test_levels_of_lists_stand_in_by_as_much_for_whoever_goes_on_writing():
    word = written(Document("t", STANDING))
    levels = [
        (points(level.find(f".//{w('ind')}"), "left"), int(level.get(w("ilvl"))))
        for definition in word.lists.values()
        for level in definition.iter(w("lvl"))
    ]

    assert len(levels) >= 18
    assert all(left == 16 * (level + 1) for left, level in levels)


# --- pictures ---------------------------------------------------------------------


def image(width, height):
    small = png()
    return Image(small.data, small.kind, width, height)


def in_a_cell(*blocks):
    return Table(columns(1, 1), (Row((Cell(blocks),)),))


CAPTION = words("caption")
SIZES = [
    ([Figure(image(80, 50), "a")], (38.4, 24)),
    ([Figure(image(2000, 500), "a")], (WIDTH, WIDTH / 4)),
    ([Figure(image(1000, 3000), "a")], (HEIGHT / 3, HEIGHT)),
    ([Figure(image(1000, 3000), "a", CAPTION)], (226.79, HEIGHT - 15.51)),
    (
        [Heading(1, words("h")), Figure(image(1000, 3000), "a")],
        (220.62, HEIGHT - 34.01),
    ),
    (
        [Paragraph(words("small"), "small"), Figure(image(1000, 3000), "a", CAPTION)],
        (221.63, HEIGHT - 31.01),
    ),
    (
        [Figure(image(1000, 3000), "a", words("word " * 1200))],
        (HEIGHT / 12, HEIGHT / 4),
    ),
    ([ListBlock(((Figure(image(2000, 500), "a"),),))], (455.276, 455.276 / 4)),
    ([Quotation((Figure(image(2000, 500), "a"),))], (455.276, 455.276 / 4)),
    ([in_a_cell(Figure(image(2000, 500), "a"))], (227.638, 56.91)),
    ([in_a_cell(Figure(image(1000, 3000), "a"))], (HEIGHT / 4, HEIGHT * 0.75)),
    (
        [in_a_cell(Figure(image(1000, 3000), "a", CAPTION))],
        (168.8, HEIGHT * 0.75 - 15.51),
    ),
]


@pytest.mark.parametrize(("blocks", "size"), SIZES)
def test_pictures_are_as_large_in_both(blocks, size):
    pdf, word = both(*blocks)
    extent = next(word.body.iter("{*}extent"))
    inner = next(word.body.iter("{*}ext"))

    assert (int(extent.get("cx")) / 12700, int(extent.get("cy")) / 12700) == (
        near(size[0]),
        near(size[1]),
    )
    assert dict(inner.attrib) == dict(extent.attrib)
    if pdf.pictures:  # else what is above stands on a page of its own
        assert pdf.pictures == [(near(size[0]), near(size[1]))]


# --- the picture of coverage ------------------------------------------------------


def picture(numbers=("1.1", "1.2"), heads=(), legend=()):
    met = Flag("Met", "done", "■")
    cells = tuple(PictureCell(words(number), met) for number in numbers)
    return CoveragePicture((PictureRow((), "", cells),), heads, legend, "How")


def test_tiles_are_a_multiple_of_five_points_wide():
    pdf, word = both(picture(tuple(f"1.{n}" for n in range(1, 20))))
    table = next(word.body.iter(w("tbl")))
    grid = [points(column, "w") for column in table.iter(w("gridCol"))]
    margin = word.margins(table.find(f".//{w('tc')}"))

    assert grid == [35] * 13
    assert [len(line.findall(w("tc"))) for line in table.iter(w("tr"))] == [13, 6]
    assert (margin["left"], margin["right"]) == (2.5, 2.5)
    # Of the last row Word takes the paragraph that it wants after a table in a cell.
    heights = [word.height(line) for line in table.iter(w("tr"))]
    assert heights == [near(17.25), near(17.25)]
    assert {round(bottom - top - 1.5, 2) for _, top, _, bottom in pdf.boxes} == {17.5}
    # pdfium gives a line its whole thickness at both of its sides.
    lefts = sorted({round(left + 0.75, 2) for left, *_ in pdf.boxes})
    assert lefts == [near(35 * n) for n in range(13)]


def test_a_legend_keeps_eight_points_from_the_picture():
    met = Flag("Met", "done", "■")
    made = picture(heads=("Unit", "Criteria"), legend=(met,))
    document = Document("A title", (made,))
    (_, legend, _), (y, _, _), *_ = lay_out(document).pages[0]
    gap = written(document).body[0][1]

    assert y == near(legend.height + 8)
    assert points(gap.find(f"{w('pPr')}/{w('spacing')}"), "line") == 8


# --- the page ---------------------------------------------------------------------


@pytest.mark.parametrize(("paper", "size"), [("A4", PAPER), ("Letter", (612, 792))])
def test_the_page_is_as_large_and_its_edges_are_as_wide(paper, size):
    document = Document(
        "t", (para("one"),), header_left="left", footer_left="foot", paper=paper
    )
    section = written(document).body[0][-1]
    edges = section.find(w("pgMar"))
    page = pypdfium2.PdfDocument(render_pdf(document, lay_out(document)))[0]
    baselines = {
        item.extract().strip(): item.get_matrix().get()[4:]
        for item in page.get_objects(filter=[TEXT], textpage=page.get_textpage())
    }

    assert page.get_size() == (near(size[0]), near(size[1]))
    assert [points(section.find(w("pgSz")), key) for key in "wh"] == [
        near(n) for n in size
    ]
    # At the bottom Word has 26 points more, of what it rounds differently.
    expected = {
        "top": 76,
        "right": 62,
        "bottom": 44,
        "left": 62,
        "header": 36,
        "footer": 32,
    }
    assert {key: points(edges, key) for key in expected} == {
        k: near(v) for k, v in expected.items()
    }
    assert baselines["left"] == (near(62), near(size[1] - 44))
    assert baselines["foot"] == (near(62), near(40))
    assert baselines["one"][0] == near(62)


def test_the_rule_below_the_header_stands_seven_points_below_its_words():
    """Two of them are below the baseline in a line, which is ten points high."""
    document = Document("t", (para("one"),), header_left="left")
    border = written(document).styles["Header"].find(f".//{w('bottom')}")
    (left, top, right, bottom) = drawn(document).boxes[0]

    assert int(border.get(w("space"))) == 5
    assert int(border.get(w("sz"))) / 8 == 0.5
    assert (left, right) == (near(0), near(WIDTH))
    assert (top, bottom) == (near(44 + 7 - 0.5 - TOP), near(44 + 7 - TOP))


def lines_of(share):
    """Return a cell of so many lines that they take a share of a page."""
    return cell(*[Break()] * int(HEIGHT * share / 11.5))


@pytest.mark.parametrize(("share", "slack"), [(0.85, 26), (0.95, 6), (1.5, 6)])
def test_a_row_that_may_be_taller_than_a_page_leaves_word_less_room(share, slack):
    """Nine tenths of a page by our measure may be a page by Word's."""
    table = Table(columns(1), (Row((lines_of(share),)),))
    section = written(Document("t", (table,))).body[0][-1]

    assert points(section.find(w("pgMar")), "bottom") == 70 - slack


@pytest.mark.parametrize(("share", "splits"), [(0.7, False), (0.8, True)])
def test_a_row_is_split_from_three_quarters_of_a_page_on(share, splits):
    word = written(Document("t", (Table(columns(1), (Row((lines_of(share),)),)),)))

    assert (word.body.find(f".//{w('cantSplit')}") is None) == splits


@pytest.mark.parametrize(("share", "repeats"), [(0.45, True), (0.55, False)])
def test_a_head_is_repeated_up_to_half_a_page(share, repeats):
    table = Table(columns(1), (row("a"),) * 40, (Row((lines_of(share),)),))
    document = Document("t", (table,))
    word = written(document)
    pages = lay_out(document).pages

    assert (word.body.find(f".//{w('tblHeader')}") is not None) == repeats
    assert any(placed.repeated for page in pages for placed in page) == repeats


# --- in somebody's template -------------------------------------------------------


def test_in_a_template_widths_are_those_of_its_pages():
    """Letter paper with margins of 1.25 inches and 1 inch: 432 by 648 points."""
    document = Document(
        "t",
        (
            Figure(image(1000, 3000), "a"),
            Table(columns(1, 3), (row("a", "b"),)),
            FormLine((FormField("Name"), FormField("Date"))),
            CodeBlock("x" * 100),
            Contents((ContentsEntry(1, words("One"), "a"),)),
            Paragraph(words("end"), anchor="a"),
        ),
    )
    template = open_template(saved(docx.Document()))
    page_map = lay_out(document).page_map
    data = render_templated(document, page_map, template, VALUES, lambda *_: None).data
    word = Word(data)
    extent = next(word.body.iter("{*}extent"))
    grid = [points(column, "w") for column in word.body.iter(w("gridCol"))]
    stops = [
        points(tab, "pos") for tab in word.body.iter(w("tab")) if tab.get(w("pos"))
    ]

    # A picture leaves 60 points to the heading above it.
    assert (int(extent.get("cx")) / 12700, int(extent.get("cy")) / 12700) == (
        near(196),
        near(588),
    )
    assert grid == [108, 324]
    # The letters of other fonts may be a quarter wider.
    assert stops[:3] == [near(9.5 * 2.667 * 1.25 + 5), near(208.5), near(223)]
    assert stops[-1] == 432
    assert [t.text for t in word.body.iter(w("t")) if "xx" in t.text] == [
        "x" * 81,
        "x" * 19,
    ]


def template_of(edit):
    made = docx.Document()
    edit(made.sections[0])
    return open_template(saved(made))


def test_a_template_that_says_nothing_of_its_margins_has_an_inch():
    def edit(section):
        edges = section._sectPr.find(w("pgMar"))
        section._sectPr.remove(edges)

    document = Document("t", (Table(columns(1), (row("a"),)),))
    page_map = lay_out(document).page_map
    made = render_templated(
        document, page_map, template_of(edit), VALUES, lambda *_: None
    )

    assert points(next(Word(made.data).body.iter(w("gridCol"))), "w") == 612 - 2 * 72


@pytest.mark.parametrize(("width", "refused"), [(143, True), (145, False)])
def test_text_must_have_two_inches_on_a_template_s_page(width, refused):
    def edit(section):
        section.left_margin = section.right_margin = Pt((612 - width) / 2)

    document = Document("t", (para("one"),))
    page_map = lay_out(document).page_map
    expected = pytest.raises(TemplateRefusedError) if refused else nullcontext()

    with expected:
        render_templated(document, page_map, template_of(edit), VALUES, lambda *_: None)
