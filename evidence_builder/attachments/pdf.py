"""A PDF → its pages, ready to be drawn.

Pages are copied, not painted: their operators, fonts and pictures stay as packed as
they came. What a page looks like when the file is opened is what is taken: filled
fields and remarks are part of it, hidden layers are not.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final, NamedTuple

import pikepdf

from evidence_builder.attachments.content import (
    DAMAGED,
    NOTHING,
    CannotBeIncludedError,
    Content,
    Note,
)
from evidence_builder.attachments.pdf_annotations import draw_fields
from evidence_builder.attachments.pdf_comments import (
    COMMENTS,
    as_particular,
    comments,
)
from evidence_builder.attachments.pdf_layers import Layers
from evidence_builder.attachments.pdf_links import Destinations
from evidence_builder.attachments.pdf_pages import take
from evidence_builder.attachments.pdf_pictures import (
    blank_pages,
    pictured,
    rewritten,
    with_blank_edges,
    worded,
)
from evidence_builder.attachments.pdf_read import FAULTS, items, member
from evidence_builder.attachments.pdf_stock import Stocktaker
from evidence_builder.attachments.pdf_streams import TooLargeError

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence

    from evidence_builder.attachments.content import Page, Request
    from evidence_builder.attachments.pdf_comments import Comment

PAGES: Final = 2_000
"""The most pages that are taken of one file."""

_HARDLY: Final = 32
"""Bytes of operators, packed, that can hardly draw anything."""

_AGAIN: Final = "open it, print it to a new PDF, and use that"
_SAVE: Final = "save or scan it again"
_UNLOCK: Final = "open it with its password and save a copy without one"
_LOST: Final = "it is damaged: its pages cannot be found"

_HARMLESS: Final = re.compile(
    "reported number of objects|extraneous whitespace|xref stream itself is missing"
    "|followed by carriage return only|/ID in trailer|has duplicated key"
    "|bytes before end of file|/Type entry|Resources is missing"
)
"""What is wrong in many files and takes nothing from what they show."""


class _LeftOut(NamedTuple):
    """Pages that are not taken, by their numbers, and why."""

    unreadable: list[int]
    too_large: list[int]


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
    return content._replace(pages=pictured(content), stock=NOTHING)


def read_pages(data: bytes, request: Request) -> Content:
    """Return the pages of a PDF as what can be read on them, without a picture.

    Raises:
        CannotBeIncludedError: Nothing of it can be shown.
    """
    content = _copied(data, request, judged=False)
    return content._replace(pages=worded(content), stock=NOTHING)


def _copied(data: bytes, request: Request, *, judged: bool = True) -> Content:
    """Return the pages of a PDF, of which nothing has been painted yet.

    Args:
        judged: Whether to look for what is lost or blank, which the file as a whole
            has been asked before.
    """
    pdf, damaged = _opened(data)
    with pdf:
        try:
            found = list(pdf.pages)
        except FAULTS as error:
            raise CannotBeIncludedError(_LOST, _SAVE) from error
        if not found:
            raise CannotBeIncludedError("it has no pages", _SAVE)
        if _is_shell(pdf):
            message = "it is a form that only Adobe Reader can show"
            raise CannotBeIncludedError(message, _AGAIN)
        taken = _taken(len(found), request)
        in_full = draw_fields(pdf, [found[number - 1] for number in taken])
        layers, destinations = Layers(pdf), Destinations(pdf, found)
        stock = Stocktaker(pdf, layers)
        content, left = _content(found, taken, stock, destinations)
        if left.too_large:
            # What the other pages do not need goes with them.
            kept = _numbers(content, left.too_large)
            content, _ = _content(found, kept, Stocktaker(pdf, layers), destinations)
        if not judged:
            return content
        notes = list(_notes(pdf, request))
        notes += _too_large(content, left)
        if damaged or left.unreadable or stock.lost or _is_damaged(pdf):
            lost = _lost_pages(content, left)
            notes += _damage(left, lost)
            if lost:
                # A sheet without anything on it would pass for evidence.
                kept = _numbers(content, lost)
                again = Stocktaker(pdf, layers)
                content, _ = _content(found, kept, again, destinations)
            content = content._replace(way=content.way + DAMAGED)
        else:
            notes += _blank(content)
        said = [
            one
            for page in content.pages
            for one in comments(found[page.number - 1].obj, page.number, layers)
        ]
    if stock.elsewhere:
        message = "refers to other files, which are not shown"
        notes.append(Note("file-cut", message, _AGAIN))
    if not in_full:
        message = "has form fields that cannot be shown letter for letter"
        notes.append(Note("file-cut", message, _AGAIN))
    notes += _unsaid(said)
    particulars = tuple(as_particular(one) for one in said[:COMMENTS])
    return content._replace(particulars=particulars, notes=tuple(notes))


def _opened(data: bytes) -> tuple[pikepdf.Pdf, bool]:
    """Return a file that can be read, and whether it had to be repaired first."""
    if not data.strip(b"\0\t\n\f\r "):
        raise CannotBeIncludedError("it is empty", _SAVE)
    try:
        return pikepdf.open(io.BytesIO(data)), False
    except pikepdf.PasswordError as error:
        raise CannotBeIncludedError("it needs a password", _UNLOCK) from error
    except FAULTS as error:
        why = str(error)
        if "encrypt" in why:
            message = "it is locked in a way that cannot be opened"
            raise CannotBeIncludedError(message, _UNLOCK) from error
        if "oop" in why:
            raise CannotBeIncludedError(_LOST, _SAVE) from error
    # Another library reads some files that the first cannot.
    second = rewritten(data)
    if second is None:
        raise CannotBeIncludedError("it is damaged and cannot be read", _SAVE)
    try:
        return pikepdf.open(io.BytesIO(second)), True
    except FAULTS as error:
        message = "it is damaged and cannot be read"
        raise CannotBeIncludedError(message, _SAVE) from error


def _is_shell(pdf: pikepdf.Pdf) -> bool:
    """Whether the pages only say "Please wait": the content is an XFA form."""
    form = member(pdf.Root, "/AcroForm")
    if member(form, "/XFA") is None:
        return False
    return member(pdf.Root, "/NeedsRendering") is True or not _has_any(form, "/Fields")


def _has_any(holder: object, key: str) -> bool:
    return next(iter(items(member(holder, key))), None) is not None


def _taken(count: int, request: Request) -> list[int]:
    wanted = range(1, count + 1) if request.pages is None else request.pages
    return [number for number in wanted if 1 <= number <= count][:PAGES]


def _content(
    found: Sequence[pikepdf.Page],
    taken: Sequence[int],
    stock: Stocktaker,
    destinations: Destinations,
) -> tuple[Content, _LeftOut]:
    """Return the pages that can be read, and the numbers of those left out.

    Pages are among both where only the stock tells that there is too much of them.
    """
    pages: list[Page] = []
    unreadable, too_large = [], []
    for number in taken:
        try:
            pages.append(take(found[number - 1].obj, number, stock, destinations))
        except TooLargeError:
            too_large.append(number)
        except FAULTS:
            unreadable.append(number)
    kept = {page.number for page in pages}
    content = Content(
        pages=tuple(_within(page, kept) for page in pages),
        page_count=len(found),
        stock=stock.take_stock(),
        way="Pages as they are",
    )
    heavy = [page.number for page in pages if stock.needs_too_much(page.form or 0)]
    return content, _LeftOut(unreadable, sorted(too_large + heavy))


def _numbers(content: Content, without: Container[int]) -> list[int]:
    numbers = (page.number for page in content.pages)
    return [number for number in numbers if number not in without]


def _within(page: Page, kept: set[int]) -> Page:
    """Return a page whose links lead to pages that are there."""
    if not page.leaps:
        return page
    return page._replace(leaps=tuple(one for one in page.leaps if one.page in kept))


def _is_damaged(pdf: pikepdf.Pdf) -> bool:
    return any(not _HARMLESS.search(str(one)) for one in pdf.get_warnings())


def _blank(content: Content) -> Iterator[Note]:
    """Name pages without any content in a file that seems to be sound.

    Raises:
        CannotBeIncludedError: No page has any.
    """
    objects = content.stock.objects
    forms = [objects[page.form or 0].stream or b"" for page in content.pages]
    hardly = bool(forms) and all(len(form) <= _HARDLY for form in forms)
    if hardly and len(blank_pages(content)) == len(content.pages):
        raise CannotBeIncludedError("its pages are blank", _SAVE)
    empty = [
        page.number for page, form in zip(content.pages, forms, strict=True) if not form
    ]
    if empty:
        message = f"has nothing on {page_numbers(empty)}, which may be damage"
        yield Note("file-repaired", message, _SAVE)


def _notes(pdf: pikepdf.Pdf, request: Request) -> Iterator[Note]:
    count = len(pdf.pages)
    if request.pages is None and count > PAGES:
        message = f"has {count:,} pages; the first {PAGES:,} are included"
        yield Note("file-cut", message, "name the pages that matter with pages:")
    inside = member(member(pdf.Root, "/Names"), "/EmbeddedFiles")
    if _has_any(inside, "/Names") or _has_any(inside, "/Kids"):
        message = "has other files inside it, which are not included"
        yield Note("file-cut", message, "save those that matter and list them too")


def _too_large(content: Content, left: _LeftOut) -> Iterator[Note]:
    """Name pages of which there is too much.

    Raises:
        CannotBeIncludedError: There are no others.
    """
    if not left.too_large:
        return
    if not content.pages and not left.unreadable:
        message = "it unpacks to far more than a page can need"
        raise CannotBeIncludedError(message, _AGAIN)
    which = page_numbers(left.too_large)
    unpacks = "unpacks" if len(left.too_large) == 1 else "unpack"
    message = f"lacks {which}, which {unpacks} to far more than a page can need"
    yield Note("file-cut", message, _AGAIN)


def _lost_pages(content: Content, left: _LeftOut) -> tuple[int, ...]:
    """Return the numbers of pages of a damaged file on which nothing can be seen.

    Which of them have always been blank cannot be told.

    Raises:
        CannotBeIncludedError: Nothing can be seen on any.
    """
    blank = blank_pages(content)
    if len(blank) == len(content.pages) and (content.pages or left.unreadable):
        message = "it is damaged and nothing on its pages can be read"
        raise CannotBeIncludedError(message, _SAVE)
    return blank


def _unsaid(said: Sequence[Comment]) -> Iterator[Note]:
    """Say which comments are not as the file shows them."""
    if any(one.typed for one in said):
        pages = page_numbers(sorted({one.page for one in said if one.typed}))
        message = f"has typed words on {pages} that are listed as comments, not drawn"
        yield Note("file-cut", message, _AGAIN)
    if len(said) > COMMENTS:
        message = f"has {len(said):,} comments; the first {COMMENTS} are listed"
        yield Note("file-cut", message, _AGAIN)
    cut = sorted({one.page for one in said[:COMMENTS] if one.cut})
    if cut:
        message = f"has long comments on {page_numbers(cut)}, which are cut"
        yield Note("file-cut", message, _AGAIN)


def _damage(left: _LeftOut, lost: Sequence[int]) -> Iterator[Note]:
    """Say what is lost of a damaged file."""
    yield Note("file-repaired", "is damaged; what can be read is included", _SAVE)
    if left.unreadable:
        message = f"is damaged: {page_numbers(left.unreadable)} cannot be read"
        yield Note("file-repaired", message, _SAVE)
    if lost:
        left = "which is left out" if len(lost) == 1 else "which are left out"
        message = f"is damaged: nothing can be seen on {page_numbers(lost)}, {left}"
        yield Note("file-repaired", message, _SAVE)


def page_numbers(numbers: Sequence[int]) -> str:
    """Return a few numbers of pages in words: ``pages 2, 5``."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    some = ", ".join(str(number) for number in numbers[:10])
    return f"pages {some}" + (" and more" if len(numbers) > 10 else "")
