"""An OpenDocument file → parts in which nothing is active or leads outside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import CannotBeIncludedError
from evidence_builder.attachments.image.metadata import office_picture
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.libreoffice.clean.sheets import (
    PAGES,
    pages_filled,
    too_many_pages,
)
from evidence_builder.markup.html import is_web
from evidence_builder.markup.xml import (
    attribute,
    name_of,
    parse,
    qualified,
    serialised,
    whole,
)
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from evidence_builder.attachments.kind import Kind
    from evidence_builder.markup.openxml import Package

MIME_TYPES: Final[Mapping[Kind, str]] = {
    "odt": "application/vnd.oasis.opendocument.text",
    "ods": "application/vnd.oasis.opendocument.spreadsheet",
    "odp": "application/vnd.oasis.opendocument.presentation",
}
"""The kinds that are cleaned here, and what they call themselves."""

# ODF 1.2 Part 1, 3.1.3: the parts of a package.
_PARTS: Final = ("content.xml", "styles.xml", "meta.xml", "settings.xml")
# ODF 1.2 Part 1: 3.12 (scripts), 9 (ranges and sources of tables), 10.4.6 (objects),
# 13 (forms), 14.6 (links to other programs), and what else leads outside.
_DROPPED: Final = frozenset(
    """
    office:scripts office:event-listeners office:dde-source text:section-source
    text:dde-connection-decls text:dde-connection-decl text:script text:execute-macro
    table:cell-range-source table:table-source text:tracked-changes
    text:alphabetical-index-auto-mark-file office:forms draw:object draw:object-ole
    draw:plugin draw:applet draw:floating-frame draw:contour-polygon
    svg:font-face-src svg:font-face-uri svg:definition-src draw:param
    table:content-validations table:database-ranges table:data-pilot-tables
    table:dde-links table:named-expressions table:consolidation table:tracked-changes
    table:detective table:scenario calcext:conditional-formats
    calcext:data-stream-source
    presentation:date-time-decl presentation:date-time presentation:sound
    presentation:settings draw:a-event
    """.split()  # noqa: SIM905 - names read better as words
)
# ODF 1.2 Part 1, 7: fields.
_CHANGING: Final = frozenset(
    """
    text:date text:time text:file-name text:template-name text:author-name
    text:author-initials text:creation-date text:creation-time text:creator
    text:modification-date text:modification-time text:print-date text:print-time
    text:printed-by text:initial-creator text:editing-duration text:dde-connection
    text:database-display text:database-name text:database-next text:database-row-select
    text:database-row-number text:conditional-text text:hidden-text text:expression
    text:variable-get text:variable-set text:variable-input text:user-field-get
    text:user-defined text:user-field-input text:placeholder text:sender-firstname
    text:sender-lastname text:sender-email text:sender-company
    """.split()  # noqa: SIM905 - names read better as words
)
"""Fields that become their words, so that they say what they said when stored."""
_LINKS: Final = frozenset(("text:a", "draw:a"))
_PICTURE: Final = re.compile(r"(?:\./)?((?:Pictures|ObjectReplacements|media)/[^:]+)")
_SETTINGS: Final = re.compile(
    r"Printer|LinkUpdate|Database|Macro|Script", re.IGNORECASE
)


def parts(package: Package, kind: Kind) -> dict[str, bytes]:
    """Return the parts of a package that are kept, made harmless.

    Raises:
        PackageRefusedError: It is damaged.
        CannotBeIncludedError: It needs a password, or would fill too many pages.
    """
    check_unlocked(package)
    mime_type = MIME_TYPES[kind]
    kept: dict[str, bytes] = {"mimetype": mime_type.encode()}
    for name in package.names():
        if _PICTURE.fullmatch(name) and ".." not in name:
            data = office_picture(package.read(name))
            if data is not None:
                kept[name] = data
    for name in _PARTS:
        member = package.find(name)
        if member is not None:
            root = parse(package.read(member), in_words(kind))
            clean(root, set(kept))
            if kind == "ods" and _sheet_pages(root) > PAGES:
                raise too_many_pages()
            kept[name] = serialised(root)
    kept["META-INF/manifest.xml"] = _manifest(list(kept), mime_type)
    return kept


def check_unlocked(package: Package) -> None:
    """Raise CannotBeIncludedError for a document behind a password.

    ODF 1.2 Part 3, 3.4, "Encryption".
    """
    manifest = package.tree("META-INF/manifest.xml")
    if manifest is None:
        return
    if next(manifest.iter(qualified("manifest:encryption-data")), None) is not None:
        hint = wording.without_password()
        raise CannotBeIncludedError(wording.needs_password(), hint)


def clean(root: _Element, kept: set[str]) -> None:
    """Take out what is active or leads outside."""
    for element in list(root.iter()):
        name = name_of(element)
        parent = element.getparent()
        if parent is None:
            continue
        if _is_unwanted(element, name):
            _remove(element)
        elif name in _CHANGING or name.startswith("text:sender-"):
            _settle(element)
        else:
            _clean_attributes(element, name, kept)


def _is_unwanted(element: _Element, name: str) -> bool:
    if name == "config:config-item":
        return _SETTINGS.search(attribute(element, "config:name")) is not None
    if name == "style:map":  # a condition may be any formula
        return "formula" in attribute(element, "style:condition")
    return name in _DROPPED or name.startswith(("script:", "form:", "anim:"))


def _clean_attributes(element: _Element, name: str, kept: set[str]) -> None:
    key = qualified("xlink:href")
    href = element.get(key)
    if href is not None:
        inside = _PICTURE.fullmatch(href)
        stays = (
            href.startswith("#")
            or (name in _LINKS and is_web(href))
            or (inside is not None and inside[1] in kept)
        )
        if not stays:
            del element.attrib[key]
            if name in ("draw:image", "style:background-image", "draw:fill-image"):
                _remove(element)
    for attribute_name in list(element.attrib):
        local = attribute_name.rpartition("}")[2]
        if local in ("filter-name", "source-cell-range-addresses", "formula"):
            del element.attrib[attribute_name]


def _sheet_pages(root: _Element) -> int:
    """Return how many pages the largest sheet of a part fills, about."""
    most = 0
    for sheet in root.iter(qualified("table:table")):
        rows = columns = row = 0
        for line in sheet.iter(qualified("table:table-row")):
            row += whole(attribute(line, "table:number-rows-repeated"), 1)
            if (last := _last_filled(line)) > 0:
                rows, columns = row, max(columns, last)
        most = max(most, pages_filled(rows, columns))
    return most


def _last_filled(line: _Element) -> int:
    """Return the column of a row's last cell that holds something; 0 for none."""
    last = column = 0
    for cell in line:
        column += whole(attribute(cell, "table:number-columns-repeated"), 1)
        if len(cell):
            last = column
    return last


def _settle(element: _Element) -> None:
    """Make a field the words that it showed."""
    words = "".join(element.itertext())
    span = element.makeelement(qualified("text:span"))
    span.text, span.tail = words, element.tail
    parent = element.getparent()
    if parent is not None:
        parent.replace(element, span)


def _remove(element: _Element) -> None:
    """Take an element out and leave the words after it."""
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = (parent.text or "") + element.tail
        else:
            before.tail = (before.tail or "") + element.tail
    parent.remove(element)


def _manifest(names: list[str], mime_type: str) -> bytes:
    """Return the list of parts that every package needs: ODF 1.2 Part 3, 3.2."""
    from xml.sax.saxutils import quoteattr

    space = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"
    types = {".xml": "text/xml", ".png": "image/png", ".jpg": "image/jpeg"}
    entries = "".join(
        f"<manifest:file-entry manifest:full-path={quoteattr(name)}"
        f' manifest:media-type="{types.get(name[-4:], "")}"/>'
        for name in names
        if name != "mimetype"
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<manifest:manifest xmlns:manifest="{space}" manifest:version="1.2">'
        '<manifest:file-entry manifest:full-path="/"'
        f' manifest:media-type="{mime_type}"/>{entries}</manifest:manifest>'
    ).encode()
