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

from typing import TYPE_CHECKING, TypeAlias, TypeVar

from evidence_builder import codes
from evidence_builder.resolve.people import ASSURING, same_name
from evidence_builder.wording import nouns
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from evidence_builder.coverage.decisions import DecisionOnClaim
    from evidence_builder.diagnostics import FindingKind, Sink
    from evidence_builder.resolve.assessment.assessed import (
        Assessments,
        ResolvedSample,
        ResolvedSignOff,
        Who,
    )
    from evidence_builder.resolve.people import People

_Record = TypeVar("_Record", "ResolvedSignOff", "ResolvedSample")
_Fault: TypeAlias = "tuple[str, str] | None"
"""What is wrong with a record and what to do about it, if anything is."""


def independent(records: Assessments, people: People, sink: Sink) -> Assessments:
    """Return records without those that their writers could not make of themselves.

    The learner's are reported by a check, as somebody who stands on two lists.
    """
    records = _without_learner(records, people)
    records = _without_own_decisions(records, people, sink)
    return _without_own_units(records, people, sink)


def _without_learner(records: Assessments, people: People) -> Assessments:
    """Return the records that are not by the learner in somebody else's role.

    Nobody assesses who has a personal interest in the result: Ofqual, General
    Conditions of Recognition, A4.5.
    """

    def is_learner(identifier: str) -> bool:
        return same_name(people.learner.name) in people.names_of(identifier)

    made = records.decisions.made
    return records._replace(
        decisions=records.decisions._replace(
            made=tuple(decision for decision in made if not is_learner(decision.by))
        ),
        sign_offs=tuple(
            sign_off
            for sign_off in records.sign_offs
            if sign_off.who.role == "learner" or not is_learner(sign_off.who.id)
        ),
        samples=tuple(
            sample for sample in records.samples if not is_learner(sample.who.id)
        ),
    )


def _without_own_decisions(
    records: Assessments, people: People, sink: Sink
) -> Assessments:
    """Return records, reporting and dropping sign-offs and samples of own decisions."""
    decisions = records.decisions.made

    def own(who: Who, some: Iterable[DecisionOnClaim]) -> DecisionOnClaim | None:
        return next((each for each in some if is_same(who.id, each.by, people)), None)

    def signing(sign_off: ResolvedSignOff) -> _Fault:
        who, unit = sign_off.who, sign_off.unit
        decision = own(who, (each for each in decisions if each.unit == unit))
        if who.role not in ASSURING or decision is None:
            return None
        message = words.signs_off_own(
            who=who.id,
            unit=unit,
            role=nouns.ROLES_IN_SHORT[who.role](),
            item=decision.evidence,
            criterion=decision.criterion,
        )
        return message, words.somebody_else_verifies()

    def sampling(sample: ResolvedSample) -> _Fault:
        if sample.unit is None and not sample.evidence:
            return None  # it names nothing, and that is reported by a check
        decision = own(sample.who, filter(sample.is_of, decisions))
        if decision is None:
            return None
        message = words.samples_own(
            who=sample.who.id,
            item=decision.evidence,
            unit=decision.unit,
            criterion=decision.criterion,
        )
        return message, words.somebody_else_verifies()

    return _without(records, signing, sampling, codes.OWN_DECISION_SAMPLED, sink)


def _without_own_units(records: Assessments, people: People, sink: Sink) -> Assessments:
    """Return records, reporting and dropping those of units that the writer assessed.

    Nobody countersigns or assures the quality of a unit that they assessed: it takes
    another person, as in Ofqual, General Conditions of Recognition, A4.6.
    """

    def signed_off(who: Who, unit: str | None) -> bool:
        return any(
            sign_off.who.role == "assessor"
            and sign_off.unit == unit
            and is_same(who.id, sign_off.who.id, people)
            for sign_off in records.sign_offs
        )

    def decided(who: Who, unit: str) -> bool:
        return any(
            decision.unit == unit
            and people.find(decision.by, ("assessor",)) is not None
            and is_same(who.id, decision.by, people)
            for decision in records.decisions.made
        )

    def signing(sign_off: ResolvedSignOff) -> _Fault:
        who, unit = sign_off.who, sign_off.unit
        signed = who.role != "assessor" and signed_off(who, unit)
        if who.role in ASSURING and signed:
            role = nouns.ROLES_IN_SHORT[who.role]()
            message = words.signs_off_twice(who=who.id, unit=unit, role=role)
            return message, words.somebody_else_verifies()
        if who.role == "countersigner" and (signed or decided(who, unit)):
            message = words.countersigns_own(who=who.id, unit=unit)
            return message, words.somebody_else_countersigns()
        return None

    def sampling(sample: ResolvedSample) -> _Fault:
        if not signed_off(sample.who, sample.unit):
            return None
        message = words.samples_own_unit(who=sample.who.id, unit=sample.unit)
        return message, words.somebody_else_verifies()

    return _without(records, signing, sampling, codes.NOT_INDEPENDENT, sink)


def _without(
    records: Assessments,
    signing: Callable[[ResolvedSignOff], _Fault],
    sampling: Callable[[ResolvedSample], _Fault],
    kind: FindingKind,
    sink: Sink,
) -> Assessments:
    """Return records without the sign-offs and samples that have a fault."""

    def kept(
        some: Iterable[_Record], fault: Callable[[_Record], _Fault]
    ) -> Iterator[_Record]:
        for record in some:
            if words := fault(record):
                sink.report(kind, record.span, *words)
            else:
                yield record

    return records._replace(
        sign_offs=tuple(kept(records.sign_offs, signing)),
        samples=tuple(kept(records.samples, sampling)),
    )


def is_same(identifier: str, other: str, people: People) -> bool:
    """Whether two ids are those of one person, by id or by name."""
    return identifier == other or bool(
        people.names_of(identifier) & people.names_of(other)
    )
