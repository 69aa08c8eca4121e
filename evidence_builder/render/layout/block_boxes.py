"""From blocks to boxes: one column of them, with every height known."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from evidence_builder.document import blocks
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.render.attached import in_words
from evidence_builder.render.layout import figures, forms, lists, sheets, tables, tiles
from evidence_builder.render.layout.boxes import (
    BoxAnchor,
    BreakBox,
    Element,
    Fragment,
    Hyperlink,
    OutlineHeading,
    TextBox,
)
from evidence_builder.render.layout.geometry import Geometry, LineOfText
from evidence_builder.render.layout.measure import width_of
from evidence_builder.render.layout.room import CELL_HEADING, text_box
from evidence_builder.render.layout.runs import plain, run_of
from evidence_builder.render.styles import (
    DEEPEST_CONTENTS,
    DEEPEST_HEADING,
    DEEPEST_OUTLINE,
    SPACE_BEFORE_HEADING,
    STYLES,
)
from evidence_builder.wording.documents.render import no_room_in_table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.render.layout.boxes import Boxes, Line, Path
    from evidence_builder.render.layout.room import ColumnRoom
    from evidence_builder.render.layout.runs import Setter

_CONTENTS_GAP = 18.0
"""Between the words of an entry and its number: room for a few dots."""
_ONLY_LINES = (blocks.Paragraph, blocks.Heading, blocks.Contents)
"""Blocks of which nothing is known where their lines are not."""


class Stacker:
    """Stacks the blocks of one document."""

    def __init__(self, setter: Setter, *, fluid: bool = False) -> None:
        self.setter = setter
        self.geometry = Geometry()
        self.fluid = fluid
        """Whether words will be set in fonts that are not ours, so that nothing is
        known of where lines and pages end, and only the geometry is asked for."""
        self._heading_levels: list[int] = []

    def stack(self, content: Sequence[blocks.Block], room: ColumnRoom) -> Boxes:
        """Return the boxes of a column of blocks."""
        boxes: Boxes = []
        self.extend(boxes, content, room)
        return boxes

    def extend(
        self, boxes: Boxes, content: Sequence[blocks.Block], room: ColumnRoom
    ) -> None:
        """Add the boxes of blocks to a column."""
        for index, block in enumerate(content):
            if not (self.fluid and isinstance(block, _ONLY_LINES)):
                self._add(boxes, block, room, room.below(index))

    def _add(  # noqa: C901, PLR0912 - one arm for each kind of block
        self, boxes: Boxes, block: blocks.Block, room: ColumnRoom, path: Path
    ) -> None:
        match block:
            case blocks.Paragraph():
                boxes.append(self._paragraph(block, room, path))
            case blocks.Heading():
                self._heading(boxes, block, room, path)
            case blocks.ListBlock():
                lists.extend(self, boxes, block, room, path)
            case blocks.Table():
                tables.extend(self, boxes, block, room, path)
            case blocks.Figure():
                figures.extend(self, boxes, block, room, path)
            case blocks.FormLine():
                boxes.append(forms.form_line(self, block, room, path))
            case blocks.CodeBlock():
                boxes.append(self._code(block, room, path))
            case blocks.Quotation():
                self._quotation(boxes, block, room, path)
            case blocks.PageBreak():
                # Nothing inside a table can ask for a new page.
                if not room.in_cell:
                    boxes.append(BreakBox(x=0.0, width=0.0, height=0.0))
            case blocks.AttachedPage():
                if room.in_cell:
                    self.extend(boxes, in_words(block, no_room_in_table()), room)
                else:
                    boxes.append(sheets.sheet(self.setter, block, room))
            case CoveragePicture():
                tiles.extend(self, boxes, block, room, path)
            case blocks.Contents():
                # ISO 32000-1:2008, 14.8.4.2: grouping elements.
                element = Element("TOC", room.parent)
                for index, entry in enumerate(block.entries):
                    boxes.append(self._entry(entry, room, (*path, index), element))
            case _:
                assert_never(block)

    def _paragraph(
        self, block: blocks.Paragraph, room: ColumnRoom, path: Path
    ) -> TextBox:
        style = room.style(block.role)
        width = room.width - style.indent
        lines = self.setter.lines(block.inlines, style, width, align=room.align)
        return TextBox(
            x=room.x + style.indent,
            width=width,
            height=len(lines) * style.leading,
            space_after=style.space_after,
            keep=style.keep_with_next,
            path=path,
            anchors=[BoxAnchor(0.0, block.anchor)] if block.anchor else [],
            bars=room.bars,
            lines=lines,
            style=style,
            element=room.parent if room.direct else Element("P", room.parent),
        )

    def _heading(
        self, boxes: Boxes, block: blocks.Heading, room: ColumnRoom, path: Path
    ) -> None:
        level = min(max(block.level, 1), DEEPEST_HEADING)
        style = CELL_HEADING if room.in_cell else room.style(f"h{level}")
        if boxes and not room.in_cell:
            boxes[-1].space_after += SPACE_BEFORE_HEADING[level]
        words = plain(block.inlines)
        self.setter.heading = words
        outline = None
        if block.outlined and level <= DEEPEST_OUTLINE:
            outline = OutlineHeading(level, words)
        lines = self.setter.lines(block.inlines, style, room.width, align=room.align)
        element = Element(self._heading_role(level, room), room.parent)
        box = text_box(lines, style, room, path, element)
        box.anchors = [BoxAnchor(0.0, block.anchor, outline)]
        boxes.append(box)

    def _heading_role(self, level: int, room: ColumnRoom) -> str:
        if room.in_cell:
            return "P"
        # Tags may not skip a level, as authors do, so they count the nesting
        # (ISO 14289-1:2014, 7.4.2).
        levels = self._heading_levels
        while levels and levels[-1] >= level:
            levels.pop()
        levels.append(level)
        return f"H{len(levels)}"

    def _code(self, block: blocks.CodeBlock, room: ColumnRoom, path: Path) -> TextBox:
        style = STYLES["code"]
        width = room.width - 2 * style.indent
        lines = self.setter.code(block.text, style, width)
        self.geometry.lines[path] = _texts(lines)
        return TextBox(
            x=room.x + style.indent,
            width=width,
            height=len(lines) * style.leading,
            space_after=style.space_after,
            path=path,
            bars=room.bars,
            lines=lines,
            style=style,
            # ISO 32000-1:2008, 14.8.4.4: an inline-level element.
            element=Element("Code", Element("P", room.parent)),
            shaded=True,
        )

    def _quotation(
        self, boxes: Boxes, block: blocks.Quotation, room: ColumnRoom, path: Path
    ) -> None:
        begin = len(boxes)
        quoted = room.quoted(Element("BlockQuote", room.parent), path)
        self.extend(boxes, block.blocks, quoted)
        for box in boxes[begin:-1]:
            box.bar_after = (*box.bar_after, quoted.bars[-1])

    def _entry(
        self,
        entry: blocks.ContentsEntry,
        room: ColumnRoom,
        path: Path,
        parent: Element,
    ) -> TextBox:
        level = min(max(entry.level, 1), DEEPEST_CONTENTS)
        style = STYLES[f"contents{level}"]
        run = run_of(style)
        number_width = width_of("0" * self.setter.digits, run)
        width = room.width - style.indent
        link = Hyperlink(target=entry.target)
        self.setter.want(entry.target)
        number = run._replace(link=Hyperlink(target=entry.target), numbered=True)
        lines = self.setter.lines(
            entry.inlines, style, width - number_width - _CONTENTS_GAP, link=link
        )
        self.geometry.lines[path] = _texts(lines)
        item = Element("Reference", Element("TOCI", parent))
        box = text_box(lines, style, room, path, item)
        box.number = Fragment(width, "", number)
        return box


def _texts(lines: Sequence[Line]) -> tuple[LineOfText, ...]:
    return tuple(LineOfText(line.words, line.length) for line in lines)
