"""The table of formats; adding one is adding a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout import Layout


def render(document: Document, layout: Layout, to: str) -> bytes:
    """Return a document in one of the formats; equal documents give equal bytes.

    What was written is reopened and compared with what was composed before it is
    returned.

    Raises:
        UnsoundOutputError: A link leads nowhere, or something is not there.
    """
    return FORMATS[to].render(document, layout)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name is its suffix too, the title is for people."""

    name: str
    title: str
    render: Callable[[Document, Layout], bytes]
    draws_pages: bool = False
    """Whether pages of other files can be drawn in it, rather than pictures of them."""


# A format's libraries are imported when it is asked for.


def _pdf(document: Document, layout: Layout) -> bytes:
    from evidence_builder.render.pdf import render
    from evidence_builder.render.pdf.verify import verify

    data = render(document, layout)
    verify(data, document, layout)
    return data


def _docx(document: Document, layout: Layout) -> bytes:
    from evidence_builder.render.docx import render
    from evidence_builder.render.docx.verify import verify

    data = render(document, layout.page_map)
    verify(data, layout)
    return data


def _html(document: Document, _: Layout) -> bytes:
    from evidence_builder.render.html import render

    return render(document)


FORMATS: Mapping[str, Format] = {
    row.name: row
    for row in (
        Format("pdf", "PDF", _pdf, draws_pages=True),
        Format("docx", "Word", _docx),
        Format("html", "HTML", _html),
    )
}
