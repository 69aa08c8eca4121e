"""Assessment records: decisions with feedback, action plan, IQA samples.

What nobody wrote prints as a blank; a blank IQA line is normal and never flagged.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.compose import anchors
from evidence_builder.document.blocks import (
    FormField,
    FormLine,
    Heading,
    PageBreak,
    Table,
    Text,
)
from evidence_builder.document.build import ROOM_TO_WRITE, cell, columns, paragraph, row
from evidence_builder.model.words import short_day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evidence_builder.document.blocks import (
        Block,
        Row,
    )
    from evidence_builder.model.evidence import Claims
    from evidence_builder.resolve.resolved import Resolved

BLANK_ROWS = 4


def compose_records(resolved: Resolved) -> Iterator[Block]:
    """Compose the decisions, actions and samples, with blanks where there are none."""
    assessments = [one.value for one in resolved.project.assessments]
    yield PageBreak()
    yield Heading(1, (Text("Assessment records"),), anchors.RECORDS)
    yield Heading(2, (Text("Decisions and feedback"),))
    decisions = [
        row(
            one.evidence,
            _claimed(one.claims),
            one.decision.capitalize(),
            f"{assessment.by}\n{short_day(one.on)}",
            one.feedback or "",
        )
        for assessment in assessments
        for one in assessment.decisions
    ]
    yield _table(
        ("Evidence", "Criteria", "Decision", "By and on", "Feedback"),
        (0.12, 0.26, 0.13, 0.16, 0.33),
        decisions,
        "The assessor's decisions with feedback",
    )
    yield Heading(2, (Text("Action plan"),))
    actions = [
        row(_claimed(one.claims), one.action, _date(one.by_when), _date(one.done))
        for assessment in assessments
        for one in assessment.actions
    ]
    yield _table(
        ("Criteria", "Action", "By when", "Done"),
        (0.26, 0.44, 0.15, 0.15),
        actions,
        "Actions agreed, by when, and when done",
    )
    yield Heading(2, (Text("Internal quality assurance"),))
    samples = [
        row(
            one.unit or "",
            ", ".join((*one.criteria, *one.evidence)),
            one.stage or "",
            ""
            if one.accepted is None
            else ("Accepted" if one.accepted else "Rejected"),
            one.action or "",
            f"{assessment.by}\n{_date(one.on)}",
        )
        for assessment in assessments
        for one in assessment.samples
    ]
    yield _table(
        ("Unit", "Criteria and evidence", "Stage", "Result", "Action", "By and on"),
        (0.16, 0.24, 0.12, 0.12, 0.2, 0.16),
        samples,
        "What the IQA sampled and concluded",
    )
    yield Heading(2, (Text("End of assessment"),))
    yield paragraph(
        "The portfolio as a whole. Each unit is signed off below its tracking sheet.",
        role="small",
    )
    for role in ("Learner", "Assessor", "IQA (if sampled)"):
        yield FormLine(
            (
                FormField(f"{role}: name", share=0.4),
                FormField("Signature", share=0.36),
                FormField("Date", share=0.24),
            )
        )


def _table(
    head: tuple[str, ...], shares: tuple[float, ...], rows: list[Row], summary: str
) -> Table:
    """Return the records, or blank rows to write on where there are none."""
    blanks = [
        row(cell(ROOM_TO_WRITE, ROOM_TO_WRITE), *("" for _ in head[1:]))
        for _ in range(BLANK_ROWS)
    ]
    return Table(
        columns(*shares), tuple(rows or blanks), (row(*head),), summary, look="boxed"
    )


def _claimed(claims: Claims) -> str:
    lines = []
    for key, entries in claims.items():
        texts = ", ".join(text for entry in entries for text in entry.criteria)
        lines.append(f"{key}: {texts}" if key else texts)
    return "\n".join(lines)


def _date(when: date | None) -> str:
    return "" if when is None else short_day(when)
