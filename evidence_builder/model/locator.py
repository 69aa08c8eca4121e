"""What a locator or a field ``pages`` says: pages, times and files, from free text.

A learner writes ``p. 2, item 4`` or ``12:30 to 14:05``; what is not understood stays
words for people. How people write locators is theirs; see docs/file-formats.md,
"Locators". Read once, as the file is.
"""

import re
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic_core import core_schema

from evidence_builder.model.record import FILLED, ReadySchema

_PAGE = re.compile(
    r"(?<![\w.])(?:[Pp]ages?|[Pp]gs?|[Ss]lides?|pp?|P(?=[. ]))\.?\s*(\d{1,4})(?![\d:])"
    r"(?:\s*(?:-|–|to)\s*(\d{1,4})(?![\d:]))?"  # noqa: RUF001 - people type dashes of both kinds
)
_TIME = re.compile(r"(?<![\d:])(?:(\d{1,2}):)?(\d{1,3}):([0-5]\d)(?![\d:])")
_PAGES = re.compile(r"(?i)(?:pages?|pp?\.?)?\s*(\d{1,5})(?:\s*(?:-|–|to)\s*(\d{1,5}))?")  # noqa: RUF001 - as above
_FILE = re.compile(
    r"(?i)[^\s,;:\"'()/\\]+\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|eml|msg|txt|md"
    r"|jpe?g|png|gif|tiff?|webp|bmp|heic|mp3|m4a|wav|ogg|opus|mp4|mov|avi)\b"
)

MOST_PAGES = 5_000
"""Pages beyond this are not a choice of pages but a slip of the keyboard."""


class Locator(NamedTuple):
    """Where in an item the proof stands, as the learner says it.

    ``pages`` are those that it names, a slide being a page: two for ``pp. 3-4``.
    ``times`` are seconds from the start of a recording, in the order of the text.
    """

    text: str
    pages: tuple[int, ...] = ()
    file_name: str = ""
    """What looks like the name of a file; another name of a file may stand there."""
    times: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return it as it was typed."""
        return self.text

    @property
    def page(self) -> int | None:
        """The first page that it names; None where it names none."""
        return self.pages[0] if self.pages else None


class PageChoice(NamedTuple):
    """Which pages of a file are taken, in that order, each once.

    ``pages`` is empty where the text is no choice of pages.
    """

    text: str
    pages: tuple[int, ...] = ()

    def __str__(self) -> str:
        """Return it as it was typed."""
        return self.text


@lru_cache(maxsize=1024)
def read_locator(text: str) -> Locator:
    """Return what a text says of a place in an item.

    ``p. 2``, ``p2``, ``page 2`` and ``slide 2`` are all page 2; ``12:30`` is twelve and
    a half minutes, ``1:02:03`` one hour and a bit.
    """
    file = _FILE.search(text) if "." in text else None
    times: tuple[int, ...] = ()
    if ":" in text:
        times = tuple(
            int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
            for hours, minutes, seconds in _TIME.findall(text)
        )
    return Locator(text, _pages_of(text), file[0] if file else "", times)


def _pages_of(text: str) -> tuple[int, ...]:
    named = _PAGE.search(text)
    if named is None or not int(named[1]):
        return ()
    first, last = int(named[1]), int(named[2] or named[1])
    return tuple(range(first, min(last, MOST_PAGES) + 1)) or (first,)


@lru_cache(maxsize=1024)
def read_choice(text: str) -> PageChoice:
    """Return the pages that ``1-3, 7`` chooses; none where it is no choice of pages."""
    pages: dict[int, None] = {}
    for part in re.split(r"\s*(?:,|;|\band\b|&)\s*", text.strip()):
        span = _PAGES.fullmatch(part.strip())
        if span is None:
            return PageChoice(text)
        first = int(span[1])
        last = int(span[2] or first)
        if not 0 < first <= last <= MOST_PAGES:
            return PageChoice(text)
        pages.update(dict.fromkeys(range(first, last + 1)))
    return PageChoice(text, tuple(pages))


def _read_by(read: core_schema.NoInfoValidatorFunction) -> ReadySchema:
    return ReadySchema(core_schema.no_info_after_validator_function(read, FILLED))


At = Annotated[Locator, _read_by(read_locator)]
ChosenPages = Annotated[PageChoice, _read_by(read_choice)]
