"""The dialogue of ``assess``: shows an item with its criteria, asks, writes at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evidence_builder.cli.assess.answers import (
    agrees,
    ask,
    ask_about_criterion,
    ask_about_item,
    ask_day,
)
from evidence_builder.cli.assess.showing import show_item, show_question, show_unit
from evidence_builder.cli.terminal import coloured, echo, safe
from evidence_builder.pipeline import criteria
from evidence_builder.pipeline.record import Refused
from evidence_builder.wording import cli as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import day, enumerated

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from evidence_builder.cli.assess.answers import Answer
    from evidence_builder.records.deciding import Decided, Verdict
    from evidence_builder.records.sitting import ItemToDecide, Sitting
    from evidence_builder.resolve.assessment.assessed import Who
    from evidence_builder.resolve.assessment.waiting import Question


class _StopError(Exception):
    """The assessor stops, or a decision could not be written, and why."""

    def __init__(self, refused: Refused | None = None) -> None:
        super().__init__()
        self.refused = refused


class Dialogue:
    """One sitting of an assessor over some items, on the terminal."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def run(self, who: Who, on: date | None) -> Refused | None:
        """Ask about each item in turn until all are asked or the assessor stops.

        Returns why a decision could not be written, if one could not; those before
        it stand.

        Args:
            on: The date of the decisions; asked for where it is not given.

        Raises:
            EndOfInputError: Nobody answers any more.
        """
        sitting = self._sitting
        learner = safe(sitting.resolved.portfolio.learner.name)
        echo(words.claims_to_decide(sitting.number, learner=learner))
        decided_on = on or ask_day(sitting.today)
        echo(words.deciding_as(name=safe(who.name), date=day(decided_on)))
        echo(words.written_at_once())
        if not agrees(words.begin(), default=True):
            return None
        number = len(sitting.to_decide)
        try:
            for position, asked in enumerate(sitting.to_decide, start=1):
                which = words.position(position=position, count=number)
                self._ask_about(asked, who, decided_on, which)
        except _StopError as stop:
            return stop.refused
        return None

    def _ask_about(self, asked: ItemToDecide, who: Who, on: date, which: str) -> None:
        """Ask about everything that waits on one item at once."""
        show_item(asked.item, self._sitting.resolved.methods)
        self._show(asked.questions)
        while True:
            echo(f"  ({which})")
            answer = ask_about_item()
            if answer.kind == "quit":
                raise _StopError
            if answer.kind == "skip":
                return
            if answer.kind == "further":
                asked = self._with_further(asked, answer.words)
            elif answer.kind == "each":
                self._one_by_one(asked, who, on)
                return
            else:
                self._write(asked, asked.questions, who, on, answer)
                return

    def _one_by_one(self, asked: ItemToDecide, who: Who, on: date) -> None:
        """Ask about the criteria of an item one after the other."""
        number = len(asked.questions)
        for position, question in enumerate(asked.questions, start=1):
            self._show([question])
            echo(f"  ({words.position(position=position, count=number)})")
            answer = ask_about_criterion()
            if answer.kind == "quit":
                raise _StopError
            if answer.kind != "skip":
                self._write(asked, [question], who, on, answer)

    def _with_further(self, asked: ItemToDecide, listed: str) -> ItemToDecide:
        """Ask which further criteria an item proves, and show those that are new."""
        unit = None
        listed = listed or ask(words.which_further())
        while listed:
            further = self._sitting.further(asked, listed, unit)
            if not isinstance(further, Refused):
                self._show(further.questions[len(asked.questions) :])
                return further
            echo(f"  {safe('; '.join((further.message, *further.hints)))}")
            if further.lacking == "unit":
                unit = ask(words.which_unit(units=safe(further.choices)))
            else:
                unit, listed = None, ask(words.which_further())
        return asked

    def _show(self, questions: Iterable[Question]) -> None:
        """Show criteria with what they ask, below their units."""
        index = None
        for question in questions:
            unit = self._sitting.unit(question.index)
            if question.index is not index:
                show_unit(unit)
            index = question.index
            show_question(question, unit)

    def _write(
        self,
        asked: ItemToDecide,
        questions: Iterable[Question],
        who: Who,
        on: date,
        answer: Answer,
    ) -> None:
        verdict: Verdict = "met" if answer.kind == "met" else "referred"
        decided = self._sitting.decide(
            asked, questions, who, verdict, on, answer.words or None
        )
        if isinstance(decided, Refused):
            raise _StopError(decided)
        colour = "green" if verdict == "met" else None
        echo(coloured(words.written(decision=DECISIONS[verdict]()), colour))
        say_what_stands(decided)

    def say_what_was_written(self) -> None:
        """Say how many decisions stand in which file, and how many are still open."""
        written = self._sitting.written
        echo()
        if not written:
            echo(words.nothing_written())
            return
        places = Counter(decided.recorded.path for decided in written)
        for path, number in places.items():
            echo(words.decisions_written(number, file=safe(path)))
            for decided in written:
                if decided.recorded.path == path:
                    text = words.decision_written(
                        claim=claim_of(decided),
                        decision=DECISIONS[decided.new.decision](),
                    )
                    echo(safe(f"  {text}"))
        if self._sitting.left:
            echo(words.left_to_decide(self._sitting.left))


def claim_of(decided: Decided) -> str:
    """Return the item and the criteria that a decision is about."""
    units = (
        words.of_unit(
            unit=chosen.index.key, criteria=criteria(chosen.index, chosen.keys)
        )
        for chosen in decided.claims
    )
    return words.claim_of(item=decided.new.evidence, criteria=enumerated(units))


def say_what_stands(decided: Decided) -> None:
    """Say that a decision is dated before its evidence, and that it does not stand."""
    if decided.evidence_of is not None:
        message = words.dated_before(
            date=day(decided.new.on), evidence=day(decided.evidence_of)
        )
        echo(words.warning_line(message=message), err=True)
    if decided.in_training:
        echo(f"  {words.waits_for_countersignature()}", err=True)
    later = decided.still_stands
    if later is not None:
        text = words.later_stands(date=day(later.on), criterion=safe(later.criterion))
        echo(f"  {text}", err=True)
