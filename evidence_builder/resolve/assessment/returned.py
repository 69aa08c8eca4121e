"""Which criteria a quality assurer returned, and nobody has answered since.

NVQ Code of Practice (QCA, revised 2006), "Internal verification": a verifier who does
not agree with a decision returns it, and it is made again. What an external verifier
says counts as much ("External verification").
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from evidence_builder.coverage.decisions import Returned

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evidence_builder.coverage.decisions import DecisionOnClaim
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.assessment.assessed import ResolvedSample

    Place = tuple[str, str]
    """A unit and a criterion of it."""


def returned(
    samples: Iterable[ResolvedSample],
    decisions: Iterable[DecisionOnClaim],
    units: Mapping[str, UnitIndex],
    today: date | None,
) -> dict[tuple[str, str], Returned]:
    """Return the criteria that are returned, each with what was said of it last.

    A sample is of the criteria that it names, else of those decided on its evidence,
    else of its unit. What it returns stays so until a decision or a sample of the same
    day or later, which stands later in the files' order, answers it.

    Args:
        today: The day after which actions are not done yet.
    """
    made = tuple(decisions)
    latest: dict[Place, tuple[tuple[date, tuple[str, int]], Returned | None]] = {}
    for sample in samples:
        if sample.record.accepted is None:
            continue
        verdict = _verdict(sample, today)
        # One without a day was not answered by anything that has one.
        when = (sample.record.on or date.max, sample.order)
        for place in _places(sample, made, units):
            if place not in latest or latest[place][0] <= when:
                latest[place] = when, verdict
    for decision in made:
        place = decision.unit, decision.criterion
        when = decision.on, decision.order
        if place in latest and latest[place][0] < when:
            latest[place] = when, None
    return {place: verdict for place, (_, verdict) in latest.items() if verdict}


def _verdict(sample: ResolvedSample, today: date | None) -> Returned | None:
    """Return what a sample returns with; None where it accepts."""
    record = sample.record
    if record.accepted == "yes" or record.accepted is None:
        return None
    done = record.done is not None and (today is None or record.done <= today)
    if record.accepted == "after actions" and done:
        return None
    return Returned(
        by=sample.who.id or sample.who.name,
        role=sample.who.role,
        on=record.on,
        accepted=record.accepted,
        action=record.action or "",
        by_when=record.by_when,
        order=sample.order,
    )


def _places(
    sample: ResolvedSample,
    decisions: Sequence[DecisionOnClaim],
    units: Mapping[str, UnitIndex],
) -> Iterable[tuple[str, str]]:
    if sample.unit is not None and sample.criteria:
        unit = sample.unit
        return [(unit, key) for key in sample.criteria]
    if sample.evidence:
        decided = (each for each in decisions if sample.is_of(each))
        return dict.fromkeys((each.unit, each.criterion) for each in decided)
    index = units.get(sample.unit or "")
    if index is not None:
        return [(index.key, row.key) for row in index.leaves]
    return []
