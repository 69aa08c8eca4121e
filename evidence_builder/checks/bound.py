"""What is found when files are bound in: refused files, pages that are not there.

``check`` does not look into files, so these findings come with a build alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.attachments.kind import LARGEST_EMBEDDED, PICTURES
from evidence_builder.checks.length import why_long, without_locators
from evidence_builder.checks.subject import CheckedPortfolio
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.resolve.locate import Ambiguous, Astray
from evidence_builder.wording.phrases import clock, count, listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.model.locator import Locator
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem

_CODES = {code.slug: code for code in codes.ALL}


def check_bound(measured: Measured) -> Iterator[Diagnostic]:
    """Return what is wrong with files that were bound in, and with their locators."""
    subject = CheckedPortfolio(measured.resolved, measured.coverage)
    for item in measured.resolved.items:
        for file in item.files:
            yield from _found_in(file)
            yield from _pages(file, item)
            yield from _embedding(file)
        yield from _locators(item)
        yield from _length(subject, item)


def _length(subject: CheckedPortfolio, item: ResolvedItem) -> Iterator[Diagnostic]:
    """Say of an item that is long for its files' pages alone what is said of others."""
    bare = [claim for claim in item.item.claims if claim.at is None]
    contents = [file.content for file in item.files]
    pages = max((len(content.pages) for content in contents if content), default=0)
    if bare and pages > 1 and not item.item.evidence.draft and not why_long(item):
        why = f"has a file of {count(pages, 'page')}"
        yield without_locators(subject, item, bare, why)


def prevents_archive(resolved: Resolved) -> bool:
    """Whether some file keeps a document from being an archive file."""
    contents = (file.content for item in resolved.items for file in item.files)
    notes = (note for content in contents if content for note in content.notes)
    return any(note.code == codes.ARCHIVE_PREVENTED.slug for note in notes)


def _found_in(file: ItemFile) -> Iterator[Diagnostic]:
    """Say what could not be taken over, or why nothing could."""
    for note in file.content.notes if file.content else ():
        hints = (note.hint,) if note.hint else ()
        message = f"{file.path} {note.message}"
        yield Diagnostic(_CODES[note.code], file.span, message, hints)
    refusal = file.refusal
    if refusal is not None:
        is_picture = file.kind in PICTURES
        code = codes.IMAGE_UNREADABLE if is_picture else codes.FILE_NOT_INCLUDED
        message = f"{file.path} could not be included: {refusal.reason}"
        yield Diagnostic(
            code, file.span, message, (refusal.hint,) if refusal.hint else ()
        )


def _pages(file: ItemFile, item: ResolvedItem) -> Iterator[Diagnostic]:
    """Say of the pages that are chosen which of them there are not."""
    chosen, content = file.named.pages, file.content
    if chosen is None or content is None:
        return
    span = item.loaded.source.span(("files", file.place, "pages"))
    if not chosen.pages:
        message = f'"{chosen}" names no pages, so all of {file.path} is taken'
        hint = "write numbers of pages, such as 1-3, 7"
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
        return
    if not content.page_count and (content.blocks or content.markdown):
        message = f"all of {file.path} is shown, because its pages are not known"
        hint = "where only a part may be seen, keep that part as a file of its own"
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
    beyond = [str(page) for page in chosen.pages if page > content.page_count]
    if content.page_count and beyond:
        noun = "page" if len(beyond) == 1 else "pages"
        message = (
            f"{file.path} has {count(content.page_count, 'page')} and no {noun} "
            f"{listing(beyond)}"
        )
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message)


def _embedding(file: ItemFile) -> Iterator[Diagnostic]:
    if not file.named.embed or file.attachment is None:
        return
    if not file.is_recording:
        message = f"{file.path} is not attached to the PDF: it is no recording"
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, file.span, message)
    elif file.attachment.size > LARGEST_EMBEDDED:
        millions = f"{LARGEST_EMBEDDED / 1e6:.0f} MB"
        message = (
            f"{file.path} is not attached to the PDF: it is larger than {millions}"
        )
        hint = "cut out the part that shows the criteria, or leave it beside the PDF"
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, file.span, message, (hint,))


def _locators(item: ResolvedItem) -> Iterator[Diagnostic]:
    """Say of locators why nothing can lead there."""
    for claim in item.item.claims:
        where = item.located.get(claim.at) if claim.at else None
        span = item.loaded.source.span(claim.path)
        if claim.at and isinstance(where, Astray):
            message = f'"{claim.at}" leads nowhere: {_why(claim.at, where)}'
            hint = "name the page as the file counts it"
            if where.why == "no time":
                hint = "write minutes and seconds from its beginning, such as 2:05"
            yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
        elif isinstance(where, Ambiguous):
            names = [file.name for file in where.files]
            yield Diagnostic(
                codes.PAGE_AMBIGUOUS,
                span,
                f'"{claim.at}" may be a page of {listing(names, "or")}',
                (f'name the file too, such as "{names[0]}, {claim.at}"',),
            )


def _why(at: Locator, where: Astray) -> str:
    """Return why a locator leads nowhere, as a clause: "minutes.pdf has 2 pages"."""
    match where.why:
        case "no file":
            return f"the item has no file {at.file_name}"
        case "page left out":
            name = where.files[0].name
            return f"p. {at.page} of {name} is not among the pages included"
        case "no page":
            pages = [
                f"{file.name} has {count(file.page_count, 'page')}"
                for file in where.files
            ]
            return listing(pages)
        case "no time":
            (file,) = where.files
            seconds = file.content.seconds if file.content else 0
            return f"{file.path} lasts {clock(seconds)}"
