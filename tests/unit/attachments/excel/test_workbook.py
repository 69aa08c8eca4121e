"""A workbook becomes tables that show what Excel showed."""

import io
from datetime import date, time

import pytest
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image as SheetImage
from openpyxl.styles import Font

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Request,
)
from evidence_builder.attachments.excel.workbook import convert
from evidence_builder.attachments.word.runs import letters
from evidence_builder.document.blocks import Figure, Heading, Paragraph, Table
from tests.documents import png
from tests.office_files import cells, words, xlsx

REQUEST = Request("roster.xlsx")


def read(data: bytes) -> Content:
    return convert(data, REQUEST)


def made(build) -> Content:
    """Return what is shown of a workbook that openpyxl makes."""
    book = Workbook()
    build(book)
    buffer = io.BytesIO()
    book.save(buffer)
    return read(buffer.getvalue())


def shown(table: Table) -> list[list[str]]:
    """Return the words of each cell; a cell over several columns says over how many."""
    return [
        [
            " ".join(map(letters, cell.blocks)) + ("~" * (cell.span - 1))
            for cell in row.cells
        ]
        for row in (*table.head, *table.rows)
    ]


def tables(content: Content) -> list[Table]:
    return [block for block in content.blocks if isinstance(block, Table)]


def texts(content: Content) -> list[str]:
    return [letters(one) for one in content.blocks if not isinstance(one, Table)]


def test_cells_are_shown_as_excel_shows_them():
    def build(book):
        sheet = book.active
        sheet.append(["Day", "From", "Share", "Cost", "Late"])
        sheet.append([date(2026, 3, 10), time(7, 30), 0.25, 1234.5, True])
        codes = ("ddd d mmm yyyy", "hh:mm", "0%", "£#,##0.00")
        for place, code in zip(("A2", "B2", "C2", "D2"), codes, strict=True):
            sheet[place].number_format = code

    (table,) = tables(made(build))
    assert shown(table) == [
        ["Day", "From", "Share", "Cost", "Late"],
        ["Tue 10 Mar 2026", "07:30", "25%", "£1,234.50", "TRUE"],
    ]
    assert [column.align for column in table.columns] == [
        "right", "right", "right", "right", "left",
    ]  # fmt: skip


def test_each_sheet_has_its_name_and_hidden_ones_are_only_said():
    data = xlsx(
        cells(words("A1", "seen") + words("B1", "too")),
        cells(words("A1", "secret")),
        cells(""),
        states=("visible", "veryHidden"),
    )
    content = read(data)
    headings = [letters(one) for one in content.blocks if isinstance(one, Heading)]
    assert headings == ["Sheet 1", "Sheet 3"]
    assert texts(content)[-2:] == [
        "This sheet is empty.",
        "Hidden in the workbook, and not shown: Sheet 2.",
    ]
    assert "secret" not in repr(content)


def test_hidden_rows_and_columns_are_only_counted():
    def build(book):
        sheet = book.active
        for row in range(1, 5):
            sheet.append([f"{row}{column}" for column in "abcd"])
        sheet.row_dimensions[2].hidden = True
        sheet.column_dimensions["C"].hidden = True

    content = made(build)
    (table,) = tables(content)
    assert shown(table) == [["1a", "1b", "1d"], ["3a", "3b", "3d"], ["4a", "4b", "4d"]]
    said = "Hidden in the sheet, and not shown: 1 row and 1 column."
    assert said in texts(content)


def test_a_title_stands_above_its_table_and_a_bold_row_is_its_head():
    def build(book):
        sheet = book.active
        sheet["A1"] = "Day team roster, week 10"
        for column, name in enumerate(("Who", "Mon", "Tue"), 1):
            sheet.cell(3, column, name).font = Font(bold=True)
            sheet.cell(4, column, "E")

    content = made(build)
    assert texts(content)[-1] == "Day team roster, week 10"
    (table,) = tables(content)
    assert len(table.head) == 1
    assert len(table.rows) == 1


def test_rows_that_are_frozen_are_the_head():
    def build(book):
        book.active.append(["Who", "Mon"])
        book.active.append(["Asha", "E"])
        book.active.freeze_panes = "B2"

    (table,) = tables(made(build))
    assert [letters(one) for cell in table.head[0].cells for one in cell.blocks] == [
        "Who", "Mon",
    ]  # fmt: skip


def test_merged_cells_take_their_columns():
    def build(book):
        sheet = book.active
        sheet.append(["Morning", None, "Late"])
        sheet.append(["a", "b", "c"])
        sheet.merge_cells("A1:B1")

    (table,) = tables(made(build))
    assert shown(table) == [["Morning~", "Late"], ["a", "b", "c"]]


def test_a_cell_in_the_last_corner_makes_a_small_table():
    data = xlsx(
        "<sheetData>"
        f'<row r="1">{words("A1", "first")}</row>'
        f'<row r="1048576">{words("XFD1048576", "last")}</row></sheetData>'
    )
    content = read(data)
    assert "first" in repr(content.blocks)
    assert "last" in repr(content.blocks)
    assert sum(len(table.rows) for table in tables(content)) <= 2


def test_what_is_left_out_is_counted():
    def build(book):
        for row in range(230):
            book.active.append([f"{row}-{column}" for column in range(45)])

    content = made(build)
    assert all(len(table.rows) + len(table.head) == 200 for table in tables(content))
    assert len(tables(content)) > 1
    assert [note.message for note in content.notes] == [
        "has 30 more rows and 5 more columns in the sheet Sheet, not shown"
    ]


def test_many_columns_become_several_tables_with_the_first_column_in_each():
    def build(book):
        book.active.append(["Who"] + [f"Remarks on day {n}" for n in range(1, 13)])
        book.active.append(
            ["Asha"] + [f"arrived at {n}:30, was fine" for n in range(1, 13)]
        )

    found = tables(made(build))
    assert len(found) > 1
    assert {shown(table)[1][0] for table in found} == {"Asha"}
    seen = [cell for table in found for cell in shown(table)[1][1:]]
    assert seen == [f"arrived at {n}:30, was fine" for n in range(1, 13)]
    for table in found:
        assert sum(column.share for column in table.columns) == pytest.approx(1)


def test_formulas_without_results_are_said():
    def build(book):
        book.active.append([1, 2, "=SUM(A1:B1)", '=WEBSERVICE("http://x")'])

    content = made(build)
    assert shown(tables(content)[0]) == [["1", "2", "=SUM(A1:B1)", "[formula]"]]
    (note,) = content.notes
    assert note.message == "shows 2 formulas without their results"


def test_errors_strings_and_results_of_formulas():
    data = xlsx(
        cells(
            '<c r="A1" t="e"><f>1/0</f><v>#DIV/0!</v></c>'
            '<c r="B1" t="str"><f>A2</f><v>result</v></c>'
            '<c r="C1" t="s"><v>1</v></c><c r="D1" t="d"><v>2026-03-10</v></c>'
            '<c r="E1" t="s"><v>99</v></c><c r="F1"><v>not a number</v></c>'
        ),
        strings="<si><t>no</t></si><si><r><t>rich </t></r><r><t>words</t></r>"
        "<rPh><t>sound</t></rPh></si>",
    )
    (table,) = tables(read(data))
    assert shown(table) == [
        ["#DIV/0!", "result", "rich words", "2026-03-10", "not a number"]
    ]


def test_dates_counted_from_1904():
    data = xlsx(
        cells('<c r="A1" s="0"><v>44629</v></c><c r="B1"><v>1</v></c>'),
        styles='<cellXfs><xf numFmtId="14"/></cellXfs>',
        properties='date1904="1"',
    )
    (table,) = tables(read(data))
    assert shown(table)[0][0] == "10/03/2026"


def test_of_a_million_strings_only_those_in_sight_are_kept():
    strings = "".join(f"<si><t>{n}</t></si>" for n in range(200_000))
    place = '<c r="A1" t="s"><v>199999</v></c><c r="B1" t="s"><v>3</v></c>'
    (table,) = tables(read(xlsx(cells(place), strings=strings)))
    assert shown(table) == [["199999", "3"]]


def test_pictures_and_comments_of_a_sheet():
    def build(book):
        book.active.append(["a", "b"])
        book.active["B1"].comment = Comment("checked twice", "Jo")
        book.active.add_image(SheetImage(io.BytesIO(png(40, 30).data)), "D1")

    content = made(build)
    assert any(isinstance(block, Figure) for block in content.blocks)
    assert "Comment at B1: checked twice" in texts(content)


def test_a_chart_is_named_and_counted():
    from openpyxl.chart import BarChart, Reference

    def build(book):
        book.active.append([1, 2])
        chart = BarChart()
        chart.title = "Calls a week"
        chart.add_data(Reference(book.active, min_col=1, min_row=1, max_col=2))
        book.active.add_chart(chart)

    content = made(build)
    assert "[chart: Calls a week]" in texts(content)
    assert [note.message for note in content.notes] == [
        "has 1 chart in the sheet Sheet, only named"
    ]


def test_line_ends_in_a_cell_stay():
    (table,) = tables(read(xlsx(cells(words("A1", "one\ntwo") + words("B1", "x")))))
    (block,) = table.rows[0].cells[0].blocks
    assert isinstance(block, Paragraph)
    assert letters(block) == "one two"
    assert len(block.inlines) == 3


def test_a_workbook_with_nothing_in_it_is_refused():
    with pytest.raises(CannotBeIncludedError, match="nothing in it"):
        made(lambda book: book.active)


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        ('<sheetData><row r="-5"><c r="!!"><v>1</v></c></row></sheetData>', "1"),
        ('<sheetData><row r="1e99"><c s="99"><v>1e400</v></c></row></sheetData>', "1e"),
        (
            '<sheetData><row><c t="s"><v>-1</v></c><c><v>7</v></c></row></sheetData>',
            "7",
        ),
        (cells('<c r="A1"><v>3</v></c>') + '<mergeCell ref="A1:XFD1048576"/>', "3"),
    ],
)
def test_nonsense_never_stops_a_build(sheet, expected):
    assert expected in repr(read(xlsx(sheet)).blocks)


@pytest.mark.parametrize(
    "sheet",
    [
        '<cols><col min="1" max="99999" hidden="1"/></cols>'
        + cells('<c r="A1"><v>1</v></c>'),
        '<sheetData/><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
        "",
    ],
)
def test_a_sheet_of_which_nothing_is_to_be_seen_is_refused(sheet):
    with pytest.raises(CannotBeIncludedError, match="nothing in it"):
        read(xlsx(sheet))
