"""The dialogue of ``assess``: shows an item and a criterion, asks, writes at once."""

from __future__ import annotations

import re
import sys
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Literal

from evidence_builder.cli.showing import show_item, show_question, show_unit
from evidence_builder.cli.terminal import coloured, echo, safe
from evidence_builder.model.words import count, day
from evidence_builder.records.decision import NewDecision
from evidence_builder.records.writing import record_decision
from evidence_builder.resolve.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.records.writing import Recorded
    from evidence_builder.resolve.assessed import Who
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.resolve.waiting import Question

    Verdict = Literal["met", "not yet"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ANSWERS = {
    "m": "met", "met": "met", "n": "not yet", "not yet": "not yet", "not": "not yet",
    "s": "skip", "skip": "skip", "q": "quit", "quit": "quit",
}  # fmt: skip
_AGAIN = "-"


class EndOfInputError(Exception):
    """There is nobody left to answer."""


class Dialogue:
    """One sitting of an assessor over some claims.

    Each decision is written when it is made, so that whatever ends the sitting takes
    none of them away.
    """

    def __init__(self, resolved: Resolved, questions: Sequence[Question]) -> None:
        self._resolved = resolved
        self._questions = questions
        self._written: list[tuple[Recorded, NewDecision]] = []

    def is_it(self, who: Who) -> bool:
        """Ask whether the assessor is who the portfolio says."""
        return _yes(f"Are you {who.name} ({who.id}), {who.role} here?", default=False)

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
        made = on or _ask_day(today)
        echo(
            f"Deciding as {safe(who.name)} on {day(made)}. Each decision is written\n"
            "to the folder assessment when you make it."
        )
        if not _yes("Begin?", default=True):
            return
        before: Question | None = None
        for place, question in enumerate(self._questions, start=1):
            if before is None or question.index is not before.index:
                show_unit(question.index)
            if before is None or question.item is not before.item:
                show_item(question.item, self._resolved.methods)
            show_question(question, place, number)
            before = question
            answer = _ask_verdict()
            if answer == "quit":
                return
            if answer is not None:
                self._write(question, who, made, answer)

    def say_what_was_written(self) -> None:
        """Say how many decisions stand in which file, and what is still open."""
        if not self._written:
            echo("Nothing was written.")
            return
        places = Counter(recorded.path for recorded, _ in self._written)
        echo()
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
        self, question: Question, who: Who, on: date, answer: tuple[Verdict, str | None]
    ) -> None:
        verdict, feedback = answer
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


def ask(prompt: str) -> str:
    """Return a line that somebody typed, without the spaces around it.

    Raises:
        EndOfInputError: There is none.
    """
    echo(prompt, end=" ")
    line = _read()
    if not sys.stdin.isatty():
        echo()  # nobody saw an answer being typed, nor the end of its line
    if line is None:
        raise EndOfInputError
    return line.strip()


def _read() -> str | None:
    try:
        return input()
    except EOFError:
        return None


def _yes(question: str, *, default: bool) -> bool:
    choice = "Y/n" if default else "y/N"
    while True:
        answer = ask(f"{safe(question)} [{choice}]").lower()
        if not answer:
            return default
        if answer in {"y", "yes", "n", "no"}:
            return answer.startswith("y")
        echo("Please answer y or n.")


def _ask_day(today: date) -> date:
    while True:
        answer = ask(f"Date of decision [{today.isoformat()}]:")
        if not answer:
            return today
        try:
            found = date.fromisoformat(answer if _DAY.match(answer) else "")
        except ValueError:
            echo("Please write the date as 2026-03-10.")
            continue
        if found <= today:
            return found
        echo("That day is still to come.")


def _ask_verdict() -> tuple[Verdict, str | None] | Literal["quit"] | None:
    """Return what was decided and the feedback; None where the claim is passed over."""
    while True:
        answer = _ANSWERS.get(ask("  Met, not yet, skip or quit? [m/n/s/q]").lower())
        if answer == "quit":
            return "quit"
        if answer == "skip":
            return None
        if answer == "met":
            feedback = ask(f"  Feedback (Enter for none, {_AGAIN} to choose again):")
            if feedback != _AGAIN:
                return "met", feedback or None
        elif answer == "not yet":
            feedback = ask(f"  What is missing ({_AGAIN} to choose again):")
            while not feedback:
                feedback = ask("  The learner needs to know what is missing:")
            if feedback != _AGAIN:
                return "not yet", feedback
        else:
            echo("  Please answer m, n, s or q.")
