"""A document for readers without pages: no page numbers, every link that they were.

"E003 on p. 12" becomes "E003", which leads there already. Where only the number led,
the words before it do: "Tracking sheet on p. 9" becomes a link "Tracking sheet". A
column of nothing but page numbers goes, where its rows lead to the same places.

Pure: blocks in, blocks out.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from evidence_builder.document.blocks import ListBlock, Paragraph, Quotation, Table
from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.document.rewrite import rewrite
from evidence_builder.document.walk import inlines_of, walk_inlines
from evidence_builder.wording.documents.render import there
from evidence_builder.wording.documents.sections import on_page, shown_so

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.document.blocks import Block, Cell, Document, Row
    from evidence_builder.document.inlines import Inline

_LAST_WORD = re.compile(r"\s\S+\s$|, ?$")
"""The end of what stands before a page number: " on " in English, or a comma."""

_CLAUSE = re.compile(r".*(?:[.:;] |\A)", re.DOTALL)
"""All up to where the last clause begins, which a page number belongs to."""


def without_pages(document: Document) -> Document:
    """Return a document that says and links the same without page numbers."""
    blocks = tuple(_without_columns(block) for block in document.blocks)
    return replace(document, blocks=rewrite(blocks, _unnumbered))


# --- runs of inlines -------------------------------------------------------------


def _unnumbered(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    if not any(isinstance(inline, PageOf) for inline in walk_inlines(run)):
        return run
    inlines: list[Inline] = []
    for inline in run:
        match inline:
            case PageOf(target):
                _lead(inlines, target)
            case Strong() | Emphasis() | Link() | Reference():
                inlines.append(replace(inline, inlines=_unnumbered(inline.inlines)))
            case Text() | Code() | Flag() | Break():
                inlines.append(inline)
            case _:
                assert_never(inline)
    return tuple(inlines)


def _lead(inlines: list[Inline], target: str) -> None:
    """Take back what only led to a page number, and let the words before it lead."""
    last = inlines[-1] if inlines else None
    joiner = _joiner(last.text) if isinstance(last, Text) else ""
    if not isinstance(last, Text) or not joiner:
        inlines.append(Reference((Text(there()),), target))
        return
    words = last.text.removesuffix(joiner)
    inlines.pop()
    if not words:
        if not _leads(walk_inlines(inlines[-1:]), target):
            inlines += [last, Reference((Text(there()),), target)]
        return
    clause = _CLAUSE.match(words)
    begin = clause.end() if clause else 0
    if begin:
        inlines.append(Text(words[:begin]))
    inlines.append(Reference((Text(words[begin:] or there()),), target))


def _joiner(text: str) -> str:
    """Return what of a text joins words to the page number after them.

    As the language has it in the sentences that say where something stands.
    """
    for said in (on_page(what="", page=""), shown_so(way="", page="")):
        ending = _LAST_WORD.search(said)
        if ending and text.endswith(ending[0]):
            return ending[0]
    return ""


def _leads(inlines: Iterable[Inline], target: str) -> bool:
    return any(
        isinstance(inline, Reference) and inline.target == target for inline in inlines
    )


# --- columns ---------------------------------------------------------------------


def _without_columns(block: Block) -> Block:
    match block:
        case ListBlock():
            items = tuple(tuple(map(_without_columns, item)) for item in block.items)
            return replace(block, items=items)
        case Quotation():
            return replace(block, blocks=tuple(map(_without_columns, block.blocks)))
        case Table():
            return _narrowed(block)
        case _:
            return block


def _narrowed(table: Table) -> Table:
    """Return a table without columns that hold page numbers alone."""
    # From the right, so that the places of those before stay as they are.
    for column in reversed(range(len(table.columns))):
        if _is_of_pages(table.rows, column):
            table = replace(
                table,
                columns=(*table.columns[:column], *table.columns[column + 1 :]),
                head=tuple(_cut(row, column) for row in table.head),
                rows=tuple(_cut(row, column) for row in table.rows),
            )
    return table


def _is_of_pages(rows: Sequence[Row], column: int) -> bool:
    """Whether a column says nothing that the other cells of its rows do not."""
    some = False
    for row in rows:
        cell = _cell_at(row, column)
        if cell is None or cell.span > 1:
            continue
        target = _only_page(cell)
        if target is None or not any(
            _leads(inlines_of(other.blocks), target) for other in row.cells
        ):
            return False
        some = True
    return some


def _only_page(cell: Cell) -> str | None:
    """Return what a cell leads to if it is a page number and nothing else."""
    if len(cell.blocks) == 1 and isinstance(cell.blocks[0], Paragraph):
        inlines = cell.blocks[0].inlines
        if len(inlines) == 1 and isinstance(inlines[0], PageOf):
            return inlines[0].target
    return None


def _cell_at(row: Row, column: int) -> Cell | None:
    at = 0
    for cell in row.cells:
        if at <= column < at + cell.span:
            return cell
        at += cell.span
    return None


def _cut(row: Row, column: int) -> Row:
    """Return a row without a column: a cell less, or one that is narrower."""
    cells: list[Cell] = []
    at = 0
    for cell in row.cells:
        if not at <= column < at + cell.span:
            cells.append(cell)
        elif cell.span > 1:
            cells.append(replace(cell, span=cell.span - 1))
        at += cell.span
    return replace(row, cells=tuple(cells))
