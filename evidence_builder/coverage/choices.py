"""Criteria of which only some are needed: of an outcome, of sets, of a grade.

Nobody but the learner picks which: until enough of them are met every one is open.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.reason import Reason
from evidence_builder.coverage.result import AnyOf, Status
from evidence_builder.model.index import SelectionError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evidence_builder.coverage.result import RowResult
    from evidence_builder.model.index import UnitIndex

GRADES = ("pass", "merit", "distinction")


def with_choices(index: UnitIndex, rows: Sequence[RowResult]) -> tuple[RowResult, ...]:
    """Return the rows of a unit, each knowing whether it can be left out."""
    changed = {row.row.key: row for row in rows}
    for outcome in index.unit.outcomes:
        needed = outcome.criteria_needed
        if needed != "all":
            keys = [
                row.row.key
                for row in rows
                if row.row.outcome is outcome and row.row.part is None
            ]
            _some_of(changed, index, keys, min(needed, len(keys)))
    for sets in _sets(index):
        _one_of(changed, index, sets)
    for key, row in changed.items():
        # An open merit is shown, and never a gap.
        if row.row.criterion.grade != "pass" and row.status.is_gap:
            changed[key] = row._replace(spare=True)
    return tuple(changed[row.row.key] for row in rows)


def grade_of(rows: Iterable[RowResult]) -> str | None:
    """Return the highest grade of which all criteria are met, and all below.

    None where the unit has no grades, or where not even a pass is reached.
    """
    leaves = [row for row in rows if not row.row.is_stem and row.needed]
    asked = {row.row.criterion.grade for row in leaves}
    if asked <= {"pass"}:
        return None
    reached = None
    for grade in GRADES:
        own = [row for row in leaves if row.row.criterion.grade == grade]
        if any(row.status is not Status.MET for row in own):
            break
        reached = grade if own else reached
    return reached


def _some_of(
    rows: dict[str, RowResult], index: UnitIndex, keys: Sequence[str], wanted: int
) -> None:
    """Mark what can be left out of criteria of which so many are enough."""
    if wanted < len(keys):
        choice = AnyOf(wanted, len(keys))
        _mark(rows, index, keys, lambda row: row._replace(choice=choice))
    met = [key for key in keys if rows[key].status is Status.MET]
    claimed = [key for key in keys if not rows[key].status.is_gap]
    rest = [key for key in keys if key not in met]
    if len(met) >= wanted:
        _mark(rows, index, rest, lambda row: row._replace(needed=False))
    elif len(claimed) >= wanted:
        rest = [key for key in keys if key not in claimed]
        _mark(rows, index, rest, lambda row: row._replace(spare=True))
    else:
        lacking = tuple(key for key in keys if key not in claimed)
        have = len(claimed)
        lacks = Reason("choice_of_parts", criteria=lacking, have=have, needed=wanted)
        if wanted - have < len(lacking):
            for key in lacking:
                row = rows[key]
                rows[key] = row._replace(reasons=(*row.reasons, lacks))


def _sets(index: UnitIndex) -> Iterator[list[list[str]]]:
    """Yield the sets of criteria of which one is enough, by their keys."""
    places = (index.unit.requires, *(one.requires for one in index.unit.outcomes))
    for requirements in places:
        for requirement in requirements:
            if requirement.any_of:
                yield [_selected(index, names) for names in requirement.any_of]


def _selected(index: UnitIndex, names: Iterable[str]) -> list[str]:
    chosen: dict[str, None] = {}
    for name in names:
        try:
            chosen |= dict.fromkeys(index.select(name))
        except SelectionError:
            continue  # ``faults`` reports it
    return list(chosen)


def _one_of(
    rows: dict[str, RowResult], index: UnitIndex, sets: Sequence[Sequence[str]]
) -> None:
    """Mark what can be left out where one of several sets is enough."""
    everything = dict.fromkeys(key for keys in sets for key in keys)
    choice = AnyOf(1, len(sets), of_sets=True)
    _mark(rows, index, everything, lambda row: row._replace(choice=choice))
    for is_enough, left_out in (
        (_is_met, lambda row: row._replace(needed=False)),
        (_is_claimed, lambda row: row._replace(spare=True)),
    ):
        done = [keys for keys in sets if keys and all(is_enough(rows[k]) for k in keys)]
        if done:
            kept = {key for keys in done for key in keys}
            rest = [key for key in everything if key not in kept]
            _mark(rows, index, rest, left_out)
            return


def _is_met(row: RowResult) -> bool:
    return row.status is Status.MET


def _is_claimed(row: RowResult) -> bool:
    return not row.status.is_gap


def _mark(
    rows: dict[str, RowResult],
    index: UnitIndex,
    keys: Iterable[str],
    mark: Callable[[RowResult], RowResult],
) -> None:
    """Mark criteria, and the parts of those that have some."""
    for key in keys:
        row = index.by_key[key]
        parts = [part.key for part in index.parts_of(row)] if row.is_stem else []
        for each in (key, *parts):
            rows[each] = mark(rows[each])
