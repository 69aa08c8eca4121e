"""One page while it is drawn: words with their tags, shades, rules, areas to click.

What has no meaning of its own (shades, rules, bars, dots) is drawn first, under the
words, as one artifact of the page. reportlab draws: its canvas spells colours, lines,
rectangles and what is placed; tags, and words by the codes of our own fonts, go to it
as they stand in the file.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from reportlab.pdfgen import canvas as pdfgen

from evidence_builder.render.styles import BOX_RULE, BOX_WIDTH, RULE_WIDTH

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evidence_builder.render.layout.boxes import Hyperlink, Run
    from evidence_builder.render.pdf.fonts import FontTable
    from evidence_builder.render.pdf.structure import Node, Tags
    from evidence_builder.render.styles import TextStyle

_ABOVE, _BELOW = 0.905, 0.212
"""How far Arimo's letters reach up and down, as shares of their size."""
_DOT = 0.8


class Area(NamedTuple):
    """A rectangle that leads somewhere when it is clicked."""

    link: Hyperlink
    node: Node
    left: float
    bottom: float
    right: float
    top: float


class Canvas:
    """The page that is being drawn; the same one for all pages of a document.

    ``areas`` and ``objects`` (what is drawn from elsewhere, by its name here) belong
    to the page.
    """

    def __init__(self, fonts: FontTable, tags: Tags) -> None:
        self._fonts, self._tags = fonts, tags
        self._link_nodes: dict[int, Node] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a page with nothing on it."""
        self._words, self._under = pdfgen.Canvas(""), pdfgen.Canvas("")
        self._rules: list[tuple[str, float, Callable[..., None], list[float]]] = []
        """Lines with their colour, thickness and method, drawn when all shades are.

        The next row's shade would cover half of one."""
        self.literal: Callable[[str], None] = self._words.addLiteral
        """Writes operators that reportlab has no method for."""
        self._font = ""
        self._colour = ""
        self._fill = ""
        self.untagged = False
        """Whether what is drawn now has been read on an earlier page."""
        self.areas: list[Area] = []
        self.objects: dict[str, int] = {}

    def content(self) -> str:
        """Return the content of the page."""
        pen: tuple[str, float] | None = None
        for colour, thick, draw, lengths in self._rules:
            if pen != (colour, thick):
                pen = (colour, thick)
                self._under.setStrokeColorRGB(*_rgb(colour))
                self._under.setLineWidth(thick)
            draw(*lengths)
        under, words = (
            canvas.getCurrentPageContent() for canvas in (self._under, self._words)
        )
        # ISO 32000-1:2008, 14.8.2.2; ISO 14289-1:2014, 7.1: what is not real content.
        return f"/Artifact BMC\n{under}\nEMC\n{words}" if under else words

    # --- words and what else has a meaning -----------------------------------------

    def open(self, node: Node) -> None:
        """Say that what comes is a part of an element."""
        if not self.untagged:
            number = self._tags.content(node)
            # ISO 32000-1:2008, 14.6 (marked content), 14.7.4.2 (its MCID).
            self.literal(f"/{node.role} <</MCID {number}>> BDC")

    def close(self) -> None:
        """Say that the part is over."""
        if not self.untagged:
            self.literal("EMC")

    def fragment(self, x: float, baseline: float, words: str, run: Run) -> float:
        """Draw words in one run and return where they end."""
        face = run.face
        parts = []
        if run.colour != self._colour:
            self._colour = run.colour
            parts.append(_filling(run.colour))
        # ISO 32000-1:2008, 9.3 (Tf), 9.4.2 (Tm), 9.4.3 (Tj).
        parts.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        for name, codes in self._fonts.coded(face, words):
            font = f"/{name} {run.size:g} Tf"
            if font != self._font:
                self._font = font
                parts.append(font)
            parts.append(f"<{codes}> Tj")
        self.literal("\n".join(parts))
        if run.link is None:
            return x
        end = x + face.widths[words] * run.size / 1000
        if run.link.href:
            self.filled(run.colour, x, baseline - 1.6, end - x, 0.4)
        return end

    def object(self, name: str, number: int, matrix: Sequence[float]) -> None:
        """Draw an object of the file, placed by the six numbers of a matrix."""
        self.objects[name] = number
        self._words.saveState()
        self._words.transform(*matrix)
        # ISO 32000-1:2008, 8.8 (Do).
        self.literal(f"/{name} Do")
        self._words.restoreState()

    # --- links --------------------------------------------------------------------

    def link_node(self, link: Hyperlink, owner: Node) -> Node:
        """Return the node of a link, which is made where the link first stands."""
        node = self._link_nodes.get(id(link))
        if node is None:
            node = self._link_nodes[id(link)] = self._tags.link_node(owner, link.alt)
        return node

    def area(
        self, link: Hyperlink, run: Run, left: float, right: float, baseline: float
    ) -> None:
        """Let words of a link be clicked."""
        node = self._link_nodes[id(link)]
        bottom, top = baseline - _BELOW * run.size, baseline + _ABOVE * run.size
        before = self.areas[-1] if self.areas else None
        if before and before.link is link and before.bottom == bottom:
            self.areas[-1] = before._replace(right=right)
        else:
            self.areas.append(Area(link, node, left, bottom, right, top))

    # --- for the eye only -------------------------------------------------------------

    def filled(
        self, colour: str, x: float, y: float, width: float, height: float
    ) -> None:
        """Fill a rectangle under the words."""
        if colour != self._fill:
            self._fill = colour
            self._under.addLiteral(_filling(colour))
        self._under.rect(*_rounded(x, y, width, height), stroke=0, fill=1)

    def rule(self, colour: str, x: float, y: float, width: float) -> None:
        """Draw a thin line to the right."""
        lengths = _rounded(x, y, x + width, y)
        self._rules.append((colour, RULE_WIDTH, self._under.line, lengths))

    def dots(self, x: float, y: float, end: float, gap: float) -> None:
        """Draw dots to the right, under the words."""
        under = self._under
        under.saveState()
        # Round caps on dashes of no length (ISO 32000-1:2008, 8.4.3).
        under.setLineCap(1)
        under.setLineWidth(_DOT)
        under.setStrokeColorRGB(*_rgb(BOX_RULE))
        under.setDash([0, gap])
        under.line(*_rounded(x, y, end, y))
        under.restoreState()

    def blank(self, x: float, y: float, width: float) -> None:
        """Draw a line to write on, whose upper edge is ``y``."""
        self.filled(BOX_RULE, x, y, width, RULE_WIDTH)

    def border(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        thick: float = BOX_WIDTH,
    ) -> None:
        """Draw the four edges of a rectangle."""
        lengths = _rounded(x, y, width, height)
        self._rules.append((BOX_RULE, thick, self._under.rect, lengths))


def baseline_of(style: TextStyle, top: float) -> float:
    """Return the baseline of the first line of a text whose upper edge is ``top``."""
    return top - style.leading / 2 - style.size * (_ABOVE - _BELOW) / 2


@cache
def _filling(colour: str) -> str:
    """Return what makes shapes and words be filled with a colour."""
    canvas = pdfgen.Canvas("")
    canvas.setFillColorRGB(*_rgb(colour))
    operators: str = canvas.getCurrentPageContent()
    return operators


def _rgb(colour: str) -> tuple[float, ...]:
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return tuple(float(f"{part:.3g}") for part in parts)


def _rounded(*lengths: float) -> list[float]:
    return [round(length, 2) for length in lengths]
