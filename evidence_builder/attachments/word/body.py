"""Paragraphs, lists and tables of a Word document → blocks.

ECMA-376 Part 1 (5th ed.), 17.2 to 17.4.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.word.drawings import chosen_of
from evidence_builder.attachments.word.runs import Runs, letters
from evidence_builder.attachments.word.source import PARAGRAPHS
from evidence_builder.attachments.word.styles import BODY_TEXT, switch
from evidence_builder.attachments.word.tables import RawCell, RawRow, make_table
from evidence_builder.document.blocks import Heading, ListBlock, Paragraph
from evidence_builder.document.inlines import Strong, Text
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from evidence_builder.attachments.word.numbering import Label
    from evidence_builder.attachments.word.source import WordPart
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

LARGE_HEADINGS: Final = 2
"""How many levels of headings are headings here; the others are bold words."""
DEEPEST: Final = 12
"""Levels of boxes and tables in each other; deeper ones become running words."""

# ECMA-376 Part 1, 17.5 (content controls, custom XML), 17.13.5 (insertions); Part 3
# ("mc:AlternateContent").
_HOLDERS: Final = frozenset(
    """
    w:sdt w:sdtContent w:customXml w:ins w:moveTo w:smartTag mc:Choice mc:Fallback
    """.split()  # noqa: SIM905 - names read better as words
)
# ECMA-376 Part 1, 17.17.2.1 and 17.17.1.
_ELSEWHERE: Final = frozenset(("w:altChunk", "w:subDoc"))


class _Item(NamedTuple):
    """A paragraph that is an item of a list."""

    label: Label
    inlines: tuple[Inline, ...]
    after: tuple[Block, ...]


class BodyReader:
    """Reads the blocks of one part."""

    def __init__(self, source: WordPart) -> None:
        self._source = source
        self._runs = Runs(source)
        self._depth = 0

    def blocks(self, container: _Element) -> list[Block]:
        """Return the blocks that something holds: a body, a cell, a text box."""
        if self._depth >= DEEPEST:
            words = " ".join("".join(container.itertext()).split())
            return [Paragraph((Text(words),))] if words else []
        self._depth += 1
        blocks: list[Block] = []
        items: list[_Item] = []
        for element in _flat(container, ("w:p", "w:tbl", *_ELSEWHERE)):
            if self._source.is_full:
                break
            name = name_of(element)
            if name == "w:p":
                shown = self._paragraph(element)
                if isinstance(shown, _Item):
                    items.append(shown)
                    continue
                if not shown:
                    continue  # an empty line between items does not part them
            elif name == "w:tbl":
                shown = self._table(element)
            else:
                self._source.lost["part"] += 1
                shown = [Paragraph((Text(wording.part_elsewhere()),))]
            blocks += _arranged(items)
            items = []
            blocks += shown
        self._depth -= 1
        return blocks + _arranged(items)

    def _paragraph(self, element: _Element) -> list[Block] | _Item:
        source = self._source
        properties = child(element, "w:pPr")
        style = source.styles.get(attribute(child(properties, "w:pStyle"), "w:val"))
        outline = child(properties, "w:outlineLvl")
        level = style.level
        if outline is not None:
            level = whole(attribute(outline, "w:val"), BODY_TEXT)
        is_heading = 0 <= level < BODY_TEXT  # 17.3.1.20
        # A heading is bold by itself.
        below = style.looks._replace(bold=False) if is_heading else style.looks
        inlines = self._runs.read(element, below)
        drawn, self._runs.drawn = self._runs.drawn, []
        after: list[Block] = []
        for drawing in drawn:
            after += drawing.figures
            for box in drawing.boxes:
                after += self.blocks(box)
        numbered = child(properties, "w:numPr")
        number = attribute(child(numbered, "w:numId"), "w:val", style.number)
        depth = whole(attribute(child(numbered, "w:ilvl"), "w:val"), style.depth)
        if not inlines:
            return after
        source.take("paragraphs", PARAGRAPHS)
        label = source.numbering.label(number, depth) if number else None
        if is_heading:
            return [_heading(level, label, inlines), *after]
        if label is not None:
            return _Item(label, inlines, tuple(after))
        return [Paragraph(inlines), *after]

    def _table(self, element: _Element) -> list[Block]:
        grid = [
            whole(attribute(column, "w:w"))
            for column in element.iterfind(
                f"{qualified('w:tblGrid')}/{qualified('w:gridCol')}"
            )
        ]
        rows: list[RawRow] = []
        for row in _flat(element, ("w:tr",)):
            if self._source.is_full:
                break
            properties = child(row, "w:trPr")
            if child(properties, "w:del") is not None:
                continue
            # Rows count too, so that empty ones cannot be without end.
            self._source.take("paragraphs", PARAGRAPHS)
            rows.append(self._row(row, properties))
        if self._depth > 1:
            return _as_lines(rows)
        table = make_table(rows, grid)
        return [] if table is None else [table]

    def _row(self, row: _Element, properties: _Element | None) -> RawRow:
        """Read a row: gridBefore, gridSpan, vMerge, tblHeader, of 17.4."""
        cells: list[RawCell] = []
        before = whole(attribute(child(properties, "w:gridBefore"), "w:val"))
        if before > 0:
            cells.append(RawCell((), before))
        for cell in _flat(row, ("w:tc",)):
            inner = child(cell, "w:tcPr")
            span = whole(attribute(child(inner, "w:gridSpan"), "w:val"), 1)
            merged = child(inner, "w:vMerge")
            goes_on = merged is not None and attribute(merged, "w:val") != "restart"
            blocks = tuple(self.blocks(cell))
            cells.append(RawCell(blocks, max(span, 1), goes_on))
        is_head = bool(switch(properties, "w:tblHeader"))
        return RawRow(tuple(cells), is_head)


def _flat(container: _Element, wanted: tuple[str, ...]) -> Iterator[_Element]:
    """Yield what is wanted in a container, also inside what only wraps it."""
    waiting = list(reversed(container))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in wanted:
            yield element
        elif name in _HOLDERS:
            waiting.extend(reversed(element))
        elif name == "mc:AlternateContent":
            chosen = chosen_of(element)
            if chosen is not None:
                waiting.append(chosen)


def _heading(level: int, label: Label | None, inlines: tuple[Inline, ...]) -> Block:
    if label is not None and label.words:
        inlines = (Text(f"{label.words} "), *inlines)
    if level < LARGE_HEADINGS:
        return Heading(4, inlines, outlined=False)
    return Paragraph((Strong(inlines),))


def _arranged(items: list[_Item]) -> list[Block]:
    """Return items as lists in lists.

    A number that our lists do not print, such as ``2.1`` or ``(b)``, stands in front
    of its words instead: somebody may refer to it.
    """
    blocks: list[Block] = []
    at = 0
    while at < len(items):
        item = items[at]
        label = item.label
        end = at + 1
        while end < len(items) and items[end].label.depth > label.depth:
            end += 1
        below = (*item.after, *_arranged(items[at + 1 : end]))
        at = end
        if label.words and not label.is_plain:
            words = Text(f"{label.words} ")
            blocks += (Paragraph((words, *item.inlines)), *below)
            continue
        entry: tuple[Block, ...] = (Paragraph(item.inlines), *below)
        last = blocks[-1] if blocks else None
        ordered = bool(label.words)
        if (
            isinstance(last, ListBlock)
            and last.ordered == ordered
            and (not ordered or label.number == last.start + len(last.items))
        ):
            blocks[-1] = ListBlock((*last.items, entry), ordered, last.start)
        else:
            blocks.append(ListBlock((entry,), ordered, label.number if ordered else 1))
    return blocks


def _as_lines(rows: list[RawRow]) -> list[Block]:
    """Return a table inside a table as a line for each row."""
    blocks: list[Block] = []
    for row in rows:
        words = [
            " ".join(letters(block) for block in cell.blocks) for cell in row.cells
        ]
        if text := " · ".join(word for word in words if word.strip()):
            blocks.append(Paragraph((Text(text),)))
        blocks += (
            block for cell in row.cells for block in cell.blocks if not letters(block)
        )
    return blocks
