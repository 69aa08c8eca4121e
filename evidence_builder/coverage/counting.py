"""Which claims count, and why others do not.

A unit may bar a method, mostly simulation (F/600/7138 on Ofqual's Register; Assessment
Strategy 2009, Business & Administration Standards, 4). No regulator says how old
evidence may be, so a limit of age is only that of a specification or a centre.
"""

from __future__ import annotations

from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING

from evidence_builder.coverage.reason import Exclusion
from evidence_builder.coverage.result import ClaimResult

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.terms import Terms

Claimed = tuple["Claim", "Item", tuple[Exclusion, ...]]
"""A claim, its item, and why no claim of the item counts."""
_UNDECIDED: Mapping[str, DecisionResult] = MappingProxyType({})


class ClaimCounter:
    """Decides which claims count.

    Age is reckoned against today, or for what an assessor has accepted against the
    day of the decision; once for each item, limit and day.
    """

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._ages: dict[
            tuple[str, int, date | None], tuple[tuple[Exclusion, ...], tuple[date, ...]]
        ] = {}

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
        if limit is None and not row.forbidden:
            if not decided:
                return tuple(ClaimResult(*claim) for claim in claimed)
            return tuple(
                ClaimResult(*claim, decision=decided.get(claim[0].evidence))
                for claim in claimed
            )
        return tuple(
            self._weigh(*claim, row, limit, decided.get(claim[0].evidence))
            for claim in claimed
        )

    def _weigh(
        self,
        claim: Claim,
        item: Item,
        faults: tuple[Exclusion, ...],
        row: RowTerms,
        limit: int | None,
        decision: DecisionResult | None,
    ) -> ClaimResult:
        why_not = list(faults)
        if item.method.code in row.forbidden:
            why_not.append(Exclusion("method_barred", method=item.method))
        old: tuple[date, ...] = ()
        if limit is not None:
            too_old, old = self._age(item, limit, _accepted_on(decision))
            why_not.extend(too_old)
        return ClaimResult(claim, item, tuple(why_not), old, decision)

    def _age(
        self, item: Item, months: int, accepted_on: date | None
    ) -> tuple[tuple[Exclusion, ...], tuple[date, ...]]:
        question = item.id, months, accepted_on
        if question not in self._ages:
            self._ages[question] = self._reckon(item, months, accepted_on)
        return self._ages[question]

    def _reckon(
        self, item: Item, months: int, accepted_on: date | None
    ) -> tuple[tuple[Exclusion, ...], tuple[date, ...]]:
        """Return why an item is too old, and those of its dates that are.

        A date up to the day of the decision was recent enough if it was so then.
        """
        dates = item.evidence.all_dates()
        if not dates:
            # Nothing shows that it is recent enough, and a date is never guessed.
            return (Exclusion("undated", months=months),), ()
        assert self._terms.today is not None  # noqa: S101 - the caller has looked
        oldest = months_before(self._terms.today, months)
        old = tuple(when for when in dates if when < oldest)
        if accepted_on is not None:
            then = months_before(accepted_on, months)
            old = tuple(when for when in old if not then <= when <= accepted_on)
        if len(old) < len(dates):
            return (), old
        return (Exclusion("too_old", months=months, on=dates[-1]),), old


def _accepted_on(decision: DecisionResult | None) -> date | None:
    """Return the day on which an item was accepted as it is now."""
    if decision is None or not decision.decision.is_met or not decision.is_current:
        return None
    return decision.decision.on


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if year < 1:
        return date.min
    import calendar  # few portfolios have a limit of age

    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
