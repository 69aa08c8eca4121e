"""What was found in the files of items: content, or why there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from evidence_builder.attachments.bind import Refusal
    from evidence_builder.attachments.content import Content

Bound: TypeAlias = "Content | Refusal"
