"""A PDF → its pages, ready to be drawn.

Pages are copied, not painted: their operators, fonts and pictures stay as packed as
they came. What a page looks like when the file is opened is what is taken: filled
fields and annotations are part of it, hidden optional content is not.
"""

from __future__ import annotations

import io
import re
from functools import partial
from typing import TYPE_CHECKING, Final

import pikepdf

from evidence_builder.attachments.content import (
    NOTHING,
    CannotBeIncludedError,
    Content,
    Note,
)
from evidence_builder.attachments.pdf.annotations import draw_fields
from evidence_builder.attachments.pdf.comments import COMMENTS, as_particular, comments
from evidence_builder.attachments.pdf.form_xobject import copied_page
from evidence_builder.attachments.pdf.links import Destinations
from evidence_builder.attachments.pdf.messages import (
    PAGES,
    LeftOut,
    blank,
    damage,
    lost_pages,
    of_the_whole,
    too_large,
    unshown_comments,
)
from evidence_builder.attachments.pdf.object_pool import ObjectPool
from evidence_builder.attachments.pdf.objects import DAMAGE, FAULTS, has_any, member
from evidence_builder.attachments.pdf.optional_content import OptionalContent
from evidence_builder.attachments.pdf.raster import (
    pictured,
    rewritten,
    with_blank_edges,
    worded,
)
from evidence_builder.attachments.pdf.streams import TooLargeError
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from evidence_builder.attachments.content import Page, Request

_HARMLESS: Final = re.compile(
    "reported number of objects|extraneous whitespace|xref stream itself is missing"
    "|followed by carriage return only|/ID in trailer|has duplicated key"
    "|bytes before end of file|/Type entry|Resources is missing"
)
"""What is wrong in many files and takes nothing from what they show."""


def convert(data: bytes, request: Request) -> Content:
    """Return the pages of a PDF.

    Raises:
        CannotBeIncludedError: Nothing of it can be shown.
    """
    return with_blank_edges(_copied(data, request))


def picture_pages(data: bytes, request: Request) -> Content:
    """Return the pages of a PDF as pictures, with what can be read on them.

    Raises:
        CannotBeIncludedError: Nothing of it can be shown.
    """
    content = _copied(data, request, judged=False)
    return content._replace(pages=pictured(content), pool=NOTHING)


def read_pages(data: bytes, request: Request) -> Content:
    """Return the pages of a PDF as what can be read on them, without a picture.

    Raises:
        CannotBeIncludedError: Nothing of it can be shown.
    """
    content = _copied(data, request, judged=False)
    return content._replace(pages=worded(content), pool=NOTHING)


def _copied(data: bytes, request: Request, *, judged: bool = True) -> Content:
    """Return the pages of a PDF, of which nothing has been painted yet.

    Args:
        judged: Whether to look for what is lost or blank, which the file as a whole
            has been asked before.
    """
    pdf, damaged = _opened(data)
    with pdf:
        try:
            all_pages = list(pdf.pages)
        except FAULTS as error:
            raise CannotBeIncludedError(
                wording.pages_not_found(), wording.save_or_scan()
            ) from error
        if not all_pages:
            raise CannotBeIncludedError(wording.has_no_pages(), wording.save_or_scan())
        if _is_shell(pdf):
            message = wording.adobe_form()
            raise CannotBeIncludedError(message, wording.print_anew())
        chosen = _chosen(len(all_pages), request)
        in_full = draw_fields(pdf, [all_pages[number - 1] for number in chosen])
        optional_content = OptionalContent(pdf)
        destinations = Destinations(pdf, all_pages)
        pool = ObjectPool(pdf, optional_content)
        content, left_out = _content(all_pages, chosen, pool, destinations)
        without = partial(_without, all_pages, pool, destinations)
        if left_out.too_large:
            content = without(content, left_out.too_large)
        if not judged:
            return content
        notes = list(of_the_whole(pdf, request))
        notes += too_large(content, left_out)
        if damaged or left_out.unreadable or pool.lost or _is_damaged(pdf):
            lost = lost_pages(content, left_out)
            notes += damage(left_out, lost)
            if lost:
                # A sheet without anything on it would pass for evidence.
                content = without(content, lost)
            content = content._replace(way=wording.damaged(way=content.way))
        else:
            notes += blank(content)
        written = [
            comment
            for page in content.pages
            for comment in comments(
                all_pages[page.number - 1].obj, page.number, optional_content
            )
        ]
    if pool.elsewhere:
        message = wording.refers_elsewhere()
        notes.append(Note("file-cut", message, wording.print_anew()))
    if not in_full:
        message = wording.fields_inexact()
        notes.append(Note("file-cut", message, wording.print_anew()))
    notes += unshown_comments(written)
    particulars = tuple(as_particular(comment) for comment in written[:COMMENTS])
    return content._replace(particulars=particulars, notes=tuple(notes))


def _opened(data: bytes) -> tuple[pikepdf.Pdf, bool]:
    """Return a file that can be read, and whether it had to be repaired first."""
    if not data.strip(b"\0\t\n\f\r "):
        raise CannotBeIncludedError(wording.file_empty(), wording.save_or_scan())
    try:
        return pikepdf.open(io.BytesIO(data)), False
    except pikepdf.PasswordError as error:
        raise CannotBeIncludedError(
            wording.needs_password(), wording.unlock_it()
        ) from error
    except FAULTS as error:
        why = str(error)
        if "encrypt" in why:
            message = wording.locked()
            raise CannotBeIncludedError(message, wording.unlock_it()) from error
        if "oop" in why:
            raise CannotBeIncludedError(
                wording.pages_not_found(), wording.save_or_scan()
            ) from error
    # Another library reads some files that the first cannot.
    second = rewritten(data)
    if second is None:
        raise CannotBeIncludedError(
            wording.damaged_unreadable(), wording.save_or_scan()
        )
    try:
        return pikepdf.open(io.BytesIO(second)), True
    except FAULTS as error:
        message = wording.damaged_unreadable()
        raise CannotBeIncludedError(message, wording.save_or_scan()) from error


def _is_shell(pdf: pikepdf.Pdf) -> bool:
    """Whether the pages only say "Please wait": the content is an XFA form.

    ISO 32000-1:2008, 12.7.8, and 7.7.2, table 28 (NeedsRendering).
    """
    form = member(pdf.Root, "/AcroForm")
    if member(form, "/XFA") is None:
        return False
    return member(pdf.Root, "/NeedsRendering") is True or not has_any(form, "/Fields")


def _chosen(count: int, request: Request) -> list[int]:
    wanted = range(1, count + 1) if request.pages is None else request.pages
    return [number for number in wanted if 1 <= number <= count][:PAGES]


def _content(
    all_pages: Sequence[pikepdf.Page],
    chosen: Sequence[int],
    pool: ObjectPool,
    destinations: Destinations,
) -> tuple[Content, LeftOut]:
    """Return the pages that can be read, and the numbers of those left out.

    Pages are among both where only the pool tells that there is too much of them.
    """
    pages: list[Page] = []
    unreadable, heavy = [], []
    for number in chosen:
        try:
            pages.append(
                copied_page(all_pages[number - 1].obj, number, pool, destinations)
            )
        except TooLargeError:
            heavy.append(number)
        except DAMAGE:
            unreadable.append(number)
    kept = {page.number for page in pages}
    content = Content(
        pages=tuple(_within(page, kept) for page in pages),
        page_count=len(all_pages),
        pool=pool.copied(),
        way=wording.as_they_are(),
    )
    heavy += [page.number for page in pages if pool.needs_too_much(page.form or 0)]
    return content, LeftOut(unreadable, sorted(heavy))


def _without(
    all_pages: Sequence[pikepdf.Page],
    pool: ObjectPool,
    destinations: Destinations,
    content: Content,
    numbers: Container[int],
) -> Content:
    """Return content without some pages, and without what only they need."""
    rest = [page.number for page in content.pages if page.number not in numbers]
    return _content(all_pages, rest, pool.emptied(), destinations)[0]


def _within(page: Page, kept: set[int]) -> Page:
    """Return a page whose links lead to pages that are there."""
    if not page.links:
        return page
    return page._replace(links=tuple(link for link in page.links if link.page in kept))


def _is_damaged(pdf: pikepdf.Pdf) -> bool:
    return any(not _HARMLESS.search(str(warning)) for warning in pdf.get_warnings())
