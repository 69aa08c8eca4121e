"""Visit every block and inline of a document, in reading order."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from evidence_builder.document.blocks import (
    Break,
    Code,
    CodeBlock,
    Contents,
    Emphasis,
    Figure,
    Flag,
    FormLine,
    Heading,
    Link,
    ListBlock,
    PageBreak,
    PageOf,
    Paragraph,
    Quotation,
    Reference,
    Strong,
    Table,
    Text,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.document.blocks import Block, Inline


def walk_blocks(blocks: Iterable[Block]) -> Iterator[Block]:
    """Return every block, each before those inside it."""
    for block in blocks:
        yield block
        for inner in _inside(block):
            yield from walk_blocks(inner)


def walk_inlines(inlines: Iterable[Inline]) -> Iterator[Inline]:
    """Return every inline, each before those inside it."""
    for inline in inlines:
        yield inline
        if isinstance(inline, Strong | Emphasis | Link | Reference):
            yield from walk_inlines(inline.inlines)


def own_inlines(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Return the runs of inlines that a block holds itself, not those of inner ones."""
    match block:
        case Heading() | Paragraph():
            yield block.inlines
        case Figure():
            yield block.caption
        case Contents():
            for entry in block.entries:
                yield entry.inlines
        case ListBlock() | Table() | FormLine() | CodeBlock() | Quotation():
            return
        case PageBreak():
            return
        case _:
            assert_never(block)


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
        case PageBreak() | Contents():
            return
        case _:
            assert_never(block)
