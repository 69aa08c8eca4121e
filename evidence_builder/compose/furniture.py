"""What every document of a portfolio shares: title, header and footer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Document

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block
    from evidence_builder.resolve.resolved import Resolved

LONGEST = 40
"""How many letters of a name stand in the header; beyond that it is shortened."""


def furnish(resolved: Resolved, name: str, blocks: tuple[Block, ...]) -> Document:
    """Return a document; the learner's name and number stand on every page."""
    learner, qualification = resolved.portfolio.learner, resolved.qualification
    # The number must be on every page, so it is the name that gives way.
    short = learner.name[:LONGEST].rstrip()
    name_shown = learner.name if len(learner.name) <= LONGEST else f"{short}…"
    number = f" · {learner.registration}" if learner.registration else ""
    subject = qualification.title if qualification else name
    return Document(
        title=f"{name}: {learner.name}",
        blocks=blocks,
        author=learner.name,
        subject=subject,
        header_left=f"{name_shown}{number}",
        header_right=subject,
        footer_left=name,
    )
