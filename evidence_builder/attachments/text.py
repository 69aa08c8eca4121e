"""Plain text, CSV and Markdown → what is shown of them.

Pure. Every file can be shown in some way: letters that cannot be read are replaced,
and what is too long is cut, and both are said.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import Content, Note
from evidence_builder.attachments.kind import kind_by_ending
from evidence_builder.attachments.rows import grid
from evidence_builder.document.blocks import CodeBlock
from evidence_builder.document.build import paragraph
from evidence_builder.wording import attachments as wording
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.content import Request
    from evidence_builder.document.blocks import Block

LINES: Final = 600
LETTERS: Final = 40_000
"""The most lines and characters of a text that are shown, each about ten pages."""

_SEPARATORS: Final = ",;\t|"
_LOOKED_AT: Final = 50
"""Lines of a table from which its separator is told."""

# All that Unicode counts as a new line: The Unicode Standard, 5.8.
_NEW_LINE = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
# Control sequences of terminals: ECMA-48, 5.4.
_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ufeff\ufffe\uffff]")
_GAP = re.compile(r"\n[ \t]*\n\s*")
_ALIGNED = re.compile(r"(?m)^(?:\t| {3,})\S|\S(?:\t| {3,})\S")
"""A line whose spaces are meant: it is indented, or stands in columns."""

# The Unicode Standard, 23.8, "Byte Order Mark".
_ENCODINGS: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)


class Read(NamedTuple):
    """The text of a file, each line ending alike, without control characters."""

    text: str
    notes: tuple[Note, ...] = ()


def convert(data: bytes, request: Request) -> Content:
    """Return a text as paragraphs, a table, or Markdown, as its name's ending says."""
    kind = kind_by_ending(request.name)
    text, notes = decoded(data)
    if kind == "csv" and (table := _table(text)) is not None:
        return table._replace(notes=(*notes, *table.notes))
    shown, cut = _cut(text)
    notes = (*notes, *cut)
    if kind == "markdown":
        return Content(markdown=shown, way=wording.as_text(), notes=notes)
    return Content(blocks=tuple(_blocks(shown)), way=wording.as_text(), notes=notes)


def decoded(data: bytes) -> Read:
    """Return the text of a file, and whether its letters had to be guessed.

    UTF-8, UTF-16 with its mark, or else what Windows has long written in western
    Europe, where every byte is some letter.
    """
    encoding = next(
        (name for mark, name in _ENCODINGS if data.startswith(mark)), "utf-8"
    )
    try:
        return Read(_plain(data.decode(encoding)))
    except UnicodeDecodeError:
        pass
    message = wording.letters_damaged()
    if encoding == "utf-8":
        encoding, message = "cp1252", wording.not_utf_8()
    note = Note("file-repaired", message, wording.save_as_utf_8())
    return Read(_plain(data.decode(encoding, "replace")), (note,))


def _plain(text: str) -> str:
    text = _NEW_LINE.sub("\n", _COLOURS.sub("", text))
    return _CONTROL.sub("\ufffd", text.removeprefix("\ufeff"))


def _cut(text: str) -> tuple[str, tuple[Note, ...]]:
    """Return the beginning of a text, and how much that is where it is not all."""
    lines = text.rstrip().split("\n")
    shown = "\n".join(lines[:LINES])
    if len(shown) > LETTERS:
        shown = shown[:LETTERS]
        message = wording.first_characters(len(text), most=LETTERS)
    elif len(lines) > LINES:
        message = wording.first_lines(len(lines), most=LINES)
    else:
        return shown, ()
    return shown, (Note("file-cut", message, wording.keep_shorter()),)


def _blocks(text: str) -> Iterator[Block]:
    """Yield a text as it reads best: its line breaks are kept, and so are columns."""
    text = text.strip("\n")
    if _is_aligned(text):
        yield CodeBlock(text.expandtabs(8))
        return
    for part in _GAP.split(text):
        if part.strip():
            yield paragraph(
                "\n".join(" ".join(line.split()) for line in part.split("\n"))
            )


def _is_aligned(text: str) -> bool:
    """Whether spaces put things under each other, as in a list of a machine."""
    lines = [line for line in text.split("\n") if line.strip()]
    return len(_ALIGNED.findall(text)) * 5 > len(lines) > 1


# --- tables ------------------------------------------------------------------


def _table(text: str) -> Content | None:
    """Return a text as a table; None where it is none."""
    rows = _rows(text)
    if max(map(len, rows), default=0) < 2:
        return None
    blocks, shown = grid(rows, summary=wording.table_of_file())
    notes: tuple[Note, ...] = ()
    if shown:
        parts = reduce(lambda before, part: listing((before, part)), shown)
        message = wording.is_large(parts=parts)
        notes = (Note("file-cut", message, wording.keep_smaller_table()),)
    return Content(blocks=blocks, way=wording.as_table(), notes=notes)


def _rows(text: str) -> list[list[str]]:
    """Return the cells of a CSV text (RFC 4180, 2); rows without any left out."""
    import csv

    lines = text.split("\n")
    reader = csv.reader(
        (f"{line}\n" for line in lines), delimiter=_separator(lines[:_LOOKED_AT])
    )
    rows = []
    try:
        for row in reader:
            cells = [cell.strip() for cell in row]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                rows.append(cells)
    except csv.Error:  # a cell of more than 128 KiB: a quotation mark never ends
        return []
    return rows


def _separator(lines: list[str]) -> str:
    """Return what separates cells: what stands equally often in the most lines."""
    best, most = ",", 0
    for separator in _SEPARATORS:
        counts = [
            re.sub('"[^"]*"', "", line).count(separator)
            for line in lines
            if line.strip()
        ]
        usual = max(
            set(counts), key=lambda count: (counts.count(count), count), default=0
        )
        score = counts.count(usual) if usual else 0
        if score > most:
            best, most = separator, score
    return best
