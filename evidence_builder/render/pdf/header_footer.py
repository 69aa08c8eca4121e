"""What stands on every page: its head, its foot and "Page n of m"; on a sheet less."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.layout.sheets import SIDE
from evidence_builder.render.pdf.canvas import baseline_of, rgb
from evidence_builder.render.styles import RULE, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout.boxes import Run
    from evidence_builder.render.layout.placement import Placement
    from evidence_builder.render.pdf.fonts import FontTable
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
        fonts: FontTable,
        page_count: int,
    ) -> None:
        self._paper = paper
        self._document, self._fonts, self._count = document, fonts, page_count
        self._head = self._drawn_head()

    def page(self, number: int) -> str:
        """Return the content of the head and the foot of a page."""
        style = STYLES["footer"]
        run = run_of(style)
        foot = self._pair(
            self._document.footer_left,
            self._number(number),
            run,
            self._paper.footer_baseline,
        )
        # ISO 32000-1:2008, 14.8.2.2.2; ISO 14289-1:2014, 7.8.
        artifact = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
        return "\n".join([*self._head, artifact, *foot, "EMC"])

    def sheet(self, number: int, placement: Placement) -> str:
        """Return the number of a page in the strip of a sheet."""
        style = STYLES["stamp"]
        run = run_of(style)
        words = self._number(number)
        x = placement.sheet_width - SIDE - _width(words, run)
        baseline = baseline_of(style, placement.line_top(style.leading))
        return "\n".join(
            [
                "/Artifact <</Type/Pagination/Subtype/Footer>> BDC",
                f"BT {rgb(run.colour)} rg",
                *self._words(words, run, x, baseline),
                "ET",
                "EMC",
            ]
        )

    def _number(self, number: int) -> str:
        return f"Page {number} of {self._count}"

    def _drawn_head(self) -> list[str]:
        left, right = self._document.header_left, self._document.header_right
        if not left and not right:
            return []
        style = STYLES["header"]
        run = run_of(style)
        paper = self._paper
        baseline = paper.height - paper.header_baseline
        edge = f"{paper.left:.2f} {baseline - _RULE_BELOW:.2f}"
        return [
            "/Artifact <</Type/Pagination/Subtype/Header>> BDC",
            f"{rgb(RULE)} rg {edge} {paper.text_width:.2f} 0.5 re f",
            *self._pair(left, right, run, baseline),
            "EMC",
        ]

    def _pair(self, left: str, right: str, run: Run, baseline: float) -> list[str]:
        paper = self._paper
        wide = paper.text_width
        right = _shortened(right, run, wide * 0.6 if left else wide)
        taken = _width(right, run)
        left = _shortened(left, run, wide - taken - _GAP)
        edge = paper.width - paper.right
        return [
            f"BT {rgb(run.colour)} rg",
            *self._words(left, run, paper.left, baseline),
            *self._words(right, run, edge - taken, baseline),
            "ET",
        ]

    def _words(self, words: str, run: Run, x: float, baseline: float) -> list[str]:
        if not words:
            return []
        shown = [
            f"/{name} {run.size:g} Tf <{codes}> Tj"
            for name, codes in self._fonts.coded(run.face, words)
        ]
        return [f"1 0 0 1 {x:.2f} {baseline:.2f} Tm", *shown]


def _shortened(words: str, run: Run, room: float) -> str:
    words = " ".join(words.split())
    if _width(words, run) <= room:
        return words
    while words and _width(words + _ELLIPSIS, run) > room:
        words = words[: len(words) * 9 // 10].rstrip()
    return words + _ELLIPSIS


def _width(words: str, run: Run) -> float:
    return run.face.widths[words] * run.size / 1000
