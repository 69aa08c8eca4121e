"""Which claims count, and in words why others do not."""

from __future__ import annotations

import calendar
from datetime import date
from typing import TYPE_CHECKING

from evidence_builder.coverage import wording
from evidence_builder.coverage.result import ClaimResult
from evidence_builder.model import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.coverage.claims import Claim, Item
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.terms import Terms

Claimed = tuple["Claim", "Item", tuple[str, ...]]
"""A claim, its item, and why no claim of the item counts."""


class ClaimCounter:
    """Decides which claims count, each item's age reckoned once for each limit."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms
        self._ages: dict[tuple[str, int], tuple[tuple[str, ...], tuple[date, ...]]] = {}

    def count(
        self, claimed: Sequence[Claimed], row: RowTerms
    ) -> tuple[ClaimResult, ...]:
        """Return each claim to a row with the reasons why it does not count."""
        limit = None if self._terms.today is None else row.max_age_months
        if limit is None and not row.forbidden:
            return tuple(ClaimResult(*one) for one in claimed)
        return tuple(self._weigh(*one, row, limit) for one in claimed)

    def _weigh(
        self,
        claim: Claim,
        item: Item,
        faults: tuple[str, ...],
        row: RowTerms,
        limit: int | None,
    ) -> ClaimResult:
        why_not = list(faults)
        if item.method.code in row.forbidden:
            name = wording.method(item.method.code, self._terms.methods)
            why_not.append(f"{name} is not allowed here")
        old: tuple[date, ...] = ()
        if limit is not None:
            too_old, old = self._age(item, limit)
            why_not.extend(too_old)
        return ClaimResult(claim, item, tuple(why_not), old)

    def _age(self, item: Item, months: int) -> tuple[tuple[str, ...], tuple[date, ...]]:
        place = item.id, months
        if place not in self._ages:
            self._ages[place] = self._reckon(item, months)
        return self._ages[place]

    def _reckon(
        self, item: Item, months: int
    ) -> tuple[tuple[str, ...], tuple[date, ...]]:
        """Return why an item is too old, and those of its dates that are."""
        dates = item.evidence.all_dates()
        allowed = f"evidence may be at most {wording.counted(months, 'month')} old"
        if not dates:
            # Nothing shows that it is recent enough, and a date is never guessed.
            return (f"it has no date, and {allowed}",), ()
        assert self._terms.today is not None  # noqa: S101 - the caller has looked
        oldest = months_before(self._terms.today, months)
        old = tuple(when for when in dates if when < oldest)
        if len(old) < len(dates):
            return (), old
        return (f"it is from {words.day(dates[-1])}, and {allowed}",), old


def months_before(day: date, months: int) -> date:
    """Return the same day so many months earlier, or the last day of that month."""
    count = day.year * 12 + day.month - 1 - months
    year, month = divmod(count, 12)
    if year < 1:
        return date.min
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))
