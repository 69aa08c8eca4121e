"""What was agreed and is to be done: by whom, by when, and whether it is overdue.

NVQ Code of Practice (QCA, revised 2006), "Internal verification": what a verifier asks
of an assessor is followed up; an external verifier asks the centre, for whom its
internal verifier acts ("External verification").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from evidence_builder.model.assessment import Action, Sample
    from evidence_builder.resolve.assessment.assessed import About, Assessments, Who

Owing = Literal["learner", "assessor", "iqa"]
"""Who has something to do."""


class Owed(NamedTuple):
    """An action that somebody agreed with a learner, or asked in a sample."""

    record: Action | Sample
    action: str
    asked_by: Who
    owing: Owing
    about: tuple[About, ...]

    def is_open(self, today: date | None) -> bool:
        """Whether it is still to be done; what is done in the future is."""
        done = self.record.done
        return done is None or (today is not None and done > today)

    def is_overdue(self, today: date | None) -> bool:
        """Whether it is still to be done and its day has passed."""
        due = self.record.by_when
        late = today is not None and due is not None and due < today
        return late and self.is_open(today)


def owed(assessments: Assessments) -> Iterator[Owed]:
    """Return every action, those of learners first, in the order of the files."""
    for action in assessments.actions:
        record = action.record
        text = _clause(record.action)
        yield Owed(record, text, action.who, record.owed_by, action.about)
    for sample in assessments.samples:
        text = _clause(sample.record.action or "")
        if text:
            owing: Owing = "iqa" if sample.who.role == "eqa" else "assessor"
            about = sample.about
            yield Owed(sample.record, text, sample.who, owing, about)


def _clause(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
