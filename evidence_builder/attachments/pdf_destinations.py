"""Named places of a PDF that LibreOffice made of a Word file → their pages."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Mapping


def destinations(data: bytes) -> tuple[Mapping[str, int], int] | None:
    """Return name → page, from one, and the number of pages; None for no sound PDF."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            numbers = {page.objgen: number for number, page in enumerate(pdf.pages, 1)}
            named = pdf.Root.get("/Dests", pikepdf.Dictionary())
            places = {
                name.removeprefix("/"): numbers[named[name][0].objgen]
                for name in named.keys()  # noqa: SIM118 - a PDF's dictionary
            }
            return places, len(numbers)
    except (pikepdf.PdfError, LookupError, TypeError, ValueError):
        return None


def spelled(bookmark: str) -> str:
    """Return a bookmark's name as LibreOffice spells it: ``_`` is its code, 5F."""
    return bookmark.replace("_", "5F")
