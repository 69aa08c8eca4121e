"""Bookmarks of a Word file of which LibreOffice made a PDF → their pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def destinations(
    data: bytes, bookmarks: Iterable[str]
) -> tuple[Mapping[str, int], int] | None:
    """Return bookmark → page, from one, of those that the PDF has as named places.

    With it comes the number of pages; None for no sound PDF.
    """
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            named = pdf.Root.get("/Dests", pikepdf.Dictionary())
            places = {
                name.removeprefix("/"): numbers[named[name][0].objgen]
                for name in named.keys()  # noqa: SIM118 - a PDF's dictionary
            }
            known = {
                bookmark: places[_spelled(bookmark)]
                for bookmark in bookmarks
                if _spelled(bookmark) in places
            }
            return known, len(numbers)
    except (pikepdf.PdfError, LookupError, TypeError, ValueError):
        return None


def _spelled(bookmark: str) -> str:
    """Return a bookmark's name as LibreOffice spells it: ``_`` is its code, 5F."""
    return bookmark.replace("_", "5F")
