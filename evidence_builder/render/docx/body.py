"""Blocks as Word paragraphs and tables.

Space stands only after a paragraph; what a heading wants above itself is added to
the paragraph before it, as in the layout that the page numbers come from.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, assert_never

from evidence_builder.document.blocks import (
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
from evidence_builder.render.docx import contents, forms, tables
from evidence_builder.render.docx.markup import escaped
from evidence_builder.render.docx.numbering import DEEPEST
from evidence_builder.render.docx.paragraphs import (
    PAGE_BREAK,
    Format,
    gap,
    paragraph,
)
from evidence_builder.render.docx.pictures import drawing
from evidence_builder.render.docx.splitting import cut
from evidence_builder.render.styles import (
    A4,
    LIST_INDENT,
    SPACE_BEFORE_HEADING,
    STYLES,
)

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block, Inline
    from evidence_builder.render.docx.breaks import Breaks
    from evidence_builder.render.docx.inlines import Inlines
    from evidence_builder.render.docx.numbering import Numbering

_ROLES = {
    "body": ("BodyText", "body"),
    "small": ("SmallText", "small"),
    "lead": ("Lead", "lead"),
    "title": ("Title", "title"),
    "subtitle": ("Subtitle", "subtitle"),
    "caption": ("Caption", "caption"),
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where blocks stand: their path from the document, and the room they have."""

    path: tuple[int, ...] = ()
    left: float = 0.0
    width: float = A4.text_width
    within: str = ""
    """The name in ``STYLES`` that body paragraphs take on here; ``""`` for none."""
    level: int = 0
    """How many lists there are around."""

    def child(self, index: int) -> Place:
        """Return the place of the block with an index, in the same room."""
        return replace(self, path=(*self.path, index))


@dataclass(slots=True)
class Marker:
    """The bullet or number that the first paragraph of a list item carries."""

    number: int
    level: int


@dataclass(slots=True)
class Body:
    """Writes blocks; holds what one document's blocks share."""

    inlines: Inlines
    numbering: Numbering
    breaks: Breaks
    page_height: float = A4.text_height
    _new_page: bool = False
    _pictures: int = 0
    _marker: Marker | None = field(default=None)
