"""``criteria``: what can be chosen, what a unit asks, whether a file is right."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.cli.checking import exit_status, print_count
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    padded,
    print_error,
    print_findings,
    print_json,
    print_wrapped,
    safe,
)
from evidence_builder.pipeline import UnknownError, advise
from evidence_builder.pipeline.check import check_criteria, library_near
from evidence_builder.pipeline.library import (
    faults_as_data,
    library_as_data,
    unit_as_data,
    unit_near,
    units_in_order,
    units_with_paths,
)
from evidence_builder.wording import cli as words
from evidence_builder.wording import nouns
from evidence_builder.wording.phrases import enumerated

if TYPE_CHECKING:
    from evidence_builder.load.loaded import Library
    from evidence_builder.model.index import CriterionRow, UnitIndex
    from evidence_builder.model.qualification import Unit


def list_command(*, as_json: bool) -> int:
    """List qualifications and units."""
    checked = library_near(Path.cwd())
    library = checked.value
    if as_json:
        print_json(library_as_data(library))
        return Exit.DONE
    echo(coloured(words.qualifications(), None, bold=True))
    for qualification, _ in library.qualifications:
        told = {"title": qualification.title, "version": qualification.version}
        _print_line(qualification.number, words.with_version(**told))
    echo()
    echo(coloured(words.units(), None, bold=True))
    for index in units_in_order(library):
        unit = index.unit
        phrase = words.unit_level_criteria if unit.level else words.unit_criteria
        leaves = nouns.criteria(len(index.leaves))
        text = phrase(title=unit.title, level=unit.level, criteria=leaves)
        _print_line(unit.ref, text)
    print_findings(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def show_command(name: str, *, as_json: bool) -> int:
    """Show a unit with its guidance."""
    try:
        index = unit_near(Path.cwd(), name)
    except UnknownError as error:
        print_error(str(error), *error.hints)
        return Exit.MISUSE
    if as_json:
        print_json(unit_as_data(index))
    else:
        _print_unit(index)
    return Exit.DONE


def check_files_command(files: tuple[Path, ...], *, as_json: bool, strict: bool) -> int:
    """Check criteria files and say what is in those that are right."""
    checked = check_criteria(files)
    if as_json:
        print_json(faults_as_data(checked.diagnostics))
    else:
        _print_contents(checked.value)
        print_findings(checked.diagnostics)
        print_count(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=strict, fail_on=None)


def _print_contents(library: Library) -> None:
    """Print a line for each unit and qualification that could be read."""
    for path, index in units_with_paths(library):
        text = words.unit_read(
            unit=index.key,
            title=index.unit.title,
            outcomes=words.outcomes(len(index.unit.outcomes)),
            criteria=nouns.criteria(len(index.leaves)),
        )
        echo(safe(f"{path}: {text}"))
    for loaded in library.qualifications:
        told = {"number": loaded.value.number, "title": loaded.value.title}
        echo(safe(f"{loaded.source.path}: {words.qualification_read(**told)}"))


def _print_line(name: str, text: str) -> None:
    print_wrapped(text, indent=16, first=padded(safe(name), 15))


def _print_unit(index: UnitIndex) -> None:
    """Print a unit's particulars, its criteria with guidance, and its source."""
    unit = index.unit
    echo(coloured(safe(f"{unit.ref}  {unit.title}"), None, bold=True))
    _print_text(_particulars(unit))
    _print_text(unit.synopsis)
    outcome = None
    for row in index.rows:
        if row.outcome is not outcome:
            outcome = row.outcome
            echo()
            print_wrapped(f"{row.outcome_id}  {outcome.title}", bold=True)
        _print_criterion(index, row)
    _print_asked(index)
    if unit.source:
        echo()
        _print_text(unit.source)


def _print_asked(index: UnitIndex) -> None:
    """Print ranges with the names that claims use, and requirements of the unit."""
    for unit_range in index.unit.ranges:
        echo()
        told = {"id": unit_range.id, "title": unit_range.title}
        title = words.range_all(**told)
        if unit_range.cover != "all":
            title = words.range_some(**told, number=unit_range.cover)
        if unit_range.criteria:
            keys = enumerated(unit_range.criteria)
            title = words.range_for(range=title, criteria=keys)
        print_wrapped(title, bold=True)
        _print_text(", ".join(unit_range.items))
    asked_of_all = [
        text
        for requirement in index.unit.requires
        for text in reasons.required(requirement)
    ]
    if asked_of_all:
        echo()
        _print_text(words.unit_asks(what="; ".join(asked_of_all)))


def _particulars(unit: Unit) -> str:
    parts = []
    if unit.level:
        parts.append(words.level(level=unit.level))
    if unit.credits is not None:
        parts.append(nouns.credits_carried(unit.credits))
    parts.append(words.version(version=unit.version))
    if unit.also_known_as:
        parts.append(words.also_known_as(names=enumerated(unit.also_known_as)))
    return enumerated(parts)


def _print_text(text: str | None) -> None:
    if text:
        print_wrapped(" ".join(text.split()))


def _print_criterion(index: UnitIndex, row: CriterionRow) -> None:
    indent = max(8, len(row.key) + 4)
    print_wrapped(row.text, indent=indent, first=f"  {row.key}")
    if row.is_stem:
        return
    advice = advise(index, row)
    for label, points in (
        (words.ideas(), advice.ideas),
        (words.look_for(), advice.look_for),
        (words.pitfalls(), advice.pitfalls),
    ):
        for point in points:
            first = " " * indent + label
            print_wrapped(" ".join(point.split()), indent=indent + 10, first=first)
