"""A file that nothing here reads: listed, with the reason, or refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import Content, Note, Refusal
from evidence_builder.attachments.kind import OLD, WORDS, kind_by_ending

if TYPE_CHECKING:
    from evidence_builder.attachments.inspect import Attachment

_WAY: Final = "Listed"

_AS_NEW: Final = {
    "doc": "PDF (or .docx)",
    "rtf": "PDF (or .docx)",
    "xls": "PDF (or .xlsx)",
    "ppt": "PDF (or .pptx)",
}


def listed(attachment: Attachment) -> Content | Refusal:
    """Return what can be said of a file that no converter reads."""
    kind, named = attachment.kind, kind_by_ending(attachment.name)
    if kind == "other" and named != "other":
        hint = "save it again in the program that made it, or take another copy"
        reason = f"it does not hold {WORDS[named]}, as its ending says"
        return Refusal(reason, hint)
    if kind in OLD:
        message = f"is listed and not shown: it is {WORDS[kind]}"
        hint = f"save it as {_AS_NEW[kind]} and name that"
        return Content(way=_WAY, notes=(Note("layout-simplified", message, hint),))
    return Content(way=_WAY)
