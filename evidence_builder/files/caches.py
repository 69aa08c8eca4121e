"""Where things live on this computer that are the user's own."""

from __future__ import annotations

import os
import sys
from pathlib import Path


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


def _home(below: str) -> Path | None:
    try:
        return Path.home() / below
    except RuntimeError:
        return None
