"""Where things live on this computer: the user's own, and what links lead to."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


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
        # The XDG specification says that a relative path is to be ignored.
        chosen = os.environ.get("XDG_CACHE_HOME", "")
        root = Path(chosen) if chosen.startswith("/") else _home(".cache")
    return root / "evidence-builder" / part if root else None


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


def _home(below: str) -> Path | None:
    try:
        return Path.home() / below
    except RuntimeError:
        return None
