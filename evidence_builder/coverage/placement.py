"""Where requirements apply: inherited downwards, narrowed by ``criteria:``.

A requirement is written at a qualification, a unit, an outcome, a criterion or a part,
and holds for everything below that place which its own criterion list selects.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.coverage.reason import Whole
from evidence_builder.coverage.terms import Terms
from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.model.methods import Method, methods_of
from evidence_builder.model.qualification import Range
from evidence_builder.model.requirement import Requirement

if TYPE_CHECKING:
    from evidence_builder.coverage.conditions import Condition
    from evidence_builder.coverage.ranges import RangeCovered

Path = tuple[str | int, ...]


class WrittenRequirement(NamedTuple):
    """A requirement at the place where it is written.

    ``path`` leads to it in the unit's file, or in the qualification's where
    ``inherited``. ``below`` are the assessed rows under that place.
    """

    requirement: Requirement
    path: Path
    below: tuple[str, ...]
    inherited: bool = False

    def keys(self, index: UnitIndex) -> tuple[str, ...]:
        """Return the assessed rows for which it holds, in the unit's order.

        A text that selects nothing is passed over here; ``faults`` reports it.
        """
        if not self.requirement.criteria:
            return self.below
        chosen = _selected(index, self.requirement.criteria)
        return tuple(key for key in self.below if key in chosen)


class RowTerms:
    """Everything that one criterion must meet, the widest rule first."""

    def __init__(self, max_age_months: int | None) -> None:
        self.conditions: list[tuple[Condition, str | None]] = []
        """Each condition with the note of its requirement."""
        self.forbidden: dict[str, Method] = {}
        """Methods that may not be used, by their codes."""
        self.max_age_months = max_age_months
        self.anonymised = False
        self.signed: dict[str, None] = {}
        """As what an item must be signed, in the order in which it is asked."""

    def add(
        self,
        requirement: Requirement,
        methods: Mapping[str, Method],
        ranges: Iterable[Range] = (),
    ) -> None:
        """Add what takes evidence away, and what is asked of each criterion."""
        for method in methods_of(requirement.forbid_methods, methods):
            self.forbidden.setdefault(method.code, method)
        self.limit_age(requirement.max_age_months)
        self.anonymised |= requirement.anonymised
        self.signed |= dict.fromkeys(requirement.signed)
        if requirement.per == "criterion":
            from evidence_builder.coverage.conditions import conditions_of

            for condition in conditions_of(requirement, methods, ranges):
                self.ask(condition, requirement.note)

    def ask(self, condition: "Condition", note: str | None) -> None:
        """Add a condition, unless the same one is asked already."""
        if all(condition != other for other, _ in self.conditions):
            self.conditions.append((condition, note))

    def limit_age(self, months: int | None) -> None:
        """Hold the row to a limit of age; the strictest applies."""
        limits = [limit for limit in (self.max_age_months, months) if limit is not None]
        self.max_age_months = min(limits, default=None)


class Scope(NamedTuple):
    """Several criteria that must meet something together."""

    where: Whole
    keys: tuple[str, ...]
    condition: "Condition"
    note: str | None = None


class PlacedRequirements(NamedTuple):
    """A unit's requirements, each at the rows where it applies."""

    rows: Mapping[str, RowTerms]
    scopes: tuple[Scope, ...]
    ranges: tuple[tuple[Scope, "RangeCovered"], ...]


def place(index: UnitIndex, terms: Terms) -> PlacedRequirements:
    """Lay out everything that is asked in a unit, each selection read once."""
    rows = {row.key: RowTerms(terms.max_age_months) for row in index.leaves}
    scopes: dict[tuple[Whole, tuple[str, ...], Condition], Scope] = {}
    for written in requirements_of(index, terms.requires):
        keys = written.keys(index)
        for key in keys:
            rows[key].add(written.requirement, terms.methods, index.unit.ranges)
        for scope in _scopes(index, written.requirement, keys, terms.methods):
            scopes.setdefault((scope.where, scope.keys, scope.condition), scope)
    ranges = tuple(_ranges(index, terms.methods))
    for scope, covered in ranges:
        # A range on one criterion is part of what that criterion needs.
        if len(scope.keys) == 1:
            rows[scope.keys[0]].ask(covered, scope.note)
    return PlacedRequirements(rows, tuple(scopes.values()), ranges)


def requirements_of(
    index: UnitIndex, inherited: Iterable[Requirement] = ()
) -> Iterator[WrittenRequirement]:
    """Yield every requirement that bears on a unit, the widest place first."""
    everything = tuple(row.key for row in index.leaves)
    for number, requirement in enumerate(inherited):
        yield WrittenRequirement(
            requirement, ("requires", number), everything, inherited=True
        )
    yield from _written(index.unit.requires, (), everything)
    for outcome_number, outcome in enumerate(index.unit.outcomes):
        path: Path = ("outcomes", outcome_number)
        rows = [row for row in index.leaves if row.outcome is outcome]
        yield from _written(outcome.requires, path, (row.key for row in rows))
        for number, criterion in enumerate(outcome.criteria):
            below = [row for row in rows if row.criterion is criterion]
            at = (*path, "criteria", number)
            yield from _written(criterion.requires, at, (row.key for row in below))
            for part_number, part in enumerate(criterion.parts):
                own = (row.key for row in below if row.part is part)
                yield from _written(part.requires, (*at, "parts", part_number), own)


def range_keys(index: UnitIndex, criteria: Iterable[str]) -> tuple[str, ...]:
    """Return the rows that a range hangs on; every row where it names none."""
    chosen = _selected(index, tuple(criteria) or ("all",))
    return tuple(row.key for row in index.leaves if row.key in chosen)


def _selected(index: UnitIndex, texts: Iterable[str]) -> set[str]:
    chosen: set[str] = set()
    for text in texts:
        with suppress(SelectionError):
            chosen.update(index.select(text))
    return chosen


def _written(
    requirements: Iterable[Requirement], path: Path, below: Iterable[str]
) -> Iterator[WrittenRequirement]:
    keys = tuple(below)
    for number, requirement in enumerate(requirements):
        yield WrittenRequirement(requirement, (*path, "requires", number), keys)


def _scopes(
    index: UnitIndex,
    requirement: Requirement,
    keys: tuple[str, ...],
    methods: Mapping[str, Method],
) -> Iterator[Scope]:
    if not keys or requirement.per == "criterion":
        return
    from evidence_builder.coverage.conditions import conditions_of

    for where, within in _groups(index, requirement, keys):
        for condition in conditions_of(requirement, methods, index.unit.ranges):
            yield Scope(where, within, condition, requirement.note)


def _groups(
    index: UnitIndex, requirement: Requirement, keys: tuple[str, ...]
) -> Iterator[tuple[Whole, tuple[str, ...]]]:
    """Yield the rows that must meet a requirement together, and what they are of."""
    if requirement.per == "unit":
        yield Whole("unit", "", _some(index, keys, len(index.leaves))), keys
        return
    by_outcome: dict[str, list[str]] = {}
    for key in keys:
        by_outcome.setdefault(index.by_key[key].outcome_id, []).append(key)
    for outcome, within in by_outcome.items():
        size = sum(1 for row in index.leaves if row.outcome_id == outcome)
        yield Whole("outcome", outcome, _some(index, within, size)), tuple(within)


def _ranges(
    index: UnitIndex, methods: Mapping[str, Method]
) -> Iterator[tuple[Scope, "RangeCovered"]]:
    if not index.unit.ranges:
        return
    from evidence_builder.coverage.ranges import RangeCovered

    for range_ in index.unit.ranges:
        keys = range_keys(index, range_.criteria)
        if keys:
            covered = RangeCovered(range_, methods_of(range_.methods, methods))
            where = Whole("unit", "", _some(index, keys, len(index.leaves)))
            if len(keys) == 1:
                where = Whole("criterion", keys[0])
            yield Scope(where, keys, covered, range_.note), covered


def _some(index: UnitIndex, keys: Iterable[str], whole: int) -> str:
    """Return the criteria where only some of a whole are meant; else nothing."""
    chosen = tuple(keys)
    return "" if len(chosen) == whole else criteria(index, chosen)
