"""What can be seen of a workbook, as lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.cell.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet


def described(path: Path) -> dict[str, list[str]]:
    """Return what the workbook holds: aspect → lines."""
    book = openpyxl.load_workbook(path)
    about = book.properties
    aspects = {
        "sheets": [f"{sheet.title} {sheet.sheet_state}" for sheet in book.worksheets],
        "properties": [f"{key} {value}" for key, value in sorted(vars(about).items())],
        "names": [f"{key} {name.value}" for key, name in book.defined_names.items()],
    }
    for sheet in book.worksheets:
        aspects[f"sheet {sheet.title}"] = list(_sheet(sheet))
    return aspects


def _sheet(sheet: Worksheet) -> Iterator[str]:
    yield f"{sheet.freeze_panes} {sheet.auto_filter.ref} {sheet.print_title_rows}"
    yield f"merged {sorted(str(area) for area in sheet.merged_cells.ranges)}"
    for key, column in sorted(sheet.column_dimensions.items()):
        yield f"column {key} {column.min}-{column.max} {column.width} {column.hidden}"
    for number, row in sorted(sheet.row_dimensions.items()):
        yield f"row {number} {row.height} {row.hidden}"
    for rule in sheet.data_validations.dataValidation:
        yield f"allowed {rule.sqref} {rule.type} {rule.formula1}"
    for area in sheet.conditional_formatting:
        yield f"coloured {area.sqref} {[rule.formula for rule in area.rules]}"
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value is not None or cell.has_style:
                yield _cell(cell)


def _cell(cell: Cell) -> str:
    link = cell.hyperlink
    target = f" → {link.target or link.location}" if link else ""
    font, fill, set_as = cell.font, cell.fill.fgColor, cell.alignment
    look = f"{font.name} {font.sz} {font.b} {font.color and font.color.rgb} {fill.rgb}"
    place = f"{set_as.horizontal} {set_as.vertical} {set_as.wrap_text}"
    value = f"{cell.coordinate} {cell.value!r}{target}"
    return f"{value} ({cell.number_format}; {look}; {place})"
