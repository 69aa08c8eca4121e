"""The tree that python-markdown makes → blocks.

Knows the shape of that tree and its placeholders, not the library.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.compose.narrative.inlines import (
    InlineReader,
    code,
    letters,
    tidy,
    words,
)
from evidence_builder.compose.narrative.plain import TooComplex
from evidence_builder.document.blocks import (
    Cell,
    CodeBlock,
    Column,
    Heading,
    ListBlock,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import narrative as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Literal
    from xml.etree.ElementTree import Element

    from evidence_builder.compose.narrative.inlines import NarrativeLines
    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Image
    from evidence_builder.document.inlines import Inline

_HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCK_TAGS: Final = frozenset(
    (*_HEADINGS, "p", "ul", "ol", "table", "blockquote", "pre", "hr")
)
_ALIGN: Final[dict[str | None, Literal["left", "right", "centre"]]] = {
    "right": "right",
    "center": "centre",
}
_DEEPEST_BLOCK = 10
_DEEPEST_HEADING = 4
_NARROWEST, _LONGEST_WORD = 4, 24
"""Letters for which a column is given room, whatever its cells hold."""
_PICTURE = 40
"""For how many letters a picture counts."""
_MARGINS = 3
"""Letters that the margins of a cell take."""
_LINE = 80
"""Letters that a line of a table surely has room for."""

_FENCED = re.compile("\x02wzxhzdk:([0-9]+)\x03")


class Walk:
    """Walks one tree, in order; pictures wait for the end of their paragraph."""

    def __init__(
        self,
        base_level: int,
        image: Callable[[str], Image | None],
        sink: Sink,
        lines: NarrativeLines,
        fenced: tuple[str, ...],
    ) -> None:
        self._base_level = base_level
        self._inlines = InlineReader(image, sink, lines)
        self._fenced = fenced
        self._headings: list[int] = []

    def document(self, root: Element) -> tuple[Block, ...]:
        """Return the blocks of the whole tree."""
        return tuple(self._flow(root, 0))

    def _flow(self, element: Element, depth: int) -> list[Block]:
        """Return what an element holds: blocks, and paragraphs of what is between."""
        if depth > _DEEPEST_BLOCK:
            raise TooComplex(wording.lists_too_deep())
        blocks: list[Block] = []
        run: list[Inline] = []

        def end_paragraph() -> None:
            blocks.extend(self._paragraph(run))
            run.clear()

        def add(text: str | None) -> None:
            # Odd parts are the numbers of code blocks that stand outside the tree.
            for number, part in enumerate(_FENCED.split(text or "")):
                if number % 2:
                    end_paragraph()
                    blocks.append(CodeBlock(self._fenced[int(part)]))
                elif part:
                    run.append(Text(words(part)))

        add(element.text)
        for child in element:
            if child.tag in _BLOCK_TAGS:
                end_paragraph()
                blocks += self._block(child, depth)
            else:
                run += self._inlines.of(child)
            add(child.tail)
        end_paragraph()
        return blocks

    def _paragraph(self, run: Iterable[Inline]) -> list[Block]:
        """Return a paragraph if there are words, and the pictures met in it."""
        inlines = tidy(run)
        blocks: list[Block] = [Paragraph(inlines)] if inlines else []
        return blocks + self._inlines.take_figures()

    def _block(self, element: Element, depth: int) -> list[Block]:
        match element.tag:
            case "p":
                return self._flow(element, depth)
            case "ul" | "ol":
                items = tuple(tuple(self._flow(li, depth + 1)) for li in element)
                # CommonMark 0.31, 5.3: a list begins with its first number.
                start = int(element.get("start", "1"))
                return [ListBlock(items, element.tag == "ol", start)]
            case "blockquote":
                blocks = tuple(self._flow(element, depth + 1))
                return [Quotation(blocks)] if blocks else []
            case "table":
                return [self._table(element)]
            case "pre":
                return self._code(element)
            case _:
                return self._heading(element)

    def _heading(self, element: Element) -> list[Block]:
        """Return a heading whose level follows from the headings before it.

        No level is skipped on the way down: ISO 14289-1:2014, 7.4.2.
        """
        inlines = tidy(self._inlines.within(element))
        figures = self._inlines.take_figures()
        # A rule, <hr>, comes here too: what it separates is separate already.
        if not inlines:
            return figures
        written = int(element.tag[1])
        while self._headings and self._headings[-1] >= written:
            self._headings.pop()
        self._headings.append(written)
        level = min(self._base_level + len(self._headings) - 1, _DEEPEST_HEADING)
        return [Heading(level, inlines, outlined=False), *figures]

    def _code(self, element: Element) -> list[Block]:
        """Return indented code; a fence that was indented with it is put back."""
        parts = _FENCED.split("".join(element.itertext()))
        text = "".join(
            self._fenced[int(part)] if number % 2 else code(part)
            for number, part in enumerate(parts)
        )
        text = text.strip("\n").rstrip()
        return [CodeBlock(text)] if text else []

    def _table(self, element: Element) -> Table:
        """Return a table whose head is its header cells: ISO 14289-1:2014, 7.5.

        The summary becomes that of ISO 32000-1:2008, 14.8.5.7, table 349.
        """
        head, body = element
        rows = [
            tuple(
                Cell(tuple(self._paragraph(self._inlines.within(cell)))) for cell in row
            )
            for row in (*head, *body)
        ]
        shares = _shares(
            [[_wish(row[index]) for row in rows] for index in range(len(rows[0]))]
        )
        columns = tuple(
            Column(share, _ALIGN.get(cell.get("align"), "left"))
            for share, cell in zip(shares, head[0], strict=True)
        )
        names = ", ".join(filter(None, (_words_of(cell) for cell in rows[0])))
        named = any(cell.blocks for cell in rows[0])
        return Table(
            columns,
            tuple(Row(row) for row in rows[1:] if any(cell.blocks for cell in row)),
            head=(Row(rows[0]),) if named else (),
            summary=wording.table_of(heads=names) if names else "",
        )


def _wish(cell: Cell) -> str:
    """Return the words that a cell wants room for; a picture wants some as well."""
    pictures = sum(not isinstance(block, Paragraph) for block in cell.blocks)
    return _words_of(cell) + " " * (_PICTURE * pictures)


def _shares(columns: list[list[str]]) -> list[float]:
    """Return what share of the width each column of texts gets.

    First comes room for the longest word, so that no word is broken for want of it;
    what is left goes to long texts, to each column as the root of what it still wants.
    """
    least, wanted = [], []
    for texts in columns:
        word = max([len(word) for text in texts for word in text.split()], default=0)
        least.append(min(max(word, _NARROWEST), _LONGEST_WORD) + _MARGINS)
        wanted.append(max(max(map(len, texts)) + _MARGINS - least[-1], 0) ** 0.5)
    left = max(_LINE - sum(least), 0)
    if left and any(wanted):
        part = left / sum(wanted)
        least = [room + part * want for room, want in zip(least, wanted, strict=True)]
    total = sum(least)
    return [room / total for room in least]


def _words_of(cell: Cell) -> str:
    return " ".join(
        letters(block.inlines) for block in cell.blocks if isinstance(block, Paragraph)
    )
