"""Drawn pages → pages with pictures and words, for documents that cannot draw them.

Pictures are made a few pages at a time: so the pages of one long file are made on all
cores, none takes longer than a child may, and none is made for which there is no room.
"""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from evidence_builder.attachments.content import NOTHING, Note, Refusal
from evidence_builder.wording.attachments import pictures_missing

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from concurrent.futures import Future, ThreadPoolExecutor

    from evidence_builder.attachments.content import Content, Page
    from evidence_builder.attachments.run.converters import SourceFile, Steps

ROOM: Final = 60_000_000
"""The most bytes of pictures of pages in a document that people edit; the pages after
that stand in it as their words."""

TOGETHER: Final = 10
"""How many pages go to a child at once."""

_AHEAD: Final = 2
"""How many parts are made before they are asked for, for each child."""


class DrawnFile(NamedTuple):
    """A file whose pages can be drawn, and where its bytes are."""

    source: SourceFile
    content: Content


class _Part(NamedTuple):
    """A few pages of one of the files."""

    file: int
    numbers: tuple[int, ...]
    is_last: bool


_Pages: TypeAlias = "dict[int, Page]"


def with_pictures(
    files: Sequence[DrawnFile],
    steps: Steps,
    threads: ThreadPoolExecutor,
    done: Callable[[], None],
    room: int,
) -> list[Content]:
    """Return the contents of files, with pictures and words of their pages.

    Pages get pictures in their order until one finds no room, whichever of them are
    ready first; those after it get their words alone.

    Args:
        done: Called after each file.
        room: The most bytes of all the pictures.
    """
    shown: list[_Pages] = [{} for _ in files]
    failed: dict[int, Refusal] = {}
    parts = list(_parts(files))
    for part, outcome in _in_order(parts, files, steps, threads):
        if isinstance(outcome, Refusal):
            failed.setdefault(part.file, outcome)
        else:
            fitting = list(_fitting(outcome.pages, room))
            room -= sum(len(page.picture.data) for page in fitting if page.picture)
            shown[part.file].update((page.number, page) for page in fitting)
            if len(fitting) < len(outcome.pages):
                break
        if part.is_last:
            files[part.file].source.let_go()

    def finished(number: int) -> Content:
        file = files[number]
        missing = tuple(
            page.number
            for page in file.content.pages
            if page.form is not None and page.number not in shown[number]
        )
        if missing:
            shown[number].update(_words(file.source, missing, steps))
        return _together(file.content, shown[number], failed.get(number), steps)

    contents = []
    for content in threads.map(finished, range(len(files))):
        contents.append(content)
        done()
    return contents


def _parts(files: Sequence[DrawnFile]) -> Iterator[_Part]:
    for number, file in enumerate(files):
        pages = [page.number for page in file.content.pages if page.form is not None]
        for first in range(0, len(pages), TOGETHER):
            some = tuple(pages[first : first + TOGETHER])
            yield _Part(number, some, first + TOGETHER >= len(pages))


def _in_order(
    parts: Iterable[_Part],
    files: Sequence[DrawnFile],
    steps: Steps,
    threads: ThreadPoolExecutor,
) -> Iterator[tuple[_Part, Content | Refusal]]:
    """Yield what becomes of each part, a few of which are made ahead."""

    def make(part: _Part) -> Content | Refusal:
        return steps.read("pdf-pictures", files[part.file].source.only(part.numbers))

    coming = iter(parts)
    ahead: deque[tuple[_Part, Future[Content | Refusal]]] = deque()
    try:
        for part in islice(coming, _AHEAD * steps.size):
            ahead.append((part, threads.submit(make, part)))
        while ahead:
            part, future = ahead.popleft()
            outcome = future.result()
            for another in islice(coming, 1):
                ahead.append((another, threads.submit(make, another)))
            yield part, outcome
    finally:
        for _, future in ahead:
            future.cancel()


def _fitting(pages: Iterable[Page], room: int) -> Iterator[Page]:
    """Yield pages up to the first whose picture finds no room."""
    for page in pages:
        room -= len(page.picture.data) if page.picture else 0
        if room < 0:
            return
        yield page


def _words(source: SourceFile, numbers: tuple[int, ...], steps: Steps) -> _Pages:
    """Return pages with their words alone; those that cannot be read are missing."""
    outcome = steps.read("pdf-words", source.only(numbers))
    source.let_go()
    if isinstance(outcome, Refusal):
        return {}
    return {page.number: page for page in outcome.pages}


def _together(
    drawn: Content, seen: _Pages, failed: Refusal | None, steps: Steps
) -> Content:
    """Return drawn pages with pictures and words, and without what nobody draws."""
    pages = tuple(
        page._replace(picture=other.picture, words=other.words)
        if (other := seen.get(page.number))
        else page
        for page in drawn.pages
    )
    if failed:
        message = pictures_missing(reason=failed.reason)
        note = Note("file-cut", message, failed.hint)
        drawn = drawn._replace(notes=(*drawn.notes, note))
    if steps.drawn:
        return drawn._replace(pages=pages)
    pages = tuple(page._replace(form=None) for page in pages)
    return drawn._replace(pages=pages, pool=NOTHING)
