"""What stands on every page: its head, its foot and "Page n of m"; on a sheet less."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.layout.sheets import SIDE
from evidence_builder.render.pdf.canvas import baseline_of
from evidence_builder.render.styles import RULE, RULE_WIDTH, STYLES
from evidence_builder.wording.documents.render import page_of

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout.boxes import Run
    from evidence_builder.render.layout.placement import Placement
    from evidence_builder.render.pdf.canvas import Canvas
    from evidence_builder.render.styles import PageGeometry

_GAP = 24.0
"""At least this much between what stands left and what stands right."""
_RULE_BELOW = 7.0
_ELLIPSIS = "…"


class HeaderFooter:
    """Draws the head and the foot of the pages of one document."""

    def __init__(
        self,
        document: Document,
        paper: PageGeometry,
        canvas: Canvas,
        page_count: int,
    ) -> None:
        self._paper = paper
        self._document, self._canvas, self._count = document, canvas, page_count

    def page(self, number: int) -> None:
        """Draw the head and the foot of a page."""
        document, paper = self._document, self._paper
        # ISO 32000-1:2008, 14.8.2.2.2; ISO 14289-1:2014, 7.8.
        if document.header_left or document.header_right:
            baseline = paper.height - paper.header_baseline
            below = baseline - _RULE_BELOW
            self._canvas.filled(RULE, paper.left, below, paper.text_width, RULE_WIDTH)
            self._pair("header", document.header_left, document.header_right, baseline)
        right = self._number(number)
        self._pair("footer", document.footer_left, right, paper.footer_baseline)

    def sheet(self, number: int, placement: Placement) -> None:
        """Draw the number of a page in the strip of a sheet."""
        style = STYLES["stamp"]
        run = run_of(style)
        words = self._number(number)
        x = placement.sheet_width - SIDE - _width(words, run)
        baseline = baseline_of(style, placement.line_top(style.leading))
        self._draw("Footer", ((x, words),), run, baseline)

    def _number(self, number: int) -> str:
        return page_of(number=number, count=self._count)

    def _pair(
        self, kind: Literal["header", "footer"], left: str, right: str, baseline: float
    ) -> None:
        run = run_of(STYLES[kind])
        paper = self._paper
        wide = paper.text_width
        right = _shortened(right, run, wide * 0.6 if left else wide)
        taken = _width(right, run)
        left = _shortened(left, run, wide - taken - _GAP)
        edge = paper.width - paper.right
        parts = ((paper.left, left), (edge - taken, right))
        self._draw(kind.capitalize(), parts, run, baseline)

    def _draw(
        self, kind: str, parts: tuple[tuple[float, str], ...], run: Run, baseline: float
    ) -> None:
        canvas = self._canvas
        canvas.literal(f"/Artifact <</Type/Pagination/Subtype/{kind}>> BDC BT")
        for x, words in parts:
            if words:
                canvas.fragment(x, baseline, words, run)
        canvas.literal("ET EMC")


def _shortened(words: str, run: Run, room: float) -> str:
    words = " ".join(words.split())
    if _width(words, run) <= room:
        return words
    while words and _width(words + _ELLIPSIS, run) > room:
        words = words[: len(words) * 9 // 10].rstrip()
    return words + _ELLIPSIS


def _width(words: str, run: Run) -> float:
    return run.face.widths[words] * run.size / 1000
