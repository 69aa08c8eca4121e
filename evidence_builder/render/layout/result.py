"""What laying out a document yields, apart from the boxes that the PDF draws."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from evidence_builder.render.layout.geometry import Geometry

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class PageStart:
    """The first thing on a page that began because the page before was full.

    ``path`` leads from ``document.blocks`` to the block: its index; then for a table
    the index of the row in ``rows`` (the repeated head is not counted); for a list
    the index of the item and of the block in it; for a quotation the index of the
    block; for contents the index of the entry; and so on downwards. ``offset`` is the
    number of characters of the paragraph's or code block's plain text that stand on
    earlier pages; 0 where the whole block begins here. Plain text is what the author
    wrote: a ``Break`` is one character, a ``PageOf`` as many as its prefix, and the
    shape in front of a flag none; the space where a line broke stands on the earlier
    page. A row taller than a page, which splits between lines, yields no page start
    within it.
    """

    page: int
    path: tuple[int, ...]
    offset: int = 0


@dataclass(frozen=True, slots=True)
class PageMap:
    """The page of every anchor, and where full pages broke.

    Pages count from one. Breaks that the document asks for (``PageBreak``) are not
    among ``starts``; a page break at the top of a page, before anything stands on it,
    or after the last block, does nothing.
    """

    page_count: int
    targets: Mapping[str, int]
    starts: tuple[PageStart, ...]
    heights: Mapping[tuple[int, ...], float] = field(default_factory=dict)
    """How high, in points, rows are that take more than half a page.

    By path, as in ``PageStart``; under the path of a table the height of its head.
    """
    geometry: Geometry = field(default_factory=Geometry)


TALL_SHARE = 0.5
"""Heights of rows and heads are told from this share of a page on."""
REPEATABLE_SHARE = 0.5
"""How much of a page a table's head may take and still be repeated."""
UNSPLIT_SHARE = 0.75
"""A row that is lower than this share of a page is split by no program."""
OVERFULL_SHARE = 0.9
"""A row that is higher than this share of a page may be taller than a page in Word."""
