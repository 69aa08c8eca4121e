"""What the options of ``assess`` name: who, which item, which unit and criteria.

What is not there is a mistake on the command line, and the message says what is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from evidence_builder.cli.terminal import safe
from evidence_builder.model.index import SelectionError
from evidence_builder.model.words import listing
from evidence_builder.resolve.people import ASSESSING, People
from evidence_builder.resolve.units import spelling_hints, units_named

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem


class RefusedError(Exception):
    """Why a decision cannot be recorded, in the assessor's words."""


def assessor_named(resolved: Resolved, by: str | None) -> Who | None:
    """Return the assessor whom --by names; None where it names nobody.

    Raises:
        click.ClickException: Nobody may decide, or not who was named.
    """
    people = People(resolved.portfolio)
    able = assessors_of(resolved)
    if not able:
        raise click.UsageError(
            "portfolio.yaml names no assessor; add one there under people:"
        )
    if by is None:
        return None
    who = people.find(by, ASSESSING)
    if who is None:
        hints = spelling_hints(by, (one.id for one in able))
        wrong = "cannot decide" if by in people else "is nobody of this portfolio"
        raise click.BadParameter(
            safe("; ".join((f"{by} {wrong}, {in_words(able)} can", *hints))),
            param_hint="--by",
        )
    return who


def assessors_of(resolved: Resolved) -> list[Who]:
    """Return who may decide: assessors first, then countersigners."""
    able = list(People(resolved.portfolio).in_roles(ASSESSING))
    return sorted(able, key=lambda one: one.role)


def in_words(people: Iterable[Who]) -> str:
    """Return people with their names and roles, for a message."""
    return safe(listing((f"{one.id} ({one.name}, {one.role})" for one in people), "or"))


def item_named(resolved: Resolved, name: str) -> ResolvedItem:
    """Return the item with a number.

    Raises:
        click.BadParameter: There is none.
        RefusedError: It is there, and its file cannot be read.
    """
    for one in resolved.items:
        if one.item.id == name:
            return one
    if name in resolved.project.broken:
        raise RefusedError(f"{name} cannot be read; its file has faults of its own")
    hints = spelling_hints(name, (one.item.id for one in resolved.items))
    raise click.BadParameter(
        safe("; ".join((f"there is no evidence {name}", *hints))),
        param_hint="--evidence",
    )


def refuse_faulty(item: ResolvedItem) -> None:
    """Refuse an item whose claims cannot count: a draft, or without its file.

    Raises:
        RefusedError: Why.
    """
    faults = item.item.faults()
    if faults:
        raise RefusedError(f"{item.item.id} cannot be decided on: {listing(faults)}")


def unit_named(resolved: Resolved, name: str) -> UnitIndex:
    """Return the unit that a reference, a number or another name stands for.

    Raises:
        click.BadParameter: None does, or several do.
    """
    exact = [index for index in resolved.units if index.key == name]
    named = units_named(name, (index.unit for index in resolved.units))
    found = exact or [index for index in resolved.units if index.unit in named]
    if len(found) == 1:
        return found[0]
    keys = ", ".join(index.key for index in found or resolved.units)
    wrong = "stands for several units" if found else "is no unit of this portfolio"
    raise click.BadParameter(
        safe(f"{name} {wrong}; choose from {keys}"), param_hint="--unit"
    )


def criteria_named(
    resolved: Resolved, item: ResolvedItem, unit: str | None, listed: str
) -> tuple[UnitIndex, tuple[str, ...]]:
    """Return the unit and the criteria that --unit and --criteria name.

    Without --unit, it is the one in which the item claims them all.

    Raises:
        click.BadParameter: There are no such criteria, or it has to be said of which.
    """
    texts = [one.strip() for one in listed.split(",") if one.strip()]
    claims = {(one.unit, one.criterion) for one in item.item.claims}
    if unit:
        claiming = [unit_named(resolved, unit)]
    else:
        units = {one for one, _ in claims}
        claiming = [index for index in resolved.units if index.key in units]
    selected = []
    unknown = ""
    for index in claiming:
        try:
            selected.append((index, index.select_all(texts)))
        except SelectionError as error:
            unknown = str(error)
    found = [
        (index, keys)
        for index, keys in selected
        if keys and (unit or all((index.key, key) in claims for key in keys))
    ]
    if len(found) == 1:
        return found[0]
    wanted = listing(texts) or "nothing"
    if found:
        names = listing((index.key for index, _ in found), "or")
        message = f"several units have {wanted}; say which with --unit: {names}"
    elif len(claiming) == 1 and unknown:
        message = unknown
    else:
        message = (
            f"{item.item.id} does not claim {wanted} in any one unit; "
            "say with --unit which is meant"
        )
    raise click.BadParameter(safe(message), param_hint="--criteria")
