"""A folder of derived files that may vanish at any time.

Nothing here is ever needed: what cannot be read is made again, and what cannot be
written is done without. Only derived data of openly licensed fonts is kept, nothing
of the user's.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from pathlib import Path

from evidence_builder.files import caches

_DIGEST = 64
"""Letters of a SHA-256 in hexadecimal; they stand before the content."""


def folder() -> Path | None:
    """Return where fonts are kept; None when that cannot be told."""
    return caches.caches("fonts")


def read(name: str) -> bytes | None:
    """Return what was kept under a name, or None if it is absent or damaged."""
    place = folder()
    if place is None:
        return None
    try:
        stored = (place / name).read_bytes()
    except OSError:
        return None
    content = stored[_DIGEST:]
    if hashlib.sha256(content).hexdigest().encode() != stored[:_DIGEST]:
        return None
    return content


def write(name: str, content: bytes) -> bool:
    """Keep content under a name, whole or not at all; say whether it was kept."""
    place = folder()
    if place is None:
        return False
    try:
        place.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(dir=place, prefix=".new-")
    except OSError:
        return False
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(content).hexdigest().encode())
            file.write(content)
        Path(temporary).replace(place / name)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        return False
    return True
