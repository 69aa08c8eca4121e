"""What waits for whom: decisions, countersignatures, answers, actions, sign-offs.

Nothing is asked of anybody that the records do not ask: who may do it, and whose it
is, follows from roles and from who decided (see ``people``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from evidence_builder.coverage.result import Status
from evidence_builder.model.assessment import Sample
from evidence_builder.model.identifiers import natural_key
from evidence_builder.resolve.assessment.achieved import achieved
from evidence_builder.resolve.assessment.assessed import About
from evidence_builder.resolve.assessment.independence import is_same
from evidence_builder.resolve.assessment.owed import owed
from evidence_builder.resolve.assessment.waiting import questions
from evidence_builder.resolve.people import ASSESSING, ASSURING, People

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from evidence_builder.coverage.decisions import DecisionOnClaim, Returned
    from evidence_builder.coverage.result import RowResult
    from evidence_builder.resolve.assessment.assessed import Role
    from evidence_builder.resolve.assessment.owed import Owed
    from evidence_builder.resolve.resolved import Measured

LEARNER = ""
"""Stands for the learner among those for whom something waits."""

DueKind: TypeAlias = Literal[
    "decide", "countersign", "returned", "action", "referred", "planned", "sign off"
]
KINDS: tuple[DueKind, ...] = (
    *("returned", "action", "countersign", "decide", "planned", "sign off"),
    "referred",
)
"""In the order in which they are said: what was asked for before what waits."""


class Due(NamedTuple):
    """Something that waits for one person, or for whichever of several does it.

    ``owners`` are ids, ``LEARNER`` among them; nobody where nobody has the role.
    ``text`` is what somebody wrote about it, ``by_when`` until when it was asked.
    """

    kind: DueKind
    owners: tuple[str, ...]
    unit: str | None = None
    criteria: tuple[str, ...] = ()
    evidence: str | None = None
    text: str = ""
    asked_by: str | None = None
    by_when: date | None = None
    is_overdue: bool = False


class Waiting(NamedTuple):
    """What waits for whom on a day, and who they are."""

    people: People
    due: tuple[Due, ...]
    as_at: date | None

    def only(self, by: str) -> Waiting:
        """Return only what waits for one person, whom an id names."""
        return self._replace(due=tuple(each for each in self.due if by in each.owners))


def due(measured: Measured) -> Waiting:
    """Return everything that waits, by kind and then as documents have it.

    The day of reckoning says what is overdue.
    """
    found = _Search(measured).everything()
    ordered = sorted(found, key=lambda each: KINDS.index(each.kind))
    people = People(measured.resolved.portfolio)
    return Waiting(people, tuple(ordered), measured.as_at)


class _Search:
    """What waits in one portfolio."""

    def __init__(self, measured: Measured) -> None:
        self._measured = measured
        self._people = People(measured.resolved.portfolio)
        self._assessors = self._in_roles(("assessor",)) or self._in_roles(ASSESSING)
        self._assurers = self._in_roles(("iqa",)) or self._in_roles(ASSURING)

    def everything(self) -> Iterator[Due]:
        """Yield everything that waits."""
        yield from self._claims()
        yield from self._rows()
        yield from self._actions()
        yield from self._units()
        yield from self._planned()

    def _in_roles(self, roles: Sequence[Role]) -> tuple[str, ...]:
        people = self._people.in_roles(roles)
        return tuple(dict.fromkeys(who.id for who in people))

    def _claims(self) -> Iterator[Due]:
        """Yield the claims that nobody has decided on as they are now, by item."""
        resolved, records = self._measured.resolved, self._measured.assessments
        waiting: dict[tuple[str, str], list[str]] = {}
        for question in questions(resolved, records.decisions):
            if question.is_open:
                place = question.item.item.id, question.index.key
                waiting.setdefault(place, []).append(question.row.key)
        # Assessors go by item, and units keep their order within one.
        for item, unit in sorted(waiting, key=lambda place: natural_key(place[0])):
            keys = waiting[item, unit]
            yield Due("decide", self._assessors, unit, tuple(keys), item)

    def _rows(self) -> Iterator[Due]:
        """Yield what stands in the way of criteria beside the claims."""
        for unit in self._measured.coverage.units:
            rows = [row for row in unit.rows if not row.row.is_stem]
            yield from self._standing(unit.index.key, rows)
            yield from self._returned(unit.index.key, rows)

    def _standing(self, unit: str, rows: Iterable[RowResult]) -> Iterator[Due]:
        """Yield the decisions that wait for a second name, and those to be answered."""
        waiting: dict[tuple[str, str], list[str]] = {}
        referred: dict[tuple[str, str, str], list[str]] = {}
        for row in rows:
            standing = [result.decision for result in row.decisions if result.stands]
            for decision in standing:
                item, by = decision.evidence, decision.by
                if decision.waits_for_countersignature:
                    waiting.setdefault((item, by), []).append(row.row.key)
                elif row.status is Status.REFERRED and not decision.is_met:
                    said = item, by, decision.feedback or ""
                    referred.setdefault(said, []).append(row.row.key)
        for (item, by), keys in waiting.items():
            owners = self._qualified_beside(by)
            yield Due("countersign", owners, unit, tuple(keys), item, asked_by=by)
        for (item, by, text), keys in referred.items():
            owners = (LEARNER,)
            yield Due("referred", owners, unit, tuple(keys), item, text, asked_by=by)

    def _returned(self, unit: str, rows: Iterable[RowResult]) -> Iterator[Due]:
        """Yield the criteria that a quality assurer returned, by what was asked."""
        returned: dict[Returned, list[str]] = {}
        for row in rows:
            if row.status is Status.RETURNED and row.returned is not None:
                asked = row.returned._replace(order=("", 0))
                returned.setdefault(asked, []).append(row.row.key)
        for asked, keys in returned.items():
            about = About(unit, tuple(keys))
            yield Due(
                "returned",
                self._deciders(about) or self._assessors,
                *_place(about),
                text=asked.action,
                asked_by=asked.by,
                by_when=asked.by_when,
                is_overdue=self._has_passed(asked.by_when),
            )

    def _qualified_beside(self, by: str) -> tuple[str, ...]:
        """Return who may stand by a decision that somebody made in training."""
        today = self._measured.as_at
        named = {
            person.id: person.countersigned_by
            for person in self._measured.resolved.portfolio.people
        }
        if named.get(by):
            return (named[by] or "",)
        return tuple(
            other
            for other in self._in_roles(("countersigner", "assessor"))
            if not is_same(other, by, self._people)
            and (today is None or not self._people.is_in_training(other, today))
        )

    def _actions(self) -> Iterator[Due]:
        today = self._measured.as_at
        for each in owed(self._measured.assessments):
            if not each.is_open(today) or self._is_returned(each):
                continue
            abouts: Sequence[About | None] = each.about or (None,)
            for about in abouts:
                yield Due(
                    "action",
                    self._owing(each, about),
                    *_place(about),
                    text=each.action,
                    asked_by=each.asked_by.id,
                    by_when=each.record.by_when,
                    is_overdue=each.is_overdue(today),
                )

    def _is_returned(self, each: Owed) -> bool:
        """Whether an action is what returned criteria wait for, and said with them."""
        return isinstance(each.record, Sample) and any(
            row.returned is not None
            and row.status is Status.RETURNED
            and (row.returned.by, row.returned.on) == (each.asked_by.id, each.record.on)
            and row.returned.action == (each.record.action or "")
            for unit in self._measured.coverage.units
            for row in unit.rows
        )

    def _owing(self, each: Owed, about: About | None) -> tuple[str, ...]:
        if each.owing == "learner":
            return (LEARNER,)
        if each.owing == "iqa":
            return self._assurers
        decided = self._deciders(about)
        # Whom a sample asks is who decided what was sampled.
        from_sample = each.asked_by.role in ASSURING
        return decided if decided and from_sample else self._assessors

    def _deciders(self, about: About | None) -> tuple[str, ...]:
        made: Sequence[DecisionOnClaim] = self._measured.assessments.decisions.made
        return tuple(
            dict.fromkeys(
                decision.by
                for decision in made
                if about is not None
                and decision.unit == about.unit
                and decision.criterion in about.criteria
            )
        )

    def _units(self) -> Iterator[Due]:
        """Yield the units that are met and that no assessor has signed off."""
        for unit in self._measured.coverage.units:
            returned = any(row.status is Status.RETURNED for row in unit.rows)
            is_achieved = achieved(self._measured, unit) is not None
            if unit.is_met and not returned and not is_achieved:
                yield Due("sign off", self._assessors, unit.index.key)

    def _planned(self) -> Iterator[Due]:
        """Yield what was planned for a day that has passed, and is not done."""
        for planned in self._measured.assessments.plan:
            record = planned.record
            if record.done is not None or not self._has_passed(record.when):
                continue
            known = [name for name in record.present if name in self._people]
            owners = tuple(known) or self._assessors
            abouts: Sequence[About | None] = planned.about or (None,)
            for about in abouts:
                yield Due(
                    "planned",
                    owners,
                    *_place(about),
                    text=record.note or "",
                    by_when=record.when,
                    is_overdue=True,
                )

    def _has_passed(self, day: date | None) -> bool:
        today = self._measured.as_at
        return today is not None and day is not None and day < today


def _place(about: About | None) -> tuple[str | None, tuple[str, ...]]:
    """Return the unit and the criteria that something is about."""
    return (None, ()) if about is None else (about.unit, about.criteria)
