"""Boxes as page content: the words with their tags, and what only pleases the eye.

What has no meaning of its own (shades, rules, bars, dots) is drawn first, under the
words, as one artifact of the page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, assert_never

from evidence_builder.render.layout.boxes import (
    BreakBox,
    FigureBox,
    FormBox,
    Fragment,
    RowBox,
    TextBox,
)
from evidence_builder.render.pdf.furniture import rgb
from evidence_builder.render.styles import (
    A4,
    ACCENT,
    CELL_PADDING_Y,
    RULE,
    SHADE,
    TONE_SHADES,
    TONES,
)

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import (
        AnyBox,
        Hyperlink,
        Line,
        Placed,
        Run,
    )
    from evidence_builder.render.layout.layout import Layout
    from evidence_builder.render.pdf.fonts import FontTable
    from evidence_builder.render.pdf.pictures import Pictures
    from evidence_builder.render.pdf.tags import Node, Tags

_BAR, _QUOTE_BAR = 2.5, 2.0
_THIN, _BORDER = 0.5, 0.75
_HEADING_SHADE = TONE_SHADES["muted"]
_BORDER_COLOUR = "8C959F"
_DOT_GAP = 3.4
_ABOVE, _BELOW = 0.905, 0.212
"""How far Arimo's letters reach up and down, as shares of their size."""


class Area(NamedTuple):
    """A rectangle that leads somewhere when it is clicked."""

    link: Hyperlink
    node: Node
    left: float
    bottom: float
    right: float
    top: float


class Drawing:
    """Draws the boxes of one document, page after page."""

    def __init__(
        self,
        fonts: FontTable,
        tags: Tags,
        pictures: Pictures,
        layout: Layout,
    ) -> None:
        self._fonts, self._tags, self._pictures = fonts, tags, pictures
        self._places, self._digits = layout.places, layout.digits
        self._link_nodes: dict[int, Node] = {}
        self._begin()

    def _begin(self) -> None:
        self._under: list[str] = []
        self._rules: list[str] = []
        self._words: list[str] = []
        self._font = ""
        self._colour = ""
        self._fill = ""
        self._untagged = False
        self.areas: list[Area] = []
        self.images: dict[str, int] = {}

    def page(self, placed: tuple[Placed, ...]) -> str:
        """Return the content of a page; ``areas`` and ``images`` belong to it."""
        self._begin()
        for y, box, repeated in placed:
            self._untagged = repeated
            if repeated:
                self._words.append("/Artifact BMC")
            self._box(box, A4.left, A4.height - A4.top - y)
            if repeated:
                self._words.append("EMC")
        below = self._under + self._rules
        under = ["/Artifact BMC", *below, "EMC"] if below else []
        return "\n".join(under + self._words)

    def _box(self, box: AnyBox, x: float, top: float) -> None:
        """Draw a box whose column begins at ``x`` and whose upper edge is ``top``."""
        for bar in box.bars:
            reach = box.height + (box.space_after if bar in box.bar_after else 0.0)
            self._filled(RULE, x + bar, top - reach, _QUOTE_BAR, reach)
        if isinstance(box, TextBox):
            self._text(box, x + box.x, top)
        elif isinstance(box, RowBox):
            self._row(box, x + box.x, top)
        elif isinstance(box, FigureBox):
            self._figure(box, x + box.x, top)
        elif isinstance(box, FormBox):
            self._form(box, x + box.x, top)
        elif not isinstance(box, BreakBox):
            assert_never(box)

    # --- text ---------------------------------------------------------------

    def _text(self, box: TextBox, x: float, top: float) -> None:
        style = box.style
        leading = style.leading
        baseline = top - leading / 2 - style.size * (_ABOVE - _BELOW) / 2
        words = self._words
        if box.shaded:
            left, wide = x - style.indent, box.width + 2 * style.indent
            self._filled(SHADE, left, top - box.height - 2, wide, box.height + 4)
        words.append("BT")
        if box.label and box.label_element:
            self._open(self._tags.node(box.label_element))
            self._fragment(box.label.x + x, baseline, box.label.text, box.label.run)
            self._close()
        if box.lines and (box.lines[0].fragments or len(box.lines) > 1):
            self._lines(box, x, baseline)
        words.append("ET")
        if box.number:
            last = baseline - (len(box.lines) - 1) * leading
            self._number(box, box.number, x, last)

    def _lines(self, box: TextBox, x: float, baseline: float) -> None:
        owner = self._tags.node(box.element)
        opened: object = self
        for line in box.lines:
            fragments = self._filled_in(line) if line.numbered else line.fragments
            for fragment in fragments:
                link = fragment.run.link
                if link is not opened:
                    if opened is not self:
                        self._close()
                    self._open(self._link_node(link, owner) if link else owner)
                    opened = link
                left = x + fragment.x
                end = self._fragment(left, baseline, fragment.text, fragment.run)
                if link and not self._untagged:
                    self._area(link, fragment.run, left, end, baseline)
            baseline -= box.style.leading
        if opened is not self:
            self._close()

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
            return f"{fragment.text}{self._places[run.link.target].page}"
        return fragment.text

    def _number(
        self, box: TextBox, number: Fragment, x: float, baseline: float
    ) -> None:
        """Draw the page number of an entry of the contents, and dots before it."""
        run, link = number.run, number.run.link
        if link is None:
            return
        words = self._numbered(number)
        left = x + number.x - run.face.widths[words] * run.size / 1000
        self._words.append("BT")
        self._open(self._link_node(link, self._tags.node(box.element)))
        end = self._fragment(left, baseline, words, run)
        self._close()
        self._words.append("ET")
        self._area(link, run, left, end, baseline)
        start = x
        if box.lines[-1].fragments:
            last = box.lines[-1].fragments[-1]
            start += last.x + last.run.face.widths[last.text] * last.run.size / 1000
        self._dots(start + 5, left - 4, baseline)

    def _dots(self, start: float, end: float, baseline: float) -> None:
        # The dots of all lines stand under each other, counted from the margin.
        first = A4.left + -(-(start - A4.left) // _DOT_GAP) * _DOT_GAP
        if first < end:
            self._under.append(
                f"q 1 J .8 w {rgb('8C959F')} RG [0 {_DOT_GAP}] 0 d {first:.2f} "
                f"{baseline + 0.4:.2f} m {end:.2f} {baseline + 0.4:.2f} l S Q"
            )

    def _fragment(self, x: float, baseline: float, words: str, run: Run) -> float:
        """Draw words in one run and return where they end."""
        face = run.face
        out = self._words
        if run.colour != self._colour:
            self._colour = run.colour
            out.append(rgb(run.colour) + " rg")
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
            self._filled(run.colour, x, baseline - 1.6, end - x, 0.4)
        return end

    def _area(
        self, link: Hyperlink, run: Run, left: float, right: float, baseline: float
    ) -> None:
        node = self._link_nodes[id(link)]
        bottom, top = baseline - _BELOW * run.size, baseline + _ABOVE * run.size
        before = self.areas[-1] if self.areas else None
        if before and before.link is link and before.bottom == bottom:
            self.areas[-1] = before._replace(right=right)
        else:
            self.areas.append(Area(link, node, left, bottom, right, top))

    def _link_node(self, link: Hyperlink, owner: Node) -> Node:
        node = self._link_nodes.get(id(link))
        if node is None:
            node = self._link_nodes[id(link)] = self._tags.link_node(owner)
        return node

    def _open(self, node: Node) -> None:
        if not self._untagged:
            number = self._tags.content(node)
            self._words.append(f"/{node.role} <</MCID {number}>> BDC")

    def _close(self) -> None:
        if not self._untagged:
            self._words.append("EMC")

    # --- tables, pictures, forms ------------------------------------------------

    def _row(self, row: RowBox, x: float, top: float) -> None:
        self._shades(row, x, top - row.height)
        if row.table.look == "boxed":
            for cell in row.cells:
                self._border(x + cell.x, top - row.height, cell.width, row.height)
        else:
            colour = ACCENT if row.is_head else RULE
            self._rule(colour, x, top - row.height, row.width)
            if row.first and not row.is_head:
                self._rule(RULE, x, top, row.width)
        for cell in row.cells:
            y = top - CELL_PADDING_Y
            for box in cell.boxes:
                self._box(box, x, y)
                y -= box.height + box.space_after

    def _shades(self, row: RowBox, x: float, bottom: float) -> None:
        shade = ""
        if row.tone != "plain":
            shade = TONE_SHADES[row.tone]
        elif row.is_head:
            shade = SHADE
        elif row.is_heading:
            shade = _HEADING_SHADE
        if shade:
            self._filled(shade, x, bottom, row.width, row.height)
        for cell in row.cells:
            if cell.tone != "plain":
                shade = TONE_SHADES[cell.tone]
                self._filled(shade, x + cell.x, bottom, cell.width, row.height)
        if row.tone != "plain":
            # Half outside the table, or it would touch the words.
            self._filled(TONES[row.tone], x - _BAR / 2, bottom, _BAR, row.height)

    def _figure(self, box: FigureBox, x: float, top: float) -> None:
        number = self._pictures.add(box.image)
        name = f"Im{number}"
        self.images[name] = number
        node = self._tags.node(box.element)
        bottom = top - box.height
        node.box = (x, bottom, x + box.width, top)
        self._open(node)
        matrix = f"{box.width:.2f} 0 0 {box.height:.2f} {x:.2f} {bottom:.2f}"
        self._words.append(f"q {matrix} cm /{name} Do Q")
        self._close()

    def _form(self, box: FormBox, x: float, top: float) -> None:
        node = self._tags.node(box.element)
        for start, end, down in box.rules:
            self._filled(_BORDER_COLOUR, x + start, top - down, end - start, _THIN)
        if not box.lines:
            return
        self._words.append("BT")
        self._open(node)
        for baseline, line in box.lines:
            for fragment in line.fragments:
                left = x + fragment.x
                self._fragment(left, top - baseline, fragment.text, fragment.run)
        self._close()
        self._words.append("ET")

    def _filled(
        self, colour: str, x: float, y: float, width: float, height: float
    ) -> None:
        under = self._under
        if colour != self._fill:
            self._fill = colour
            under.append(rgb(colour) + " rg")
        under.append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re f")

    def _rule(self, colour: str, x: float, y: float, width: float) -> None:
        # Drawn when all shades are, or the next row's shade would cover half of it.
        self._rules.append(
            f"{rgb(colour)} RG {_THIN} w {x:.2f} {y:.2f} m {x + width:.2f} {y:.2f} l S"
        )

    def _border(self, x: float, y: float, width: float, height: float) -> None:
        self._rules.append(
            f"{rgb(_BORDER_COLOUR)} RG {_BORDER} w "
            f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re S"
        )
