"""The tracking workbook as an Excel file; the door of XlsxWriter.

A text is always written as a text: nothing that a learner wrote can become a formula,
and a cell that begins like one carries the mark that keeps it a text when somebody
edits it. There are no formulas at all.
"""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

from evidence_builder.export.book import compose_book
from evidence_builder.export.grid import SheetLink, SheetRow, places
from evidence_builder.export.heights import height, lines_needed
from evidence_builder.export.looks import FONT, CellFormats, mark_statuses
from evidence_builder.export.reopen import verify
from evidence_builder.export.text import begins_formula, held
from evidence_builder.files.build_date import build_date
from evidence_builder.wording.documents import export as words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from xlsxwriter.worksheet import Worksheet

    from evidence_builder.export.book import TrackingWorkbook
    from evidence_builder.export.grid import (
        Anchor,
        Kind,
        SheetTable,
        Value,
        WorkbookSheet,
    )
    from evidence_builder.resolve.resolved import Measured

_FIRST_DAY = date(1900, 3, 1)
"""Before this day Excel counts days wrongly or not at all.

ECMA-376 Part 1, 18.17.4 "Dates and Times": in the date system of 1900 that Excel keeps
there is a 29 February 1900.
"""

_MOST_LINKS = 65_000
"""Excel reads 65,530 links on a sheet: "Excel specifications and limits"."""

_HEAD = 5
"""How much higher the head of a table is than its words need, in points."""

_A4 = 9
"""The number of the paper in ECMA-376 Part 1, 18.3.1.63 "pageSetup"."""
_MOST_PRINTED = 55
"""The longest words on one side of a header."""

_UNITS_ACROSS = 12
"""A page takes so many columns of a matrix."""


def write_xlsx(measured: Measured) -> bytes:
    """Return the tracking workbook; equal portfolios give equal bytes.

    What was written is read again.

    Raises:
        UnsoundOutputError: A sheet, a cell or a link was lost, or there is a formula.
    """
    book = compose_book(measured)
    data = render(book)
    verify(data, book.sheets)
    return data


def render(book: TrackingWorkbook) -> bytes:
    """Return a workbook as an Excel file."""
    from xlsxwriter import Workbook

    stream = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_numbers": False,
        "strings_to_urls": False,
        # The widths of columns count in digits of the default type.
        "default_format_properties": dict(FONT),
    }
    workbook = Workbook(stream, options)
    workbook.set_properties(
        {
            "title": held(book.title)[:255],
            "author": held(book.author)[:255],
            "keywords": held(book.keywords)[:255],
            "created": build_date().replace(tzinfo=None),
        }
    )
    where = places(book.sheets)
    looks = CellFormats(workbook)
    for sheet in book.sheets:
        page = workbook.add_worksheet(sheet.name)
        _Page(page, looks, where).write(sheet)
        _set_up(page, sheet, book, looks)
        _mark(page, sheet, looks)
    workbook.close()
    return stream.getvalue()


class _Page:
    """Writes one sheet."""

    def __init__(
        self,
        page: Worksheet,
        looks: CellFormats,
        where: Mapping[Anchor, tuple[str, int]],
    ) -> None:
        self._page = page
        self._looks = looks
        self._where = where
        self._links = 0

    def write(self, sheet: WorkbookSheet) -> None:
        """Write the title, what stands below it, and the tables."""
        self._put(0, 0, sheet.title, "title", "text")
        row = 1
        for note in sheet.notes:
            self._put(row, 0, note, "note", "text")
            row += 1
        for label, value in sheet.facts:
            row += 1
            self._put(row, 0, label, "label", "text")
            kind: Kind = "date" if isinstance(value, date) else "text"
            self._put(row, 1, value, "fact", kind)
        # The columns of the first table are those of the sheet.
        widths = [column.width for column in sheet.tables[0].columns]
        for start, table in sheet.starts():
            if table.title:
                self._put(start - 1, 0, table.title, "caption", "text")
            self._table(start, table, widths)

    def _table(self, start: int, table: SheetTable, widths: Sequence[float]) -> None:
        for number, column in enumerate(table.columns):
            self._put(start, number, column.head, "head", column.kind)
        heads = SheetRow(tuple(column.head for column in table.columns))
        self._page.set_row(start, height(_lines(heads, widths)) + _HEAD)
        for row, line in enumerate(table.lines, start + 1):
            self._line(row, line, table)
            if line.look != "heading":
                self._page.set_row(row, height(_lines(line, widths)))

    def _line(self, row: int, line: SheetRow, table: SheetTable) -> None:
        if line.look == "heading":
            self._put(row, 0, line.values[0], "heading", "text")
            for number in range(1, len(table.columns)):
                self._put(row, number, "", "heading", "text")
            return
        for number, value in enumerate(line.values):
            self._put(row, number, value, line.look, table.columns[number].kind)

    def _put(self, row: int, column: int, value: Value, look: str, kind: Kind) -> None:
        page, looks = self._page, self._looks
        if isinstance(value, str):
            text = held(value)
            if text:
                quoted = begins_formula(text)
                page.write_string(row, column, text, looks.of(look, kind, quoted))
            elif look != "more":
                # A blank has nothing but the rule above it; these have none.
                page.write_blank(row, column, None, looks.of(look, kind))
        elif isinstance(value, SheetLink):
            self._put_link(row, column, value, look, kind)
        elif isinstance(value, date):
            self._put_date(row, column, value, look, kind)
        else:
            page.write_number(row, column, value, looks.of(look, kind))

    def _put_link(
        self, row: int, column: int, link: SheetLink, look: str, kind: Kind
    ) -> None:
        self._links += 1
        if self._links > _MOST_LINKS:
            self._put(row, column, link.text, look, kind)
            return
        sheet, line = self._where[link.to]
        name = sheet.replace("'", "''")
        # ECMA-376 Part 1, 18.3.1.47 "hyperlink", and 18.17 for the quotes of a name.
        target = f"internal:'{name}'!A{line + 1}"
        text = held(link.text)
        shown = self._looks.of(look, kind, begins_formula(text), linked=True)
        self._page.write_url(row, column, target, shown, text)

    def _put_date(
        self, row: int, column: int, value: date, look: str, kind: Kind
    ) -> None:
        if value < _FIRST_DAY:
            self._put(row, column, value.isoformat(), look, kind)
        else:
            self._page.write_datetime(row, column, value, self._looks.of(look, kind))


def _lines(line: SheetRow, widths: Sequence[float]) -> int:
    """Return how many lines of text the tallest cell of a row has."""
    most = 1
    for value, width in zip(line.values, widths, strict=False):
        text = value.text if isinstance(value, SheetLink) else value
        # Most cells hold a word or two.
        if isinstance(text, str) and (len(text) > width / 2 or "\n" in text):
            most = max(most, lines_needed(text, width))
    return most


def _set_up(
    page: Worksheet, sheet: WorkbookSheet, book: TrackingWorkbook, looks: CellFormats
) -> None:
    """Set what is seen and what is printed: widths, frozen heads, paper, header."""
    start, table = next(sheet.starts())
    for number, column in enumerate(table.columns):
        page.set_column(number, number, column.width, looks.of("more", column.kind))
    last = start + sum(line.look != "total" for line in table.lines)
    page.autofilter(start, 0, max(last, start + 1), len(table.columns) - 1)
    if sheet.is_list:
        page.freeze_panes(start + 1, sheet.fixed)
        page.repeat_rows(start)
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.65)
    across = 1
    if sheet.anchor == ("matrix",):
        across = -(-len(table.columns) // _UNITS_ACROSS)
        page.repeat_columns(0, sheet.fixed - 1)
    page.fit_to_pages(across, 0)
    page.set_header(f"&L{_printed(book.header)}&R{_printed(sheet.title)}")
    page_of = words.page_of(page="&P", pages="&N")
    page.set_footer(f"&L{_printed(book.footer)}&R{page_of}")


def _mark(page: Worksheet, sheet: WorkbookSheet, looks: CellFormats) -> None:
    """Let each status look like itself, also after somebody has changed it."""
    for start, table in sheet.starts():
        for number, column in enumerate(table.columns):
            if column.kind == "status" and table.lines:
                area = start + 1, number, start + len(table.lines), number
                mark_statuses(page, area, looks)


def _printed(text: str) -> str:
    """Return text as a header holds it, whose signs are written with ``&``.

    ECMA-376 Part 1, 18.3.1.46 "headerFooter".
    """
    # "Excel specifications and limits": 255 letters in all, its own signs included.
    shown = held(" ".join(text.split()))
    if len(shown) > _MOST_PRINTED:
        shown = shown[: _MOST_PRINTED - 1] + "…"
    return shown.replace("&", "&&")
