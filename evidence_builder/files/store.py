"""The one writer of files: all or nothing, and nobody's work is lost.

A file is written beside its place under another name, forced to the disk and then
put in place at one stroke, so that a crash leaves the old file or the new one.
POSIX.1-2017, fsync() and rename().
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder.wording import files as words

if TYPE_CHECKING:
    from collections.abc import Container

LEDGER = ".evidence-builder.json"
"""Beside the outputs: the checksum of each as we wrote it, to notice later edits."""


class StoreError(Exception):
    """A file could not be written; the message says why in plain words."""


@dataclass(frozen=True, slots=True)
class Written:
    """What came of writing one output.

    ``backup`` is where a file that somebody had edited was kept; ``path`` differs
    from the place asked for when that was locked by another program.
    """

    path: Path
    backup: Path | None = None
    locked: bool = False


def write_atomically(path: Path, data: bytes) -> None:
    """Replace a file by new content, complete or not at all.

    Raises:
        StoreError: Nothing was changed, and why.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise StoreError(_plainly(path, error)) from error


def write_new(path: Path, data: bytes) -> None:
    """Write a file where there is none; its folder is made if need be.

    Raises:
        FileExistsError: There is one, and it stays as it is.
        StoreError: It could not be written, and why.
    """
    if os.path.lexists(path):
        raise FileExistsError(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _replace(path, data)
    except OSError as error:
        raise StoreError(_plainly(path, error)) from error


def write_output(folder: Path, name: str, data: bytes) -> Written:
    """Write a built document, keeping a version that somebody edited by hand.

    A file that is open elsewhere and cannot be replaced (as on Windows) stays; the
    new one is written beside it under a second name.

    Raises:
        StoreError: It could not be written, and why.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        ledger = _read_ledger(folder)
        path = folder / name
        digest = hashlib.sha256(data).hexdigest()
        backup = _keep_edited(path, {ledger.get(name), digest})
        locked = False
        try:
            _replace(path, data)
        except PermissionError:
            if not path.exists() or not os.access(folder, os.W_OK):
                raise
            path, locked = _free_name(folder, name, "new"), True
            _replace(path, data)
        ledger[path.name] = digest
        text = json.dumps(ledger, indent=1, sort_keys=True) + "\n"
        _replace(folder / LEDGER, text.encode())
    except OSError as error:
        raise StoreError(_plainly(folder / name, error)) from error
    return Written(path, backup, locked)


def _replace(path: Path, data: bytes) -> None:
    handle, temporary = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode(path))
        Path(temporary).replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
    _sync_folder(path.parent)


def _mode(path: Path) -> int:
    """Return the permissions of the file replaced, or those of any new file."""
    try:
        return path.stat().st_mode & 0o777
    except OSError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask


def _sync_folder(folder: Path) -> None:
    """Force the folder's entry to the disk, where the system allows it."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _keep_edited(path: Path, known: Container[str | None]) -> Path | None:
    """Copy an output, unless its digest is one of those that are known."""
    try:
        with path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    if digest in known:
        return None
    backup = _free_name(path.parent, path.name, "kept")
    _replace(backup, path.read_bytes())
    return backup


def _free_name(folder: Path, name: str, word: str) -> Path:
    """Return a name that is not used yet: portfolio.kept-1.docx."""
    stem, suffix = Path(name).stem, Path(name).suffix
    number = 1
    while (path := folder / f"{stem}.{word}-{number}{suffix}").exists():
        number += 1
    return path


def _read_ledger(folder: Path) -> dict[str, str]:
    try:
        ledger = json.loads((folder / LEDGER).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(ledger, dict):
        return {}
    return {str(name): str(checksum) for name, checksum in ledger.items()}


def _plainly(path: Path, error: OSError) -> str:
    reason = (error.strerror or type(error).__name__).lower()
    return words.could_not_be_written(file=path, why=reason)
