"""The table of formats; adding one is adding a row."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.document.blocks import Document
    from evidence_builder.render.layout import Layout


@dataclass(frozen=True, slots=True)
class Format:
    """A format: its name is its suffix too, ``module`` holds its renderer."""

    name: str
    title: str
    module: str


FORMATS: Mapping[str, Format] = {
    one.name: one
    for one in (
        Format("pdf", "PDF", "evidence_builder.render.pdf"),
        Format("docx", "Word", "evidence_builder.render.docx"),
    )
}


def render(document: Document, layout: Layout, to: str) -> bytes:
    """Return a document in one of the formats; equal documents give equal bytes.

    What was written is reopened and compared with what was composed before it is
    returned.

    Raises:
        UnsoundOutputError: A link leads nowhere, or something is not there.
    """
    module = import_module(FORMATS[to].module)
    data: bytes = module.render(document, layout)
    module.verify(data, document, layout)
    return data


class UnsoundOutputError(Exception):
    """A renderer wrote something that is not what was composed: our own fault."""
