"""What stands on every page: its head, its foot and "Page n of m"."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from evidence_builder.render.layout.setting import run_of
from evidence_builder.render.styles import A4, RULE, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout.boxes import Run
    from evidence_builder.render.pdf.fonts import FontTable

_GAP = 24.0
"""At least this much between what stands left and what stands right."""
_RULE_BELOW = 7.0
_ELLIPSIS = "…"


class Furniture:
    """Draws the head and the foot of the pages of one document."""

    def __init__(self, document: Document, fonts: FontTable, page_count: int) -> None:
        self._document, self._fonts, self._count = document, fonts, page_count
        self._head = self._drawn_head()

    def page(self, number: int) -> str:
        """Return the content of the head and the foot of a page."""
        style = STYLES["footer"]
        run = run_of(style)
        foot = self._pair(
            self._document.footer_left,
            f"Page {number} of {self._count}",
            run,
            A4.footer_baseline,
        )
        artifact = "/Artifact <</Type/Pagination/Subtype/Footer>> BDC"
        return "\n".join([*self._head, artifact, *foot, "EMC"])

    def _drawn_head(self) -> list[str]:
        left, right = self._document.header_left, self._document.header_right
        if not left and not right:
            return []
        style = STYLES["header"]
        run = run_of(style)
        baseline = A4.height - A4.header_baseline
        edges = f"{A4.left:.2f} {baseline - _RULE_BELOW:.2f} {A4.text_width:.2f} 0.5"
        return [
            "/Artifact <</Type/Pagination/Subtype/Header>> BDC",
            f"{rgb(RULE)} rg {edges} re f",
            *self._pair(left, right, run, baseline),
            "EMC",
        ]

    def _pair(self, left: str, right: str, run: Run, baseline: float) -> list[str]:
        right = _shortened(right, run, A4.text_width * 0.6 if left else A4.text_width)
        taken = _width(right, run)
        left = _shortened(left, run, A4.text_width - taken - _GAP)
        edge = A4.width - A4.right
        return [
            f"BT {rgb(run.colour)} rg",
            *self._words(left, run, A4.left, baseline),
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


@cache
def rgb(colour: str) -> str:
    """Return a colour as the three numbers that PDF takes."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(f"{part:.3g}" for part in parts)


def _shortened(words: str, run: Run, room: float) -> str:
    words = " ".join(words.split())
    if _width(words, run) <= room:
        return words
    while words and _width(words + _ELLIPSIS, run) > room:
        words = words[: len(words) * 9 // 10].rstrip()
    return words + _ELLIPSIS


def _width(words: str, run: Run) -> float:
    return run.face.widths[words] * run.size / 1000
