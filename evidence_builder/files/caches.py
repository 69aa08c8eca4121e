"""Folders of derived files on this computer, which may vanish at any time.

Nothing in them is ever needed: what cannot be read is made again, and what cannot be
written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
import tempfile
from pathlib import Path

_DIGEST = hashlib.sha256().digest_size
"""Bytes of the digest that stands before the content of an entry."""


def caches(part: str) -> Path | None:
    """Return the folder for one part of our cache; None when that cannot be told.

    It need not exist yet, and may vanish at any time.
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA")
        root = Path(local) if local else None
    elif sys.platform == "darwin":
        root = _home("Library/Caches")
    else:
        # XDG Base Directory Specification, "Environment variables": a relative path is
        # to be ignored.
        chosen = os.environ.get("XDG_CACHE_HOME", "")
        root = Path(chosen) if chosen.startswith("/") else _home(".cache")
    return root / "evidence-builder" / part if root else None


def read(part: str, name: str) -> bytes | None:
    """Return what was kept under a name, or None if it is absent or damaged."""
    folder = caches(part)
    content = None if folder is None else read_entry(folder, name)
    return None if content is None else bytes(content)


def write(part: str, name: str, content: bytes) -> bool:
    """Keep content under a name, whole or not at all; say whether it was kept."""
    folder = caches(part)
    if folder is None:
        return False
    with contextlib.suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
    return write_entry(folder, name, content)


def read_entry(folder: Path, name: str) -> memoryview | None:
    """Return what was kept in a folder; None if it is absent or damaged."""
    try:
        stored = (folder / name).read_bytes()
    except OSError:
        return None
    # Seen through, because copying millions of bytes takes longer than hashing.
    content = memoryview(stored)[_DIGEST:]
    return content if hashlib.sha256(content).digest() == stored[:_DIGEST] else None


def write_entry(folder: Path, name: str, content: bytes) -> bool:
    """Keep content in a folder that is there; say whether it was kept."""
    try:
        handle, temporary = tempfile.mkstemp(dir=folder, prefix=".new-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).digest())
            file.write(content)
        Path(temporary).replace(folder / name)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        return False
    return True


def _home(below: str) -> Path | None:
    try:
        return Path.home() / below
    except RuntimeError:
        return None
