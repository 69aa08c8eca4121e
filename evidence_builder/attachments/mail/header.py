"""The head of a mail: its lines, decoded, whatever rules they break.

RFC 5322, 2.2 and 3.6; encoded words: RFC 2047; parameters: RFC 2045, 5.1 and RFC 2231.
"""

from __future__ import annotations

import codecs
from email.errors import MessageError
from email.header import decode_header
from email.parser import HeaderParser
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.mail.message import Letter
from evidence_builder.own_faults import own_fault

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import Message

_LONGEST: Final = 20_000
"""The most characters of one header that are read."""
_SLOW: Final = frozenset(("idna", "punycode"))
"""Encodings of names of computers, which take for ever for a text."""
_BROKEN: Final = (MessageError, ValueError, TypeError, LookupError, AttributeError)
"""What the library says of a header that breaks the rules, as our own mistakes may."""


def letter_of(head: Message) -> Letter:
    """Return what the head of a mail says, without the text."""
    date = header(head, "Date")
    return Letter(
        sender=header(head, "From") or header(head, "Sender"),
        to=header(head, "To"),
        copies=header(head, "Cc"),
        date=date,
        when=_when(date),
        subject=header(head, "Subject"),
    )


def header(head: Message, name: str) -> str:
    """Return a header with its letters decoded; several of a name, one after another.

    What is encoded wrongly stays as it is written.
    """
    values = [
        _decoded(str(value)[:_LONGEST])
        for key, value in head.raw_items()
        if key.lower() == name.lower()
    ]
    return ", ".join(values[:20])


def text_of(octets: bytes, encoding: str = "utf-8") -> str:
    """Return letters; where an encoding is wrong or unknown, as nearly as can be."""
    try:
        named = codecs.lookup(encoding).name
    except (LookupError, ValueError):
        named = "utf-8"
    for name in (named, "utf-8"):
        try:
            if name not in _SLOW:
                return octets.decode(name)
        except (LookupError, ValueError):
            continue
    right = "cp1252" if named in ("utf-8", "ascii", *_SLOW) else named
    try:
        return octets.decode(right, "replace")
    except (LookupError, ValueError):
        return octets.decode("cp1252", "replace")


def parsed(head: bytes) -> Message:
    """Return a head as its lines."""
    # Letters that stand in it as they are, against the rules, are not told from what.
    return HeaderParser().parsestr(text_of(head))


def transfer_encoding(head: Message) -> str:
    """Return how the body is encoded for its way, such as ``base64``: RFC 2045, 6."""
    return header(head, "Content-Transfer-Encoding").strip().lower()


def disposition(head: Message) -> str:
    """Return whether the body is meant as ``attachment`` or ``inline``: RFC 2183, 2."""
    return header(head, "Content-Disposition").partition(";")[0].strip().lower()


def file_name(head: Message) -> str:
    """Return what the body is called as a file (RFC 2183, 2.3); empty for none."""
    try:
        return _decoded(head.get_filename() or "")
    except _BROKEN as error:
        if own_fault(error):
            raise
        return ""


def parameter(head: Message, name: str) -> str:
    """Return a parameter of the content type: RFC 2045, 5.1; RFC 2231, 3 and 4."""
    try:
        value = head.get_param(name) or ""
        if isinstance(value, tuple):
            value = text_of(value[2].encode("latin-1", "replace"), value[0] or "utf-8")
        return str(value)
    except _BROKEN as error:
        if own_fault(error):
            raise
        return ""


def _decoded(value: str) -> str:
    try:
        pieces = decode_header(value)
    except _BROKEN as error:
        if own_fault(error):
            raise
        return value
    whole = "".join(
        piece if isinstance(piece, str) else text_of(piece, encoding or "utf-8")
        for piece, encoding in pieces
    )
    return whole or value


def _when(date: str) -> datetime | None:
    """Return a date of RFC 5322, 3.3, or of its obsolete forms, 4.3."""
    try:
        return parsedate_to_datetime(date)
    except (*_BROKEN, OverflowError) as error:
        if own_fault(error):
            raise
        return None
