"""What a unit asks beyond evidence for each criterion, printed as grids.

The rules are those of the awarding organisation's specification, which the criteria
file states; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.status import ACCEPTED, CLAIMED
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.document.blocks import Heading, Paragraph, Table
from evidence_builder.document.build import cell, columns, inlines, paragraph, row
from evidence_builder.document.inlines import Flag, Text
from evidence_builder.wording.phrases import count, sentence, short_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.coverage.occasions import Occasion, OccasionGrid, OccasionRow
    from evidence_builder.coverage.result import (
        RangeResult,
        RequirementResult,
        UnitCoverage,
    )
    from evidence_builder.document.blocks import Block, Cell, Row

_ORDINALS = ("First", "Second", "Third", "Fourth", "Fifth", "Sixth")


def compose_requirements(unit: UnitCoverage) -> Iterator[Block]:
    """Compose the grids of a unit: occasions, ranges, and what it asks as a whole.

    Nothing where the unit asks for nothing of the kind.
    """
    grid = occasion_grid(unit)
    if grid is not None:
        yield from _occasions(unit, grid)
    if unit.ranges:
        yield Heading(3, inlines(f"Ranges of {unit.index.key}"))
        yield Table(
            columns(0.26, 0.3, 0.26, 0.18),
            tuple(line for result in unit.ranges for line in _range(result)),
            (row("Range", "To be covered", "Covered by", "State"),),
            "Each range, its items and the evidence that covers them",
            row_headers=True,
        )
    if unit.requirements:
        yield Heading(3, inlines(f"Further requirements of {unit.index.key}"))
        yield Table(
            columns(0.16, 0.34, 0.32, 0.18),
            tuple(_requirement(requirement) for requirement in unit.requirements),
            (row("Where", "What is asked", "What is lacking", "State"),),
            "What the unit or an outcome as a whole must meet",
            row_headers=True,
        )


def state(result: RequirementResult) -> Flag:
    """Return whether a requirement is met by claims, and by accepted evidence."""
    if result.accepted:
        return ACCEPTED
    if result.met:
        return CLAIMED
    return Flag("Gap", "part")


def _occasions(unit: UnitCoverage, grid: OccasionGrid) -> Iterator[Block]:
    names = [
        f"{_ORDINALS[number] if number < len(_ORDINALS) else number + 1} occasion"
        for number in range(grid.columns)
    ]
    yield Heading(3, inlines(f"Occasions of {unit.index.key}"))
    yield paragraph(
        f"{grid.filled} of {count(grid.cells, 'cell')} filled.", role="small"
    )
    share = 0.7 / grid.columns
    yield Table(
        columns(0.14, *(share for _ in names), 0.16),
        tuple(_occasion_row(grid_row, grid.columns) for grid_row in grid.rows),
        (row("Criterion", *names, "Complete"),),
        "Each criterion with the occasions on which it was shown",
        row_headers=True,
        look="boxed",
    )


def _occasion_row(grid_row: OccasionRow, width: int) -> Row:
    cells = [_occasion(occasion) for occasion in grid_row.cells]
    cells += [cell("Not asked")] * (width - len(cells))
    if not grid_row.needed:
        complete = Flag("Not needed", "muted")
    elif grid_row.accepted:
        complete = ACCEPTED
    elif grid_row.complete:
        complete = CLAIMED
    else:
        complete = Flag("Incomplete", "part")
    return row(grid_row.key, *cells, complete)


def _occasion(occasion: Occasion | None) -> Cell:
    if occasion is None:
        return cell("")
    shown = Paragraph(
        (Text(f"{short_day(occasion.on)}: "), *item_references(occasion.evidence))
    )
    if not occasion.accepted:
        return cell(shown)
    return cell(shown, paragraph("accepted", role="small"))


def _range(result: RangeResult) -> Iterator[Row]:
    """Return a row for each item of a range; the first names the range."""
    of_all = result.result
    for position, item in enumerate(result.range.items):
        by = result.covered.get(item, ())
        asked = paragraph(
            f"{reasons.together(of_all.where)}: {reasons.asked(of_all.condition)}",
            role="small",
        )
        name = "" if position else cell(result.range.title, asked)
        if by:
            accepted = item in result.accepted_items
            mark = ACCEPTED if accepted else CLAIMED
            yield row(name, item, cell(Paragraph(tuple(item_references(by)))), mark)
        else:
            # Where only some of a range are needed, the others are no gap.
            mark = Flag("Not covered", "muted" if of_all.met else "part")
            yield row(name, item, "—", mark)


def _requirement(result: RequirementResult) -> Row:
    where = sentence(reasons.together(result.where)).rstrip(".")
    asked = cell(
        sentence(reasons.asked(result.condition)),
        *([sentence(result.note)] if result.note else []),
    )
    return row(
        where,
        asked,
        sentence(reasons.sentence(result.unmet) if result.unmet else "nothing"),
        state(result),
    )
