"""One writer at a time in a folder, also where two people work over a network."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from evidence_builder.files.store import StoreError
from evidence_builder.wording import files as words

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NAME = ".evidence-builder.lock"
"""Beside the files while one is written; hidden, empty, and taken away again."""

PATIENCE = 20.0
"""How many seconds another writer is waited for; a write takes a part of one."""

_PAUSE = 0.02


@contextlib.contextmanager
def locked(folder: Path, *, patience: float = PATIENCE) -> Iterator[None]:
    """Keep every other writer out of a folder for the length of a ``with`` block.

    The system lets go of the lock of a program that dies, so none is ever left over.

    Raises:
        OSError: The folder cannot be written to.
        StoreError: Another program did not let go in time.
    """
    path = folder / NAME
    handle = _take(path, time.monotonic() + patience)
    try:
        yield
    finally:
        # While it is open elsewhere Windows does not take it away; it does no harm.
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(handle)


def _take(path: Path, until: float) -> int:
    while True:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        try:
            if _try(handle) and _is_still_there(path, handle):
                return handle
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)
        if time.monotonic() > until:
            message = words.somebody_is_writing(folder=path.parent)
            raise StoreError(message)
        time.sleep(_PAUSE)


def _is_still_there(path: Path, handle: int) -> bool:
    """Whether the file that was locked is the one that others would lock too."""
    try:
        return os.path.samestat(os.fstat(handle), path.stat())
    except FileNotFoundError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _try(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
