"""What completing a qualification costs at the least: the guide of the search.

An estimate never exceeds the true cost, so that the first completion found is the
cheapest (an admissible heuristic; see ``completion``).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.coverage.combination.rules import Limit
    from evidence_builder.coverage.combination.selection import Choice, Sums

Cost = tuple[int, int, int]
"""Credits, units and guided learning hours."""

# Keeps three thirds from falling below one; figures of units are small whole numbers.
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class _Left:
    """What the units not yet looked at can add to one minimum, and at what price.

    ``most`` is the largest share of one unit; the others are prices of a share of one.
    """

    minimum: int
    capacity: int = 0
    most: int = 1
    credits: float = math.inf
    hours: float = math.inf

    def with_unit(self, ways: Sequence[Choice], limit: int) -> _Left:
        """Return what is left where one more unit is."""
        helping = [(way.shares[limit], way) for way in ways if way.shares[limit]]
        if not helping:
            return self
        most = max(share for share, _ in helping)
        return _Left(
            self.minimum,
            self.capacity + most,
            max(self.most, most),
            min(self.credits, *(way.credits / share for share, way in helping)),
            min(self.hours, *(way.glh / share for share, way in helping)),
        )


class Estimates:
    """The least further cost from every place in the order of units."""

    def __init__(
        self, limits: Sequence[Limit], options: Sequence[Sequence[Choice]]
    ) -> None:
        self._left = list(_from_every_place(limits, options))

    def least(self, first: int, sums: Sums, paid: Cost) -> Cost | None:
        """Return what a completion costs at least, or None where there can be none.

        Args:
            place: The first unit not yet looked at.
            paid: The cost so far.
        """
        credit = unit = hour = 0
        for number, left in self._left[first]:
            short = left.minimum - sums[number]
            if short <= 0:
                continue
            if short > left.capacity:
                return None
            credit = max(credit, int(short * left.credits + _ROUNDING))
            unit = max(unit, -(-short // left.most))
            hour = max(hour, int(short * left.hours + _ROUNDING))
        return paid[0] + credit, paid[1] + unit, paid[2] + hour


def _from_every_place(
    limits: Sequence[Limit], options: Sequence[Sequence[Choice]]
) -> Iterator[tuple[tuple[int, _Left], ...]]:
    minima = tuple(
        (number, _Left(limit.minimum))
        for number, limit in enumerate(limits)
        if limit.minimum is not None
    )
    rows = [minima]
    for ways in reversed(options):
        rows.append(
            tuple((number, left.with_unit(ways, number)) for number, left in rows[-1])
        )
    return reversed(rows)
