"""What is found when files are bound in: refused files, pages that are not there.

``check`` does not look into files, so these findings come with a build alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.attachments.content import Content
from evidence_builder.attachments.kind import LARGEST_EMBEDDED, PICTURES, RECORDINGS
from evidence_builder.checks.length import why_long, without_locators
from evidence_builder.checks.subject import CheckedPortfolio
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.model.locator import chosen_pages, times_of
from evidence_builder.resolve.locate import (
    Ambiguous,
    NoSuchPage,
    as_paged,
    locate,
)
from evidence_builder.wording.phrases import count, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.diagnostics import Span
    from evidence_builder.model.evidence import PlainFile
    from evidence_builder.resolve.resolved import Bound, Measured, ResolvedItem

_CODES = {code.slug: code for code in codes.ALL}


def check_bound(
    measured: Measured, bound: Mapping[tuple[str, int], Bound]
) -> Iterator[Diagnostic]:
    """Return what is wrong with files that were bound in, and with their locators.

    Args:
        measured: The portfolio.
        bound: What was found in each file, by evidence number and the file's place.
    """
    subject = CheckedPortfolio(measured.resolved, measured.coverage)
    for item in measured.resolved.items:
        if not item.files:
            continue
        source = item.loaded.source
        contents = []
        for number, (file, attachment) in enumerate(item.files):
            result = bound.get((item.item.id, number))
            if result is None or attachment is None:
                contents.append(Content())
                continue
            span = source.span(("files", number, "path"))
            yield from _file(file, result, span, is_picture=attachment.kind in PICTURES)
            if isinstance(result, Content):
                yield from _pages(file, result, source.span(("files", number, "pages")))
            yield from _embedding(file, attachment.kind, attachment.size, span)
            contents.append(result if isinstance(result, Content) else Content())
        yield from _locators(item, contents)
        yield from _times(item, contents)
        yield from _length(subject, item, contents)


def _length(
    subject: CheckedPortfolio, item: ResolvedItem, contents: list[Content]
) -> Iterator[Diagnostic]:
    """Say of an item that is long for its files' pages alone what is said of others."""
    bare = [claim for claim in item.item.claims if claim.at is None]
    pages = max(len(content.pages) for content in contents)
    if bare and pages > 1 and not item.item.evidence.draft and not why_long(item):
        why = f"has a file of {count(pages, 'page')}"
        yield without_locators(subject, item, bare, why)


def prevents_archive(bound: Iterable[Bound]) -> bool:
    """Whether some file keeps a document from being an archive file."""
    notes = (note for file in bound if isinstance(file, Content) for note in file.notes)
    return any(note.code == codes.ARCHIVE_PREVENTED.slug for note in notes)


def _file(
    file: PlainFile, content: Bound, span: Span, *, is_picture: bool
) -> Iterator[Diagnostic]:
    if isinstance(content, Content):
        for note in content.notes:
            hints = (note.hint,) if note.hint else ()
            message = f"{file.path} {note.message}"
            yield Diagnostic(_CODES[note.code], span, message, hints)
        return
    code = codes.IMAGE_UNREADABLE if is_picture else codes.FILE_NOT_INCLUDED
    message = f"{file.path} could not be included: {content.reason}"
    yield Diagnostic(code, span, message, (content.hint,) if content.hint else ())


def _pages(file: PlainFile, content: Content, span: Span) -> Iterator[Diagnostic]:
    """Say of the pages that are chosen which of them there are not."""
    if not file.pages:
        return
    wanted = chosen_pages(file.pages)
    if wanted is None:
        message = f'"{file.pages}" names no pages, so all of {file.path} is taken'
        hint = "write numbers of pages, such as 1-3, 7"
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
        return
    if not content.page_count and (content.blocks or content.markdown):
        message = f"all of {file.path} is shown, because its pages are not known"
        hint = "where only a part may be seen, keep that part as a file of its own"
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
    beyond = [str(page) for page in wanted if page > content.page_count]
    if content.page_count and beyond:
        noun = "page" if len(beyond) == 1 else "pages"
        message = (
            f"{file.path} has {count(content.page_count, 'page')} and no {noun} "
            f"{listing(beyond)}"
        )
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message)


def _embedding(
    file: PlainFile, kind: str, size: int, span: Span
) -> Iterator[Diagnostic]:
    if not file.embed:
        return
    if kind not in RECORDINGS:
        message = f"{file.path} is not attached to the PDF: it is no recording"
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, span, message)
    elif size > LARGEST_EMBEDDED:
        millions = f"{LARGEST_EMBEDDED / 1e6:.0f} MB"
        message = (
            f"{file.path} is not attached to the PDF: it is larger than {millions}"
        )
        hint = "cut out the part that shows the criteria, or leave it beside the PDF"
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, span, message, (hint,))


def _locators(item: ResolvedItem, contents: list[Content]) -> Iterator[Diagnostic]:
    """Say of locators that name a page why nothing can lead there."""
    files = [
        as_paged(file, content)
        for (file, _), content in zip(item.files, contents, strict=True)
    ]
    for claim in item.item.claims:
        where = locate(claim.at, files) if claim.at else None
        if isinstance(where, NoSuchPage):
            yield Diagnostic(
                codes.PAGE_UNKNOWN,
                item.loaded.source.span(claim.path),
                f'"{claim.at}" leads nowhere: {where.why}',
                ("name the page as the file counts it",),
            )
        elif isinstance(where, Ambiguous):
            yield Diagnostic(
                codes.PAGE_AMBIGUOUS,
                item.loaded.source.span(claim.path),
                f'"{claim.at}" may be a page of {listing(where.names, "or")}',
                (f'name the file too, such as "{where.names[0]}, {claim.at}"',),
            )


def _times(item: ResolvedItem, contents: list[Content]) -> Iterator[Diagnostic]:
    """Say of times that lie beyond the only recording of an item."""
    played = [
        (file, content)
        for (file, attachment), content in zip(item.files, contents, strict=True)
        if attachment is not None and attachment.kind in RECORDINGS
    ]
    if len(played) != 1:
        return
    ((file, content),) = played
    duration = dict(content.particulars).get("Duration", "")
    for claim in item.item.claims:
        times = times_of(claim.at or "")
        if times and duration and max(times) > times_of(duration)[0]:
            yield Diagnostic(
                codes.PAGE_UNKNOWN,
                item.loaded.source.span(claim.path),
                f'"{claim.at}" leads nowhere: {file.path} lasts {duration}',
                ("write minutes and seconds from its beginning, such as 2:05",),
            )
