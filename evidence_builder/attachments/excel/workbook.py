"""An Excel workbook → a heading and tables for each of its sheets.

Cells show what Excel showed when the file was saved; nothing is calculated. What is
hidden stays hidden, and it is said how much that is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Note,
)
from evidence_builder.attachments.excel.drawings import objects_of
from evidence_builder.attachments.excel.sheets import Workbook, Worksheet
from evidence_builder.attachments.excel.tables import SheetGrid, blocks_of
from evidence_builder.attachments.kind import WORDS
from evidence_builder.document.blocks import Heading, Paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.markup.openxml import open_package

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.excel.sheets import SheetName, ShownCell
    from evidence_builder.document.blocks import Block

SHEETS: Final = 20
"""The most sheets of one workbook that are shown."""
WAY: Final = "Sheets as tables, without their layout"

_UNNAMED: Final = re.compile(r"(?:Sheet|Tabelle|Feuil)\s?1?")


def convert(data: bytes, _request: Request) -> Content:
    """Return a workbook as blocks.

    Raises:
        CannotBeIncludedError: There is nothing in it.
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    book = Workbook(open_package(data, WORDS["xlsx"]))
    seen = [sheet for sheet in book.sheets if not sheet.is_hidden]
    taken = seen[:SHEETS]
    sheets = [book.read(entry.part) if entry.part else Worksheet() for entry in taken]
    book.load_strings(sheets)
    blocks: list[Block] = []
    notes: list[Note] = []
    formulas = 0
    is_empty = True
    for named, sheet in zip(taken, sheets, strict=True):
        grid, unknown = _shown(book, sheet)
        formulas += unknown
        objects, lost = objects_of(book, named)
        is_empty = is_empty and not grid.rows and not objects
        if len(book.sheets) > 1 or not _UNNAMED.fullmatch(named.name):
            blocks.append(Heading(4, (Text(named.name),), outlined=False))
        blocks += blocks_of(grid, named.name)
        if not grid.rows and not objects:
            blocks.append(_small("This sheet is empty."))
        blocks += objects
        blocks += (_small(words) for words in _hidden(sheet))
        notes += _left_out(named, sheet, lost)
    hidden = [entry.name for entry in book.sheets if entry.is_hidden]
    if hidden:
        words = f"Hidden in the workbook, and not shown: {', '.join(hidden)}."
        blocks.append(_small(words))
    if is_empty:
        hint = "check that it is the file you mean"
        raise CannotBeIncludedError("there is nothing in it to show", hint)
    notes += _whole_book(len(seen), formulas)
    return Content(blocks=tuple(blocks), way=WAY, notes=tuple(notes))


def _shown(book: Workbook, sheet: Worksheet) -> tuple[SheetGrid, int]:
    """Return a sheet as it is shown, and how many formulas have no result."""
    rows: list[tuple[int, dict[int, ShownCell]]] = []
    formulas = 0
    for number, cells in sheet.rows:
        line = {at: book.show(cell) for at, cell in sorted(cells.items())}
        line = {at: cell for at, cell in line.items() if cell.text.strip()}
        formulas += sum(cell.is_formula for cell in line.values())
        if line:
            rows.append((number, line))
    return SheetGrid(rows, sheet.merged, sheet.frozen), formulas


def _hidden(sheet: Worksheet) -> list[str]:
    words = []
    if sheet.hidden_rows:
        words.append(_count(sheet.hidden_rows, "row"))
    if sheet.hidden_columns:
        words.append(_count(sheet.hidden_columns, "column"))
    return [f"Hidden in the sheet, and not shown: {' and '.join(words)}."] * bool(words)


def _left_out(named: SheetName, sheet: Worksheet, lost: str) -> list[Note]:
    notes: list[Note] = []
    parts = []
    if sheet.more_rows:
        parts.append(_count(sheet.more_rows, "more row"))
    if sheet.more_columns:
        parts.append(_count(sheet.more_columns, "more column"))
    if parts:
        message = f"has {' and '.join(parts)} in the sheet {named.name}, not shown"
        hint = "keep on each sheet what is evidence, or save it as a PDF"
        notes.append(Note("file-cut", message, hint))
    if lost:
        message = f"has {lost} in the sheet {named.name}, only named"
        notes.append(Note("file-cut", message, "save it as a PDF to show it all"))
    return notes


def _whole_book(sheets: int, formulas: int) -> list[Note]:
    notes: list[Note] = []
    if sheets > SHEETS:
        message = f"has {sheets} sheets; the first {SHEETS} are shown"
        notes.append(Note("file-cut", message, "keep the sheets that are evidence"))
    if formulas:
        message = f"shows {_count(formulas, 'formula')} without its result"
        if formulas > 1:
            message = f"shows {formulas:,} formulas without their results"
        notes.append(Note("file-cut", message, "open it in Excel and save it again"))
    return notes


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _small(words: str) -> Paragraph:
    return Paragraph((Text(words),), "small")
