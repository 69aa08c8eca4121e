"""A file that an evidence item names → what it is, safely.

Only regular files whose real path lies in the portfolio folder are opened. Every
refusal is a finding that names the path as the learner wrote it; nothing raises.
"""

import hashlib
import os
import re
import stat
import unicodedata
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Final

from evidence_builder import codes
from evidence_builder.attachments.kind import Kind, kind_of, misnamed
from evidence_builder.diagnostics import FindingKind, Sink, Span
from evidence_builder.files.safe_open import has_no_link, open_below

LIMIT: Final = 200 * 2**20
"""The most bytes of one file, unless the caller says otherwise."""

_CHUNK: Final = 2**20
_TAIL: Final = 2**16
_NAMES_LOOKED_AT: Final = 5_000

# Compiled when one is used: hardly any run needs them, and it would wait for all.
# RFC 3986, 3.1: what begins with a scheme.
_URL = r"(?i)[a-z][a-z0-9+.-]+://|(?:data|file|mailto|javascript):"
_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]"
# Microsoft Learn, "Naming Files, Paths, and Namespaces": reserved names.
_WINDOWS_DEVICE = (
    r"(?i)(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$) *(?:\..*)?"
)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as it was when it was inspected.

    ``path`` is relative to the portfolio folder, with forward slashes; ``sha256`` is
    of the whole content, in hexadecimal.
    """

    path: str
    name: str
    size: int
    sha256: str
    kind: Kind
    root: Path = field(repr=False, compare=False)
    """The real path of the portfolio folder; never shown."""
    real: Path = field(repr=False, compare=False)
    """The file's real path below ``root``, which a link may have led to."""

    def read(self) -> bytes | None:
        """Return the very bytes that were inspected; None if the file has changed.

        They are not kept in between: a portfolio's photographs together are larger
        than the memory of many computers.
        """
        try:
            with os.fdopen(open_below(self.root, self.real), "rb") as file:
                data = file.read(self.size + 1)
        except OSError:
            return None
        return data if hashlib.sha256(data).hexdigest() == self.sha256 else None


class _RefusedError(Exception):
    """Why a file is not taken; becomes a finding in ``inspect`` and nowhere else."""

    def __init__(self, code: FindingKind, message: str, *hints: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hints = hints


def inspect_beside(
    folder: Path, written: str, beside: str, span: Span, sink: Sink
) -> Attachment | None:
    """Inspect a file whose path starts from the folder of another file.

    Args:
        folder: The portfolio folder.
        written: The path as the learner wrote it.
        beside: The file in which it is written, by its path in the folder.
        span: Where the path is written.
        sink: Takes the findings.
    """
    base = str(PurePosixPath(beside).parent)
    return inspect(
        folder, written, base="" if base == "." else base, span=span, sink=sink
    )


def inspect(
    folder: Path,
    written: str,
    *,
    base: str,
    span: Span,
    sink: Sink,
    limit: int = LIMIT,
) -> Attachment | None:
    """Return what a file is; None, with a finding at ``span``, if it is not taken.

    Args:
        folder: The portfolio folder.
        written: The path as the learner wrote it.
        base: What the path starts from: the folder of the evidence file, relative
            to ``folder`` with forward slashes; empty for ``folder`` itself.
        span: Where the path is written.
        sink: Takes the findings.
        limit: The most bytes that the file may have.
    """
    shown = _printable(written)
    try:
        root = folder.resolve()
        parts = _find(root, _parts(base, written, shown), shown)
        real = _real(root, parts, shown)
        attachment = _read(root, real, "/".join(parts), shown, limit)
    except _RefusedError as refused:
        sink.report(refused.code, span, refused.message, *refused.hints)
        return None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        message = f"{shown} cannot be read"
        hint = "check that you can open the file on this computer"
        sink.report(codes.FILE_UNREADABLE, span, message, hint)
        return None
    if wrong := misnamed(_printable(attachment.name), attachment.kind):
        hint = "rename the file so that its ending fits, here and on disk"
        sink.report(codes.FILE_MISNAMED, span, wrong, hint)
    return attachment


def _parts(base: str, written: str, shown: str) -> list[str]:
    """Return the steps from the portfolio folder, without ``.`` and ``..``."""
    inside = "copy the file into the portfolio folder and name it from there"
    if ":" in written and re.match(_URL, written):
        message = f"{shown} is a web address, not a file in the portfolio folder"
        raise _RefusedError(codes.FILE_OUTSIDE, message, inside)
    # Either slash separates folders, so that a portfolio works on every computer.
    path = written.replace("\\", "/")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        message = f"{shown} is a place on one computer, not in the portfolio folder"
        raise _RefusedError(codes.FILE_OUTSIDE, message, inside)
    parts: list[str] = []
    for part in f"{base}/{path}".split("/"):
        if part == "..":
            if not parts:
                message = f"{shown} leads out of the portfolio folder"
                raise _RefusedError(codes.FILE_OUTSIDE, message, inside)
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if path.rpartition("/")[2].strip() in ("", ".", "..") or not parts:
        message = f"{shown or 'an empty path'} is a folder, not a file"
        raise _RefusedError(codes.FILE_NOT_REGULAR, message, "name each file in it")
    return parts


def _find(root: Path, parts: list[str], shown: str) -> list[str]:
    """Return the steps as they are called on disk, or say what is there instead."""
    steps: list[str] = []
    for position, part in enumerate(parts, 1):
        if os.name == "nt" and (re.fullmatch(_WINDOWS_DEVICE, part) or ":" in part):
            message = f"{shown} is not an ordinary file"
            raise _RefusedError(codes.FILE_NOT_REGULAR, message)
        if os.path.lexists("/".join((str(root), *steps, part))):
            steps.append(part)
            continue
        names = _names(root, steps)
        if (same := _look_alike(names, part)) is None:
            what = "file" if position == len(parts) else "folder"
            message = f"{shown} is not there"
            hints = _did_you_mean(names, part, what)
            raise _RefusedError(codes.ATTACHMENT_MISSING, message, *hints)
        steps.append(same)
    return steps


def _look_alike(names: list[str], part: str) -> str | None:
    """Return the name that differs only in how its accents are stored.

    Nobody can see that difference or type it, and it comes of moving files from one
    kind of computer to another; any other difference is left to the learner.
    """
    written = unicodedata.normalize("NFC", part)
    return next(
        (name for name in names if unicodedata.normalize("NFC", name) == written), None
    )


def _did_you_mean(names: list[str], part: str, what: str) -> tuple[str, ...]:
    """Return a hint at the name that was probably meant."""

    def folded(name: str) -> str:
        return unicodedata.normalize("NFKC", name).casefold()

    for name in names:
        if folded(name) == folded(part):
            return (f"the {what} is called {name}; capitals and spelling must agree",)
    from difflib import get_close_matches  # only a name not found needs it

    if close := get_close_matches(part, names, 1):
        return (f"did you mean {close[0]}?",)
    if what == "folder":
        return (f"there is no folder {_printable(part)}",)
    return ()


def _names(root: Path, parts: list[str]) -> list[str]:
    """Return what is in a folder, in order; nothing if links lead out to it."""
    folder = Path(root, *parts)
    try:
        if not folder.resolve().is_relative_to(root):
            return []
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in islice(entries, _NAMES_LOOKED_AT))
    except (OSError, RuntimeError):
        return []
    return [name for name in names if not re.search(_UNPRINTABLE, name)]


def _real(root: Path, parts: list[str], shown: str) -> Path:
    """Return the path below ``root`` with links resolved, refusing those that leave."""
    if has_no_link(root, parts):
        return Path(*parts)
    real = Path(root, *parts).resolve()
    if not real.is_relative_to(root):
        message = f"{shown} is a link that leads out of the portfolio folder"
        hint = "put the file itself into the portfolio folder"
        raise _RefusedError(codes.FILE_OUTSIDE, message, hint)
    return real.relative_to(root)


def _read(root: Path, real: Path, path: str, shown: str, limit: int) -> Attachment:
    """Read the file through once and say what it is."""
    # Looked at before it is opened too: opening a device can already do something.
    _check((root / real).lstat(), shown, limit)
    with os.fdopen(open_below(root, real), "rb") as file:
        _check(os.fstat(file.fileno()), shown, limit)
        digest, size, head, tail = hashlib.sha256(), 0, b"", b""
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > limit:  # it grows while it is read
                raise _too_large(shown, limit)
            head = head or chunk
            tail = (tail + chunk)[-_TAIL:]
    if not size:
        hint = "save it again, or take it off the list"
        raise _RefusedError(codes.FILE_EMPTY, f"{shown} is empty", hint)
    name = path.rpartition("/")[2]
    kind = kind_of(name, head, tail)
    return Attachment(path, name, size, digest.hexdigest(), kind, root, real)


def _check(status: os.stat_result, shown: str, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        message = f"{shown} is a folder, not a file"
        raise _RefusedError(codes.FILE_NOT_REGULAR, message, "name each file in it")
    if not stat.S_ISREG(status.st_mode):
        message = f"{shown} is a device, pipe or broken link, not a file"
        raise _RefusedError(codes.FILE_NOT_REGULAR, message)
    if status.st_size > limit:
        raise _too_large(shown, limit)


def _too_large(shown: str, limit: int) -> _RefusedError:
    size = f"{limit / 2**20:,.0f} MiB" if limit >= 2**20 else f"{limit:,} bytes"
    hint = "keep a smaller copy in the portfolio, or say where the file is held"
    message = f"{shown} is larger than {size}"
    return _RefusedError(codes.FILE_TOO_LARGE, message, hint)


def _printable(text: str) -> str:
    if not text.isprintable():
        text = re.sub(_UNPRINTABLE, "\ufffd", text)
    return text[:200]
