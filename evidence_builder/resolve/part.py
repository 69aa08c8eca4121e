"""A part of a portfolio: some of its units, and the evidence that claims them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from evidence_builder.resolve.resolved import Measured, ResolvedItem


def part_of(measured: Measured, units: Collection[str]) -> Measured:
    """Return a portfolio as if it had only some of its units, by their keys.

    Coverage stays what it is: nothing is measured anew. The rules of combination are
    about the whole and are left out.
    """
    resolved, assessments = measured.resolved, measured.assessments
    items = tuple(
        item
        for whole in resolved.items
        if (item := _part_of_item(whole, units)).item.claims
    )
    return measured._replace(
        resolved=resolved._replace(
            units=tuple(index for index in resolved.units if index.key in units),
            items=items,
        ),
        coverage=measured.coverage._replace(
            units=tuple(
                unit for unit in measured.coverage.units if unit.index.key in units
            )
        ),
        assessments=assessments._replace(
            actions=tuple(
                action._replace(about=about)
                for action in assessments.actions
                if (about := tuple(a for a in action.about if a.unit in units))
            ),
            sign_offs=tuple(
                sign_off for sign_off in assessments.sign_offs if sign_off.unit in units
            ),
            samples=tuple(
                sample for sample in assessments.samples if sample.unit in units
            ),
        ),
        combination=None,
    )


def _part_of_item(item: ResolvedItem, units: Collection[str]) -> ResolvedItem:
    claims = tuple(claim for claim in item.item.claims if claim.unit in units)
    return item._replace(item=item.item._replace(claims=claims))
