"""Where blocks stand: how far in, and what they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.render.docx.stylesheet import ROLE_STYLES
from evidence_builder.render.styles import QUOTE_BAR_X, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Paragraph


class WordRoom(NamedTuple):
    """A column of blocks; lengths are points, and come from the layout.

    ``x`` is from the left margin, or from where the words of a cell begin.
    """

    path: tuple[int, ...] = ()
    x: float = 0.0
    body: str = "BodyText"
    """The style of running text here."""
    in_cell: bool = False
    row_height: float = 0.0
    """How high the row is that the cell is in, if it takes more than half a page."""
    depth: int = 0
    """How many lists there are around."""
    align: str = ""
    inset: float = 0.0
    """What is left free at the right, beyond the padding of the cell."""
    bar: float | None = None
    """Where the bar of the innermost quotation stands."""

    def below(self, index: int) -> tuple[int, ...]:
        """Return the path of a block in this room."""
        return (*self.path, index)

    def item(self, path: tuple[int, ...], indent: float) -> WordRoom:
        """Return the room of a list item in this room."""
        return self._replace(
            path=path,
            x=self.x + indent,
            body=self.body if self.in_cell else "ListContinue",
            depth=self.depth + 1,
            align="",
        )

    def quoted(self, path: tuple[int, ...]) -> WordRoom:
        """Return the room of a quotation in this room."""
        return self._replace(
            path=path,
            x=self.x + STYLES["quote"].indent,
            body=self.body if self.in_cell else "Quote",
            bar=self.x + QUOTE_BAR_X,
        )


def style_of(block: Paragraph, room: WordRoom) -> str:
    """Return the style of a paragraph where it stands."""
    if block.role == "body" or room.in_cell:
        return room.body
    return ROLE_STYLES[block.role]
