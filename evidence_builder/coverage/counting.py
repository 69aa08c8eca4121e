"""Which claims count, and why others do not.

A unit may bar a method, mostly simulation (F/600/7138 on Ofqual's Register; Assessment
Strategy 2009, Business & Administration Standards, 4). No regulator says how old
evidence may be, so a limit of age is only that of a specification or a centre.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, TypeAlias

from evidence_builder.coverage.months import months_before
from evidence_builder.coverage.reason import Exclusion
from evidence_builder.coverage.result import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.terms import Terms

Claimed = tuple["Claim", "Item", tuple[Exclusion, ...]]
"""A claim, its item, and why no claim of the item counts."""
_Fit: TypeAlias = "tuple[tuple[Exclusion, ...], tuple[date, ...]]"
"""Why no day of an item counts, and those of its days that do not."""
PRIOR_LEARNING = "RPL"
_UNDECIDED: Mapping[str, DecisionResult] = MappingProxyType({})


class ClaimCounter:
    """Decides which claims count.

    Age is reckoned from the day of reckoning, or for what an assessor has accepted
    from the day of the decision; once for each item, limit and day.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._dates: dict[tuple[str, int | None, date | None], _Fit] = {}
        self._undecided: dict[int | None, dict[str, _Fit]] = {}

    def count(
        self,
        claimed: Sequence[Claimed],
        row: RowTerms,
        decided: Mapping[str, DecisionResult] = _UNDECIDED,
    ) -> tuple[ClaimResult, ...]:
        """Return each claim to a row with the reasons why it does not count.

        Args:
            decided: Evidence number → the assessor's latest word on it for the row.
        """
        limit = None if self._terms.today is None else row.max_age_months
        is_plain = not (row.forbidden or row.anonymised or row.signed)
        undecided = self._undecided.setdefault(limit, {})
        results = []
        for claim, item, faults in claimed:
            number = claim.evidence
            decision = decided.get(number)
            if decision is not None or not is_plain:
                weighed = self._weigh(claim, item, faults, row, limit, decision)
            else:
                # Nearly all claims of a large portfolio, so nothing is asked twice.
                if number not in undecided:
                    undecided[number] = self._reckon(item, limit, None)
                unfit, uncounted = undecided[number]
                weighed = ClaimResult(claim, item, faults + unfit, uncounted)
            results.append(weighed)
        return tuple(results)

    def _weigh(
        self,
        claim: Claim,
        item: Item,
        faults: tuple[Exclusion, ...],
        row: RowTerms,
        limit: int | None,
        decision: DecisionResult | None,
    ) -> ClaimResult:
        unfit, uncounted = self._fit(item, limit, _accepted_on(decision))
        why_not = (*faults, *unfit)
        if item.method.code in row.forbidden:
            why_not += (Exclusion("method_barred", method=item.method),)
        if row.anonymised and not item.evidence.anonymised:
            why_not += (Exclusion("not_anonymised"),)
        unsigned = (role for role in row.signed if role not in item.evidence.signed)
        why_not += tuple(Exclusion("unsigned", who=role) for role in unsigned)
        judgement = decision and decision.decision
        if judgement and judgement.is_met and judgement.by in item.interested:
            why_not += (Exclusion("own_testimony", who=judgement.by),)
        return ClaimResult(claim, item, why_not, uncounted, decision)

    def _fit(self, item: Item, months: int | None, accepted_on: date | None) -> _Fit:
        question = item.id, months, accepted_on
        if question not in self._dates:
            self._dates[question] = self._reckon(item, months, accepted_on)
        return self._dates[question]

    def _reckon(self, item: Item, months: int | None, accepted_on: date | None) -> _Fit:
        """Return why no day of an item counts, and those of its days that do not."""
        dates = item.evidence.all_dates()
        if not dates:
            # Nothing shows that it is recent enough, and a date is never guessed.
            undated = Exclusion("undated", months=months or 0)
            return (() if months is None else (undated,)), ()
        today = self._terms.today
        coming = [when for when in dates if today is not None and when > today]
        early = self._early(item, dates, accepted_on)
        old = [] if months is None else self._old(dates, months, accepted_on)
        uncounted = tuple(sorted({*coming, *early, *old}))
        if len(uncounted) < len(dates):
            return (), uncounted
        last = dates[-1]
        if last in coming:
            return (Exclusion("in_future", on=last),), uncounted
        if last in early:
            return (Exclusion("before_registration", on=last),), uncounted
        return (Exclusion("too_old", months=months or 0, on=last),), uncounted

    def _early(
        self, item: Item, dates: Sequence[date], accepted_on: date | None
    ) -> list[date]:
        """Return the days before registration, which are no occasions.

        What was done before can count as prior learning (Ofqual Handbook, Condition
        E10). An item that lies wholly before it counts once an assessor accepted it.
        """
        registered = self._terms.registered
        if registered is None or item.method.code == PRIOR_LEARNING:
            return []
        early = [when for when in dates if when < registered]
        is_accepted = accepted_on is not None and len(early) == len(dates)
        return [] if is_accepted else early

    def _old(
        self, dates: Sequence[date], months: int, accepted_on: date | None
    ) -> list[date]:
        """Return the days beyond a limit of age.

        A day up to that of the decision was recent enough if it was so then.
        """
        assert self._terms.today is not None  # noqa: S101 - the caller has looked
        oldest = months_before(self._terms.today, months)
        old = [when for when in dates if when < oldest]
        if accepted_on is not None:
            then = months_before(accepted_on, months)
            old = [when for when in old if not then <= when <= accepted_on]
        return old


def _accepted_on(decision: DecisionResult | None) -> date | None:
    """Return the day on which an item was accepted as it is now."""
    if decision is None or not (decision.accepts or decision.waits):
        return None
    return decision.decision.on
