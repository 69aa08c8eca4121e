"""Reopen a Word file that was written, and compare it with what was composed."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from evidence_builder.render.layout.layout import Layout

_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]+)"')
_LINK = re.compile(r'<w:hyperlink [^>]*w:anchor="([^"]+)"')
_FIELD = re.compile(r"PAGEREF ([^ <]+)")


def verify(data: bytes, layout: Layout) -> None:
    """Check that every anchor is there, and that every link and field leads to one.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    body = _read(data)
    bookmarks = set(_BOOKMARK.findall(body))
    links = _LINK.findall(body)
    lost = set(links).union(_FIELD.findall(body)) - bookmarks
    if lost:
        raise UnsoundOutputError(f"{len(lost)} links of the Word file lead nowhere")
    expect("bookmarks", len(layout.positions), len(bookmarks), exactly=False)
    expect("links", layout.links, len(links), exactly=False)


def _read(data: bytes) -> str:
    """Return the main part, after every part was read and parsed."""
    body = b""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            try:
                # Reading compares a part with its checksum.
                content = package.read(name)
                if name.endswith((".xml", ".rels")):
                    expat.ParserCreate(namespace_separator=" ").Parse(content, True)  # noqa: FBT003 - takes no names
            except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
                msg = f"the part {name} of the Word file is damaged"
                raise UnsoundOutputError(msg) from error
            if name == "word/document.xml":
                body = content
    return body.decode()
