"""What the options of ``assess`` name: who, which item, which unit and criteria.

What is not there is a mistake on the command line, and the message says what is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from evidence_builder.cli.terminal import safe
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve import names
from evidence_builder.resolve.names import (
    NotKnown,
    Units,
    hints_in_common,
    list_named,
    person_named,
)
from evidence_builder.resolve.people import ADD_PERSON, ASSESSING, People
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
        named = person_named(by, {person.id: (person.name,) for person in able})
        hints = named.hints if isinstance(named, NotKnown) else ()
        wrong = "cannot decide"
        if by not in people:
            wrong, hints = "is nobody of this portfolio", (*hints, ADD_PERSON)
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
    items = {one.item.id: one for one in resolved.items}
    named = names.item_named(name, items, resolved.project.broken)
    if not isinstance(named, NotKnown):
        return items[named]
    if named.reason == "reported":
        raise RefusedError(f"{name} cannot be read; its file has faults of its own")
    raise click.BadParameter(
        safe("; ".join((f"there is no evidence {name}", *named.hints))),
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
    named = names.unit_named(name, Units.of(resolved.project, resolved.units))
    if not isinstance(named, NotKnown):
        return named
    keys = ", ".join(named.among or (index.key for index in resolved.units))
    several = named.reason == "ambiguous"
    wrong = "stands for several units" if several else "is no unit of this portfolio"
    raise click.BadParameter(
        safe("; ".join((f"{name} {wrong}; choose from {keys}", *named.hints))),
        param_hint="--unit",
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
        chosen = _claimed(index, listed, item)
        if isinstance(chosen, NotKnown):
            wrong.append(chosen)
        else:
            found.append(chosen)
    if len(found) == 1:
        return found[0]
    wanted = listing(texts) or "nothing"
    if not texts:
        message = "name at least one criterion, such as 2.1"
    elif found:
        names = listing((one.index.key for one in found), "or")
        message = f"several units have {wanted}; say which with --unit: {names}"
    elif len(wrong) == 1:
        message = wrong[0].message
    else:
        message = f"{item.item.id} does not claim {wanted} in any one unit"
    hints = () if found or not texts else hints_in_common(wrong)
    raise click.BadParameter(
        safe("; ".join((message, *hints))), param_hint="--criteria"
    )


def _claimed(index: UnitIndex, listed: str, item: ResolvedItem) -> Chosen | NotKnown:
    """Return what a list selects in a unit, as far as the item claims it."""
    selected = list_named(listed, index)
    if isinstance(selected, NotKnown):
        return selected
    claims = {one.criterion for one in item.item.claims if one.unit == index.key}
    unclaimed = [text for text, keys in selected.items() if claims.isdisjoint(keys)]
    if unclaimed:
        instead = f"it claims {criteria(index, claims)} there" if claims else ""
        where = f"{item.item.id} does not claim {listing(unclaimed, 'or')}"
        words = f"{where} in {index.key}"
        message = "; ".join(filter(None, (words, instead)))
        return NotKnown("unknown", message=message)
    keys = index.select_all(selected)
    return Chosen(
        index,
        tuple(key for key in keys if key in claims),
        tuple(key for key in keys if key not in claims),
    )
