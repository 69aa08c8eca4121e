"""An attached page in words, for where it cannot be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from evidence_builder.document.blocks import AttachedPage


def in_words(block: AttachedPage, why: str) -> tuple[Paragraph, Paragraph]:
    """Return the stamp of a page and, in brackets, its title and why it is not here."""
    return (
        Paragraph(block.stamp, "small", block.anchor),
        Paragraph((Text(words.page_not_shown(title=block.title, why=why)),)),
    )
