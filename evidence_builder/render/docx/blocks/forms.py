"""Lines of a form: labels, each followed by a rule to write on."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from evidence_builder.document.inlines import Text
from evidence_builder.markup.wordml import twips
from evidence_builder.render.docx.blocks import widths
from evidence_builder.render.docx.inlines import UNDERLINE, text_runs
from evidence_builder.render.docx.paragraphs import TablePiece
from evidence_builder.render.docx.table_styles import BORDER_COLOUR, THIN, border
from evidence_builder.render.styles import FORM_LINE_HEIGHT, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import FormField, FormLine
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom

_GAP = 14.0
_LABEL_GAP = 5.0
_LABEL_SHARE = 0.6
_VALUE_MARGIN = 3.0
_WIDER = 1.25
"""How much wider than ours the letters of other fonts may be."""
_SAFE = 0.5
"""A tab stop on the very margin would be beyond it by a rounding error."""


@dataclass(frozen=True, slots=True)
class _Blank:
    """A field with its place in the line, in points."""

    field: FormField
    left: float
    rule: float
    """Where the rule begins."""
    right: float
    lines: int


def extend(
    body: BodyWriter, column: Column, block: FormLine, room: WordRoom, path: Path
) -> None:
    """Add a line of a form to a column.

    Rules are underlined tabs (ECMA-376 Part 1, 17.3.1.38, 17.3.2.40): whoever types on
    one pushes nothing to the next line. Only words too long for that are set in the
    cells of a table.
    """
    blanks = _blanks(block, room.width, _WIDER if body.fluid else 1.0)
    if all(blank.lines == 1 for blank in blanks):
        piece = body.piece("FormLine", room, path, "".join(map(_written, blanks)))
        stops = [
            twips(room.x + stop)
            for blank in blanks
            for stop in (blank.left, blank.rule, blank.right - _SAFE)
        ]
        tabs = "".join(
            f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in sorted({*stops} - {0})
        )
        piece.tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        column.append(piece)
    else:
        new_page = body.begins(room, path)
        table = _table(blanks, room)
        column.append(TablePiece(content=table, after=0.0, new_page=new_page))


def _blanks(block: FormLine, width: float, wider: float) -> list[_Blank]:
    style = STYLES["form"]
    total = sum(max(field.share, 0.0) for field in block.fields) or 1.0
    free = max(width - _GAP * (len(block.fields) - 1), 1.0)
    blanks = []
    left = 0.0
    for field in block.fields:
        wide = max(free * max(field.share, 0.0) / total, 1.0)
        label = widths.width(field.label, style) * wider
        label = min(label, wide * _LABEL_SHARE)
        rule = label + _LABEL_GAP if field.label else 0.0
        lines = 1
        for words, space in (
            (field.label, label + 0.01),
            (field.value, wide - rule - _VALUE_MARGIN),
        ):
            if words:
                lengths = widths.line_lengths((Text(words),), style, max(space, 1.0))
                lines = max(lines, len(lengths))
        blanks.append(_Blank(field, left, left + rule, left + wide, lines))
        left += wide + _GAP
    return blanks


def _written(blank: _Blank) -> str:
    ahead = "<w:r><w:tab/></w:r>" if blank.left else ""
    label = ""
    if blank.field.label:
        label = text_runs(blank.field.label) + "<w:r><w:tab/></w:r>"
    value = text_runs(blank.field.value, underlined=True)
    rule = f"<w:r><w:rPr>{UNDERLINE}</w:rPr><w:tab/></w:r>"
    return f"{ahead}{label}{value}{rule}"


def _table(blanks: list[_Blank], room: WordRoom) -> str:
    edges = [0.0]
    cells = []
    rule = border("bottom", THIN, BORDER_COLOUR)
    for blank in blanks:
        if blank.left > edges[-1]:
            cells.append(_cell("", blank.left - edges[-1]))
            edges.append(blank.left)
        if blank.rule > edges[-1]:
            cells.append(_cell(blank.field.label, blank.rule - edges[-1]))
            edges.append(blank.rule)
        cells.append(_cell(blank.field.value, blank.right - edges[-1], rule))
        edges.append(blank.right)
    columns = "".join(
        f'<w:gridCol w:w="{twips(after - before)}"/>'
        for before, after in pairwise(edges)
    )
    more = max(blank.lines for blank in blanks) - 1
    # The paragraph after the table takes one point.
    height = FORM_LINE_HEIGHT + more * STYLES["form"].leading - 1
    return (
        # ECMA-376 Part 1 (5th ed.), 17.4.
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(edges[-1])}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(room.x)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr>"
        f'<w:cantSplit/><w:trHeight w:val="{twips(height)}"/></w:trPr>'
        f"{''.join(cells)}</w:tr></w:tbl>"
    )


def _cell(words: str, width: float, rule: str = "") -> str:
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}'
        '<w:vAlign w:val="bottom"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="FormText"/></w:pPr>{text_runs(words)}</w:p>'
        "</w:tc>"
    )
