"""The same blocks with other inlines, for documents that show a part of another.

Pure: blocks in, blocks out.
"""

from __future__ import annotations

from dataclasses import replace
from operator import is_
from typing import TYPE_CHECKING, TypeAlias, assert_never

from evidence_builder.document.blocks import (
    AttachedPage,
    CodeBlock,
    Contents,
    Figure,
    FormLine,
    Heading,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.document.inlines import (
    Emphasis,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.document.walk import anchors_of, inlines_of
from evidence_builder.wording.documents.render import of_the_portfolio

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from evidence_builder.document.blocks import Block, Cell, Row
    from evidence_builder.document.coverage_picture import PictureRow
    from evidence_builder.document.inlines import Inline

    Inlines: TypeAlias = tuple[Inline, ...]
    Change: TypeAlias = Callable[[Inlines], Inlines]


def rewrite(blocks: Iterable[Block], change: Change) -> tuple[Block, ...]:
    """Return blocks with every run of inlines changed, those inside others too.

    What comes out as it went in is the same object.
    """
    return tuple([_block(block, change) for block in blocks])


def standing_alone(
    blocks: Iterable[Block], whole: Mapping[str, int]
) -> tuple[Block, ...]:
    """Return a part of a document with nothing in it that leads out of it.

    What refers to an anchor that is not in the part becomes plain words, and a page
    number that of the whole: "p. 12 of the portfolio".

    Args:
        whole: Anchor → page in the document that this is a part of.
    """
    part = tuple(blocks)
    here = anchors_of(part)

    def change(run: Inlines) -> Inlines:
        changed: list[Inline] = []
        for inline in run:
            if isinstance(inline, Reference) and inline.target not in here:
                changed += change(inline.inlines)
            elif isinstance(inline, PageOf) and inline.target not in here:
                page = f"{inline.prefix}{whole.get(inline.target, '—')}"
                changed.append(
                    Text(of_the_portfolio(page=page) if inline.prefix else page)
                )
            elif isinstance(inline, Strong | Emphasis | Link | Reference):
                changed.append(replace(inline, inlines=change(inline.inlines)))
            else:
                changed.append(inline)
        return tuple(changed)

    return rewrite(part, change)


def leads_out(blocks: Sequence[Block]) -> bool:
    """Whether anything in blocks refers to an anchor that is not among them."""
    here = anchors_of(blocks)
    return any(
        isinstance(inline, Reference | PageOf) and inline.target not in here
        for inline in inlines_of(blocks)
    )


def _block(block: Block, change: Change) -> Block:  # noqa: PLR0911 - a case a block
    match block:
        case Heading() | Paragraph():
            run = change(block.inlines)
            return block if run is block.inlines else replace(block, inlines=run)
        case Figure():
            return replace(block, caption=change(block.caption))
        case AttachedPage():
            return replace(block, stamp=change(block.stamp))
        case ListBlock():
            items = tuple(rewrite(item, change) for item in block.items)
            return replace(block, items=items)
        case Quotation():
            return replace(block, blocks=rewrite(block.blocks, change))
        case Table():
            head = tuple([_row(row, change) for row in block.head])
            rows = tuple([_row(row, change) for row in block.rows])
            return replace(block, head=head, rows=rows)
        case Contents():
            entries = tuple(
                replace(entry, inlines=change(entry.inlines)) for entry in block.entries
            )
            return replace(block, entries=entries)
        case CoveragePicture():
            units = tuple(_unit(unit, change) for unit in block.rows)
            return replace(block, rows=units)
        case FormLine() | CodeBlock() | PageBreak():
            return block
        case _:
            assert_never(block)


def _unit(unit: PictureRow, change: Change) -> PictureRow:
    cells = tuple(
        replace(
            criterion,
            number=change(criterion.number),
            evidence=change(criterion.evidence),
        )
        for criterion in unit.cells
    )
    return replace(unit, name=change(unit.name), cells=cells)


def _row(row: Row, change: Change) -> Row:
    cells = tuple([_cell(cell, change) for cell in row.cells])
    return row if all(map(is_, cells, row.cells)) else replace(row, cells=cells)


def _cell(cell: Cell, change: Change) -> Cell:
    blocks = rewrite(cell.blocks, change)
    return cell if all(map(is_, blocks, cell.blocks)) else replace(cell, blocks=blocks)
