"""The three looks of tables as Word table styles.

ECMA-376 Part 1 (5th ed.), 17.7.6.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import eighths, twips
from evidence_builder.render.styles import (
    BOX_RULE,
    BOX_WIDTH,
    CELL_PADDING_X,
    CELL_PADDING_Y,
    RULE,
    RULE_WIDTH,
    SHADE,
)

if TYPE_CHECKING:
    from evidence_builder.render.styles import Look

LOOKS = {
    "ruled": "EvidenceRuled",
    "fields": "EvidenceFields",
    "boxed": "EvidenceBoxed",
}


def styles(look: Look) -> str:
    """Return the table styles."""
    head = head_row(look)
    return (
        _style(LOOKS["ruled"], "Evidence Ruled", _ruled(), RULE_WIDTH, head)
        + _style(LOOKS["fields"], "Evidence Fields", _ruled(), RULE_WIDTH, head)
        + _style(LOOKS["boxed"], "Evidence Boxed", _boxed(), BOX_WIDTH, shade(SHADE))
    )


def border(side: str, width: float, colour: str, space: float = 0.0) -> str:
    """Return one border of a paragraph, a table or a cell; lengths are points.

    ECMA-376 Part 1 (5th ed.), 17.18.23 (sz), 17.18.68 (space, in whole points).
    """
    return (
        f'<w:{side} w:val="single" w:sz="{eighths(width)}" '
        f'w:space="{round(space)}" w:color="{colour}"/>'
    )


def shade(colour: str) -> str:
    """Return a background."""
    return f'<w:shd w:val="clear" w:color="auto" w:fill="{colour}"/>'


def head_row(look: Look) -> str:
    """Return what the cells of a ruled table's head have."""
    rule = border("bottom", RULE_WIDTH, look.accent)
    return f"<w:tcBorders>{rule}</w:tcBorders>{shade(SHADE)}"


def _ruled() -> str:
    return "".join(
        border(side, RULE_WIDTH, RULE) for side in ("top", "bottom", "insideH")
    )


def _boxed() -> str:
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    return "".join(border(side, BOX_WIDTH, BOX_RULE) for side in sides)


def _style(name: str, title: str, borders: str, rule: float, head: str) -> str:
    # A rule makes a row higher, so it is taken from the padding: row heights stay
    # what they are in the layout that the page numbers come from.
    margins = (
        ("top", CELL_PADDING_Y),
        ("left", CELL_PADDING_X),
        ("bottom", CELL_PADDING_Y - rule),
        ("right", CELL_PADDING_X),
    )
    padding = "".join(
        f'<w:{side} w:w="{twips(size)}" w:type="dxa"/>' for side, size in margins
    )
    return (
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{name}">'
        f'<w:name w:val="{title}"/><w:basedOn w:val="TableNormal"/><w:qFormat/>'
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        f"<w:tblBorders>{borders}</w:tblBorders><w:tblCellMar>{padding}</w:tblCellMar>"
        f'</w:tblPr><w:tblStylePr w:type="firstRow"><w:tcPr>{head}</w:tcPr>'
        "</w:tblStylePr></w:style>"
    )
