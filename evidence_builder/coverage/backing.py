"""The evidence that stands behind one criterion, outcome or unit."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import date

    from evidence_builder.coverage.claims import Item
    from evidence_builder.coverage.result import ClaimResult
    from evidence_builder.model.methods import Method


class Backing:
    """Claims that count at one place, seen as items, dates, methods and ranges.

    An item counts once however often it claims. Where ``accepted``, the claims are
    those that the assessor accepted, each with the dates that the acceptance covers.

    Args:
        unfinished: Entries of claims, by item and place in its file, of which not
            every criterion was accepted: what they cover is not accepted either.
    """

    def __init__(
        self,
        claims: tuple[ClaimResult, ...] = (),
        *,
        accepted: bool = False,
        unfinished: AbstractSet[tuple[str, tuple[str | int, ...]]] = frozenset(),
    ) -> None:
        self.claims = claims
        self.accepted = accepted
        self._unfinished = unfinished

    def covering(self, name: str, item: str) -> Backing:
        """Return the part of it that covers an item of a range."""
        return Backing(
            tuple(
                result
                for result in self.claims
                if item in result.claim.covers.get(name, ())
                and (result.claim.evidence, result.claim.path) not in self._unfinished
            ),
            accepted=self.accepted,
        )

    def by(self, codes: AbstractSet[str]) -> Backing:
        """Return the part of it whose items are by some methods."""
        return Backing(
            tuple(result for result in self.claims if result.item.method.code in codes),
            accepted=self.accepted,
            unfinished=self._unfinished,
        )

    @cached_property
    def items(self) -> Mapping[str, Item]:
        """The items by their number."""
        return {result.claim.evidence: result.item for result in self.claims}

    @cached_property
    def dates(self) -> tuple[date, ...]:
        """Every date on which something was shown, each once, earliest first."""
        if self.accepted:
            dates = {when for result in self.claims for when in result.accepted_dates}
            return tuple(sorted(dates))
        # An item that claims much has the same dates at each of its claims.
        distinct = {
            (result.claim.evidence, result.uncounted_dates): result
            for result in self.claims
        }
        return tuple(
            sorted({when for result in distinct.values() for when in result.dates})
        )

    @cached_property
    def undated(self) -> tuple[str, ...]:
        """The items without any date."""
        return tuple(
            name for name, item in self.items.items() if not item.evidence.all_dates()
        )

    @cached_property
    def methods(self) -> tuple[Method, ...]:
        """The methods that were used, each once."""
        return tuple(dict.fromkeys(item.method for item in self.items.values()))

    @cached_property
    def covered(self) -> Mapping[str, AbstractSet[tuple[str, str]]]:
        """Evidence number → the (range, item) pairs that it covers, where it does."""
        covered: dict[str, set[tuple[str, str]]] = {}
        for result in self.claims:
            claim = result.claim
            if (claim.evidence, claim.path) in self._unfinished:
                continue
            for name, items in result.claim.covers.items():
                pairs = covered.setdefault(result.claim.evidence, set())
                pairs.update((name, item) for item in items)
        return covered
