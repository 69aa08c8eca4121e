"""Bytes → text: what may be opened, how it is decoded, and what is taken out.

Knows nothing of YAML. Never raises for what a file holds or for what the system says.
"""

from __future__ import annotations

import codecs
import errno
import os
import re
import stat
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.files.safe_open import READING, has_no_link
from evidence_builder.wording import yamltext as words

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Sink

LARGEST = 10 * 1024 * 1024
"""The size in bytes above which a text file is not read."""

_PIECE = 64 * 1024

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What is not printable in YAML 1.2.2, 5.1, and the byte order mark within a text (5.2).
# Compiled when a text has one, as next to none has.
_CONTROL = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
# A drive, a root or share, an address (RFC 3986, 3.1): none is a path in the folder.
_ELSEWHERE = re.compile(r"[A-Za-z]:|[/\\]|[A-Za-z][A-Za-z0-9+.-]*://")
_NO_NAMES = frozenset(("", ".", ".."))
_REASONS = {
    errno.EACCES: words.permission_refused,
    errno.EPERM: words.permission_refused,
    errno.EIO: words.disk_failed,
    errno.ENAMETOOLONG: words.name_too_long,
    errno.EMFILE: words.too_many_open,
    errno.ESTALE: words.drive_gone,
}


def read_text(
    folder: Path,
    name: str,
    sink: Sink,
    *,
    shown: str | None = None,
    at: Span | None = None,
) -> str | None:
    """Return the text of a file inside a folder, or None with a finding.

    Lines end as on Unix, there is no byte order mark, and control characters have been
    replaced. ``folder`` is a real path. Findings name the path that is ``shown``, or
    stand ``at`` the field that names the file.
    """
    path = shown or name
    span = at or Span(path)
    real = _plain(folder, name) or locate(folder, name, sink, at=span)
    if real is None:
        return None
    data = _read_bytes(real, name, sink, span)
    if data is None:
        return None
    text = decode(data, path, sink)
    if text is not None and (not text or text.isspace()):
        sink.report(codes.FILE_EMPTY, Span(path), words.has_nothing(file=path))
        return None
    return text if text is None else clean(text, path, sink)


def locate(folder: Path, name: str, sink: Sink, *, at: Span) -> Path | None:
    """Return the real path that a name stands for, if it lies inside the folder.

    Whether anything is there is not looked at. Backslashes separate folders on every
    system, so that a portfolio written on Windows reads alike elsewhere.
    """
    outside, hint = words.leads_out(file=name), words.copy_into_folder()
    if _ELSEWHERE.match(name):
        sink.report(codes.FILE_OUTSIDE, at, outside, hint)
        return None
    try:
        real = Path(os.path.realpath(folder / name.replace("\\", "/")))
    except (OSError, ValueError) as error:
        message = words.cannot_be_read(file=name, why=why(error))
        sink.report(codes.FILE_UNREADABLE, at, message)
        return None
    if not real.is_relative_to(folder):
        sink.report(codes.FILE_OUTSIDE, at, outside, hint)
        return None
    return real


def _plain(folder: Path, name: str) -> str | None:
    """Return the path of a name that has no link in it, where that is easily seen."""
    if "\\" in name or _ELSEWHERE.match(name):
        return None
    steps = name.split("/")
    if not _NO_NAMES.isdisjoint(steps) or not has_no_link(folder, steps):
        return None
    return f"{str(folder).rstrip('/')}/{name}"


def decode(data: bytes, path: str, sink: Sink) -> str | None:
    """Return bytes as text with the line ends of Unix, or None with a finding."""
    encoding = "utf-8"
    if data.startswith(codecs.BOM_UTF8):
        data = data.removeprefix(codecs.BOM_UTF8)
    elif data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encoding = "utf-16"
    elif b"\0" in data:
        before = data[: data.index(b"\0")].decode(errors="replace")
        message = words.no_text_file(file=path)
        sink.report(
            codes.FILE_NOT_TEXT, _end(before, path), message, words.save_again()
        )
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, errors="replace")
        message = words.not_in_encoding(file=path, encoding=encoding.upper())
        sink.report(
            codes.FILE_NOT_TEXT, _end(before, path), message, words.save_again()
        )
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def clean(text: str, path: str, sink: Sink) -> str:
    """Return text with control characters replaced; the first is reported.

    They cannot be printed, stop YAML and Word from reading the text, and could
    change what a terminal shows.
    """
    # None of them is printable, and asking for that is the faster way to be sure.
    if text.replace("\n", "").isprintable():
        return text
    control = re.search(_CONTROL, text)
    if control is None:
        return text
    span = _end(text[: control.start()], path)
    text, count = re.subn(_CONTROL, REPLACEMENT, text)
    number = f"U+{ord(control[0]):04X}"
    message = words.control_character(number=number)
    if count > 1:
        message = words.control_characters(count, number=number)
    hint = words.type_again()
    sink.report(codes.CONTROL_CHARACTER, span, message, hint)
    return text


def why(error: OSError | ValueError) -> str:
    """Return in plain words why the system did not give a file."""
    if isinstance(error, FileNotFoundError):
        return words.it_is_not_there()
    if isinstance(error, NotADirectoryError):
        return words.it_is_no_folder()
    if not isinstance(error, OSError):
        return words.impossible_name()
    if error.errno in _REASONS:
        return _REASONS[error.errno]()
    return words.system_says(words=error.strerror or type(error).__name__)


def _read_bytes(real: Path | str, name: str, sink: Sink, span: Span) -> bytes | None:
    try:
        handle = os.open(real, READING)
        try:
            status = os.fstat(handle)
            if not stat.S_ISREG(status.st_mode):
                message = words.folder_or_device(file=name)
                sink.report(codes.FILE_NOT_REGULAR, span, message)
                return None
            if status.st_size <= LARGEST:
                return _read_to_the_end(handle, status.st_size)
        finally:
            os.close(handle)
    except (FileNotFoundError, NotADirectoryError):
        sink.report(codes.FILE_NOT_FOUND, span, words.not_there(file=name))
    except IsADirectoryError:
        message = words.is_a_folder(file=name)
        sink.report(codes.FILE_NOT_REGULAR, span, message)
    except (OSError, ValueError) as error:
        message = words.cannot_be_read(file=name, why=why(error))
        sink.report(codes.FILE_UNREADABLE, span, message)
    else:
        message = words.too_large(file=name, size=LARGEST // 1024**2)
        hint = words.files_of_their_own()
        sink.report(codes.FILE_TOO_LARGE, span, message, hint)
    return None


def _read_to_the_end(handle: int, size: int) -> bytes:
    """Return the bytes of an open file, but no more than the limit if it grows.

    A file object would set aside memory for the limit at each file.
    """
    data = os.read(handle, size + 1)
    if len(data) == size:  # one byte more was asked for, so this is its end
        return data
    while len(data) < LARGEST and (more := os.read(handle, _PIECE)):
        data += more
    return data[:LARGEST]


def _end(before: str, path: str) -> Span:
    """Return the place right after a text, whatever its line ends are."""
    lines = before.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Span(path, len(lines), len(lines[-1]) + 1)
