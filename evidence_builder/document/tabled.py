"""A picture of coverage taken apart: a legend, and a table with a row for each unit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph, Table
from evidence_builder.document.build import cell, columns, paragraph, row
from evidence_builder.document.coverage_picture import (
    CoveragePicture,
    PictureCell,
    PictureRow,
)
from evidence_builder.document.inlines import Text
from evidence_builder.document.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

_NOTHING = "—"


def legend_of(picture: CoveragePicture) -> CoveragePicture:
    """Return a tile for each status, with its words in place of a number."""
    filled = {one.status: one.filled for unit in picture.rows for one in unit.cells}
    return _tiles(
        PictureCell((Text(status.text),), status, filled=filled.get(status, ""))
        for status in picture.legend
    )


def as_table(picture: CoveragePicture) -> Table:
    """Return a picture as a table: each unit, and beside it its tiles."""
    rows = tuple(
        row(
            cell(Paragraph(unit.name), paragraph(unit.title, role="small")),
            cell(_tiles(unit.cells) if unit.cells else _NOTHING),
        )
        for unit in picture.rows
    )
    head = (row(*picture.heads),)
    return Table(columns(0.3, 0.7), rows, head, picture.summary, row_headers=True)


def said(one: PictureCell) -> str:
    """Return what a tile says in words: its number and how it stands."""
    number, status = plain(one.number), one.status.text
    return number if number == status else f"{number}: {status}"


def _tiles(cells: Iterable[PictureCell]) -> CoveragePicture:
    """Return a picture that is tiles and nothing else."""
    return CoveragePicture((PictureRow((), "", tuple(cells)),), ("", ""), (), "")
