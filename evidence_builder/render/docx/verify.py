"""Reopen a Word file that was written, and compare it with what was composed."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

from evidence_builder.document.walk import anchors, references
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document

_BOOKMARK = re.compile(r'<w:bookmarkStart [^>]*w:name="([^"]+)"')
_LINK = re.compile(r'<w:hyperlink [^>]*w:anchor="([^"]+)"')
_FIELD = re.compile(r"PAGEREF ([^ <]+)")


def verify(data: bytes, document: Document) -> None:
    """Check that every anchor is there, and that every link and field leads to one.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        broken = package.testzip()
        if broken:
            raise UnsoundOutputError(f"the part {broken} of the Word file is damaged")
        for name in package.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(package.read(name))
        body = package.read("word/document.xml").decode()
    bookmarks = set(_BOOKMARK.findall(body))
    links = _LINK.findall(body)
    lost = set(links).union(_FIELD.findall(body)) - bookmarks
    if lost:
        raise UnsoundOutputError(f"{len(lost)} links of the Word file lead nowhere")
    wanted = sum(1 for _ in anchors(document))
    expect("bookmarks", wanted, len(bookmarks), exactly=False)
    expect("links", sum(1 for _ in references(document)), len(links), exactly=False)
