"""A learner's files are looked at safely, and pictures are made fit to embed."""

import hashlib
import io
import os
import struct
import subprocess
import sys
import unicodedata
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as Pillow
from PIL import ImageCms, PngImagePlugin

from evidence_builder.attachments.bind import picture
from evidence_builder.attachments.content import Content
from evidence_builder.attachments.image.metadata import UnreadablePictureError, strip
from evidence_builder.attachments.image.picture import make
from evidence_builder.attachments.inspect import inspect
from evidence_builder.attachments.kind import kind_of, misnamed
from evidence_builder.attachments.run import pool
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.document.blocks import Image
from tests.damage import converted, refusal

SPAN = Span("evidence/e1.md", 7, 5)
CANARY = b"%PDF-1.7 the canary outside the folder"

posix_only = pytest.mark.skipif(os.name == "nt", reason="needs POSIX files")


@pytest.fixture
def folder(tmp_path):
    """A portfolio folder with an evidence folder, and a canary beside it."""
    (tmp_path / "canary.pdf").write_bytes(CANARY)
    (tmp_path / "portfolio" / "evidence" / "scans").mkdir(parents=True)
    return tmp_path / "portfolio"


def looked_at(folder, written, **options):
    """Return the attachment and what was found: code, message, hints."""
    sink = Sink()
    options = {"base": "evidence"} | options
    found = inspect(folder, written, span=SPAN, sink=sink, **options)
    assert all(one.span == SPAN for one in sink)
    assert not any(one.message.endswith(".") for one in sink)
    return found, [(one.code.id, one.message, " ".join(one.hints)) for one in sink]


def refused(folder, written, **options):
    """Return the one finding of a file that is not taken."""
    attachment, found = looked_at(folder, written, **options)
    assert attachment is None
    (finding,) = found
    assert str(folder.parent) not in "".join(finding)
    return finding


# --- inspect ---------------------------------------------------------------


def test_a_file_is_hashed_and_named_from_the_folder(folder):
    data = b"%PDF-1.7 minutes" + bytes(3 * 2**20)
    (folder / "evidence" / "scans" / "minutes.pdf").write_bytes(data)
    attachment, found = looked_at(folder, "scans/minutes.pdf")
    assert found == []
    assert attachment.path == "evidence/scans/minutes.pdf"
    assert attachment.name == "minutes.pdf"
    assert attachment.size == len(data)
    assert attachment.sha256 == hashlib.sha256(data).hexdigest()
    assert attachment.kind == "pdf"
    assert attachment.read() == data
    assert str(folder) not in repr(attachment)


@pytest.mark.parametrize(
    ("written", "base"),
    [
        ("a.txt", "evidence"),
        ("./a.txt", "evidence"),
        ("scans/../a.txt", "evidence"),
        ("..\\evidence\\a.txt", "evidence"),
        ("evidence//a.txt", ""),
        ("../../evidence/a.txt", "evidence/scans"),
    ],
)
def test_paths_start_from_the_evidence_files_folder(folder, written, base):
    (folder / "evidence" / "a.txt").write_text("words")
    attachment, found = looked_at(folder, written, base=base)
    assert (attachment.path, found) == ("evidence/a.txt", [])


@pytest.mark.parametrize(
    "written",
    [
        "../../canary.pdf",
        "..\\..\\canary.pdf",
        "scans/../../../canary.pdf",
        "../../portfolio/../canary.pdf",
        "/etc/passwd",
        "C:\\Users\\jo\\canary.pdf",
        "C:canary.pdf",
        "\\\\server\\share\\canary.pdf",
        "//server/share/canary.pdf",
        "https://example.org/canary.pdf",
        "file:///etc/passwd",
        "data:text/plain,hello",
    ],
)
def test_a_path_that_leads_out_is_refused_by_name(folder, written):
    code, message, hint = refused(folder, written)
    assert code == "EB003"
    assert message.startswith(written)
    assert hint == "copy the file into the portfolio folder and name it from there"


@posix_only
def test_links_out_of_the_folder_are_refused(folder):
    evidence = folder / "evidence"
    (evidence / "link.pdf").symlink_to(folder.parent / "canary.pdf")
    (evidence / "out").symlink_to(folder.parent)
    (evidence / "twice").symlink_to(evidence / "out")
    for written in ("link.pdf", "out/canary.pdf", "twice/canary.pdf"):
        code, message, _ = refused(folder, written)
        assert (code, message) == (
            "EB003",
            f"{written} is a link that leads out of the portfolio folder",
        )
    # Nor do the names beside the target show.
    code, _, hint = refused(folder, "out/canary.pd")
    assert code == "EB304"
    assert "canary.pdf" not in hint


@posix_only
def test_links_inside_the_folder_are_followed(folder):
    (folder / "evidence" / "real.txt").write_text("words")
    (folder / "evidence" / "scans" / "link.txt").symlink_to("../real.txt")
    attachment, found = looked_at(folder, "scans/link.txt")
    assert (attachment.path, found) == ("evidence/scans/link.txt", [])
    assert attachment.read() == b"words"


@posix_only
def test_a_link_that_appears_after_the_look_is_not_followed(folder):
    path = folder / "evidence" / "a.txt"
    path.write_bytes(CANARY)
    attachment, _ = looked_at(folder, "a.txt")
    path.unlink()
    path.symlink_to(folder.parent / "canary.pdf")
    assert attachment.read() is None


@posix_only
def test_links_in_a_circle_are_refused(folder):
    (folder / "evidence" / "a").symlink_to("b")
    (folder / "evidence" / "b").symlink_to("a")
    code, _, _ = refused(folder, "a")
    assert code in ("EB001", "EB005")


@posix_only
def test_pipes_and_devices_are_refused_without_waiting(folder):
    os.mkfifo(folder / "evidence" / "pipe.pdf")
    assert refused(folder, "pipe.pdf")[0] == "EB005"
    (folder / "evidence" / "null").symlink_to("/dev/null")
    assert refused(folder, "null")[0] == "EB003"


@pytest.mark.parametrize("written", ["scans", "scans/", ".", "..", "", " ", "a/.."])
def test_a_folder_is_no_file(folder, written):
    assert refused(folder, written)[0] == "EB005"


def test_an_empty_file_is_named(folder):
    (folder / "evidence" / "a.pdf").touch()
    assert refused(folder, "a.pdf")[:2] == ("EB007", "a.pdf is empty")


def test_a_file_beyond_the_limit_is_named(folder):
    (folder / "evidence" / "a.bin").write_bytes(bytes(11))
    code, message, _ = refused(folder, "a.bin", limit=10)
    assert (code, message) == ("EB006", "a.bin is larger than 10 bytes")
    assert looked_at(folder, "a.bin", limit=11)[1] == []


@posix_only
def test_a_file_that_may_not_be_read_is_named(folder):
    (folder / "evidence" / "a.txt").write_text("words")
    (folder / "evidence" / "a.txt").chmod(0)
    root = os.geteuid() == 0
    # Modes mean nothing to root, so it is nobody who looks, and who has to get there.
    above = {parent: parent.stat().st_mode for parent in (folder, *folder.parents)}
    closed = {parent: mode for parent, mode in above.items() if mode & 0o055 != 0o055}
    if root:
        for parent, mode in closed.items():
            parent.chmod(mode | 0o055)
        os.seteuid(65534)
    try:
        code = refused(folder, "a.txt")[0]
    finally:
        if root:
            os.seteuid(0)
            for parent, mode in closed.items():
                parent.chmod(mode)
    assert code == "EB001"


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("minutes.pdf", "the file is called Minutes.PDF; capitals and spelling must"),
        ("Minuts.PDF", "did you mean Minutes.PDF?"),
        ("scan/a.pdf", "did you mean scans?"),
        ("SCANS/a.pdf", "the folder is called scans; capitals and spelling must"),
        ("photographs/a.pdf", "there is no folder photographs"),
        ("something else", ""),
        ("a\x00b", ""),
        ("x" * 5000, ""),
        ("a\x1b[31m\nb", ""),
    ],
)
def test_a_missing_file_is_named_with_what_was_meant(folder, written, hint):
    (folder / "evidence" / "Minutes.PDF").write_bytes(b"%PDF-1.7")
    if (folder / "evidence" / "minutes.pdf").exists():
        pytest.skip("this disk takes capitals and small letters for the same")
    code, message, hints = refused(folder, written)
    assert code == "EB304"
    assert message.isprintable()
    assert hints.startswith(hint)
    assert bool(hints) == bool(hint)


def test_accents_stored_in_another_way_are_the_same_name(folder):
    name = unicodedata.normalize("NFD", "café.txt")
    (folder / "evidence" / name).write_text("words")
    attachment, found = looked_at(folder, unicodedata.normalize("NFC", name))
    assert found == []
    assert attachment.read() == b"words"


def test_a_file_that_changed_since_is_not_read(folder):
    path = folder / "evidence" / "a.txt"
    for after in (b"other", b"words and more", b""):
        path.write_bytes(b"words")
        attachment, _ = looked_at(folder, "a.txt")
        path.write_bytes(after)
        assert attachment.read() is None
    path.unlink()
    assert attachment.read() is None


@posix_only
@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "..",
                ".",
                "/",
                "\\",
                "evidence",
                "canary.pdf",
                "out",
                "link.pdf",
                "C:",
                "portfolio",
                "//",
                "~",
                "%2e%2e",
                "\x00",
                "a.txt",
                "file://",
            ]
        )
        | st.text(max_size=5),
        max_size=8,
    ).map("/".join)
)
def test_no_path_brings_out_the_canary(tmp_path_factory, written):
    top = tmp_path_factory.mktemp("top")
    folder = top / "portfolio"
    (folder / "evidence").mkdir(parents=True)
    (top / "canary.pdf").write_bytes(CANARY)
    (folder / "evidence" / "out").symlink_to(top)
    (folder / "link.pdf").symlink_to(top / "canary.pdf")
    (folder / "a.txt").write_text("words")
    attachment, _ = looked_at(folder, written)
    assert attachment is None or attachment.read() == b"words"


# --- kinds -----------------------------------------------------------------

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
CONTENTS = [
    ("a.jpg", b"\xff\xd8\xff\xe0", "jpeg"),
    ("a.png", b"\x89PNG\r\n\x1a\n", "png"),
    ("a.gif", b"GIF89a", "gif"),
    ("a.tif", b"II*\x00", "tiff"),
    ("a.webp", b"RIFF\0\0\0\0WEBP", "webp"),
    ("a.bmp", b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0", "bmp"),
    ("a.heic", b"\0\0\0\x18ftypheic", "heic"),
    ("a.pdf", b"\n\n%PDF-1.4", "pdf"),
    ("a.docx", b"PK\x03\x04....[Content_Types].xml....word/document.xml", "docx"),
    ("a.xlsx", b"PK\x03\x04....xl/workbook.xml", "xlsx"),
    ("a.pptx", b"PK\x03\x04....ppt/presentation.xml", "pptx"),
    (
        "a.odt",
        b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.textPK",
        "odt",
    ),
    (
        "a.msg",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__nameid_version1.0".encode("utf-16-le"),
        "msg",
    ),
    (
        "a.ods",
        b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.spreadsheet",
        "ods",
    ),
    (
        "a.odp",
        b"PK\x03\x04..mimetypeapplication/vnd.oasis.opendocument.presentation",
        "odp",
    ),
    ("a.ods", b"PK\x03\x04..META-INF/manifest.xml", "ods"),
    ("a.doc", OLE + "WordDocument".encode("utf-16-le"), "doc"),
    ("a.doc", OLE, "doc"),
    ("a.xls", OLE + "Workbook".encode("utf-16-le"), "xls"),
    ("a.ppt", OLE + "Workbook PowerPoint Document".encode("utf-16-le"), "ppt"),
    ("a.rtf", b"{\\rtf1 words}", "rtf"),
    ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "xlsx"),
    ("a.eml", b"From: a\nTo: b\nSubject: c\n\nhello", "eml"),
    ("a.eml", b"Hello", "eml"),
    ("a", b"Received: a\n b\nDate: c\nX-Mail-From: d\n\n", "eml"),
    ("a.txt", b"words", "text"),
    ("a.txt", "wörds".encode("utf-16"), "text"),
    ("a.csv", b"a,b\n1,2", "csv"),
    ("a.md", b"# a", "markdown"),
    ("a.html", b"<html>", "text"),
    ("a.mp3", b"ID3\x03", "audio"),
    ("a.mp3", b"\xff\xfb\x90\x00", "audio"),
    ("a.m4a", b"\0\0\0\x18ftypM4A ", "audio"),
    ("a.ogv", b"OggS\0\x02", "video"),
    ("a.wav", b"RIFF\0\0\0\0WAVE", "audio"),
    ("a.mov", b"\0\0\0\x18ftypqt  ", "video"),
    ("a.mts", b"\x00\x00\x00\x00G@", "video"),
    ("a.bin", b"\x00\x01\x02", "other"),
    ("a.zip", b"PK\x03\x04....readme", "other"),
]


@pytest.mark.parametrize(("name", "content", "kind"), CONTENTS)
def test_the_content_says_what_a_file_is(name, content, kind):
    assert kind_of(name, content) == kind
    assert kind_of(name.upper(), content[:1] * 0 + content) == kind
    assert misnamed(name, kind) is None


def test_the_list_at_the_end_of_an_archive_says_what_it_holds():
    assert kind_of("a.docx", b"PK\x03\x04", b"word/document.xmlPK\x05\x06") == "docx"


def test_a_wrongly_named_file_is_named_and_taken_for_what_it_is(folder):
    (folder / "evidence" / "photo.jpg").write_bytes(b"%PDF-1.4")
    attachment, ((code, message, _),) = looked_at(folder, "photo.jpg")
    assert attachment.kind == "pdf"
    assert code == "EB009"
    assert message == "photo.jpg is a PDF, not a JPEG picture as its ending says"


def test_an_old_word_document_is_one_whatever_its_name_says():
    data = OLE + "WordDocument".encode("utf-16-le")
    assert kind_of("a.docx", data) == "doc"
    assert misnamed("a.docx", "doc") == (
        "a.docx is a Word document of the old kind (.doc), not a Word document as its"
        " ending says"
    )
    assert kind_of("a.pdf", OLE) == "other"


def test_a_file_that_is_nothing_known_is_named_where_its_ending_promises():
    assert misnamed("a.pdf", "other") == "a.pdf does not hold a PDF, as its ending says"
    assert misnamed("a.xyz", "pdf") is None


# --- pictures --------------------------------------------------------------

RED, GREEN, BLUE, GREY = (200, 30, 30), (30, 160, 60), (30, 60, 190), (128, 128, 128)
CORNERS = {"top left": RED, "top right": GREEN, "bottom left": BLUE}
SECRETS = (b"Exif", b"NokiaCam", b"51.5074", b"XMPSECRET", b"TEXTSECRET", b"MOTION")


def quarters(width=80, height=48, mode="RGB"):
    """Return a picture with another colour in each quarter."""
    image = Pillow.new("RGB", (width, height), GREY)
    image.paste(RED, (0, 0, width // 2, height // 2))
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    return image.convert(mode)


def colours(made):
    """Return the colours in the middle of the quarters, and of the last one."""
    with Pillow.open(io.BytesIO(made.data)) as image:
        assert (image.width, image.height) == (made.width, made.height)
        assert image.mode in ("L", "RGB")
        rgb = image.convert("RGB")
    w, h = rgb.size
    return [
        rgb.getpixel(at)
        for at in (
            (w // 4, h // 4),
            (3 * w // 4, h // 4),
            (w // 4, 3 * h // 4),
            (3 * w // 4, 3 * h // 4),
        )
    ]


def near(some, others, most=12):
    return all(
        abs(a - b) <= most
        for one, other in zip(some, others, strict=True)
        for a, b in zip(one, other, strict=True)
    )


def jpeg(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", **{"quality": 95, "subsampling": 0} | options)
    return buffer.getvalue()


def png(image, **options):
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


def camera(orientation=1):
    """Return EXIF data such as a telephone writes it."""
    exif = Pillow.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "NokiaCam"
    exif.get_ifd(0x8825)[1] = "N51.5074"
    return exif.tobytes()


def clean(made):
    return not any(secret in made.data for secret in SECRETS)


TURNED = {
    1: None,
    2: Pillow.Transpose.FLIP_LEFT_RIGHT,
    3: Pillow.Transpose.ROTATE_180,
    4: Pillow.Transpose.FLIP_TOP_BOTTOM,
    5: Pillow.Transpose.TRANSPOSE,
    6: Pillow.Transpose.ROTATE_90,
    7: Pillow.Transpose.TRANSVERSE,
    8: Pillow.Transpose.ROTATE_270,
}


@pytest.mark.parametrize("orientation", TURNED)
@pytest.mark.parametrize("encode", [jpeg, png])
def test_a_picture_is_upright_and_nothing_else_is_left(orientation, encode):
    held = quarters()
    if TURNED[orientation] is not None:
        held = held.transpose(TURNED[orientation])
    made = make(encode(held, exif=camera(orientation)))
    assert (made.width, made.height) == (80, 48)
    assert near(colours(made), [RED, GREEN, BLUE, GREY])
    assert clean(made)
    assert make(encode(held, exif=camera(orientation))) == made


def test_a_ready_jpeg_passes_letter_for_letter_without_its_extras():
    bare = jpeg(quarters(), comment=b"")
    full = jpeg(
        quarters(),
        comment=b"TEXTSECRET",
        exif=camera(),
        xmp=b"XMPSECRET",
        progressive=False,
    )
    made = make(full + b"MOTION")
    assert clean(made)
    assert made.data.startswith(b"\xff\xd8\xff\xe0\x00\x10JFIF\x00")
    assert made.data[20:] == strip(bare).data[20:]
    assert make(made.data) == made


def test_a_progressive_jpeg_passes_too():
    made = make(jpeg(quarters(), progressive=True))
    assert near(colours(made), [RED, GREEN, BLUE, GREY])


def test_a_png_keeps_its_kind_and_loses_its_texts():
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "TEXTSECRET")
    texts.add_itxt("XML:com.adobe.xmp", "XMPSECRET", zip=True)
    made = make(png(quarters(), pnginfo=texts, dpi=(300, 300)))
    assert made.kind == "png"
    assert clean(made)
    assert set(chunks(made.data)) == {b"IHDR", b"IDAT", b"IEND"}
    assert colours(made) == [RED, GREEN, BLUE, GREY]


def chunks(data):
    """Return the names of the chunks of a PNG."""
    at, names = 8, []
    while at < len(data):
        length, name = struct.unpack_from(">I4s", data, at)
        names.append(name)
        at += 12 + length
    return names


def test_a_texts_bomb_in_a_png_is_dropped_unopened():
    bomb = zlib.compress(bytes(30_000_000))
    body = b"zTXtComment\x00\x00" + bomb
    chunk = struct.pack(">I", len(body) - 4) + body
    chunk += struct.pack(">I", zlib.crc32(body))
    data = png(quarters())
    made = make(data[:33] + chunk + data[33:])
    assert colours(made) == [RED, GREEN, BLUE, GREY]


@pytest.mark.parametrize(
    ("mode", "encode"),
    [("CMYK", jpeg), ("L", jpeg), ("1", png), ("L", png), ("P", png), ("RGBA", png)],
)
def test_colours_are_right_in_every_mode(mode, encode):
    image = quarters(mode=mode)
    made = make(encode(image))
    assert near(colours(made), colours_of(image), 16)


def colours_of(image):
    return colours(type("Made", (), {
        "data": png(image.convert("RGB")), "width": image.width, "height": image.height
    }))  # fmt: skip


def test_a_cmyk_jpeg_without_adobes_mark_is_not_inverted():
    data = jpeg(quarters(mode="CMYK"))
    at = data.index(b"Adobe") - 4
    assert data[at : at + 2] == b"\xff\xee"
    unmarked = data[:at] + data[at + 16 :]
    usual, other = colours(make(data)), colours(make(unmarked))
    assert near(usual, [RED, GREEN, BLUE, GREY], 16)
    assert not near(usual, other, 40)


def test_an_rgb_jpeg_of_adobes_kind_has_its_colours():
    made = make(jpeg(quarters(), keep_rgb=True))
    assert near(colours(made), [RED, GREEN, BLUE, GREY])


def test_sixteen_bits_become_eight():
    values = [0, 16_000, 40_000, 65_535]
    image = Pillow.new("I;16", (4, 1))
    for at, value in enumerate(values):
        image.putpixel((at, 0), value)
    made = make(png(image))
    with Pillow.open(io.BytesIO(made.data)) as shown:
        assert shown.mode == "L"
        grey = [shown.getpixel((at, 0)) for at in range(4)]
    assert grey == pytest.approx([value / 257 for value in values], abs=1)


def test_transparency_lies_on_white():
    image = quarters(mode="RGBA")
    image.putalpha(0)
    assert colours(make(png(image))) == [(255, 255, 255)] * 4
    image.putalpha(128)
    assert near(colours(make(png(image))), [(227, 142, 142), (142, 207, 157),
        (142, 157, 222), (191, 191, 191)], 3)  # fmt: skip
    palette = quarters().quantize(8)
    made = make(png(palette, transparency=palette.getpixel((1, 1))))
    assert colours(made)[0] == (255, 255, 255)
    grey = make(png(quarters(mode="LA")))
    with Pillow.open(io.BytesIO(grey.data)) as shown:
        assert shown.mode == "L"


def test_a_colour_profile_is_applied_and_not_kept():
    # Swapping red and blue makes a profile whose effect nobody can miss.
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    tags = {srgb[at : at + 4]: at for at in range(132, 132 + 12 * srgb[131], 12)}
    swapped = bytearray(srgb.replace(b"s\0R\0G\0B", b"x\0x\0x\0x"))
    swapped = bytearray(swapped.replace(b"\0s\0R\0G\0B", b"\0x\0x\0x\0x"))
    red, blue = tags[b"rXYZ"] + 4, tags[b"bXYZ"] + 4
    swapped[red : red + 8], swapped[blue : blue + 8] = (
        srgb[blue : blue + 8],
        srgb[red : red + 8],
    )
    for encode in (jpeg, png):
        plain = make(encode(quarters(), icc_profile=srgb))
        assert near(colours(plain), [RED, GREEN, BLUE, GREY])
        made = make(encode(quarters(), icc_profile=bytes(swapped)))
        top_left = colours(made)[0]
        assert top_left[2] > top_left[0]
        assert b"ICC_PROFILE" not in made.data
        assert b"iCCP" not in made.data
        broken = make(encode(quarters(), icc_profile=bytes(swapped[:200])))
        assert near(colours(broken), [RED, GREEN, BLUE, GREY])


@pytest.mark.parametrize(
    ("size", "result"),
    [
        ((1600, 1200), (1600, 1200)),
        ((4000, 3000), (1600, 1200)),
        ((900, 2400), (600, 1600)),
        ((6000, 1), (1600, 1)),
    ],
)
@pytest.mark.parametrize("encode", [jpeg, png])
def test_a_large_picture_is_made_smaller(size, result, encode):
    made = make(encode(quarters(*size)))
    assert (made.width, made.height) == result
    if size[1] > 1:
        assert near(colours(made), [RED, GREEN, BLUE, GREY])


def test_a_photograph_saved_as_png_becomes_a_jpeg():
    noise = Pillow.effect_noise((1200, 900), 60).convert("RGB")
    assert make(png(noise)).kind == "jpeg"


def bomb(width, height):
    """Return a PNG that says it is huge."""
    body = b"IHDR" + struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    data = png(quarters())
    crc = struct.pack(">I", zlib.crc32(body))
    return data[:12] + body + crc + data[33:]


def test_a_picture_with_too_many_pixels_is_refused_unread():
    with pytest.raises(UnreadablePictureError, match="has 3,600 million pixels, more"):
        make(bomb(60_000, 60_000))
    with pytest.raises(UnreadablePictureError, match="has no pixels"):
        make(bomb(0, 5))


def test_a_second_header_changes_nothing():
    first, second = png(quarters()), bomb(60_000, 60_000)
    assert make(first[:33] + second[8:33] + first[33:]) == make(first)


@pytest.mark.parametrize("encode", [jpeg, png])
def test_a_picture_cut_short_anywhere_is_refused(encode):
    whole = encode(quarters(320, 200), exif=camera())
    for part in range(0, len(whole), max(1, len(whole) // 60)):
        assert refusal("picture", whole[:part], whole), part


@settings(max_examples=200, deadline=None)
@given(st.data(), st.sampled_from([jpeg, png]))
def test_damage_is_refused_or_drawn_and_never_raises(data, encode):
    whole = encode(quarters(64, 40), exif=camera(6))
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(whole) - 1))
        damaged[at] = data.draw(st.integers(0, 255))
    outcome = converted("picture", bytes(damaged), whole)
    if isinstance(outcome, Content):
        (page,) = outcome.pages
        assert page.picture.width * page.picture.height
        assert b"Exif" not in page.picture.data


def test_pillow_waits_for_the_first_picture():
    code = (
        "import sys; import evidence_builder.attachments.bind; "
        "sys.exit(any(name.startswith('PIL') for name in sys.modules))"
    )
    path = os.pathsep.join(one for one in sys.path if one) or pool._ROOT
    done = subprocess.run(  # noqa: S603 - this Python, our code
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": f"{pool._ROOT}{os.pathsep}{path}"},
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.skipif(sys.platform != "linux", reason="reads the child's peak memory")
def test_a_huge_photograph_stays_small_in_memory():
    """108 megapixels need 324 MB as they are."""
    huge = jpeg(Pillow.new("L", (12_000, 9_000), 90).convert("RGB"), quality=60)
    code = (
        "import re, sys\n"
        f"sys.path[:] = {[pool._ROOT, *sys.path]!r}\n"
        "from evidence_builder.attachments.image.picture import make\n"
        "made = make(sys.stdin.buffer.read())\n"
        "status = open('/proc/self/status').read()\n"
        "print(made.width, re.search(r'VmHWM:\\s*(\\d+)', status)[1])"
    )
    done = subprocess.run(  # noqa: S603 - this Python, our code
        [sys.executable, "-c", code], input=huge, stdout=subprocess.PIPE, check=True
    )
    width, peak = map(int, done.stdout.split())
    assert width == 1600
    assert peak < 150 * 1024


# --- from an attachment to a picture ---------------------------------------


def shown(folder, name):
    sink = Sink()
    attachment = inspect(folder, name, base="", span=SPAN, sink=sink)
    image = picture(attachment, span=SPAN, sink=sink)
    assert all(one.span == SPAN for one in sink)
    return image, [(one.code.id, one.message) for one in sink]


def test_an_attachment_is_shown(folder):
    (folder / "till.jpg").write_bytes(jpeg(quarters(), exif=camera(3)))
    image, found = shown(folder, "till.jpg")
    assert isinstance(image, Image)
    assert found == []
    assert near(colours(image), [GREY, BLUE, GREEN, RED])


@pytest.mark.parametrize(
    ("name", "content", "found"),
    [
        (
            "cut.png",
            png(quarters())[:-30],
            (
                "EB602",
                "cut.png cannot be shown: it is damaged and cannot be read to its end",
            ),
        ),
        (
            "huge.png",
            bomb(60_000, 60_000),
            (
                "EB602",
                (
                    "huge.png cannot be shown: it has 3,600 million pixels, more than"
                    " 100 million"
                ),
            ),
        ),
        (
            "till.heic",
            b"\0\0\0\x18ftypheic",
            ("EB602", "till.heic is a HEIC picture and is not shown"),
        ),
    ],
)
def test_a_picture_that_cannot_be_shown_is_named(folder, name, content, found):
    (folder / name).write_bytes(content)
    assert shown(folder, name) == (None, [found])


def test_a_wrongly_named_picture_is_shown_as_what_it_is(folder):
    (folder / "till.png").write_bytes(jpeg(quarters()))
    image, ((code, _),) = shown(folder, "till.png")
    assert (image.kind, code) == ("jpeg", "EB009")


def test_a_picture_that_changed_meanwhile_is_named(folder):
    (folder / "a.png").write_bytes(png(quarters()))
    sink = Sink()
    attachment = inspect(folder, "a.png", base="", span=SPAN, sink=sink)
    (folder / "a.png").write_bytes(CANARY)
    assert picture(attachment, span=SPAN, sink=sink) is None
    assert [one.code.id for one in sink] == ["EB001"]
