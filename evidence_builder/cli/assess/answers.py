"""Questions on the terminal and their answers, typed or piped in."""

from __future__ import annotations

import contextlib
import re
import sys
from datetime import date
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

import click

from evidence_builder.cli.terminal import echo, safe
from evidence_builder.pipeline.record import is_to_come
from evidence_builder.wording import cli as words

if TYPE_CHECKING:
    from collections.abc import Collection

    from evidence_builder.wording.language import Phrase

# ISO 8601-1:2019, 5.2.2.1, extended format.
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_AGAIN = "-"

Kind: TypeAlias = Literal["met", "referred", "each", "further", "skip", "quit"]
_OF_ONE: tuple[Kind, ...] = ("met", "referred", "skip", "quit")
_KINDS: tuple[Kind, ...] = (*_OF_ONE, "each", "further")
_WITH_WORDS = frozenset({"met", "referred", "further"})
"""Answers behind which feedback or criteria may stand."""


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
    prompt = words.yes_by_default if default else words.no_by_default
    while True:
        answer = ask(prompt(question=safe(question))).lower()
        if not answer:
            return default
        if _is(answer, words.yes) or _is(answer, words.no):
            return _is(answer, words.yes)
        echo(words.answer_y_or_n())


def _is(answer: str, phrase: Phrase) -> bool:
    """Whether an answer is one of those that a phrase lists, with commas between."""
    return answer in {each.strip() for each in phrase().lower().split(",")}


def read_day(text: str) -> date | None:
    """Return the date that a text names, year first; None where it names none."""
    try:
        return date.fromisoformat(text if _DAY.match(text) else "")
    except ValueError:
        return None


def ask_day(today: date) -> date:
    """Ask for the date of decisions, offering today; none that is still to come."""
    while True:
        answer = ask(words.date_of_decision(today=today.isoformat()))
        on = read_day(answer) if answer else today
        if on is None:
            echo(words.write_the_date())
        elif is_to_come(on, today):
            echo(words.day_to_come())
        else:
            return on


class Answer(NamedTuple):
    """What somebody answered, and what they wrote behind it."""

    kind: Kind
    words: str = ""


def ask_about_item() -> Answer:
    """Return what was decided on an item, or what is to be done with it."""
    return _answer(words.which_of_item(), words.answer_of_item(), _KINDS)


def ask_about_criterion() -> Answer:
    """Return what was decided on one criterion."""
    return _answer(words.which_verdict(), words.answer_verdict(), _OF_ONE)


def _answer(question: str, again: str, kinds: Collection[Kind]) -> Answer:
    """Ask until one of some answers is given; a referral says what is missing."""
    while True:
        answer = _read(ask(question), kinds)
        if answer is None:
            echo(again)
        elif answer.kind != "referred" or answer.words:
            return answer
        else:
            feedback = ask(words.what_is_missing(again=_AGAIN))
            while not feedback:
                feedback = ask(words.needs_to_know())
            if feedback != _AGAIN:
                return Answer("referred", feedback)


def _read(typed: str, kinds: Collection[Kind]) -> Answer | None:
    """Return the answer that a line begins with, the longest name first."""
    spelled = sorted(
        (
            (name.strip(), kind)
            for kind in kinds
            for name in words.ANSWERS[kind]().lower().split(",")
        ),
        key=lambda pair: -len(pair[0]),
    )
    for name, kind in spelled:
        if typed.lower() == name:
            return Answer(kind)
        rest = typed[len(name) :]
        may_go_on = kind in _WITH_WORDS and rest[:1] in {" ", ":", ","}
        if typed.lower().startswith(name) and may_go_on:
            return Answer(kind, rest.strip(" :,"))
    return None
