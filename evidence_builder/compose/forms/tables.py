"""The tables of recording forms: blanks, criteria, and rows to write in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from evidence_builder.compose.forms.facts import known
from evidence_builder.document.blocks import Heading, Row, Table
from evidence_builder.document.build import (
    ROOM_TO_WRITE,
    cell,
    columns,
    paragraph,
    row,
    strong,
)
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import forms as words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evidence_builder.document.blocks import Block, Cell, Paragraph
    from evidence_builder.model.form import CriteriaTable, FormTable, PlainBlank
    from evidence_builder.model.index import CriterionRow
    from evidence_builder.model.portfolio import Witness
    from evidence_builder.resolve.subject import FormSubject, UnitOnForm

_GRID = 12
"""Columns of the grid of blanks: rows of one, two, three, four or six fit into it."""

_NUMBER = 0.08
_BLANK_CRITERIA = 10
"""How many rows there are for criteria that somebody writes in."""

_PEN = (ROOM_TO_WRITE, ROOM_TO_WRITE)
"""What makes a cell high enough to write or tick in."""


def blanks_table(
    rows: Sequence[Sequence[PlainBlank]], facts: Mapping[str, str], title: str | None
) -> Table:
    """Return labels with what is known below each, or room to write it."""
    return Table(
        columns(*[1] * _GRID),
        tuple(
            Row(tuple(_blank(blank, facts, _GRID // len(blanks)) for blank in blanks))
            for blanks in rows
        ),
        summary=words.labels_of(title=title or words.particulars()),
        look="boxed",
    )


def criteria_table(
    asked: CriteriaTable, subject: FormSubject, text: str | None
) -> Iterator[Block]:
    """Return a table of criteria for each unit, or blank rows where there is none.

    A text stands right before the first table, which it stays with.
    """
    introduction = [paragraph(text, role="small")] if text else []
    shares = [column.share / 100 for column in asked.columns]
    head = row(
        words.criteria_number(),
        words.criterion(),
        *(column.title for column in asked.columns),
    )
    widths = columns(_NUMBER, max(0.2, 1 - _NUMBER - sum(shares)), *shares)
    for chosen in subject.units:
        index = chosen.index
        yield Heading(3, (Text(f"{index.key} {index.unit.title}"),))
        yield from introduction
        introduction = []
        yield Table(
            widths,
            tuple(_criteria_rows(chosen, len(shares))),
            (head,),
            words.criteria_of(unit=index.key),
            row_headers=True,
            look="boxed",
        )
    if not subject.units:
        yield from introduction
        blank = row(cell(*_PEN), *[""] * (len(shares) + 1))
        yield Table(
            widths,
            (blank,) * _BLANK_CRITERIA,
            (head,),
            words.criteria_to_write(),
            row_headers=True,
            look="boxed",
        )


def table(asked: FormTable, subject: FormSubject, title: str | None) -> Table:
    """Return rows of what is known, then blank rows."""
    columns_facts = [column.fact for column in asked.columns]
    filled = [
        row(*(_listed(facts.get(named or "", ""), asked) for named in columns_facts))
        for facts in _known_rows(asked, subject)
    ]
    blank = row(*(cell(*_room(asked.lines)) for _ in asked.columns))
    rows = [*filled, *[blank] * asked.rows] or [blank]
    # No row stands alone below a head, or on the page after the others.
    for number in {0, max(len(rows) - 2, 0)}:
        rows[number] = replace(rows[number], keep=True)
    return Table(
        columns(*(column.share for column in asked.columns)),
        tuple(rows),
        (row(*(column.title for column in asked.columns)),),
        words.to_fill_in(title=title or words.rows()),
        look="boxed",
    )


def _blank(blank: PlainBlank, facts: Mapping[str, str], span: int) -> Cell:
    value = facts.get(blank.fact or "", "")
    content = [value] if value else list(_PEN)
    if blank.choices and not value:
        content = ["     ".join(f"□ {choice}" for choice in blank.choices)]
    return cell(strong(blank.label), *content, span=span)


def _criteria_rows(chosen: UnitOnForm, blanks: int) -> Iterator[Row]:
    """Return the rows of chosen criteria, under their outcomes and stems."""
    outcome = None
    for criterion in chosen.index.rows:
        wanted = criterion.key in chosen.keys
        if criterion.is_stem:
            parts = chosen.index.parts_of(criterion)
            wanted = any(part.key in chosen.keys for part in parts)
        if not wanted:
            continue
        if criterion.outcome is not outcome:
            outcome = criterion.outcome
            title = f"{criterion.outcome_id}  {outcome.title}"
            yield Row((cell(strong(title), span=2 + blanks),), heading=True)
        compose = _stem if criterion.is_stem else _criterion
        yield compose(criterion, blanks)


def _stem(criterion: CriterionRow, blanks: int) -> Row:
    asked, parts = criterion.criterion.parts_needed, criterion.criterion.parts
    needed = []
    if asked != "all" and asked < len(parts):
        needed = [words.at_least_parts(len(parts), needed=asked)]
    return row(
        cell(strong(criterion.key)),
        cell(criterion.text, *needed, span=1 + blanks),
        keep=True,
    )


def _criterion(criterion: CriterionRow, blanks: int) -> Row:
    return row(cell(strong(criterion.key)), criterion.text, *[cell(*_PEN)] * blanks)


def _listed(text: str, asked: FormTable) -> Cell:
    return cell(text) if text else cell(*_room(asked.lines))


def _room(lines: int) -> list[Paragraph]:
    return list(_PEN) * max(lines, 1)


def _known_rows(asked: FormTable, subject: FormSubject) -> list[dict[str, str]]:
    """Return what has a row each, by the names of columns."""
    if asked.of == "units":
        shared = known(subject)
        return [
            {
                **shared,
                "unit": f"{chosen.index.key} {chosen.index.unit.title}",
                "level": chosen.index.unit.level or "",
                "credits": str(chosen.index.unit.credits or ""),
            }
            for chosen in subject.units
        ]
    if asked.of == "witnesses" and subject.portfolio is not None:
        return [_witness(witness) for witness in subject.portfolio.witnesses]
    return []


def _witness(witness: Witness) -> dict[str, str]:
    about = filter(None, (witness.job_title, witness.relationship))
    return {
        "number": witness.id,
        "name": witness.name,
        "job": "\n".join(about),
        "contact": witness.contact or "",
        "status": witness.status or "",
    }
