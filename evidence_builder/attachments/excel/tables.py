"""The cells of a sheet → paragraphs and tables that fit a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.excel.sheets import CELL
from evidence_builder.document.blocks import Cell, Column, Paragraph, Row, Table
from evidence_builder.document.inlines import Break, Code, Strong, Text
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from evidence_builder.attachments.excel.sheets import ShownCell
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

ROOM: Final = 471.0
"""How wide a table is, in points."""
_LETTER: Final = 4.6
_WIDE_LETTER: Final = 5.6
"""How wide a letter of a word may be that is not to be broken, in points."""
_PADDING: Final = 9.0
_NARROWEST: Final = 3
_WIDEST: Final = 28
_WORD: Final = 16
_SQUEEZED: Final = 2.0
"""How much narrower than they like columns may be, so as to stay in one table."""
_FIRST: Final = 0.35
"""The share of the width up to which a first column is repeated."""

Line = dict[int, "ShownCell"]
"""The cells of a row, by number of column."""
Area = tuple[int, int, int, int]


class SheetGrid(NamedTuple):
    """What is shown of a sheet: rows by number, in order, and its merged areas."""

    rows: list[tuple[int, Line]]
    merged: list[Area]
    frozen: int = 0


def blocks_of(grid: SheetGrid, name: str) -> list[Block]:
    """Return the blocks that show a grid."""
    spans = _spans(grid.merged)
    blocks: list[Block] = []
    for part in _parts(grid):
        start = 0
        # A title above a table is a line of its own, not a narrow cell.
        while start < len(part) and _is_title(part[start][1]):
            (cell,) = part[start][1].values()
            blocks.append(Paragraph(_inlines(cell)))
            start += 1
        if part[start:]:
            blocks += _tables(part[start:], spans, grid.frozen, name)
    return blocks


def _parts(grid: SheetGrid) -> list[list[tuple[int, Line]]]:
    """Return the rows of each table: a gap and then a title or a head begin one."""
    parts: list[list[tuple[int, Line]]] = []
    before = -1
    for number, line in grid.rows:
        gap = number > before + 1
        if not parts or (gap and (_is_title(line) or _is_head(line))):
            parts.append([])
        parts[-1].append((number, line))
        before = number
    return parts


def _is_title(line: Line) -> bool:
    return len(line) == 1 and not next(iter(line.values())).is_number


def _is_head(line: Line) -> bool:
    cells = line.values()
    return len(cells) > 1 and all(cell.bold and not cell.is_number for cell in cells)


def _spans(merged: list[Area]) -> dict[tuple[int, int], int]:
    """Return the last column of the areas that are merged, by row and first column."""
    return {
        (first_row, first): last
        for first_row, first, _, last in merged
        if last > first > 0
    }


def _tables(
    part: list[tuple[int, Line]],
    spans: dict[tuple[int, int], int],
    frozen: int,
    name: str,
) -> list[Block]:
    """Return one table, or several beside each other where one is too wide."""
    columns = sorted({at for _, line in part for at in line})
    sizes = {at: _size(part, at, spans) for at in columns}
    heads = _heads(part, frozen)
    groups = _groups(columns, sizes)
    blocks: list[Block] = []
    for number, group in enumerate(groups, 1):
        widths = _widths(group, sizes)
        rows = [_row(row, line, group, widths, spans) for row, line in part]
        numbers = {at: _is_numeric(part[heads:], at) for at in group}
        summary = wording.nameless_table()
        if name:
            summary = wording.sheet_table(name=name)
        if len(groups) > 1:
            part_of = {"part": number, "parts": len(groups)}
            summary = wording.nameless_part(**part_of)
            if name:
                summary = wording.sheet_part(name=name, **part_of)
            words = wording.columns_part(**part_of)
            blocks.append(Paragraph((Text(words),), "small"))
        total = sum(widths[at] for at in group)
        blocks.append(
            Table(
                tuple(
                    Column(widths[at] / total, "right" if numbers[at] else "left")
                    for at in group
                ),
                tuple(rows[heads:]),
                tuple(rows[:heads]),
                summary=summary,
                look="boxed",
            )
        )
    return blocks


def _heads(part: list[tuple[int, Line]], frozen: int) -> int:
    """Return how many rows at the top name the columns below them."""
    if len(part) < 2:
        return 0
    first = part[0][0]
    held = sum(number <= frozen for number, _ in part)
    if first <= frozen and 0 < held <= 3 and held < len(part):
        return held
    return 1 if _is_head(part[0][1]) and not _is_head(part[1][1]) else 0


def _is_numeric(part: list[tuple[int, Line]], at: int) -> bool:
    cells = [line[at] for _, line in part if at in line]
    return bool(cells) and 2 * sum(cell.is_number for cell in cells) >= len(cells)


class _Size(NamedTuple):
    """How many points wide a column must be, and how wide it would like to be."""

    least: float
    liked: float


def _size(
    part: list[tuple[int, Line]], at: int, spans: dict[tuple[int, int], int]
) -> _Size:
    word = line_length = _NARROWEST
    for row, line in part:
        cell = line.get(at)
        # Words alone in a row flow over the empty cells beside them, as in Excel.
        if cell is None or (row, at) in spans or _is_title(line):
            continue
        length = max(map(len, cell.text.split("\n")), default=0)
        longest = length if cell.is_number else max(map(len, cell.text.split()))
        word = max(word, min(longest, _WORD))
        line_length = max(line_length, min(length, _WIDEST))
    least = word * _WIDE_LETTER + _PADDING
    return _Size(least, max(line_length * _LETTER + _PADDING, least))


def _groups(columns: list[int], sizes: dict[int, _Size]) -> list[list[int]]:
    """Return the columns of each table; the first stands in each, as far as it fits."""
    least = sum(size.least for size in sizes.values())
    liked = sum(size.liked for size in sizes.values())
    if least <= ROOM and liked <= ROOM * _SQUEEZED:
        return [columns]
    first = columns[0]
    repeated = [first] if sizes[first].liked <= ROOM * _FIRST else []
    groups: list[list[int]] = []
    group: list[int] = []
    used = 0.0
    for at in columns:
        if len(group) > len(repeated) and used + sizes[at].liked > ROOM:
            groups.append(group)
            group = list(repeated)
            used = sum(sizes[column].liked for column in group)
        group.append(at)
        used += sizes[at].liked
    groups.append(group)
    return groups


def _widths(group: list[int], sizes: dict[int, _Size]) -> dict[int, float]:
    """Return widths side by side: what is too much, the wide ones lose."""
    least = sum(sizes[at].least for at in group)
    slack = sum(sizes[at].liked for at in group) - least
    share = min(max(ROOM - least, 0.0) / slack, 1.0) if slack else 0.0
    return {
        at: sizes[at].least + (sizes[at].liked - sizes[at].least) * share
        for at in group
    }


def _row(
    number: int,
    line: Line,
    group: list[int],
    widths: dict[int, float],
    spans: dict[tuple[int, int], int],
) -> Row:
    """Return a row with a cell for each column, or for several."""
    cells: list[Cell] = []
    position = 0
    while position < len(group):
        at = group[position]
        cell = line.get(at)
        span = 1
        if cell is not None:
            end = spans.get((number, at), at)
            while position + span < len(group) and group[position + span] <= end:
                span += 1
            if span == 1 and not cell.is_number:
                span = _flow(cell.text, line, group[position:], widths)
        blocks = () if cell is None else (Paragraph(_inlines(cell)),)
        cells.append(Cell(blocks, span))
        position += span
    return Row(tuple(cells))


def _flow(text: str, line: Line, group: list[int], widths: dict[int, float]) -> int:
    """Return over how many columns words flow: those beside them that are empty."""
    needed = max(map(len, text.split("\n"))) * _LETTER + _PADDING
    span, room = 1, widths[group[0]]
    while room < needed and span < len(group) and group[span] not in line:
        room += widths[group[span]]
        span += 1
    return span


def _inlines(cell: ShownCell) -> tuple[Inline, ...]:
    if cell.is_formula:
        return (Code(cell.text),)
    text = cell.text if len(cell.text) <= CELL else f"{cell.text[:CELL]}…"
    inlines: list[Inline] = []
    for number, words in enumerate(text.splitlines()):
        if number:
            inlines.append(Break())
        if words.strip():
            inlines.append(Text(words.strip()))
    within = tuple(inlines) or (Text(" "),)
    return (Strong(within),) if cell.bold else within
