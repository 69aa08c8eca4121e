"""Units that count by credit transfer: each is known, and counts once.

A unit certificated before counts without new evidence: Regulatory arrangements for the
Qualifications and Credit Framework (Ofqual, 2008), glossary, "credit transfer"; since
that was withdrawn in 2015, each awarding organisation's policy, such as AIM's and
Certa's. What may be transferred stands in docs/file-formats.md, "Fields of a transfer".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.resolve.names import NotKnown, is_named, library_unit
from evidence_builder.resolve.units import report_ambiguous
from evidence_builder.wording import resolve as words

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
    library = [loaded.value for loaded in project.library.units]
    known = dict.fromkeys(_known(project, qualification))
    # Where the qualification itself is not there, its units cannot be told.
    is_open = portfolio.qualification is not None and qualification is None
    seen: set[str] = set()
    taken = {*portfolio.units, *(transfer.unit for transfer in portfolio.transfers)}
    for number, transfer in enumerate(portfolio.transfers):
        name = transfer.unit
        span = source.span(("transfers", number, "unit"))
        named = library_unit(name, library, others=known, taken=taken)
        among = named.among if isinstance(named, NotKnown) else ()
        chosen = not isinstance(named, NotKnown) and any(
            index.unit.ref == named.ref and is_named(name, index.unit)
            for index in units
        )
        if chosen or name in portfolio.units:
            sink.report(
                codes.DUPLICATE_ID,
                span,
                words.transferred_too(unit=name),
                words.take_out_of_one(),
            )
        elif name in seen:
            message = words.transferred_twice(unit=name)
            sink.report(codes.DUPLICATE_ID, span, message)
        elif among:
            report_ambiguous(name, among, span, sink)
        elif isinstance(named, NotKnown) and not (
            is_open or name.partition("@")[0] in known
        ):
            sink.report(
                codes.UNKNOWN_UNIT,
                span,
                words.nobody_knows_unit(unit=name),
                *named.hints,
                words.transfer_of_qualification(),
            )
        seen.add(name)


def _known(project: Project, qualification: Qualification | None) -> Iterator[str]:
    """Yield the names of all units that are known, likeliest first."""
    if qualification is not None:
        for rule in qualification.rules:
            yield from rule.units
        for listed in qualification.catalogue:
            yield from (listed.ref, *listed.also_known_as)
    for unit in project.library.units:
        yield unit.value.ref
    # Their files have errors of their own, which are reported there.
    yield from project.library.broken
