"""Boxes as page content: tables, pictures, forms, sheets, and text among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from evidence_builder.render import styles
from evidence_builder.render.layout import boxes
from evidence_builder.render.pdf.canvas import Area

if TYPE_CHECKING:
    from evidence_builder.render.pdf.canvas import Canvas
    from evidence_builder.render.pdf.form_xobjects import FormXObjects
    from evidence_builder.render.pdf.paragraphs import ParagraphDrawing
    from evidence_builder.render.pdf.pictures import ImageXObjects
    from evidence_builder.render.pdf.structure import Tags


_HAIRLINE = 0.25
_HEADING_SHADE = styles.TONE_SHADES["muted"]


class Drawing:
    """Draws the boxes of one document, page after page."""

    def __init__(
        self,
        look: styles.Look,
        canvas: Canvas,
        paragraphs: ParagraphDrawing,
        tags: Tags,
        pictures: ImageXObjects,
        xobjects: FormXObjects,
    ) -> None:
        self._canvas, self._paragraphs, self._tags = canvas, paragraphs, tags
        self._pictures, self._xobjects = pictures, xobjects
        self._look = look

    def page(self, placed: tuple[boxes.Placed, ...]) -> None:
        """Draw a page; what it needs is on the canvas."""
        canvas = self._canvas
        canvas.begin()
        paper = self._look.paper
        for y, box, repeated in placed:
            canvas.untagged = repeated
            if repeated:
                canvas.literal("/Artifact BMC")
            self._box(box, paper.left, paper.height - paper.top - y)
            if repeated:
                canvas.literal("EMC")

    def _box(self, box: boxes.AnyBox, x: float, top: float) -> None:
        """Draw a box whose column begins at ``x`` and whose upper edge is ``top``."""
        for bar in box.bars:
            reach = box.height + (box.space_after if bar in box.bar_after else 0.0)
            self._canvas.filled(
                styles.RULE, x + bar, top - reach, styles.QUOTE_BAR_WIDTH, reach
            )
        if isinstance(box, boxes.TextBox):
            self._paragraphs.text(box, x + box.x, top)
        elif isinstance(box, boxes.RowBox):
            self._row(box, x + box.x, top)
        elif isinstance(box, boxes.FigureBox):
            self._figure(box, x + box.x, top)
        elif isinstance(box, boxes.FormBox):
            self._form(box, x + box.x, top)
        elif isinstance(box, boxes.SheetBox):
            self._sheet(box)
        elif not isinstance(box, boxes.BreakBox):
            assert_never(box)

    def _row(self, row: boxes.RowBox, x: float, top: float) -> None:
        canvas = self._canvas
        self._shades(row, x, top - row.height)
        if row.table.look == "boxed":
            for cell in row.cells:
                canvas.border(x + cell.x, top - row.height, cell.width, row.height)
        else:
            colour = self._look.accent if row.is_head else styles.RULE
            canvas.rule(colour, x, top - row.height, row.width)
            if row.first and not row.is_head:
                canvas.rule(styles.RULE, x, top, row.width)
        for cell in row.cells:
            y = top - styles.CELL_PADDING_Y
            for box in cell.boxes:
                self._box(box, x, y)
                y -= box.height + box.space_after

    def _shades(self, row: boxes.RowBox, x: float, bottom: float) -> None:
        filled = self._canvas.filled
        shade = ""
        if row.tone != "plain":
            shade = styles.TONE_SHADES[row.tone]
        elif row.is_head:
            shade = styles.SHADE
        elif row.is_heading:
            shade = _HEADING_SHADE
        if shade:
            filled(shade, x, bottom, row.width, row.height)
        for cell in row.cells:
            if cell.shade:
                filled(cell.shade, x + cell.x, bottom, cell.width, row.height)
        if row.tone != "plain":
            # Half outside the table, or it would touch the words.
            tone, wide = styles.TONES[row.tone], styles.TONE_BAR_WIDTH
            filled(tone, x - styles.TONE_BAR_INSIDE, bottom, wide, row.height)

    def _figure(self, box: boxes.FigureBox, x: float, top: float) -> None:
        number = self._pictures.add(box.image)
        node = self._tags.node(box.element)
        bottom = top - box.height
        # ISO 32000-1:2008, 14.8.5.4: a figure's BBox.
        node.box = (x, bottom, x + box.width, top)
        self._canvas.open(node)
        matrix = [round(n, 2) for n in (box.width, 0, 0, box.height, x, bottom)]
        self._canvas.object(f"Im{number}", number, matrix)
        self._canvas.close()

    def _form(self, box: boxes.FormBox, x: float, top: float) -> None:
        canvas = self._canvas
        node = self._tags.node(box.element)
        for start, end, down in box.rules:
            canvas.blank(x + start, top - down, end - start)
        if not box.lines:
            return
        canvas.literal("BT")
        canvas.open(node)
        for baseline, line in box.lines:
            for fragment in line.fragments:
                left = x + fragment.x
                canvas.fragment(left, top - baseline, fragment.text, fragment.run)
        canvas.close()
        canvas.literal("ET")

    def _sheet(self, box: boxes.SheetBox) -> None:
        canvas, placement = self._canvas, box.placement
        left, bottom = placement.left, placement.bottom
        if placement.framed:
            # Outside the page, or what the page is painted with would cover half.
            canvas.border(
                left - _HAIRLINE / 2,
                bottom - _HAIRLINE / 2,
                placement.width + _HAIRLINE,
                placement.height + _HAIRLINE,
                thick=_HAIRLINE,
            )
        node = self._tags.node(box.element)
        node.box = (left, bottom, left + placement.width, bottom + placement.height)
        number = self._xobjects.add(box.drawn)
        scale, corner = round(placement.scale, 6), (round(left, 3), round(bottom, 3))
        canvas.open(node)
        canvas.object(f"At{number}", number, (scale, 0, 0, scale, *corner))
        canvas.close()
        if box.links_element:
            owner = self._tags.node(box.links_element)
            for rectangle, link in box.links:
                canvas.areas.append(
                    Area(link, canvas.link_node(link, owner), *rectangle)
                )
        # Last, or blank paper of the page, which may be painted white, would cover it.
        self._paragraphs.text(
            box.stamp, box.stamp.x, placement.line_top(box.stamp.height)
        )
