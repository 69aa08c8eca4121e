"""What lies in a folder: the files that are looked at, in an order that never varies.

Never follows a link to another folder, and never raises for what the system says.
"""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.load.faults_in_words import shown
from evidence_builder.wording import load as words
from evidence_builder.yamltext.text import locate, why

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.diagnostics import Sink

YAML_ENDINGS = (".yaml", ".yml")

# What systems and editors leave behind: hidden files, open Word documents, previews.
_LITTER = re.compile(r"[.]|~\$|thumbs\.db\Z|desktop\.ini\Z", re.IGNORECASE)
# Controls, bytes that are no UTF-8 (PEP 383), and directions of writing (UAX #9, 2).
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"


def list_files(
    root: Path, under: str, sink: Sink, *, label: str = "", at: Span | None = None
) -> tuple[str, ...]:
    """Return the files in and below a folder, relative to its root and sorted.

    A folder that is not there has no files. Hidden files and folders, and the
    temporary files of Word, are passed over. ``root`` is a real path, and nothing
    outside of it is listed; ``under`` is empty for the root itself. Findings put
    ``label`` before a path, or stand ``at`` the field that names the folder.
    """
    span = at or Span(f"{label}{under}")
    start = locate(root, under or ".", sink, at=span)
    if start is None or not os.path.lexists(start):
        return ()
    files: list[str] = []
    waiting = [under.strip("/")]
    while waiting:
        folder = waiting.pop()
        for entry in _entries(root, folder, sink, label):
            path = f"{folder}/{entry.name}" if folder else entry.name
            if not is_folder(entry):
                files.append(path)
            elif not entry.is_symlink():
                waiting.append(path)
            else:
                message = words.link_to_folder(folder=path)
                hint = words.put_folder()
                sink.report(
                    codes.FILE_NOT_REGULAR, Span(f"{label}{path}"), message, hint
                )
    return tuple(sorted(files))


def is_folder(path: Path | os.DirEntry[str]) -> bool:
    """Whether a path is a folder that can be looked at."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _entries(root: Path, folder: str, sink: Sink, label: str) -> list[os.DirEntry[str]]:
    span = Span(f"{label}{folder}")
    try:
        with os.scandir(root / folder) as listing:
            entries = [entry for entry in listing if not _LITTER.match(entry.name)]
    except OSError as error:
        message = words.cannot_be_read(folder=folder, why=why(error))
        sink.report(codes.FILE_UNREADABLE, span, message)
        return []
    good = [
        entry
        for entry in entries
        if entry.name.isprintable() or not re.search(_UNPRINTABLE, entry.name)
    ]
    for entry in entries:
        if entry not in good:
            message = words.left_out_for_name(name=shown(entry.name))
            hint = words.plain_name()
            # The place is in the folder: all else there may be sound.
            inside = Span(f"{span.path}/")
            sink.report(codes.FILE_UNREADABLE, inside, message, hint)
    return good
