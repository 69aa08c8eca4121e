"""Questions on the terminal and their answers, typed or piped in."""

from __future__ import annotations

import contextlib
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Literal

import click

from evidence_builder.cli.terminal import echo, safe
from evidence_builder.pipeline.record import is_to_come

if TYPE_CHECKING:
    from evidence_builder.records.deciding import Verdict

# ISO 8601-1:2019, 5.2.2.1, extended format.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_ANSWERS = {
    "m": "met", "met": "met", "n": "not yet", "not yet": "not yet", "not": "not yet",
    "s": "skip", "skip": "skip", "q": "quit", "quit": "quit",
}  # fmt: skip
_AGAIN = "-"


class EndOfInputError(Exception):
    """There is nobody left to answer."""


def ask(prompt: str) -> str:
    """Return a line that somebody typed, without the spaces around it.

    Raises:
        EndOfInputError: There is none.
    """
    click.echo(f"{prompt} ", nl=False)
    if sys.stdin is None:
        raise EndOfInputError
    _let_any_text_be_read()
    try:
        line = input()
    except EOFError:
        raise EndOfInputError from None
    finally:
        if not sys.stdin.isatty():
            echo()  # nobody saw an answer being typed, nor the end of its line
    return line.strip()


def _let_any_text_be_read() -> None:
    """Read what is not in the terminal's encoding as a sign for it, not as a fault."""
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure:
        with contextlib.suppress(ValueError, OSError):  # once reading has begun
            reconfigure(errors="replace")


def agrees(question: str, *, default: bool) -> bool:
    """Ask something that can be answered by yes or no."""
    choice = "Y/n" if default else "y/N"
    while True:
        answer = ask(f"{safe(question)} [{choice}]").lower()
        if not answer:
            return default
        if answer in {"y", "yes", "n", "no"}:
            return answer.startswith("y")
        echo("Please answer y or n.")


def read_day(text: str) -> date | None:
    """Return the date that a text names, year first; None where it names none."""
    try:
        return date.fromisoformat(text if _DAY.match(text) else "")
    except ValueError:
        return None


def ask_day(today: date) -> date:
    """Ask for the date of decisions, offering today; none that is still to come."""
    while True:
        answer = ask(f"Date of decision [{today.isoformat()}]:")
        on = read_day(answer) if answer else today
        if on is None:
            echo("Please write the date as 2026-03-10.")
        elif is_to_come(on, today):
            echo("That day is still to come.")
        else:
            return on


def ask_verdict() -> tuple[Verdict, str | None] | Literal["quit"] | None:
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
