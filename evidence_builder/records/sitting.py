"""A sitting of an assessor over the items that wait, those that names choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.coverage.decisions import DecisionOnClaim
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.records.choosing import (
    Chosen,
    Refused,
    RefusedError,
    assessor_named,
    assessors_of,
    criteria_named,
    item_named,
    unit_named,
)
from evidence_builder.records.deciding import decision, write
from evidence_builder.resolve.assessment.assessments import place_in_order
from evidence_builder.resolve.assessment.waiting import Question, questions
from evidence_builder.resolve.people import People
from evidence_builder.wording import records as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.deciding import Decided, Named, Verdict
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.resolve.resolved import Measured, ResolvedItem

_LAST = 10**9
"""The place in its file of a decision just made: after those that were there."""


class ItemToDecide(NamedTuple):
    """An item, and the questions about it that wait for an answer."""

    item: ResolvedItem
    questions: tuple[Question, ...]

    @property
    def units(self) -> list[UnitIndex]:
        """Return the units that the questions are about, in order."""
        return list(dict.fromkeys(question.index for question in self.questions))

    def of(self, questions: Iterable[Question]) -> tuple[Chosen, ...]:
        """Return the criteria that some of the questions ask about, unit by unit."""
        asked = list(questions)
        chosen = []
        for index in self.units:
            keys = tuple(each.row.key for each in asked if each.index is index)
            added = tuple(
                each.row.key
                for each in asked
                if each.index is index and not each.claims
            )
            if keys:
                chosen.append(Chosen(index, keys, added=added))
        return tuple(chosen)

    def with_further(self, chosen: Chosen) -> ItemToDecide:
        """Return it with questions about criteria that the assessor saw too."""
        present = {(each.index.key, each.row.key) for each in self.questions}
        further = (
            Question(chosen.index, self.item, chosen.index.by_key[key], ())
            for key in chosen.keys
            if (chosen.index.key, key) not in present
        )
        return self._replace(questions=(*self.questions, *further))


def sit(measured: Measured, named: Named, today: date) -> Sitting | Refused:
    """Return a sitting over the items that wait, those that names choose.

    Criteria that are named are asked about even if they are decided already, or not
    claimed.
    """
    resolved = measured.resolved
    item = chosen = None
    try:
        who = assessor_named(resolved, named.by)
        index = unit_named(resolved, named.unit) if named.unit else None
        if named.evidence:
            item = item_named(resolved, named.evidence)
        if named.criteria:
            if item is None:
                message = words.criteria_of_an_item()
                return Refused("criteria", message, lacking="evidence")
            chosen = criteria_named(resolved, item, named.unit, named.criteria)
            index = chosen.index
    except RefusedError as error:
        return error.refused
    waiting: dict[str, list[Question]] = {}
    for question in questions(resolved, measured.assessments.decisions):
        if (
            (index is None or question.index is index)
            and (item is None or question.item is item)
            and (question.row.key in chosen.keys if chosen else question.is_open)
        ):
            waiting.setdefault(question.item.item.id, []).append(question)
    to_decide = [ItemToDecide(some[0].item, tuple(some)) for some in waiting.values()]
    if item is not None and chosen is not None and chosen.added:
        asked = to_decide[0] if to_decide else ItemToDecide(item, ())
        to_decide = [asked.with_further(chosen)]
    return Sitting(measured, who, item, chosen, to_decide, today)


class Sitting:
    """One sitting of an assessor over some items.

    Each decision is written when it is made, so that whatever ends the sitting takes
    none of them away.

    Args:
        who: The assessor who was named, if one was.
        item: The item that was named, if one was.
        chosen: What was named of its criteria, if anything.
    """

    def __init__(
        self,
        measured: Measured,
        who: Who | None,
        item: ResolvedItem | None,
        chosen: Chosen | None,
        to_decide: Sequence[ItemToDecide],
        today: date,
    ) -> None:
        self.resolved = measured.resolved
        self.who = who
        self.item = item
        self.chosen = chosen
        self.to_decide = to_decide
        self.today = today
        self.written: list[Decided] = []
        self._units = {unit.index.key: unit for unit in measured.coverage.units}
        self._decisions = measured.assessments.decisions

    @property
    def number(self) -> int:
        """How many claims there were to decide on."""
        return sum(len(asked.questions) for asked in self.to_decide)

    @property
    def left(self) -> int:
        """How many claims are still to be decided on."""
        decided = {
            (written.new.evidence, chosen.index.key, key)
            for written in self.written
            for chosen in written.claims
            for key in chosen.keys
        }
        return sum(
            (asked.item.item.id, question.index.key, question.row.key) not in decided
            for asked in self.to_decide
            for question in asked.questions
        )

    def only_assessor(self) -> Who | None:
        """Return the assessor where there is one alone, to be asked about."""
        able = assessors_of(self.resolved)
        assessors = [person for person in able if person.role == "assessor"]
        return assessors[0] if len(assessors) == 1 else None

    def unit(self, index: UnitIndex) -> UnitCoverage:
        """Return where the criteria of a unit stand now."""
        return self._units[index.key]

    def further(
        self, asked: ItemToDecide, listed: str, unit: str | None = None
    ) -> ItemToDecide | Refused:
        """Return what is asked of an item with criteria that the assessor saw too."""
        try:
            chosen = criteria_named(self.resolved, asked.item, unit, listed)
        except RefusedError as error:
            return error.refused
        return asked.with_further(chosen)

    def decide(
        self,
        asked: ItemToDecide,
        questions: Iterable[Question],
        who: Who,
        verdict: Verdict,
        on: date,
        feedback: str | None,
    ) -> Decided | Refused:
        """Record what is decided on an item, and measure its units anew."""
        chosen = asked.of(questions)
        new = decision(self.resolved, asked.item, chosen, verdict, on, feedback)
        try:
            decided = write(
                self.resolved, self._decisions, who, asked.item, chosen, new
            )
        except RefusedError as error:
            return error.refused
        self.written.append(decided)
        in_training = People(self.resolved.portfolio).is_in_training(who.id, on)
        made = (
            DecisionOnClaim(
                new.evidence,
                unit,
                key,
                verdict,
                who.id,
                on,
                feedback,
                order=(place_in_order(decided.recorded.path), _LAST),
                basis="same",
                seen=frozenset(new.judged.seen),
                in_training=in_training,
            )
            for unit, keys in new.claims
            for key in keys
        )
        self._decisions = self._decisions._replace(made=(*self._decisions.made, *made))
        self._measure_again()
        return decided

    def _measure_again(self) -> None:
        """Bring what is accepted so far up to date, in every unit.

        A decision in one may be one in another too, where criteria are the same.
        """
        resolved = self.resolved
        terms = Terms.of(
            resolved.portfolio, resolved.qualification, resolved.methods, self.today
        )
        items = [item.item for item in resolved.items]
        coverage = measure(
            resolved.units, items, terms=terms, decisions=self._decisions
        )
        for unit in coverage.units:
            self._units[unit.index.key] = unit
