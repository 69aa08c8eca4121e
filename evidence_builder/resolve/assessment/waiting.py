"""Which claims wait for an assessor: none has decided on them as they are now."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from evidence_builder.model.identifiers import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.coverage.claims import Claim
    from evidence_builder.coverage.decisions import DecisionResult, Decisions
    from evidence_builder.coverage.reason import Exclusion
    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.model.index import CriterionRow, UnitIndex
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem


@dataclass(frozen=True, slots=True)
class Question:
    """Does an item prove a criterion? What the learner says, what was decided before.

    ``claims`` are several where the item proves it at several places; ``earlier``
    are the decisions on this item for this criterion, the latest last.
    """

    index: UnitIndex
    item: ResolvedItem
    row: CriterionRow
    claims: tuple[Claim, ...]
    earlier: tuple[DecisionResult, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nothing has been decided, or on other evidence than there is now."""
        return not any(result.stands and result.is_current for result in self.earlier)

    def why_not(self, unit: UnitCoverage) -> tuple[Exclusion, ...]:
        """Return why the claim does not count whatever is decided; nothing if it does.

        Args:
            unit: Where the criteria of the unit stand now.
        """
        rows = [row for row in unit.rows if row.row.key == self.row.key]
        claims = [claim for row in rows for claim in row.claims]
        own = [each for each in claims if each.claim.evidence == self.item.item.id]
        return tuple(dict.fromkeys(reason for each in own for reason in each.why_not))


def questions(resolved: Resolved, decisions: Decisions) -> Iterator[Question]:
    """Return every claim that can be decided on, unit by unit and item by item.

    Drafts, reference material and items whose files are missing are left out, as they
    are from coverage: no evidence can be judged that nobody can see.
    """
    decided = decisions.by_place()
    items = sorted(resolved.items, key=lambda item: natural_key(item.item.id))
    for index in resolved.units:
        for item in items:
            claims = [claim for claim in item.item.claims if claim.unit == index.key]
            if not claims or item.item.faults():
                continue
            for row in index.leaves:
                here = tuple(claim for claim in claims if claim.criterion == row.key)
                if not here:
                    continue
                judged = decided.get((index.key, row.key), ())
                earlier = decisions.weigh(
                    (each for each in judged if each.evidence == item.item.id),
                    {item.item.id},
                    {item.item.id: next(iter(item.item.evidence.all_dates()), None)},
                )
                yield Question(index, item, row, here, earlier)
