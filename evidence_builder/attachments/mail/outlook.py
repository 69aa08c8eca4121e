"""An e-mail that Outlook saved (MSG) → what is shown of it.

Such a file is a small file system ([MS-CFB]): each property of the mail is a stream of
its own, each recipient and each attachment a folder of them ([MS-OXMSG] 2.1, 2.2).
Streams are read one by one, so that attachments stay where they are.
"""

from __future__ import annotations

import io
import struct
from datetime import UTC, datetime, timedelta
from email.parser import HeaderParser
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import CannotBeIncludedError, Note
from evidence_builder.attachments.mail.header import header, letter_of, text_of
from evidence_builder.attachments.mail.message import (
    Enclosure,
    MailText,
    content_of,
)
from evidence_builder.markup.html_tree import declared_encoding
from evidence_builder.own_faults import own_fault
from evidence_builder.wording import mail as wording
from evidence_builder.wording.attachments import damaged_unreadable

if TYPE_CHECKING:
    import olefile

    from evidence_builder.attachments.content import Content, Request
    from evidence_builder.attachments.mail.message import Letter

# Identifiers of properties, by their names in [MS-OXPROPS]: MessageClass, Subject,
# ClientSubmitTime; TransportMessageHeaders, InternetCodepage, MessageCodepage; Body,
# Html, RtfCompressed; SenderName, SenderEmailAddress, SenderSmtpAddress; DisplayTo,
# DisplayCc; DisplayName, EmailAddress, SmtpAddress, RecipientType; AttachLongFilename,
# AttachFilename, AttachContentId, AttachmentHidden; each begins with PidTag.
_CLASS, _SUBJECT, _SENT = 0x001A, 0x0037, 0x0039
_HEADERS, _CODEPAGE, _MESSAGE_CODEPAGE = 0x007D, 0x3FDE, 0x3FFD
_BODY, _HTML, _RTF = 0x1000, 0x1013, 0x1009
_SENDER, _SENDER_ADDRESS, _SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
_DISPLAY_TO, _DISPLAY_CC = 0x0E04, 0x0E03
_NAME, _ADDRESS, _SMTP, _RECIPIENT_TYPE = 0x3001, 0x3003, 0x39FE, 0x0C15
_FILE_NAME, _SHORT_NAME, _CONTENT_ID, _HIDDEN = 0x3707, 0x3704, 0x3712, 0x7FFE
# PidTagAttachDataBinary and PidTagAttachDataObject: [MS-OXMSG] 2.1.3 and 2.2.2.
_DATA: Final = "__substg1.0_37010102"
_INNER: Final = "__substg1.0_3701000D"

# [MS-OXOMSG], PidTagRecipientType: 3 is a hidden one.
_TO, _COPY = 1, 2
# [MS-OXMSG] 2.4.1.1: the head of the message's own property stream; others have 8.
_HEAD_LENGTH: Final = 32
# Type, identifier, flags, value: [MS-OXMSG] 2.4.2.1.
_ROW: Final = struct.Struct("<HHI8s")
_MOST: Final = 2_000_000
"""The most bytes of one property that are read."""
_FOLDERS: Final = 2_000


class _Folder(NamedTuple):
    """Where the properties of a mail, a recipient or an attachment are."""

    file: olefile.OleFileIO
    path: tuple[str, ...] = ()
    head: int = 8

    def stream(self, name: str) -> bytes | None:
        """Return the beginning of a stream; None where there is none."""
        path = [*self.path, name]
        if not self.file.exists(path):
            return None
        return bytes(self.file.openstream(path).read(_MOST))

    def text(self, tag: int) -> str:
        """Return a property made of letters.

        PtypString is UTF-16, PtypString8 in a code page: [MS-OXCDATA] 2.11.1.
        """
        wide = self.stream(f"__substg1.0_{tag:04X}001F")
        if wide is not None:
            return wide.decode("utf-16-le", "replace").rstrip("\x00")
        narrow = self.stream(f"__substg1.0_{tag:04X}001E")
        return text_of(narrow or b"", self.encoding()).rstrip("\x00")

    def number(self, tag: int) -> int | None:
        """Return a property that is a whole number."""
        rows = self.stream("__properties_version1.0") or b""
        usable = len(rows) - (len(rows) - self.head) % _ROW.size
        for _, identifier, _, value in _ROW.iter_unpack(rows[self.head : usable]):
            if identifier == tag:
                return int.from_bytes(value, "little")
        return None

    def encoding(self, declared: str = "") -> str:
        """Return how letters of one byte are spelled in this mail.

        Args:
            declared: What they say of themselves, where the mail does not say it.
        """
        page = self.number(_CODEPAGE) or self.number(_MESSAGE_CODEPAGE)
        if not page and declared:
            return declared
        page = page or 1252
        return {65001: "utf-8", 20127: "ascii"}.get(page & 0xFFFFFFFF, f"cp{page}")


def convert(data: bytes, _request: Request) -> Content:
    """Return the head, the text and the list of attachments of a mail.

    Raises:
        CannotBeIncludedError: It is damaged.
    """
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            letter = _letter(_Folder(file, head=_HEAD_LENGTH))
            is_damaged = bool(file.parsing_issues)
    except MemoryError:
        raise
    except Exception as error:  # a damaged file fails in many ways
        if own_fault(error):
            raise
        raise _damaged() from error
    if is_damaged and not any(words.text.strip() for words in letter.texts):
        raise _damaged()
    content = content_of(letter)
    if is_damaged:
        note = Note("file-repaired", wording.repaired(), wording.save_in_outlook())
        content = content._replace(notes=(*content.notes, note))
    return content


def _damaged() -> CannotBeIncludedError:
    return CannotBeIncludedError(damaged_unreadable(), wording.save_in_outlook())


def _letter(mail: _Folder) -> Letter:
    if mail.stream("__properties_version1.0") is None:
        raise ValueError
    head = HeaderParser().parsestr(mail.text(_HEADERS))
    sent = letter_of(head)
    to, copies = _recipients(mail)
    text, is_html = mail.text(_BODY), False
    if not text.strip():
        octets = mail.stream(f"__substg1.0_{_HTML:04X}0102") or b""
        encoding = mail.encoding(declared_encoding(octets))
        text, is_html = mail.text(_HTML) or text_of(octets, encoding), True
    remark = ""
    if ".smime" in mail.text(_CLASS).lower() and not text.strip():
        remark = wording.encrypted()
    elif not text.strip() and mail.stream(f"__substg1.0_{_RTF:04X}0102"):
        remark = wording.outlook_form()
    return sent._replace(
        sender=sent.sender or _person(mail, _SENDER, _SENDER_SMTP, _SENDER_ADDRESS),
        to=to or mail.text(_DISPLAY_TO) or sent.to,
        copies=copies or mail.text(_DISPLAY_CC) or sent.copies,
        when=sent.when or _moment(mail.number(_SENT)),
        subject=mail.text(_SUBJECT) or header(head, "Subject"),
        texts=(MailText(text, is_html),),
        remark=remark,
        enclosed=tuple(_enclosures(mail)),
    )


def _recipients(mail: _Folder) -> tuple[str, str]:
    """Return to whom a mail went and who got a copy, without hidden ones."""
    names: dict[int, list[str]] = {_TO: [], _COPY: []}
    for folder in _folders(mail, "__recip_version1.0_#"):
        kind = folder.number(_RECIPIENT_TYPE)
        if kind in names:
            names[kind].append(_person(folder, _NAME, _SMTP, _ADDRESS))
    return ", ".join(names[_TO]), ", ".join(names[_COPY])


def _person(folder: _Folder, name: int, *addresses: int) -> str:
    """Return a name with an address, where there is one that means anything."""
    named = folder.text(name).strip().strip("'\"")
    written = (folder.text(tag).strip() for tag in addresses)
    address = next((text for text in written if "@" in text), "")
    if not address or address == named:
        return named or address
    return f"{named} <{address}>" if named else address


def _enclosures(mail: _Folder) -> list[Enclosure]:
    enclosures = []
    for folder in _folders(mail, "__attach_version1.0_#"):
        name = folder.text(_FILE_NAME) or folder.text(_SHORT_NAME) or folder.text(_NAME)
        inner = mail.file.exists([*folder.path, _INNER])
        path = [*folder.path, _DATA]
        size = mail.file.get_size(path) if mail.file.exists(path) else None
        identifier = folder.text(_CONTENT_ID).strip("<>")
        in_text = bool(folder.number(_HIDDEN)) and bool(identifier)
        enclosures.append(Enclosure(name, size, in_text, inner, identifier))
    return enclosures


def _folders(mail: _Folder, start: str) -> list[_Folder]:
    """Return the folders of recipients or attachments, in their order."""
    names = {
        path[0]
        for path in mail.file.listdir(streams=True, storages=True)
        if path[0].startswith(start)
    }
    return [_Folder(mail.file, (name,)) for name in sorted(names)[:_FOLDERS]]


def _moment(value: int | None) -> datetime | None:
    """Return a time counted from 1601 in tenths of microseconds: [MS-DTYP] 2.3.3."""
    if not value:
        return None
    try:
        return datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=value // 10)
    except OverflowError:
        return None
