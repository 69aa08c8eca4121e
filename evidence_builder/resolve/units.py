"""Find the qualification and the units that a portfolio names."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.model.identifiers import comparable, odd_characters
from evidence_builder.model.index import UnitIndex

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.load.loaded import Loaded, Project
    from evidence_builder.model.qualification import Qualification, Unit

_FIGURES = re.compile(r"\d+")


def find_qualification(project: Project, sink: Sink) -> Qualification | None:
    """Return the qualification that the portfolio names, in its version if it can."""
    portfolio, source = project.portfolio.value, project.portfolio.source
    if portfolio.qualification is None:
        return None
    wanted = portfolio.qualification
    known = [one.value for one in project.library.qualifications]
    named = [one for one in known if wanted in {one.number, *one.also_known_as}]
    if not named and wanted in project.library.broken:
        # Its file has errors of its own, which are reported there.
        return None
    if not named:
        sink.report(
            codes.UNKNOWN_QUALIFICATION,
            source.span(("qualification",)),
            f"no criteria file describes the qualification {wanted}",
            *spelling_hints(wanted, (one.number for one in known)),
            'see "evidence-builder criteria list"; a centre adds a file of its own '
            "under criteria/",
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
        f"the criteria file for {wanted} is version {named[0].version}, "
        f"and the portfolio is for version {portfolio.version}",
        "numbering differs between versions: load the version that the learner is "
        "registered for",
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
            (name, source.span(("units", place)))
            for place, name in enumerate(portfolio.units)
        ]
    else:
        rules = qualification.rules if qualification else ()
        place = source.span(("qualification",))
        named = [name for rule in rules if rule.all for name in rule.units]
        transferred = {one.unit for one in portfolio.transfers}
        wanted = [(name, place) for name in named if name not in transferred]
        if not named:
            sink.report(
                codes.FIELD_MISSING,
                source.span(()),
                "the portfolio names no units",
                'add a line such as "units: [A/506/1821]"',
            )
    chosen: dict[str, UnitIndex] = {}
    for name, span in wanted:
        unit = _find_unit(name, span, project, qualification, sink)
        if unit is None:
            continue
        key = unit.ref if unit.ref not in chosen else f"{unit.ref}@{unit.version}"
        if any(index.unit is unit for index in chosen.values()):
            sink.report(codes.DUPLICATE_ID, span, f"the unit {name} is named twice")
            continue
        chosen[key] = UnitIndex(unit, key)
    return tuple(chosen.values())


def units_named(name: str, units: Iterable[Unit]) -> list[Unit]:
    """Return the units that a reference, ``ref@version`` or other name stands for.

    A reference goes before a name that an awarding organisation gives.
    """
    reference, _, version = name.partition("@")
    fitting = [unit for unit in units if not version or unit.version == version.strip()]
    by_reference = [unit for unit in fitting if unit.ref == reference.strip()]
    return by_reference or [
        unit for unit in fitting if reference.strip() in unit.also_known_as
    ]


def list_hints(text: str) -> tuple[str, ...]:
    """Return a hint for a text with commas in it that was meant to be a list."""
    names = [one.strip() for one in text.split(",") if one.strip()]
    if len(names) < 2:
        return ()
    return (f"put several in brackets: [{', '.join(names)}]",)


def spelling_hints(wanted: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return hints on look-alike characters and on what was probably meant.

    Never one that differs in its figures: another number is another thing.
    """
    hints = []
    odd = odd_characters(wanted)
    if odd:
        hints.append(f"it holds {', '.join(odd)}: type it again by hand")
    folded = comparable(wanted)
    names = {one: comparable(one) for one in known if one != wanted}
    near = [one for one, name in names.items() if name == folded]
    if not near:
        from difflib import get_close_matches  # only a name not found needs it

        figures = _FIGURES.findall(folded)
        like = [n for n in names.values() if _FIGURES.findall(n) == figures]
        close = get_close_matches(folded, like, n=1, cutoff=0.8)
        near = [one for one, name in names.items() if name in close]
    if near:
        hints.append(f"did you mean {near[0]}?")
    return tuple(hints)


def _find_unit(
    name: str,
    span: Span,
    project: Project,
    qualification: Qualification | None,
    sink: Sink,
) -> Unit | None:
    known: Sequence[Loaded[Unit]] = project.library.units
    named = units_named(name, (one.value for one in known))
    if not named and name.partition("@")[0] in project.library.broken:
        # Its file has errors of its own, which are reported there.
        return None
    if not named:
        titles = (
            {one.ref: one.title for one in qualification.catalogue}
            if (qualification)
            else {}
        )
        title = f" ({titles[name]})" if name in titles else ""
        sink.report(
            codes.UNKNOWN_UNIT,
            span,
            f"no criteria file describes the unit {name}{title}",
            *spelling_hints(name, (one.value.ref for one in known)),
            *list_hints(name),
            'see "evidence-builder criteria list"; a centre adds a file of its own '
            "under criteria/",
        )
        return None
    if len({unit.ref for unit in named}) > 1:
        refs = ", ".join(sorted({unit.ref for unit in named}))
        sink.report(
            codes.AMBIGUOUS_UNIT,
            span,
            f"{name} stands for several units: {refs}",
            "name the unit by its reference",
        )
        return None
    return named[0]
