"""A Word file as python-docx's document, and the zip around it.

ECMA-376 Part 2 (Open Packaging Conventions): parts, relationships, content types.

The document, its parts and what they refer to are python-docx's, made of our XML
instead of its template, which would bring unused styles, a thumbnail, another author's
name and the year 2013. The zip is ours: python-docx's says when it was written. Knows
nothing of blocks.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import PartFactory
from docx.package import Package
from lxml import etree

from evidence_builder.files.build_date import build_date
from evidence_builder.markup.wordml import DECLARATIONS
from evidence_builder.markup.xml import legal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as WordDocument
    from docx.opc.part import Part

    from evidence_builder.document.blocks import Document, Image

    Relations = Sequence[tuple[str, str, Part | str]]

# The first that a zip can say (PKWARE APPNOTE, 4.4.6).
_ZIP_DATE = (1980, 1, 1, 0, 0, 0)
# Level 6 takes twice the time of 3 for a file that is a tenth smaller.
_ZIP_LEVEL = 3
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
MIME = {
    "png": CONTENT_TYPE.PNG,
    "jpeg": CONTENT_TYPE.JPEG,
    "gif": CONTENT_TYPE.GIF,
    "bmp": CONTENT_TYPE.BMP,
    "tiff": CONTENT_TYPE.TIFF,
    "emf": "image/x-emf",
    "wmf": "image/x-wmf",
}


class WordPackage:
    """One Word file, whose parts are written in a fixed order."""

    def __init__(self) -> None:
        self._package = Package()
        main = self.hold(
            "document.xml", CONTENT_TYPE.WML_DOCUMENT_MAIN, _encoded(_EMPTY)
        )
        self._package.relate_to(main, RELATIONSHIP_TYPE.OFFICE_DOCUMENT)
        self.document: WordDocument = main.document
        """What python-docx knows of it: sections, styles, settings, properties."""
        self._links: dict[str, str] = {}
        self._pictures: dict[bytes, str] = {}

    def add(self, name: str, kind: str, xml: str) -> str:
        """Add a part that the document uses; return the id of the relationship.

        Args:
            name: The file name below ``word/``.
            kind: The last word of the part's content type and relationship type.
            xml: The whole part without an XML declaration.
        """
        return self.use(kind, self.hold(name, f"{_WORD}{kind}+xml", _encoded(xml)))

    def hold(
        self, name: str, content_type: str, data: bytes, relations: Relations = ()
    ) -> Part:
        """Add a part that nothing uses yet.

        Args:
            name: The file name below ``word/``.
            content_type: What the package says that it is.
            data: The part as it will be stored.
            relations: What the part itself refers to: an id, the last word of the
                relationship's type, and a part or an outside address.
        """
        part = PartFactory(
            PackURI(f"/word/{name}"), content_type, "", data, self._package
        )
        for key, kind, target in relations:
            part.load_rel(
                f"{_RELATIONSHIPS}/{kind}", target, key, isinstance(target, str)
            )
        return part

    def use(self, kind: str, part: Part) -> str:
        """Return the id of a new relationship from the document to a part."""
        return self._relate(f"{_RELATIONSHIPS}/{kind}", part)

    def add_link(self, href: str) -> str:
        """Return the relationship id of an outside address, one for each address."""
        if href not in self._links:
            self._links[href] = self._relate(
                RELATIONSHIP_TYPE.HYPERLINK, href, is_external=True
            )
        return self._links[href]

    def add_picture(self, image: Image) -> str:
        """Return the relationship id of a picture; equal pictures are stored once."""
        digest = hashlib.sha256(image.data).digest()
        if digest not in self._pictures:
            name = f"media/image{len(self._pictures) + 1}.{image.kind}"
            part = self.hold(name, MIME[image.kind], image.data)
            self._pictures[digest] = self._relate(RELATIONSHIP_TYPE.IMAGE, part)
        return self._pictures[digest]

    def describe(self, document: Document) -> None:
        """Set title, author, subject, keywords and language, and nothing else."""
        # ECMA-376 Part 2, "Core Properties"; the language is a BCP 47 tag (RFC 5646).
        properties = self.document.core_properties
        properties.title = legal(document.title)[:255]
        properties.author = legal(document.author)[:255]
        properties.subject = legal(document.subject)[:255]
        properties.keywords = legal(document.keywords)[:255]
        properties.language = legal(document.language)[:255]
        properties.last_modified_by = legal(document.author)[:255]
        properties.revision = 1
        properties.created = properties.modified = build_date()

    def main_part(self, body: str) -> str:
        """Return the main part with a body, at whose end stands the section."""
        section = etree.tostring(self.document.element.body[-1], encoding="unicode")
        return (
            f"<w:document {DECLARATIONS}><w:body>{body}{section}</w:body></w:document>"
        )

    def save(self, main: str) -> bytes:
        """Return the file; equal parts give equal bytes.

        Args:
            main: The main document part, without an XML declaration.
        """
        parts = list(self._package.iter_parts())
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as archive:
            _store(archive, "[Content_Types].xml", _content_types(parts))
            _store(archive, "_rels/.rels", self._package.rels.xml)
            for part in parts:
                # As text: in python-docx's tree it takes seven bytes for each of it.
                blob = _encoded(main) if part is self.document.part else part.blob
                _store(archive, part.partname.membername, blob)
                if part.rels:
                    _store(archive, part.partname.rels_uri.membername, part.rels.xml)
        return stream.getvalue()

    def _relate(
        self, kind: str, target: Part | str, *, is_external: bool = False
    ) -> str:
        # python-docx looks through all relationships before it adds one, which is
        # quadratic; the dictionaries above already know that this one is new.
        name = f"rId{len(self.document.part.rels) + 1}"
        self.document.part.load_rel(kind, target, name, is_external)
        return name


_EMPTY = f"<w:document {DECLARATIONS}><w:body><w:sectPr/></w:body></w:document>"
_RELATIONSHIPS = RELATIONSHIP_TYPE.STYLES.rpartition("/")[0]


def _encoded(xml: str) -> bytes:
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return (declaration + xml).encode()


def _content_types(parts: list[Part]) -> bytes:
    # ECMA-376 Part 2, "Content Types Stream": Default by extension, Override by part.
    defaults = {"rels": CONTENT_TYPE.OPC_RELATIONSHIPS, "xml": CONTENT_TYPE.XML}
    lines = []
    for part in parts:
        if part.partname.ext in MIME:
            defaults[part.partname.ext] = part.content_type
        else:
            lines.append(
                f'<Override PartName="{part.partname}" '
                f'ContentType="{part.content_type}"/>'
            )
    lines[:0] = [
        f'<Default Extension="{extension}" ContentType="{content_type}"/>'
        for extension, content_type in sorted(defaults.items())
    ]
    name = "http://schemas.openxmlformats.org/package/2006/content-types"
    return _encoded(f'<Types xmlns="{name}">{"".join(lines)}</Types>')


def _store(archive: zipfile.ZipFile, name: str, data: bytes | str) -> None:
    entry = zipfile.ZipInfo(name, _ZIP_DATE)
    entry.create_system = 0
    # Pictures are compressed already.
    packed = name.rpartition(".")[2] not in MIME
    entry.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    archive.writestr(entry, data, compresslevel=_ZIP_LEVEL)
