"""How dates, numbers and lists are written for people, everywhere the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_NUMBERS = "no one two three four five six seven eight nine ten".split()  # noqa: SIM905 - a row of words reads better
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()  # noqa: SIM905 - as above


def day(when: date) -> str:
    """Return a date as people write it: 2 March 2026."""
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def short_day(when: date) -> str:
    """Return a date for narrow places, which no line breaks: 2 Mar 2026.

    No line ends at a no-break space: UAX #14, LB12 and LB12a.
    """
    return f"{when.day}\u00a0{MONTHS[when.month - 1][:3]}\u00a0{when.year}"


def days(dates: Sequence[date], *, short: bool = False) -> str:
    """Return dates in a row, or nothing."""
    write = short_day if short else day
    return ", ".join(write(when) for when in dates)


def clock(seconds: int) -> str:
    """Return a length of time as people write it: 0:07, 2:31, 1:02:31."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def count(number: int, noun: str, plural: str | None = None) -> str:
    """Return a number with its noun: 1 criterion, 3 criteria."""
    return f"{number} {noun if number == 1 else plural or noun + 's'}"


def number(value: int) -> str:
    """Return a number as a sentence has it: words up to ten, digits beyond."""
    return _NUMBERS[value] if 0 <= value < len(_NUMBERS) else str(value)


def another(position: int) -> str:
    """Return which in a row is still wanted: a second, an eighth, one more."""
    if position > len(_ORDINALS):
        return "one more"
    article = "an" if _ORDINALS[position - 1].startswith("e") else "a"
    return f"{article} {_ORDINALS[position - 1]}"


def counted(value: int, noun: str, plural: str | None = None) -> str:
    """Return a number and its noun: one occasion, two pieces of evidence."""
    return f"{number(value)} {noun if value == 1 else plural or noun + 's'}"


def listing(names: Iterable[str], last: str = "and") -> str:
    """Return names as a phrase: a, b and c."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def sentence(text: str) -> str:
    """Return a clause as a sentence: capital first, full stop last."""
    text = text.strip()
    stop = "" if text.endswith((".", "?", "!", ":")) else "."
    return f"{text[:1].upper()}{text[1:]}{stop}"


def size(octets: int) -> str:
    """Return a file's size: 512 bytes, 14 kB, 2.3 MB (thousands, not 1,024s).

    The SI Brochure (9th edition), 3: k and M are powers of ten.
    """
    if octets < 1000:
        return count(octets, "byte")
    if octets < 1_000_000:
        return f"{octets / 1000:.0f} kB"
    return f"{octets / 1_000_000:.1f} MB"
