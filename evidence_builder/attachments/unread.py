"""A file that nothing here reads: listed, with the reason, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import Content, Note, Refusal
from evidence_builder.attachments.kind import OLD, in_words, kind_by_ending
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from evidence_builder.attachments.inspect import Attachment

_AS_NEW: Final = {"doc": ".docx", "rtf": ".docx", "xls": ".xlsx", "ppt": ".pptx"}


def listed(attachment: Attachment) -> Content | Refusal:
    """Return what can be said of a file that no converter reads."""
    kind, named = attachment.kind, kind_by_ending(attachment.name)
    if kind == "other" and named != "other":
        reason = wording.other_than_named(named=in_words(named))
        return Refusal(reason, wording.save_or_other_copy())
    notes: tuple[Note, ...] = ()
    if kind in OLD:
        message = wording.listed_only(kind=in_words(kind))
        hint = wording.save_as_pdf_or(ending=_AS_NEW[kind])
        notes = (Note("layout-simplified", message, hint),)
    return Content(way=wording.listed(), notes=notes)
