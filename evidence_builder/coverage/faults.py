"""What a unit or qualification file asks for and cannot mean.

Measuring passes over these; the checks report them at the place that is given.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from evidence_builder.coverage.combination.rules import rule_asks
from evidence_builder.coverage.placement import (
    Path,
    WrittenRequirement,
    requirements_of,
)
from evidence_builder.coverage.terms import Terms
from evidence_builder.model.index import SelectionError, UnitIndex
from evidence_builder.model.qualification import Qualification
from evidence_builder.model.requirement import Covers, Requirement
from evidence_builder.wording import coverage as words
from evidence_builder.wording.phrases import spelled

_SIGNING = ("learner", "witness", "assessor", "countersigner", "iqa", "eqa")
"""In which roles people sign; see ``model.evidence.Evidence``."""


class RequirementFault(NamedTuple):
    """Something in a requirement or a range that selects or asks for nothing.

    ``path`` leads to it in the unit's file; ``near`` are ids that were perhaps meant.
    """

    path: Path
    text: str
    near: tuple[str, ...] = ()


def requirement_faults(index: UnitIndex, terms: Terms) -> tuple[RequirementFault, ...]:
    """Return what a unit's own requirements and ranges cannot mean."""
    faults: list[RequirementFault] = []
    for written in requirements_of(index):
        faults += _selection(index, written)
        faults += _contents(written.requirement, written.path, terms)
        each = written.requirement.each
        if each and each.range not in {range_.id for range_ in index.unit.ranges}:
            text = words.unit_without_range(unit=index.key, range=each.range)
            near = tuple(range_.id for range_ in index.unit.ranges)
            path = (*written.path, "each", "range")
            faults.append(RequirementFault(path, text, near))
        for names in written.requirement.any_of or ():
            faults += _texts(index, names, (*written.path, "any_of"))
        for number, count in enumerate(written.requirement.counts):
            path = (*written.path, "counts", number, "covers")
            faults += _covers(index, count.covers, path)
    for number, range_ in enumerate(index.unit.ranges):
        path = ("ranges", number)
        faults += _texts(index, range_.criteria, (*path, "criteria"))
        faults += _methods(range_.methods, (*path, "methods"), terms)
        size = len(set(range_.items))
        if range_.cover != "all" and range_.cover > size:
            text = spelled(words.range_has_only, size, range=range_.id)
            faults.append(RequirementFault((*path, "cover"), text))
    return tuple(faults)


def qualification_faults(
    units: Sequence[UnitIndex], terms: Terms
) -> tuple[RequirementFault, ...]:
    """Return what the requirements of a qualification cannot mean.

    Its criteria need not stand in every unit, only in one of those at hand. Paths
    lead into the qualification's file.
    """
    faults: list[RequirementFault] = []
    for number, requirement in enumerate(terms.requires):
        path: Path = ("requires", number)
        faults += _contents(requirement, path, terms)
        for position, text in enumerate(requirement.criteria):
            if units and not any(_selects(index, text) for index in units):
                fault = words.no_unit_has_criteria(criteria=text)
                faults.append(RequirementFault((*path, "criteria", position), fault))
    return tuple(faults)


def rule_faults(qualification: Qualification) -> tuple[RequirementFault, ...]:
    """Return what the rules of combination of a qualification cannot mean."""
    faults: list[RequirementFault] = []
    groups = {rule.group for rule in qualification.rules}
    filled = {rule.group for rule in qualification.rules if rule.units}
    units = {name for rule in qualification.rules for name in rule.units}
    for number, rule in enumerate(qualification.rules):
        path: Path = ("rules", number)
        if rule.group is not None and rule.group not in filled:
            fault = words.group_without_units(group=rule.group)
            faults.append(RequirementFault((*path, "group"), fault))
        elif not rule.units and not rule_asks(rule):
            faults.append(RequirementFault(path, words.rule_asks_nothing()))
        for position, name in enumerate(rule.groups):
            if name not in groups:
                fault = words.no_rule_describes_group(group=name)
                faults.append(RequirementFault((*path, "groups", position), fault))
    for number, names in enumerate(qualification.barred):
        for position, name in enumerate(names):
            if name not in units:
                fault = words.unit_of_no_group(unit=name)
                faults.append(RequirementFault(("barred", number, position), fault))
    return tuple(faults)


def _selects(index: UnitIndex, text: str) -> bool:
    try:
        return bool(index.select(text))
    except SelectionError:
        return False


def _selection(
    index: UnitIndex, written: WrittenRequirement
) -> Iterator[RequirementFault]:
    faults = tuple(
        _texts(index, written.requirement.criteria, (*written.path, "criteria"))
    )
    yield from faults
    if not faults and not written.keys(index):
        text = words.selects_nothing_below()
        yield RequirementFault((*written.path, "criteria"), text)


def _texts(
    index: UnitIndex, texts: Iterable[str], path: Path
) -> Iterator[RequirementFault]:
    for number, text in enumerate(texts):
        try:
            index.select(text)
        except SelectionError as error:
            yield RequirementFault((*path, number), str(error), error.near)


def _contents(
    requirement: Requirement, path: Path, terms: Terms
) -> Iterator[RequirementFault]:
    takes_away = (
        requirement.forbid_methods
        or requirement.max_age_months is not None
        or requirement.anonymised
        or requirement.signed
        or requirement.max_pieces is not None
        or requirement.any_of
        or requirement.each
    )
    from evidence_builder.coverage.conditions import conditions_of

    if not takes_away and not any(
        True for _ in conditions_of(requirement, terms.methods)
    ):
        yield RequirementFault(path, words.requirement_asks_nothing())
    elif requirement.at_least != 1 and not requirement.methods:
        yield RequirementFault((*path, "at_least"), words.at_least_alone())
    if requirement.among and requirement.different_methods is None:
        yield RequirementFault((*path, "among"), words.among_alone())
    size = len(set(requirement.among))
    if requirement.among and (requirement.different_methods or 0) > size:
        text = spelled(words.only_methods_among, size)
        yield RequirementFault((*path, "different_methods"), text)
    for field in ("methods", "among", "forbid_methods", "not_only"):
        yield from _methods(getattr(requirement, field), (*path, field), terms)
    for number, count in enumerate(requirement.counts):
        at = (*path, "counts", number, "methods")
        yield from _methods(count.methods, at, terms)
    if requirement.each is not None:
        yield from _methods(requirement.each.methods, (*path, "each", "methods"), terms)
    for number, role in enumerate(requirement.signed):
        if role not in _SIGNING:
            text = words.no_role(role=role)
            yield RequirementFault((*path, "signed", number), text, _SIGNING)


def _methods(
    codes: Iterable[str], path: Path, terms: Terms
) -> Iterator[RequirementFault]:
    for number, code in enumerate(codes):
        if code not in terms.methods:
            text = words.no_method_code(code=code)
            yield RequirementFault((*path, number), text)


def _covers(index: UnitIndex, covers: Covers, path: Path) -> Iterator[RequirementFault]:
    ranges = {range_.id: range_ for range_ in index.unit.ranges}
    for name, items in covers.items():
        if name not in ranges:
            text = words.unit_without_range(unit=index.key, range=name)
            yield RequirementFault((*path, name), text, tuple(ranges))
            continue
        for number, item in enumerate(items):
            if item not in ranges[name].items:
                text = words.range_without_item(range=name, item=item)
                near = ranges[name].items
                yield RequirementFault((*path, name, number), text, near)
