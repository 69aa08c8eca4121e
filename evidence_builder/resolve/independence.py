"""Nobody judges their own work: learners, assessors, countersigners and assurers.

The same person may stand on the list twice, under two ids; the name tells.

NVQ Code of Practice (QCA, revised 2006), "Assessment", "Internal verification" and
appendix 1, "Approved centre criteria", keep these people apart; so do City & Guilds,
"Our Quality Assurance Requirements" (version 5.0, 2015), 7.1 and 7.2, and Pearson,
"Delivery Guidance & Quality Assurance Requirements" for NVQs (2016-17), appendices 3
and 4. docs/diagnostics.md, EB430 and EB435, tells what is held against whom.
Ofqual, General Conditions of Recognition, A4.5 and A4.6: no part of an assessment by
somebody with a personal interest in its result.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evidence_builder import codes
from evidence_builder.resolve.people import ASSURING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evidence_builder.coverage.decisions import DecisionOnClaim
    from evidence_builder.diagnostics import FindingKind, Sink
    from evidence_builder.resolve.assessed import ResolvedSample, ResolvedSignOff, Who
    from evidence_builder.resolve.people import People

_Record = TypeVar("_Record", "ResolvedSignOff", "ResolvedSample")


def learner_left_out(
    decisions: Iterable[DecisionOnClaim],
    sign_offs: Iterable[ResolvedSignOff],
    samples: Iterable[ResolvedSample],
    people: People,
) -> tuple[
    tuple[DecisionOnClaim, ...],
    tuple[ResolvedSignOff, ...],
    tuple[ResolvedSample, ...],
]:
    """Return the records that are not by the learner in somebody else's role.

    Nobody assesses who has a personal interest in the result: Ofqual, General
    Conditions of Recognition, A4.5. That the learner stands on the list of others is
    reported by a check.
    """

    def is_learner(identifier: str) -> bool:
        return same_name(people.learner.name) in people.names_of(identifier)

    return (
        tuple(decision for decision in decisions if not is_learner(decision.by)),
        tuple(
            sign_off
            for sign_off in sign_offs
            if sign_off.who.role == "learner" or not is_learner(sign_off.who.id)
        ),
        tuple(sample for sample in samples if not is_learner(sample.who.id)),
    )


def dependent_left_out(
    decisions: Sequence[DecisionOnClaim],
    sign_offs: Sequence[ResolvedSignOff],
    samples: Iterable[ResolvedSample],
    people: People,
    sink: Sink,
) -> tuple[tuple[ResolvedSignOff, ...], tuple[ResolvedSample, ...]]:
    """Return sign-offs and samples, reporting and dropping those of own assessments.

    Nobody countersigns or assures the quality of a unit that they assessed: it takes
    another person, as in Ofqual, General Conditions of Recognition, A4.6.
    """

    def signed_off(who: Who, unit: str | None) -> bool:
        return any(
            sign_off.who.role == "assessor"
            and sign_off.unit == unit
            and _is_same(who.id, sign_off.who.id, people)
            for sign_off in sign_offs
        )

    def decided(who: Who, unit: str) -> bool:
        return any(
            decision.unit == unit
            and people.find(decision.by, ("assessor",)) is not None
            and _is_same(who.id, decision.by, people)
            for decision in decisions
        )

    def signing(sign_off: ResolvedSignOff) -> tuple[str, str] | None:
        who, unit = sign_off.who, sign_off.unit
        signed = who.role != "assessor" and signed_off(who, unit)
        if who.role in ASSURING and signed:
            role = who.role.upper()
            return f"{who.id} signs off {unit} as {role} and as its assessor", _HINT
        if who.role == "countersigner" and (signed or decided(who, unit)):
            hint = "somebody else has to countersign what an assessor decided"
            return f"{who.id} countersigns {unit} and is its assessor", hint
        return None

    def sampling(sample: ResolvedSample) -> tuple[str, str] | None:
        if not signed_off(sample.who, sample.unit):
            return None
        did = f"samples {sample.unit} and signed it off as its assessor"
        return f"{sample.who.id} {did}", _HINT

    kind = codes.NOT_INDEPENDENT
    return _kept(sign_offs, signing, kind, sink), _kept(samples, sampling, kind, sink)


def same_name(name: str) -> str:
    """Return a name as names are compared: without regard to case and spaces."""
    return " ".join(name.casefold().split())


def own_decisions_left_out(
    decisions: Sequence[DecisionOnClaim],
    sign_offs: Iterable[ResolvedSignOff],
    samples: Iterable[ResolvedSample],
    people: People,
    sink: Sink,
) -> tuple[tuple[ResolvedSignOff, ...], tuple[ResolvedSample, ...]]:
    """Return sign-offs and samples, reporting and dropping those of own decisions."""

    def own(who: Who, some: Iterable[DecisionOnClaim]) -> DecisionOnClaim | None:
        return next((each for each in some if _is_same(who.id, each.by, people)), None)

    def signing(sign_off: ResolvedSignOff) -> tuple[str, str] | None:
        who, unit = sign_off.who, sign_off.unit
        decision = own(who, (each for each in decisions if each.unit == unit))
        if who.role not in ASSURING or decision is None:
            return None
        did = f"signs off {unit} as {who.role.upper()} and decided there on"
        what = f"{decision.evidence} for {decision.criterion}"
        return f"{who.id} {did} {what}", _HINT

    def sampling(sample: ResolvedSample) -> tuple[str, str] | None:
        sampled = (each for each in decisions if _is_sampled(each, sample))
        decision = own(sample.who, sampled)
        if decision is None:
            return None
        what = f"{decision.evidence} for {decision.unit} {decision.criterion}"
        return f"{sample.who.id} samples a decision of their own, on {what}", _HINT

    kind = codes.OWN_DECISION_SAMPLED
    return _kept(sign_offs, signing, kind, sink), _kept(samples, sampling, kind, sink)


_HINT = "somebody else has to verify what an assessor decided"


def _kept(
    records: Iterable[_Record],
    fault: Callable[[_Record], tuple[str, str] | None],
    kind: FindingKind,
    sink: Sink,
) -> tuple[_Record, ...]:
    """Return the records without a fault; others are reported with message and hint."""
    kept = []
    for record in records:
        words = fault(record)
        if words is None:
            kept.append(record)
        else:
            sink.report(kind, record.span, *words)
    return tuple(kept)


def _is_same(identifier: str, other: str, people: People) -> bool:
    """Whether two ids are those of one person, by id or by name."""
    return identifier == other or bool(
        people.names_of(identifier) & people.names_of(other)
    )


def _is_sampled(decision: DecisionOnClaim, sample: ResolvedSample) -> bool:
    """Whether a decision is among what a sample names, if it names anything."""
    if sample.unit is None and not sample.evidence:
        return False
    return (
        sample.unit in {None, decision.unit}
        and (not sample.criteria or decision.criterion in sample.criteria)
        and (not sample.evidence or decision.evidence in sample.evidence)
    )
