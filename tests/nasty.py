"""A learner's files as bad as they come, each made on the spot, and good ones."""

import io
import os
import zipfile
import zlib

from PIL import Image as Pillow

from tests.office_files import document, docx, paragraph, words, xlsx
from tests.pdf_files import SQUARE, one_page, pages_pdf, raw_pdf, saved, stream

CANARY = b"canary"
"""Nothing that holds this word may come out."""

CAMERA, PLACE = "NokiaCam", "N51.5074"

_SCRIPT = b"<</S/JavaScript/JS(app.alert\\(canary\\))>>"


def said(text: bytes) -> bytes:
    """Return the operators of a page with a few words."""
    return b"0 g BT /F1 12 Tf 20 200 Td (%b) Tj ET " % text


def good(number: int) -> bytes:
    """Return an ordinary file of two pages."""
    return pages_pdf([said(b"Sound %d%b" % (number, page)) for page in (b"A", b"B")])


def encoded(image: Pillow.Image, form: str, **options: object) -> bytes:
    """Return a picture as a file."""
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def photograph(orientation: int) -> bytes:
    """Return a photograph that says how it was held, who took it, and where."""
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = CAMERA
    exif.get_ifd(0x8825)[1] = PLACE
    image = Pillow.new("RGB", (64, 40), (200, 30, 30))
    image.paste((30, 160, 60), (0, 0, 32, 20))
    return encoded(image, "JPEG", exif=exif)


def tree_loop() -> bytes:
    """Return a PDF whose page tree is its own child."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[2 0 R]/Count 3/Parent 2 0 R>>",
        }
    )


def no_pages() -> bytes:
    """Return a PDF with nothing in its page tree."""
    return raw_pdf(
        {
            1: b"<</Type/Catalog/Pages 2 0 R>>",
            2: b"<</Type/Pages/Kids[]/Count 0>>",
        }
    )


def bomb_pdf() -> bytes:
    """Return 2 KB that unpack to 60 million bytes of operators."""
    packed = zlib.compress(zlib.compress(b"0 0 m " * 10_000_000, 9), 9)
    filters = b"/Filter[/FlateDecode/FlateDecode]"
    return one_page(stream(packed, filters, packed=False))


def form_pdf() -> bytes:
    """Return a form that somebody filled in, whose fields have no looks yet."""
    field = (
        b"<</Type/Annot/Subtype/Widget/FT/Tx/T(name)/V(Filled in)/F 4"
        b"/Rect[20 100 180 120]/DA(/F1 10 Tf 0 g)/P 3 0 R>>"
    )
    root = b"/AcroForm<</Fields[10 0 R]/NeedAppearances true/DR<</Font<</F1 5 0 R>>>>>>"
    return one_page(
        said(b"A form"), root=root, page=b"/Annots[10 0 R]", more={10: field}
    )


def bomb_docx() -> bytes:
    """Return a Word document of a few kilobytes that unpacks to 400 MB."""
    buffer = io.BytesIO(docx(paragraph("Words")))
    with zipfile.ZipFile(buffer, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/a.xml", bytes(400 * 2**20))
    return buffer.getvalue()


def doctype_docx() -> bytes:
    """Return a Word document with an entity that reads a file of this computer."""
    head = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    return docx(main=document(paragraph("&x;"), head))


def template_docx() -> bytes:
    """Return a Word document that wants a template and a picture from elsewhere."""
    return docx(
        paragraph("Sound words of a document"),
        ("rId1", "attachedTemplate", "http://canary.example/a.dotm", True),
        ("rId2", "image", "file:///canary.png", True),
        ("rId3", "oleObject", "file:///canary.xls", True),
    )


def far_xlsx() -> bytes:
    """Return a workbook with a cell in the last row and column."""
    return xlsx(
        "<sheetData>"
        f'<row r="1">{words("A1", "Sound first cell")}</row>'
        f'<row r="1048576">{words("XFD1048576", "Sound last cell")}</row></sheetData>'
    )


def deep_mail() -> bytes:
    """Return a message of 2,000 parts within each other."""
    head = b"From: a@example.com\nSubject: Sound deep mail\n"
    parts = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n)
        for n in range(2_000)
    )
    return head + parts + b"\ntoo deep\n"


def photograph_of_108_megapixels() -> bytes:
    """Return a JPEG that takes 108 MB if it is unpacked as it is."""
    return encoded(Pillow.new("L", (12_000, 9_000), 90), "JPEG", quality=60)


def fax() -> bytes:
    """Return a TIFF of ten pages."""
    pages = [Pillow.new("1", (200, 280), 1) for _ in range(10)]
    for number, page in enumerate(pages):
        page.paste(0, (10, 10, 30 + 15 * number, 60))
    return encoded(
        pages[0],
        "TIFF",
        save_all=True,
        append_images=pages[1:],
        compression="group4",
        dpi=(100, 100),
    )


def palette() -> bytes:
    """Return a PNG of a few colours, one of which is clear."""
    image = Pillow.new("P", (40, 40), 0)
    image.putpalette([0, 0, 0, 200, 30, 30])
    image.paste(1, (10, 10, 30, 30))
    return encoded(image, "PNG", transparency=0)


_WHOLE = good(9)

SHOWN: dict[str, bytes] = {
    "scripts.pdf": one_page(
        SQUARE,
        root=b"/OpenAction" + _SCRIPT + b"/AA<</WC" + _SCRIPT + b">>"
        b"/Names<</JavaScript<</Names[(a)" + _SCRIPT + b"]>>"
        b"/EmbeddedFiles<</Names[(b)<</F(canary.exe)/EF<</F 10 0 R>>>>]>>>>",
        page=b"/AA<</O" + _SCRIPT + b">>"
        b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A" + _SCRIPT + b">>]",
        more={10: stream(b"canary")},
    ),
    "launch.pdf": one_page(
        SQUARE,
        root=b"/OpenAction<</S/Launch/F(canary.exe)>>",
        page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(canary)>>>>"
        b"<</Subtype/Link/Rect[0 0 9 9]/A<</S/SubmitForm/F(http://canary)>>>>]",
    ),
    "turned.pdf": one_page(said(b"Turned"), page=b"/Rotate 90"),
    "cropped.pdf": one_page(said(b"Cropped"), page=b"/CropBox[10 150 190 290]"),
    "huge.pdf": one_page(said(b"Huge"), box=b"0 0 14400 14400"),
    "form.pdf": form_pdf(),
    "large.jpg": photograph_of_108_megapixels(),
    **{f"held-{number}.jpg": photograph(number) for number in range(1, 9)},
    "cmyk.jpg": encoded(Pillow.new("CMYK", (40, 40), (0, 200, 200, 0)), "JPEG"),
    "sixteen.png": encoded(Pillow.new("I;16", (40, 40), 30_000), "PNG"),
    "palette.png": palette(),
    "fax.tif": fax(),
    "template.docx": template_docx(),
    "far.xlsx": far_xlsx(),
    "deep.eml": deep_mail(),
}
"""Files that do harm if they are taken as they are, and can be shown."""

REFUSED: dict[str, tuple[bytes, str]] = {
    "locked.pdf": (
        saved(_WHOLE, encryption={"user": "secret", "owner": "secret"}),
        "it needs a password",
    ),
    "loop.pdf": (tree_loop(), "it is damaged: its pages cannot be found"),
    "none.pdf": (no_pages(), "it has no pages"),
    "cut-1.pdf": (_WHOLE[:90], "it is damaged"),
    "cut-2.pdf": (_WHOLE[: _WHOLE.index(b"stream")], "it is damaged"),
    "bomb.pdf": (bomb_pdf(), "it unpacks to far more than a page can need"),
    "bomb.docx": (bomb_docx(), "it would unpack to far too much"),
    "doctype.docx": (doctype_docx(), "it "),
    "cut.jpg": (photograph(1)[:400], "it "),
}
"""Files of which nothing can be shown, and how the reason begins."""

REPAIRED: dict[str, bytes] = {
    "cut-3.pdf": _WHOLE[: _WHOLE.index(b"xref")],
    "cut-4.pdf": _WHOLE[:-30],
}
"""Files that are damaged, and can be read all the same."""

MISNAMED: dict[str, bytes] = {"minutes.jpg": good(8)}

GOOD: dict[str, bytes] = {f"good-{number}.pdf": good(number) for number in range(4)}


def write_outside(folder, outside):
    """Write what is no file of the portfolio; return the paths that name it.

    Each is said to be something else: empty, a pipe, a way out.
    """
    outside.mkdir()
    (outside / "secret.txt").write_bytes(b"canary outside")
    (folder / "empty.pdf").write_bytes(b"")
    os.mkfifo(folder / "pipe.pdf")
    (folder / "link.txt").symlink_to(outside / "secret.txt")
    return {
        "empty.pdf": "is empty",
        "pipe.pdf": "is a device, pipe or broken link",
        "link.txt": "is a link that leads out of the portfolio folder",
        f"../../../{outside.name}/secret.txt": "leads out of the portfolio folder",
        "gone.pdf": "is not there",
    }
