"""The picture of coverage: its legend, and a table whose cells hold tables of tiles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.build import as_table
from evidence_builder.markup.wordml import twips
from evidence_builder.markup.xml import escaped
from evidence_builder.render.docx.blocks import tables
from evidence_builder.render.docx.inlines import sign
from evidence_builder.render.docx.paragraphs import TablePiece
from evidence_builder.render.docx.table_styles import LOOKS, shade
from evidence_builder.render.styles import (
    AFTER_TABLE,
    CELL_PADDING_Y,
    LEGEND_SPACE_AFTER,
    TILE_PADDING_X,
)

if TYPE_CHECKING:
    from evidence_builder.document.coverage_picture import CoveragePicture
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom
    from evidence_builder.render.layout.geometry import Tile


def extend(
    body: BodyWriter, column: Column, block: CoveragePicture, room: WordRoom, path: Path
) -> None:
    """Add a picture to a column."""
    if not any(block.heads):
        column.append(_tiles(body, room, path))
        return
    if block.legend:
        column.append(_tiles(body, room, path))
    tables.extend(body, column, as_table(block), room, path)


def _tiles(body: BodyWriter, room: WordRoom, path: Path) -> TablePiece:
    """Return tiles as a table, each row as many cells as it has tiles."""
    width, rows = body.geometry.tiles[path]
    across = max([len(tiles) for tiles in rows], default=1)
    wide = twips(width)
    looks = body.styles.ids[LOOKS["boxed"]]
    column = f'<w:gridCol w:w="{wide}"/>'
    content = (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{looks}"/>'
        f'<w:tblW w:w="{wide * across}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(room.x)}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar>{_margins()}</w:tblCellMar>'
        '<w:tblLook w:val="0600" w:firstRow="0" w:lastRow="0" w:firstColumn="0" '
        'w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>'
        f"{column * across}</w:tblGrid>"
        f"{''.join(_row(body, tiles, wide, across) for tiles in rows)}</w:tbl>"
    )
    return TablePiece(
        content=content,
        after=LEGEND_SPACE_AFTER,
        new_page=body.begins(room, path),
    )


def _margins() -> str:
    # The gap after the table is taken from the last row, or all rows would be higher.
    sides = (
        ("top", CELL_PADDING_Y),
        ("left", TILE_PADDING_X),
        ("bottom", CELL_PADDING_Y - AFTER_TABLE),
        ("right", TILE_PADDING_X),
    )
    return "".join(
        f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>' for side, size in sides
    )


def _row(body: BodyWriter, tiles: tuple[Tile, ...], wide: int, across: int) -> str:
    rest = across - len(tiles)
    free = ""
    if rest:
        free = (
            # ECMA-376 Part 1 (5th ed.), 17.4 (gridAfter, wAfter).
            f'<w:gridAfter w:val="{rest}"/><w:wAfter w:w="{rest * wide}" w:type="dxa"/>'
        )
    cells = "".join(_cell(body, tile, wide) for tile in tiles)
    return f"<w:tr><w:trPr>{free}<w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(body: BodyWriter, tile: Tile, wide: int) -> str:
    words = sign(tile.words, tile.colour)
    if tile.target is not None:
        words = body.inlines.to_anchor(tile.target, words, tip=escaped(tile.alt))
    background = shade(tile.shade) if tile.shade else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{wide}" w:type="dxa"/>{background}</w:tcPr>'
        f"<w:p><w:pPr>{body.styles.paragraph('TableSubheading')}"
        f'<w:jc w:val="center"/></w:pPr>{words}</w:p></w:tc>'
    )
