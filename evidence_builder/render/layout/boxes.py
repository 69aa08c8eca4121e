"""The pieces that a page is made of, with every size known.

Lengths are points, downwards from the top. Boxes are plain records that are filled
while blocks are set and are not changed once they stand on a page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Image
    from evidence_builder.document.inlines import Tone
    from evidence_builder.document.pdf_page import DrawnPage, Rectangle
    from evidence_builder.render.fonts.typeface import Typeface
    from evidence_builder.render.layout.placement import Placement
    from evidence_builder.render.styles import TextStyle

Path: TypeAlias = tuple[int, ...]
"""Leads to a block from what it belongs to: see ``PageStart``."""


class Element:
    """A node of the logical structure, named as PDF names it (``P``, ``TD``).

    ISO 32000-1:2008, 14.8.4 (standard structure types).

    It joins its parent's children when it is made, so the order of making is the
    order of reading.
    """

    __slots__ = ("alt", "children", "columns", "number", "role", "scope", "summary")

    def __init__(
        self,
        role: str,
        parent: Element | None,
        *,
        alt: str = "",
        scope: Literal["", "Row", "Column"] = "",
        columns: int = 1,
        summary: str = "",
    ) -> None:
        self.role = role
        self.children: list[Element] = []
        self.alt = alt
        self.scope = scope
        self.columns = columns
        self.summary = summary
        if parent is not None:
            parent.children.append(self)


class Hyperlink:
    """Where words lead: to an anchor, or out of the document."""

    __slots__ = ("alt", "href", "target")

    def __init__(self, *, target: str = "", href: str = "", alt: str = "") -> None:
        self.target = target
        self.href = href
        self.alt = alt
        """What is read out in place of its words, where those are signs."""


class Run(NamedTuple):
    """How words are set, and where they lead."""

    face: Typeface
    size: float
    colour: str
    link: Hyperlink | None = None
    numbered: bool = False
    """Whether the page number of the link's target follows the words."""


class Fragment(NamedTuple):
    """Words in one run on one line; ``x`` is from the left edge of their box."""

    x: float
    text: str
    run: Run


class Line(NamedTuple):
    """One line of a paragraph."""

    fragments: list[Fragment]
    length: int
    """How many characters of the plain text it took, the space at its end included."""
    numbered: bool = False
    """Whether a page number has to be filled in."""
    lean: float = 0.0
    """What share of the room that a short number leaves free goes before the line."""

    @property
    def words(self) -> str:
        """What stands on it, without a page number."""
        return "".join([fragment.text for fragment in self.fragments])


class OutlineHeading(NamedTuple):
    """A heading on its way into the outline."""

    level: int
    words: str


class BoxAnchor(NamedTuple):
    """A place that something leads to, ``y`` below the top of its box."""

    y: float
    name: str | None = None
    outline: OutlineHeading | None = None


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class Box:
    """What every box has; ``x`` is from the left margin or the edge of the cell."""

    x: float
    width: float
    height: float
    space_after: float = 0.0
    keep: bool = False
    """Whether it must stand on the same page as the beginning of the next box."""
    path: Path = ()
    anchors: list[BoxAnchor] = field(default_factory=list)
    bars: tuple[float, ...] = ()
    """Where the bars of the quotations that it stands in are drawn."""
    bar_after: tuple[float, ...] = ()
    """Which of the bars go on through the space after it."""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class TextBox(Box):
    """Lines of one paragraph, or of a part of it."""

    lines: list[Line]
    style: TextStyle
    element: Element
    label: Fragment | None = None
    """The bullet or number of a list item, beside the first line."""
    label_element: Element | None = None
    shaded: bool = False
    number: Fragment | None = None
    """The page number at the right margin, of a line of the contents."""
    offset: int = 0
    """Characters of the paragraph that stand in earlier boxes."""

    def split(self, count: int) -> tuple[TextBox, TextBox]:
        """Return the first lines and the rest, as parts of the same paragraph."""
        leading = self.style.leading
        above = TextBox(
            x=self.x,
            width=self.width,
            height=count * leading,
            path=self.path,
            anchors=self.anchors,
            bars=self.bars,
            lines=self.lines[:count],
            style=self.style,
            element=self.element,
            label=self.label,
            label_element=self.label_element,
            shaded=self.shaded,
            offset=self.offset,
        )
        below = TextBox(
            x=self.x,
            width=self.width,
            height=self.height - count * leading,
            space_after=self.space_after,
            keep=self.keep,
            path=self.path,
            bars=self.bars,
            bar_after=self.bar_after,
            lines=self.lines[count:],
            style=self.style,
            element=self.element,
            shaded=self.shaded,
            number=self.number,
            offset=self.offset + sum(line.length for line in above.lines),
        )
        return above, below


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class FigureBox(Box):
    """A picture, ``picture_width`` wide, standing at the left."""

    image: Image
    element: Element


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class FormBox(Box):
    """Labels with blanks: the words, and the rules to write on."""

    lines: list[tuple[float, Line]]
    """Each with its baseline."""
    rules: list[tuple[float, float, float]]
    """From and to, and how far down."""
    element: Element


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class BreakBox(Box):
    """Asks for a new page."""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class SheetBox(Box):
    """A page of somebody's file, on a sheet of its own without margins."""

    drawn: DrawnPage
    placement: Placement
    stamp: TextBox
    """One line, ``x`` from the left edge of the sheet."""
    element: Element
    links: list[tuple[Rectangle, Hyperlink]]
    links_element: Element | None
    """What the links stand in; None if there are none."""


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class CellBox:
    """One cell of a row, from its left edge in the table, with what stands in it."""

    x: float
    width: float
    boxes: Boxes
    element: Element
    shade: str = ""
    """The colour of its background; empty for none of its own."""

    def height(self) -> float:
        """Return how high its contents are, the space after the last left out."""
        boxes = self.boxes
        if not boxes:
            return 0.0
        total = sum([box.height + box.space_after for box in boxes])
        return total - boxes[-1].space_after


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class TableLook:
    """What the rows of one table share."""

    look: Literal["ruled", "fields", "boxed"]
    head: list[RowBox] = field(default_factory=list)
    head_height: float = 0.0


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class RowBox(Box):
    """One row of a table, or a part of one that is taller than a page."""

    cells: list[CellBox]
    table: TableLook
    element: Element
    tone: Tone = "plain"
    is_head: bool = False
    is_heading: bool = False
    first: bool = False
    """Whether it is the first row of its table."""


AnyBox: TypeAlias = TextBox | FigureBox | FormBox | BreakBox | SheetBox | RowBox
Boxes: TypeAlias = list[AnyBox]


class Placed(NamedTuple):
    """A box on a page, ``y`` below the top margin."""

    y: float
    box: AnyBox
    repeated: bool = False
    """A table's head drawn again; for the eye only."""


class Position(NamedTuple):
    """A point of the document: its page from one, and how far below the margin."""

    page: int
    y: float


class OutlineEntry(NamedTuple):
    """A heading of the outline, and where it stands."""

    level: int
    words: str
    position: Position
