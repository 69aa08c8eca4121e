"""Recording what an assessor decides, by the names that people use.

One decision, or a sitting over the claims that wait. No name and no date is ever put
down that nobody gave.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from evidence_builder.coverage.decisions import DecisionOnClaim
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.files.store import StoreError
from evidence_builder.records.choosing import (
    Refused,
    RefusedError,
    assessor_named,
    assessors_of,
    criteria_named,
    in_words,
    item_named,
    unit_named,
)
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.assessments import place_in_order
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.resolve.waiting import later_decisions, questions
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evidence_builder.coverage.decisions import Decisions
    from evidence_builder.coverage.result import Coverage, UnitCoverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.choosing import Chosen
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.measured import Measured
    from evidence_builder.resolve.resolved import Resolved, ResolvedItem
    from evidence_builder.resolve.waiting import Question

Verdict: TypeAlias = Literal["met", "not yet"]

_LAST = 10**9
"""The place in its file of a decision just made: after those that were there."""


@dataclass(frozen=True, slots=True)
class Named:
    """Who decides, and on what, as people name it; None where they do not."""

    by: str | None = None
    evidence: str | None = None
    criteria: str | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class NotCounted:
    """Criteria just accepted for which the claims do not count, and why."""

    criteria: tuple[str, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision that was written, and what has to be known of it.

    Args:
        index: The unit that it is of.
        left_out: Criteria that were named and that the item does not claim.
        evidence_of: The day of the evidence, where that is after the decision.
        still_stands: A later decision, which keeps its place.
    """

    recorded: Recorded
    new: NewDecision
    who: Who
    index: UnitIndex
    left_out: tuple[str, ...] = ()
    not_counted: tuple[NotCounted, ...] = ()
    evidence_of: date | None = None
    still_stands: DecisionOnClaim | None = None


def is_to_come(on: date, today: date) -> str | None:
    """Return why a day cannot be that of a decision; None where it can."""
    return f"{day(on)} is still to come" if on > today else None


def decide(
    measured: Measured,
    named: Named,
    verdict: Verdict,
    on: date,
    *,
    today: date,
    feedback: str | None = None,
) -> Decided | Refused:
    """Record one decision; nothing is written where a name leads nowhere."""
    feedback = (feedback or "").strip() or None
    resolved = measured.resolved
    if not named.evidence or not named.criteria:
        return Refused("item", "say what was decided on", lacking="evidence")
    if verdict == "not yet" and feedback is None:
        message = "say what is missing, so that the learner knows what to do"
        return Refused("feedback", message, lacking="feedback")
    to_come = is_to_come(on, today)
    if to_come:
        return Refused("on", to_come)
    try:
        who = assessor_named(resolved, named.by)
        if who is None:
            return who_decides(resolved)
        item = item_named(resolved, named.evidence)
        chosen = criteria_named(resolved, item, named.unit, named.criteria)
        new = NewDecision(
            evidence=item.item.id,
            unit=chosen.index.key,
            criteria=chosen.keys,
            decision=verdict,
            on=on,
            evidence_sha256=fingerprint(item),
            feedback=feedback,
        )
        made = measured.assessments.decisions
        decided = _write(resolved, made, who, item, chosen.index, new)
    except RefusedError as error:
        return error.refused
    counted = verdict == "not yet"
    return replace(
        decided,
        left_out=chosen.left_out,
        not_counted=() if counted else _not_counted(measured.coverage, decided),
    )


def who_decides(resolved: Resolved) -> Refused:
    """Return that somebody has to say who decides, and who may."""
    choices = in_words(assessors_of(resolved))
    return Refused("by", "say who decides", (), "by", choices)


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
                message = "criteria are those of an item"
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
        chosen: Chosen | None,
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
            decided = _write(
                self.resolved, self._decisions, who, question.item, question.index, new
            )
        except RefusedError as error:
            return error.refused
        self.written.append(decided)
        made = DecisionOnClaim(
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
        self._decisions = self._decisions._replace(made=(*self._decisions.made, made))
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


def _write(
    resolved: Resolved,
    made: Decisions,
    who: Who,
    item: ResolvedItem,
    index: UnitIndex,
    new: NewDecision,
) -> Decided:
    """Write a decision and return it with what has to be known of it.

    Raises:
        RefusedError: It could not be written.
    """
    try:
        recorded = record_decision(resolved.project.folder, who.id, new)
    except StoreError as error:
        raise RefusedError(Refused("file", str(error))) from error
    dates = item.item.evidence.all_dates()
    later = later_decisions(made, new.evidence, new.unit, new.criteria, new.on)
    return Decided(
        recorded,
        new,
        who,
        index,
        evidence_of=dates[0] if dates and new.on < dates[0] else None,
        still_stands=max(later, key=lambda each: each.on) if later else None,
    )


def _not_counted(coverage: Coverage, decided: Decided) -> tuple[NotCounted, ...]:
    """Return which claims do not count although they were just accepted, and why."""
    found: dict[tuple[str, ...], list[str]] = {}
    for unit in coverage.units:
        for row in unit.rows if unit.index is decided.index else ():
            for result in row.claims:
                if result.claim.evidence == decided.new.evidence and result.why_not:
                    found.setdefault(result.why_not, []).append(row.row.key)
    return tuple(
        NotCounted(keys, reasons)
        for reasons, claimed in found.items()
        if (
            keys := tuple(
                key for key in dict.fromkeys(claimed) if key in decided.new.criteria
            )
        )
    )
