"""Nobody verifies their own assessments: who sampled or signed off what they decided.

The same person may stand on the list twice, under two ids; the name tells.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.resolve.people import ASSURING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.coverage.decisions import DecisionOnClaim
    from evidence_builder.diagnostics import Sink
    from evidence_builder.resolve.assessed import ResolvedSample, ResolvedSignOff, Who
    from evidence_builder.resolve.people import People


def own_decisions_left_out(
    decisions: Sequence[DecisionOnClaim],
    sign_offs: Iterable[ResolvedSignOff],
    samples: Iterable[ResolvedSample],
    people: People,
    sink: Sink,
) -> tuple[tuple[ResolvedSignOff, ...], tuple[ResolvedSample, ...]]:
    """Return sign-offs and samples, reporting and dropping those of own decisions."""

    def is_own(who: Who, decision: DecisionOnClaim) -> bool:
        if who.id == decision.by:
            return True
        return bool(people.names_of(who.id) & people.names_of(decision.by))

    kept_sign_offs = []
    for one in sign_offs:
        own = next(
            (
                decision
                for decision in decisions
                if one.who.role in ASSURING
                and decision.unit == one.unit
                and is_own(one.who, decision)
            ),
            None,
        )
        if own is None:
            kept_sign_offs.append(one)
            continue
        sink.report(
            codes.OWN_DECISION_SAMPLED,
            one.span,
            f"{one.who.id} signs off {one.unit} as {one.who.role.upper()} and decided "
            f"there on {own.evidence} for {own.criterion}",
            _HINT,
        )
    kept_samples = []
    for sample in samples:
        sampled = (one for one in decisions if _is_sampled(one, sample))
        own = next((one for one in sampled if is_own(sample.who, one)), None)
        if own is None:
            kept_samples.append(sample)
            continue
        sink.report(
            codes.OWN_DECISION_SAMPLED,
            sample.span,
            f"{sample.who.id} samples a decision of their own, on {own.evidence} for "
            f"{own.unit} {own.criterion}",
            _HINT,
        )
    return tuple(kept_sign_offs), tuple(kept_samples)


_HINT = "somebody else has to verify what an assessor decided"


def _is_sampled(decision: DecisionOnClaim, sample: ResolvedSample) -> bool:
    """Whether a decision is among what a sample names, if it names anything."""
    if sample.unit is None and not sample.evidence:
        return False
    return (
        sample.unit in {None, decision.unit}
        and (not sample.criteria or decision.criterion in sample.criteria)
        and (not sample.evidence or decision.evidence in sample.evidence)
    )
