"""What a locator or a field ``pages`` says: page numbers and times, from free text.

A learner writes ``p. 2, item 4`` or ``12:30 to 14:05``; what is not understood stays
words for people. Pure: text in, numbers out.
"""

from __future__ import annotations

import re

_PAGE = re.compile(
    r"(?<![\w.])(?:[Pp]ages?|[Pp]gs?|[Ss]lides?|pp?|P(?=[. ]))\.?\s*(\d{1,4})(?![\d:])"
)
_TIME = re.compile(r"(?<![\d:])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:])")
_PAGES = re.compile(r"(?i)(?:pages?|pp?\.?)?\s*(\d{1,5})(?:\s*(?:-|–|to)\s*(\d{1,5}))?")  # noqa: RUF001 - people type dashes of both kinds

MOST_PAGES = 5_000
"""Pages beyond this are not a choice of pages but a slip of the keyboard."""


def page_of(locator: str) -> int | None:
    """Return the first page or slide that a locator names; None where it names none.

    ``p. 2``, ``p2``, ``page 2``, ``pages 2-3`` and ``slide 2`` are all page 2.
    """
    page = _PAGE.search(locator)
    return int(page[1]) if page and int(page[1]) else None


def times_of(locator: str) -> tuple[int, ...]:
    """Return the times in a recording that a locator names, in seconds.

    ``12:30`` is twelve and a half minutes, ``1:02:03`` one hour and a bit.
    """
    return tuple(
        int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
        for hours, minutes, seconds in _TIME.findall(locator)
    )


def chosen_pages(text: str) -> tuple[int, ...] | None:
    """Return the pages that ``1-3, 7`` chooses, in that order, each once.

    None where the text is no choice of pages.
    """
    pages: dict[int, None] = {}
    for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", text.strip()):
        span = _PAGES.fullmatch(part.strip())
        if span is None:
            return None
        first = int(span[1])
        last = int(span[2] or first)
        if not 0 < first <= last <= MOST_PAGES:
            return None
        pages.update(dict.fromkeys(range(first, last + 1)))
    return tuple(pages) or None
