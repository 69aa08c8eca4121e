"""Small Office files, good and bad, made on the spot."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "application/vnd.openxmlformats-officedocument"

SPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "w": _W,
        "r": _R,
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "c": "http://schemas.openxmlformats.org/drawingml/2006/chart",
        "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    }.items()
)


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip of these files."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def relations(*rows: tuple[str, str, str, bool]) -> str:
    """Return a part of relations: id, last word of the type, target, external."""
    return (
        f'<Relationships xmlns="{_PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="{key}" Type="{_R}/{kind}" Target="{target}"'
            + (' TargetMode="External"/>' if external else "/>")
            for key, kind, target, external in rows
        )
        + "</Relationships>"
    )


def paragraph(words: str) -> str:
    """Return a paragraph of Word's XML."""
    return f'<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>'


def document(body: str, head: str = "") -> str:
    """Return the main part of a Word document."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{head}'
        f"<w:document {SPACES}><w:body>{body}</w:body></w:document>"
    )


def docx(
    body: str = "",
    *related: tuple[str, str, str, bool],
    main: str | bytes | None = None,
    **parts: str | bytes,
) -> bytes:
    """Return a Word document with this body; ``parts`` are written ``word__x_xml``."""
    types = "".join(
        f'<Override PartName="/word/{part}.xml"'
        f' ContentType="{_OFFICE}.wordprocessingml.{part}+xml"/>'
        for part in ("styles", "numbering", "settings", "footnotes", "comments")
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="png" ContentType="image/png"/>'
            '<Override PartName="/word/document.xml" ContentType='
            f'"{_OFFICE}.wordprocessingml.document.main+xml"/>{types}</Types>',
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "word/document.xml", False)
            ),
            "word/document.xml": document(body) if main is None else main,
            "word/_rels/document.xml.rels": relations(*related),
            **{_path(name): data for name, data in parts.items()},
        }
    )


def _path(name: str) -> str:
    """Return ``word/a.xml`` for ``word__a_xml``."""
    head, _, ending = name.replace("__", "/").rpartition("_")
    return f"{head}.{ending}"


_S = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def xlsx(
    *sheets: str,
    strings: str = "",
    styles: str = "",
    properties: str = "",
    states: tuple[str, ...] = (),
    names: str = "",
    extra: Mapping[str, str | bytes] | None = None,
) -> bytes:
    """Return a workbook of sheets that are given as what is inside ``worksheet``."""
    numbers = range(1, len(sheets) + 1)
    listed = "".join(
        f'<sheet name="Sheet {n}" sheetId="{n}" r:id="rId{n}"'
        + (f' state="{states[n - 1]}"/>' if n <= len(states) else "/>")
        for n in numbers
    )
    overrides = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml"'
        f' ContentType="{_OFFICE}.spreadsheetml.worksheet+xml"/>'
        for n in numbers
    )
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Override PartName="/xl/workbook.xml" ContentType='
            f'"{_OFFICE}.spreadsheetml.sheet.main+xml"/>'
            '<Override PartName="/xl/sharedStrings.xml" ContentType='
            f'"{_OFFICE}.spreadsheetml.sharedStrings+xml"/>'
            '<Override PartName="/xl/styles.xml" ContentType='
            f'"{_OFFICE}.spreadsheetml.styles+xml"/>{overrides}</Types>',
            "_rels/.rels": relations(
                ("rId1", "officeDocument", "xl/workbook.xml", False)
            ),
            "xl/workbook.xml": f'<workbook xmlns="{_S}" xmlns:r="{_R}">'
            f"<workbookPr {properties}/><sheets>{listed}</sheets>{names}</workbook>",
            "xl/_rels/workbook.xml.rels": relations(
                *(
                    (f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml", False)
                    for n in numbers
                ),
                ("rId98", "sharedStrings", "sharedStrings.xml", False),
                ("rId99", "styles", "styles.xml", False),
            ),
            **{
                f"xl/worksheets/sheet{n}.xml": f'<worksheet xmlns="{_S}"'
                f' xmlns:r="{_R}">{sheet}</worksheet>'
                for n, sheet in zip(numbers, sheets, strict=True)
            },
            "xl/sharedStrings.xml": f'<sst xmlns="{_S}">{strings}</sst>',
            "xl/styles.xml": f'<styleSheet xmlns="{_S}">{styles}</styleSheet>',
            **(extra or {}),
        }
    )


def cells(*rows: str) -> str:
    """Return sheet data of rows that are given as their cells."""
    made = "".join(f'<row r="{n}">{row}</row>' for n, row in enumerate(rows, 1))
    return f"<sheetData>{made}</sheetData>"


def words(place: str, text: str, style: int = 0) -> str:
    """Return a cell with words in it."""
    return f'<c r="{place}" t="inlineStr" s="{style}"><is><t>{text}</t></is></c>'


_ODF = " ".join(
    f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for prefix, name in {
        "office": "office",
        "text": "text",
        "table": "table",
        "draw": "drawing",
        "script": "script",
        "style": "style",
        "svg": "svg-compatible",
        "presentation": "presentation",
        "anim": "animation",
        "manifest": "manifest",
    }.items()
)


def odt(body: str, head: str = "", what: str = "text", **parts: str | bytes) -> bytes:
    """Return an OpenDocument file with this body: text, spreadsheet or presentation."""
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{what}",
            "content.xml": f"<office:document-content {_ODF}"
            ' xmlns:xlink="http://www.w3.org/1999/xlink" office:version="1.2">'
            f"{head}<office:body><office:{what}>{body}</office:{what}></office:body>"
            "</office:document-content>",
            "META-INF/manifest.xml": "<manifest:manifest"
            ' xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
            '<manifest:file-entry manifest:full-path="/" manifest:media-type='
            f'"application/vnd.oasis.opendocument.{what}"/><manifest:file-entry'
            ' manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
            f"{parts.pop('manifest', '')}</manifest:manifest>",
            **{_path(name): data for name, data in parts.items()},
        }
    )
