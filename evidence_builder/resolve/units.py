"""Find the qualification and the units that a portfolio names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.model.index import UnitIndex
from evidence_builder.resolve.hints import list_hints, near_hints
from evidence_builder.resolve.names import NotKnown, library_unit
from evidence_builder.wording import resolve as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.load.loaded import Project
    from evidence_builder.model.qualification import Qualification, Unit


def find_qualification(project: Project, sink: Sink) -> Qualification | None:
    """Return the qualification that the portfolio names, in its version if it can."""
    portfolio, source = project.portfolio.value, project.portfolio.source
    if portfolio.qualification is None:
        return None
    wanted = portfolio.qualification
    known = [loaded.value for loaded in project.library.qualifications]
    named = [
        qualification
        for qualification in known
        if wanted in {qualification.number, *qualification.also_known_as}
    ]
    if not named and wanted in project.library.broken:
        # Its file has errors of its own, which are reported there.
        return None
    if not named:
        sink.report(
            codes.UNKNOWN_QUALIFICATION,
            source.span(("qualification",)),
            words.no_qualification_file(number=wanted),
            *near_hints(wanted, (qualification.number for qualification in known)),
            words.see_list_or_add(),
        )
        return None
    if portfolio.version is None:
        return named[0]
    for qualification in named:
        if qualification.version == portfolio.version:
            return qualification
    sink.report(
        codes.VERSION_MISMATCH,
        source.span(("version",)),
        words.other_version(
            number=wanted, found=named[0].version, wanted=portfolio.version
        ),
        words.load_version(),
    )
    return named[0]


def find_units(
    project: Project, qualification: Qualification | None, sink: Sink
) -> tuple[UnitIndex, ...]:
    """Return the units of the portfolio, in its order.

    Where the portfolio names none, they are the mandatory units of its qualification
    that it does not transfer.
    """
    portfolio, source = project.portfolio.value, project.portfolio.source
    if portfolio.units:
        wanted = [
            (name, source.span(("units", number)))
            for number, name in enumerate(portfolio.units)
        ]
    else:
        rules = qualification.rules if qualification else ()
        span = source.span(("qualification",))
        named = [name for rule in rules if rule.all for name in rule.units]
        library = [loaded.value for loaded in project.library.units]
        transferred = {transfer.unit for transfer in portfolio.transfers}
        meant = [library_unit(name, library) for name in transferred]
        transferred |= {unit.ref for unit in meant if not isinstance(unit, NotKnown)}
        wanted = [(name, span) for name in named if name not in transferred]
        if not named:
            sink.report(
                codes.FIELD_MISSING,
                source.span(()),
                words.no_units_named(),
                words.add_units_line(),
            )
    chosen: dict[str, UnitIndex] = {}
    for name, span in wanted:
        unit = _find_unit(name, span, project, qualification, sink)
        if unit is None:
            continue
        key = unit.ref if unit.ref not in chosen else f"{unit.ref}@{unit.version}"
        if any(index.unit is unit for index in chosen.values()):
            sink.report(codes.DUPLICATE_ID, span, words.unit_twice(unit=name))
            continue
        chosen[key] = UnitIndex(unit, key)
    return tuple(chosen.values())


def report_ambiguous(
    name: str, references: Iterable[str], span: Span, sink: Sink
) -> None:
    """Report a name that stands for several units of the library."""
    sink.report(
        codes.AMBIGUOUS_UNIT,
        span,
        words.several_units(name=name, units=", ".join(references)),
        words.name_by_reference(),
    )


def _find_unit(
    name: str,
    span: Span,
    project: Project,
    qualification: Qualification | None,
    sink: Sink,
) -> Unit | None:
    library = project.library
    units = (loaded.value for loaded in library.units)
    chosen = project.portfolio.value.units
    named = library_unit(name, units, library.broken, taken=chosen)
    if not isinstance(named, NotKnown):
        return named
    if named.reason == "ambiguous":
        report_ambiguous(name, named.among, span, sink)
    # A file that is there and has faults of its own has been reported there.
    elif named.reason == "unknown":
        catalogue = qualification.catalogue if qualification else ()
        titles = {listed.ref: listed.title for listed in catalogue}
        message = words.no_unit_file(unit=name)
        if name in titles:
            message = words.no_file_of_titled(unit=name, title=titles[name])
        sink.report(
            codes.UNKNOWN_UNIT,
            span,
            message,
            *named.hints,
            *list_hints(name),
            words.see_list_or_add(),
        )
    return None
