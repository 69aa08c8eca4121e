"""Match evidence to criteria."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from evidence_builder.coverage.backing import Backing
from evidence_builder.coverage.choices import with_choices
from evidence_builder.coverage.claims import Claim
from evidence_builder.coverage.counting import ClaimCounter
from evidence_builder.coverage.decisions import Decisions
from evidence_builder.coverage.placement import place
from evidence_builder.coverage.result import Coverage, UnitCoverage
from evidence_builder.coverage.stems import measure_stem
from evidence_builder.coverage.terms import Terms
from evidence_builder.coverage.twins import twins_of
from evidence_builder.coverage.verdict import judge, weigh
from evidence_builder.model.identifiers import natural_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from evidence_builder.coverage.claims import Item
    from evidence_builder.coverage.counting import Claimed
    from evidence_builder.coverage.decisions import DecisionResult
    from evidence_builder.coverage.placement import PlacedRequirements, RowTerms, Scope
    from evidence_builder.coverage.result import (
        RangeResult,
        RequirementResult,
        RowResult,
    )
    from evidence_builder.model.index import CriterionRow, UnitIndex

_NO_TERMS = Terms()
_NO_DECISIONS = Decisions()


def measure(
    units: Iterable[UnitIndex],
    items: Sequence[Item],
    *,
    terms: Terms = _NO_TERMS,
    decisions: Decisions = _NO_DECISIONS,
) -> Coverage:
    """Match evidence to the criteria of the chosen units.

    Rows follow each unit's own order, and the claims of a row the order of evidence
    numbers, so that the order of ``items`` does not matter. Claims to units or
    criteria that are not there change nothing: ``resolve`` reports them.

    Args:
        terms: What the qualification and the centre ask, and the day of reckoning.
        decisions: What assessors decided; without any, only claims are weighed.
    """
    claimed: dict[tuple[str, str], list[Claimed]] = defaultdict(list)
    in_order = sorted(items, key=lambda item: natural_key(item.id))
    for item in in_order:
        faults = item.faults()
        for claim in item.claims:
            claimed[claim.unit, claim.criterion].append((claim, item, faults))
    chosen = tuple(units)
    twins = twins_of(chosen)
    if twins:
        claimed = twins.with_claims(claimed)
        decisions = twins.with_decisions(decisions)
    measuring = _Measuring(terms, decisions, claimed, in_order)
    return Coverage(tuple(measuring.unit(index) for index in chosen))


class _Measuring:
    """One run over all units, with what they share."""

    def __init__(
        self,
        terms: Terms,
        decisions: Decisions,
        claimed: Mapping[tuple[str, str], Sequence[Claimed]],
        items: Sequence[Item],
    ) -> None:
        self._terms = terms
        self._decisions = decisions
        self._decided = decisions.by_place()
        self._claimed = claimed
        self._items = {item.id: item for item in items}
        self._places = {item.id: place for place, item in enumerate(items)}
        self._counter = ClaimCounter(terms)

    def unit(self, index: UnitIndex) -> UnitCoverage:
        """Measure one unit: its criteria, then what it must meet as a whole."""
        placement = place(index, self._terms)
        leaves = {
            row.key: self._leaf(index.key, row, placement.rows[row.key])
            for row in index.leaves
        }
        rows: list[RowResult] = []
        for row in index.rows:
            if row.is_stem:
                parts = [leaves[part.key] for part in index.parts_of(row)]
                stem, parts = measure_stem(row, parts)
                rows += [stem, *parts]
            elif row.part is None:
                rows.append(leaves[row.key])
        chosen = with_choices(index, rows)
        return UnitCoverage(index, chosen, *self._together(placement, leaves))

    def _leaf(self, unit: str, row: CriterionRow, asked: RowTerms) -> RowResult:
        claimed = self._claimed.get((unit, row.key), ())
        on_row = self._decided.get((unit, row.key), ())
        if not on_row:
            claims = self._counter.count(claimed, asked)
            return judge(row, claims, asked, (), self._terms)
        claiming = {claim.evidence for claim, _, _ in claimed}
        begun = {
            decision.evidence: self._begun(decision.evidence) for decision in on_row
        }
        decisions = self._decisions.weigh(on_row, claiming, begun)
        latest = {word.decision.evidence: word for word in decisions if word.stands}
        credited = [word for word in latest.values() if word.added and not word.early]
        if credited:
            claimed = self._with_added(unit, row.key, claimed, credited)
        claims = self._counter.count(claimed, asked, latest)
        returned = self._decisions.returned.get((unit, row.key))
        return judge(row, claims, asked, decisions, self._terms, returned)

    def _begun(self, evidence: str) -> date | None:
        item = self._items.get(evidence)
        dates = item.evidence.all_dates() if item else ()
        return dates[0] if dates else None

    def _with_added(
        self,
        unit: str,
        criterion: str,
        claimed: Sequence[Claimed],
        credited: Iterable[DecisionResult],
    ) -> Sequence[Claimed]:
        """Return the claims to a row, and those that the assessor added to it.

        An assessor who sees more than was claimed credits it: NVQ Code of Practice
        (QCA, revised 2006), "Assessment".
        """
        added: list[Claimed] = []
        for word in credited:
            item = self._items.get(word.decision.evidence)
            if item is not None:
                claim = Claim(item.id, unit, criterion, added=True)
                added.append((claim, item, item.faults()))
        return sorted([*claimed, *added], key=lambda each: self._places[each[1].id])

    def _together(
        self, placement: PlacedRequirements, leaves: Mapping[str, RowResult]
    ) -> tuple[tuple[RequirementResult, ...], tuple[RangeResult, ...]]:
        wide = [*placement.scopes, *(scope for scope, _ in placement.ranges)]
        backings = {scope.keys: self._backings(scope.keys, leaves) for scope in wide}
        refused = {
            keys: _refused(keys, leaves, claimed)
            for keys, (claimed, _) in backings.items()
        }

        def weighed(scope: Scope) -> RequirementResult:
            result = weigh(scope, *backings[scope.keys], self._terms)
            return _saying(result, refused[scope.keys])

        requirements = tuple(weighed(scope) for scope in placement.scopes)
        if not placement.ranges:
            return requirements, ()
        from evidence_builder.coverage.ranges import measure_range

        ranges = tuple(
            measure_range(weighed(scope), covered, *backings[scope.keys])
            for scope, covered in placement.ranges
        )
        return requirements, ranges

    def _backings(
        self, keys: Iterable[str], leaves: Mapping[str, RowResult]
    ) -> tuple[Backing, Backing]:
        """Return the evidence that counts at several rows: claimed, and accepted.

        What was refused at one row may still stand behind the others.
        """
        claims = [result for key in keys for result in leaves[key].claims]
        live = [result for result in claims if result.is_live]
        # Items stand in the order of their numbers, wherever their first claim is.
        live.sort(key=lambda result: self._places[result.claim.evidence])
        accepted = tuple(result for result in live if result.accepted)
        unfinished = {
            (result.claim.evidence, result.claim.path)
            for result in claims
            if result.claim.covers and result.claim.path and not result.accepted
        }
        by_decisions = Backing(accepted, accepted=True, unfinished=unfinished)
        return Backing(tuple(live)), by_decisions


def _refused(
    keys: Iterable[str], leaves: Mapping[str, RowResult], live: Backing
) -> tuple[str, ...]:
    """Return the evidence that only refusals keep from standing behind rows."""
    names = {
        result.item.id
        for key in keys
        for result in leaves[key].claims
        if result.counts and result.refused
    }
    return tuple(sorted(names - live.items.keys(), key=natural_key))


def _saying(result: RequirementResult, refused: Sequence[str]) -> RequirementResult:
    """Return a requirement whose reason names the evidence that was refused."""
    if result.unmet is None or not refused:
        return result
    return result._replace(unmet=result.unmet._replace(refused=tuple(refused)))
