"""Whether the chosen units make the qualification, and what is short by how much."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from evidence_builder.coverage.combination.rules import (
    Limit,
    RuleAsks,
    Structure,
    UnitFacts,
    known_units,
    pathways_asked,
)
from evidence_builder.coverage.combination.selection import (
    Placing,
    Selected,
    add,
    choices,
    merit,
    reachable,
)
from evidence_builder.model.qualification import Qualification, Unit


class RuleResult(NamedTuple):
    """One rule, what counts towards it and what is lacking.

    A maximum is always met: ``surplus`` says how much of what was chosen it keeps from
    counting. ``missing`` are the units lacking where all of a group are asked.
    """

    asks: RuleAsks
    met: bool
    short_by: int
    measure: Literal["credits", "units"]
    counted: int
    limit: Limit
    surplus: int = 0
    missing: tuple[str, ...] = ()


class Counted(NamedTuple):
    """A chosen unit that counts, and for which group."""

    unit: UnitFacts
    group: str


class Spare(NamedTuple):
    """A chosen unit that does not count, which is no fault, and why."""

    unit: UnitFacts
    kind: Literal["not_offered", "limit", "barred", "others"]
    """No unit of the qualification or the pathway; more than a limit lets count, or
    than one of those that are barred together; others count in its place."""
    pathway: str | None = None
    limit: RuleAsks | None = None


class PrintedTotal(NamedTuple):
    """The credits that a rule prints, and what its units carry instead."""

    rule: int
    """The place of the rule in the qualification's file."""
    printed: int
    counted: int


class Combination(NamedTuple):
    """The rules of combination held against the chosen units.

    ``unknown`` are chosen units whose credits or level a rule asks for and nobody
    tells; ``barred`` are chosen units of which only one may count. ``exact`` is false
    where there were too many ways of counting to weigh all of them.
    """

    met: bool
    rules: tuple[RuleResult, ...]
    counted: tuple[Counted, ...]
    spare: tuple[Spare, ...]
    barred: tuple[tuple[str, ...], ...] = ()
    unknown: tuple[str, ...] = ()
    pathway: str | None = None
    exact: bool = True

    @property
    def credits(self) -> int:
        """The credits of the units that count."""
        return sum(counted.unit.credits or 0 for counted in self.counted)


def combine(
    qualification: Qualification,
    chosen: Iterable[UnitFacts],
    known: Mapping[str, UnitFacts],
    *,
    pathway: str | None = None,
) -> Combination:
    """Hold the rules of combination against the chosen units.

    Units count whole: of one that goes over a maximum nothing counts. The way of
    counting that meets most rules is taken. Units held by credit transfer or as an
    equivalent count like others; leave it to the caller to name them. Where the
    qualification has pathways and none is given, the one that comes nearest is taken.

    Args:
        chosen: What is known of each chosen unit; this goes before ``known``.
        known: Reference → facts, from unit files and the catalogue.
    """
    units = tuple(chosen)
    everything = (*units, *known.values())
    offered = (pathway,) if pathway else pathways_asked(qualification) or (None,)
    tried = [
        _combine(Structure(qualification, everything, name), units) for name in offered
    ]
    return min(tried, key=_nearest)


def printed_totals(
    qualification: Qualification, units: Iterable[Unit]
) -> Iterator[PrintedTotal]:
    """Yield printed credits that do not fit the units named beside them.

    Where the credits of a unit are not known, the total cannot be told.
    """
    known = known_units(qualification, units)
    # A unit file that gives no credits leaves the word to the catalogue.
    listed = {
        name: unit.credits
        for unit in reversed(qualification.catalogue)
        for name in (unit.ref, *unit.also_known_as)
    }
    for number, rule in enumerate(qualification.rules):
        if rule.credits is None:
            continue
        worth = []
        for ref in rule.units:
            own = known[ref].credits if ref in known else None
            worth.append(listed.get(ref) if own is None else own)
        counted = sum(credit for credit in worth if credit is not None)
        if None not in worth and counted != rule.credits:
            yield PrintedTotal(number, rule.credits, counted)


def in_file_order(structure: Structure, refs: Iterable[str]) -> tuple[str, ...]:
    """Return units in the order of the qualification's file, each once."""
    positions = {ref: number for number, ref in enumerate(structure.groups_of)}
    unique = sorted(dict.fromkeys(refs))
    return tuple(sorted(unique, key=lambda ref: positions.get(ref, len(positions))))


def _nearest(combination: Combination) -> tuple[int, int]:
    unmet = [rule.short_by for rule in combination.rules if not rule.met]
    return len(unmet), sum(unmet)


def _combine(structure: Structure, units: Sequence[UnitFacts]) -> Combination:
    refs = in_file_order(structure, (structure.canonical(unit.ref) for unit in units))
    states, exact = reachable(structure, refs)
    best = min(states, key=lambda state: merit(structure.limits, state))
    placings = best.placings()
    rules = tuple(_results(structure, refs, placings))
    return Combination(
        met=all(rule.met for rule in rules),
        rules=rules,
        counted=tuple(Counted(structure.facts(ref), group) for ref, group in placings),
        spare=tuple(_spare(structure, refs, best)),
        barred=tuple(_barred(structure, refs)),
        unknown=tuple(_unknown(structure, refs)),
        pathway=structure.pathway,
        exact=exact,
    )


def _results(
    structure: Structure, refs: Sequence[str], placings: Sequence[Placing]
) -> Iterator[RuleResult]:
    counting = {ref for ref, _ in placings}
    for limit in structure.limits:
        if limit.rule is None:
            continue
        have = sum(limit.share(structure.facts(ref), group) for ref, group in placings)
        short_by = max(0, (limit.minimum or 0) - have)
        surplus = 0
        if limit.maximum is not None:
            surplus = sum(
                max(limit.share(structure.facts(ref), group) for group in groups)
                for ref in refs
                if ref not in counting and (groups := structure.groups_of.get(ref))
            )
        missing = tuple(ref for ref in limit.every if ref not in counting)
        yield RuleResult(
            asks=limit.asks,
            met=not short_by,
            short_by=short_by,
            measure=limit.measure,
            counted=have,
            limit=limit,
            surplus=surplus,
            missing=missing,
        )


def _spare(
    structure: Structure, refs: Sequence[str], best: Selected
) -> Iterator[Spare]:
    counting = {ref for ref, _ in best.placings()}
    for ref in refs:
        if ref not in counting:
            yield _spare_unit(structure, ref, best)


def _spare_unit(structure: Structure, ref: str, best: Selected) -> Spare:
    ways, unit = choices(structure, ref), structure.facts(ref)
    if not ways:
        return Spare(unit, "not_offered", structure.pathway)
    for number, limit in enumerate(structure.limits):
        alone = (limit,)
        have = (best.sums[number],)
        if all(add(alone, have, (way.shares[number],)) is None for way in ways):
            if limit.rule is None:
                return Spare(unit, "barred", limit=limit.asks)
            return Spare(unit, "limit", limit=limit.asks)
    return Spare(unit, "others")


def _barred(structure: Structure, refs: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for limit in structure.limits:
        if limit.rule is None and limit.units is not None:
            together = tuple(ref for ref in refs if ref in limit.units)
            if len(together) > 1:
                yield together


def _unknown(structure: Structure, refs: Sequence[str]) -> Iterator[str]:
    by_credit = any(limit.measure == "credits" for limit in structure.limits)
    by_level = any(limit.at_level is not None for limit in structure.limits)
    for ref in refs:
        unit = structure.facts(ref)
        lacks_credits = by_credit and unit.credits is None
        lacks_level = by_level and unit.level is None
        if ref in structure.groups_of and (lacks_credits or lacks_level):
            yield ref
