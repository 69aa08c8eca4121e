"""Where people sign: a declaration, a name, a signature and a date in a row.

As in City & Guilds, Portfolio Recording Forms, version 4.0 (March 2012), RF09.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Table
from evidence_builder.document.build import (
    ROOM_TO_WRITE,
    cell,
    columns,
    paragraph,
    row,
    strong,
)
from evidence_builder.wording.documents import forms as words

if TYPE_CHECKING:
    from collections.abc import Iterable


def signing_table(
    lines: Iterable[tuple[str, str, tuple[str, ...], tuple[str, ...]]], summary: str
) -> Table:
    """Return a table to sign in, kept together on one page.

    Args:
        lines: Who signs, what the signature says, and the names and dates that are
            known; what is not known stays a printable blank.
        summary: What the table is for.
    """
    rows = tuple(
        row(
            cell(
                strong(who),
                *([paragraph(words, role="small")] if words else []),
                ROOM_TO_WRITE,
            ),
            cell(*names),
            "",
            cell(*dates),
            keep=True,
        )
        for who, words, names, dates in lines
    )
    return Table(
        columns(0.4, 0.22, 0.22, 0.16),
        rows,
        (row(words.declaration(), words.name(), words.signature(), words.date()),),
        summary,
        row_headers=True,
        look="boxed",
    )
