"""What can be seen of a Word file, or heard from it, as lines."""

from __future__ import annotations

import hashlib
import posixpath
import zipfile
from typing import TYPE_CHECKING

from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LINES = {"p", "tbl", "tr", "tc", "sectPr"}
"""What begins a line of its own."""

_SHOWN = {
    *("pStyle", "ilvl", "tblStyle", "tblCaption", "tblDescription", "gridCol"),
    *("tblHeader", "gridSpan", "vMerge", "pgSz", "pgMar", "pgNumType", "titlePg"),
    *("bookmarkStart", "fldChar", "br", "tab", "sym", "noBreakHyphen", "alias", "tag"),
    *("checked", "placeholder", "ffData", "hyperlink", "extent", "docPr", "blip"),
    *("headerReference", "footerReference", "footnoteReference", "fldSimple"),
}
"""What is told with its attributes; other elements say only how things look."""

_NUMBERS = {"id", "rsidR", "rsidRPr", "rsidRDefault", "rsidP"}
"""Attributes that stand for nothing outside the file."""


def described(path: Path) -> dict[str, list[str]]:
    """Return what the Word file holds: aspect → lines, without ids."""
    with zipfile.ZipFile(path) as package:
        names = package.namelist()
        body = list(_lines(package, "word/document.xml"))
        styles = etree.fromstring(package.read("word/styles.xml"))
        return {
            "properties": [
                f"{_name(element)} {element.text or ''}".strip()
                for name in ("docProps/core.xml", "docProps/app.xml")
                if name in names
                for element in etree.fromstring(package.read(name))
            ],
            "body": body,
            "styles": sorted(_style(element) for element in styles.iter("{*}style")),
            "settings": sorted(
                _told(element, {})
                for element in etree.fromstring(package.read("word/settings.xml"))
            ),
        }


def _style(element: etree._Element) -> str:
    name = element.find("{*}name")
    return " ".join([*map(str, element.attrib.values()), *name.attrib.values()])


def _lines(package: zipfile.ZipFile, part: str) -> Iterator[str]:
    """Yield a part's paragraphs, rows and cells, each with what stands in it."""
    targets = _targets(package, part)
    line: list[str] = []
    root = etree.fromstring(package.read(part))
    for event, element in etree.iterwalk(root, events=("start", "end")):
        name = _name(element)
        if event == "end":
            if name in {"hyperlink", "tbl", "fldSimple"}:
                line.append(f"</{name}>")
            continue
        if name in _LINES:
            yield "".join(line)
            line = [f"{name}: "]
        elif name in {"t", "instrText", "delText"}:
            line.append(element.text or "")
        elif name in _SHOWN:
            line.append(_told(element, targets))
        if name in {"headerReference", "footerReference"}:
            target = next(
                iter(targets[v] for v in element.attrib.values() if v in targets)
            )
            line += [f" {{{text}}}" for text in _lines(package, target)]
    yield "".join(line)


def _told(element: etree._Element, targets: dict[str, str]) -> str:
    attributes = "".join(
        f" {etree.QName(key).localname}={targets.get(value, value)}"
        for key, value in sorted(element.attrib.items())
        if etree.QName(key).localname not in _NUMBERS or value in targets
    )
    return f"<{_name(element)}{attributes}>"


def _name(element: etree._Element) -> str:
    return str(etree.QName(element).localname)


def _targets(package: zipfile.ZipFile, part: str) -> dict[str, str]:
    """Return what the relationships of a part lead to; pictures by their bytes."""
    folder, file = posixpath.split(part)
    name = f"{folder}/_rels/{file}.rels"
    if name not in package.namelist():
        return {}
    targets = {}
    for relation in etree.fromstring(package.read(name)):
        target = relation.get("Target", "")
        if relation.get("TargetMode") != "External":
            target = posixpath.normpath(posixpath.join("/", folder, target))[1:]
            if "/media/" in target:
                target = hashlib.sha256(package.read(target)).hexdigest()
        targets[relation.get("Id", "")] = target
    return targets
