"""Visit every block and inline of a document, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

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

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return every block, each before those inside it."""
    # A stack rather than recursion: documents have hundreds of thousands of blocks.
    waiting = [*blocks][::-1]
    while waiting:
        block = waiting.pop()
        yield block
        if not isinstance(block, Paragraph):
            waiting += [child for inner in _inside(block) for child in inner][::-1]


def anchors_of(blocks: Iterable[Block]) -> frozenset[str]:
    """Return every place in blocks that something may lead to."""
    anchors: set[str | None] = set()
    for block in walk_blocks(blocks):
        if isinstance(block, Heading | Paragraph | Figure | AttachedPage):
            anchors.add(block.anchor)
        elif isinstance(block, Table):
            anchors.update(row.anchor for row in (*block.head, *block.rows))
    return frozenset(anchor for anchor in anchors if anchor)


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Return every inline, each before those inside it."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link | Reference):
            yield from walk_inlines(inline.inlines)


def inlines_of(blocks: Iterable[Block]) -> Iterator[Inline]:
    """Return every inline of blocks, those inside others too."""
    for block in walk_blocks(blocks):
        for run in own_inlines(block):
            yield from walk_inlines(run)


def own_inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Return the runs of inlines that a block holds itself, not those of inner ones."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case Figure():
            yield block.caption
        case AttachedPage():
            yield block.stamp
        case Contents():
            for entry in block.entries:
                yield entry.inlines
        case CoveragePicture():
            yield from _pictured(block)
        case ListBlock() | Table() | FormLine() | CodeBlock() | Quotation():
            return
        case PageBreak():
            return
        case _:
            assert_never(block)


def _pictured(picture: CoveragePicture) -> Iterator[tuple[Inline, ...]]:
    yield picture.legend
    for unit in picture.rows:
        yield unit.name
        for criterion in unit.cells:
            yield from (criterion.number, criterion.evidence)


def plain(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines; a page number is not a word, its prefix is."""
    parts = []
    for inline in inlines:
        match inline:
            case Text() | Code() | Flag():
                parts.append(inline.text)
            case Strong() | Emphasis() | Link() | Reference():
                parts.append(plain(inline.inlines))
            case PageOf():
                parts.append(inline.prefix)
            case Break():
                parts.append("\n")
            case _:
                assert_never(inline)
    return "".join(parts)


def target_of(inlines: Iterable[Inline]) -> str | None:
    """Return the anchor that the first reference among inlines leads to."""
    for inline in walk_inlines(inlines):
        if isinstance(inline, Reference):
            return inline.target
    return None


def _inside(block: Block) -> Iterator[tuple[Block, ...]]:
    match block:
        case ListBlock():
            yield from block.items
        case Table():
            for row in (*block.head, *block.rows):
                yield from (cell.blocks for cell in row.cells)
        case Quotation():
            yield block.blocks
        case Heading() | Paragraph() | Figure() | FormLine() | CodeBlock():
            return
        case PageBreak() | Contents() | AttachedPage() | CoveragePicture():
            return
        case _:
            assert_never(block)
