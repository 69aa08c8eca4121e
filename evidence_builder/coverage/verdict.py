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

    from evidence_builder.coverage.decisions import DecisionResult, Returned
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
    returned: Returned | None = None,
) -> RowResult:
    """Return where a criterion stands and why.

    The first that holds: missing, returned by a quality assurer, met by the accepted
    evidence alone, out of date, referred until something answers the latest refusal,
    to be countersigned, and else partial or claimed by what was not refused.

    Args:
        claims: All claims to it, each with the assessor's latest word on it.
        returned: What a quality assurer did not accept of it.
    """
    counting = tuple(result for result in claims if not result.why_not)
    # Most claims of most portfolios wait for an assessor; these are the others.
    judged = tuple(result for result in counting if result.decision is not None)
    accepted = tuple(result for result in judged if result.accepted)
    refused = tuple(result for result in judged if result.refused)
    live = counting
    if refused:
        live = tuple(result for result in counting if result.is_live)
    requirements = tuple(_requirements(row, asked, live, accepted, terms))
    outstanding = remedies.reasons(requirements, Backing(live))
    claimed = _claimed_status(counting, judged, asked, bool(outstanding), terms)
    decided = _decided_status(judged, accepted, requirements)
    status = Status.MISSING
    if counting:
        waiting = _would_be_met(asked, judged, terms)
        status = _status(
            decided, live, refused, outstanding, returned=returned, waiting=waiting
        )
    result = RowResult(
        row=row,
        status=status,
        claims=claims,
        requirements=requirements,
        decisions=decisions,
        claimed_status=claimed,
        decided_status=decided,
        returned=returned,
    )
    return result._replace(reasons=tuple(_reasons(result, asked, outstanding, terms)))


def numbers(claims: Iterable[ClaimResult]) -> tuple[str, ...]:
    """Return the evidence numbers of claims, each once."""
    return tuple(dict.fromkeys(result.claim.evidence for result in claims))


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
    judged: Sequence[ClaimResult],
    asked: RowTerms,
    is_lacking: bool,  # noqa: FBT001 - private, and named where it is given
    terms: Terms,
) -> Status:
    """Return what the learner's claims alone give, refused ones too."""
    own = counting
    if any(result.claim.added for result in judged):
        own = tuple(result for result in counting if not result.claim.added)
    if not own:
        return Status.MISSING
    has_refusals = is_lacking and any(result.refused for result in judged)
    if has_refusals or len(own) < len(counting):
        everything = Backing(own)
        is_lacking = any(
            condition.shortfall(everything, terms) for condition, _ in asked.conditions
        )
    return Status.PARTIAL if is_lacking else Status.CLAIMED


def _decided_status(
    judged: Sequence[ClaimResult],
    accepted: Sequence[ClaimResult],
    requirements: Sequence[RequirementResult],
) -> Status | None:
    decided = [
        result
        for result in judged
        if result.decision is not None and not result.decision.early
    ]
    if not decided:
        return None
    if accepted and all(requirement.unaccepted is None for requirement in requirements):
        return Status.MET
    if any(_is_out_of_date(result) for result in decided):
        return Status.OUT_OF_DATE
    if any(result.refused for result in decided):
        return Status.REFERRED
    if any(result.waits for result in decided):
        return Status.TO_BE_COUNTERSIGNED
    return Status.PARTIAL


def _status(
    decided: Status | None,
    live: Sequence[ClaimResult],
    refused: Sequence[ClaimResult],
    outstanding: Sequence[Reason],
    *,
    returned: Returned | None,
    waiting: bool,
) -> Status:
    """Return the first status that holds for a criterion that something counts for."""
    if returned is not None:
        return Status.RETURNED
    if decided is Status.MET:
        return Status.MET
    if any(map(_is_out_of_date, live)):
        return Status.OUT_OF_DATE
    if refused and not _answered(live, refused):
        return Status.REFERRED
    if waiting:
        return Status.TO_BE_COUNTERSIGNED
    return Status.PARTIAL if outstanding else Status.CLAIMED


def _is_out_of_date(result: ClaimResult) -> bool:
    return result.decision is not None and not result.decision.is_current


def _would_be_met(asked: RowTerms, judged: Iterable[ClaimResult], terms: Terms) -> bool:
    """Whether a countersignature is all that is lacking."""
    decided = tuple(result for result in judged if result.accepted or result.waits)
    if not any(result.waits for result in decided):
        return False
    backing = Backing(decided)
    return not any(
        condition.shortfall(backing, terms) for condition, _ in asked.conditions
    )


def _answered(live: Iterable[ClaimResult], refused: Iterable[ClaimResult]) -> bool:
    """Whether anything entered the portfolio since the latest refusal."""
    refusals = [result.decision.decision for result in refused if result.decision]
    last = max(refusals, key=lambda refusal: refusal.sort_key())
    return any(result.answers(last) for result in live)


def _reasons(
    row: RowResult, asked: RowTerms, outstanding: Sequence[Reason], terms: Terms
) -> Iterator[Reason]:
    counting = [result for result in row.claims if not result.why_not]
    judged = [result for result in counting if result.decision is not None]
    if row.returned is not None and counting:
        again = Remedy("returned")
        yield Reason("returned", numbers(counting), returned=row.returned, closes=again)
    if row.status is Status.MET:
        for result in _one_of_each_item(judged):
            if result.accepted:
                yield _of(result, "accepted")
        return
    if not row.claims:
        yield Reason("unclaimed", closes=remedies.needs(asked, terms))
        return
    if row.status in {Status.CLAIMED, Status.PARTIAL}:
        yield _claimed(counting, judged, row.status)
    yield from _referrals(judged, row.status)
    if row.status is Status.REFERRED and not outstanding:
        yield from _no_newer(counting)
    yield from _not_standing(judged)
    if row.status.is_gap and counting:
        yield from outstanding
    if row.status.is_gap:
        yield from _not_counting(row.claims, asked, terms)


def _claimed(
    counting: Sequence[ClaimResult], judged: Sequence[ClaimResult], status: Status
) -> Reason:
    evidence = numbers(counting)
    return Reason(
        "claimed",
        evidence=evidence,
        have=len(evidence),
        accepted=numbers(result for result in judged if result.accepted),
        waiting=status is Status.CLAIMED,
    )


def _referrals(judged: Sequence[ClaimResult], status: Status) -> Iterator[Reason]:
    for result in _one_of_each_item(judged):
        decision = result.decision
        if result.refused and decision is not None:
            told = bool(decision.decision.feedback)
            remedy = Remedy("better_evidence", has_feedback=told)
            yield _of(result, "referred")._replace(
                closes=remedy if status.is_gap else None,
                answered=not status.is_gap,
            )


def _no_newer(counting: Iterable[ClaimResult]) -> Iterator[Reason]:
    older = [result for result in counting if result.is_live]
    if older:
        yield Reason("no_newer", evidence=numbers(older))


def _not_standing(judged: Sequence[ClaimResult]) -> Iterator[Reason]:
    """Yield the decisions that accept nothing as things are, by why they do not."""
    yield from _changes(judged)
    yield from _early(judged)
    yield from _waiting(judged)


def _changes(judged: Sequence[ClaimResult]) -> Iterator[Reason]:
    for result in _one_of_each_item(judged):
        if result.decision is not None and not result.decision.is_current:
            again = Remedy("decision", evidence=(result.item.id,))
            yield _of(result, "changed")._replace(closes=again)


def _early(judged: Sequence[ClaimResult]) -> Iterator[Reason]:
    for result in _one_of_each_item(judged):
        decision = result.decision
        if decision is not None and decision.early and decision.decision.is_met:
            again = Remedy("decision", evidence=(result.item.id,))
            yield _of(result, "early")._replace(closes=again)


def _waiting(judged: Sequence[ClaimResult]) -> Iterator[Reason]:
    for result in _one_of_each_item(judged):
        if result.waits:
            yield _of(result, "to_be_countersigned")


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
    result: ClaimResult,
    kind: Literal["accepted", "referred", "changed", "early", "to_be_countersigned"],
) -> Reason:
    """Return a reason that is a decision on an item."""
    decision = result.decision.decision if result.decision else None
    dates = (decision.on,) if decision else ()
    return Reason(kind, (result.item.id,), dates=dates, decision=decision)


def _one_of_each_item(claims: Iterable[ClaimResult]) -> Iterable[ClaimResult]:
    return {result.claim.evidence: result for result in claims}.values()
