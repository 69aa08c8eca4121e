"""Reopen a workbook that was written, and compare it with what was composed.

Looked for are the elements sheet (ECMA-376 Part 1, 18.2.19), hyperlink (18.3.1.47), row
(18.3.1.73), f (18.3.1.40), v (18.3.1.96) and si (18.4.8).
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import TYPE_CHECKING
from xml.parsers import expat

from evidence_builder.export.grid import SheetLink
from evidence_builder.export.text import held
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from evidence_builder.export.grid import WorkbookSheet

_SHEET = re.compile('<sheet name="([^"]*)"')
_LINK = re.compile('<hyperlink [^>]*location="([^"]*)"')
_TARGET = re.compile(r"'((?:[^']|'')+)'!A(\d+)\Z")
_LAST_ROW = re.compile('<row r="([0-9]+)"')


def verify(data: bytes, sheets: tuple[WorkbookSheet, ...]) -> None:
    """Check that every cell is there, that links lead somewhere, and no formula is.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    parts = _read(data)
    names = [unescape(name) for name in _SHEET.findall(parts["xl/workbook.xml"])]
    if names != [sheet.name for sheet in sheets]:
        raise UnsoundOutputError("the sheets of the workbook are not those composed")
    pages = [
        parts[f"xl/worksheets/sheet{number}.xml"]
        for number in range(1, len(sheets) + 1)
    ]
    rows = {
        name: max(map(int, _LAST_ROW.findall(page)), default=0)
        for name, page in zip(names, pages, strict=True)
    }
    texts: set[str] = set()
    for sheet, page in zip(sheets, pages, strict=True):
        if "<f>" in page or "<f " in page:
            raise UnsoundOutputError(f"the sheet {sheet.name} has a formula")
        filled = [value for value in sheet.values() if value != ""]
        expect(f"cells in {sheet.name}", len(filled), page.count("<v>"))
        texts.update(
            value.text if isinstance(value, SheetLink) else value
            for value in filled
            if isinstance(value, str | SheetLink)
        )
        _check_links(page, rows)
    expect(
        "texts",
        len(set(map(held, texts))),
        parts["xl/sharedStrings.xml"].count("<si>"),
        exactly=False,
    )


def _check_links(page: str, rows: dict[str, int]) -> None:
    for location in set(_LINK.findall(page)):
        match = _TARGET.match(unescape(location))
        name = match[1].replace("''", "'") if match else ""
        if match is None or not 0 < int(match[2]) <= rows.get(name, 0):
            raise UnsoundOutputError(f"the link to {location} leads nowhere")


def _read(data: bytes) -> dict[str, str]:
    """Return the parts of the workbook as text, each read whole and parsed."""
    parts = {}
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            try:
                # Reading compares a part with its checksum.
                content = package.read(name)
                expat.ParserCreate(namespace_separator=" ").Parse(content, True)  # noqa: FBT003 - takes no names
            except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
                msg = f"the part {name} of the workbook is damaged"
                raise UnsoundOutputError(msg) from error
            parts[name] = content.decode()
    return parts
