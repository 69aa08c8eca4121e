"""What an evidence item was on the day of a decision, as one checksum.

Portfolios hold these for years, so what goes into one never changes: the SHA-256
(FIPS 180-4, 6.2), in hexadecimal, of these lines, each ended by a line feed::

    evidence 1
    item SHA-256 of the text of the item's file, as UTF-8 with the line ends of Unix
    file SHA-256 of the bytes of the first file that it names
    file SHA-256 of the next one, in the order of the item

The line of a file that cannot be read is ``file missing``.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.resolve.resolved import ResolvedItem


def fingerprint(item: ResolvedItem) -> str:
    """Return the checksum of an item and its files as they are now.

    It is another one as soon as a word of the item or a byte of a file is. Line ends,
    the encoding of the text, and names and places of computers do not matter.
    """
    lines = ["evidence 1", f"item {item.loaded.sha256}"]
    for file in item.files:
        mark = file.attachment.sha256 if file.attachment else "missing"
        lines.append(f"file {mark}")
    text = "".join(f"{line}\n" for line in lines)
    return hashlib.sha256(text.encode("ascii")).hexdigest()
