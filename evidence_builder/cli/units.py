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
from evidence_builder.wording import cli as words
from evidence_builder.wording import nouns

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
        echo(words.no_rules())
    else:
        print_combination(measured.combination)
        echo()
        _print_ways(ways)
    return exit_status(checked.diagnostics, None, strict=False, fail_on=None)


def _print_ways(ways: tuple[Completion, ...]) -> None:
    if not ways:
        echo(words.no_way())
        return
    if not ways[0].units:
        echo(words.units_enough())
        return
    for number, way in enumerate(ways, start=1):
        echo(coloured(_way(number, way), None, bold=True))
        for unit in way.units:
            phrase = words.unit_level_credits if unit.level else words.unit_credits
            worth = nouns.credits_carried(unit.credits or 0)
            text = phrase(title=unit.title, level=unit.level, credits=worth)
            print_wrapped(text, indent=16, first=f"  {safe(unit.ref)}")


def _way(number: int, way: Completion) -> str:
    """Return what a way to complete the qualification costs."""
    total = words.way_total(
        credits=nouns.credits_carried(way.credits), units=nouns.units(len(way.units))
    )
    if way.glh:
        total = words.with_hours(way.glh, total=total)
    phrase = words.cheapest_way if number == 1 else words.another_way
    text = phrase(number=number, total=total)
    return text if way.exact else words.perhaps_cheaper(way=text)
