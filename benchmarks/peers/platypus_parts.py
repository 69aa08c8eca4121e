"""What a reportlab user writes to get page references: four classes.

Page numbers are noted as things are drawn and printed from the pass before; the tables
that print them are made in ``wrap``, as reportlab's own ``TableOfContents`` makes its.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate
from reportlab.platypus.doctemplate import IndexingFlowable

if TYPE_CHECKING:
    from collections.abc import Callable

    from reportlab.pdfgen.canvas import Canvas
    from reportlab.platypus import Table

ROOM = A4[0] - 40 * mm


class PageNumbers(IndexingFlowable):  # type: ignore[misc]
    """Where every target stood in the last pass; content when nothing moved."""

    def __init__(self) -> None:
        super().__init__()
        self.now: dict[str, int] = {}
        self.before: dict[str, int] = {}

    def isIndexing(self) -> int:  # noqa: D102, N802 - platypus's name
        return 1

    def isSatisfied(self) -> bool:  # noqa: D102, N802 - platypus's name
        return self.now == self.before

    def beforeBuild(self) -> None:  # noqa: D102, N802 - platypus's name
        self.before, self.now = self.now, {}

    def notify(self, kind: str, stuff: tuple[str, int]) -> None:  # noqa: D102
        if kind == "Target":
            self.now[stuff[0]] = stuff[1]

    def wrap(self, *_: float) -> tuple[float, float]:  # noqa: D102
        return 0, 0

    def draw(self) -> None:
        """Draw nothing."""

    def of(self, target: str) -> str:
        """Return the page of a target as the last pass found it."""
        return str(self.before.get(target, 0))


PAGES = PageNumbers()


class Target(Flowable):  # type: ignore[misc]
    """A place inside a table that references lead to."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.name = name

    def wrap(self, *_: float) -> tuple[float, float]:  # noqa: D102
        return 0, 0

    def draw(self) -> None:  # noqa: D102
        self.canv.bookmarkHorizontal(self.name, 0, 0)
        PAGES.notify("Target", (self.name, self.canv.getPageNumber()))


class ReferringTable(Flowable):  # type: ignore[misc]
    """A table with page numbers in it, made anew in each pass."""

    def __init__(self, make: Callable[[], Table]) -> None:
        super().__init__()
        self.make = make

    def wrap(self, width: float, height: float) -> tuple[float, float]:  # noqa: D102
        self.table = self.make()
        self.width, self.height = self.table.wrapOn(self.canv, width, height)
        return self.width, self.height

    def split(self, width: float, height: float) -> list[Flowable]:  # noqa: D102
        parts: list[Flowable] = self.table.splitOn(self.canv, width, height)
        return parts

    def drawOn(self, canvas: Canvas, x: float, y: float, _sW: float = 0) -> None:  # noqa: D102, N802, N803
        self.table.drawOn(canvas, x, y, _sW)


class Portfolio(BaseDocTemplate):  # type: ignore[misc]
    """A4 pages with the learner's name; headings become contents and outline."""

    def __init__(self, output: str, header: str) -> None:
        super().__init__(
            output,
            pagesize=A4,
            title="Portfolio of evidence",
            author=header,
            lang="en-GB",
            initialFontName="Vera",
        )
        frame = Frame(20 * mm, 20 * mm, ROOM, A4[1] - 40 * mm, 0, 0, 0, 0)
        self.header = header
        self.addPageTemplates(PageTemplate("page", [frame], onPage=self.furniture))

    def furniture(self, canvas: Canvas, document: BaseDocTemplate) -> None:
        """Draw the header and the page number."""
        canvas.setFont("Vera", 9)
        canvas.drawString(20 * mm, A4[1] - 14 * mm, self.header)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, str(document.page))

    def afterFlowable(self, flowable: Flowable) -> None:  # noqa: N802 - platypus's name
        """Note where a heading stands."""
        level = getattr(flowable, "level", None)
        if level is None:
            return
        words, key = flowable.getPlainText(), flowable.key
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(words, key, level)
        self.notify("TOCEntry", (level, words, self.page, key))
        self.notify("Target", (key, self.page))
