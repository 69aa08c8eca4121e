"""The further units that would complete a qualification, the cheapest way first.

Cheapest is fewest credits, then fewest units, then fewest guided learning hours.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

from evidence_builder.coverage.combination.estimates import Estimates
from evidence_builder.coverage.combination.measure import combine, in_file_order
from evidence_builder.coverage.combination.rules import Structure
from evidence_builder.coverage.combination.selection import (
    add,
    choices,
    reachable,
    shortfalls,
    unwind,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evidence_builder.coverage.combination.estimates import Cost
    from evidence_builder.coverage.combination.rules import Limit, UnitFacts
    from evidence_builder.coverage.combination.selection import (
        Choice,
        Placing,
        Sums,
        Trail,
    )
    from evidence_builder.model.qualification import Qualification

# Steps are counted, not seconds, so that the same question has the same answer.
STEPS = 20_000


@dataclass(frozen=True, slots=True)
class Completion:
    """Units to add, in the order of the qualification's file.

    ``exact`` is false where a cheaper way may exist that there was no time to find.
    """

    units: tuple[UnitFacts, ...]
    exact: bool = True

    @property
    def credits(self) -> int:
        """The credits of the units to add."""
        return sum(unit.credits or 0 for unit in self.units)

    @property
    def glh(self) -> int:
        """The guided learning hours of the units to add, as far as known."""
        return sum(unit.glh or 0 for unit in self.units)


def suggest(
    qualification: Qualification,
    chosen: Iterable[UnitFacts],
    known: Mapping[str, UnitFacts],
    *,
    pathway: str | None = None,
    ways: int = 3,
    steps: int = STEPS,
) -> tuple[Completion, ...]:
    """Return ways to complete a qualification, the cheapest first.

    One way without units where the chosen ones are enough; no way at all where none
    was found. Every unit of a mandatory group that is lacking is in each of them.
    The second and further ways each do without a unit of the cheapest.

    Args:
        steps: How long to look for a way, in units tried. Once the ways together have
            taken longer, no further ones are looked for.
    """
    units = tuple(chosen)
    current = combine(qualification, units, known, pathway=pathway)
    everything = (*units, *known.values())
    structure = Structure(qualification, everything, current.pathway)
    search = _Search(structure, tuple(unit.ref for unit in units), steps)
    best = search.find(without=None)
    if best is None:
        return ()
    forced = {ref for limit in structure.limits for ref in limit.every}
    others: list[Completion] = []
    for unit in best.units:
        if search.spent > steps or ways < 2:
            break
        other = None if unit.ref in forced else search.find(without=unit.ref)
        if other is not None and other not in others:
            others.append(other)
    others.sort(key=lambda way: (way.credits, len(way.units), way.glh))
    return (best, *others)[:ways]


class _Search:
    """Looks for the cheapest units to add, best first (A*).

    Hart, Nilsson and Raphael, "A Formal Basis for the Heuristic Determination of
    Minimum Cost Paths", 1968.
    """

    def __init__(self, structure: Structure, refs: Iterable[str], steps: int) -> None:
        self._structure = structure
        self._limits = structure.limits
        self._steps = steps
        self.spent = 0
        own = in_file_order(structure, map(structure.canonical, refs))
        self._starts, self._exact = reachable(structure, own)
        by_credit = any(limit.measure == "credits" for limit in structure.limits)
        forced = {ref for limit in structure.limits for ref in limit.every}
        self._candidates = [
            ref
            for ref in in_file_order(structure, structure.groups_of)
            if ref not in own
            # Nothing can be reckoned with unknown credits, unless it must be taken.
            and (
                ref in forced
                or not by_credit
                or structure.facts(ref).credits is not None
            )
        ]
        self._forced = forced

    def find(self, without: str | None) -> Completion | None:
        """Return the cheapest completion that does without a unit, or None."""
        order = [ref for ref in self._candidates if ref != without]
        options = [choices(self._structure, ref) for ref in order]
        trail, exact = self._look(order, options)
        if trail is None:
            return None
        refs = in_file_order(self._structure, (ref for ref, _ in trail))
        units = tuple(self._structure.facts(ref) for ref in refs)
        return Completion(units, exact=exact and self._exact)

    def _look(
        self, order: Sequence[str], options: Sequence[Sequence[Choice]]
    ) -> tuple[tuple[Placing, ...] | None, bool]:
        estimates = Estimates(self._limits, options)
        queue: list[tuple[Cost, int, int, Cost, Sums, Trail]] = []
        tickets = count()

        def push(number: int, cost: Cost, sums: Sums, trail: Trail) -> None:
            least = estimates.least(number, sums, cost)
            if least is not None:
                # Of equal ones the furthest on is looked at first.
                entry = (least, -number, next(tickets), cost, sums, trail)
                heapq.heappush(queue, entry)

        for start in self._starts:
            push(0, (0, 0, 0), start.sums, None)
        seen: set[tuple[int, Sums]] = set()
        for _ in range(self._steps):
            if not queue:
                return None, True
            self.spent += 1
            _, number, _, cost, sums, trail = heapq.heappop(queue)
            if not any(shortfalls(self._limits, sums)):
                return unwind(trail), True
            number = -number
            if (number, sums) in seen:
                continue
            seen.add((number, sums))
            for further in self._further(
                order[number], options[number], cost, sums, trail
            ):
                push(number + 1, *further)
        return self._settle(order, options), False

    def _further(
        self,
        ref: str,
        ways: Sequence[Choice],
        cost: Cost,
        sums: Sums,
        trail: Trail,
    ) -> Iterator[tuple[Cost, Sums, Trail]]:
        """Yield what follows from leaving a unit, and from taking it."""
        if ref not in self._forced:
            yield cost, sums, trail
        for way in ways:
            added = add(self._limits, sums, way.shares)
            if added is not None:
                paid = cost[0] + way.credits, cost[1] + 1, cost[2] + way.glh
                yield paid, added, (trail, way.placing)

    def _settle(
        self, order: Sequence[str], options: Sequence[Sequence[Choice]]
    ) -> tuple[Placing, ...] | None:
        """Return units that complete it, each the one that helps most for its credits.

        Only where looking at every way would take too long.
        """
        best = min(self._starts, key=lambda start: _lacking(self._limits, start.sums))
        sums = best.sums
        trail: Trail = None
        left = dict(zip(order, options, strict=True))
        while _lacking(self._limits, sums):
            gains = [
                (_worth(self._limits, sums, further, way), ref, further, way)
                for ref, ways in left.items()
                for way in ways
                if (further := add(self._limits, sums, way.shares)) is not None
                and _lacking(self._limits, further) < _lacking(self._limits, sums)
            ]
            if not gains:
                return None
            _, ref, sums, way = max(gains, key=lambda gain: gain[0])
            trail = (trail, way.placing)
            del left[ref]
        return unwind(trail)


def _lacking(limits: Sequence[Limit], sums: Sums) -> int:
    return sum(short for _, short in shortfalls(limits, sums))


def _worth(
    limits: Sequence[Limit], before: Sums, after: Sums, way: Choice
) -> tuple[float, int]:
    gain = _lacking(limits, before) - _lacking(limits, after)
    return gain / (way.credits + 1), -way.glh
