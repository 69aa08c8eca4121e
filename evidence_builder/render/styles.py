"""How documents look: one table of sizes that every paged renderer shares.

The PDF and the Word file have the same geometry, so that a page number worked out
once is right in both. All lengths are points (1/72 inch). Line heights are exact and
space stands only after a paragraph, because Word and LibreOffice agree on nothing
else. Colours are six hexadecimal digits.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.document.blocks import Document
    from evidence_builder.document.inlines import Tone


@dataclass(frozen=True, slots=True)
class TextStyle:
    """How one kind of paragraph is set; ``indent`` is from the left edge."""

    size: float
    leading: float
    space_after: float = 0.0
    bold: bool = False
    italic: bool = False
    mono: bool = False
    colour: str = "1F2328"
    indent: float = 0.0
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class PageGeometry:
    """The paper and what is left free at its edges."""

    width: float = 595.276
    height: float = 841.89
    left: float = 62.0
    right: float = 62.0
    top: float = 76.0
    bottom: float = 70.0
    header_baseline: float = 44.0
    """From the top edge of the paper."""
    footer_baseline: float = 40.0
    """From the bottom edge of the paper."""

    @property
    def text_width(self) -> float:
        """The width between the margins."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> float:
        """The height between the margins."""
        return self.height - self.top - self.bottom


A4 = PageGeometry()
# ISO 216 (A4) and ANSI/ASME Y14.1 (Letter, 8.5 by 11 inches), in points.
PAPERS: Mapping[str, PageGeometry] = {
    "A4": A4,
    "Letter": PageGeometry(width=612.0, height=792.0),
}

INK = "1F2328"
MUTED = "57606A"
ACCENT = "1B4B72"
"""Of headings and links, unless a document has its own; see ``Look``."""
RULE = "C9D1D9"
SHADE = "EEF2F6"

STYLES: Mapping[str, TextStyle] = {
    "title": TextStyle(26, 32, 6, bold=True, colour=ACCENT, keep_with_next=True),
    "subtitle": TextStyle(14, 19, 16, colour=MUTED, keep_with_next=True),
    "h1": TextStyle(19, 24, 10, bold=True, colour=ACCENT, keep_with_next=True),
    "h2": TextStyle(14, 18, 6, bold=True, colour=ACCENT, keep_with_next=True),
    "h3": TextStyle(11.5, 15, 4, bold=True, keep_with_next=True),
    "h4": TextStyle(10, 14, 3, bold=True, colour=MUTED, keep_with_next=True),
    "body": TextStyle(10, 14, 6),
    "lead": TextStyle(11.5, 16, 8, colour=MUTED),
    "small": TextStyle(8.5, 11.5, 4, colour=MUTED),
    "caption": TextStyle(8.5, 11.5, 8, italic=True, colour=MUTED),
    "list": TextStyle(10, 14, 4),
    "quote": TextStyle(10, 14, 6, italic=True, colour=MUTED, indent=16),
    "code": TextStyle(8.5, 11.5, 6, mono=True, indent=8),
    "cell": TextStyle(8.5, 11.5, 2),
    "cell-head": TextStyle(8.5, 11.5, 0, bold=True, colour=ACCENT),
    "contents1": TextStyle(10, 16, 0, bold=True),
    "contents2": TextStyle(9.5, 13.5, 0, indent=14),
    "contents3": TextStyle(9, 12.5, 0, indent=28, colour=MUTED),
    "form": TextStyle(9.5, 13, 10),
    "header": TextStyle(8, 10, colour=MUTED),
    "footer": TextStyle(8, 10, colour=MUTED),
    "stamp": TextStyle(8, 10, colour=MUTED),
}
"""Paragraph styles by name. Inside table cells every paragraph role is ``cell``,
headings included (bold), and the last paragraph of a cell has no space after."""

SPACE_BEFORE_HEADING: Mapping[int, float] = {1: 0.0, 2: 12.0, 3: 8.0, 4: 4.0}
"""Added to the space after what precedes a heading; nothing at the top of a page.

It belongs to the block before, because space stands only after."""

LIST_INDENT = 16.0
QUOTE_BAR_X, QUOTE_BAR_WIDTH = 4.0, 2.0
"""Where the bar of a quotation begins, from the left of what it stands in."""
CELL_PADDING_X = 4.0
CELL_PADDING_Y = 3.0
GUTTER = 10.0
"""Between numbers at the right of a column and words at the left of the next."""
TONE_BAR_WIDTH = 2.5
"""Of the bar at the left of a row with a tone."""
TONE_BAR_INSIDE = TONE_BAR_WIDTH / 2
"""How much of it is in the table; the rest is outside."""
TILE_PADDING_X = 2.5
TABLE_SPACE_AFTER = 10.0
LEGEND_SPACE_AFTER = 8.0
FIGURE_SPACE_AFTER = 10.0
CAPTION_GAP = 4.0
"""Between a picture and its caption."""
FORM_LINE_HEIGHT = 24.0
DEEPEST_HEADING, DEEPEST_OUTLINE, DEEPEST_CONTENTS = 4, 3, 3
"""The levels that have looks of their own; what is deeper looks like the deepest."""

RULE_WIDTH, BOX_WIDTH = 0.5, 0.75
"""Of the rules between rows, and of the lines around cells and under blanks."""
BOX_RULE = "8C959F"

# What Word needs besides to fill its pages as the layout does.
PAGE_SLACK, TALL_ROW_SLACK = 26.0, 6.0
"""By how much Word's pages hold more than ours.

Word and LibreOffice round lines and rules a little differently from us; a page that
is full by our measure must never run over by a line. Where a row is taller than a
page, nothing says where our layout breaks inside of it, so that each page has to hold
nearly what ours holds."""
ASCENT_SHARE = 0.8
"""How far down an exact line height the baseline of a line stands."""
FOOTER_GAP = 2.0
"""At least so much between the text and the footer."""
AFTER_TABLE = 1.0
"""How high the paragraph is that Word wants after a table, taken from what follows."""
TAB_SAFETY = 0.5
"""A tab stop on the very margin would be beyond it by a rounding error."""
CODE_SHADE_SPACE = 7.0
"""Between code and the border in the colour of its shade, which ends at the indent."""
HEADER_RULE_SPACE = 5.0
FOREIGN_WIDER = 1.25
"""How much wider than ours the letters of a template's fonts may be."""
FOREIGN_HEADING = 60.0
"""How much of a template's page a picture leaves to the heading above it."""
FOREIGN_MARGIN = 72.0
"""Of a template that says nothing of its margins."""
LEAST_TEXT = 144.0
"""The least width and height that text must have on a template's page."""

TONES: Mapping[Tone, str] = {
    "plain": INK,
    "gap": "A4161A",
    "part": "8A5A00",
    "done": "1A6334",
    "muted": MUTED,
}
"""Text colours by tone; each has a contrast of at least 4.5 to 1 on white.

WCAG 2.2, 1.4.3."""

TONE_SHADES: Mapping[Tone, str] = {
    "plain": "FFFFFF",
    "gap": "FDF0EF",
    "part": "FDF6E3",
    "done": "F0F8F2",
    "muted": "F6F8FA",
}
"""Backgrounds of rows and cells by tone, pale enough to vanish in black and white."""

TILE_SHADES: Mapping[Tone, str] = {
    "plain": "DDDEDF",
    "gap": "E8C5C6",
    "part": "EDE6D9",
    "done": "C6D8CC",
    "muted": "DDDFE1",
}
"""Backgrounds of half filled tiles by tone, dark enough to be seen on any printer."""

FLAG_MARKS: Mapping[Tone, str] = {
    "plain": "",
    "gap": "▲",
    "part": "►",
    "done": "●",
    "muted": "○",
}
"""The shape in front of a flag; all of them are glyphs of the text font.

WCAG 2.2, 1.4.1: colour is never the only sign."""

_READABLE = 4.5
"""The contrast that words need for everybody to read them (WCAG 2.2, 1.4.3)."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a document chooses of its looks: its paper and its accent."""

    paper: PageGeometry
    accent: str
    """Readable on every background that words stand on."""
    styles: Mapping[str, TextStyle]
    """``STYLES`` in this accent."""

    def colour(self, usual: str) -> str:
        """Return a colour of this document, given the usual one."""
        return self.accent if usual == ACCENT else usual


def look_of(document: Document) -> Look:
    """Return how a document looks; for the same choices always the same object."""
    return _look(document.paper, document.accent)


@cache
def _look(paper: Literal["A4", "Letter"], chosen: str) -> Look:
    accent = readable(chosen)
    styles = {
        name: replace(style, colour=accent) if style.colour == ACCENT else style
        for name, style in STYLES.items()
    }
    return Look(PAPERS[paper], accent, MappingProxyType(styles))


@cache
def readable(colour: str) -> str:
    """Return a colour, made as much darker as words in it need to be readable."""
    darkest = min((SHADE, *TONE_SHADES.values()), key=_luminance)
    for share in range(100, -1, -1):
        parts = (int(colour[at : at + 2], 16) * share // 100 for at in (0, 2, 4))
        darker = "".join(f"{part:02X}" for part in parts)
        if contrast(darker, darkest) >= _READABLE:
            return darker
    return "000000"


def contrast(colour: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio")."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    # WCAG 2.2, "relative luminance".
    parts = [int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


USUAL_LOOK = _look("A4", ACCENT)
"""That of documents that choose nothing."""
