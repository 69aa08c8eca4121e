"""A document as canonical text: what approved texts hold, and what people read."""

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
from evidence_builder.document.walk import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.document.blocks import Block, Cell, Document, Row


def dump(document: Document) -> str:
    """Return the words and structure of a document as text, one block a line."""
    head = [
        f"title: {document.title}",
        f"header: {document.header_left} | {document.header_right}",
        f"footer: {document.footer_left}",
        "",
    ]
    return "\n".join([*head, *_lines(document.blocks, "")]) + "\n"


def _lines(blocks: Iterable[Block], indent: str) -> Iterator[str]:
    for block in blocks:
        yield from (f"{indent}{line}".rstrip() for line in _block(block))


def _block(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - a case a block
    match block:
        case Heading():
            yield f"{'#' * block.level} {plain(block.inlines)}{_named(block.anchor)}"
        case Paragraph():
            yield from f"{plain(block.inlines)}{_named(block.anchor)}".split("\n")
        case ListBlock():
            for number, item in enumerate(block.items, block.start):
                yield f"{number}." if block.ordered else "-"
                yield from _lines(item, "  ")
        case Table():
            yield f"[table {block.look}: {block.summary}]"
            yield from (_row(row) for row in block.head)
            yield from (_row(row) for row in block.rows)
        case Figure():
            yield f"[figure: {block.alt}] {plain(block.caption)}"
        case AttachedPage():
            size = f"{block.drawn.width:.0f} x {block.drawn.height:.0f}"
            named = _named(block.anchor)
            yield f"[page: {block.title}, {size}] {plain(block.stamp)}{named}"
        case FormLine():
            yield " ".join(f"[{field.label}: {field.value}]" for field in block.fields)
        case CodeBlock():
            yield from (f"    {line}" for line in block.text.split("\n"))
        case Quotation():
            yield from _lines(block.blocks, "> ")
        case PageBreak():
            yield "[new page]"
        case Contents():
            for entry in block.entries:
                yield f"{'  ' * entry.level}{plain(entry.inlines)} -> {entry.target}"
        case CoveragePicture():
            yield from _picture(block)
        case _:
            assert_never(block)


def _picture(picture: CoveragePicture) -> Iterator[str]:
    yield f"[coverage: {picture.summary}]"
    for unit in picture.rows:
        yield f"{plain(unit.name)} {unit.title}"
        for criterion in unit.cells:
            status = f"{criterion.status.mark} {criterion.status.text}"
            words = f"  {plain(criterion.number)} {status} {plain(criterion.evidence)}"
            yield words.rstrip()
    yield ", ".join(f"{status.mark} {status.text}" for status in picture.legend)


def _row(row: Row) -> str:
    tone = "" if row.tone == "plain" else f" ({row.tone})"
    cells = " | ".join(_cell(cell) for cell in row.cells)
    return f"| {cells} |{_named(row.anchor)}{tone}"


def _cell(cell: Cell) -> str:
    return " / ".join(_lines(cell.blocks, "")).replace("\n", " ")


def _named(anchor: str | None) -> str:
    return f" {{{anchor}}}" if anchor else ""
