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
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from evidence_builder import codes
from evidence_builder.attachments.kind import Kind, kind_of, misnamed
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.files.safe_open import has_no_link, open_below
from evidence_builder.wording.phrases import did_you_mean

if TYPE_CHECKING:
    from evidence_builder.diagnostics import FindingKind
    from evidence_builder.wording.language import Phrase

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


_Why: TypeAlias = Literal[
    "web address", "one computer", "leads out", "link out", "folder", "empty path",
    "not ordinary", "device", "missing", "empty", "too large",
]  # fmt: skip


class _RefusedError(Exception):
    """Why a file is not taken; becomes a finding in ``inspect`` and nowhere else.

    Args:
        why: Decides what is said.
        hints: What to do, where ``why`` alone does not tell.
        values: What the message says besides the path.
    """

    def __init__(self, why: _Why, hints: tuple[str, ...] = (), **values: str) -> None:
        super().__init__(why)
        self.why = why
        self.hints = hints
        self.values = values


def _refusals() -> "dict[_Why, tuple[FindingKind, Phrase, Phrase | None]]":
    """Return the code of each refusal, what is said of it, and what to do."""
    # Most portfolios have no file that is refused, and wait for no words of it.
    from evidence_builder.wording import attachments as wording

    outside, irregular = codes.FILE_OUTSIDE, codes.FILE_NOT_REGULAR
    return {
        "web address": (outside, wording.web_address, wording.copy_it_in),
        "one computer": (outside, wording.one_computer, wording.copy_it_in),
        "leads out": (outside, wording.leads_out, wording.copy_it_in),
        "link out": (outside, wording.link_leads_out, wording.put_it_in),
        "folder": (irregular, wording.is_a_folder, wording.name_each_file),
        "empty path": (irregular, wording.empty_path, wording.name_each_file),
        "not ordinary": (irregular, wording.not_ordinary, None),
        "device": (irregular, wording.is_a_device, None),
        "missing": (codes.ATTACHMENT_MISSING, wording.is_not_there, None),
        "empty": (codes.FILE_EMPTY, wording.is_empty, wording.save_or_take_off),
        "too large": (codes.FILE_TOO_LARGE, wording.is_too_large, wording.keep_smaller),
    }


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
        parts = _find(root, _parts(base, written))
        real = _real(root, parts)
        attachment = _read(root, real, "/".join(parts), limit)
    except _RefusedError as refused:
        code, message, hint = _refusals()[refused.why]
        hints = (*refused.hints, *((hint(),) if hint else ()))
        sink.report(code, span, message(path=shown, **refused.values), *hints)
        return None
    except (OSError, ValueError, RuntimeError):  # RuntimeError: links in a circle
        from evidence_builder.wording.attachments import cannot_be_read, check_it_opens

        unread = cannot_be_read(path=shown)
        sink.report(codes.FILE_UNREADABLE, span, unread, check_it_opens())
        return None
    if wrong := misnamed(_printable(attachment.name), attachment.kind):
        from evidence_builder.wording.attachments import rename_it

        sink.report(codes.FILE_MISNAMED, span, wrong, rename_it())
    return attachment


def _parts(base: str, written: str) -> list[str]:
    """Return the steps from the portfolio folder, without ``.`` and ``..``."""
    if ":" in written and re.match(_URL, written):
        raise _RefusedError("web address")
    # Either slash separates folders, so that a portfolio works on every computer.
    path = written.replace("\\", "/")
    if path.startswith("/") or re.match(r"[A-Za-z]:", path):
        raise _RefusedError("one computer")
    parts: list[str] = []
    for part in f"{base}/{path}".split("/"):
        if part == "..":
            if not parts:
                raise _RefusedError("leads out")
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    if path.rpartition("/")[2].strip() in ("", ".", "..") or not parts:
        raise _RefusedError("folder" if written else "empty path")
    return parts


def _find(root: Path, parts: list[str]) -> list[str]:
    """Return the steps as they are called on disk, or say what is there instead."""
    steps: list[str] = []
    for position, part in enumerate(parts, 1):
        if os.name == "nt" and (re.fullmatch(_WINDOWS_DEVICE, part) or ":" in part):
            raise _RefusedError("not ordinary")
        if os.path.lexists("/".join((str(root), *steps, part))):
            steps.append(part)
            continue
        names = _names(root, steps)
        if (same := _look_alike(names, part)) is None:
            hints = _did_you_mean(names, part, is_file=position == len(parts))
            raise _RefusedError("missing", hints)
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


def _did_you_mean(names: list[str], part: str, *, is_file: bool) -> tuple[str, ...]:
    """Return a hint at the name that was probably meant."""
    from difflib import get_close_matches  # only a name not found needs these

    from evidence_builder.wording import attachments as wording

    def folded(name: str) -> str:
        return unicodedata.normalize("NFKC", name).casefold()

    for name in names:
        if folded(name) == folded(part):
            called = wording.file_is_called if is_file else wording.folder_is_called
            return (called(name=name),)
    if close := get_close_matches(part, names, 1):
        return (did_you_mean(name=close[0]),)
    return () if is_file else (wording.no_folder(name=_printable(part)),)


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


def _real(root: Path, parts: list[str]) -> Path:
    """Return the path below ``root`` with links resolved, refusing those that leave."""
    if has_no_link(root, parts):
        return Path(*parts)
    real = Path(root, *parts).resolve()
    if not real.is_relative_to(root):
        raise _RefusedError("link out")
    return real.relative_to(root)


def _read(root: Path, real: Path, path: str, limit: int) -> Attachment:
    """Read the file through once and say what it is."""
    # Looked at before it is opened too: opening a device can already do something.
    _check((root / real).lstat(), limit)
    with os.fdopen(open_below(root, real), "rb") as file:
        _check(os.fstat(file.fileno()), limit)
        digest, size, head, tail = hashlib.sha256(), 0, b"", b""
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            size += len(chunk)
            if size > limit:  # it grows while it is read
                raise _too_large(limit)
            head = head or chunk
            tail = (tail + chunk)[-_TAIL:]
    if not size:
        raise _RefusedError("empty")
    name = path.rpartition("/")[2]
    kind = kind_of(name, head, tail)
    return Attachment(path, name, size, digest.hexdigest(), kind, root, real)


def _check(status: os.stat_result, limit: int) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise _RefusedError("folder")
    if not stat.S_ISREG(status.st_mode):
        raise _RefusedError("device")
    if status.st_size > limit:
        raise _too_large(limit)


def _too_large(limit: int) -> _RefusedError:
    from evidence_builder.wording.attachments import mebibytes, octets

    size = octets(limit)
    if limit >= 2**20:
        size = mebibytes(size=f"{limit / 2**20:,.0f}")
    return _RefusedError("too large", size=size)


def _printable(text: str) -> str:
    if not text.isprintable():
        text = re.sub(_UNPRINTABLE, "\ufffd", text)
    return text[:200]
