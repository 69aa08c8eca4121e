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
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import clock, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.attachments.content import Content
    from evidence_builder.model.locator import Locator
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.resolved import Measured, ResolvedItem

_CODES = {code.slug: code for code in codes.ALL}


def check_bound(measured: Measured) -> Iterator[Diagnostic]:
    """Return what is wrong with files that were bound in, and with their locators."""
    subject = CheckedPortfolio(measured.resolved, measured.coverage)
    for item in measured.resolved.items:
        for file in item.all_files:
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
        why = words.has_a_file_of_pages(pages)
        yield without_locators(subject, item, bare, why)


def prevents_archive(contents: Iterable[Content | None]) -> bool:
    """Whether what was found in some file keeps a document from being an archive."""
    notes = (note for content in contents if content for note in content.notes)
    return any(note.code == codes.ARCHIVE_PREVENTED.slug for note in notes)


def _found_in(file: ItemFile) -> Iterator[Diagnostic]:
    """Say what could not be taken over, or why nothing could."""
    for note in file.content.notes if file.content else ():
        hints = (note.hint,) if note.hint else ()
        message = words.about_file(file=file.path, what=note.message)
        yield Diagnostic(_CODES[note.code], file.span, message, hints)
    refusal = file.refusal
    if refusal is not None:
        is_picture = file.kind in PICTURES
        code = codes.IMAGE_UNREADABLE if is_picture else codes.FILE_NOT_INCLUDED
        message = words.could_not_be_included(file=file.path, reason=refusal.reason)
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
        message = words.names_no_pages(text=chosen, file=file.path)
        hint = words.write_page_numbers()
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
        return
    if not content.page_count and (content.blocks or content.markdown):
        message = words.pages_not_known(file=file.path)
        hint = words.keep_a_part()
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint,))
    beyond = [str(page) for page in chosen.pages if page > content.page_count]
    if content.page_count and beyond:
        has = words.pages_of(content.page_count, file=file.path)
        message = words.has_no_page(len(beyond), has=has, pages=listing(beyond))
        yield Diagnostic(codes.PAGE_UNKNOWN, span, message)


def _embedding(file: ItemFile) -> Iterator[Diagnostic]:
    if not file.named.embed or file.attachment is None:
        return
    if not file.is_recording:
        message = words.no_recording(file=file.path)
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, file.span, message)
    elif file.attachment.size > LARGEST_EMBEDDED:
        limit = f"{LARGEST_EMBEDDED / 1e6:.0f} MB"
        message = words.too_large_to_attach(file=file.path, size=limit)
        hint = words.cut_recording()
        yield Diagnostic(codes.FILE_NOT_EMBEDDED, file.span, message, (hint,))


def _locators(item: ResolvedItem) -> Iterator[Diagnostic]:
    """Say of locators why nothing can lead there."""
    for claim in item.item.claims:
        where = item.located.get(claim.at) if claim.at else None
        span = item.loaded.source.span(claim.path)
        if claim.at and isinstance(where, Astray):
            message = words.leads_nowhere(at=claim.at, why=_why(claim.at, where))
            hint = words.page_as_counted
            if where.why == "no_time":
                hint = words.time_from_beginning
            yield Diagnostic(codes.PAGE_UNKNOWN, span, message, (hint(),))
        elif isinstance(where, Ambiguous):
            names = [file.name for file in where.files]
            yield Diagnostic(
                codes.PAGE_AMBIGUOUS,
                span,
                words.may_be_page_of(at=claim.at, files=listing(names, "or")),
                (words.name_the_file_too(file=names[0], at=claim.at),),
            )


def _why(at: Locator, where: Astray) -> str:
    """Return why a locator leads nowhere, as a clause: "minutes.pdf has 2 pages"."""
    match where.why:
        case "no_file":
            return words.item_without_file(file=at.file_name)
        case "page_left_out":
            name = where.files[0].name
            return words.page_left_out(page=at.page, file=name)
        case "no_page":
            pages = [
                words.pages_of(file.page_count, file=file.name) for file in where.files
            ]
            return listing(pages)
        case "no_time":
            (file,) = where.files
            seconds = file.content.seconds if file.content else 0
            return words.recording_lasts(file=file.path, length=clock(seconds))
