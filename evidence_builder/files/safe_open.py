"""Opening a file without being led elsewhere by a link, or kept waiting by a pipe."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def _flags() -> int:
    """Return how files are opened here, with what this system knows of it.

    POSIX.1-2017, open(): no link as the last step, no terminal of ours, no waiting
    for a pipe. ``O_BINARY`` is of the C library of Windows.
    """
    names = "O_BINARY", "O_NOCTTY", "O_NOFOLLOW", "O_NONBLOCK"
    flags = os.O_RDONLY
    for name in names:
        flags |= getattr(os, name, 0)
    return flags


READING: Final = _flags()
"""Flags of ``os.open``: the last step is no link, and a pipe that nobody writes to
does not keep us waiting."""


def has_no_link(folder: Path, steps: Iterable[str]) -> bool:
    """Whether what is below a real folder is reached by no link, as is easily seen.

    Resolving a path looks at each of its folders from the root downwards; below a real
    folder only the steps can be links. False too where one is not there, and elsewhere
    than on POSIX, where there are more kinds of links than these.

    Args:
        folder: A real path.
        steps: Names of folders and last of a file, none of them ``.`` or ``..``.
    """
    if os.name != "posix":
        return False
    path = str(folder).rstrip("/")
    for step in steps:
        path = f"{path}/{step}"
        try:
            if stat.S_ISLNK(os.lstat(path).st_mode):
                return False
        except (OSError, ValueError):
            return False
    return True


def open_below(root: Path, real: Path) -> int:
    """Open a file below ``root`` without following a link that appeared meanwhile.

    Step by step from folders held open: POSIX.1-2017, openat().

    Args:
        root: A real path.
        real: The path from there, in which nothing is a link.
    """
    if os.open not in os.supports_dir_fd or not hasattr(os, "O_NOFOLLOW"):
        return os.open(root / real, READING)
    step = os.O_RDONLY | os.O_DIRECTORY
    at = os.open(root, step)
    try:
        for folder in real.parts[:-1]:
            below = os.open(folder, step | os.O_NOFOLLOW, dir_fd=at)
            os.close(at)
            at = below
        return os.open(real.name, READING, dir_fd=at)
    finally:
        os.close(at)
