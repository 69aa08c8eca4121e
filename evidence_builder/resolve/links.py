"""What one file of assessment records names: evidence, units and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.index import SelectionError
from evidence_builder.resolve.assessed import About
from evidence_builder.resolve.units import spelling_hints, units_named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.model.evidence import Claims
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.yamltext.source import Source, Step


class Links:
    """Finds what a file names in a portfolio; what is not there is reported."""

    def __init__(self, resolved: Resolved, source: Source, sink: Sink) -> None:
        self._source = source
        self._sink = sink
        self._units = {index.key: index for index in resolved.units}
        self._items = {one.item.id: one.item for one in resolved.items}
        self._broken = resolved.project.broken
        # What portfolio.yaml names and is not there has been reported.
        self._faulty = {*resolved.portfolio.units, *resolved.project.library.broken}

    def is_evidence(self, name: str, path: tuple[Step, ...]) -> bool:
        """Whether a number is that of an item; reports it where it is not."""
        if name in self._items:
            return True
        # An item whose own file has faults is there, and its faults are reported.
        if name not in self._broken:
            self._sink.report(
                codes.UNKNOWN_EVIDENCE,
                self._source.span(path),
                f"{name} is not the number of an evidence item",
                *spelling_hints(name, self._items),
            )
        return False

    def about(self, claims: Claims, path: tuple[Step, ...]) -> Iterator[About]:
        """Return the criteria under ``claims`` of the record at a path."""
        for name, entries in claims.items():
            at = (*path, "claims", name)
            index = self.unit(name, at, key=True)
            if index is None:
                continue
            keys: dict[str, None] = {}
            for place, entry in enumerate(entries):
                below = (*at, place, "criteria")
                keys.update(dict.fromkeys(self.selected(index, entry.criteria, below)))
            if keys:
                yield About(index.key, _in_order(index, keys))

    def selected(
        self, index: UnitIndex, texts: Iterable[str], path: tuple[Step, ...]
    ) -> tuple[str, ...]:
        """Return the keys of a unit that texts select, in the unit's order."""
        keys: dict[str, None] = {}
        for place, text in enumerate(texts):
            try:
                keys.update(dict.fromkeys(index.select(text)))
            except SelectionError as error:
                near = [f"did you mean {key}?" for key in error.near[:1]]
                leaves = [row.key for row in index.leaves]
                self._sink.report(
                    codes.UNKNOWN_CRITERION,
                    self._source.span((*path, place)),
                    str(error),
                    *spelling_hints(text, ()),
                    *near,
                    *error.hints,
                    f"its criteria run from {leaves[0]} to {leaves[-1]}",
                )
        return _in_order(index, keys)

    def unit(
        self, name: str, path: tuple[Step, ...], *, key: bool = False
    ) -> UnitIndex | None:
        """Return the unit of the portfolio that a name stands for, if it is one."""
        indexes = tuple(self._units.values())
        found = [index for index in indexes if index.key == name or not name]
        if not found:
            named = units_named(name, (index.unit for index in indexes))
            found = [index for index in indexes if index.unit in named]
        if len(found) == 1:
            return found[0]
        if found or (name not in self._faulty and (name or indexes)):
            self._report_unit(name, found, self._source.span(path, key=key))
        return None

    def _report_unit(self, name: str, found: Sequence[UnitIndex], span: Span) -> None:
        """Report a name that stands for no unit of the portfolio or for several."""
        keys = ", ".join(self._units)
        if not name:
            message = "the criteria do not say which unit they are of"
            self._sink.report(
                codes.AMBIGUOUS_UNIT, span, message, f"name one of {keys}"
            )
        elif found:
            message = f"{name} stands for several units of the portfolio"
            hint = f"name one of {', '.join(index.key for index in found)}"
            self._sink.report(codes.AMBIGUOUS_UNIT, span, message, hint)
        else:
            message = f"there is no unit {name} in this portfolio"
            hints = *spelling_hints(name, self._units), f"its units are {keys}"
            self._sink.report(codes.UNKNOWN_UNIT, span, message, *hints)

    def warn_of_unclaimed(
        self, evidence: str, about: About, path: tuple[Step, ...]
    ) -> None:
        """Report a decision on criteria that its item does not claim."""
        claims = self._items[evidence].claims
        claimed = {one.criterion for one in claims if one.unit == about.unit}
        unclaimed = [key for key in about.criteria if key not in claimed]
        if unclaimed:
            words = criteria(self._units[about.unit], unclaimed)
            self._sink.report(
                codes.DECISION_UNCLAIMED,
                self._source.span((*path, "claims")),
                f"{evidence} does not claim {about.unit} {words}, so the decision "
                "on it is not counted",
                "ask the learner to add the claim, if the item proves it",
            )


def _in_order(index: UnitIndex, keys: Iterable[str]) -> tuple[str, ...]:
    chosen = set(keys)
    return tuple(row.key for row in index.leaves if row.key in chosen)
