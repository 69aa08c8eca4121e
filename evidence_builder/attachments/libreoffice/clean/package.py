"""An Office file → a copy that LibreOffice can be given.

What is kept is listed, not what is taken away: XML parts that documents are made of,
pictures that are pictures, and references that stay inside or are links of the web.
Nothing in the copy runs, is computed from outside, changes with the day, or leads to
a file of this computer.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import Copy
from evidence_builder.attachments.image.metadata import office_picture
from evidence_builder.attachments.kind import in_words, kind_of
from evidence_builder.attachments.libreoffice.clean import opendocument, sheets, words
from evidence_builder.markup.html import is_web
from evidence_builder.markup.openxml import open_package, resolved
from evidence_builder.markup.refusal import too_large
from evidence_builder.markup.xml import (
    NAMESPACES,
    attribute,
    name_of,
    parse,
    qualified,
    remove,
    serialised,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.kind import Kind
    from evidence_builder.markup.openxml import Package

PARTS: Final = 60 * 2**20
"""The most bytes of XML in one file that is given to LibreOffice."""
_ENDS: Final = 2**16
"""The bytes at either end that tell what a file is."""

_NOT_KEPT: Final = re.compile(
    r"(?:^|/)(?:customXml|embeddings|activeX|ctrlProps|externalLinks|queryTables"
    r"|webextensions|customUI|glossary|macrosheets|dialogsheets|model|customData"
    r"|pivotCache|pivotTables|richData|slicers|slicerCaches|timelines|timelineCaches"
    r"|threadedComments|persons|tables|tags|printerSettings|userCustomization)/"
    r"|(?:^|/)(?:webSettings|connections|volatileDependencies|calcChain|metadata"
    r"|xmlMaps|customizations|vbaData|mailMergeRecipientData|recipientData"
    r"|attachedToolbars|stylesWithEffects)\.xml$",
    re.IGNORECASE,
)
# Media types of main parts: ECMA-376 Part 1, 11.3.10, 12.3.23 and 13.3.6.
_MAIN: Final[dict[str, str]] = {
    "docx": "wordprocessingml.document",
    "xlsx": "spreadsheetml.sheet",
    "pptx": "presentationml.presentation",
}
_MAIN_TYPE: Final = re.compile(
    r"application/vnd\.(?:ms-(?:word|excel|powerpoint)\.\w+\.macroEnabled\w*"
    r"|openxmlformats-officedocument\.\w+\.(?:template|slideshow))\.main\+xml"
)

# ECMA-376 Part 1: 17.17 (parts elsewhere), 17.14 and 17.15 (settings), 17.16.5 (dates),
# 19.3 and 19.5 (controls, animation), 20.1.3 (sound, video), 21.2.2.63 (charts).
_DROPPED: Final = frozenset(
    """
    w:altChunk w:subDoc w:control w:attachedTemplate w:attachedSchema w:mailMerge
    w:dataBinding w:saveThroughXslt w:linkStyles w:updateFields w:documentProtection
    o:OLEObject w:movie w:dayLong w:dayShort w:monthLong w:monthShort w:yearLong
    w:yearShort c:externalData
    p:oleObj p:control p:controls p:timing p:transition p:custDataLst p:tags
    a:audioFile a:videoFile a:wavAudioFile a:quickTimeFile a:audioCd a:snd p:sndAc
    """.split()  # noqa: SIM905 - names read better as words
)
# ECMA-376 Part 1, 21.1.2.3.5 and 21.1.2.3.6.
_CLICKED: Final = ("a:hlinkClick", "a:hlinkHover", "a:hlinkMouseOver")
_RELATED: Final = f"{{{NAMESPACES['r']}}}"
_LEADING: Final = frozenset(("src", "href", "althref", "relid", "action"))
"""Attributes, in any namespace, that lead somewhere or do something."""


def convert(data: bytes, request: Request) -> Copy:
    """Return the copy that LibreOffice is given; runs in a child process.

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
        CannotBeIncludedError: It is too large to print.
    """
    return Copy(cleaned(data, kind_of(request.name, data[:_ENDS], data[-_ENDS:])))


def cleaned(data: bytes, kind: Kind) -> bytes:
    """Return a copy of a file in which nothing is active and nothing leads outside.

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
        CannotBeIncludedError: It would fill more pages than anybody prints, as a sheet
            can with one cell in its last row.
    """
    what = in_words(kind)
    package = open_package(data, what)
    names = [name for name in package.names() if not name.endswith("/")]
    if sum(package.size(name) for name in names if _is_xml(name)) > PARTS:
        raise too_large()
    if kind in opendocument.MIME_TYPES:
        return _packed(opendocument.parts(package, kind))
    pictures = _pictures(package, names)
    xml = {name for name in names if _is_xml(name) and _is_wanted(name)}
    kept = xml | pictures.keys()
    parts: dict[str, bytes] = {}
    for name in names:
        if name not in kept:
            continue
        if name in pictures:
            parts[name] = pictures[name]
            continue
        root = parse(package.read(name), what)
        if name == "[Content_Types].xml":
            _clean_types(root, kept, kind)
        elif name.endswith(".rels"):
            _clean_relations(root, name, kept, package)
        else:
            ids = _ids(package, name, kept)
            _clean_part(root, ids)
            if kind == "docx":
                words.clean(root)
            elif kind == "xlsx" and not sheets.clean(root):
                raise sheets.too_many_pages()
        parts[name] = serialised(root)
    return _packed(parts)


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _is_wanted(name: str) -> bool:
    """Whether a member may be a part that documents are made of."""
    part = name.replace("_rels/", "").removesuffix(".rels")
    unwanted = _NOT_KEPT.search(part) or ".." in name or name.startswith(("/", "\\"))
    return not unwanted


def _pictures(package: Package, names: list[str]) -> dict[str, bytes]:
    """Return the pictures of a package, without metadata, by name."""
    pictures = {}
    for name in names:
        if _is_xml(name) or "thumbnail" in name or not _is_wanted(name):
            continue
        if (data := office_picture(package.read(name))) is not None:
            pictures[name] = data
    return pictures


def _ids(package: Package, part: str, kept: set[str]) -> set[str]:
    """Return the ids of a part's relations that are kept."""
    return {
        key
        for key, relation in package.relations(part).items()
        if (
            relation.type == "hyperlink" and is_web(relation.target)
            if relation.external
            else package.find(relation.target) in kept
        )
    }


def _clean_relations(
    root: _Element, name: str, kept: set[str], package: Package
) -> None:
    """Take out relations that lead outside, and to what is not kept."""
    folder = name.rpartition("/")[0].removesuffix("_rels").rstrip("/")
    for element in list(root):
        target = element.get("Target", "")
        if element.get("TargetMode") == "External":
            stays = element.get("Type", "").endswith("/hyperlink") and is_web(target)
        else:
            stays = package.find(resolved(folder, target)) in kept
        if not stays:
            root.remove(element)


def _clean_types(root: _Element, kept: set[str], kind: Kind) -> None:
    """Take out the types of what is not kept; a main part has no macros now."""
    main = f"application/vnd.openxmlformats-officedocument.{_MAIN[kind]}.main+xml"
    for element in list(root):
        part = element.get("PartName", "").lstrip("/")
        if part and part not in kept:
            root.remove(element)
        elif _MAIN_TYPE.fullmatch(element.get("ContentType", "")):
            element.set("ContentType", main)


def _clean_part(root: _Element, ids: set[str]) -> None:
    """Take out what is active or leads outside in any part of an OOXML package."""
    unwanted: list[_Element] = []
    for element in root.iter():
        name = name_of(element)
        if _is_unwanted(element, name, ids):
            unwanted.append(element)
            continue
        for key in list(element.attrib):
            if _leads_out(key, element.get(key, ""), ids):
                del element.attrib[key]
        if name == "a:fld" and element.get("type", "").startswith("datetime"):
            _settle_date(element)
    for element in unwanted:
        remove(element)


def _is_unwanted(element: _Element, name: str, ids: set[str]) -> bool:
    if name in _CLICKED:
        known = attribute(element, "r:id") in ids
        return not known or bool(element.get("action"))
    return name in _DROPPED or name.endswith(":svgBlip")


def _leads_out(key: str, value: str, ids: set[str]) -> bool:
    """Whether an attribute refers to what is not kept, or to any address."""
    local = key.rpartition("}")[2].lower()
    if key.startswith(_RELATED):
        return local == "link" or value not in ids
    return local in _LEADING


def _settle_date(field: _Element) -> None:
    """Make ordinary words of a date that would be today's."""
    field.tag = qualified("a:r")
    for key in list(field.attrib):
        del field.attrib[key]
    for properties in field.findall(qualified("a:pPr")):
        field.remove(properties)


def _packed(parts: dict[str, bytes]) -> bytes:
    """Return a zip of parts in which nothing tells when or where it was made."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name)
            packed = name != "mimetype"  # stands in clear, at the beginning
            info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            archive.writestr(info, data, compresslevel=1)
    return buffer.getvalue()
