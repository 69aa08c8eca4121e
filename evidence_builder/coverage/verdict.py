"""Where one criterion stands, by the learner's claims and by the assessor's decisions.

The voices stay apart: ``claimed_status`` looks at claims only, ``decided_status`` at
decisions only, and ``status`` draws them together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from evidence_builder.coverage import remedies
from evidence_builder.coverage.backing import Backing
from evidence_builder.coverage.placement import Scope
from evidence_builder.coverage.reason import Reason, Remedy, Whole
from evidence_builder.coverage.result import RequirementResult, RowResult, Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.result import ClaimResult
    from evidence_builder.coverage.terms import Terms
    from evidence_builder.model.index import CriterionRow

NOTHING = Backing()


def judge(
    row: CriterionRow,
    claims: tuple[ClaimResult, ...],
    asked: RowTerms,
    decisions: tuple[DecisionResult, ...],
    terms: Terms,
) -> RowResult:
    """Return where a criterion stands and why.

    It is met when the accepted evidence alone satisfies everything that is asked.
    Otherwise what the assessor refused no longer helps: the criterion is referred
    until the rest is enough and some of it is newer than the latest refusal, and then
    waits for the assessor.

    Args:
        claims: All claims to it, each with the assessor's latest word on it.
    """
    counting = tuple(result for result in claims if result.counts)
    accepted = tuple(result for result in counting if result.accepted)
    refused = tuple(result for result in counting if result.refused)
    live = tuple(result for result in counting if result.is_live)
    requirements = tuple(_requirements(row, asked, live, accepted, terms))
    outstanding = remedies.reasons(requirements, Backing(live))
    claimed = _claimed_status(counting, asked, bool(outstanding), terms)
    decided = _decided_status(counting, accepted, requirements)
    status = _status(claimed, decided, live, refused, outstanding)
    result = RowResult(
        row=row,
        status=status,
        claims=claims,
        requirements=requirements,
        decisions=decisions,
        claimed_status=claimed,
        decided_status=decided,
    )
    return result._replace(reasons=tuple(_reasons(result, asked, outstanding, terms)))


def numbers(claims: Iterable[ClaimResult]) -> tuple[str, ...]:
    """Return the evidence numbers of claims, each once."""
    return tuple(dict.fromkeys(result.item.id for result in claims))


def _requirements(
    row: CriterionRow,
    asked: RowTerms,
    live: tuple[ClaimResult, ...],
    accepted: tuple[ClaimResult, ...],
    terms: Terms,
) -> Iterator[RequirementResult]:
    if not asked.conditions:
        return
    backing = Backing(live)
    by_decisions = Backing(accepted, accepted=True) if accepted else NOTHING
    for condition, note in asked.conditions:
        where = Whole("criterion", row.key)
        scope = Scope(where, (row.key,), condition, note)
        yield weigh(scope, backing, by_decisions, terms)


def weigh(
    scope: Scope, claimed: Backing, accepted: Backing, terms: Terms
) -> RequirementResult:
    """Return whether what is asked somewhere is claimed there, and accepted."""
    condition = scope.condition
    return RequirementResult(
        condition=condition,
        where=scope.where,
        keys=scope.keys,
        unmet=condition.shortfall(claimed, terms),
        unaccepted=condition.shortfall(accepted, terms),
        note=scope.note,
    )


def _claimed_status(
    counting: tuple[ClaimResult, ...],
    asked: RowTerms,
    is_lacking: bool,  # noqa: FBT001 - private, and named where it is given
    terms: Terms,
) -> Status:
    """Return what the claims alone give, refused ones too."""
    if not counting:
        return Status.MISSING
    if is_lacking and any(result.refused for result in counting):
        everything = Backing(counting)
        is_lacking = any(
            condition.shortfall(everything, terms) for condition, _ in asked.conditions
        )
    return Status.PARTIAL if is_lacking else Status.CLAIMED


def _decided_status(
    counting: Sequence[ClaimResult],
    accepted: Sequence[ClaimResult],
    requirements: Sequence[RequirementResult],
) -> Status | None:
    decided = [result for result in counting if result.decision is not None]
    if not decided:
        return None
    if accepted and all(requirement.unaccepted is None for requirement in requirements):
        return Status.MET
    if any(result.refused for result in decided):
        return Status.REFERRED
    if len(accepted) < len(decided):
        return Status.OUT_OF_DATE
    return Status.PARTIAL


def _status(
    claimed: Status,
    decided: Status | None,
    live: Sequence[ClaimResult],
    refused: Sequence[ClaimResult],
    outstanding: Sequence[Reason],
) -> Status:
    if claimed is Status.MISSING or decided is Status.MET:
        return decided or claimed
    if refused and (outstanding or not _answered(live, refused)):
        return Status.REFERRED
    if outstanding:
        return Status.PARTIAL
    out_of_date = any(
        result.decision is not None and not result.decision.is_current
        for result in live
    )
    return Status.OUT_OF_DATE if out_of_date else Status.CLAIMED


def _answered(live: Iterable[ClaimResult], refused: Iterable[ClaimResult]) -> bool:
    """Whether anything is newer than the latest refusal."""
    last = max(
        result.decision.decision.on for result in refused if result.decision is not None
    )
    return any(result.is_newer_than(last) for result in live)


def _reasons(
    row: RowResult, asked: RowTerms, outstanding: Sequence[Reason], terms: Terms
) -> Iterator[Reason]:
    counting = [result for result in row.claims if result.counts]
    if row.status is Status.MET:
        for result in _one_of_each_item(counting):
            if result.accepted:
                yield _of(result, "accepted")
        return
    if not row.claims:
        yield Reason("unclaimed", closes=remedies.needs(asked, terms))
        return
    if row.status in {Status.CLAIMED, Status.PARTIAL}:
        yield _claimed(counting, row.status)
    yield from _referrals(counting, row.status, bool(outstanding))
    yield from _changes(counting)
    if row.status.is_gap and counting:
        yield from outstanding
    if row.status.is_gap:
        yield from _not_counting(row.claims, asked, terms)


def _claimed(counting: Sequence[ClaimResult], status: Status) -> Reason:
    evidence = numbers(counting)
    return Reason(
        "claimed",
        evidence=evidence,
        have=len(evidence),
        accepted=numbers(result for result in counting if result.accepted),
        waiting=status is Status.CLAIMED,
    )


def _referrals(
    counting: Sequence[ClaimResult],
    status: Status,
    is_lacking: bool,  # noqa: FBT001 - as above
) -> Iterator[Reason]:
    for result in _one_of_each_item(counting):
        decision = result.decision
        if result.refused and decision is not None:
            told = bool(decision.decision.feedback)
            remedy = Remedy("better_evidence", has_feedback=told)
            yield _of(result, "referred")._replace(
                closes=remedy if status.is_gap else None,
                answered=not status.is_gap,
            )
    older = [result for result in counting if result.is_live]
    if older and status is Status.REFERRED and not is_lacking:
        yield Reason("no_newer", evidence=numbers(older))


def _changes(counting: Sequence[ClaimResult]) -> Iterator[Reason]:
    for result in _one_of_each_item(counting):
        if result.decision is not None and not result.decision.is_current:
            again = Remedy("decision", evidence=(result.item.id,))
            yield _of(result, "changed")._replace(closes=again)


def _not_counting(
    claims: Iterable[ClaimResult], asked: RowTerms, terms: Terms
) -> Iterator[Reason]:
    remedy = (
        remedies.needs(asked, terms)
        if all(not claim.counts for claim in claims)
        else None
    )
    for result in claims:
        for why in result.why_not:
            evidence = (result.item.id,)
            yield Reason("not_counted", evidence, exclusion=why, closes=remedy)
            # What is needed is the same however many claims do not count.
            remedy = None


def _of(
    result: ClaimResult, kind: Literal["accepted", "referred", "changed"]
) -> Reason:
    """Return a reason that is a decision on an item."""
    decision = result.decision.decision if result.decision else None
    dates = (decision.on,) if decision else ()
    return Reason(kind, (result.item.id,), dates=dates, decision=decision)


def _one_of_each_item(claims: Iterable[ClaimResult]) -> Iterable[ClaimResult]:
    return {result.claim.evidence: result for result in claims}.values()
