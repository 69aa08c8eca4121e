"""A locator → the page of the file that it means.

``p. 2`` of an item with one file of several pages is the second page of that file;
with two such files the locator has to name one of them. What names no page stays
words for people.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.coverage.claims import Claim
    from evidence_builder.model.locator import Locator
    from evidence_builder.resolve.files import ItemFile


class Located(NamedTuple):
    """The file that a locator means, and its page if one is named."""

    file: ItemFile
    page: int | None


class Astray(NamedTuple):
    """Why a locator leads nowhere, and the files that it might have led to.

    It names a file that the item has not, a page beyond the end or left out, or a time
    beyond the end.
    """

    why: Literal["no_file", "no_page", "page_left_out", "no_time"]
    files: tuple[ItemFile, ...] = ()


class Ambiguous(NamedTuple):
    """The files that a page may be in."""

    files: tuple[ItemFile, ...]


Where: TypeAlias = "Located | Astray | Ambiguous | None"
"""None where a locator names neither page, file nor time: it is words for people."""


def locate_claims(
    claims: Iterable[Claim], files: Sequence[ItemFile]
) -> dict[Locator, Where]:
    """Return where each locator of claims leads among the files of their item."""
    if not files:
        return {}
    return {claim.at: locate(claim.at, files) for claim in claims if claim.at}


def locate(at: Locator, files: Sequence[ItemFile]) -> Where:
    """Return where a locator leads among the files of its item."""
    named = _named(at.text, files)
    if not named and at.file_name:
        return Astray("no_file")
    played = [file for file in named or files if file.is_recording]
    if len(played) == 1 and _is_too_late(at, played[0]):
        return Astray("no_time", tuple(played))
    if at.page is not None:
        return _page(at.page, named, files)
    if len(named) == 1:
        return Located(named[0], None)
    # A time says which file is meant where only one can be played.
    if not named and at.times and len(played) == 1:
        return Located(played[0], None)
    return None


def _page(page: int, named: Sequence[ItemFile], files: Sequence[ItemFile]) -> Where:
    if len(named) == 1 and not named[0].page_count:
        return Located(named[0], page)  # how many pages it has cannot be told
    among = [file for file in named or files if file.page_count]
    having = [file for file in among if page <= file.page_count]
    # A photograph is a page of its own, but nobody means it by "p. 1".
    longer = [file for file in having if file.page_count > 1]
    if not named and len(having) > 1 and longer:
        having = longer
    if len(having) > 1:
        return Ambiguous(tuple(having))
    if not having:
        return Astray("no_page", tuple(among)) if among else None
    (file,) = having
    content = file.content
    if content is None or page not in {taken.number for taken in content.pages}:
        return Astray("page_left_out", (file,))
    return Located(file, page)


def _is_too_late(at: Locator, file: ItemFile) -> bool:
    seconds = file.content.seconds if file.content else 0
    return bool(seconds and at.times and max(at.times) > seconds)


def _named(text: str, files: Sequence[ItemFile]) -> list[ItemFile]:
    """Return the files that a locator names; the longest names speak first."""
    words = text.casefold()
    matched: list[tuple[int, ItemFile]] = []
    for file in files:
        lengths = [len(name) for name in file.names if _stands_in(name, words)]
        if lengths:
            matched.append((max(lengths), file))
    longest = max((length for length, _ in matched), default=0)
    return [file for length, file in matched if length == longest]


def _stands_in(name: str, words: str) -> bool:
    """Whether a name stands in words as a word of its own: no "day" in "Monday"."""
    folded = name.casefold()
    # Few names stand there at all, and a pattern takes far longer to tell.
    if not folded or folded not in words:
        return False
    return re.search(rf"(?<!\w){re.escape(folded)}(?!\w)", words) is not None
