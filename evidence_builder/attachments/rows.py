"""Rows of cells, as in a CSV file → tables that fit on paper. Pure.

A table of many columns is unreadable on a page, so it is shown in several, side by
side in the file and one below the other here, each beginning with the first column.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from evidence_builder.document.blocks import Cell, Column, Row, Table
from evidence_builder.document.build import paragraph, strong
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.document.blocks import Block

ROWS: Final = 300
COLUMNS: Final = 40
CELL: Final = 500
CHARACTERS: Final = 45_000
"""The most rows, columns, characters of a cell, and of all, that are shown: together
about ten pages."""
_CELL_ITSELF: Final = 16
"""What a cell counts for besides its characters: empty ones take room too."""

ABREAST: Final = 8
"""The most columns that are shown side by side."""

_ROOMY: Final = 4
"""Columns up to which text keeps its ordinary size."""
_WIDE, _WORD, _PADDING = 32, 16, 3
"""The most characters that the width of a column goes by: of all its text, and of
one word; and how many characters of room stand beside them."""
_NUMBER = re.compile(r"[-+(]?\s*[£$€]?\s*\d[\d,. ]*\s*%?\)?")


class RowTables(NamedTuple):
    """Tables, and what of the rows they show where that is not all."""

    blocks: tuple[Block, ...]
    shown: tuple[str, ...] = ()
    """Such as "the first 40 of its 50 columns"."""


def grid(rows: Sequence[Sequence[str]], *, summary: str) -> RowTables:
    """Return rows of texts as tables.

    The first row is the head if it has a name for each column and others follow.
    """
    widest = max(map(len, rows), default=0)
    width = min(widest, COLUMNS)
    texts: list[list[str]] = []
    room, are_long = CHARACTERS, False
    for row in rows[:ROWS]:
        row_texts = [_shortened(text) for text in row[:width]]
        room -= sum(map(len, row_texts)) + width * _CELL_ITSELF
        if room < 0 and texts:
            break
        are_long |= any(len(text) > CELL for text in row[:width])
        texts.append(row_texts + [""] * (width - len(row)))
    shown = []
    if len(texts) < len(rows):
        shown.append(wording.first_rows(len(rows), most=len(texts)))
    if width < widest:
        shown.append(wording.first_columns(widest, most=width))
    if are_long:
        shown.append(wording.long_cells(most=CELL))
    blocks = tuple(_tables(texts, width, summary)) if width else ()
    return RowTables(blocks, tuple(shown))


def _tables(texts: list[list[str]], width: int, summary: str) -> Iterator[Block]:
    if width <= ABREAST:
        yield _table(texts, range(width), summary)
        return
    groups = -(-(width - 1) // (ABREAST - 1))
    # As many in each as in the others: a last one of one column would look lost.
    ends = [1 + (width - 1) * (group + 1) // groups for group in range(groups)]
    for first, last in pairwise((1, *ends)):
        if first == 1:
            words = wording.columns_to(last=last, width=width)
            alt = wording.table_to(table=summary, last=last, width=width)
        else:
            where = {"first": first + 1, "last": last, "width": width}
            words = wording.columns_beside(**where)
            alt = wording.table_beside(table=summary, **where)
        yield paragraph(strong(words), role="small")
        yield _table(texts, (0, *range(first, last)), alt)


def _table(texts: list[list[str]], chosen: Sequence[int], summary: str) -> Table:
    """Return a table of the chosen columns."""
    has_head = len(texts) > 1 and _is_head(texts[0])
    body = texts[has_head:]
    columns = []
    for number in chosen:
        usual = sorted(len(row[number]) for row in texts)[len(texts) * 9 // 10]
        numbers = [row[number] for row in body if row[number]]
        are_numbers = bool(numbers) and all(map(_NUMBER.fullmatch, numbers))
        # A word is not divided for want of a little room; nor is one of the head.
        word = max(len(word) for row in texts for word in (*row[number].split(), ""))
        share = max(min(usual, _WIDE), min(word, _WORD)) + _PADDING
        columns.append(Column(share, "right" if are_numbers else "left"))
    total = sum(column.share for column in columns)
    return Table(
        tuple(Column(column.share / total, column.align) for column in columns),
        tuple(_row(row, chosen, is_head=False) for row in body),
        (_row(texts[0], chosen, is_head=True),) if has_head else (),
        summary,
    )


def _row(texts: Sequence[str], chosen: Sequence[int], *, is_head: bool) -> Row:
    role: Literal["body", "small"] = "small"
    if is_head or len(chosen) <= _ROOMY:
        role = "body"
    return Row(
        tuple(
            Cell((paragraph(texts[number], role=role),)) if texts[number] else Cell()
            for number in chosen
        )
    )


def _is_head(texts: Sequence[str]) -> bool:
    return all(texts) and not any(map(_NUMBER.fullmatch, texts))


def _shortened(text: str) -> str:
    text = text.replace("\n", " ")
    return text if len(text) <= CELL else f"{text[: CELL - 1]}…"
