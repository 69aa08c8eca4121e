"""An e-mail as a file (EML) → what is shown of it.

How a mail is divided into parts is read here and not by the ``email`` library, which
goes as deep as a mail says and makes a text of every byte: 2,000 parts within each
other or an attachment of 100 MB are ordinary here. The library reads heads.
"""

from __future__ import annotations

import binascii
import quopri
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.mail.header import (
    disposition,
    file_name,
    header,
    letter_of,
    parameter,
    parsed,
    text_of,
    transfer_encoding,
)
from evidence_builder.attachments.mail.message import (
    Enclosure,
    MailText,
    content_of,
)
from evidence_builder.markup.html_tree import declared_encoding
from evidence_builder.wording import mail as wording

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import Message

    from evidence_builder.attachments.content import Content, Request

DEPTH: Final = 12
PARTS: Final = 2_000
"""How deep a mail is read, and how many parts on each level."""

_HEAD: Final = 64 * 1024
_TEXT: Final = 2_000_000
_HTML: Final = 16_000_000
"""The most bytes of a head, of a text, and of one that may hold pictures."""

_BLANK_LINE = re.compile(rb"\r?\n[ \t]*\r?\n")
# RFC 5322, 3.6.8 and 4.5: printable ASCII without a colon, then perhaps blanks.
_NAME = re.compile(rb"[!-9;-~]+[ \t]*:")
# RFC 4880, 6.2.
_PGP = "-----BEGIN PGP MESSAGE-----"
# RFC 8551, 3.2, and the name that it had before.
_SEALED: Final = frozenset(("application/pkcs7-mime", "application/x-pkcs7-mime"))
_NEAR_WINDOWS: Final = frozenset(("iso-8859-1", "latin1", "latin-1", "us-ascii"))
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")

# RFC 5545, 8.1; RFC 3464, 2.1; RFC 3156, 5; RFC 8551, 3.5.3.
_NAMELESS: Final = {
    "text/calendar": wording.calendar_entry,
    "message/delivery-status": wording.delivery_report,
    "application/pgp-signature": wording.signature,
    "application/pkcs7-signature": wording.signature,
}


class _Part(NamedTuple):
    """A part of a mail: its head, and where its body is."""

    head: Message
    data: bytes
    start: int
    end: int

    def body(self, most: int | None = None) -> bytes:
        """Return the body, or as much of it as is wanted, as it is packed."""
        end = self.end if most is None else min(self.end, self.start + most)
        return self.data[self.start : end]


class _Shown(NamedTuple):
    """What was found in a part: texts in order, and what came with them."""

    texts: tuple[MailText, ...] = ()
    enclosed: tuple[Enclosure, ...] = ()
    encrypted: bool = False

    @property
    def is_html(self) -> bool:
        """Whether a text has a layout."""
        return any(text.is_html for text in self.texts)


def convert(data: bytes, _request: Request) -> Content:
    """Return the head, the text and the list of attachments of a mail."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", "replace").encode()
    whole = _part(data, _beginning(data), len(data))
    content = _read(whole, 0)
    texts, is_sealed = _unsealed(content.texts)
    encrypted = content.encrypted or is_sealed
    return content_of(
        letter_of(whole.head)._replace(
            texts=texts,
            remark=wording.encrypted() if encrypted else "",
            enclosed=content.enclosed,
        )
    )


def _unsealed(texts: tuple[MailText, ...]) -> tuple[tuple[MailText, ...], bool]:
    """Return texts up to one that is sealed, and whether there is such a one."""
    for number, (text, is_html) in enumerate(texts):
        if _PGP in text:
            before = MailText(text.partition(_PGP)[0], is_html)
            return (*texts[:number], before), True
    return texts, False


# --- parts ---------------------------------------------------------------------


def _beginning(data: bytes) -> int:
    """Return where the head begins: behind a mark, blank lines, a mailbox's line.

    That line begins with "From ": RFC 4155, appendix A.
    """
    start = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    while data[start : start + 1] in (b"\r", b"\n"):
        start += 1
    if data.startswith((b"From ", b">From "), start):
        start = data.find(b"\n", start) + 1 or len(data)
    return start


def _part(data: bytes, start: int, end: int) -> _Part:
    """Return a part; one that does not begin with a header is all body."""
    if not _NAME.match(data, start, end):
        return _Part(parsed(b""), data, start, end)
    blank = _BLANK_LINE.search(data, start, end)
    stop, body = (blank.start(), blank.end()) if blank else (end, end)
    return _Part(parsed(data[start : min(stop, start + _HEAD)]), data, body, end)


def _read(part: _Part, depth: int) -> _Shown:
    kind = part.head.get_content_type()
    if kind.startswith("multipart/") and depth < DEPTH:
        inside = [_read(section, depth + 1) for section in _inside(part)]
        if inside:
            return _together(kind, inside)
        kind = "text/plain"  # its parts cannot be found, but its words may be there
    name = file_name(part.head)
    if kind in _SEALED:
        return _Shown(enclosed=(_enclosure(part, name or "smime.p7m"),), encrypted=True)
    is_file = bool(name) or disposition(part.head) == "attachment"
    if kind in ("text/plain", "text/html") and not is_file:
        is_html = kind == "text/html"
        return _Shown((MailText(_words(part, is_html=is_html), is_html),))
    if kind == "message/rfc822" and not name:
        inner = _part(part.data, part.start, part.end)
        name = header(inner.head, "Subject") or wording.forwarded()
    return _Shown(enclosed=(_enclosure(part, name or _called(kind)),))


def _together(kind: str, inside: list[_Shown]) -> _Shown:
    """Return what several parts are as one."""
    if kind == "multipart/encrypted":  # RFC 1847, 2.2
        return _Shown(encrypted=True)
    encrypted = any(part.encrypted for part in inside)
    enclosed = tuple(file for part in inside for file in part.enclosed)
    worded = [
        part for part in inside if any(words.text.strip() for words in part.texts)
    ]
    if kind == "multipart/alternative":
        # The same in several forms (RFC 2046, 5.1.4): the one without a layout to lose.
        worded = sorted(worded, key=lambda part: part.is_html)[:1]
    texts = tuple(text for part in worded for text in part.texts)
    return _Shown(texts, enclosed, encrypted)


def _inside(part: _Part) -> Iterator[_Part]:
    """Yield the parts between the boundaries of a part: RFC 2046, 5.1.1."""
    boundary = parameter(part.head, "boundary")
    if not boundary:
        return
    edge = re.escape(boundary.encode("utf-8", "replace"))
    line = re.compile(rb"^--" + edge + rb"(--)?[ \t]*\r?$", re.MULTILINE)
    begin, at = -1, part.start
    for _ in range(PARTS):
        match = line.search(part.data, at, part.end)
        if begin >= 0:
            end = match.start() if match else part.end
            # The line break before a boundary belongs to it.
            end -= part.data[end - 1 : end] == b"\n"
            end -= part.data[end - 1 : end] == b"\r"
            yield _part(part.data, min(begin, part.end), max(end, begin))
        if match is None or match[1]:
            return
        begin = at = match.end() + 1


def _words(part: _Part, *, is_html: bool) -> str:
    """Return a text, decoded as it says: RFC 2045, 6.7 and 6.8; RFC 2046, 4.1.2.

    HTML may say it itself, and names what Windows writes as what it is near to: HTML
    Living Standard, "Determining the character encoding"; Encoding, 4.2.
    """
    body = part.body(_HTML if is_html else _TEXT)
    encoding = transfer_encoding(part.head)
    if encoding == "base64":
        letters = _NOT_BASE64.sub(b"", body)
        with suppress(binascii.Error):
            body = binascii.a2b_base64(letters[: len(letters) & ~3] + _rest(letters))
    elif encoding == "quoted-printable":
        body = quopri.decodestring(body)
    encoding = parameter(part.head, "charset")
    if is_html:
        encoding = (encoding or declared_encoding(body)).lower()
        encoding = "cp1252" if encoding in _NEAR_WINDOWS else encoding
    return text_of(body, encoding or "utf-8").removeprefix("\ufeff")


def _rest(body: bytes) -> bytes:
    """Return the last letters of a Base64 text with what fills them up."""
    rest = body[len(body) & ~3 :]
    return rest + b"=" * (4 - len(rest)) if len(rest) > 1 else b""


def _enclosure(part: _Part, name: str) -> Enclosure:
    kind = part.head.get_content_type()
    identifier = header(part.head, "Content-ID").strip().strip("<>")
    in_text = (
        kind.startswith("image/")
        and bool(identifier)
        and disposition(part.head) != "attachment"
    )
    is_letter = kind == "message/rfc822"
    return Enclosure(name, _size(part), in_text, is_letter, identifier)


def _size(part: _Part) -> int:
    """Return the size of a file in a mail, in bytes, without unpacking it."""
    octets = part.end - part.start
    encoding = transfer_encoding(part.head)
    if encoding == "base64":
        blanks = sum(part.data.count(sign, part.start, part.end) for sign in b"\r\n \t")
        fill = part.data[max(part.start, part.end - 8) : part.end].count(b"=")
        return max(0, (octets - blanks - fill) * 3 // 4)
    if encoding == "quoted-printable":
        return len(quopri.decodestring(part.body()))
    return octets


def _called(kind: str) -> str:
    if kind.startswith("multipart/"):
        return wording.too_deep()
    phrase = _NAMELESS.get(kind)
    return phrase() if phrase else ""
