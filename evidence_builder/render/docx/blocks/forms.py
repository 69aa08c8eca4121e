"""Lines of a form: labels, each followed by a rule to write on."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from evidence_builder.markup.wordml import twips
from evidence_builder.render.docx.inlines import UNDERLINE, text_runs
from evidence_builder.render.docx.paragraphs import TablePiece
from evidence_builder.render.docx.table_styles import border
from evidence_builder.render.styles import (
    AFTER_TABLE,
    BOX_RULE,
    FORM_LINE_HEIGHT,
    RULE_WIDTH,
    STYLES,
    TAB_SAFETY,
)

if TYPE_CHECKING:
    from evidence_builder.document.blocks import FormField, FormLine
    from evidence_builder.render.docx.blocks.body import BodyWriter, Column, Path
    from evidence_builder.render.docx.blocks.room import WordRoom
    from evidence_builder.render.layout.geometry import FormBlank


def extend(
    body: BodyWriter, column: Column, block: FormLine, room: WordRoom, path: Path
) -> None:
    """Add a line of a form to a column.

    Rules are underlined tabs (ECMA-376 Part 1, 17.3.1.38, 17.3.2.40): whoever types on
    one pushes nothing to the next line. Only words too long for that are set in the
    cells of a table.
    """
    blanks = body.geometry.forms[path]
    if all(blank.lines == 1 for blank in blanks):
        words = "".join(map(_written, block.fields, blanks))
        piece = body.piece("FormLine", room, path, words)
        stops = [
            twips(room.x + stop)
            for blank in blanks
            for stop in (blank.left, blank.rule, blank.right - TAB_SAFETY)
        ]
        tabs = "".join(
            f'<w:tab w:val="left" w:pos="{stop}"/>' for stop in sorted({*stops} - {0})
        )
        piece.tabs = f"<w:tabs>{tabs}</w:tabs>" if tabs else ""
        column.append(piece)
    else:
        new_page = body.begins(room, path)
        table = _table(body, block, blanks, room)
        column.append(TablePiece(content=table, after=0.0, new_page=new_page))


def _written(field: FormField, blank: FormBlank) -> str:
    ahead = "<w:r><w:tab/></w:r>" if blank.left else ""
    label = ""
    if field.label:
        label = text_runs(field.label) + "<w:r><w:tab/></w:r>"
    value = text_runs(field.value, underlined=True)
    rule = f"<w:r><w:rPr>{UNDERLINE}</w:rPr><w:tab/></w:r>"
    return f"{ahead}{label}{value}{rule}"


def _table(
    body: BodyWriter, block: FormLine, blanks: tuple[FormBlank, ...], room: WordRoom
) -> str:
    edges = [0.0]
    cells = []
    looks = body.styles.paragraph("FormText")
    rule = border("bottom", RULE_WIDTH, BOX_RULE)
    for field, blank in zip(block.fields, blanks, strict=True):
        if blank.left > edges[-1]:
            cells.append(_cell("", looks, blank.left - edges[-1]))
            edges.append(blank.left)
        if blank.rule > edges[-1]:
            cells.append(_cell(field.label, looks, blank.rule - edges[-1]))
            edges.append(blank.rule)
        cells.append(_cell(field.value, looks, blank.right - edges[-1], rule))
        edges.append(blank.right)
    columns = "".join(
        f'<w:gridCol w:w="{twips(after - before)}"/>'
        for before, after in pairwise(edges)
    )
    more = max(blank.lines for blank in blanks) - 1
    height = FORM_LINE_HEIGHT + more * STYLES["form"].leading - AFTER_TABLE
    return (
        # ECMA-376 Part 1 (5th ed.), 17.4.
        f'<w:tbl><w:tblPr><w:tblW w:w="{twips(edges[-1])}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(room.x)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{columns}</w:tblGrid><w:tr><w:trPr>"
        f'<w:cantSplit/><w:trHeight w:val="{twips(height)}"/></w:trPr>'
        f"{''.join(cells)}</w:tr></w:tbl>"
    )


def _cell(words: str, looks: str, width: float, rule: str = "") -> str:
    borders = f"<w:tcBorders>{rule}</w:tcBorders>" if rule else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{borders}'
        '<w:vAlign w:val="bottom"/></w:tcPr>'
        f"<w:p><w:pPr>{looks}</w:pPr>{text_runs(words)}</w:p></w:tc>"
    )
