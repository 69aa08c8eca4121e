"""Files that travel inside the PDF, for its reader to save."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.render.pdf.file import coded, name, text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.document.blocks import Embedded
    from evidence_builder.render.pdf.file import PdfFile

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*]')
"""What no file name may hold on some machine."""
_LONGEST = 120
_MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+", re.ASCII)
_ANY_TYPE = "application/octet-stream"


class Attachments(NamedTuple):
    """The numbers of the two objects that the catalogue names attachments by."""

    names: int
    listed: int


def write_embedded(file: PdfFile, embedded: Sequence[Embedded]) -> Attachments | None:
    """Write files as attachments; None without any. Nothing of them has a date."""
    if not embedded:
        return None
    numbers = []
    entries = []
    for attachment, shown in zip(
        embedded, safe_names(e.name for e in embedded), strict=True
    ):
        number = _specification(file, attachment, shown)
        numbers.append(f"{number} 0 R")
        entries.append((coded(shown), f"{text(shown)}{number} 0 R"))
    # ISO 32000-1:2008, 7.9.6 (name trees).
    # Readers look names up by halving, in the order of their bytes.
    tree = "".join(entry for _, entry in sorted(entries))
    return Attachments(
        file.add(f"<</EmbeddedFiles<</Names[{tree}]>>>>"),
        file.add(f"[{' '.join(numbers)}]"),
    )


def safe_names(names: Iterable[str]) -> list[str]:
    """Return names that any machine can save a file under, all of them different."""
    taken: set[str] = set()
    safe = []
    for given in names:
        last = re.split(r"[/\\]", given)[-1]
        shown = _UNSAFE.sub("_", last).strip(" .") or "file"
        stem, dot, ending = shown.rpartition(".")
        if not stem:
            stem, dot, ending = shown, "", ""
        ending = (dot + ending)[:20]
        stem = stem[: _LONGEST - len(ending)]
        shown, count = stem + ending, 1
        while shown.casefold() in taken:
            count += 1
            shown = f"{stem} ({count}){ending}"
        taken.add(shown.casefold())
        safe.append(shown)
    return safe


def _specification(file: PdfFile, attachment: Embedded, shown: str) -> int:
    kind = (
        attachment.media_type
        if _MEDIA_TYPE.fullmatch(attachment.media_type)
        else _ANY_TYPE
    )
    # ISO 32000-1:2008, 7.11.4, which wants MD5.
    checksum = hashlib.md5(attachment.data, usedforsecurity=False).hexdigest()
    stream = file.add_stream(
        f"/Type/EmbeddedFile/Subtype{name(kind)}"
        f"/Params<</Size {len(attachment.data)}/CheckSum<{checksum}>>>",
        attachment.data,
        packed=True,
    )
    # ISO 32000-1:2008, 7.11.3; /F and /UF by ISO 14289-1:2014, 7.11;
    # /AFRelationship by ISO 19005-3:2012, 6.8.
    plain = "".join(c if c.isascii() else "_" for c in shown)
    return file.add(
        f"<</Type/Filespec/F{text(plain)}/UF{text(shown)}/Desc{text(attachment.description)}"
        f"/AFRelationship/Data/EF<</F {stream} 0 R/UF {stream} 0 R>>>>"
    )
