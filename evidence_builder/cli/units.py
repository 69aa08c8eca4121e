"""``units``: the further units that would complete the qualification."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.cli.checking import exit_status
from evidence_builder.cli.clock import today
from evidence_builder.cli.coverage import print_combination
from evidence_builder.cli.exits import Exit
from evidence_builder.cli.terminal import (
    coloured,
    echo,
    print_findings,
    print_json,
    print_wrapped,
    safe,
)
from evidence_builder.pipeline.check import check, complete
from evidence_builder.pipeline.library import completions_as_data
from evidence_builder.wording.phrases import count

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.coverage.combination.completion import Completion


def units_command(folder: Path, *, as_json: bool) -> int:
    """Print the rules of combination and ways to meet them."""
    checked = check(folder, today=today())
    print_findings(checked.diagnostics)
    if checked.value is None:
        if as_json:
            print_json([])
        return Exit.FINDINGS
    measured = checked.value
    ways = complete(measured)
    if as_json:
        print_json(completions_as_data(ways))
    elif measured.combination is None:
        echo("The portfolio names no qualification that has rules of combination.")
    else:
        print_combination(measured.combination)
        echo()
        _print_ways(ways)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def _print_ways(ways: tuple[Completion, ...]) -> None:
    if not ways:
        echo("No way to complete it was found with the units that are known.")
        return
    if not ways[0].units:
        echo("The units of this portfolio are enough.")
        return
    for number, way in enumerate(ways, start=1):
        words = "Cheapest way" if number == 1 else f"Way {number}"
        total = f"{count(way.credits, 'credit')}, {count(len(way.units), 'unit')}"
        hours = f", {way.glh} guided learning hours" if way.glh else ""
        sure = "" if way.exact else "; a cheaper one may exist"
        echo(coloured(f"{words}: {total}{hours}{sure}", None, bold=True))
        for unit in way.units:
            level = f"level {unit.level}, " if unit.level else ""
            text = f"{unit.title} ({level}{count(unit.credits or 0, 'credit')})"
            print_wrapped(text, indent=16, first=f"  {safe(unit.ref)}")
