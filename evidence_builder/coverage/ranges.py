"""Ranges: lists of circumstances of which all, or so many, must be covered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from evidence_builder.coverage.result import RangeResult, Reason
from evidence_builder.wording import phrases

if TYPE_CHECKING:
    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.result import RequirementResult
    from evidence_builder.coverage.terms import Terms
    from evidence_builder.model.qualification import Range


@dataclass(frozen=True, slots=True)
class RangeCovered:
    """All, or so many, items of a range are covered by the ``covers:`` of claims."""

    range: Range
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

    def text(self, terms: Terms) -> str:  # noqa: ARG002 - one shape for all
        """Return what is asked."""
        if self.wanted == len(self.items):
            return f"all of the range {self.range.title} covered"
        which = f"{phrases.number(self.wanted)} of the range {self.range.title}"
        return f"at least {which} covered"

    def shortfall(self, backing: Backing, terms: Terms) -> Reason | None:
        """Return which items are lacking."""
        covered = self.covered_by(backing)
        if len(covered) >= self.wanted:
            return None
        missing = [item for item in self.items if item not in covered]
        lacking = self.wanted - len(covered)
        so_far = phrases.listing(covered) or "none"
        if lacking == len(missing):
            remedy = f"evidence that covers {phrases.listing(missing)}"
        elif lacking == 1:
            remedy = f"evidence that covers {phrases.listing(missing, 'or')}"
        else:
            which = f"{phrases.number(lacking)} of {phrases.listing(missing)}"
            remedy = f"evidence that covers {which}"
        return Reason(f"needs {self.text(terms)}; so far {so_far}", remedy)

    def covered_by(self, backing: Backing) -> dict[str, tuple[str, ...]]:
        """Return the covered items of the range, in its order, and by what."""
        by_item: dict[str, list[str]] = {item: [] for item in self.items}
        for name, pairs in backing.covered.items():
            for of, item in pairs:
                if of == self.range.id and item in by_item:
                    by_item[item].append(name)
        # Pairs come from a set; each list still follows the order of the backing.
        return {item: tuple(names) for item, names in by_item.items() if names}


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
