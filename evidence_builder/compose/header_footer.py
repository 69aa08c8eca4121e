"""What every document of a portfolio shares: title, header and footer.

That the learner's name and number stand on every page is centres' practice: no sheet
that comes loose is lost; see ``docs/forms.md``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.blocks import Document
from evidence_builder.resolve.edition import edition
from evidence_builder.wording.documents import forms as words
from evidence_builder.wording.documents.compose import as_at
from evidence_builder.wording.phrases import day

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block
    from evidence_builder.model.portfolio import Learner
    from evidence_builder.resolve.resolved import Measured

LONGEST = 40
"""How many letters of a name stand in the header; beyond that it is shortened."""


def furnish(measured: Measured, name: str, blocks: tuple[Block, ...]) -> Document:
    """Return a document; the learner's name and number stand on every page."""
    resolved = measured.resolved
    learner, qualification = resolved.portfolio.learner, resolved.qualification
    subject = qualification.title if qualification else name
    return Document(
        title=words.of_learner(title=name, learner=learner.name),
        blocks=blocks,
        author=learner.name,
        subject=subject,
        keywords=state_of(measured),
        header_left=name_and_number(learner),
        header_right=subject,
        footer_left=name,
    )


def state_of(measured: Measured) -> str:
    """Return the day of reckoning and the edition; nothing where there is no day."""
    if measured.as_at is None:
        return ""
    return as_at(date=day(measured.as_at), edition=edition(measured))


def name_and_number(learner: Learner) -> str:
    """Return what stands of a learner at the top of every page."""
    # The number must be on every page, so it is the name that gives way.
    short = learner.name[:LONGEST].rstrip()
    name = learner.name if len(learner.name) <= LONGEST else f"{short}…"
    return f"{name} · {learner.registration}" if learner.registration else name
