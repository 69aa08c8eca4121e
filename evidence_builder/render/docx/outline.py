"""Which headings a contents field of Word would find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Heading

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document

_DEEPEST = 3


def outlined(document: Document) -> frozenset[str]:
    """Return the anchors of headings that a contents field would find again."""
    return frozenset(
        block.anchor
        for block in document.blocks
        if isinstance(block, Heading)
        and block.anchor
        and block.outlined
        and block.level <= _DEEPEST
    )
