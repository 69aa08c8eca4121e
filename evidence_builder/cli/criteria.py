"""``criteria``: what can be chosen, what a unit asks, whether a file is right."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder.cli.checking import exit_status, print_count
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    padded,
    print_findings,
    safe,
    wrapped,
)
from evidence_builder.coverage.conditions import requirement_text
from evidence_builder.coverage.guidance import advise
from evidence_builder.coverage.terms import Terms
from evidence_builder.pipeline import UnknownError, check_criteria, library_near
from evidence_builder.pipeline.library import (
    faults_as_data,
    library_as_data,
    unit_as_data,
    unit_near,
    units_in_order,
    units_with_paths,
)
from evidence_builder.wording.phrases import count

if TYPE_CHECKING:
    from evidence_builder.load.loaded import Library
    from evidence_builder.model.index import CriterionRow, UnitIndex
    from evidence_builder.model.qualification import Unit


def list_command(*, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """List qualifications and units."""
    checked = library_near(Path.cwd())
    library = checked.value
    if as_json:
        data = library_as_data(library)
        echo(json.dumps(data, ensure_ascii=False, indent=2))
        return Exit.DONE
    echo(coloured("Qualifications", None, bold=True))
    for loaded in library.qualifications:
        _print_line(
            loaded.value.number,
            f"{loaded.value.title} (version {loaded.value.version})",
        )
    echo()
    echo(coloured("Units", None, bold=True))
    for index in units_in_order(library):
        unit = index.unit
        leaves = count(len(index.leaves), "criterion", "criteria")
        level = f"level {unit.level}, " if unit.level else ""
        _print_line(unit.ref, f"{unit.title} ({level}{leaves})")
    print_findings(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def show_command(name: str, *, as_json: bool, debug: bool) -> int:  # noqa: ARG001
    """Show a unit with its guidance."""
    try:
        index = unit_near(Path.cwd(), name)
    except UnknownError as error:
        echo(f"error: {safe(str(error))}", err=True)
        for hint in error.hints:
            echo(f"  hint: {safe(hint)}", err=True)
        return Exit.MISUSE
    if as_json:
        echo(json.dumps(unit_as_data(index), ensure_ascii=False, indent=2))
    else:
        _print_unit(index)
    return Exit.DONE


def check_files_command(
    files: tuple[Path, ...],
    *,
    as_json: bool,
    strict: bool,
    debug: bool,  # noqa: ARG001
) -> int:
    """Check criteria files and say what is in those that are right."""
    checked = check_criteria(files)
    if as_json:
        data = faults_as_data(checked.diagnostics)
        echo(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        for line in _contents(checked.value):
            echo(line)
        print_findings(checked.diagnostics)
        print_count(checked.diagnostics)
    return exit_status(checked.diagnostics, None, strict=strict, fail_on=None)


def _contents(library: Library) -> list[str]:
    """Return a line for each unit and qualification that could be read."""
    lines = []
    for path, index in units_with_paths(library):
        lines.append(
            safe(
                f"{path}: unit {index.key} {index.unit.title}, "
                f"{count(len(index.unit.outcomes), 'outcome')}, "
                f"{count(len(index.leaves), 'criterion', 'criteria')}"
            )
        )
    for loaded in library.qualifications:
        words = f"qualification {loaded.value.number} {loaded.value.title}"
        lines.append(safe(f"{loaded.source.path}: {words}"))
    return lines


def _print_line(name: str, words: str) -> None:
    for line in wrapped(safe(words), indent=16, first=padded(safe(name), 15)):
        echo(line)


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
            for line in wrapped(safe(f"{row.outcome_id}  {outcome.title}"), indent=0):
                echo(coloured(line, None, bold=True))
        _print_criterion(index, row)
    _print_asked(index)
    if unit.source:
        echo()
        _print_text(unit.source)


def _print_asked(index: UnitIndex) -> None:
    """Print ranges with the names that claims use, and requirements of the unit."""
    for unit_range in index.unit.ranges:
        echo()
        asked = "all" if unit_range.cover == "all" else f"at least {unit_range.cover}"
        keys = ", ".join(unit_range.criteria)
        where = f" (for {keys})" if keys else ""
        title = f"Range {unit_range.id}: {unit_range.title}, cover {asked}{where}"
        for line in wrapped(safe(title), indent=0):
            echo(coloured(line, None, bold=True))
        _print_text(", ".join(unit_range.items))
    asked_of_all = [
        text
        for requirement in index.unit.requires
        for text in requirement_text(requirement, Terms())
    ]
    if asked_of_all:
        echo()
        _print_text(f"The unit asks for {'; '.join(asked_of_all)}")


def _particulars(unit: Unit) -> str:
    level = f"Level {unit.level}, " if unit.level else ""
    worth = f"{count(unit.credits, 'credit')}, " if unit.credits is not None else ""
    names = f", also known as {', '.join(unit.also_known_as)}"
    return f"{level}{worth}version {unit.version}{names if unit.also_known_as else ''}"


def _print_text(text: str | None) -> None:
    for line in wrapped(safe(" ".join(text.split())), indent=0) if text else ():
        echo(line)


def _print_criterion(index: UnitIndex, row: CriterionRow) -> None:
    indent = max(8, len(row.key) + 4)
    for line in wrapped(safe(row.text), indent=indent, first=f"  {row.key}"):
        echo(line)
    if row.is_stem:
        return
    advice = advise(index, row)
    for label, points in (
        ("evidence", advice.ideas),
        ("assessor", advice.look_for),
        ("avoid", advice.pitfalls),
    ):
        for point in points:
            first = " " * indent + label
            text = safe(" ".join(point.split()))
            for line in wrapped(text, indent=indent + 10, first=first):
                echo(line)
