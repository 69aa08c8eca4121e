"""Files that are bound into a portfolio → what can be shown of each.

Each distinct file is read once and converted by the children of ``run.pool``, several
at a time; what was made before comes from the cache. Then pages get their pictures,
as many as there is room for. The results do not depend on which was ready first.

All that other rooms have converted goes through here: single pictures too, and Word
files that are written into or whose pages LibreOffice is to number.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, ParamSpec, TypeAlias, TypeVar

from evidence_builder import codes
from evidence_builder.attachments.content import Content, Refusal, Request
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.libreoffice import program
from evidence_builder.attachments.libreoffice.pages import (
    is_laid,
    lay_out,
    merged,
    needs_pictures,
)
from evidence_builder.attachments.run.cache import Cache
from evidence_builder.attachments.run.converters import SourceFile, Steps
from evidence_builder.attachments.run.page_pictures import (
    ROOM,
    DrawnFile,
    with_pictures,
)
from evidence_builder.attachments.run.pool import SHARED
from evidence_builder.attachments.run.registry import BY_KIND, CONVERTERS
from evidence_builder.attachments.unread import listed
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from concurrent.futures import Future

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.attachments.kind import Kind
    from evidence_builder.attachments.run.pool import Pool
    from evidence_builder.diagnostics import Sink, Span
    from evidence_builder.document.blocks import Image

    Progress: TypeAlias = Callable[[int, int], None]
    """Told how many files are done, of how many."""

    _Key: TypeAlias = tuple[str, Kind, tuple[int, ...] | None, str]


class WantedFile(NamedTuple):
    """A file that is to be bound in: all of it, or the pages that are named."""

    attachment: Attachment
    pages: tuple[int, ...] | None = None


def bind(  # noqa: PLR0913 - each is a decision of its own
    wanted: Sequence[WantedFile],
    *,
    drawn: bool,
    pictured: bool,
    cache: Cache | None,
    archive: bool = False,
    progress: Progress | None = None,
    room: int = ROOM,
    pool: Pool = SHARED,
) -> tuple[Content | Refusal, ...]:
    """Return what can be shown of each file, in order; no file makes this raise.

    Args:
        drawn: Whether some format draws pages as they are.
        pictured: Whether some format needs pages as pictures.
        cache: Where results are looked for and kept; None for neither.
        archive: Whether pages are drawn in a document that is kept for years.
        progress: Called after each file, by one thread at a time.
        room: The most bytes of all pictures of pages; pages beyond get their words.
        pool: Whose children do the work; tests have their own.
    """
    steps = Steps(pool, cache, drawn=drawn, pictured=pictured, archive=archive)
    distinct: dict[_Key, WantedFile] = {}
    for file in wanted:
        distinct.setdefault(_key(file), file)
    threads = _Threads(pool.size, "bind")
    try:
        count = _Count(progress or _say_nothing, len(distinct))
        outcomes = _convert(distinct, steps, threads, count, room)
    except BaseException:
        # Ctrl-C: nobody waits for what is still at work.
        pool.close()
        threads.shutdown(wait=False, cancel_futures=True)
        raise
    threads.shutdown()
    pool.rest()
    if cache is not None and steps.has_kept:
        cache.trim()
    return tuple(outcomes[_key(file)] for file in wanted)


def cache_of_user() -> Cache | None:
    """Return where this user's results are kept; None where nobody can tell where."""
    return Cache.of_user()


def picture(attachment: Attachment, *, span: Span, sink: Sink) -> Image | None:
    """Return a picture as it will be embedded; None, with a finding, if it cannot be.

    For narratives: upright, in sRGB or grey, on white, at most 1600 pixels long,
    without metadata.
    """
    name = attachment.path
    if attachment.kind not in ("jpeg", "png"):
        message = wording.is_not_shown(name=name, kind=in_words(attachment.kind))
        hint = wording.as_jpeg_or_png()
        sink.report(codes.IMAGE_UNREADABLE, span, message, hint)
        return None
    data = attachment.read()
    if data is None:
        message, hint = wording.has_gone(name=name), wording.run_this_again()
        sink.report(codes.FILE_UNREADABLE, span, message, hint)
        return None
    request = Request(attachment.name, (1,))
    outcome = SHARED.convert(BY_KIND[attachment.kind], request, data).outcome
    if isinstance(outcome, Refusal):
        message = wording.cannot_be_shown(name=name, reason=outcome.reason)
        sink.report(codes.IMAGE_UNREADABLE, span, message, outcome.hint)
    if isinstance(outcome, Content) and outcome.pages:
        return outcome.pages[0].picture
    return None


def clean_template(data: bytes) -> bytes:
    """Return a Word file without macros, and without what leads outside.

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
        CannotBeIncludedError: It is nested too deep.
    """
    from evidence_builder.attachments.libreoffice.clean.package import cleaned

    return cleaned(data, "docx")


def pages_set(
    data: bytes, bookmarks: Iterable[str]
) -> tuple[Mapping[str, int], int] | None:
    """Return the page of each bookmark of a Word file, and how many pages there are.

    LibreOffice sets them, nearly as Word does; None where it is not on this computer,
    or fails.
    """
    from evidence_builder.attachments.pdf.links import bookmark_pages

    pdf = program.with_places(data)
    return None if pdf is None else bookmark_pages(pdf, bookmarks)


def _convert(
    distinct: dict[_Key, WantedFile],
    steps: Steps,
    threads: ThreadPoolExecutor,
    count: _Count,
    room: int,
) -> dict[_Key, Content | Refusal]:
    """Return what became of each distinct file."""
    laid = {
        key: _source(file)
        for key, file in distinct.items()
        if is_laid(file.attachment.kind, _request(file), steps)
    }

    def convert(key: _Key) -> Content | Refusal:
        outcome = _read(distinct[key], steps)
        if key not in laid and not _needs_pictures(outcome, steps):
            count.add()
        return outcome

    reading = {key: threads.submit(convert, key) for key in distinct}
    kinds = {source: distinct[key].attachment.kind for key, source in laid.items()}
    # LibreOffice works beside them, watched from here, where Ctrl-C arrives.
    pages = lay_out(kinds, steps, threads) if laid else {}
    read = {key: future.result() for key, future in reading.items()}
    outcomes = dict(read)
    drawn: dict[_Key, DrawnFile] = {}
    for key, file in distinct.items():
        outcome = pages[laid[key]] if key in laid else read[key]
        if isinstance(outcome, DrawnFile) and needs_pictures(
            file.attachment.kind, _request(file), steps
        ):
            drawn[key] = outcome
        elif isinstance(outcome, Content) and _needs_pictures(outcome, steps):
            drawn[key] = DrawnFile(_source(file), outcome)
    contents = with_pictures(tuple(drawn.values()), steps, threads, count.add, room)
    outcomes |= (pictured := dict(zip(drawn, contents, strict=True)))
    for key, source in laid.items():
        sheets = pages[source]
        shown = sheets if isinstance(sheets, str) else pictured.get(key, sheets.content)
        outcomes[key] = merged(read[key], shown, kinds[source], source.request, steps)
    count.add(len(laid.keys() - pictured.keys()))
    return outcomes


def _needs_pictures(outcome: Content | Refusal, steps: Steps) -> bool:
    """Whether there are pages that not every format can draw."""
    return (
        steps.pictured
        and isinstance(outcome, Content)
        and any(page.form is not None for page in outcome.pages)
    )


_Given = ParamSpec("_Given")
_Returned = TypeVar("_Returned")


class _Threads(ThreadPoolExecutor):
    """Threads that speak the language of whoever gives them work."""

    def submit(
        self,
        fn: Callable[_Given, _Returned],
        /,
        *args: _Given.args,
        **kwargs: _Given.kwargs,
    ) -> Future[_Returned]:
        return super().submit(copy_context().run, partial(fn, *args, **kwargs))


class _Count:
    """How many files are done; told from any thread."""

    def __init__(self, progress: Progress, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0
        self._lock = threading.Lock()

    def add(self, more: int = 1) -> None:
        if more:
            with self._lock:
                self._done += more
                self._progress(self._done, self._total)


def _read(file: WantedFile, steps: Steps) -> Content | Refusal:
    """Return what a reader of its own makes of a file."""
    kind = file.attachment.kind
    if kind == "pdf":
        return steps.pages(_source(file))
    converter = BY_KIND.get(kind)
    if converter is None:
        return listed(file.attachment)
    outcome = steps.read(converter, _source(file))
    # Of recordings; every other converter says for itself.
    if isinstance(outcome, Content) and not outcome.way:
        return outcome._replace(way=wording.to_be_played())
    return outcome


def _source(file: WantedFile) -> SourceFile:
    attachment = file.attachment
    return SourceFile(attachment.sha256, _request(file), attachment.read)


def _request(file: WantedFile) -> Request:
    return Request(file.attachment.name, file.pages)


def _key(file: WantedFile) -> _Key:
    """Return what tells one job from another: equal files are converted once."""
    attachment = file.attachment
    row = CONVERTERS.get(BY_KIND.get(attachment.kind, ""))
    by_name = attachment.kind == "other" if row is None else row.by_name
    name = attachment.name if by_name else ""
    return attachment.sha256, attachment.kind, file.pages, name


def _say_nothing(_done: int, _of: int) -> None:
    return
