"""Reopen a Word file that was written, and compare it with what was composed."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from evidence_builder.markup.xml import attribute, qualified
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.render.layout.layout import Layout


_DAMAGE = zipfile.BadZipFile, zlib.error, expat.ExpatError, etree.XMLSyntaxError


def verify(data: bytes, layout: Layout) -> None:
    """Check that every anchor is there, and that every link and field leads to one.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    body = _read(data)
    bookmarks = set(_values(body, "w:bookmarkStart", "w:name"))
    links = _values(body, "w:hyperlink", "w:anchor")
    # ECMA-376 Part 1 (5th ed.), 17.16.5.45 (PAGEREF).
    fields = [(text.text or "").split() for text in body.iter(qualified("w:instrText"))]
    pages = {words[1] for words in fields if words[:1] == ["PAGEREF"]}
    lost = pages.union(links) - bookmarks
    if lost:
        raise UnsoundOutputError(f"{len(lost)} links of the Word file lead nowhere")
    expect("bookmarks", len(layout.positions), len(bookmarks), exactly=False)
    expect("links", layout.links, len(links), exactly=False)


def _values(body: _Element, name: str, key: str) -> list[str]:
    values = [attribute(element, key) for element in body.iter(qualified(name))]
    return list(filter(None, values))


def _read(data: bytes) -> _Element:
    """Return the main part, after every part was read and parsed."""
    body = etree.Element("nothing")
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            try:
                # Reading compares a part with its checksum.
                content = package.read(name)
                if name == "word/document.xml":
                    body = etree.fromstring(content, etree.XMLParser(huge_tree=True))
                elif name.endswith((".xml", ".rels")):
                    expat.ParserCreate(namespace_separator=" ").Parse(content, True)  # noqa: FBT003 - takes no names
            except _DAMAGE as error:
                msg = f"the part {name} of the Word file is damaged"
                raise UnsoundOutputError(msg) from error
    return body
