"""Dates and times of a workbook, which are numbers of days, as Excel shows them.

ECMA-376 Part 1 (5th ed.), 18.17.4 (numbers of days), 18.8.31 (letters of formats).
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import groupby, pairwise
from typing import Final

from evidence_builder.wording.phrases import MONTHS, WEEKDAYS

DATE_LETTERS: Final = frozenset(("y", "m", "d", "h", "s", "am/pm", "a/p"))

_LAST: Final = 2_958_465
"""The number of 31 December 9999."""

Token = tuple[str, str]


def date_shown(value: float, tokens: list[Token], *, since_1904: bool) -> str:
    """Return a date by the tokens of its format; empty for one that there is not."""
    pieces = _pieces(tokens)
    elapsed = any(kind == "elapsed" for kind, _ in pieces)
    if not elapsed and not 0 <= value <= _LAST:
        return ""
    if abs(value) > _LAST:
        return ""
    fraction_digits = _fraction_digits(pieces)
    seconds_exactly = round(abs(value) * 86_400, max(fraction_digits, 0) + 1)
    total = (
        round(seconds_exactly, fraction_digits)
        if fraction_digits
        else float(int(seconds_exactly + 0.5))
    )
    number, seconds = divmod(total, 86_400)
    day, weekday = _calendar(int(number), since_1904=since_1904)
    has_half = any(text.lower() in ("am/pm", "a/p") for _, text in pieces)
    written: list[str] = []
    for at, (kind, text) in enumerate(pieces):
        if kind == "elapsed":
            written.append(_elapsed(total, text))
        elif kind != "letter":
            written.append(text)
        elif text[0].lower() == "m" and _is_minute(pieces, at):
            written.append(f"{int(seconds // 60 % 60):0{min(len(text), 2)}}")
        else:
            written.append(_part(text, day, weekday, seconds, has_half=has_half))
    words = "".join(written)
    return f"-{words}" if value < 0 and elapsed else words


def _pieces(tokens: list[Token]) -> list[Token]:
    """Return tokens with equal letters joined: ``yyyy`` is one piece."""
    pieces: list[Token] = []
    for (kind, letter), run in groupby(
        tokens, lambda token: (token[0], token[1].lower())
    ):
        count = len(list(run))
        if kind == "letter" and letter in "ymdhs0":
            pieces.append((kind, letter * count))
        else:
            pieces += [(kind, letter)] * count
    # Words keep their capitals.
    words = iter([text for kind, text in tokens if kind == "words"])
    return [
        (kind, next(words)) if kind == "words" else (kind, text)
        for kind, text in pieces
    ]


def _fraction_digits(pieces: list[Token]) -> int:
    """Return how many decimals the seconds have: the zeros after ``ss.``."""
    for before, after in pairwise(pieces):
        if before == ("letter", ".") and after[0] == "letter" and after[1][0] == "0":
            return min(len(after[1]), 3)
    return 0


def _calendar(number: int, *, since_1904: bool) -> tuple[tuple[int, int, int], int]:
    """Return year, month and day of a number, and the day of the week from Monday."""
    if since_1904:
        day = date(1904, 1, 1) + timedelta(min(number, _LAST - 1_462))
    elif number == 60:
        return (1900, 2, 29), 2  # which never was; Excel has it
    else:
        day = date(1899, 12, 30 if number > 60 else 31) + timedelta(number)
    return (day.year, day.month, day.day), day.weekday()


def _is_minute(pieces: list[Token], at: int) -> bool:
    """Whether an ``m`` stands between hours and seconds, and so is no month."""
    before = [text for kind, text in pieces[:at] if _is_part(kind, text)]
    after = [text for kind, text in pieces[at + 1 :] if _is_part(kind, text)]
    return bool(
        (before and before[-1][0] == "h") or (after and after[0][0].lower() == "s")
    )


def _is_part(kind: str, text: str) -> bool:
    return kind == "elapsed" or (kind == "letter" and text[0] in "ymdhs")


def _elapsed(total: float, text: str) -> str:
    unit = {"h": 3_600, "m": 60, "s": 1}[text[0]]
    return f"{int(total // unit):0{len(text)}}"


def _part(
    text: str,
    day: tuple[int, int, int],
    weekday: int,
    seconds: float,
    *,
    has_half: bool,
) -> str:
    """Return one piece of a date or time."""
    year, month, number = day
    hour, length = int(seconds // 3_600), len(text)
    two = min(length, 2)
    letter = text[0].lower()
    if letter in "md" and length > 2:
        name = (MONTHS[month - 1] if letter == "m" else WEEKDAYS[weekday]).english
        return {3: name[:3], 5: name[0]}.get(length, name)
    half = "AM" if hour < 12 else "PM"
    shown_hour = (hour % 12 or 12) if has_half else hour
    parts = {
        "y": f"{year % 100:02}" if length < 3 else f"{year:04}",
        "m": f"{month:0{two}}",
        "d": f"{number:0{two}}",
        "h": f"{shown_hour:0{two}}",
        "s": f"{int(seconds % 60):0{two}}",
        "a": half if length > 3 else half[0],
        "0": f"{seconds % 1:.{min(length, 3)}f}"[2:],
    }
    return parts.get(letter, text)
