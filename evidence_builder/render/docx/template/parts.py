"""Parts of a template that come along: pictures, headers, footers, theme and fonts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.opc.constants import CONTENT_TYPE

from evidence_builder.markup.xml import NAMESPACES, name_of, serialised
from evidence_builder.render.docx.package import MIME

if TYPE_CHECKING:
    from docx.opc.part import Part
    from lxml.etree import _Element

    from evidence_builder.markup.openxml import Relation
    from evidence_builder.render.docx.package import WordPackage
    from evidence_builder.render.docx.template.file import TemplatePackage

REFERENCES: Final = frozenset(("w:headerReference", "w:footerReference"))
"""What of a section refers to parts; they are given new ones by themselves."""

_RELATED: Final = f"{{{NAMESPACES['r']}}}"
# The first bytes: PNG (3rd ed.), 5.2; ITU-T T.81, B.2.1; GIF89a, 17; TIFF 6.0,
# section 2; [MS-WMF] 2.3.2.3; [MS-EMF] 2.3.4.2.
_STARTS: Final = {
    b"\x89PNG": "png",
    b"\xff\xd8\xff": "jpeg",
    b"GIF8": "gif",
    b"BM": "bmp",
    b"II*\x00": "tiff",
    b"MM\x00*": "tiff",
    b"\xd7\xcd\xc6\x9a": "wmf",
    b"\x01\x00\x00\x00": "emf",
}
_TYPES: Final = {
    "header": CONTENT_TYPE.WML_HEADER,
    "footer": CONTENT_TYPE.WML_FOOTER,
    "numbering": CONTENT_TYPE.WML_NUMBERING,
    "styles": CONTENT_TYPE.WML_STYLES,
    "fontTable": CONTENT_TYPE.WML_FONT_TABLE,
    "theme": CONTENT_TYPE.OFC_THEME,
}
_DRAWN: Final = frozenset(("w:drawing", "w:pict", "w:object", "mc:AlternateContent"))
_SHOWN: Final = frozenset(("a:blip", "v:imagedata"))
_OTHERS: Final = frozenset(("c:chart", "dgm:relIds"))
# ECMA-376 Part 1 (5th ed.), 17.8.3: fonts that travel with the file.
_EMBEDDED_FONTS: Final = frozenset(
    ("w:embedRegular", "w:embedBold", "w:embedItalic", "w:embedBoldItalic")
)


class PartTransfer:
    """Takes parts of a template over into a new package, each once."""

    def __init__(self, template: TemplatePackage, package: WordPackage) -> None:
        self._template = template
        self._package = package
        self._pictures: dict[str, Part] = {}
        self._count = 0

    def move(self, kind: str, source: str, root: _Element) -> str:
        """Add a part that the document uses; return the id of the relationship.

        Args:
            kind: The last word of its relationship type, such as ``header``.
            source: What the part is called in the template.
            root: Its content, as it will be.
        """
        relations: list[tuple[str, str, Part | str]] = []
        for key, (what, target, external) in self._relations(source).items():
            if external:
                relations.append((key, what, target))
            else:
                relations.append((key, what, self._picture(target)))
        _tidy(root, {key for key, _, _ in relations})
        number = ""
        if kind in {"header", "footer"}:
            self._count += 1
            number = str(self._count)
        name = f"{kind}{number}.xml"
        data = serialised(root)
        return self._package.use(
            kind, self._package.hold(name, _TYPES[kind], data, relations)
        )

    def settle(self, root: _Element) -> None:
        """Make what stands in the template's document refer to the new one."""
        relations = self._relations(self._template.main)
        _tidy(root, set(relations))
        new: dict[str, str] = {}
        for element in root.iter():
            if name_of(element) in REFERENCES:
                continue
            for key, value in element.attrib.items():
                if not key.startswith(_RELATED) or value not in relations:
                    continue
                what, target, external = relations[value]
                if value not in new and external:
                    new[value] = self._package.add_link(target)
                elif value not in new:
                    new[value] = self._package.use(what, self._picture(target))
                element.set(key, new[value])

    def _relations(self, source: str) -> dict[str, Relation]:
        """Return what a part refers to of what comes along: pictures and links."""
        package = self._template.package
        kept = {}
        for key, relation in package.relations(source).items():
            name = package.find(relation.target)
            if relation.external:
                stays = relation.type == "hyperlink"
            else:
                stays = relation.type == "image" and name is not None
                stays = stays and bool(_ending(package.read(name or "")))
            if stays:
                kept[key] = relation
        return kept

    def _picture(self, name: str) -> Part:
        if name not in self._pictures:
            package = self._template.package
            data = package.read(package.find(name) or name)
            ending = _ending(data)
            number = len(self._pictures) + 1
            self._pictures[name] = self._package.hold(
                f"media/template{number}.{ending}", MIME[ending], data
            )
        return self._pictures[name]


def _ending(data: bytes) -> str:
    """Return the ending of pictures of a kind; empty for what is no picture."""
    for start, ending in _STARTS.items():
        if data.startswith(start):
            return ending
    return ""


def _tidy(root: _Element, known: set[str]) -> None:
    """Take out drawings without their picture, and what does not come along."""
    for element in list(root.iter()):
        name = name_of(element)
        if name in REFERENCES:
            continue
        if name in _EMBEDDED_FONTS:
            _remove(element)
            continue
        keys = [key for key in element.attrib if key.startswith(_RELATED)]
        lost = [key for key in keys if element.get(key) not in known]
        if lost if name in _OTHERS else name in _SHOWN and (lost or not keys):
            _remove(_drawing_around(element))
        else:
            for key in lost:
                del element.attrib[key]


def _drawing_around(element: _Element) -> _Element:
    """Return the outermost drawing that an element belongs to."""
    outermost = element
    for above in element.iterancestors():
        if name_of(above) in _DRAWN:
            outermost = above
    return outermost


def _remove(element: _Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
