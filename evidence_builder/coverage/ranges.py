"""Ranges: lists of circumstances of which all, or so many, must be covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from evidence_builder.coverage.reason import Reason, Remedy
from evidence_builder.coverage.result import RangeResult

if TYPE_CHECKING:
    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.result import RequirementResult
    from evidence_builder.coverage.terms import Terms
    from evidence_builder.model.methods import Method
    from evidence_builder.model.qualification import Range


@dataclass(frozen=True, slots=True)
class RangeCovered:
    """All, or so many, items of a range are covered by the ``covers:`` of claims.

    By certain methods only, and on so many occasions, where the range asks for that.
    """

    range: Range
    methods: tuple[Method, ...] = ()
    kind: ClassVar[str] = "range"

    @property
    def items(self) -> tuple[str, ...]:
        """The items of the range, each once."""
        return tuple(dict.fromkeys(self.range.items))

    @property
    def wanted(self) -> int:
        """How many items must be covered; never more than there are."""
        asked = self.range.cover
        return len(self.items) if asked == "all" else min(asked, len(self.items))

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:  # noqa: ARG002 - one shape for all
        """Return which items are lacking."""
        covered = self.covered_by(backing)
        if len(covered) >= self.wanted:
            return None
        missing = tuple(item for item in self.items if item not in covered)
        lacking = self.wanted - len(covered)
        return Reason(
            "range",
            evidence=tuple(
                dict.fromkeys(name for by in covered.values() for name in by)
            ),
            have=len(covered),
            needed=self.wanted,
            items=tuple(covered),
            asked=(self,),
            closes=Remedy("range_item", lacking, items=missing),
        )

    def covered_by(self, backing: Backing) -> dict[str, tuple[str, ...]]:
        """Return the covered items of the range, in its order, and by what."""
        if self.methods:
            backing = backing.by({method.code for method in self.methods})
        by_item: dict[str, list[str]] = {item: [] for item in self.items}
        for name, pairs in backing.covered.items():
            for of, item in pairs:
                if of == self.range.id and item in by_item:
                    by_item[item].append(name)
        # Pairs come from a set; each list still follows the order of the backing.
        return {
            item: tuple(names)
            for item, names in by_item.items()
            if names and self._is_often_enough(backing, item)
        }

    def _is_often_enough(self, backing: Backing, item: str) -> bool:
        wanted = self.range.occasions
        if wanted is None:
            return True
        return len(backing.covering(self.range.id, item).dates) >= wanted


def measure_range(
    result: RequirementResult,
    condition: RangeCovered,
    claimed: Backing,
    accepted: Backing,
) -> RangeResult:
    """Return which items of a range are covered at its place, and by what."""
    covered = condition.covered_by(claimed)
    return RangeResult(
        result,
        condition.range,
        covered,
        missing=tuple(item for item in condition.items if item not in covered),
        accepted_items=tuple(condition.covered_by(accepted)),
    )
