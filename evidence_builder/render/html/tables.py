"""Tables: heads, headers of rows, groups of rows, and labels for narrow screens."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from evidence_builder.document.blocks import Paragraph
from evidence_builder.document.walk import plain
from evidence_builder.markup.html import escaped
from evidence_builder.wording.documents.render import table as table_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evidence_builder.document.blocks import Cell, Row, Table
    from evidence_builder.markup.html import Ids

_FEWEST_TO_STACK, _MOST_TO_STACK = 3, 8
"""A table of so many columns is shown row by row on a narrow screen.

WCAG 2.2, 1.4.10 (reflow)."""


class Shares:
    """Gives a class for each share of a width that something asks for.

    The file's own policy allows no style on a tag.
    """

    def __init__(self) -> None:
        self._used: set[int] = set()

    def classes(self, shares: Iterable[float]) -> list[str]:
        """Return a class for each of several things that share a width."""
        sizes = [max(share, 0.0) for share in shares]
        total = sum(sizes) or 1.0
        parts = [round(100 * size / total) for size in sizes]
        self._used.update(parts)
        return [f"w{part}" for part in parts]

    def rules(self) -> str:
        """Return the rules of the classes that were given."""
        return "".join(
            f"col.w{part}{{width:{part}%}}.form>.w{part}{{flex:{max(part, 1)} 1 0}}\n"
            for part in sorted(self._used)
        )


class CellWriter(Protocol):
    """What writes the cells of a table, and what its document shares."""

    ids: Ids
    gaps: Mapping[str, bool]
    shares: Shares

    def cell(self, cell: Cell) -> str:
        """Return what stands in a cell."""


def table(body: CellWriter, block: Table) -> str:
    """Return a table.

    On a narrow screen each cell of a stacking table stands below the one before, with
    the head of its column in front; a table that cannot be stacked is scrolled.
    """
    labels = _labels(block)
    classes = f"{block.look} stack" if labels else block.look
    columns = "".join(
        f'<col class="{name}"/>'
        for name in body.shares.classes(column.share for column in block.columns)
    )
    caption = (
        f'<caption class="unseen">{escaped(block.summary)}</caption>'
        if block.summary
        else ""
    )
    parts = [f'<table class="{classes}">{caption}<colgroup>{columns}</colgroup>']
    if block.head:
        parts.append("<thead>")
        parts += [_row(body, block, row, (), is_head=True) for row in block.head]
        parts.append("</thead>")
    parts += _groups(body, block, labels)
    parts.append("</table>\n")
    markup = "".join(parts)
    if labels or len(block.columns) < _FEWEST_TO_STACK:
        return markup
    words = escaped(block.summary) or table_words()
    # WCAG 2.2, 2.1.1: what scrolls must be reached by keyboard.
    opened = f'<div class="scroll" role="region" aria-label="{words}" tabindex="0">'
    return f"{opened}{markup}</div>\n"


def _labels(block: Table) -> Sequence[str]:
    """Return the head of each column, ready for an attribute; none if not stacked."""
    if not _FEWEST_TO_STACK <= len(block.columns) <= _MOST_TO_STACK or not block.head:
        return ()
    cells = block.head[-1].cells
    if len(cells) != len(block.columns):
        return ()
    return [escaped(_words(cell)) for cell in cells]


def _words(cell: Cell) -> str:
    return " ".join(
        plain(block.inlines) for block in cell.blocks if isinstance(block, Paragraph)
    )


def _groups(body: CellWriter, block: Table, labels: Sequence[str]) -> list[str]:
    """Return the rows in groups, each begun by a row that names those below it."""
    parts: list[str] = []
    for row in block.rows:
        if not parts:
            parts.append("<tbody>")
        elif _names_others(row):
            parts.append("</tbody><tbody>")
        parts.append(_row(body, block, row, labels))
    if parts:
        parts.append("</tbody>")
    return parts


def _names_others(row: Row) -> bool:
    return row.heading and len(row.cells) == 1


def _row(
    body: CellWriter,
    block: Table,
    row: Row,
    labels: Sequence[str],
    *,
    is_head: bool = False,
) -> str:
    parts = [f"<tr{_named(body, row)}>"]
    column = 0
    for cell in row.cells:
        inner = body.cell(cell)
        tag = "td"
        more = f' colspan="{cell.span}"' if cell.span > 1 else ""
        scope = "col" if is_head else _scope(block, row, column)
        # HTML Living Standard, "The th element" (scope); WCAG 2.2, 1.3.1.
        # A header without words would be announced as nothing.
        if inner and scope:
            tag = "th"
            more += f' scope="{scope}"'
        elif cell.span == 1 and column < len(labels):
            more += f' data-label="{labels[column]}"'
        more += _looks(block, cell, column)
        parts.append(f"<{tag}{more}>{inner}</{tag}>")
        column += cell.span
    # A table is only valid where every row is as wide as its columns
    # (HTML Living Standard, "Forming a table").
    parts += ["<td></td>"] * (len(block.columns) - column)
    parts.append("</tr>\n")
    return "".join(parts)


def _named(body: CellWriter, row: Row) -> str:
    """Return the attributes of a row: its place, whether it is a gap, its looks."""
    name = f' id="{body.ids.of(row.anchor)}"' if row.anchor else ""
    if row.anchor and row.anchor in body.gaps:
        name += f' data-gap="{"yes" if body.gaps[row.anchor] else "no"}"'
    classes = [] if row.tone == "plain" else [f"row-{row.tone}"]
    classes += ["keep"] if row.keep or _names_others(row) else []
    return f'{name} class="{" ".join(classes)}"' if classes else name


def _scope(block: Table, row: Row, column: int) -> str:
    """Return what a cell is the header of; nothing if it is none."""
    if _names_others(row):
        return "rowgroup"
    return "row" if column == 0 and (block.row_headers or row.heading) else ""


def _looks(block: Table, cell: Cell, column: int) -> str:
    align = block.columns[column].align if column < len(block.columns) else "left"
    names: list[str] = [] if align == "left" else [align]
    names += [] if cell.tone == "plain" else [cell.tone]
    return f' class="{" ".join(names)}"' if names else ""
