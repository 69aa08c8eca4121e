"""What the file says of itself: title, author, subject; nothing of the machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.files.build_date import build_date
from evidence_builder.render.pdf.file import text
from evidence_builder.wording.documents.render import untitled

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document

_UA_IN_AN_ARCHIVE = (
    '<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">'
    "<pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>"
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/"
    "</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>"
    '<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">'
    "<pdfaProperty:name>part</pdfaProperty:name>"
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType>"
    "<pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>The part of PDF/UA that the file follows"
    "</pdfaProperty:description></rdf:li></rdf:Seq></pdfaSchema:property>"
    "</rdf:li></rdf:Bag></pdfaExtension:schemas>"
)
"""An archive file describes every property that its standard does not know.

ISO 19005-2:2011, 6.6.2.3 (extension schemas)."""


def info(document: Document) -> str:
    """Return the dictionary of properties."""
    # ISO 32000-1:2008, 14.3.3 (information dictionary), 7.9.4 (dates).
    when = f"{build_date():D:%Y%m%d%H%M%SZ}"
    parts = [f"/Title{text(document.title or untitled())}"]
    if document.author:
        parts.append(f"/Author{text(document.author)}")
    if document.subject:
        parts.append(f"/Subject{text(document.subject)}")
    if document.keywords:
        parts.append(f"/Keywords{text(document.keywords)}")
    return f"<<{''.join(parts)}/CreationDate({when})/ModDate({when})>>"


def xmp(document: Document) -> bytes:
    """Return the same properties as XML, and the claim to be PDF/UA-1 and PDF/A.

    ISO 16684-1 (XMP) in a metadata stream (ISO 32000-1:2008, 14.3.2); the claims by
    ISO 14289-1:2014, 5, and ISO 19005-2:2011, 6.6.4.
    """
    when = f"{build_date():%Y-%m-%dT%H:%M:%SZ}"
    title = _xml(document.title or untitled())
    alternative = f'<rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt>'
    parts = [f"<dc:title>{alternative}</dc:title>"]
    if document.author:
        author = _xml(document.author)
        parts.append(
            f"<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>"
        )
    if document.subject:
        subject = _xml(document.subject)
        parts.append(
            f'<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li>'
            "</rdf:Alt></dc:description>"
        )
    if document.keywords:
        # ISO 19005-2:2011, 6.6.3: what the dictionary says, XMP says too.
        parts.append(f"<pdf:Keywords>{_xml(document.keywords)}</pdf:Keywords>")
    archive = ""
    if document.archival:
        archive = (
            f"<pdfaid:part>{document.archive_part}</pdfaid:part>"
            f"<pdfaid:conformance>B</pdfaid:conformance>{_UA_IN_AN_ARCHIVE}"
        )
    return (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF '
        'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description '
        'rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:xmp="http://ns.adobe.com/xap/1.0/" '
        'xmlns:pdf="http://ns.adobe.com/pdf/1.3/" '
        'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" '
        'xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" '
        'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
        'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
        'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">'
        f"{''.join(parts)}<xmp:CreateDate>{when}</xmp:CreateDate>"
        f"<xmp:ModifyDate>{when}</xmp:ModifyDate><pdfuaid:part>1</pdfuaid:part>"
        f"{archive}"
        '</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>'
    ).encode("utf-8", "replace")


def _xml(words: str) -> str:
    words = "".join(c if c.isprintable() else " " for c in words)
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
