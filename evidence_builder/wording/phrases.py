"""How dates, numbers and lists are said to people, everywhere the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evidence_builder.wording.language import _, ngettext, pgettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date

    from evidence_builder.wording.language import CountedPhrase, Phrase

_Insert = TypeVar("_Insert")
_FIRST_MARK = 0xE000
MONTHS = (
    *(_("January"), _("February"), _("March"), _("April"), pgettext("month", "May")),
    *(_("June"), _("July"), _("August"), _("September"), _("October"), _("November")),
    _("December"),
)
WEEKDAYS = (
    *(_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday")),
    *(_("Saturday"), _("Sunday")),
)
_SHORT_MONTHS = (
    *(_("Jan"), _("Feb"), _("Mar"), _("Apr"), pgettext("short month", "May")),
    *(_("Jun"), _("Jul"), _("Aug"), _("Sep"), _("Oct"), _("Nov"), _("Dec")),
)
_NUMBERS = (
    *(_("no"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six")),
    *(_("seven"), _("eight"), _("nine"), _("ten")),
)
_ANOTHER = (
    *(_("a first"), _("a second"), _("a third"), _("a fourth"), _("a fifth")),
    *(_("a sixth"), _("a seventh"), _("an eighth"), _("a ninth"), _("a tenth")),
)
_one_more = _("one more")
did_you_mean = _("did you mean {name}?")
_day = pgettext("date", "{day} {month} {year}")
# No line ends at a no-break space: UAX #14, LB12 and LB12a.
_short_day = pgettext("short date", "{day}\u00a0{month}\u00a0{year}")
_all_of = pgettext("list", "{names} and {last}")
_any_of = pgettext("list", "{names} or {last}")
_between = pgettext("between the names of a list", ", ")
_octets = ngettext("{count} byte", "{count} bytes")
_kilobytes = _("{amount} kB")
_megabytes = _("{amount} MB")


def day(when: date) -> str:
    """Return a date as people write it: 2 March 2026."""
    month = MONTHS[when.month - 1]()
    return _day(day=when.day, month=month, year=when.year)


def short_day(when: date) -> str:
    """Return a date for narrow places, which no line breaks: 2 Mar 2026."""
    month = _SHORT_MONTHS[when.month - 1]()
    return _short_day(day=when.day, month=month, year=when.year)


def days(dates: Sequence[date], *, short: bool = False) -> str:
    """Return dates in a row, or nothing."""
    write = short_day if short else day
    return enumerated(write(when) for when in dates)


def clock(seconds: int) -> str:
    """Return a length of time as people write it: 0:07, 2:31, 1:02:31."""
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"


def number(value: int) -> str:
    """Return a number as a sentence has it: words up to ten, digits beyond."""
    return _NUMBERS[value]() if 0 <= value < len(_NUMBERS) else str(value)


def spelled(phrase: CountedPhrase, value: int, **values: object) -> str:
    """Return a phrase of a number that stands in it as a word, at ``{number}``."""
    return phrase(value, number=number(value), **values)


def pieces(phrase: Callable[..., str], **inserts: _Insert) -> list[str | _Insert]:
    """Return a phrase in pieces, with what is not words at its places.

    For sentences in which a link or the number of a page stands; in another language
    it may stand elsewhere.
    """
    # Private-use characters (The Unicode Standard, 23.5): no phrase has one.
    marks = {chr(_FIRST_MARK + n): value for n, value in enumerate(inserts.values())}
    parts: list[str | _Insert] = [""]
    for character in phrase(**dict(zip(inserts, marks, strict=True))):
        last = parts[-1]
        if character in marks:
            parts.append(marks[character])
        elif isinstance(last, str):
            parts[-1] = last + character
        else:
            parts.append(character)
    return [part for part in parts if part != ""]


def another(position: int) -> str:
    """Return which in a row is still wanted: a second, an eighth, one more."""
    return (_ANOTHER[position - 1] if position <= len(_ANOTHER) else _one_more)()


def enumerated(names: Iterable[str]) -> str:
    """Return names one after another: a, b, c."""
    return _between().join(names)


def listing(names: Iterable[str], last: str = "and") -> str:
    """Return names as a phrase: a, b and c; or, where ``last`` is "or", a, b or c."""
    parts = list(names)
    if len(parts) < 2:
        return "".join(parts)
    together = _any_of if last == "or" else _all_of
    return together(names=enumerated(parts[:-1]), last=parts[-1])


def sentence(text: str) -> str:
    """Return a clause as a sentence: capital first, full stop last."""
    text = text.strip()
    stop = "" if text.endswith((".", "?", "!", ":")) else "."
    return f"{upper_first(text)}{stop}"


def upper_first(text: str) -> str:
    """Return a clause with a capital first."""
    return f"{text[:1].upper()}{text[1:]}"


def size(octets: int) -> str:
    """Return a file's size: 512 bytes, 14 kB, 2.3 MB (thousands, not 1,024s).

    The SI Brochure (9th edition), 3: k and M are powers of ten.
    """
    if octets < 1000:
        return _octets(octets)
    if octets < 1_000_000:
        return _kilobytes(amount=f"{octets / 1000:.0f}")
    return _megabytes(amount=f"{octets / 1_000_000:.1f}")


def label(phrases: Iterable[Phrase]) -> tuple[str, ...]:
    """Return several phrases without places, such as the heads of columns."""
    return tuple(phrase() for phrase in phrases)
