"""What the options of ``assess`` name: who, which item, which unit and criteria.

What is not there is a mistake on the command line, and the message says what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from evidence_builder.cli.terminal import safe
from evidence_builder.model.criterion_list import criteria
from evidence_builder.model.index import SelectionError
from evidence_builder.resolve.people import ASSESSING, People
from evidence_builder.resolve.units import spelling_hints, units_named
from evidence_builder.wording.phrases import listing

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


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit and criteria of it that an item claims.

    ``left_out`` are criteria that were named too, in a group such as ``all`` or by a
    criterion with parts, and that the item does not claim.
    """

    index: UnitIndex
    keys: tuple[str, ...]
    left_out: tuple[str, ...] = ()


def criteria_named(
    resolved: Resolved, item: ResolvedItem, unit: str | None, listed: str
) -> Chosen:
    """Return the unit and the criteria that --unit and --criteria name.

    Without --unit, it is the portfolio's only unit, or the one in which the item
    claims them.

    Raises:
        click.BadParameter: There are no such criteria, the item does not claim them,
            or it has to be said of which unit.
    """
    texts = [one.strip() for one in listed.split(",") if one.strip()]
    units = {one.unit for one in item.item.claims}
    if unit:
        among = [unit_named(resolved, unit)]
    elif len(resolved.units) == 1:
        among = list(resolved.units)
    else:
        among = [index for index in resolved.units if index.key in units]
    found, wrong = [], []
    for index in among:
        try:
            found.append(_claimed(index, texts, item))
        except SelectionError as error:
            wrong.append(str(error))
    if len(found) == 1 and texts:
        return found[0]
    wanted = listing(texts) or "nothing"
    if not texts:
        message = "name at least one criterion, such as 2.1"
    elif found:
        names = listing((one.index.key for one in found), "or")
        message = f"several units have {wanted}; say which with --unit: {names}"
    elif len(wrong) == 1:
        message = wrong[0]
    else:
        message = f"{item.item.id} does not claim {wanted} in any one unit"
    raise click.BadParameter(safe(message), param_hint="--criteria")


def _claimed(index: UnitIndex, texts: Iterable[str], item: ResolvedItem) -> Chosen:
    """Return what texts select in a unit, as far as the item claims it.

    Raises:
        SelectionError: One of them selects nothing, or nothing that is claimed.
    """
    claims = {one.criterion for one in item.item.claims if one.unit == index.key}
    selected = {text: index.select(text) for text in texts}
    unclaimed = [text for text, keys in selected.items() if claims.isdisjoint(keys)]
    if unclaimed:
        instead = f"it claims {criteria(index, claims)} there" if claims else ""
        where = f"{item.item.id} does not claim {listing(unclaimed, 'or')}"
        words = f"{where} in {index.key}"
        raise SelectionError("; ".join(filter(None, (words, instead))))
    keys = index.select_all(selected)
    return Chosen(
        index,
        tuple(key for key in keys if key in claims),
        tuple(key for key in keys if key not in claims),
    )
