"""A sitting of an assessor over the claims that wait, those that names choose."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.coverage.decisions import DecisionOnClaim
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.records.choosing import (
    Refused,
    RefusedError,
    assessor_named,
    assessors_of,
    criteria_named,
    item_named,
    unit_named,
)
from evidence_builder.records.deciding import write
from evidence_builder.records.decision import NewDecision
from evidence_builder.resolve.assessments import place_in_order
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.resolve.waiting import questions
from evidence_builder.wording import records as words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.choosing import ClaimedCriteria
    from evidence_builder.records.deciding import Decided, Named, Verdict
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.resolved import Measured, ResolvedItem
    from evidence_builder.resolve.waiting import Question

_LAST = 10**9
"""The place in its file of a decision just made: after those that were there."""


def sit(measured: Measured, named: Named, today: date) -> Sitting | Refused:
    """Return a sitting over the claims that wait, those that names choose.

    Criteria that are named are asked about even if they are decided already.
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
    waiting = [
        question
        for question in questions(resolved, measured.assessments.decisions)
        if (index is None or question.index is index)
        and (item is None or question.item is item)
        and (question.row.key in chosen.keys if chosen else question.is_open)
    ]
    return Sitting(measured, who, item, chosen, waiting, today)


class Sitting:
    """One sitting of an assessor over some claims.

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
        chosen: ClaimedCriteria | None,
        waiting: Sequence[Question],
        today: date,
    ) -> None:
        self.resolved = measured.resolved
        self.who = who
        self.item = item
        self.chosen = chosen
        self.questions = waiting
        self.today = today
        self.written: list[Decided] = []
        self._units = {unit.index.key: unit for unit in measured.coverage.units}
        self._decisions = measured.assessments.decisions

    @property
    def left(self) -> int:
        """How many claims are still to be decided on."""
        return len(self.questions) - len(self.written)

    def only_assessor(self) -> Who | None:
        """Return the assessor where there is one alone, to be asked about."""
        able = assessors_of(self.resolved)
        assessors = [person for person in able if person.role == "assessor"]
        return assessors[0] if len(assessors) == 1 else None

    def unit(self, question: Question) -> UnitCoverage:
        """Return where the criteria of a question's unit stand now."""
        return self._units[question.index.key]

    def decide(
        self,
        question: Question,
        who: Who,
        verdict: Verdict,
        on: date,
        feedback: str | None,
    ) -> Decided | Refused:
        """Record what is decided on a claim, and measure its unit anew."""
        new = NewDecision(
            question.item.item.id,
            question.index.key,
            (question.row.key,),
            verdict,
            on,
            fingerprint(question.item),
            feedback,
        )
        try:
            decided = write(
                self.resolved, self._decisions, who, question.item, question.index, new
            )
        except RefusedError as error:
            return error.refused
        self.written.append(decided)
        decision = DecisionOnClaim(
            new.evidence,
            new.unit,
            question.row.key,
            verdict,
            who.id,
            on,
            feedback,
            new.evidence_sha256,
            (place_in_order(decided.recorded.path), _LAST),
        )
        self._decisions = self._decisions._replace(
            made=(*self._decisions.made, decision)
        )
        self._measure_again(question.index)
        return decided

    def _measure_again(self, index: UnitIndex) -> None:
        """Bring what is accepted so far in a unit up to date."""
        resolved = self.resolved
        terms = Terms.of(
            resolved.portfolio, resolved.qualification, resolved.methods, self.today
        )
        items = [item.item for item in resolved.items]
        coverage = measure([index], items, terms=terms, decisions=self._decisions)
        self._units[index.key] = coverage.units[0]
