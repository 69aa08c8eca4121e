"""What a file is: its content speaks first, the ending of its name second.

Pure: bytes and names in, a kind out.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Final, Literal, TypeAlias

Kind: TypeAlias = Literal[
    "jpeg",
    "png",
    "gif",
    "tiff",
    "webp",
    "bmp",
    "heic",
    "pdf",
    "docx",
    "xlsx",
    "pptx",
    "odt",
    "ods",
    "odp",
    "doc",
    "xls",
    "ppt",
    "rtf",
    "eml",
    "msg",
    "text",
    "csv",
    "markdown",
    "audio",
    "video",
    "other",
]

_ENDINGS: Final[dict[str, Kind]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".jpe", ".jfif"), "jpeg"),
    ".png": "png",
    ".gif": "gif",
    **dict.fromkeys((".tif", ".tiff"), "tiff"),
    ".webp": "webp",
    ".bmp": "bmp",
    **dict.fromkeys((".heic", ".heif"), "heic"),
    ".pdf": "pdf",
    **dict.fromkeys((".docx", ".docm", ".dotx"), "docx"),
    **dict.fromkeys((".xlsx", ".xlsm"), "xlsx"),
    **dict.fromkeys((".pptx", ".pptm", ".ppsx"), "pptx"),
    ".odt": "odt",
    ".ods": "ods",
    ".odp": "odp",
    **dict.fromkeys((".doc", ".dot"), "doc"),
    **dict.fromkeys((".xls", ".xlt"), "xls"),
    **dict.fromkeys((".ppt", ".pps"), "ppt"),
    ".rtf": "rtf",
    ".eml": "eml",
    ".msg": "msg",
    **dict.fromkeys((".txt", ".text", ".log"), "text"),
    ".csv": "csv",
    **dict.fromkeys((".md", ".markdown"), "markdown"),
    **dict.fromkeys((".mp3", ".wav", ".m4a", ".aac", ".ogg", ".oga", ".opus"), "audio"),
    **dict.fromkeys((".flac", ".amr", ".wma", ".caf", ".aif", ".aiff"), "audio"),
    **dict.fromkeys((".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm"), "video"),
    **dict.fromkeys((".wmv", ".3gp", ".3g2", ".mpg", ".mpeg", ".ogv"), "video"),
    **dict.fromkeys((".mts", ".m2ts"), "video"),
}

PICTURES: Final = frozenset(("jpeg", "png", "gif", "tiff", "webp", "bmp", "heic"))
"""Kinds that are looked at as a whole."""
RECORDINGS: Final = frozenset(("audio", "video"))
"""Kinds that are played."""
OLD: Final = frozenset(("doc", "xls", "ppt", "rtf"))
"""Kinds of Office files that are not looked into: they are binary, or near it, and
cannot be made harmless before another program reads them."""
LARGEST_EMBEDDED: Final = 50_000_000
"""The most bytes of a recording that travels inside a PDF."""

_TEXTS: Final = frozenset(("text", "csv", "markdown", "eml"))

# JPEG: ITU-T T.81, B.2.1. PNG (3rd ed.), 5.2. GIF89a, 17. TIFF 6.0, section 2.
# RTF 1.9.1, "File". ID3v2.4, 3.1. FLAC: RFC 9639. AMR: RFC 4867, 5. Ogg: RFC 3533, 6.
# Matroska: RFC 8794 (EBML). MPEG: ISO/IEC 13818-1, 2.5. ASF: its header object.
_STARTS: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\x00", "tiff"),
    (b"MM\x00*", "tiff"),
    (b"II+\x00", "tiff"),
    (b"MM\x00+", "tiff"),
    (b"{\\rtf", "rtf"),
    (b"ID3", "audio"),
    (b"fLaC", "audio"),
    (b"#!AMR", "audio"),
    (b"caff\x00\x01", "audio"),
    (b"OggS", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x00\x00\x01\xba", "video"),
    (b"\x00\x00\x01\xb3", "video"),
    (b"0&\xb2u\x8ef\xcf\x11", "video"),
)
# RIFF: a four-letter form type behind the length; WebP: RFC 9649, 2.4.
_RIFF: Final[dict[bytes, Kind]] = {b"WEBP": "webp", b"WAVE": "audio", b"AVI ": "video"}
# ISO/IEC 23008-12, 10 and annex B: brands of HEIF with HEVC pictures.
_HEIC: Final = frozenset(
    (b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1")
)
# Usual names of main parts (ECMA-376 Part 1, 11.3.10, 12.3.23, 13.3.6); ODF packages
# begin with their media type: ODF 1.2 Part 3, 3.3.
_ZIPPED: Final[tuple[tuple[bytes, Kind], ...]] = (
    (b"word/document", "docx"),
    (b"xl/workbook", "xlsx"),
    (b"ppt/presentation", "pptx"),
    (b"mimetypeapplication/vnd.oasis.opendocument.text", "odt"),
    (b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet", "ods"),
    (b"mimetypeapplication/vnd.oasis.opendocument.presentation", "odp"),
)
# [MS-CFB] 2.2, the signature of compound files.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OPEN: Final = frozenset(("odt", "ods", "odp"))
_MANIFEST = b"META-INF/manifest.xml"
# [MS-OXMSG] 2.2.3; [MS-PPT] 2.1.2; [MS-DOC] 2.1.1; [MS-XLS] 2.1. Names of entries
# are in UTF-16: [MS-CFB] 2.6.1.
_STREAMS: Final[tuple[tuple[bytes, Kind], ...]] = (
    ("__nameid_version1.0".encode("utf-16-le"), "msg"),
    ("PowerPoint Document".encode("utf-16-le"), "ppt"),
    ("WordDocument".encode("utf-16-le"), "doc"),
    ("Workbook".encode("utf-16-le"), "xls"),
)
"""What a container of the old Office holds, by the name of a part; the first counts,
for a presentation may hold a workbook."""
# [MS-OFFCRYPTO] 2.3.4.4.
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_IN_OLD_CONTAINERS: Final = frozenset(
    ("msg", "doc", "xls", "ppt", "docx", "xlsx", "pptx")
)
# ISO/IEC 11172-3, 2.4.1.3: eleven bits of synchronisation, then version and layer.
_MP3 = re.compile(rb"\xff[\xe2-\xe7\xf2-\xff]")
# BITMAPFILEHEADER: the mark, the size, two reserved words, the offset of the pixels.
_BITMAP = re.compile(rb"BM....\x00\x00\x00\x00.\x00\x00\x00", re.DOTALL)
# RFC 5322, 2.2: three fields, folded ones included.
_HEADER = re.compile(
    rb"(?:(?:From|To|Subject|Date|Received|Return-Path|Delivered-To|Message-ID"
    rb"|MIME-Version|Content-Type|DKIM-Signature|ARC-Seal|X-[\w-]+):[^\n]*\n"
    rb"(?:[ \t][^\n]*\n)*){3}",
    re.IGNORECASE,
)
_NO_TEXT = re.compile(rb"[\x00-\x06\x0e-\x1a\x1c-\x1f]")


def kind_of(name: str, head: bytes, tail: bytes = b"") -> Kind:
    """Return what a file is, from its name and its first and last bytes.

    The ending decides only between kinds that look alike: texts, recordings.
    """
    named = kind_by_ending(name)
    if head.startswith(_OLE):
        return _by_stream(named, head, tail)
    kind = _by_content(head, tail)
    if kind in _TEXTS:
        return named if named in _TEXTS else kind
    if kind in RECORDINGS:
        return named if named in RECORDINGS else kind
    if kind == "other" and (
        named in RECORDINGS
        # Packed by hand: what it calls itself does not stand in clear.
        or (named in _OPEN and (_MANIFEST in head or _MANIFEST in tail))
    ):
        return named
    return kind


def kind_by_ending(name: str) -> Kind:
    """Return what the ending of a name says."""
    return _ENDINGS.get(PurePosixPath(name).suffix.lower(), "other")


def in_words(kind: Kind) -> str:
    """Return how a kind is called in a sentence that says what a file is."""
    from evidence_builder.wording.attachments import KINDS

    return KINDS[kind]()


def misnamed(name: str, kind: Kind) -> str | None:
    """Return what is wrong where a name says one thing and the content another."""
    named = kind_by_ending(name)
    if named in ("other", kind) or {named, kind} <= _TEXTS:
        return None
    from evidence_builder.wording import attachments as wording

    expected = in_words(named)
    if kind == "other":
        return wording.does_not_hold(name=name, named=expected)
    return wording.is_another_kind(name=name, kind=in_words(kind), named=expected)


def _by_content(head: bytes, tail: bytes) -> Kind:
    """Return what the content says; ``text`` for any readable text."""
    for start, kind in _STARTS:
        if head.startswith(start):
            return kind
    if head[4:8] == b"ftyp":
        return _by_brand(head[8:12])
    if head.startswith((b"RIFF", b"PK\x03\x04")):
        return _by_container(head, tail)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    return "bmp" if _BITMAP.match(head) else _by_text(head)


def _by_container(head: bytes, tail: bytes) -> Kind:
    """Return what a container holds, from the names in it.

    They stand in clear at the head of each member and in the list at the end;
    unpacking anything to find out would be a risk.
    """
    if head.startswith(b"RIFF"):
        return _RIFF.get(head[8:12], "other")
    for name, kind in _ZIPPED:
        if name in head or name in tail:
            return kind
    return "other"


def _by_stream(named: Kind, head: bytes, tail: bytes) -> Kind:
    """Return what a container of the old Office holds.

    The list of its parts may stand anywhere in it; the ending decides where it is not
    found. A document behind a password is such a container too, in which Word, Excel
    and PowerPoint look the same: its reader tells why it cannot be opened.
    """
    if _LOCKED in head or _LOCKED in tail:
        return named if named in ("docx", "xlsx", "pptx") else "docx"
    for part, kind in _STREAMS:
        if part in head or part in tail:
            return kind
    return named if named in _IN_OLD_CONTAINERS else "other"


def _by_brand(brand: bytes) -> Kind:
    """Return what a file type box says: ISO/IEC 14496-12, 4.3."""
    if brand in _HEIC:
        return "heic"
    if brand in (b"avif", b"avis"):
        return "other"
    return "audio" if brand[:3] in (b"M4A", b"M4B") else "video"


def _by_text(head: bytes) -> Kind:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "text"
    if _MP3.match(head):
        return "audio"
    if _NO_TEXT.search(head):
        return "other"
    return "eml" if _HEADER.match(head) else "text"
