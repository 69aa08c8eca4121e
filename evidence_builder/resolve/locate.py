"""A locator → the page of the file that it means.

``p. 2`` of an item with one file of several pages is the second page of that file;
with two such files the locator has to name one of them. What names no page stays
words for people. How people write locators is theirs; see docs/file-formats.md,
"Locators".
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from evidence_builder.model.locator import page_of
from evidence_builder.wording.phrases import count, listing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.attachments.content import Content
    from evidence_builder.model.evidence import PlainFile


_FILE = re.compile(
    r"(?i)[^\s,;:\"'()/\\]+\.(?:pdf|docx?|odt|rtf|xlsx?|ods|csv|pptx?|odp|eml|msg|txt|md"
    r"|jpe?g|png|gif|tiff?|webp|bmp|heic|mp3|m4a|wav|ogg|opus|mp4|mov|avi)\b"
)
"""What looks like the name of a file in a locator."""


class PagedFile(NamedTuple):
    """A file of an item as locators see it; pages are counted as in the file."""

    names: tuple[str, ...]
    """What it may be called: path, name, name without ending, title."""
    page_count: int
    taken: tuple[int, ...]

    @property
    def name(self) -> str:
        """How messages call it."""
        return self.names[0]


class Located(NamedTuple):
    """The file, by its place among the item's files, and the page if one is named."""

    file: int
    page: int | None


class NoSuchPage(NamedTuple):
    """Why a page cannot be led to, as a clause: "minutes.pdf has 2 pages"."""

    why: str


class Ambiguous(NamedTuple):
    """The names of the files that a page may be in."""

    names: tuple[str, ...]


def as_paged(file: PlainFile, content: Content) -> PagedFile:
    """Return a file as locators see it."""
    path = PurePosixPath(file.path.replace("\\", "/"))
    names = (path.name, file.path, path.stem, file.title or "")
    taken = tuple(page.number for page in content.pages)
    return PagedFile(names, content.page_count, taken)


Where: TypeAlias = "Located | NoSuchPage | Ambiguous | None"


def locate(  # noqa: PLR0911 - a way out for each thing that a locator may mean
    at: str, files: Sequence[PagedFile]
) -> Where:
    """Return where a locator leads; None where it names neither a page nor a file."""
    page = page_of(at)
    named = _named(at, files)
    if not named and (other := _FILE.search(at)):
        return NoSuchPage(f"the item has no file {other[0]}")
    if page is None:
        return Located(named[0], None) if len(named) == 1 else None
    if len(named) == 1 and not files[named[0]].page_count:
        return Located(named[0], page)  # how many pages it has cannot be told
    among = [n for n in named or range(len(files)) if files[n].page_count]
    having = [n for n in among if page <= files[n].page_count]
    # A photograph is a page of its own, but nobody means it by "p. 1".
    longer = [n for n in having if files[n].page_count > 1]
    if not named and len(having) > 1 and longer:
        having = longer
    if len(having) > 1:
        return Ambiguous(tuple(files[n].name for n in having))
    if not having:
        return _beyond([files[n] for n in among])
    (number,) = having
    if page not in files[number].taken:
        why = f"p. {page} of {files[number].name} is not among the pages included"
        return NoSuchPage(why)
    return Located(number, page)


def _beyond(files: Sequence[PagedFile]) -> NoSuchPage | None:
    """Say how long files are that a page lies beyond; nothing where there is none."""
    if not files:
        return None
    return NoSuchPage(
        listing(f"{file.name} has {count(file.page_count, 'page')}" for file in files)
    )


def _named(at: str, files: Sequence[PagedFile]) -> list[int]:
    """Return the files that a locator names; the longest names speak first."""
    words = at.casefold()
    matched: dict[int, int] = {}
    for number, file in enumerate(files):
        lengths = [len(name) for name in file.names if _stands_in(name, words)]
        if lengths:
            matched[number] = max(lengths)
    longest = max(matched.values(), default=0)
    return [number for number, length in matched.items() if length == longest]


def _stands_in(name: str, words: str) -> bool:
    """Whether a name stands in words as a word of its own: no "day" in "Monday"."""
    folded = name.casefold()
    # Few names stand there at all, and a pattern takes far longer to tell.
    if not folded or folded not in words:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", words) is not None
