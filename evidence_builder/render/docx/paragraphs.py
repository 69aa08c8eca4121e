"""One paragraph as XML: its style, and what differs from the style."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import twips
from evidence_builder.render.docx.limits import FURTHEST_BORDER
from evidence_builder.render.docx.stylesheet import SIZES
from evidence_builder.render.docx.table_styles import border
from evidence_builder.render.styles import AFTER_TABLE, QUOTE_BAR_WIDTH, RULE

if TYPE_CHECKING:
    from evidence_builder.render.docx.style_map import StyleMap


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class ParagraphPiece:
    """A paragraph, to which more space after it may still be given.

    Lengths are points. What is None or empty is as the style says.
    """

    content: str
    """The runs."""
    style: str
    after: float
    new_page: bool = False
    keep: bool = False
    """Whether it stands on the same page as what follows."""
    left: float | None = None
    hanging: float = 0.0
    right: float = 0.0
    list_number: int = 0
    list_level: int = 0
    align: str = ""
    tabs: str = ""
    """As XML."""
    bar: float | None = None
    """How far to the left of the words the bar of a quotation stands."""

    def xml(self, styles: StyleMap) -> str:
        """Return the paragraph."""
        # ECMA-376 Part 1 (5th ed.), 17.3.1.26 (pPr), in the order of its schema.
        parts = [f'<w:p><w:pPr><w:pStyle w:val="{styles.ids[self.style]}"/>']
        if self.keep:
            parts.append("<w:keepNext/>")
        if self.new_page:
            parts.append("<w:pageBreakBefore/>")
        if self.list_number:
            parts.append(
                f'<w:numPr><w:ilvl w:val="{self.list_level}"/>'
                f'<w:numId w:val="{self.list_number}"/></w:numPr>'
            )
        if self.bar is not None:
            parts.append(_bar(self.bar))
        parts.append(self.tabs)
        if self.after != SIZES[self.style].space_after and self._is_apart(styles):
            parts.append(f'<w:spacing w:after="{twips(self.after)}"/>')
        if self.left is not None or self.right or self.hanging:
            parts.append(f"<w:ind{self._indent()}/>")
        if self.align:
            parts.append(f'<w:jc w:val="{self.align}"/>')
        parts.append(f"</w:pPr>{self.content}</w:p>")
        return "".join(parts)

    def _is_apart(self, styles: StyleMap) -> bool:
        """Whether it is not for its style to say how far what follows stands."""
        return not (styles.fluid and self.after) or self.style.startswith("Table")

    def _indent(self) -> str:
        parts = []
        if self.left is not None:
            parts.append(f' w:left="{twips(self.left)}"')
        if self.right:
            parts.append(f' w:right="{twips(self.right)}"')
        if self.hanging:
            parts.append(f' w:hanging="{twips(self.hanging)}"')
        return "".join(parts)


@dataclass(slots=True, kw_only=True, eq=False, repr=False)
class TablePiece:
    """A table, and the paragraph after it that Word needs to keep tables apart."""

    content: str
    after: float
    new_page: bool = False
    continued: bool = False
    """Whether its next rows begin a page, as a table of their own."""

    def xml(self, styles: StyleMap) -> str:
        """Return the table between the paragraphs that it needs."""
        start = gap(styles, new_page=True) if self.new_page else ""
        end = "" if self.continued else gap(styles, self.after)
        return f"{start}{self.content}{end}"


def gap(styles: StyleMap, height: float = 0.0, *, new_page: bool = False) -> str:
    """Return an empty paragraph of a height, at least what Word wants."""
    start = "<w:pageBreakBefore/>" if new_page else ""
    spacing = ""
    if height > AFTER_TABLE and styles.fluid:
        # Space after a table does not begin a page; an empty line would.
        spacing = f'<w:spacing w:after="{twips(height - AFTER_TABLE)}"/>'
    elif height > AFTER_TABLE:
        spacing = f'<w:spacing w:line="{twips(height)}" w:lineRule="exact"/>'
    looks = f"{styles.paragraph('TableGap')}{start}{spacing}"
    return f"<w:p><w:pPr>{looks}</w:pPr></w:p>"


def parted(first: ParagraphPiece, later: list[str]) -> list[ParagraphPiece]:
    """Return a paragraph and what of it stands on later pages, as runs."""
    pieces = [first]
    for runs in later:
        pieces.append(replace(first, content=runs, new_page=True))
        pieces[-2].after = 0.0
        pieces[-2].keep = False
    return pieces


def _bar(distance: float) -> str:
    # ECMA-376 Part 1 (5th ed.), 17.3.1.24 (pBdr).
    space = min(max(distance, 0.0), FURTHEST_BORDER)
    return f"<w:pBdr>{border('left', QUOTE_BAR_WIDTH, RULE, space)}</w:pBdr>"
