"""A letter, however it was stored → the blocks that show it.

Of all that a mail carries about people, only the sender, the recipients, the date and
the subject are shown: no hidden recipients (RFC 5322, 3.6.3), no computers on the way.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import Content, Note
from evidence_builder.attachments.kind import kind_by_ending
from evidence_builder.attachments.mail.html import read_html
from evidence_builder.attachments.mail.words import clean, clean_line
from evidence_builder.document.blocks import Table
from evidence_builder.document.build import (
    cell,
    columns,
    fields,
    paragraph,
    row,
    strong,
)
from evidence_builder.document.inlines import Emphasis, Text
from evidence_builder.wording import mail as wording
from evidence_builder.wording.phrases import WEEKDAYS, day, label, size

if TYPE_CHECKING:
    from datetime import datetime

    from evidence_builder.document.blocks import Block, Cell
    from evidence_builder.document.inlines import Inline

CHARACTERS: Final = 200_000
LINES: Final = 5_000
"""The most of a text that is shown."""
ENCLOSED: Final = 200
"""The most attachments that are listed."""

_GAP = re.compile(r"\n[ \t\xa0]*\n\s*")


class Enclosure(NamedTuple):
    """A file that came with a letter; ``size`` is in bytes, None if unknown."""

    name: str
    size: int | None
    in_text: bool = False
    """Whether it was shown within the text, as signatures and screenshots are."""
    letter: bool = False
    """Whether it is another mail."""
    identifier: str = ""
    """What HTML calls it by: its Content-ID without brackets (RFC 2392, 2)."""


class MailText(NamedTuple):
    """A part of a mail that is its text, or a piece of that, decoded."""

    text: str
    is_html: bool = False


class Letter(NamedTuple):
    """What a mail says; empty where it says nothing.

    ``date`` is as written, ``when`` as it was understood, in the time zone that was
    written. ``remark`` is a sentence about the text, or in its place.
    """

    sender: str = ""
    to: str = ""
    copies: str = ""
    date: str = ""
    when: datetime | None = None
    subject: str = ""
    texts: tuple[MailText, ...] = ()
    remark: str = ""
    enclosed: tuple[Enclosure, ...] = ()


def content_of(letter: Letter) -> Content:
    """Return what is shown of a letter."""
    body, notes = _body(letter)
    shown: list[Block] = [_head(letter), *body]
    if letter.remark or not body:
        remark = letter.remark or wording.no_text()
        shown.append(paragraph(Emphasis((Text(remark),))))
    if letter.enclosed:
        shown.append(_enclosures(letter.enclosed))
    if len(letter.enclosed) > ENCLOSED:
        message = wording.first_attachments(len(letter.enclosed), most=ENCLOSED)
        notes.append(Note("file-cut", message))
    return Content(blocks=tuple(shown), way=wording.way(), notes=tuple(notes))


def _head(letter: Letter) -> Table:
    pairs: list[tuple[str, Cell | Inline | str | None]] = [
        (wording.sent_by(), _said(letter.sender)),
        (wording.sent_to(), _said(letter.to)),
    ]
    if copies := clean_line(letter.copies):
        pairs.append((wording.copied_to(), copies))
    pairs.append((wording.sent_on(), _date(letter)))
    pairs.append((wording.subject(), _said(letter.subject)))
    return fields(pairs, wording.head())


def _said(text: str) -> Inline | str:
    return clean_line(text) or Emphasis((Text(wording.not_stated()),))


def _date(letter: Letter) -> Cell | Inline | str:
    written = clean_line(letter.date)
    if letter.when is None:
        return _said(written)
    when = letter.when
    weekday, time = WEEKDAYS[when.weekday()](), f"{when:%H:%M}"
    readable = wording.date(weekday=weekday, day=day(when), time=time)
    if when.tzinfo is not None:
        offset = f"{when:%z}"
        zone = f"{offset[:3]}:{offset[3:5]}" if int(offset[:5]) else ""
        readable = wording.date_in_zone(
            weekday=weekday, day=day(when), time=time, zone=zone
        )
    if not written:
        return readable
    return cell(readable, paragraph(wording.as_written(date=written), role="small"))


def _body(letter: Letter) -> tuple[list[Block], list[Note]]:
    """Return the texts of a letter, of all as much as is shown of one."""
    names = {file.identifier: file.name for file in letter.enclosed if file.identifier}
    blocks: list[Block] = []
    room = CHARACTERS
    is_cut = is_simplified = False
    for is_html, texts in groupby(letter.texts, lambda text: text.is_html):
        if is_html:
            for markup, _ in texts:
                shown = read_html(markup, names, room)
                blocks += shown.blocks
                room -= shown.characters
                is_cut |= shown.is_cut
                is_simplified |= bool(shown.blocks)
        else:
            whole = "\n\n".join(text for text, _ in texts if text.strip())
            text = clean(whole)
            cut = "\n".join(text.split("\n")[:LINES])[:room]
            blocks += (
                paragraph(part) for part in _GAP.split(cut.strip("\n")) if part.strip()
            )
            room -= len(cut)
            is_cut |= len(cut) < len(text.rstrip())
    notes = []
    if is_cut:
        message = wording.first_characters(CHARACTERS - room)
        notes.append(Note("file-cut", message, wording.save_as_pdf()))
    if is_simplified:
        notes.append(Note("layout-simplified", wording.without_layout()))
    return blocks, notes


def _enclosures(enclosed: tuple[Enclosure, ...]) -> Table:
    rows = tuple(
        row(clean_line(file.name) or wording.without_name(), _kind(file), _size(file))
        for file in enclosed[:ENCLOSED]
    )
    head = row(*map(strong, label((wording.attached, wording.kind, wording.size))))
    return Table(
        columns(0.54, 0.3, 0.16, right=(2,)),
        rows,
        head=(head,),
        summary=wording.attachments(),
    )


def _kind(enclosure: Enclosure) -> str:
    kind = "eml" if enclosure.letter else kind_by_ending(enclosure.name)
    name = wording.KINDS[kind]()
    return wording.shown_in_text(kind=name) if enclosure.in_text else name


def _size(enclosure: Enclosure) -> str:
    return "—" if enclosure.size is None else size(enclosure.size)
