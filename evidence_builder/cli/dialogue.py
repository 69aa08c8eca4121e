"""The dialogue of ``assess``: shows an item and a criterion, asks, writes at once."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from evidence_builder.cli.answers import agrees, ask_day, ask_verdict
from evidence_builder.cli.showing import show_item, show_question, show_unit
from evidence_builder.cli.terminal import coloured, echo, safe
from evidence_builder.pipeline.record import Refused
from evidence_builder.wording import cli as words
from evidence_builder.wording.documents.status import DECISIONS
from evidence_builder.wording.phrases import day, enumerated

if TYPE_CHECKING:
    from datetime import date

    from evidence_builder.records.deciding import Decided
    from evidence_builder.records.sitting import Sitting
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.waiting import Question


class Dialogue:
    """One sitting of an assessor over some claims, on the terminal."""

    def __init__(self, sitting: Sitting) -> None:
        self._sitting = sitting

    def run(self, who: Who, on: date | None) -> Refused | None:
        """Ask about each claim in turn until all are asked or the assessor stops.

        Returns why a decision could not be written, if one could not; those before
        it stand.

        Args:
            on: The date of the decisions; asked for where it is not given.

        Raises:
            EndOfInputError: Nobody answers any more.
        """
        sitting = self._sitting
        learner = safe(sitting.resolved.portfolio.learner.name)
        number = len(sitting.questions)
        echo(words.claims_to_decide(number, learner=learner))
        decided_on = on or ask_day(sitting.today)
        echo(words.deciding_as(name=safe(who.name), date=day(decided_on)))
        echo(words.written_at_once())
        if not agrees(words.begin(), default=True):
            return None
        before: Question | None = None
        for position, question in enumerate(sitting.questions, start=1):
            unit = sitting.unit(question)
            if before is None or question.index is not before.index:
                show_unit(unit)
                before = None
            if before is None or question.item is not before.item:
                show_item(question.item, sitting.resolved.methods)
            which = words.position(position=position, count=number)
            show_question(question, unit, which)
            before = question
            answer = ask_verdict()
            if answer == "quit":
                return None
            if answer is None:
                continue
            decided = sitting.decide(question, who, answer[0], decided_on, answer[1])
            if isinstance(decided, Refused):
                return decided
            colour = "green" if answer[0] == "met" else None
            echo(coloured(words.written(decision=DECISIONS[answer[0]]()), colour))
            say_what_stands(decided)
        return None

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
                    new = decided.new
                    keys = enumerated(new.criteria)
                    claim = words.claim_of(
                        item=new.evidence, unit=new.unit, criteria=keys
                    )
                    decision = DECISIONS[new.decision]()
                    text = words.decision_written(claim=claim, decision=decision)
                    echo(safe(f"  {text}"))
        if self._sitting.left:
            echo(words.left_to_decide(self._sitting.left))


def say_what_stands(decided: Decided) -> None:
    """Say that a decision is dated before its evidence, and that it does not stand."""
    if decided.evidence_of is not None:
        message = words.dated_before(
            date=day(decided.new.on), evidence=day(decided.evidence_of)
        )
        echo(words.warning_line(message=message), err=True)
    later = decided.still_stands
    if later is not None:
        text = words.later_stands(date=day(later.on), criterion=safe(later.criterion))
        echo(f"  {text}", err=True)
