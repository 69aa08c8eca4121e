"""What the rules of combination are held against: the pathway and the units.

Rules of combination: Ofqual, Regulatory arrangements for the Qualifications and Credit
Framework (August 2008), withdrawn in 2015; those of a qualification now stand in its
specification alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.coverage.combination.rules import (
    UnitFacts,
    facts_of,
    known_units,
    pathways,
)
from evidence_builder.resolve.hints import near_hints
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from evidence_builder.coverage.combination.measure import Combination, RuleResult
    from evidence_builder.diagnostics import Sink
    from evidence_builder.model.qualification import Qualification
    from evidence_builder.resolve.resolved import Resolved


def find_pathway(resolved: Resolved, sink: Sink) -> str | None:
    """Return the pathway that the portfolio names; None where it names none.

    One that the qualification does not have is reported and left out.
    """
    wanted, of = resolved.portfolio.pathway, resolved.qualification
    if wanted is None or (of is None and resolved.portfolio.qualification is not None):
        return None  # of a qualification that is not found nothing is known
    known = () if of is None else pathways(of)
    if wanted in known:
        return wanted
    if of is None:
        message = words.pathway_alone(pathway=wanted)
    else:
        message = words.no_pathway(qualification=of.title, pathway=wanted)
    hint = words.leave_line_out()
    if known:
        hint = words.pathways_are(pathways=", ".join(known))
    span = resolved.project.portfolio.source.span(("pathway",))
    hints = (*near_hints(wanted, known), hint)
    sink.report(codes.FIELD_INVALID, span, message, *hints)
    return None


def with_pathway_named(
    combination: Combination, qualification: Qualification
) -> Combination:
    """Return a combination in which the rules of one pathway alone say so."""

    def named(result: RuleResult) -> RuleResult:
        number = result.limit.rule
        pathway = None if number is None else qualification.rules[number].pathway
        if pathway is None:
            return result
        return result._replace(asks=result.asks._replace(pathway=pathway))

    return combination._replace(rules=tuple(map(named, combination.rules)))


def units_of(
    resolved: Resolved, qualification: Qualification
) -> tuple[list[UnitFacts], dict[str, UnitFacts]]:
    """Return what the rules need of the chosen units, and of all that are known."""
    library = (loaded.value for loaded in resolved.project.library.units)
    known = known_units(qualification, library)
    chosen = [facts_of(index.unit) for index in resolved.units]
    transfers = resolved.portfolio.transfers
    chosen += [
        known.get(transfer.unit) or UnitFacts(transfer.unit) for transfer in transfers
    ]
    return chosen, known
