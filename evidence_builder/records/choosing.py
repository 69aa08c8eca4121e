"""What a decision names: who decides, on which item, for which criteria of which unit.

What is not there, and what cannot be decided on, is a reason and no decision.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from evidence_builder import reasons
from evidence_builder.model.criterion_list import criteria
from evidence_builder.resolve import names
from evidence_builder.resolve.names import NotKnown, Units, hints_in_common, list_named
from evidence_builder.resolve.people import ASSESSING, People
from evidence_builder.wording import records as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.model.index import UnitIndex
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem

Field: TypeAlias = Literal[
    "by", "evidence", "unit", "criteria", "feedback", "on", "role", "vacs", "action",
    "done", "how", "item", "portfolio", "file", "record",
]  # fmt: skip
"""What is wrong: one of the things that were given, or what they lead to."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Why nothing was recorded, in the assessor's words.

    Args:
        field: What is wrong.
        lacking: What has to be given besides, or for the first time.
        choices: What can be given for it.
    """

    field: Field
    message: str
    hints: tuple[str, ...] = ()
    lacking: Field | None = None
    choices: str = ""


class RefusedError(Exception):
    """Carries why nothing is recorded to the one place that returns it."""

    def __init__(self, refused: Refused) -> None:
        super().__init__(refused.message)
        self.refused = refused


@dataclass(frozen=True, slots=True)
class Chosen:
    """A unit and criteria of it that a decision is about.

    Args:
        left_out: Criteria that were named too, in a group such as ``all`` or by a
            criterion with parts, and that the item does not claim.
        added: Those among ``keys`` that the item does not claim: each was named for
            itself, and the assessor credits what they saw.
    """

    index: UnitIndex
    keys: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def assessors_of(resolved: Resolved) -> list[Who]:
    """Return who may decide: assessors first, then countersigners."""
    able = list(People(resolved.portfolio).in_roles(ASSESSING))
    return sorted(able, key=lambda person: person.role)


def in_words(people: Iterable[Who]) -> str:
    """Return people with their names and roles, for a message."""
    names = (
        words.person_with_role(
            id=person.id, name=person.name, role=words.ROLES[person.role]()
        )
        for person in people
    )
    return listing(names, "or")


def assessor_named(resolved: Resolved, by: str | None) -> Who | None:
    """Return the assessor whom an id names; None where there is no id.

    Raises:
        RefusedError: Nobody may decide, or not who was named.
    """
    people = People(resolved.portfolio)
    able = assessors_of(resolved)
    if not able:
        message = words.no_assessor()
        raise RefusedError(Refused("portfolio", message))
    if by is None:
        return None
    who = people.find(by, ASSESSING)
    if who is None:
        named = names.person_named(by, {person.id: (person.name,) for person in able})
        hints = named.hints if isinstance(named, NotKnown) else ()
        phrase = words.cannot_decide
        if by not in people:
            phrase, hints = words.nobody_of_portfolio, (*hints, words.add_person())
        message = phrase(by=by, able=in_words(able))
        raise RefusedError(Refused("by", message, hints))
    return who


def item_named(resolved: Resolved, number: str) -> ResolvedItem:
    """Return the item with a number, which can be decided on.

    Raises:
        RefusedError: There is none, its file cannot be read, or its claims cannot
            count: it is a draft or without its file.
    """
    items = {item.item.id: item for item in resolved.items}
    item = items[item_known(resolved, number)]
    faults = item.item.faults()
    if faults:
        why = listing(map(reasons.exclusion, faults))
        message = words.cannot_be_decided_on(item=item.item.id, why=why)
        raise RefusedError(Refused("item", message))
    return item


def item_known(resolved: Resolved, number: str) -> str:
    """Return the number of an item, whatever may be done with it.

    Raises:
        RefusedError: There is none, or its file cannot be read.
    """
    known = [item.item.id for item in resolved.items]
    named = names.item_named(number, known, resolved.project.broken)
    if not isinstance(named, NotKnown):
        return named
    if named.reason == "reported":
        message = words.cannot_be_read(item=number)
        raise RefusedError(Refused("item", message))
    message = words.no_evidence(item=number)
    raise RefusedError(Refused("evidence", message, named.hints))


def unit_named(resolved: Resolved, name: str) -> UnitIndex:
    """Return the unit that a reference, a number or another name stands for.

    Raises:
        RefusedError: None does, or several do.
    """
    named = names.unit_named(name, Units.of(resolved.project, resolved.units))
    if not isinstance(named, NotKnown):
        return named
    keys = ", ".join(named.among or (index.key for index in resolved.units))
    several = named.reason == "ambiguous"
    phrase = words.several_units if several else words.no_unit_of_portfolio
    message = phrase(name=name, units=keys)
    raise RefusedError(Refused("unit", message, named.hints))


def claimed_by(item: ResolvedItem, units: Iterable[UnitIndex]) -> tuple[Chosen, ...]:
    """Return everything that an item claims in some units; none where it does not."""
    chosen = []
    for index in units:
        claims = {each.criterion for each in item.item.claims if each.unit == index.key}
        keys = tuple(row.key for row in index.leaves if row.key in claims)
        if keys:
            chosen.append(Chosen(index, keys))
    return tuple(chosen)


def criteria_named(
    resolved: Resolved, item: ResolvedItem, unit: str | None, listed: str
) -> Chosen:
    """Return a unit and the criteria that a list with commas names there.

    Without a unit, it is the portfolio's only one, or the one in which the item claims
    them, else the only one that has them.

    Raises:
        RefusedError: There are no such criteria, the item claims nothing of a group,
            or it has to be said of which unit.
    """
    if unit:
        among = [unit_named(resolved, unit)]
    else:
        units = {claim.unit for claim in item.item.claims}
        among = [index for index in resolved.units if index.key in units]
        if len(resolved.units) == 1 or not among:
            among = list(resolved.units)
    known, wrong = _looked_for(among, listed, item)
    if not known and not unit and len(among) < len(resolved.units):
        others = [index for index in resolved.units if index not in among]
        known, also = _looked_for(others, listed, item)
        if known:
            wrong = also
    wholly = [chosen for chosen in known if not chosen.added] or known
    if len(wholly) == 1:
        return wholly[0]
    texts = [text.strip() for text in listed.split(",") if text.strip()]
    if not texts:
        message = words.name_a_criterion()
        raise RefusedError(Refused("criteria", message))
    if wholly:
        message = words.several_units_have(criteria=listing(texts))
        keys = listing((chosen.index.key for chosen in wholly), "or")
        raise RefusedError(Refused("criteria", message, (), "unit", keys))
    message = words.claims_in_no_unit(item=item.item.id, criteria=listing(texts))
    if len(wrong) == 1:
        message = wrong[0].message
    raise RefusedError(Refused("criteria", message, hints_in_common(wrong)))


def _looked_for(
    among: Iterable[UnitIndex], listed: str, item: ResolvedItem
) -> tuple[list[Chosen], list[NotKnown]]:
    """Return what a list selects in each of some units, and why not in others."""
    known, wrong = [], []
    for index in among:
        chosen = _chosen(index, listed, item)
        if isinstance(chosen, NotKnown):
            wrong.append(chosen)
        else:
            known.append(chosen)
    return known, wrong


def _chosen(index: UnitIndex, listed: str, item: ResolvedItem) -> Chosen | NotKnown:
    """Return what a list selects in a unit.

    Of a group, that is what the item claims; what is named for itself is added to it.
    """
    selected = list_named(listed, index)
    if isinstance(selected, NotKnown):
        return selected
    claims = {claim.criterion for claim in item.item.claims if claim.unit == index.key}
    unclaimed = {
        text: keys for text, keys in selected.items() if claims.isdisjoint(keys)
    }
    groups = [text for text, keys in unclaimed.items() if _is_group(index, keys)]
    if groups:
        told = {
            "item": item.item.id,
            "criteria": listing(groups, "or"),
            "unit": index.key,
        }
        message = words.does_not_claim(**told)
        if claims:
            there = criteria(index, claims)
            message = words.claims_others(**told, claimed=there)
        return NotKnown("unknown", message=message)
    added = {key for keys in unclaimed.values() for key in keys}
    keys = index.select_all(selected)
    return Chosen(
        index,
        tuple(key for key in keys if key in claims or key in added),
        tuple(key for key in keys if key not in claims and key not in added),
        tuple(key for key in keys if key in added),
    )


def _is_group(index: UnitIndex, keys: Iterable[str]) -> bool:
    """Whether keys are of several criteria, rather than of one or of its parts."""
    return len({index.by_key[key].criterion.id for key in keys}) > 1
