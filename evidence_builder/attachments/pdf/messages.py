"""What is said of a PDF whose pages are taken, and of one that has none to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import CannotBeIncludedError, Note
from evidence_builder.attachments.pdf.comments import COMMENTS
from evidence_builder.attachments.pdf.objects import has_any, member
from evidence_builder.attachments.pdf.raster import blank_pages
from evidence_builder.wording import attachments as wording
from evidence_builder.wording.phrases import enumerated

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from evidence_builder.attachments.content import Content, Request
    from evidence_builder.attachments.pdf.comments import Comment

PAGES: Final = 2_000
"""The most pages that are taken of one file."""

_HARDLY: Final = 32
"""Bytes of operators, packed, that can hardly draw anything."""


class LeftOut(NamedTuple):
    """Pages that are not taken, by their numbers, and why."""

    unreadable: list[int]
    too_large: list[int]


def blank(content: Content) -> Iterator[Note]:
    """Name pages without any content in a file that seems to be sound.

    Raises:
        CannotBeIncludedError: No page has any.
    """
    objects = content.pool.objects
    forms = [objects[page.form or 0].stream or b"" for page in content.pages]
    hardly = bool(forms) and all(len(form) <= _HARDLY for form in forms)
    if hardly and len(blank_pages(content)) == len(content.pages):
        raise CannotBeIncludedError(wording.pages_blank(), wording.save_or_scan())
    empty = [
        page.number for page, form in zip(content.pages, forms, strict=True) if not form
    ]
    if empty:
        message = wording.nothing_on(pages=page_numbers(empty))
        yield Note("file-repaired", message, wording.save_or_scan())


def of_the_whole(pdf: pikepdf.Pdf, request: Request) -> Iterator[Note]:
    """Say what is left behind of any file, also a sound one."""
    count = len(pdf.pages)
    if request.pages is None and count > PAGES:
        message = wording.first_pages(count, most=PAGES)
        yield Note("file-cut", message, wording.name_pages())
    # ISO 32000-1:2008, 7.7.4, table 31, and 7.11.4
    inside = member(member(pdf.Root, "/Names"), "/EmbeddedFiles")
    if has_any(inside, "/Names") or has_any(inside, "/Kids"):
        yield Note("file-cut", wording.has_files_inside(), wording.list_them())


def too_large(content: Content, left_out: LeftOut) -> Iterator[Note]:
    """Name pages of which there is too much.

    Raises:
        CannotBeIncludedError: There are no others.
    """
    if not left_out.too_large:
        return
    if not content.pages and not left_out.unreadable:
        message = wording.far_too_large()
        raise CannotBeIncludedError(message, wording.save_or_scan())
    numbers = left_out.too_large
    message = wording.pages_too_large(len(numbers), pages=page_numbers(numbers))
    yield Note("file-cut", message, wording.save_or_scan())


def lost_pages(content: Content, left_out: LeftOut) -> tuple[int, ...]:
    """Return the numbers of pages of a damaged file on which nothing can be seen.

    Which of them have always been blank cannot be told.

    Raises:
        CannotBeIncludedError: Nothing can be seen on any.
    """
    lost = blank_pages(content)
    if len(lost) == len(content.pages) and (content.pages or left_out.unreadable):
        message = wording.pages_unreadable()
        raise CannotBeIncludedError(message, wording.save_or_scan())
    return lost


def unshown_comments(comments: Sequence[Comment]) -> Iterator[Note]:
    """Say which comments are not as the file shows them."""
    if any(comment.typed for comment in comments):
        pages = page_numbers(
            sorted({comment.page for comment in comments if comment.typed})
        )
        message = wording.typed_words(pages=pages)
        yield Note("file-cut", message, wording.print_anew())
    if len(comments) > COMMENTS:
        message = wording.first_comments(len(comments), most=COMMENTS)
        yield Note("file-cut", message, wording.print_anew())
    cut = sorted({comment.page for comment in comments[:COMMENTS] if comment.cut})
    if cut:
        message = wording.long_comments(pages=page_numbers(cut))
        yield Note("file-cut", message, wording.print_anew())


def damage(left_out: LeftOut, lost: Sequence[int]) -> Iterator[Note]:
    """Say what is lost of a damaged file."""
    yield Note("file-repaired", wording.repaired(), wording.save_or_scan())
    if unread := left_out.unreadable:
        message = wording.pages_lost(len(unread), pages=page_numbers(unread))
        yield Note("file-repaired", message, wording.save_or_scan())
    if lost:
        message = wording.pages_gone(len(lost), pages=page_numbers(lost))
        yield Note("file-repaired", message, wording.save_or_scan())


def page_numbers(numbers: Sequence[int]) -> str:
    """Return a few numbers of pages in words: ``pages 2, 5``."""
    some = enumerated(str(number) for number in numbers[:10])
    if len(numbers) > 10:
        return wording.pages_and_more(numbers=some)
    return wording.which_pages(len(numbers), numbers=some)
