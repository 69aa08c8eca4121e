"""What a unit asks beyond evidence for each criterion, printed as grids.

The rules are those of the awarding organisation's specification, which the criteria
file states; see ``docs/file-formats.md``.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from evidence_builder import reasons
from evidence_builder.compose.anchors import item_references
from evidence_builder.compose.status import fulfilled
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.document.blocks import Heading, Paragraph, Table
from evidence_builder.document.build import (
    cell,
    columns,
    inlines,
    paragraph,
    phrased,
    row,
)
from evidence_builder.document.inlines import Flag
from evidence_builder.wording.documents import sections as words
from evidence_builder.wording.documents import status
from evidence_builder.wording.phrases import sentence, short_day, upper_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.coverage.occasions import Occasion, OccasionGrid, OccasionRow
    from evidence_builder.coverage.result import (
        RangeResult,
        RequirementResult,
        UnitCoverage,
    )
    from evidence_builder.document.blocks import Block, Cell, Row


def compose_requirements(unit: UnitCoverage) -> Iterator[Block]:
    """Compose the grids of a unit: occasions, ranges, and what it asks as a whole.

    Nothing where the unit asks for nothing of the kind.
    """
    grid = occasion_grid(unit)
    if grid is not None:
        yield from _occasions(unit, grid)
    if unit.ranges:
        yield Heading(3, inlines(words.ranges_of(unit=unit.index.key)))
        yield Table(
            columns(0.26, 0.3, 0.26, 0.18),
            tuple(line for result in unit.ranges for line in _range(result)),
            (
                row(
                    words.range_(),
                    words.to_be_covered(),
                    words.covered_by(),
                    words.state(),
                ),
            ),
            words.ranges_with_evidence(),
            row_headers=True,
        )
    if unit.requirements:
        yield Heading(3, inlines(words.requirements_of(unit=unit.index.key)))
        yield Table(
            columns(0.16, 0.34, 0.32, 0.18),
            tuple(_requirement(requirement) for requirement in unit.requirements),
            (
                row(
                    words.where(),
                    words.what_is_asked(),
                    words.what_is_lacking(),
                    words.state(),
                ),
            ),
            words.whole_must_meet(),
            row_headers=True,
        )


def state(result: RequirementResult) -> Flag:
    """Return whether a requirement is met by claims, and by accepted evidence."""
    if result.met or result.accepted:
        return fulfilled(is_accepted=result.accepted)
    return Flag(status.gap(), "part")


def _occasions(unit: UnitCoverage, grid: OccasionGrid) -> Iterator[Block]:
    names = [_which_occasion(number) for number in range(grid.columns)]
    yield Heading(3, inlines(words.occasions_of(unit=unit.index.key)))
    filled = words.cells_filled(grid.cells, filled=grid.filled)
    yield paragraph(filled, role="small")
    share = 0.7 / grid.columns
    yield Table(
        columns(0.14, *(share for _ in names), 0.16),
        tuple(_occasion_row(grid_row, grid.columns) for grid_row in grid.rows),
        (row(words.criterion(), *names, words.complete()),),
        words.criteria_with_occasions(),
        row_headers=True,
        look="boxed",
    )


def _which_occasion(position: int) -> str:
    if position < len(words.ORDINALS):
        return words.ORDINALS[position]()
    return words.later_occasion(number=position + 1)


def _occasion_row(grid_row: OccasionRow, width: int) -> Row:
    cells = [_occasion(occasion) for occasion in grid_row.cells]
    cells += [cell(words.not_asked())] * (width - len(cells))
    if not grid_row.needed:
        left_out = grid_row.choice and upper_first(reasons.choice(grid_row.choice))
        complete = Flag(left_out or status.incomplete(), "muted")
    elif grid_row.accepted or grid_row.complete:
        complete = fulfilled(is_accepted=grid_row.accepted)
    else:
        complete = Flag(status.incomplete(), "part")
    return row(grid_row.key, *cells, complete)


def _occasion(occasion: Occasion | None) -> Cell:
    if occasion is None:
        return cell("")
    shown = Paragraph(
        phrased(
            partial(words.shown_on, date=short_day(occasion.on)),
            evidence=tuple(item_references(occasion.evidence)),
        )
    )
    if not occasion.accepted:
        return cell(shown)
    return cell(shown, paragraph(status.was_accepted(), role="small"))


def _range(result: RangeResult) -> Iterator[Row]:
    """Return a row for each item of a range; the first says what is asked."""
    of_all = result.result
    for position, item in enumerate(result.range.items):
        by = result.covered.get(item, ())
        of, what = reasons.together(of_all.where), reasons.asked(of_all.condition)
        asked = paragraph(words.asked_of(of=of, what=what), role="small")
        # Again in every row, as any of them may begin a page.
        title = paragraph(result.range.title, role="small")
        name = cell(title) if position else cell(result.range.title, asked)
        if by:
            mark = fulfilled(is_accepted=item in result.accepted_items)
            yield row(name, item, cell(Paragraph(tuple(item_references(by)))), mark)
        else:
            # Where only some of a range are needed, the others are no gap.
            mark = Flag(status.not_covered(), "muted" if of_all.met else "part")
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
        sentence(
            reasons.sentence(result.unmet) if result.unmet else words.nothing_lacking()
        ),
        state(result),
    )
