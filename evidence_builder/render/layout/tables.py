"""Tables: columns, rows and cells, and the two parts of a row that is too tall."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph
from evidence_builder.render import styles
from evidence_builder.render.layout.boxes import (
    BoxAnchor,
    CellBox,
    Element,
    RowBox,
    TableLook,
    TextBox,
)
from evidence_builder.render.layout.geometry import TableColumns, span_of
from evidence_builder.render.layout.room import ColumnRoom

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Cell, Row, Table
    from evidence_builder.render.layout.boxes import AnyBox, Boxes, Path
    from evidence_builder.render.layout.room import BlockSetter

_PICTURE_SHARE = 0.75
"""How much of a page's height a picture in a cell may have."""
_INTRODUCTION = 3
"""The most lines of a paragraph that introduces a table."""


def extend(
    stacker: BlockSetter, boxes: Boxes, block: Table, room: ColumnRoom, path: Path
) -> None:
    """Add the rows of a table to a column of boxes.

    A short paragraph before a table introduces it and stays with it.
    """
    if not block.rows and not block.head:
        return
    before = boxes[-1] if boxes else None
    if isinstance(before, TextBox) and len(before.lines) <= _INTRODUCTION:
        before.keep = True
    grid = stacker.geometry.tables[path] = _columns(block, room.width)
    inner = room._replace(
        parent=Element("Table", room.parent, summary=block.summary),
        max_height=room.max_height * _PICTURE_SHARE,
    )
    table = TableLook(look=block.look)
    rows = [*block.head, *block.rows]
    for index, row in enumerate(rows):
        number = index - len(block.head)
        is_head = number < 0
        there = (*path, number)
        box = _row(stacker, block, row, grid, inner, there, table, is_head=is_head)
        box.x = room.x
        box.bars = room.bars
        box.path = (*path, max(number, 0))
        box.first = index == 0
        box.keep = (is_head or row.heading or row.keep) and index < len(rows) - 1
        boxes.append(box)
        if is_head:
            table.head.append(box)
            table.head_height += box.height
    boxes[-1].space_after = styles.TABLE_SPACE_AFTER


def _columns(block: Table, width: float) -> TableColumns:
    """Return where columns stand, even for cells too many."""
    rows = (*block.head, *block.rows)
    count = max((sum(map(span_of, row.cells)) for row in rows), default=1)
    count = max(count, len(block.columns), 1)
    shares = [max(column.share, 0.0) for column in block.columns]
    usual = sum(shares) / len(shares) if shares and sum(shares) else 1.0
    shares += [usual] * (count - len(shares))
    total = sum(shares) or 1.0
    edges = [0.0]
    for share in shares:
        edges.append(edges[-1] + width * share / total)
    aligns = [column.align for column in block.columns]
    aligns += ["left"] * (count - len(aligns))
    gutters = [0.0] * count
    if block.look != "boxed":  # where a line stands between the columns
        for index, pair in enumerate(pairwise(aligns)):
            if pair == ("right", "left"):
                gutters[index] = styles.GUTTER
    return TableColumns(tuple(edges), tuple(aligns), tuple(gutters))


def _row(  # noqa: PLR0913, PLR0917 - as _cell
    stacker: BlockSetter,
    block: Table,
    row: Row,
    grid: TableColumns,
    room: ColumnRoom,
    path: Path,
    table: TableLook,
    *,
    is_head: bool,
) -> RowBox:
    element = Element("TR", room.parent)
    emphatic = is_head or row.heading
    labelled = block.row_headers or block.look == "fields" or row.heading
    cells: list[CellBox] = []
    head = room.look.styles["cell-head"]
    column = 0
    for index, cell in enumerate(row.cells):
        tag = _cell_element(
            element, span_of(cell), head=is_head, label=labelled and column == 0
        )
        muted = block.look == "fields" and column == 0
        body = head if emphatic else _LABEL if muted else styles.STYLES["cell"]
        there = (*path, index)
        cells.append(_cell(stacker, cell, column, grid, room, there, tag, body))
        column += span_of(cell)
    missing = len(grid.edges) - 1 - column
    if missing > 0:
        # ISO 14289-1:2014, 7.5; ISO 32000-1:2008, 14.8.4.3.4.
        # A table whose rows are not equally long is a riddle to a screen reader.
        tag = _cell_element(element, missing, head=is_head, label=False)
        left, right = grid.edges[column], grid.edges[-1]
        cells.append(CellBox(x=left, width=right - left, boxes=[], element=tag))
    box = RowBox(
        x=0.0,
        width=grid.edges[-1],
        height=0.0,
        cells=cells,
        table=table,
        element=element,
        tone=row.tone,
        is_head=is_head,
        is_heading=row.heading,
    )
    own = [BoxAnchor(0.0, row.anchor)] if row.anchor else []
    return _finished(box, own)


_LABEL = replace(styles.STYLES["cell"], colour=styles.STYLES["small"].colour)


def _cell_element(row: Element, span: int, *, head: bool, label: bool) -> Element:
    if head:
        return Element("TH", row, scope="Column", columns=span)
    if label:
        return Element("TH", row, scope="Row", columns=span)
    return Element("TD", row, columns=span)


def _cell(  # noqa: PLR0913, PLR0917 - called for every cell, so nothing is packed up
    stacker: BlockSetter,
    cell: Cell,
    column: int,
    grid: TableColumns,
    room: ColumnRoom,
    path: Path,
    tag: Element,
    body: styles.TextStyle,
) -> CellBox:
    span = span_of(cell)
    left, right = grid.edges[column], grid.edges[column + span]
    free = 2 * styles.CELL_PADDING_X + (grid.gutters[column] if span == 1 else 0.0)
    blocks = cell.blocks
    inner = ColumnRoom(
        parent=tag,
        look=room.look,
        x=left + styles.CELL_PADDING_X,
        width=max(right - left - free, 1.0),
        max_height=room.max_height,
        path=path,
        body=body,
        in_cell=True,
        align=grid.aligns[column],
        direct=len(blocks) == 1 and type(blocks[0]) is Paragraph,
    )
    return CellBox(
        x=left,
        width=right - left,
        boxes=stacker.stack(blocks, inner),
        shade="" if cell.tone == "plain" else styles.TONE_SHADES[cell.tone],
        element=tag,
    )


def split_row(row: RowBox, room: float, *, force: bool) -> tuple[RowBox, RowBox] | None:
    """Return a row in two parts, the first no higher than the room.

    None if nothing would fit; with ``force`` something always goes into the first.
    """
    room -= 2 * styles.CELL_PADDING_Y
    uppers: list[Boxes] = []
    lowers: list[Boxes] = []
    for cell in row.cells:
        upper, lower = _split_boxes(cell.boxes, room, force=force)
        uppers.append(upper)
        lowers.append(lower)
    if not any(uppers) or not any(lowers):
        return None
    own = [
        anchor for anchor in row.anchors if anchor.y == 0.0 and anchor.outline is None
    ][:1]
    above = replace(row, cells=_refilled(row, uppers), space_after=0.0)
    below = replace(row, cells=_refilled(row, lowers), first=False)
    return _finished(above, own), _finished(below, [])


def _split_boxes(boxes: Boxes, room: float, *, force: bool) -> tuple[Boxes, Boxes]:
    y = 0.0
    for index, box in enumerate(boxes):
        if y + box.height <= room:
            y += box.height + box.space_after
            continue
        halves = _split_box(box, room - y, force=force and index == 0)
        if halves is None:
            if index or not force:
                return boxes[:index], boxes[index:]
            return boxes[:1], boxes[1:]
        return [*boxes[:index], halves[0]], [halves[1], *boxes[index + 1 :]]
    return boxes, []


def _split_box(
    box: AnyBox, room: float, *, force: bool
) -> tuple[AnyBox, AnyBox] | None:
    if isinstance(box, RowBox):
        return split_row(box, room, force=force)
    if not isinstance(box, TextBox):
        return None
    count = max(int(room // box.style.leading), int(force))
    return box.split(count) if 0 < count < len(box.lines) else None


def _refilled(row: RowBox, contents: list[Boxes]) -> list[CellBox]:
    return [
        replace(cell, boxes=boxes)
        for cell, boxes in zip(row.cells, contents, strict=True)
    ]


def _finished(row: RowBox, own: list[BoxAnchor]) -> RowBox:
    """Give a row the height and the anchors of what stands in it."""
    least = styles.STYLES["cell"].leading
    row.height = 2 * styles.CELL_PADDING_Y + max(
        [least, *[cell.height() for cell in row.cells]]
    )
    row.anchors = own
    for cell in row.cells:
        y = styles.CELL_PADDING_Y
        for box in cell.boxes:
            if box.anchors:
                inner = [anchor._replace(y=anchor.y + y) for anchor in box.anchors]
                row.anchors = [*row.anchors, *inner]
            y += box.height + box.space_after
    return row
