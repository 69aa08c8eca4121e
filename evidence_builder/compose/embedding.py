"""Recordings that travel inside a document."""

from __future__ import annotations

from mimetypes import MimeTypes
from typing import TYPE_CHECKING

from evidence_builder.attachments.kind import LARGEST_EMBEDDED
from evidence_builder.document.blocks import Embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.resolve.resolved import Resolved


def recordings(resolved: Resolved) -> Iterator[Embedded]:
    """Return the recordings that travel inside a document."""
    for entry in resolved.items:
        for file in entry.files:
            attachment = file.attachment
            if (
                not file.named.embed
                or attachment is None
                or attachment.size > LARGEST_EMBEDDED
            ):
                continue
            data = attachment.read() if file.is_recording else None
            if data is not None:
                # What is installed on this machine must not change a document.
                kind = MimeTypes(filenames=()).guess_type(attachment.name)[0]
                words = f"{entry.item.id}: {file.named.title or attachment.name}"
                # RFC 2046, 4.5.1: what a reader takes unknown bytes for.
                media = kind or "application/octet-stream"
                yield Embedded(attachment.name, data, words, media)
