"""The dialogue of ``assess``: shows an item and a criterion, asks, writes at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evidence_builder.cli.answers import agrees, ask_day, ask_verdict
from evidence_builder.cli.showing import show_item, show_question, show_unit
from evidence_builder.cli.terminal import coloured, echo, safe
from evidence_builder.coverage.decisions import DecisionOnClaim
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.terms import Terms
from evidence_builder.model.criterion_list import criteria
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.assessments import place_in_order
from evidence_builder.resolve.fingerprint import fingerprint
from evidence_builder.resolve.waiting import later_decisions
from evidence_builder.wording.phrases import count, day

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from evidence_builder.cli.answers import Verdict
    from evidence_builder.coverage.decisions import Decisions
    from evidence_builder.coverage.result import Coverage
    from evidence_builder.model.index import UnitIndex
    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.measured import Measured
    from evidence_builder.resolve.resolved import ResolvedItem
    from evidence_builder.resolve.waiting import Question

_LAST = 10**9
"""The place in its file of a decision just made: after those that were there."""


class Dialogue:
    """One sitting of an assessor over some claims.

    Each decision is written when it is made, so that whatever ends the sitting takes
    none of them away.
    """

    def __init__(self, measured: Measured, questions: Sequence[Question]) -> None:
        self._resolved = measured.resolved
        self._units = {unit.index.key: unit for unit in measured.coverage.units}
        self._questions = questions
        self._decisions = measured.assessments.decisions
        self._written: list[tuple[Recorded, NewDecision]] = []

    def run(self, who: Who, on: date | None, today: date) -> None:
        """Ask about each claim in turn until all are asked or the assessor stops.

        Args:
            on: The date of the decisions; asked for where it is not given.
            today: What is offered as the date, and the last one that can be.

        Raises:
            EndOfInputError: Nobody answers any more.
            StoreError: A decision could not be written; those before it stand.
        """
        learner = safe(self._resolved.portfolio.learner.name)
        number = len(self._questions)
        echo(f"{learner}: {count(number, 'claim')} to decide on")
        made = on or ask_day(today)
        echo(f"Deciding as {safe(who.name)} on {day(made)}.")
        echo("Each decision is written to the folder assessment when you make it.")
        if not agrees("Begin?", default=True):
            return
        before: Question | None = None
        for place, question in enumerate(self._questions, start=1):
            unit = self._units[question.index.key]
            if before is None or question.index is not before.index:
                show_unit(unit)
                before = None
            if before is None or question.item is not before.item:
                show_item(question.item, self._resolved.methods)
            show_question(question, unit, f"{place} of {number}")
            before = question
            answer = ask_verdict()
            if answer == "quit":
                return
            if answer is not None:
                self._write(question, who, made, *answer)
                self._measure_again(question.index, today)

    def say_what_was_written(self) -> None:
        """Say how many decisions stand in which file, and how many are still open."""
        echo()
        if not self._written:
            echo("Nothing was written.")
            return
        places = Counter(recorded.path for recorded, _ in self._written)
        for path, number in places.items():
            echo(f"{count(number, 'decision')} written to {safe(path)}:")
            for recorded, new in self._written:
                if recorded.path == path:
                    where = f"{new.evidence} for {new.unit} {', '.join(new.criteria)}"
                    echo(safe(f"  {where}: {new.decision}"))
        left = len(self._questions) - len(self._written)
        if left:
            echo(f"{count(left, 'claim')} left to decide on")

    def _write(
        self,
        question: Question,
        who: Who,
        on: date,
        verdict: Verdict,
        feedback: str | None,
    ) -> None:
        new = NewDecision(
            question.item.item.id,
            question.index.key,
            (question.row.key,),
            verdict,
            on,
            fingerprint(question.item),
            feedback,
        )
        recorded = record_decision(self._resolved.project.folder, who.id, new)
        self._written.append((recorded, new))
        echo(coloured(f"  written: {verdict}", "green" if verdict == "met" else None))
        say_what_is_too_early(question.item, new)
        say_what_is_later(self._decisions, new)
        made = DecisionOnClaim(
            new.evidence,
            new.unit,
            question.row.key,
            verdict,
            who.id,
            on,
            feedback,
            new.evidence_sha256,
            (place_in_order(recorded.path), _LAST),
        )
        self._decisions = self._decisions._replace(made=(*self._decisions.made, made))

    def _measure_again(self, index: UnitIndex, today: date) -> None:
        """Bring what is accepted so far in a unit up to date."""
        one = self._resolved
        terms = Terms.of(one.portfolio, one.qualification, one.methods, today)
        items = [item.item for item in one.items]
        coverage = measure([index], items, terms=terms, decisions=self._decisions)
        self._units[index.key] = coverage.units[0]


def say_what_does_not_count(
    coverage: Coverage, index: UnitIndex, new: NewDecision
) -> None:
    """Say which claims do not count although they were just accepted, and why."""
    found: dict[tuple[str, ...], list[str]] = {}
    for unit in coverage.units:
        for row in unit.rows if unit.index is index else ():
            for result in row.claims:
                if result.claim.evidence == new.evidence and result.why_not:
                    found.setdefault(result.why_not, []).append(row.row.key)
    for reasons, claimed in found.items():
        keys = [key for key in dict.fromkeys(claimed) if key in new.criteria]
        if keys:
            claim = f"{new.evidence} for {new.unit} {criteria(index, keys)}"
            why = "; ".join(reasons)
            echo(f"  warning: {safe(f'{claim} does not count: {why}')}", err=True)


def say_what_is_too_early(item: ResolvedItem, new: NewDecision) -> None:
    """Say that a decision is dated before what it is about, where that is so."""
    dates = item.item.evidence.all_dates()
    if dates and new.on < dates[0]:
        echo(
            f"  warning: the decision is of {day(new.on)}, before the evidence of "
            f"{day(dates[0])}; one of the two dates is wrong",
            err=True,
        )


def say_what_is_later(decisions: Decisions, new: NewDecision) -> None:
    """Say that a decision which was just written does not stand, where that is so."""
    later = later_decisions(decisions, new.evidence, new.unit, new.criteria, new.on)
    if later:
        last = max(later, key=lambda one: one.on)
        echo(
            f"  the decision of {day(last.on)} on {safe(last.criterion)} is later, "
            "so it still stands",
            err=True,
        )
