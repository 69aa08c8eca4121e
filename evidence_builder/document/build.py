"""Comfortable constructors for blocks, so that compose reads as what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evidence_builder.document.blocks import Cell, Column, Paragraph, Row, Table
from evidence_builder.document.coverage_picture import (
    CoveragePicture,
    PictureCell,
    PictureRow,
)
from evidence_builder.document.inlines import Break, Inline, Strong, Text
from evidence_builder.document.walk import plain
from evidence_builder.wording.phrases import pieces

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Tone


_BLANK = "—"

ROOM_TO_WRITE = Paragraph((Text("\u00a0"),))
"""An empty line that makes a row of a form high enough for a pen."""


def inlines(*pieces: Inline | str) -> tuple[Inline, ...]:
    """Return inlines, plain texts among them made into ``Text``; empty ones left out.

    A new line in a text becomes a ``Break``.
    """
    parsed: list[Inline] = []
    for piece in pieces:
        if not isinstance(piece, str):
            parsed.append(piece)
            continue
        for number, line in enumerate(piece.split("\n")):
            if number:
                parsed.append(Break())
            if line:
                parsed.append(Text(line))
    return tuple(parsed)


def phrased(
    phrase: Callable[..., str], **inserts: Inline | tuple[Inline, ...]
) -> tuple[Inline, ...]:
    """Return a phrase with links, flags or page numbers at its places.

    Args:
        phrase: Says it, given a text for each place; see ``wording.language``.
    """
    woven: list[Inline | str] = []
    for piece in pieces(phrase, **inserts):
        woven += piece if isinstance(piece, tuple) else (piece,)
    return inlines(*woven)


def paragraph(
    *pieces: Inline | str,
    role: Literal["body", "small", "lead", "title", "subtitle", "caption"] = "body",
) -> Paragraph:
    """Return a paragraph of inlines and texts."""
    return Paragraph(inlines(*pieces), role)


def strong(text: str) -> Strong:
    """Return bold words."""
    return Strong((Text(text),))


def cell(*content: Block | Inline | str, span: int = 1, tone: Tone = "plain") -> Cell:
    """Return a cell: each text or inline its own paragraph, blocks as they are."""
    blocks: list[Block] = []
    for piece in content:
        if isinstance(piece, str):
            blocks.append(paragraph(piece))
        elif isinstance(piece, Inline):
            blocks.append(Paragraph((piece,)))
        else:
            blocks.append(piece)
    return Cell(tuple(blocks), span, tone)


def row(
    *cells: Cell | Inline | str,
    anchor: str | None = None,
    tone: Tone = "plain",
    heading: bool = False,
    keep: bool = False,
) -> Row:
    """Return a row; what is not yet a cell becomes one."""
    filled = tuple(
        content if isinstance(content, Cell) else cell(content) for content in cells
    )
    return Row(filled, anchor, tone, heading, keep)


def columns(*shares: float, right: Sequence[int] = ()) -> tuple[Column, ...]:
    """Return columns by their shares of the width; ``right`` are set to the right."""
    return tuple(
        Column(share, "right" if number in right else "left")
        for number, share in enumerate(shares)
    )


def fields(
    pairs: Iterable[tuple[str, Cell | Inline | str | None]], summary: str
) -> Table:
    """Return a list of labels and values; a value of None prints as a blank."""
    rows = tuple(row(cell(strong(label)), value or _BLANK) for label, value in pairs)
    return Table(
        columns(0.28, 0.72), rows, summary=summary, row_headers=True, look="fields"
    )


# --- a picture of coverage taken apart ---------------------------------------------


def legend_of(picture: CoveragePicture) -> CoveragePicture:
    """Return a tile for each status, with its words in place of a number."""
    filled = {
        criterion.status: criterion.filled
        for unit in picture.rows
        for criterion in unit.cells
    }
    return _tiles(
        PictureCell((Text(status.text),), status, filled=filled.get(status, ""))
        for status in picture.legend
    )


def as_table(picture: CoveragePicture) -> Table:
    """Return a picture as a table: each unit, and beside it its tiles."""
    rows = tuple(
        row(
            cell(Paragraph(unit.name), paragraph(unit.title, role="small")),
            cell(_tiles(unit.cells) if unit.cells else _BLANK),
        )
        for unit in picture.rows
    )
    head = (row(*picture.heads),)
    return Table(columns(0.3, 0.7), rows, head, picture.summary, row_headers=True)


def words_of(criterion: PictureCell) -> str:
    """Return what a tile says in words: its number and how it stands."""
    number, status = plain(criterion.number), criterion.status.text
    return number if number == status else f"{number}: {status}"


def _tiles(cells: Iterable[PictureCell]) -> CoveragePicture:
    """Return a picture that is tiles and nothing else."""
    return CoveragePicture((PictureRow((), "", tuple(cells)),), ("", ""), (), "")
