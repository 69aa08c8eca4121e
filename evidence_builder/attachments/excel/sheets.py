"""The sheets of an Excel workbook, read as a stream and no further than is shown.

ECMA-376 Part 1 (5th ed.), 18.2 (workbook), 18.3.1 (sheets), 18.4 (strings) and 18.8
(styles).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.excel.number_formats import (
    BUILT_IN,
    shown,
    text_shown,
)
from evidence_builder.attachments.libreoffice.clean.sheets import (
    area_of,
    is_computed,
    place_of,
)
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lxml.etree import _Element

    from evidence_builder.markup.openxml import Package

ROWS: Final = 200
"""The most rows of one sheet that are shown."""
COLUMNS: Final = 40
"""The most columns of one sheet that are shown."""
CELL: Final = 2_000
"""The most characters of one cell that are shown."""
MERGED: Final = 10_000
"""The most merged areas of one sheet that are heeded."""

_TRUE: Final = ("1", "true")
# A character that XML cannot hold, spelled by its code: 22.9.2.19.
_UNITS: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")


class CellFormat(NamedTuple):
    """How the cells of a style show what they hold: 18.8.45."""

    code: str = "General"
    bold: bool = False


class StoredCell(NamedTuple):
    """A cell as it is stored."""

    kind: str
    value: str
    style: int
    formula: str = ""


class ShownCell(NamedTuple):
    """A cell as it is shown."""

    text: str
    bold: bool = False
    is_number: bool = False
    is_formula: bool = False
    """Whether it is a formula's own words, because its result is not stored."""


class SheetName(NamedTuple):
    """A sheet of the workbook; ``part`` is empty where there is none."""

    name: str
    part: str
    is_hidden: bool


@dataclass(slots=True)
class Worksheet:
    """What is shown of a sheet, and how much is not."""

    rows: list[tuple[int, dict[int, StoredCell]]] = field(default_factory=list)
    """Rows with something in them, by number; cells by number of column."""
    more_rows: int = 0
    more_columns: int = 0
    hidden_rows: int = 0
    hidden_columns: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    frozen: int = 0
    """How many rows at the top stay in sight."""


class Workbook:
    """A workbook: its sheets, and how its cells look."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.part = package.related("", "officeDocument") or "xl/workbook.xml"
        root = package.tree(self.part)
        properties = child(root, "s:workbookPr")
        self.since_1904 = attribute(properties, "date1904") in _TRUE
        relations = package.relations(self.part)
        self.sheets: list[SheetName] = []
        for sheet in () if root is None else root.iter(qualified("s:sheet")):
            part = package.inside(relations.get(attribute(sheet, "r:id")))
            hidden = attribute(sheet, "state", "visible") != "visible"
            name = attribute(sheet, "name")[:100]
            self.sheets.append(SheetName(name, part or "", hidden))
        self._looks = _looks(package.tree(package.related(self.part, "styles")))
        self._strings: dict[int, str] = {}

    def read(self, part: str) -> Worksheet:
        """Return a sheet as it is stored, as much of it as is shown."""
        sheet = Worksheet()
        hidden: list[tuple[int, int]] = []
        columns: set[int] = set()
        last = 0
        wanted = ("s:pane", "s:col", "s:row", "s:mergeCell")
        for name, element in self.package.events(part, *wanted):
            if name == "s:row":
                last = whole(element.get("r"), last + 1)
                _add_row(sheet, last, element, hidden, columns)
            elif name == "s:col" and element.get("hidden") in _TRUE:
                first, end = whole(element.get("min")), whole(element.get("max"))
                if 0 < first <= end and len(hidden) < 1_000:
                    hidden.append((first, end))
            elif name == "s:mergeCell" and len(sheet.merged) < MERGED:
                sheet.merged.append(area_of(element.get("ref", "")))
            elif name == "s:pane" and element.get("state", "").startswith("frozen"):
                sheet.frozen = whole(element.get("ySplit"))
        sheet.hidden_columns = sum(end - first + 1 for first, end in hidden)
        kept = set(sorted(columns)[:COLUMNS])
        sheet.more_columns = len(columns) - len(kept)
        if sheet.more_columns:
            sheet.rows = [
                (row, {at: cell for at, cell in cells.items() if at in kept})
                for row, cells in sheet.rows
            ]
        return sheet

    def load_strings(self, sheets: Iterable[Worksheet]) -> None:
        """Read the strings that the cells of sheets refer to, and no others."""
        wanted = {
            whole(cell.value, -1)
            for sheet in sheets
            for _, cells in sheet.rows
            for cell in cells.values()
            if cell.kind == "s"
        }
        part = self.package.find(
            self.package.related(self.part, "sharedStrings") or "xl/sharedStrings.xml"
        )
        if not wanted or part is None:
            return
        last = max(wanted)
        for number, (_, item) in enumerate(self.package.events(part, "s:si")):
            if number in wanted:
                self._strings[number] = words_of(item)
            if number >= last:
                break

    def show(self, cell: StoredCell) -> ShownCell:
        """Return a cell as it is shown."""
        known = cell.style < len(self._looks)
        look = self._looks[cell.style] if known else CellFormat()
        if not cell.value and cell.formula:
            words = (
                f"={cell.formula}" if is_computed(cell.formula) else wording.formula()
            )
            return ShownCell(words[:CELL], look.bold, is_formula=True)
        match cell.kind:  # ST_CellType, 18.18.11
            case "s":
                text = self._strings.get(whole(cell.value, -1), "")
                return ShownCell(text_shown(text, look.code), look.bold)
            case "b":
                return ShownCell("TRUE" if cell.value in _TRUE else "FALSE", look.bold)
            case "n":
                return self._number(cell.value, look)
            case "d":
                return ShownCell(cell.value.replace("T", " ").strip(), look.bold)
            case _:
                return ShownCell(text_shown(cell.value, look.code), look.bold)

    def _number(self, value: str, look: CellFormat) -> ShownCell:
        try:
            number = float(value)
            if not abs(number) < 1e300:
                return ShownCell(value, look.bold)
            text = shown(number, look.code, since_1904=self.since_1904)
        except (ValueError, ArithmeticError):
            return ShownCell(value, look.bold)
        return ShownCell(text.strip(), look.bold, is_number=True)


def _add_row(
    sheet: Worksheet,
    number: int,
    row: _Element,
    hidden: list[tuple[int, int]],
    columns: set[int],
) -> None:
    """Keep a row that is shown, or count it."""
    cells = _cells(row, hidden)
    if not cells:
        return
    if row.get("hidden") in _TRUE:
        sheet.hidden_rows += 1
    elif len(sheet.rows) >= ROWS:
        sheet.more_rows += 1
    else:
        sheet.rows.append((number, cells))
        columns.update(cells)


def words_of(item: _Element) -> str:
    """Return the words of a string that may have several looks: 18.4.8."""
    words: list[str] = []
    for part in item:
        if name_of(part) == "s:t":
            words.append(part.text or "")
        elif name_of(part) == "s:r":
            words += (text.text or "" for text in part.findall(qualified("s:t")))
    text = "".join(words)[: CELL + 1]
    return _UNITS.sub(_unit, text) if "_x" in text else text


def _unit(match: re.Match[str]) -> str:
    """Return a character that is spelled by its code, where a text may hold it."""
    code = int(match[1], 16)
    ordinary = code in (0x09, 0x0A) or 0x20 <= code < 0xD800
    return chr(code) if ordinary else ""


def _cells(row: _Element, hidden: list[tuple[int, int]]) -> dict[int, StoredCell]:
    """Return the cells of a row that hold something and are to be seen."""
    cells: dict[int, StoredCell] = {}
    at = 0
    for cell in row:
        at = place_of(cell.get("r", ""))[1] or at + 1
        if not len(cell):
            continue
        kind = cell.get("t", "n")
        value = cell.findtext(qualified("s:v")) or ""
        inline = cell.find(qualified("s:is"))
        if inline is not None:
            kind, value = "inlineStr", words_of(inline)
        formula = cell.findtext(qualified("s:f")) or ""
        if not value and not formula:
            continue
        if any(first <= at <= end for first, end in hidden):
            continue
        style = whole(cell.get("s"))
        cells[at] = StoredCell(kind, value[: CELL + 1], max(style, 0), formula[:CELL])
    return cells


def _looks(styles: _Element | None) -> list[CellFormat]:
    """Return the look of every style of cells."""
    if styles is None:
        return []
    codes = dict(BUILT_IN)
    for entry in styles.iterfind(f"{qualified('s:numFmts')}/{qualified('s:numFmt')}"):
        codes[whole(entry.get("numFmtId"))] = entry.get("formatCode", "General")
    fonts = child(styles, "s:fonts")
    bold = [_is_on(child(font, "s:b")) for font in (() if fonts is None else fonts)]
    formats = child(styles, "s:cellXfs")
    looks: list[CellFormat] = []
    for cell_format in () if formats is None else formats:
        font = whole(cell_format.get("fontId"))
        code = codes.get(whole(cell_format.get("numFmtId")), "General")
        looks.append(CellFormat(code, 0 <= font < len(bold) and bold[font]))
    return looks


def _is_on(element: _Element | None) -> bool:
    return element is not None and element.get("val", "1") not in ("0", "false")
