"""The neutral document that every renderer receives.

Structure and meaning only: no fonts, no millimetres, no NVQ rules. A page number
is never text here; ``PageOf`` asks for the page of an anchor and the renderer fills
it in once it knows.

Pure: no files, no clock, no outside library.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from evidence_builder.document.coverage_picture import CoveragePicture

if TYPE_CHECKING:
    from evidence_builder.document.inlines import Inline, Tone
    from evidence_builder.document.pdf_page import DrawnPage, Rectangle


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4.

    Headings of level 1 to 3 stand in the outline (PDF bookmarks, Word navigation),
    under each other by level. A heading keeps with what follows it.
    """

    level: int
    inlines: tuple[Inline, ...]
    anchor: str | None = None
    outlined: bool = True
    """Whether the heading stands in the outline; narrative headings do not."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    inlines: tuple[Inline, ...]
    role: Literal["body", "small", "lead", "title", "subtitle", "caption"] = "body"
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class ListBlock:
    """A bulleted or numbered list; each item is a row of blocks."""

    items: tuple[tuple[Block, ...], ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its share of the width, and how its text is set."""

    share: float
    align: Literal["left", "right", "centre"] = "left"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``span`` is the number of columns it takes."""

    blocks: tuple[Block, ...] = ()
    span: int = 1
    tone: Tone = "plain"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table.

    A row with a tone is marked at its edge as well as in its words.
    """

    cells: tuple[Cell, ...]
    anchor: str | None = None
    tone: Tone = "plain"
    heading: bool = False
    """A row that names the rows below it, such as a learning outcome."""
    keep: bool = False
    """Whether it stays on one page with the row after it, where there is room."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table. Head rows repeat on each page; a row is not split unless too tall.

    ``summary`` says in one sentence what the table shows, for screen readers.
    ``row_headers`` says that the first cell of each row is that row's header.
    ``look``: ``ruled`` has light rules between rows and a shaded head; ``fields`` is
    a list of labels and values, labels in the first column; ``boxed`` has a border
    round every cell, for forms that are filled in by hand.
    """

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    head: tuple[Row, ...] = ()
    summary: str = ""
    row_headers: bool = False
    look: Literal["ruled", "fields", "boxed"] = "ruled"


@dataclass(frozen=True, slots=True)
class Image:
    """A picture as it will be embedded: upright, without metadata.

    ``data`` is a complete PNG (8-bit grey or RGB, no alpha) or JPEG (grey or RGB)
    file, already turned upright. ``width`` and ``height`` are in pixels; ``dpi`` says
    how large it wants to be.
    """

    data: bytes
    kind: Literal["png", "jpeg"]
    width: int
    height: int
    dpi: float = 150.0


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its words for those who cannot see it, and a caption.

    Shown at its own size, or smaller to fit the column and the page.
    """

    image: Image
    alt: str
    caption: tuple[Inline, ...] = ()
    anchor: str | None = None


@dataclass(frozen=True, slots=True)
class FormLine:
    """Labels each followed by a printable blank line, side by side in one line.

    ``value`` is printed on the line where it is known.
    """

    fields: tuple[FormField, ...]


@dataclass(frozen=True, slots=True)
class FormField:
    """One label and its blank, with its share of the width."""

    label: str
    value: str = ""
    share: float = 1.0


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Text shown letter for letter, line for line."""

    text: str


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins on a new page."""


@dataclass(frozen=True, slots=True)
class AttachedPage:
    """A page of somebody's file, on a page of its own, at its own size if it fits.

    ``stamp`` stands beside it and never on it. ``title`` names it for those who cannot
    see it; where it is ``outlined``, the outline has ``heading``. ``links`` are places
    on the page that lead to anchors. ``level`` is that of a heading.
    """

    drawn: DrawnPage
    title: str
    stamp: tuple[Inline, ...]
    anchor: str
    links: tuple[tuple[Rectangle, str], ...] = ()
    outlined: bool = False
    level: int = 3
    words: str = ""
    """What can be read on it, where it is drawn as a picture that holds no words."""
    heading: str = ""
    """What begins here; its title if that is not given."""


@dataclass(frozen=True, slots=True)
class ContentsEntry:
    """One line of the contents: its depth from 1, words, and where it leads."""

    level: int
    inlines: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The contents list, each entry with its page number at the right margin."""

    entries: tuple[ContentsEntry, ...]


Block: TypeAlias = (
    Heading
    | Paragraph
    | ListBlock
    | Table
    | Figure
    | FormLine
    | CodeBlock
    | Quotation
    | PageBreak
    | AttachedPage
    | Contents
    | CoveragePicture
)


@dataclass(frozen=True, slots=True)
class Embedded:
    """A file that travels inside a document, for formats that can carry one."""

    name: str
    data: bytes
    description: str
    media_type: str = "application/octet-stream"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole document.

    ``header_left`` and ``header_right`` stand at the top of every page,
    ``footer_left`` at the bottom, with "Page n of m" to its right. ``author``,
    ``subject`` and ``keywords`` go into the file's metadata; ``language`` is a BCP 47
    tag.
    """

    title: str
    blocks: tuple[Block, ...]
    author: str = ""
    subject: str = ""
    keywords: str = ""
    language: str = "en-GB"
    header_left: str = ""
    header_right: str = ""
    footer_left: str = ""
    embedded: tuple[Embedded, ...] = ()
    paper: Literal["A4", "Letter"] = "A4"
    archival: bool = False
    """Whether it is to be kept for years, in a form of its format made for that."""
    accent: str = "1B4B72"
    """The colour of headings and links, as six hexadecimal digits."""

    @property
    def archive_part(self) -> int:
        """The part of PDF/A that an archival PDF of it follows, at level b.

        A PDF/A-2 may hold no other files but PDF/A; recordings are none.
        """
        # ISO 19005-2:2011, 6.8; ISO 19005-3:2012, 6.8.
        return 3 if self.embedded else 2
