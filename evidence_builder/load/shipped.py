"""Where the files are that ship with the program. The only module that knows."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped(name: str) -> Path:
    """Return a folder that ships with the program: ``criteria`` or ``templates``.

    In an installed program it lies within the package; in a copy of the repository at
    the top, where contributors look for it.
    """
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
