"""Where blocks are set: how much room they have and what they stand in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from evidence_builder.render.layout.boxes import TextBox
from evidence_builder.render.styles import QUOTE_BAR_X, STYLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.document.blocks import Block
    from evidence_builder.render.layout.boxes import Boxes, Element, Line, Path
    from evidence_builder.render.layout.geometry import Geometry
    from evidence_builder.render.layout.runs import Setter
    from evidence_builder.render.styles import Look, TextStyle

QUOTED = replace(STYLES["quote"], indent=0.0)
"""The room of a quotation is moved as a whole, lists in it included."""
CELL_HEADING = replace(STYLES["cell"], bold=True)


class ColumnRoom(NamedTuple):
    """A column of blocks.

    ``path`` leads to what the blocks belong to; see ``Geometry``.
    """

    parent: Element
    look: Look
    x: float
    width: float
    max_height: float
    path: Path = ()
    body: TextStyle = STYLES["body"]
    in_cell: bool = False
    depth: int = 0
    """How many lists there are around."""
    bars: tuple[float, ...] = ()
    align: Literal["left", "right", "centre"] = "left"
    direct: bool = False
    """Whether a paragraph is the only thing here and needs no tag of its own."""

    def below(self, index: int) -> Path:
        """Return the path of a block in this room."""
        return (*self.path, index)

    def quoted(self, parent: Element, path: Path) -> ColumnRoom:
        """Return the room of a quotation in this room."""
        indent = STYLES["quote"].indent
        return self._replace(
            parent=parent,
            x=self.x + indent,
            width=max(self.width - indent, 1.0),
            path=path,
            body=self.body if self.in_cell else QUOTED,
            bars=(*self.bars, self.x + QUOTE_BAR_X),
            direct=False,
        )

    def style(self, name: str) -> TextStyle:
        """Return the style that a kind of paragraph has here."""
        if name == "body" or self.in_cell:
            return self.body
        return self.look.styles[name]


def text_box(
    lines: list[Line], style: TextStyle, room: ColumnRoom, path: Path, element: Element
) -> TextBox:
    """Return the lines of a paragraph as a box in a room."""
    return TextBox(
        x=room.x + style.indent,
        width=room.width - style.indent,
        height=len(lines) * style.leading,
        space_after=style.space_after,
        keep=style.keep_with_next,
        path=path,
        bars=room.bars,
        lines=lines,
        style=style,
        element=element,
    )


class BlockSetter(Protocol):
    """What sets the blocks that stand in others."""

    setter: Setter
    geometry: Geometry
    fluid: bool

    def stack(self, content: Sequence[Block], room: ColumnRoom) -> Boxes:
        """Return the boxes of a column of blocks."""

    def extend(self, boxes: Boxes, content: Sequence[Block], room: ColumnRoom) -> None:
        """Add the boxes of blocks to a column."""


def page_room(parent: Element, look: Look) -> ColumnRoom:
    """Return the room between the margins of a page."""
    return ColumnRoom(parent, look, 0.0, look.paper.text_width, look.paper.text_height)
