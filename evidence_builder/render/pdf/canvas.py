"""One page while it is drawn: words with their tags, shades, rules, areas to click.

What has no meaning of its own (shades, rules, bars, dots) is drawn first, under the
words, as one artifact of the page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import Hyperlink, Run
    from evidence_builder.render.pdf.fonts import FontTable
    from evidence_builder.render.pdf.structure import Node, Tags
    from evidence_builder.render.styles import TextStyle

_ABOVE, _BELOW = 0.905, 0.212
"""How far Arimo's letters reach up and down, as shares of their size."""
_THIN, _BORDER = 0.5, 0.75
_BORDER_COLOUR = "8C959F"


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
    to the page, as do ``words`` and ``under``, which what draws may add to.
    """

    def __init__(self, fonts: FontTable, tags: Tags) -> None:
        self._fonts, self._tags = fonts, tags
        self._link_nodes: dict[int, Node] = {}
        self.begin()

    def begin(self) -> None:
        """Begin a page with nothing on it."""
        self.words: list[str] = []
        self.under: list[str] = []
        self._rules: list[str] = []
        self._font = ""
        self._colour = ""
        self._fill = ""
        self.untagged = False
        """Whether what is drawn now has been read on an earlier page."""
        self.areas: list[Area] = []
        self.objects: dict[str, int] = {}

    def content(self) -> str:
        """Return the content of the page."""
        below = self.under + self._rules
        # ISO 32000-1:2008, 14.8.2.2; ISO 14289-1:2014, 7.1: what is not real content.
        under = ["/Artifact BMC", *below, "EMC"] if below else []
        return "\n".join(under + self.words)

    # --- words and what else has a meaning -----------------------------------------

    def open(self, node: Node) -> None:
        """Say that what comes is a part of an element."""
        if not self.untagged:
            number = self._tags.content(node)
            # ISO 32000-1:2008, 14.6 (marked content), 14.7.4.2 (its MCID).
            self.words.append(f"/{node.role} <</MCID {number}>> BDC")

    def close(self) -> None:
        """Say that the part is over."""
        if not self.untagged:
            self.words.append("EMC")

    def fragment(self, x: float, baseline: float, words: str, run: Run) -> float:
        """Draw words in one run and return where they end."""
        face = run.face
        out = self.words
        if run.colour != self._colour:
            self._colour = run.colour
            out.append(rgb(run.colour) + " rg")
        # ISO 32000-1:2008, 9.3 (Tf), 9.4.2 (Tm), 9.4.3 (Tj), 8.6.8 (rg).
        out.append(f"1 0 0 1 {x:.2f} {baseline:.2f} Tm")
        for name, codes in self._fonts.coded(face, words):
            font = f"/{name} {run.size:g} Tf"
            if font != self._font:
                self._font = font
                out.append(font)
            out.append(f"<{codes}> Tj")
        if run.link is None:
            return x
        end = x + face.widths[words] * run.size / 1000
        if run.link.href:
            self.filled(run.colour, x, baseline - 1.6, end - x, 0.4)
        return end

    def object(self, name: str, number: int, matrix: str) -> None:
        """Draw an object of the file, placed by the six numbers of a matrix."""
        self.objects[name] = number
        # ISO 32000-1:2008, 8.4.4 (q, cm, Q), 8.8 (Do).
        self.words.append(f"q {matrix} cm /{name} Do Q")

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
        under = self.under
        if colour != self._fill:
            self._fill = colour
            under.append(rgb(colour) + " rg")
        under.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def rule(self, colour: str, x: float, y: float, width: float) -> None:
        """Draw a thin line to the right."""
        # ISO 32000-1:2008, 8.5.2 (m, l, re), 8.5.3 (S, f).
        # Drawn when all shades are, or the next row's shade would cover half of it.
        self._rules.append(
            f"{rgb(colour)} RG {_THIN} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )

    def blank(self, x: float, y: float, width: float) -> None:
        """Draw a line to write on, whose upper edge is ``y``."""
        self.filled(_BORDER_COLOUR, x, y, width, _THIN)

    def border(
        self, x: float, y: float, width: float, height: float, *, thick: float = _BORDER
    ) -> None:
        """Draw the four edges of a rectangle."""
        self._rules.append(
            f"{rgb(_BORDER_COLOUR)} RG {thick} w "
            f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"
        )


def baseline_of(style: TextStyle, top: float) -> float:
    """Return the baseline of the first line of a text whose upper edge is ``top``."""
    return top - style.leading / 2 - style.size * (_ABOVE - _BELOW) / 2


@cache
def rgb(colour: str) -> str:
    """Return a colour as the three numbers that PDF takes."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return " ".join(f"{part:.3g}" for part in parts)
