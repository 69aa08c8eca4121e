"""What is said of a PDF whose pages are taken, and of one that has none to show."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import CannotBeIncludedError, Note
from evidence_builder.attachments.pdf.comments import COMMENTS
from evidence_builder.attachments.pdf.objects import has_any, member
from evidence_builder.attachments.pdf.raster import blank_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import pikepdf

    from evidence_builder.attachments.content import Content, Request
    from evidence_builder.attachments.pdf.comments import Comment

PAGES: Final = 2_000
"""The most pages that are taken of one file."""

AGAIN: Final = "open it, print it to a new PDF, and use that"
SAVE: Final = "save or scan it again"

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
        raise CannotBeIncludedError("its pages are blank", SAVE)
    empty = [
        page.number for page, form in zip(content.pages, forms, strict=True) if not form
    ]
    if empty:
        message = f"has nothing on {page_numbers(empty)}, which may be damage"
        yield Note("file-repaired", message, SAVE)


def of_the_whole(pdf: pikepdf.Pdf, request: Request) -> Iterator[Note]:
    """Say what is left behind of any file, also a sound one."""
    count = len(pdf.pages)
    if request.pages is None and count > PAGES:
        message = f"has {count:,} pages; the first {PAGES:,} are included"
        yield Note("file-cut", message, "name the pages that matter with pages:")
    # ISO 32000-1:2008, 7.7.4, table 31, and 7.11.4
    inside = member(member(pdf.Root, "/Names"), "/EmbeddedFiles")
    if has_any(inside, "/Names") or has_any(inside, "/Kids"):
        message = "has other files inside it, which are not included"
        yield Note("file-cut", message, "save those that matter and list them too")


def too_large(content: Content, left_out: LeftOut) -> Iterator[Note]:
    """Name pages of which there is too much.

    Raises:
        CannotBeIncludedError: There are no others.
    """
    if not left_out.too_large:
        return
    if not content.pages and not left_out.unreadable:
        message = "it unpacks to far more than a page can need"
        raise CannotBeIncludedError(message, SAVE)
    which = page_numbers(left_out.too_large)
    unpacks = "unpacks" if len(left_out.too_large) == 1 else "unpack"
    message = f"lacks {which}, which {unpacks} to far more than a page can need"
    yield Note("file-cut", message, SAVE)


def lost_pages(content: Content, left_out: LeftOut) -> tuple[int, ...]:
    """Return the numbers of pages of a damaged file on which nothing can be seen.

    Which of them have always been blank cannot be told.

    Raises:
        CannotBeIncludedError: Nothing can be seen on any.
    """
    lost = blank_pages(content)
    if len(lost) == len(content.pages) and (content.pages or left_out.unreadable):
        message = "it is damaged and nothing on its pages can be read"
        raise CannotBeIncludedError(message, SAVE)
    return lost


def unshown_comments(comments: Sequence[Comment]) -> Iterator[Note]:
    """Say which comments are not as the file shows them."""
    if any(comment.typed for comment in comments):
        pages = page_numbers(
            sorted({comment.page for comment in comments if comment.typed})
        )
        message = f"has typed words on {pages} that are listed as comments, not drawn"
        yield Note("file-cut", message, AGAIN)
    if len(comments) > COMMENTS:
        message = f"has {len(comments):,} comments; the first {COMMENTS} are listed"
        yield Note("file-cut", message, AGAIN)
    cut = sorted({comment.page for comment in comments[:COMMENTS] if comment.cut})
    if cut:
        message = f"has long comments on {page_numbers(cut)}, which are cut"
        yield Note("file-cut", message, AGAIN)


def damage(left_out: LeftOut, lost: Sequence[int]) -> Iterator[Note]:
    """Say what is lost of a damaged file."""
    yield Note("file-repaired", "is damaged; what can be read is included", SAVE)
    if left_out.unreadable:
        message = f"is damaged: {page_numbers(left_out.unreadable)} cannot be read"
        yield Note("file-repaired", message, SAVE)
    if lost:
        gone = "which is left out" if len(lost) == 1 else "which are left out"
        message = f"is damaged: nothing can be seen on {page_numbers(lost)}, {gone}"
        yield Note("file-repaired", message, SAVE)


def page_numbers(numbers: Sequence[int]) -> str:
    """Return a few numbers of pages in words: ``pages 2, 5``."""
    if len(numbers) == 1:
        return f"page {numbers[0]}"
    some = ", ".join(str(number) for number in numbers[:10])
    return f"pages {some}" + (" and more" if len(numbers) > 10 else "")
