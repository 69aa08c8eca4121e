"""Where a page of somebody's file stands on a sheet, and where its stamp stands.

Lengths are points; positions are from the lower left corner of the sheet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.document.pdf_page import Rectangle

if TYPE_CHECKING:
    from evidence_builder.document.pdf_page import DrawnPage
    from evidence_builder.render.styles import PageGeometry

STRIP = 30.0
"""How high the strip is that the stamp needs for itself."""
_LEAST = 0.01
"""No page is thinner than this; one without any size could not be scaled."""


class Placement(NamedTuple):
    """A page on its sheet, and the strip with its stamp.

    The strip is as wide as the sheet. Nothing is drawn on what of the page lies
    under it.
    """

    sheet_width: float
    sheet_height: float
    scale: float
    left: float
    bottom: float
    width: float
    """How wide the page is on the sheet."""
    height: float
    strip_bottom: float
    framed: bool
    """Whether the edge of the page has to be shown, because it is not the sheet's."""

    def line_top(self, height: float) -> float:
        """Return the upper edge of a line of some height in the middle of the strip."""
        return self.strip_bottom + (STRIP + height) / 2

    def on_sheet(self, rectangle: Rectangle) -> Rectangle | None:
        """Return where a rectangle of the page is on the sheet, cut at the page's edge.

        None where nothing of it is on the page.
        """
        left = self.left + min(max(rectangle.left * self.scale, 0.0), self.width)
        right = self.left + min(max(rectangle.right * self.scale, 0.0), self.width)
        bottom = self.bottom + min(max(rectangle.bottom * self.scale, 0.0), self.height)
        top = self.bottom + min(max(rectangle.top * self.scale, 0.0), self.height)
        if right - left < _LEAST or top - bottom < _LEAST:
            return None
        return Rectangle(left, bottom, right, top)


def place(drawn: DrawnPage, paper: PageGeometry) -> Placement:
    """Put a page on a sheet of paper that lies as the page does.

    The page keeps its size if it fits on the sheet. The strip is where the page
    leaves it free: at the top, else at the bottom. Where it does neither, the page
    is made so much smaller that it stands under a strip at the top.
    """
    wide, high = max(drawn.width, _LEAST), max(drawn.height, _LEAST)
    upright = paper.width, paper.height
    sheet = upright[::-1] if wide > high else upright
    free = sheet[1] - STRIP
    scale = min(1.0, sheet[0] / wide, sheet[1] / high)
    height = min(high * scale, sheet[1])
    middle = (sheet[1] - height) / 2
    above = min(max(drawn.above, 0.0) * scale, height)
    below = min(max(drawn.below, 0.0) * scale, height)
    strip = free
    if height <= free:
        bottom = (free - height) / 2
    elif height - above <= free:
        bottom = min(middle, free - (height - above))
    elif height - below <= free:
        strip = 0.0
        bottom = max(middle, STRIP - below)
    else:
        scale = min(scale, free / high)
        height = min(high * scale, free)
        bottom = 0.0
    width = min(wide * scale, sheet[0])
    narrow = sheet[0] - width > STRIP or sheet[1] - height > STRIP
    return Placement(
        *sheet,
        scale,
        (sheet[0] - width) / 2,
        bottom,
        width,
        height,
        strip,
        # Beside a strip that lies on the page, its edge would go through the stamp.
        framed=scale == 1.0 and narrow and height <= free,
    )
