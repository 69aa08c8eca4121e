"""A package is opened only where nothing in it can hurt."""

import io
import struct
import warnings
import zipfile

import pytest

from evidence_builder.attachments.kind import in_words
from evidence_builder.markup import openxml
from evidence_builder.markup.openxml import is_locked, open_package, resolved
from evidence_builder.markup.refusal import PackageRefusedError
from tests.office_files import document, docx, paragraph, zipped

DOCTYPE = '<!DOCTYPE w [<!ENTITY a "canary"><!ENTITY b SYSTEM "file:///etc/hostname">]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def read_all(data: bytes, kind) -> None:
    package = open_package(data, in_words(kind))
    for name in package.names():
        if name.endswith((".xml", ".rels")):
            package.tree(name)


def refusal(data: bytes, kind="docx") -> str:
    with pytest.raises(PackageRefusedError) as caught:
        read_all(data, kind)
    return str(caught.value)


def test_a_bomb_is_refused_before_it_is_unpacked():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (64 * 2**20))
    assert refusal(buffer.getvalue()) == "it would unpack to far too much"


def test_many_members_of_an_allowed_size_are_refused_together(monkeypatch):
    monkeypatch.setattr(openxml, "TOTAL", 1000)
    parts = {f"word/{n}.xml": "x" * 300 for n in range(5)}
    assert refusal(zipped(parts)) == "it would unpack to far too much"


def test_a_size_that_lies_does_not_let_more_be_read():
    data = zipped({"word/document.xml": b" " * 5_000_000 + b"<a/>"})
    # The central directory states one byte; the member itself holds five million.
    at = data.rindex(b"PK\x01\x02") + 24
    lying = data[:at] + struct.pack("<I", 1) + data[at + 4 :]
    package = open_package(lying, in_words("docx"))
    with pytest.raises(PackageRefusedError, match="damaged"):
        package.read("word/document.xml")


def test_members_that_overlap_are_refused():
    data = zipped({"word/document.xml": document(""), "word/b.xml": "<b/>"})
    second = data.rindex(b"PK\x01\x02")
    at = second + 42
    overlapping = data[:at] + struct.pack("<I", 0) + data[at + 4 :]
    assert refusal(overlapping) == "it is damaged"


def test_two_members_of_one_name_are_refused():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("word/Document.xml", "<b/>")
    assert refusal(buffer.getvalue()) == "it is damaged"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("quoted", [DOCTYPE, "<!DOCTYPE w>", f"<!-- x -->{DOCTYPE}"])
def test_a_doctype_is_refused_in_any_encoding(encoding, quoted):
    main = document(paragraph("&amp;"), quoted)
    main = main.replace("UTF-8", encoding.upper()).encode(encoding)
    said = "it holds a DOCTYPE, which a Word document never needs"
    assert refusal(docx(main=main)) == said


def test_words_that_look_like_a_doctype_are_words():
    data = docx(paragraph("&lt;!DOCTYPE html&gt;"))
    package = open_package(data, in_words("docx"))
    root = package.tree("word/document.xml")
    assert "".join(root.itertext()) == "<!DOCTYPE html>"


def test_a_part_that_is_nested_without_end_is_refused():
    deep = "<w:sdt>" * 10_000 + "</w:sdt>" * 10_000
    assert refusal(docx(deep)) == "it is damaged"


@pytest.mark.parametrize("size", [30, 200, 600])
def test_a_package_that_was_cut_off_is_damaged(size):
    data = docx(paragraph("words"))
    assert refusal(data[:size]) == "it is damaged"
    assert refusal(data[:-size]) == "it is damaged"


def test_changed_bytes_are_noticed():
    data = bytearray(zipped({"word/document.xml": document(paragraph("word " * 99))}))
    at = data.index(b"word/document.xml") + 60
    data[at : at + 20] = bytes(20)
    assert refusal(bytes(data)) == "it is damaged"


def test_a_locked_document_needs_a_password():
    locked = OLE + "EncryptedPackage".encode("utf-16-le")
    assert is_locked(locked)
    assert not is_locked(OLE)
    assert refusal(locked) == "it needs a password"
    assert refusal(OLE) == "it is not a Word document"


def test_a_member_behind_a_password_needs_one():
    data = bytearray(zipped({"word/document.xml": document("")}))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + flags] |= 1
    assert refusal(bytes(data)) == "it needs a password"


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("media/a.png", "word/media/a.png"),
        ("/word/a.xml", "word/a.xml"),
        ("../customXml/a.xml", "customXml/a.xml"),
        ("../../../../etc/passwd", "etc/passwd"),
        ("..\\a%20b.xml#x", "a b.xml"),
    ],
)
def test_a_target_never_leads_out_of_the_package(target, part):
    assert resolved("word", target) == part
