"""Pausing Python's search for unreachable cycles while large trees grow."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def paused() -> Iterator[None]:
    """Do not look for garbage in here; afterwards all is as it was.

    Everything that is made stays until the document is drawn, so the search finds
    nothing, and it takes a fifth of the time, more the longer the document is.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
