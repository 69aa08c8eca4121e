"""Why a text selects no criterion, and how it would have to be written.

Never decides what was meant: everything here is a question to the author.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple, TypeAlias

from evidence_builder.model.identifiers import comparable
from evidence_builder.wording import model as words

Rows: TypeAlias = Mapping[str, str]
"""The keys of a unit's rows in order, each with the id of its outcome."""

_TO = re.compile(r"(.+?) (?:to|until|till|through|bis) (.+)\Z", re.IGNORECASE)
# What stands before a number on an awarding organisation's forms: AC 3.5.
_LABEL = re.compile(r"\A(?:AC|PC|K|criterion|criteria)[ .:]*", re.IGNORECASE)
# A criterion and a place, without the sign that would part them: 3.4 p. 2.
_PLACE = re.compile(
    r"(\S+?),? [(]?((?:pp?|pages?|paras?|paragraphs?|items?|slides?|lines?|sections?)"
    r"\b[^()\d]*\d[^()]*)[)]?\Z",
    re.IGNORECASE,
)
_BETWEEN = frozenset({"and", "&", "+", "/", "und"})
_HYPHEN = re.compile("[-–]")  # noqa: RUF001 - word processors turn a hyphen into a dash
_LONGEST_LIST = 40


class NotFound(NamedTuple):
    """What is wrong with a text, ids it may stand for, and how it is to be written."""

    message: str
    near: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


def not_found(unit: str, rows: Rows, wanted: str) -> NotFound:
    """Return what is wrong with a text that names nothing among some rows."""
    message = words.no_criterion(unit=unit, criterion=wanted)
    otherwise = _one_written_otherwise(rows, wanted)
    if otherwise is not None:
        return NotFound(message, *otherwise)
    names = _names(rows, wanted)
    if names:
        hint = words.put_commas(names=", ".join(names))
        return NotFound(message, (), (hint,))
    span = _TO.match(wanted)
    if span and span[1] in rows and span[2] in rows:
        hint = words.write_span(first=span[1], last=span[2])
        return NotFound(message, (), (hint,))
    end = _absent_end(rows, *span.groups()) if span else _absent_end_of(rows, wanted)
    if end is not None:
        message = words.no_criterion(unit=unit, criterion=end)
        return NotFound(message, near(rows, end))
    first = next((key for key, outcome in rows.items() if outcome == wanted), None)
    if first is not None:
        hint = words.write_outcome(outcome=wanted)
        if first.startswith(f"{wanted}."):
            hint = words.write_outcome_or_number(outcome=wanted, criterion=first)
        return NotFound(message, near(rows, wanted), (hint,))
    return NotFound(message, near(rows, wanted))


def _one_written_otherwise(
    rows: Rows, wanted: str
) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return ids and hints for an id with a comma or spaces, a label or a place."""
    stopped = wanted.replace(" ", "").replace(",", ".")
    if stopped != wanted and stopped in rows:
        return (stopped,), (words.write_number(),)
    bare = _LABEL.sub("", wanted, count=1)
    if bare != wanted and bare in rows:
        return (bare,), ()
    located = _PLACE.match(wanted)
    if located and located[1] in rows:
        return (), (words.write_locator(criterion=located[1], at=located[2]),)
    return None


def near(rows: Rows, wanted: str) -> tuple[str, ...]:
    """Return ids that a mistyped one may stand for, likeliest first.

    Never 1.1 for 1.11: an id that is only shorter or longer by digits names
    another criterion, not a slip of the keys.
    """
    folded = comparable(wanted).strip(".,;:")
    return tuple(key for key in rows if comparable(key).strip(".,;:") == folded)


def _names(rows: Rows, wanted: str) -> list[str]:
    """Return the ids and spans in a text that has no commas; nothing if it is none."""
    for text in (wanted, wanted.replace("/", " ")):
        words = [word for part in text.split() if (word := part.strip(",;"))]
        words = [word for word in words if word.lower() not in _BETWEEN]
        names: list[str] = []
        while words and len(words) <= _LONGEST_LIST:
            # An id may itself have a space: "PI 1".
            sizes = range(len(words), 0, -1)
            size = next((n for n in sizes if _is_name(rows, " ".join(words[:n]))), 0)
            if not size:
                break
            names.append(" ".join(words[:size]))
            words = words[size:]
        if not words and len(names) > 1:
            return names
    return []


def _is_name(rows: Rows, text: str) -> bool:
    """Whether a text is an id, or a span of two."""
    return text in rows or any(
        text[: mark.start()] in rows and text[mark.end() :] in rows
        for mark in _HYPHEN.finditer(text)
    )


def _absent_end_of(rows: Rows, wanted: str) -> str | None:
    """Return the end of a span that is not there, where the other one is."""
    for mark in _HYPHEN.finditer(wanted):
        first, last = wanted[: mark.start()].strip(), wanted[mark.end() :].strip()
        end = _absent_end(rows, first, last)
        if end is not None:
            return end
    return None


def _absent_end(rows: Rows, first: str, last: str) -> str | None:
    if not first or not last or (first in rows) == (last in rows):
        return None
    if last in rows:
        return first
    # A span may leave out what its ends have in common: 1.3a-c, P5-8.
    if last.isdigit():
        return first.rstrip("0123456789") + last
    return re.sub(r"[^\W\d_]+\Z", "", first) + last if last.isalpha() else last
