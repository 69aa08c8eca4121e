"""Whom and what a recording form is about: the portfolio, units, criteria, an item.

Reads no more of a portfolio than a form shows; what is wrong with the rest of it is
for ``check`` to say.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Sink
from evidence_builder.load.criteria import load_library_near
from evidence_builder.load.evidence import load_evidence
from evidence_builder.load.project import find_portfolio, load_project
from evidence_builder.model.index import UnitIndex
from evidence_builder.resolve.names import (
    NotKnown,
    Units,
    criteria_named,
    hints_in_common,
    item_named,
    library_unit,
    list_named,
    unit_named,
    unit_under,
)
from evidence_builder.resolve.units import find_qualification, find_units
from evidence_builder.wording import resolve as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.load.loaded import Library, Project
    from evidence_builder.model.evidence import Evidence
    from evidence_builder.model.portfolio import Portfolio
    from evidence_builder.model.qualification import Qualification, Unit


class UnknownError(Exception):
    """Something was asked for that is not there; ``option`` is what asked for it."""

    def __init__(self, option: str, message: str, *hints: str) -> None:
        super().__init__(message)
        self.option = option
        self.hints = hints


@dataclass(frozen=True, slots=True)
class FormRequest:
    """What somebody wants on a form: units, an item, and criteria as people write."""

    units: tuple[str, ...] = ()
    evidence: str | None = None
    criteria: str | None = None


@dataclass(frozen=True, slots=True)
class UnitOnForm:
    """A unit, and the keys of those of its criteria that a form is about."""

    index: UnitIndex
    keys: tuple[str, ...]
    asked: bool = False
    """Whether somebody named these criteria; else they are all that may be meant."""


@dataclass(frozen=True, slots=True)
class FormSubject:
    """Whom and what a form is about; what is not there prints as a blank."""

    portfolio: Portfolio | None = None
    qualification: Qualification | None = None
    units: tuple[UnitOnForm, ...] = ()
    others: tuple[UnitOnForm, ...] = ()
    """The units of the portfolio, where nobody said which are meant."""
    evidence: Evidence | None = None
    numbers: tuple[str, ...] = ()
    """Every evidence number that was ever given, as far as files tell."""


def find_subject(folder: Path, request: FormRequest, sink: Sink) -> FormSubject | None:
    """Return what a form is about, or None where the portfolio cannot be read.

    Without a portfolio in the folder there is no learner, and that is no fault.

    Raises:
        UnknownError: A unit, an item or a criterion that is not there was asked for.
    """
    project = None
    if find_portfolio(folder, Sink()) is not None:
        findings = Sink()
        project = load_project(folder, findings)
        # Faults of evidence and records cost a form nothing.
        name = "portfolio.yaml" if project is None else project.portfolio.source.path
        sink.extend(
            finding
            for finding in findings
            if finding.span.path.lower() == name or project is None
        )
        if project is None:
            return None
    qualification, own = None, Units(())
    if project is not None:
        qualification = find_qualification(project, Sink())
        own = Units.of(project, find_units(project, qualification, Sink()))
    evidence = _item(project, request)
    named = tuple(_unit(name, own, folder) for name in request.units)
    units = named or _claimed(evidence, own) or own.own[:1] * (len(own.own) == 1)
    return FormSubject(
        portfolio=None if project is None else project.portfolio.value,
        qualification=qualification,
        units=tuple(_choose(units, evidence, request)),
        others=tuple(_entire(index) for index in own.own) if not units else (),
        evidence=evidence,
        numbers=tuple(_numbers(folder, project)),
    )


def _item(project: Project | None, request: FormRequest) -> Evidence | None:
    if request.evidence is None:
        return None
    items = () if project is None else project.evidence
    known = {loaded.value.id: loaded.value for loaded in reversed(items)}
    broken = () if project is None else project.broken
    named = item_named(request.evidence, known, broken)
    if not isinstance(named, NotKnown):
        return known[named]
    message = words.no_evidence(item=request.evidence)
    if named.reason == "reported":
        message = words.item_unreadable(item=request.evidence)
    raise UnknownError("--evidence", message, *named.hints)


def _unit(name: str, own: Units, folder: Path) -> UnitIndex:
    """Return a unit of the portfolio, or one of all that can be chosen."""
    index = unit_named(name, own)
    if not isinstance(index, NotKnown):
        return index
    named: Unit | NotKnown = index
    if not index.among:
        library: Library = load_library_near(folder, Sink())
        units = (loaded.value for loaded in library.units)
        named = library_unit(name, units, library.broken)
    if not isinstance(named, NotKnown):
        return UnitIndex(named)
    if named.among:
        message = words.stands_for(name=name, units=listing(named.among))
        raise UnknownError("--unit", message)
    raise UnknownError("--unit", *why_no_unit(name, named))


def why_no_unit(name: str, named: NotKnown) -> tuple[str, ...]:
    """Return a message and hints on a name that is no unit that can be chosen."""
    message = words.no_unit(name=name)
    if named.reason == "reported":
        message = words.unit_unreadable(name=name)
    return message, *named.hints, words.see_criteria_list()


def _claimed(evidence: Evidence | None, own: Units) -> tuple[UnitIndex, ...]:
    """Return the units that an item claims, in the order of the portfolio."""
    return tuple(index for index in own.own if _claims(evidence, index, own))


def _claims(evidence: Evidence | None, index: UnitIndex, own: Units) -> tuple[str, ...]:
    """Return the criteria of a unit that an item claims; others are passed over."""
    keys: set[str] = set()
    for name, claims in () if evidence is None else evidence.claims.items():
        if unit_under(name, own) is index:
            for claim in claims:
                # What names nothing is reported at its place by "check".
                for _, named in criteria_named(claim.criteria, index):
                    if not isinstance(named, NotKnown):
                        keys.update(named)
    return index.in_order(keys)


def _choose(
    units: Sequence[UnitIndex], evidence: Evidence | None, request: FormRequest
) -> Iterable[UnitOnForm]:
    """Return the units with those of their criteria that are asked for.

    What is asked for is looked for in every unit, and must be in one of them.
    """
    if request.criteria is None:
        for index in units:
            claimed = _claims(evidence, index, Units(tuple(units)))
            yield UnitOnForm(index, claimed) if claimed else _entire(index)
        return
    if not units:
        raise UnknownError("--criteria", words.say_which_unit())
    wrong: list[NotKnown] = []
    for index in units:
        named = list_named(request.criteria, index)
        if isinstance(named, NotKnown):
            wrong.append(named)
        else:
            keys = {key for selected in named.values() for key in selected}
            yield UnitOnForm(index, index.in_order(keys), asked=True)
    if len(wrong) == len(units):
        raise UnknownError("--criteria", wrong[-1].message, *hints_in_common(wrong))


def _entire(index: UnitIndex) -> UnitOnForm:
    return UnitOnForm(index, tuple(row.key for row in index.leaves))


def _numbers(folder: Path, project: Project | None) -> Iterable[str]:
    """Return the numbers of items, and those that only records or links still name.

    A number once given is never given again, though its item may be gone.
    """
    if project is None:
        evidence = load_evidence(Path(os.path.realpath(folder)), Sink())
        yield from evidence.broken
        yield from (loaded.value.id for loaded in evidence.items)
        return
    yield from project.broken
    for loaded in project.evidence:
        yield loaded.value.id
        yield from loaded.value.related
    for record in project.assessments:
        yield from (decision.evidence for decision in record.value.decisions)
        for sample in record.value.samples:
            yield from sample.evidence
