"""Choose which units count, and for which group, so that most of the rules are met.

A maximum does not forbid units: those beyond it do not count, as in group C of the
Level 3 Diploma in Customer Service (601/4027/6). A unit in two groups counts for one of
them. Which units to leave out can matter, so all ways are weighed; ways that come to
the same sums are followed once.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from evidence_builder.coverage.combination.rules import Limit, Structure

Sums = tuple[int, ...]
"""For each limit what counts so far, up to its minimum."""
Placing = tuple[str, str]
"""A unit's reference and the group for which it counts."""
Trail = tuple["Trail", Placing] | None
"""How sums were reached, the last placing outermost."""

# No qualification comes near this many ways that differ in their sums.
WIDTH = 20_000


class Choice(NamedTuple):
    """One way for a unit to count: for which group, and what that adds."""

    placing: Placing
    shares: Sums
    credits: int
    glh: int


class Selected(NamedTuple):
    """Sums that can be reached, and how; ``credits`` are those that count in all."""

    sums: Sums
    credits: int = 0
    units: int = 0
    trail: Trail = None

    def placings(self) -> tuple[Placing, ...]:
        """Return the units that count and their groups, in the order of choosing."""
        return unwind(self.trail)


def choices(structure: Structure, ref: str) -> tuple[Choice, ...]:
    """Return the ways in which a unit can count; none where it is in no group."""
    unit = structure.facts(ref)
    return tuple(
        Choice(
            (ref, group),
            tuple(limit.share(unit, group) for limit in structure.limits),
            unit.credits or 0,
            unit.glh or 0,
        )
        for group in structure.groups_of.get(ref, ())
    )


def add(limits: Sequence[Limit], sums: Sums, shares: Sums) -> Sums | None:
    """Return sums with a unit added, or None where it would go over a maximum."""
    total = []
    for limit, have, share in zip(limits, sums, shares, strict=True):
        value = have + share
        if limit.maximum is not None and value > limit.maximum:
            return None
        # What goes beyond a minimum makes no difference, so it is not told apart.
        total.append(value if limit.minimum is None else min(value, limit.minimum))
    return tuple(total)


def shortfalls(limits: Sequence[Limit], sums: Sums) -> Iterator[tuple[Limit, int]]:
    """Yield each minimum that is not reached and by how much."""
    for limit, have in zip(limits, sums, strict=True):
        if limit.minimum is not None and have < limit.minimum:
            yield limit, limit.minimum - have


def reachable(
    structure: Structure, refs: Iterable[str], *, width: int = WIDTH
) -> tuple[list[Selected], bool]:
    """Return the best way to each set of sums, and whether none was passed over.

    Of two ways to the same sums the one with more credits is kept, then more units.
    """
    limits = structure.limits
    start = (0,) * len(limits)
    states = {start: Selected(start)}
    exact = True
    for ref in refs:
        ways = choices(structure, ref)
        free = _is_free(limits, ways)
        further: dict[Sums, Selected] = {}
        for state in states.values():
            for way in ways:
                sums = add(limits, state.sums, way.shares)
                if sums is not None:
                    _keep(further, _with(state, sums, way))
            # Leaving it comes second, so that of equal units the earlier ones count.
            if not free:
                _keep(further, state)
        if len(further) > width:
            exact = False
            best = sorted(further.values(), key=lambda state: merit(limits, state))
            further = {state.sums: state for state in best[:width]}
        states = further
    return list(states.values()), exact


def merit(limits: Sequence[Limit], state: Selected) -> tuple[int, int, int, int]:
    """Return a key that puts the best selection first.

    Fewest rules unmet, then least lacking, then most credits, then most units.
    """
    lacking = [short for _, short in shortfalls(limits, state.sums)]
    return len(lacking), sum(lacking), -state.credits, -state.units


def unwind(trail: Trail) -> tuple[Placing, ...]:
    """Return the placings of a trail, the first one first."""
    placings = []
    while trail is not None:
        trail, placing = trail
        placings.append(placing)
    return tuple(reversed(placings))


def _is_free(limits: Sequence[Limit], ways: Sequence[Choice]) -> bool:
    """Whether a unit can always count, because no maximum touches it."""
    return bool(ways) and not any(
        share and limit.maximum is not None
        for way in ways
        for limit, share in zip(limits, way.shares, strict=True)
    )


def _with(state: Selected, sums: Sums, way: Choice) -> Selected:
    return Selected(
        sums,
        state.credits + way.credits,
        state.units + 1,
        (state.trail, way.placing),
    )


def _keep(kept: dict[Sums, Selected], state: Selected) -> None:
    other = kept.get(state.sums)
    if other is None or (state.credits, state.units) > (other.credits, other.units):
        kept[state.sums] = state
