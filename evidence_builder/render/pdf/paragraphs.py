"""Paragraphs as page content: lines, page numbers filled in, dots of the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.layout.boxes import Fragment
from evidence_builder.render.pdf.canvas import baseline_of
from evidence_builder.render.styles import SHADE

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import Line, TextBox
    from evidence_builder.render.layout.layout import Layout
    from evidence_builder.render.pdf.canvas import Canvas
    from evidence_builder.render.pdf.structure import Tags

_DOT_GAP = 3.4


class ParagraphDrawing:
    """Draws the text of one document."""

    def __init__(self, canvas: Canvas, tags: Tags, layout: Layout) -> None:
        self._canvas, self._tags = canvas, tags
        self._positions, self._digits = layout.positions, layout.digits
        self._left = layout.look.paper.left

    def text(self, box: TextBox, x: float, top: float) -> None:
        """Draw a paragraph whose upper left corner is at ``x`` and ``top``."""
        canvas = self._canvas
        style = box.style
        baseline = baseline_of(style, top)
        literal = canvas.literal
        if box.shaded:
            left, wide = x - style.indent, box.width + 2 * style.indent
            canvas.filled(SHADE, left, top - box.height - 2, wide, box.height + 4)
        literal("BT")
        if box.label and box.label_element:
            canvas.open(self._tags.node(box.label_element))
            canvas.fragment(box.label.x + x, baseline, box.label.text, box.label.run)
            canvas.close()
        if box.lines and (box.lines[0].fragments or len(box.lines) > 1):
            self._lines(box, x, baseline)
        literal("ET")
        if box.number:
            last = baseline - (len(box.lines) - 1) * style.leading
            self._number(box, box.number, x, last)

    def _lines(self, box: TextBox, x: float, baseline: float) -> None:
        canvas = self._canvas
        owner = self._tags.node(box.element)
        opened: object = self
        for line in box.lines:
            fragments = self._filled_in(line) if line.numbered else line.fragments
            for fragment in fragments:
                link = fragment.run.link
                if link is not opened:
                    if opened is not self:
                        canvas.close()
                    canvas.open(canvas.link_node(link, owner) if link else owner)
                    opened = link
                left = x + fragment.x
                end = canvas.fragment(left, baseline, fragment.text, fragment.run)
                if link and not canvas.untagged:
                    canvas.area(link, fragment.run, left, end, baseline)
            baseline -= box.style.leading
        if opened is not self:
            canvas.close()

    def _filled_in(self, line: Line) -> list[Fragment]:
        """Return the fragments of a line with its page numbers."""
        # Room that a short number leaves is taken by what follows on the line.
        moved: list[Fragment] = []
        free = 0.0
        for fragment in line.fragments:
            words = self._numbered(fragment)
            moved.append(Fragment(fragment.x - free, words, fragment.run))
            if fragment.run.numbered:
                free += self._unused(fragment, words)
        if line.lean:
            moved = [f._replace(x=f.x + free * line.lean) for f in moved]
        return moved

    def _unused(self, fragment: Fragment, words: str) -> float:
        """Return the room that was kept for a page number and is not needed."""
        widths = fragment.run.face.widths
        kept = widths[fragment.text] + self._digits * widths["0"]
        return (kept - widths[words]) * fragment.run.size / 1000

    def _numbered(self, fragment: Fragment) -> str:
        run = fragment.run
        if run.numbered and run.link:
            return f"{fragment.text}{self._positions[run.link.target].page}"
        return fragment.text

    def _number(
        self, box: TextBox, number: Fragment, x: float, baseline: float
    ) -> None:
        """Draw the page number of an entry of the contents, and dots before it."""
        run, link = number.run, number.run.link
        if link is None:
            return
        canvas = self._canvas
        words = self._numbered(number)
        left = x + number.x - run.face.widths[words] * run.size / 1000
        canvas.literal("BT")
        canvas.open(canvas.link_node(link, self._tags.node(box.element)))
        end = canvas.fragment(left, baseline, words, run)
        canvas.close()
        canvas.literal("ET")
        canvas.area(link, run, left, end, baseline)
        start = x
        if box.lines[-1].fragments:
            last = box.lines[-1].fragments[-1]
            start += last.x + last.run.face.widths[last.text] * last.run.size / 1000
        self._dots(start + 5, left - 4, baseline)

    def _dots(self, start: float, end: float, baseline: float) -> None:
        # The dots of all lines stand under each other, counted from the margin.
        first = self._left + -(-(start - self._left) // _DOT_GAP) * _DOT_GAP
        if first < end:
            self._canvas.dots(first, baseline + 0.4, end, _DOT_GAP)
