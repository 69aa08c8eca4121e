"""An Office file → the copy that LibreOffice is given; runs in a child process."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.attachments.content import Copy
from evidence_builder.attachments.kind import kind_of
from evidence_builder.attachments.libreoffice.clean.package import cleaned

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Request

_ENDS = 2**16


def convert(data: bytes, request: Request) -> Copy:
    """Return a copy in which nothing is active and nothing leads outside.

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
        CannotBeIncludedError: It is too large to print.
    """
    kind = kind_of(request.name, data[:_ENDS], data[-_ENDS:])
    return Copy(cleaned(data, kind))
