"""The picture of coverage: a tile for each criterion, beside its unit.

Readable without colour (WCAG 2.2, 1.4.1): what is met is dark, what is claimed is
grey, what is to be done is white; and each has the shape of its status.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from evidence_builder.document.build import as_table, legend_of, words_of
from evidence_builder.document.walk import plain, target_of
from evidence_builder.render import styles
from evidence_builder.render.fonts.typeface import troubled
from evidence_builder.render.layout import tables
from evidence_builder.render.layout.boxes import (
    CellBox,
    Element,
    Fragment,
    Hyperlink,
    Line,
    RowBox,
    TableLook,
    TextBox,
)
from evidence_builder.render.layout.geometry import Tile, TileGrid
from evidence_builder.render.layout.line_breaking import Piece
from evidence_builder.render.layout.measure import set_short, width_of
from evidence_builder.render.layout.room import CELL_HEADING
from evidence_builder.render.layout.runs import run_of

if TYPE_CHECKING:
    from evidence_builder.document.coverage_picture import CoveragePicture, PictureCell
    from evidence_builder.render.layout.boxes import Boxes, Path
    from evidence_builder.render.layout.room import BlockSetter, ColumnRoom

_STEP = 5.0
"""Tiles are so many points wide or a multiple of it: those of most units are alike."""
_MARKS = "■●▲▼►◊○"
"""However narrow those of a unit are, there is room for each of them."""
_ON_DARK = "FFFFFF"


def grid(picture: CoveragePicture, room: float) -> TileGrid:
    """Return the tiles of a picture, as many beside each other as have room."""
    cells = [cell for unit in picture.rows for cell in unit.cells]
    run = run_of(CELL_HEADING)
    mark = max([width_of(f"{mark} ", run) for mark in _MARKS])
    widest = max([width_of(plain(cell.number), run) for cell in cells], default=0.0)
    width = ceil((mark + widest + 2 * styles.TILE_PADDING_X) / _STEP) * _STEP
    width = min(width, room)
    across = max(int(room // max(width, 1.0)), 1)
    tiles = [_tile(cell, width - 2 * styles.TILE_PADDING_X) for cell in cells]
    starts = range(0, len(tiles), across)
    rows = (tuple(tiles[start : start + across]) for start in starts)
    return TileGrid(width, tuple(rows))


def extend(
    stacker: BlockSetter,
    boxes: Boxes,
    block: CoveragePicture,
    room: ColumnRoom,
    path: Path,
) -> None:
    """Add a picture to a column of boxes: its legend, then its units as a table."""
    if not any(block.heads):
        _tiles(stacker, boxes, block, room, path)
        return
    if block.legend:
        first = len(boxes)
        _tiles(stacker, boxes, legend_of(block), room, path)
        for box in boxes[first:]:
            box.keep = True
        boxes[-1].space_after = styles.LEGEND_SPACE_AFTER
    tables.extend(stacker, boxes, as_table(block), room, path)


def _tiles(
    stacker: BlockSetter,
    boxes: Boxes,
    picture: CoveragePicture,
    room: ColumnRoom,
    path: Path,
) -> None:
    tiled = stacker.geometry.tiles[path] = grid(picture, room.width)
    look = TableLook(look="boxed")
    # What is in which row and column means nothing, so for the ear it is a list.
    parent = Element("L", room.parent)
    for tiles in tiled.rows:
        if troubled:
            stacker.setter.notice("".join(tile.words for tile in tiles))
        cells = [
            _cell(stacker, tile, n * tiled.width, tiled.width, parent)
            for n, tile in enumerate(tiles)
        ]
        boxes.append(
            RowBox(
                x=room.x,
                width=tiled.width * len(tiles),
                height=CELL_HEADING.leading + 2 * styles.CELL_PADDING_Y,
                path=path,
                bars=room.bars,
                cells=cells,
                table=look,
                element=parent,
            )
        )


def _cell(
    stacker: BlockSetter, tile: Tile, x: float, width: float, parent: Element
) -> CellBox:
    link = None
    if tile.target is not None:
        stacker.setter.want(tile.target)
        link = Hyperlink(target=tile.target, alt=tile.alt)
    fragments = []
    if tile.words:
        run = run_of(CELL_HEADING)._replace(colour=tile.colour, link=link)
        left = (width - width_of(tile.words, run)) / 2
        fragments = [Fragment(left, tile.words, run)]
    alt = "" if link else tile.alt
    element = Element("LBody", Element("LI", parent), alt=alt)
    box = TextBox(
        x=x,
        width=width,
        height=CELL_HEADING.leading,
        lines=[Line(fragments, len(tile.words))],
        style=CELL_HEADING,
        element=element,
    )
    return CellBox(x=x, width=width, boxes=[box], shade=tile.shade, element=element)


def _tile(cell: PictureCell, room: float) -> Tile:
    line = set_short([Piece(_words(cell), run_of(CELL_HEADING))], room)
    colour, shade = styles.TONES[cell.status.tone], ""
    if cell.filled == "full":
        colour, shade = _ON_DARK, colour
    elif cell.filled == "half":
        shade = styles.TILE_SHADES[cell.status.tone]
    return Tile(line.words, words_of(cell), target_of(cell.number), colour, shade)


def _words(cell: PictureCell) -> str:
    mark = cell.status.mark or styles.FLAG_MARKS[cell.status.tone]
    return f"{mark} {plain(cell.number)}".strip()
