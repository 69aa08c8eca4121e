"""What was made of files before, so that a second build makes nothing again.

Unlike the fonts' cache this holds the learner's data: pages of minutes, photographs,
e-mails. It lies in the user's own cache folder, readable by nobody else, never
leaves this computer, and may be deleted at any time.

Nothing here is ever needed: what is absent or damaged is made again, and what cannot
be written is done without.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.run.wire import PACKING
from evidence_builder.files import caches
from evidence_builder.wording.language import edition

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.run.registry import Converter

LIMIT: Final = 2**30
"""The most bytes that are kept, unless the caller says otherwise."""

_PRIVATE: Final = 0o700


class Cache:
    """A folder of outcomes under names that say what they were made of.

    Args:
        folder: Made when something is first kept.
        limit: The most bytes that are kept after ``trim``.
    """

    def __init__(self, folder: Path, *, limit: int = LIMIT) -> None:
        self._folder = folder
        self._limit = limit
        self._is_ready: bool | None = None

    @classmethod
    def of_user(cls) -> Cache | None:
        """Return this user's cache; None where nobody can tell where that would be."""
        folder = caches.caches("attachments")
        return None if folder is None else cls(folder)

    def read(self, name: str) -> memoryview | None:
        """Return what was kept under a name; None if it is absent or damaged."""
        try:
            # The time says when it was last of use; what is oldest goes first.
            os.utime(self._folder / name)
        except OSError:
            return None
        return caches.read_entry(self._folder, name)

    def write(self, name: str, content: bytes) -> bool:
        """Keep content under a name, whole or not at all; say whether it was kept."""
        return self._ready() and caches.write_entry(self._folder, name, content)

    def trim(self) -> None:
        """Remove what has not been of use for longest, down to the limit.

        It looks at the whole folder, so it is for the end of a build that kept
        something, not for each reading.
        """
        try:
            with os.scandir(self._folder) as entries:
                files = [(entry.stat(), entry.path) for entry in entries]
        except OSError:
            return
        files.sort(key=lambda file: (file[0].st_mtime_ns, file[1]), reverse=True)
        room = self._limit
        for status, path in files:
            room -= status.st_size
            if room < 0:
                with contextlib.suppress(OSError):
                    Path(path).unlink()

    def _ready(self) -> bool:
        """Whether the folder is there, for this user only."""
        if self._is_ready is None:
            try:
                self._folder.mkdir(_PRIVATE, parents=True, exist_ok=True)
                if os.name == "posix":
                    self._folder.chmod(_PRIVATE)
            except OSError:
                self._is_ready = False
            else:
                self._is_ready = True
        return self._is_ready


def name_of(sha256: str, converter: Converter, request: Request, *with_: str) -> str:
    """Return the name under which an outcome is kept: a digest of all it depends on.

    That includes the language that is in force: outcomes hold words.

    Args:
        sha256: Of the file's content.
        with_: What else had a part in it, such as the version of LibreOffice.
    """
    name = request.name if converter.by_name else ""
    language = (edition(),) if edition() else ()
    parts = (sha256, *converter, name, request.pages, PACKING, *with_, *language)
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
