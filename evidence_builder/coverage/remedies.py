"""What would close a gap, drawn together from everything that a criterion asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.reason import Reason, Remedy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.coverage.backing import Backing
    from evidence_builder.coverage.placement import RowTerms
    from evidence_builder.coverage.result import RequirementResult
    from evidence_builder.coverage.terms import Terms


def needs(asked: RowTerms, terms: Terms) -> Remedy | None:
    """Return what evidence must be where there is none yet; nothing asked, nothing."""
    months = None if terms.today is None else asked.max_age_months
    if not asked.conditions and not asked.forbidden and months is None:
        return None
    conditions = tuple(condition for condition, _ in asked.conditions)
    forbidden = tuple(asked.forbidden.values())
    return Remedy("evidence", asked=conditions, forbidden=forbidden, months=months)


def reasons(
    requirements: Sequence[RequirementResult], backing: Backing
) -> tuple[Reason, ...]:
    """Return why requirements are not met, as one reason where one thing will do.

    As many pieces as occasions lacking are the same pieces, on dates of their own.
    """
    unmet = {result.kind: result for result in requirements if result.unmet}
    lacks = tuple(result.unmet for result in requirements if result.unmet)
    pieces, occasions = unmet.get("pieces"), unmet.get("occasions")
    if pieces is None or occasions is None or len(unmet) < len(lacks):
        return lacks
    evidence, dates = tuple(backing.items), backing.dates
    lacking = pieces.wanted - len(evidence)
    if lacking != occasions.wanted - len(dates):
        return lacks
    both = Reason(
        "pieces_and_occasions",
        evidence=evidence,
        have=len(evidence),
        needed=pieces.wanted,
        dates=dates,
        asked=(pieces.condition, occasions.condition),
        closes=Remedy("piece_on_a_date", lacking, evidence=evidence, dates=dates),
    )
    others = [why for why in lacks if why not in {pieces.unmet, occasions.unmet}]
    return both, *others
