"""What rules look at, and how they name places and criteria."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import NamedTuple, Self

from evidence_builder.coverage.claims import Claim
from evidence_builder.coverage.reason import Exclusion
from evidence_builder.coverage.result import (
    ClaimResult,
    Coverage,
    RowResult,
    UnitCoverage,
)
from evidence_builder.diagnostics import Span
from evidence_builder.model.assessment import Decision
from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.record import Record
from evidence_builder.resolve.assessment.assessed import Assessments
from evidence_builder.resolve.names import is_named
from evidence_builder.resolve.resolved import Resolved, ResolvedItem
from evidence_builder.wording.phrases import listing
from evidence_builder.yamltext.source import Source, Step

_NONE = Assessments()


class RecordPlace(NamedTuple):
    """A record or a field in a file; where it stands is only found when asked for."""

    source: Source
    path: tuple[Step, ...]

    def span(self, *below: Step, key: bool = False) -> Span:
        """Return where a field of the record stands, or the nearest part around it."""
        return self.source.span((*self.path, *below), key=key)

    def below(self, *steps: Step) -> Self:
        """Return the place of a field of the record."""
        return type(self)(self.source, (*self.path, *steps))


class CheckedPortfolio:
    """A portfolio as rules see it: links proven, coverage measured.

    Args:
        today: The day after which a date lies in the future; without it none does.
    """

    def __init__(
        self,
        resolved: Resolved,
        coverage: Coverage,
        assessments: Assessments = _NONE,
        today: date | None = None,
    ) -> None:
        self.resolved = resolved
        self.coverage = coverage
        self.assessments = assessments
        self.today = today

    @cached_property
    def items(self) -> Mapping[str, ResolvedItem]:
        """The items by their number."""
        return {item.item.id: item for item in self.resolved.items}

    @cached_property
    def units(self) -> Mapping[str, UnitIndex]:
        """The chosen units by their key."""
        return {index.key: index for index in self.resolved.units}

    @cached_property
    def claims(self) -> Mapping[str, tuple[ClaimResult, ...]]:
        """Evidence number → its claims in the order of units, each weighed."""
        claims: dict[str, list[ClaimResult]] = {}
        for unit in self.coverage.units:
            for row in unit.rows:
                for result in row.claims:
                    claims.setdefault(result.claim.evidence, []).append(result)
        return {name: tuple(results) for name, results in claims.items()}

    def finished_items(self) -> tuple[ResolvedItem, ...]:
        """Return the items that are meant to prove something: no drafts or leaflets."""
        return self._finished

    @cached_property
    def _finished(self) -> tuple[ResolvedItem, ...]:
        return tuple(
            item
            for item in self.resolved.items
            if not item.item.evidence.draft
            and not item.item.evidence.reference_material
        )

    def decisions(self) -> Iterator[tuple[Decision, ResolvedItem, RecordPlace]]:
        """Return the decisions on items that are there, each with its place."""
        for loaded in self.resolved.project.assessments:
            for number, decision in enumerate(loaded.value.decisions):
                item = self.items.get(decision.evidence)
                if item is not None:
                    place = RecordPlace(loaded.source, ("decisions", number))
                    yield decision, item, place

    def place_of(self, record: Record) -> RecordPlace:
        """Return where a sign-off, sample or action stands."""
        return self._places[id(record)]

    def unit_span(self, key: str) -> Span:
        """Return the place in portfolio.yaml that chooses a unit."""
        source, index = self.resolved.project.portfolio.source, self.units[key]
        for number, name in enumerate(self.resolved.portfolio.units):
            if name == key or is_named(name, index.unit):
                return source.span(("units", number))
        return source.span(("qualification",))

    def named(self, claims: Iterable[Claim]) -> str:
        """Return the criteria of claims by unit: ``A/506/1821 2.1-2.3, 3.2``."""
        by_unit: dict[str, set[str]] = {}
        for claim in claims:
            by_unit.setdefault(claim.unit, set()).add(claim.criterion)
        return listing(
            f"{key} {criteria(index, by_unit[key])}"
            for key, index in self.units.items()
            if key in by_unit
        )

    @cached_property
    def why_not(self) -> Mapping[str, Mapping[Exclusion, list[Claim]]]:
        """Evidence number → why claims of it do not count → those claims."""
        by_reason: dict[str, dict[Exclusion, list[Claim]]] = {}
        for name, results in self.claims.items():
            for result in results:
                for why in result.why_not:
                    reasons = by_reason.setdefault(name, {})
                    reasons.setdefault(why, []).append(result.claim)
        return by_reason

    @cached_property
    def _places(self) -> Mapping[int, RecordPlace]:
        # Records may be equal and stand at two places, so they are told by identity.
        return {
            id(record): RecordPlace(loaded.source, (name, number))
            for loaded in self.resolved.project.assessments
            for name in ("sign_offs", "samples", "actions")
            for number, record in enumerate(getattr(loaded.value, name))
        }


def counting(unit: UnitCoverage) -> tuple[ClaimResult, ...]:
    """Return the claims of a unit that count."""
    return tuple(result for row in unit.rows for result in row.claims if result.counts)


def theory_only(unit: UnitCoverage) -> tuple[RowResult, ...]:
    """Return criteria of performance that only telling or knowing stands behind.

    A criterion that nothing backs is a gap and not named here, nor a part that can be
    left out. What the assessor refused is no practice.
    """
    return tuple(
        row
        for row in unit.rows
        if row.is_counted and row.row.outcome.shows_performance and _is_told_only(row)
    )


def _is_told_only(row: RowResult) -> bool:
    live = [result for result in row.claims if result.is_live]
    return bool(live) and not any(result.item.method.performance for result in live)
