"""Criteria of several units that are one: what is claimed of one is of the others.

Common units of knowledge share criteria word for word; awarding organisations let one
piece of evidence, and one decision, stand for both.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evidence_builder.coverage.counting import Claimed
    from evidence_builder.coverage.decisions import Decisions
    from evidence_builder.model.index import UnitIndex

    Place = tuple[str, str]
    """A unit, and a criterion of it."""


class Twins:
    """Which criteria are the same ones."""

    def __init__(self, groups: Iterable[frozenset[Place]]) -> None:
        self._others: dict[Place, tuple[Place, ...]] = {
            place: tuple(sorted(group - {place})) for group in groups for place in group
        }

    def __bool__(self) -> bool:
        return bool(self._others)

    def with_claims(
        self, claimed: Mapping[Place, Sequence[Claimed]]
    ) -> dict[Place, list[Claimed]]:
        """Return claims by place, each at every place that is the same."""
        shared = defaultdict(
            list, {place: list(all_) for place, all_ in claimed.items()}
        )
        for place, others in self._others.items():
            for other in others:
                for claim, item, faults in claimed.get(other, ()):
                    unit, criterion = place
                    here = claim._replace(unit=unit, criterion=criterion)
                    shared[place].append((here, item, faults))
        return shared

    def with_decisions(self, decisions: Decisions) -> Decisions:
        """Return decisions, each at every place that is the same.

        What a quality assurer returned at one is returned at the others too.
        """
        made = list(decisions.made)
        for decision in decisions.made:
            for unit, criterion in self._others.get(
                (decision.unit, decision.criterion), ()
            ):
                made.append(decision._replace(unit=unit, criterion=criterion))
        returned = dict(decisions.returned)
        for place, others in self._others.items():
            for other in others:
                if other in decisions.returned:
                    returned.setdefault(place, decisions.returned[other])
        return decisions._replace(made=tuple(made), returned=returned)


def twins_of(units: Sequence[UnitIndex]) -> Twins:
    """Return which criteria of some units are the same; what is not there is none."""
    keys = {name: index for index in units for name in (index.unit.ref, index.key)}
    groups: dict[Place, set[Place]] = {}
    for index in units:
        for row in index.leaves:
            same = row.criterion.same_as
            other = keys.get(same.unit) if same else None
            if same is None or other is None or same.criterion not in other.by_key:
                continue
            here, there = (index.key, row.key), (other.key, same.criterion)
            group = groups.get(here, {here}) | groups.get(there, {there})
            groups |= dict.fromkeys(group, group)
    return Twins({frozenset(group) for group in groups.values()})
