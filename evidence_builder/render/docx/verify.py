"""Reopen a Word file that was written, and compare it with what was composed."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING
from xml.parsers import expat

from lxml import etree

from evidence_builder.markup.xml import qualified
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.render.layout.layout import Layout

_BOOKMARK, _LINK = qualified("w:bookmarkStart"), qualified("w:hyperlink")
_FIELD = qualified("w:instrText")
_NAME, _ANCHOR = qualified("w:name"), qualified("w:anchor")
_DAMAGE = zipfile.BadZipFile, zlib.error, expat.ExpatError, etree.XMLSyntaxError


def verify(data: bytes, layout: Layout) -> None:
    """Check that every anchor is there, and that every link and field leads to one.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    bookmarks: set[str] = set()
    links: list[str] = []
    pages: set[str] = set()
    for element in _read(data).iter(_BOOKMARK, _LINK, _FIELD):
        if element.tag == _BOOKMARK:
            bookmarks.add(element.get(_NAME, ""))
        elif element.tag == _LINK:
            links += filter(None, [element.get(_ANCHOR)])
        else:
            # ECMA-376 Part 1 (5th ed.), 17.16.5.45 (PAGEREF).
            words = (element.text or "").split()
            pages.update(words[1:2] if words[:1] == ["PAGEREF"] else ())
    lost = pages.union(links) - bookmarks
    if lost:
        raise UnsoundOutputError(f"{len(lost)} links of the Word file lead nowhere")
    expect("bookmarks", len(layout.positions), len(bookmarks), exactly=False)
    expect("links", layout.links, len(links), exactly=False)


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
