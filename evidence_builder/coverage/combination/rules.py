"""Rules of combination, each as one limit on the credits or units that count.

The shapes are those of QCDA, "Guidance for developing rules of combination for the
QCF", version 4, as specifications print them; see docs/file-formats.md,
"Qualifications".
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal, NamedTuple

from evidence_builder.coverage.combination.levels import is_at_level
from evidence_builder.model.qualification import (
    CatalogueUnit,
    Qualification,
    Rule,
    Unit,
)


class UnitFacts(NamedTuple):
    """What the rules of combination need to know of a unit."""

    ref: str
    title: str = ""
    level: str | None = None
    credits: int | None = None
    glh: int | None = None
    also_known_as: tuple[str, ...] = ()


class RuleAsks(NamedTuple):
    """What one rule asks: a least or a most of something, from some units."""

    kind: Literal["all", "least", "most", "one_of"]
    amount: int = 0
    measure: Literal["credits", "units"] = "units"
    group: str | None = None
    groups: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    at_level: str | None = None
    or_above: bool = False
    pathway: str | None = None
    """The only pathway for which it is asked."""


class Limit(NamedTuple):
    """A least or a most of credits or units, of those that count somewhere.

    ``groups`` and ``units`` narrow what it is about; both None means everything.
    ``every`` are the units of a group that must all be there.
    """

    asks: RuleAsks
    measure: Literal["credits", "units"]
    minimum: int | None = None
    maximum: int | None = None
    groups: frozenset[str] | None = None
    units: frozenset[str] | None = None
    at_level: str | None = None
    or_above: bool = False
    every: tuple[str, ...] = ()
    rule: int | None = None
    """The place of its rule in the qualification's file; none for barred units."""

    def share(self, unit: UnitFacts, group: str) -> int:
        """Return what a unit that counts for a group adds to it."""
        if self.groups is not None and group not in self.groups:
            return 0
        if self.units is not None and unit.ref not in self.units:
            return 0
        if self.at_level is not None and not is_at_level(
            unit.level, self.at_level, or_above=self.or_above
        ):
            return 0
        return 1 if self.measure == "units" else unit.credits or 0


class Structure:
    """A qualification's groups and limits, for one pathway; its units by reference.

    A unit may go by several numbers; every one leads to the same unit, which counts
    once. Where units are known twice, the first ones are believed.
    """

    def __init__(
        self,
        qualification: Qualification,
        units: Iterable[UnitFacts],
        pathway: str | None = None,
    ) -> None:
        self.qualification = qualification
        self.pathway = pathway
        known = tuple(units)
        self._names = _names(known, qualification)
        self._facts: dict[str, UnitFacts] = {}
        for unit in known:
            self._facts.setdefault(self.canonical(unit.ref), unit)
        self.groups: dict[str, tuple[str, ...]] = self._read_groups()
        self.groups_of: dict[str, tuple[str, ...]] = _turned(self.groups)
        self.limits = (*self._read_limits(), *self._read_barred())

    def canonical(self, name: str) -> str:
        """Return the one reference of a unit, whatever number it is named by."""
        reference = name.partition("@")[0].strip()
        return self._names.get(reference, reference)

    def facts(self, ref: str) -> UnitFacts:
        """Return what is known of a unit; little where no file tells."""
        return self._facts.get(ref) or UnitFacts(ref)

    def rules(self) -> Iterator[tuple[int, Rule]]:
        """Yield the rules that hold on the pathway, with their places."""
        for number, rule in enumerate(self.qualification.rules):
            if rule.pathway in {None, self.pathway}:
                yield number, rule

    def _read_groups(self) -> dict[str, tuple[str, ...]]:
        groups: dict[str, dict[str, None]] = {}
        for _, rule in self.rules():
            if rule.group is not None:
                refs = map(self.canonical, rule.units)
                groups.setdefault(rule.group, {}).update(dict.fromkeys(refs))
        placed = {ref for refs in groups.values() for ref in refs}
        for number, rule in self.rules():
            # Units that a rule lists without a group are units of the qualification.
            if rule.group is None and rule.units:
                refs = map(self.canonical, rule.units)
                loose = dict.fromkeys(ref for ref in refs if ref not in placed)
                groups[f"#{number}"] = loose
                placed.update(loose)
        return {name: tuple(refs) for name, refs in groups.items()}

    def _read_limits(self) -> Iterator[Limit]:
        for number, rule in self.rules():
            yield from _limits(rule, number, self)

    def _read_barred(self) -> Iterator[Limit]:
        for names in self.qualification.barred:
            refs = tuple(dict.fromkeys(map(self.canonical, names)))
            if len(refs) > 1:
                asks = RuleAsks("one_of", 1, units=refs)
                yield Limit(asks, "units", maximum=1, units=frozenset(refs))


def facts_of(unit: Unit | CatalogueUnit) -> UnitFacts:
    """Return what the rules of combination need of a unit."""
    return UnitFacts(
        unit.ref, unit.title, unit.level, unit.credits, unit.glh, unit.also_known_as
    )


def known_units(
    qualification: Qualification, units: Iterable[Unit]
) -> dict[str, UnitFacts]:
    """Return what is known of units: from their files, else from the catalogue."""
    known = {unit.ref: facts_of(unit) for unit in qualification.catalogue}
    seen: set[str] = set()
    for unit in units:
        # The first file wins, as it does where a portfolio names the unit.
        if unit.ref not in seen:
            known[unit.ref] = facts_of(unit)
            seen.add(unit.ref)
    return known


def pathways(qualification: Qualification) -> tuple[str, ...]:
    """Return the pathways that a qualification offers, in its order."""
    named = (rule.pathway for rule in qualification.rules)
    return tuple(dict.fromkeys(name for name in named if name is not None))


def pathways_asked(qualification: Qualification) -> tuple[str, ...]:
    """Return the pathways of which one has to be taken: no endorsements."""
    asked = {rule.pathway for rule in qualification.rules if not rule.optional}
    return tuple(name for name in pathways(qualification) if name in asked)


def rule_asks(rule: Rule, how_many: int = 0) -> tuple[RuleAsks, ...]:
    """Return what a rule asks, each thing by itself.

    Args:
        how_many: The number of units in the group, where all of them are asked.
    """
    asks = RuleAsks(
        "all",
        how_many,
        group=rule.group,
        groups=rule.groups,
        units=rule.units,
        at_level=rule.at_level,
        or_above=rule.or_above,
    )
    bounds = [
        asks._replace(kind="least" if least else "most", amount=amount, measure=measure)
        for least, amount, measure in _bounds(rule)
    ]
    return (asks, *bounds) if rule.all else tuple(bounds)


def _bounds(rule: Rule) -> Iterator[tuple[bool, int, Literal["credits", "units"]]]:
    """Yield the bounds of a rule: whether a least, how many, and of what."""
    if rule.min_credits is not None:
        yield True, rule.min_credits, "credits"
    if rule.max_credits is not None:
        yield False, rule.max_credits, "credits"
    if rule.min_units is not None:
        yield True, rule.min_units, "units"
    if rule.max_units is not None:
        yield False, rule.max_units, "units"


def _limits(rule: Rule, number: int, structure: Structure) -> Iterator[Limit]:
    groups = frozenset(rule.groups) if rule.groups else None
    units = None
    if rule.group is not None:
        groups = frozenset((rule.group,))
    elif rule.units and not rule.groups:
        units = frozenset(map(structure.canonical, rule.units))
    every: tuple[str, ...] = ()
    if rule.all:
        named = tuple(dict.fromkeys(map(structure.canonical, rule.units)))
        every = named or structure.groups.get(rule.group or "", ())
    asked = iter(rule_asks(rule, len(every)))
    if rule.all:
        yield Limit(
            next(asked),
            "units",
            minimum=len(every),
            units=frozenset(every),
            every=every,
            rule=number,
        )
    for asks in asked:
        yield Limit(
            asks,
            asks.measure,
            minimum=asks.amount if asks.kind == "least" else None,
            maximum=asks.amount if asks.kind == "most" else None,
            groups=groups,
            units=units,
            at_level=rule.at_level,
            or_above=rule.or_above,
            rule=number,
        )


def _names(known: Sequence[UnitFacts], qualification: Qualification) -> dict[str, str]:
    """Return the reference for every name of a unit: the one that the rules use."""
    named = (name for rule in qualification.rules for name in rule.units)
    order = tuple(dict.fromkeys(named))
    used = {name: position for position, name in enumerate(order)}
    own, others = [], []
    for unit in known:
        mine = (unit.ref, *unit.also_known_as)
        positions = [used[name] for name in mine if name in used]
        if positions:
            own.append((order[min(positions)], mine))
        else:
            others.append(mine)
    # Units of the qualification go first: a library holds many others, and awarding
    # organisations number theirs alike. A reference goes before other names.
    names: dict[str, str] = {}
    for reference, mine in own:
        names.setdefault(mine[0], reference)
    for reference, mine in own:
        for name in mine:
            names.setdefault(name, reference)
    for mine in others:
        for name in mine:
            names.setdefault(name, names.get(mine[0], mine[0]))
    return names


def _turned(groups: Mapping[str, Iterable[str]]) -> dict[str, tuple[str, ...]]:
    turned: dict[str, list[str]] = {}
    for group, refs in groups.items():
        for ref in refs:
            turned.setdefault(ref, []).append(group)
    return {ref: tuple(names) for ref, names in turned.items()}
