"""The temporary folder that LibreOffice works in: gone afterwards, whatever happens.

It holds copies of a learner's documents. Where a program is killed, or the computer
loses its power, nobody is left to remove it; so the next start does.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import sys
import tempfile
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

PREFIX: Final = "evidence-builder-office-"

_HELD: Final = "held"
"""A file that is locked as long as its folder is worked in."""
_UNHELD_SECONDS: Final = 3_600
"""How old a folder without that file must be: it has just been made, or the system
has no such locks."""


@contextlib.contextmanager
def working_folder() -> Iterator[Path]:
    """Give a new folder that only this user may look into, and remove it at the end.

    Removes those that earlier programs could not remove any more.
    """
    _sweep(Path(tempfile.gettempdir()))
    with (
        tempfile.TemporaryDirectory(prefix=PREFIX, ignore_cleanup_errors=True) as name,
        _hold(Path(name)),
    ):
        yield Path(name)


def _sweep(temporary: Path) -> None:
    """Remove this user's folders of ours that nobody works in."""
    with contextlib.suppress(OSError):
        for folder in sorted(temporary.glob(f"{PREFIX}*")):
            with contextlib.suppress(OSError):
                if _is_ours(folder) and _is_left(folder):
                    shutil.rmtree(folder, ignore_errors=True)


def _is_ours(folder: Path) -> bool:
    """Whether it is a folder, no link to one, and this user's."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    return sys.platform == "win32" or status.st_uid == os.getuid()


def _is_left(folder: Path) -> bool:
    """Whether the program that worked in a folder has gone."""
    try:
        with (folder / _HELD).open("r+b") as file:
            if not _lock(file):
                return False
    except FileNotFoundError:
        return time.time() - folder.lstat().st_mtime > _UNHELD_SECONDS
    return True


@contextlib.contextmanager
def _hold(folder: Path) -> Iterator[None]:
    """Hold a folder, so that no other program takes it for one that was left."""
    if sys.platform == "win32":  # pragma: no cover - another system
        yield
        return
    new = folder / f"{_HELD}.new"
    with new.open("wb") as file:
        # Locked before it has its name: nobody can come between.
        if _lock(file):
            new.rename(folder / _HELD)
        yield


def _lock(file: IO[bytes]) -> bool:
    """Lock a file for as long as it is open; whether nobody else has."""
    if sys.platform == "win32":  # pragma: no cover - another system
        return True
    import fcntl

    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
