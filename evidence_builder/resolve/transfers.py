"""Units that count by credit transfer: each is known, and counts once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.resolve.units import spelling_hints, units_named

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.diagnostics import Sink
    from evidence_builder.load.loaded import Project
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.model.qualification import Qualification


def check_transfers(
    project: Project,
    qualification: Qualification | None,
    units: Sequence[UnitIndex],
    sink: Sink,
) -> None:
    """Report transfers of units that nothing describes, or that stand there twice.

    Args:
        units: The units of the portfolio that were found.
    """
    portfolio, source = project.portfolio.value, project.portfolio.source
    known = dict.fromkeys(_known(project, qualification))
    # Where the qualification itself is not there, its units cannot be told.
    is_open = portfolio.qualification is not None and qualification is None
    seen: set[str] = set()
    for place, transfer in enumerate(portfolio.transfers):
        name = transfer.unit
        span = source.span(("transfers", place, "unit"))
        named = units_named(name, (one.value for one in project.library.units))
        if name in portfolio.units or any(one.unit in named for one in units):
            sink.report(
                codes.DUPLICATE_ID,
                span,
                f"the unit {name} is transferred and is also among the units",
                "take it out of one of the two: a unit that is transferred needs no "
                "evidence",
            )
        elif name in seen:
            message = f"the unit {name} is transferred twice"
            sink.report(codes.DUPLICATE_ID, span, message)
        elif not named and not is_open and name.partition("@")[0] not in known:
            sink.report(
                codes.UNKNOWN_UNIT,
                span,
                f"no criteria file and no qualification knows the unit {name}",
                *spelling_hints(name, known),
                "a transfer is of a unit of the qualification",
            )
        seen.add(name)


def _known(project: Project, qualification: Qualification | None) -> Iterator[str]:
    """Yield the names of all units that are known, likeliest first."""
    if qualification is not None:
        for rule in qualification.rules:
            yield from rule.units
        for one in qualification.catalogue:
            yield from (one.ref, *one.also_known_as)
    for unit in project.library.units:
        yield unit.value.ref
    # Their files have errors of their own, which are reported there.
    yield from project.library.broken
