"""What one file of assessment records names: evidence, units and criteria."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve.assessment.assessed import About
from evidence_builder.resolve.hints import list_hints
from evidence_builder.resolve.names import (
    NotKnown,
    Units,
    criteria_named,
    item_named,
    unit_under,
)
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.model.assessment import Decision
    from evidence_builder.model.evidence import Claims
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.yamltext.source import Source, Step


class Links:
    """Finds what a file names in a portfolio; what is not there is reported."""

    def __init__(self, resolved: Resolved, source: Source, sink: Sink) -> None:
        self._source = source
        self._sink = sink
        self._units = Units.of(resolved.project, resolved.units)
        self._items = {item.item.id: item.item for item in resolved.items}
        self._broken = resolved.project.broken

    def is_evidence(
        self, name: str, path: tuple[Step, ...], beside: Sequence[str] | None = None
    ) -> bool:
        """Whether a number is that of an item; reports it where it is not.

        Args:
            beside: All numbers of the list that it stands in, if it is in one.
        """
        named = item_named(name, self._items, self._broken, beside or ())
        # An item whose own file has faults is there, and its faults are reported.
        if isinstance(named, NotKnown) and named.reason != "reported":
            self._sink.report(
                codes.UNKNOWN_EVIDENCE,
                self._source.span(path),
                words.no_item(name=name),
                *named.hints,
                *(() if beside is None else list_hints(name)),
            )
        return not isinstance(named, NotKnown)

    def about(
        self, claims: Claims, path: tuple[Step, ...], field: str = "claims"
    ) -> Iterator[About]:
        """Return the criteria under a field of the record at a path."""
        for name, entries in claims.items():
            at = (*path, field, name)
            index = self.unit(name, at, key=True)
            if index is None:
                continue
            texts = [text for entry in entries for text in entry.criteria]
            keys: set[str] = set()
            for number, entry in enumerate(entries):
                below = (*at, number, "criteria")
                keys.update(self.selected(index, entry.criteria, below, texts))
            if keys:
                yield About(index.key, index.in_order(keys))

    def selected(
        self,
        index: UnitIndex,
        texts: Sequence[str],
        path: tuple[Step, ...],
        beside: Iterable[str] = (),
    ) -> tuple[str, ...]:
        """Return the keys of a unit that texts select, in the unit's order.

        Args:
            beside: Other texts of the same record.
        """
        named = criteria_named(texts, index, beside)
        return index.in_order(keys_named(named, self._source, path, self._sink))

    def unit(
        self, name: str, path: tuple[Step, ...], *, key: bool = False
    ) -> UnitIndex | None:
        """Return the unit of the portfolio that a name stands for, if it is one."""
        named = unit_under(name, self._units)
        if not isinstance(named, NotKnown):
            return named
        span = self._source.span(path, key=key)
        if not name and named.reason == "ambiguous":
            self._sink.report(
                codes.AMBIGUOUS_UNIT,
                span,
                words.criteria_without_unit(),
                words.name_one_of(names=", ".join(named.among)),
            )
        else:
            report_unit(name, named, self._units, span, self._sink)
        return None

    def note_unclaimed(
        self, decision: Decision, about: About, path: tuple[Step, ...]
    ) -> None:
        """Report a decision on criteria that its item does not claim."""
        evidence = decision.evidence
        claims = self._items[evidence].claims
        claimed = {claim.criterion for claim in claims if claim.unit == about.unit}
        unclaimed = [key for key in about.criteria if key not in claimed]
        if unclaimed:
            indexes = {index.key: index for index in self._units.own}
            listed = criteria(indexes[about.unit], unclaimed)
            is_met = decision.decision == "met"
            phrase = words.added_by_assessor if is_met else words.decision_unclaimed
            self._sink.report(
                codes.DECISION_UNCLAIMED,
                self._source.span((*path, "claims")),
                phrase(item=evidence, unit=about.unit, criteria=listed),
                *(() if is_met else (words.ask_for_claim(),)),
            )


def keys_named(
    criteria: Iterable[tuple[int, tuple[str, ...] | NotKnown]],
    source: Source,
    path: tuple[Step, ...],
    sink: Sink,
) -> Iterator[str]:
    """Yield the keys of the criteria that are named at a path; report what is none."""
    for number, named in criteria:
        if isinstance(named, NotKnown):
            span = source.span((*path, number))
            sink.report(codes.UNKNOWN_CRITERION, span, named.message, *named.hints)
        else:
            yield from named


def report_unit(
    name: str, named: NotKnown, units: Units, span: Span, sink: Sink
) -> None:
    """Report a name that stands for no unit of the portfolio or for several."""
    if named.reason == "ambiguous":
        message = words.several_units_here(name=name)
        hint = words.name_one_of(names=", ".join(named.among))
        sink.report(codes.AMBIGUOUS_UNIT, span, message, hint)
    elif named.reason == "elsewhere":
        message = words.not_of_portfolio(name=name)
        sink.report(codes.UNKNOWN_UNIT, span, message, *named.hints)
    elif named.reason == "unknown":
        keys = ", ".join(index.key for index in units.own)
        message = words.no_unit_here(name=name)
        hints = *named.hints, words.units_are(units=keys)
        sink.report(codes.UNKNOWN_UNIT, span, message, *hints)
