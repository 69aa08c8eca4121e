"""The portfolios that both programs are given: the samples, and awkward ones."""

from __future__ import annotations

import hashlib
import io
import shutil
from typing import TYPE_CHECKING

import docx
from docx.enum.section import WD_ORIENT
from docx.shared import Inches, Pt, RGBColor
from PIL import Image

from tests import exports, office_files, pdf_files
from tests.conftest import ROOT, write_files
from tests.portfolios import TEAM

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

PORTFOLIOS = (*exports.SAMPLES, "broken", "nasty", "office", "awkward", "many-units")
TEMPLATE = "centre.docx"
_MAKERS = (
    *("exports", "nasty", "office_files", "pdf_files", "portfolios"),
    *("same_as/inputs", "same_as/runs"),
)


def fingerprint() -> str:
    """Return what changes as soon as the inputs do, or what is asked of them."""
    digest = hashlib.sha256()
    for path in _sources():
        if path.is_file():
            digest.update(f"{path.relative_to(ROOT)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:8]


def _sources() -> Iterator[Path]:
    for folder in ("samples", "criteria", "templates"):
        yield from sorted((ROOT / folder).rglob("*"))
    yield from (ROOT / "tests" / f"{name}.py" for name in _MAKERS)


def fill(folder: Path) -> None:
    """Write the portfolios, each into a folder of its name, and what goes with them."""
    from tests import nasty  # it makes its files as it is imported, in seconds

    shutil.copytree(ROOT / "samples", folder, dirs_exist_ok=True)
    shutil.copytree(ROOT / "criteria", folder / "criteria")
    (folder / "no-portfolio").mkdir()
    (folder / TEMPLATE).write_bytes(_centre())
    exports.put_awkward(folder / "awkward")
    exports.put_many_units(folder / "many-units", 9)
    harmful = nasty.SHOWN | nasty.REPAIRED | nasty.MISNAMED | nasty.GOOD
    harmful |= {name: data for name, (data, _) in nasty.REFUSED.items()}
    files = _put_files(folder / "nasty", harmful)
    outside = nasty.write_outside(files, folder / "outside")
    _put_items(folder / "nasty", [*harmful, *outside])
    _put_files(folder / "office", _office())
    _put_items(folder / "office", _office())


def _put_files(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write a portfolio with files beside its evidence; return where they are."""
    place = write_files(folder, TEAM) / "evidence" / "files"
    place.mkdir(parents=True)
    for name, data in files.items():
        (place / name).write_bytes(data)
    return place


def _put_items(folder: Path, names: Iterable[str]) -> None:
    for number, name in enumerate(names, 1):
        text = (
            f"---\nid: E{number:03}\ntitle: About {name.rsplit('/', 1)[-1]}\n"
            f'method: WP\ndate: 2026-03-02\nfiles: ["files/{name}"]\n'
            f"claims: [1.1]\n---\nWords of {name}.\n"
        )
        exports.put(folder / "evidence" / f"e{number:03}.md", text)


def _office() -> dict[str, bytes]:
    """Return documents as people attach them, one of each kind."""
    remark = b"<</Type/Annot/Subtype/Text/Rect[9 9 29 29]/T(Jo)/Contents(Well done)>>"
    body = "<text:h text:outline-level='1'>Minutes</text:h><text:p>Agreed.</text:p>"
    html = "<h1>Thanks</h1><ul><li>For <b>all</b></li></ul><table><tr><td>1</table>"
    return {
        "letter.docx": _letter(),
        "figures.xlsx": office_files.xlsx(
            office_files.cells(
                office_files.words("A1", "Week") + office_files.words("B1", "Late"),
                '<c r="A2"><v>12</v></c><c r="B2"><v>0.25</v></c>',
            ),
            office_files.cells(office_files.words("A1", "Second sheet")),
        ),
        "minutes.odt": office_files.odt(body),
        "remark.pdf": pdf_files.one_page(
            pdf_files.SQUARE, page=b"/Annots[10 0 R]", more={10: remark}
        ),
        "four-pages.pdf": pdf_files.pages_pdf(
            [b"BT /F1 12 Tf 20 200 Td (Page %d) Tj ET" % n for n in range(4)]
        ),
        "message.eml": (
            b"From: Jo <jo@example.com>\nTo: sam@example.com\nSubject: Thanks\n"
            b"Date: Mon, 2 Mar 2026 09:00:00 +0000\nContent-Type: text/html\n\n"
            + html.encode()
        ),
        "page.html": html.encode(),
        "notes.txt": "Żółć 王小明\n\tindented\n".encode(),
        "old.txt": "café £5\n".encode("latin-1"),
        "table.csv": b'Name,Late\n"Jo, Sam",3\n',
        "scan.png": _picture(),
        "unknown.bin": bytes(range(256)),
    }


def _letter() -> bytes:
    """Return a letter with headings, lists, a table and a picture."""
    letter = docx.Document()
    letter.add_heading("Review of the shift", 1)
    letter.add_paragraph("Agreed in ").add_run("March").bold = True
    for style in ("List Bullet", "List Number", "Quote"):
        letter.add_paragraph(f"In the style {style}", style)
    table = letter.add_table(2, 2, "Table Grid")
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Both"
    table.cell(1, 1).text = "Lower right"
    letter.add_picture(io.BytesIO(_picture()), width=Inches(1))
    letter.add_page_break()
    letter.add_paragraph("On its second page")
    return _saved(letter)


def _centre() -> bytes:
    """Return a template with wide pages, a logo, a footer, fonts and colours."""
    centre = docx.Document()
    centre.styles["Normal"].font.name = "Georgia"
    centre.styles["Normal"].font.size = Pt(11.5)
    centre.styles["Heading 1"].font.color.rgb = RGBColor(0x9C, 0x1F, 0x4B)
    section = centre.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Inches(11), Inches(8.5)
    head = section.header.paragraphs[0]
    head.add_run().add_picture(io.BytesIO(_picture()), width=Inches(1))
    head.add_run(" {{learner}} of {{centre}}")
    section.footer.paragraphs[0].add_run("Candidate {{registration}}")
    return _saved(centre)


def _saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def _picture() -> bytes:
    image = Image.new("RGB", (80, 40), (200, 30, 30))
    image.paste((30, 60, 160), (10, 10, 40, 30))
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
