"""The outline: headings under each other by level, each leading to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.pdf.file import text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evidence_builder.render.layout.boxes import OutlineEntry, Position
    from evidence_builder.render.pdf.file import PdfFile


class _Branch:
    """An entry with the entries under it; the root has no entry of its own."""

    __slots__ = ("below", "entry", "level", "number")

    def __init__(self, level: int, number: int, entry: OutlineEntry | None) -> None:
        self.level, self.number, self.entry = level, number, entry
        self.below: list[_Branch] = []


def write_outline(
    file: PdfFile,
    entries: Sequence[OutlineEntry],
    destination: Callable[[Position], str],
) -> int | None:
    """Write the outline and return the number of its root; None without entries.

    ISO 32000-1:2008, 12.3.3.
    """
    if not entries:
        return None
    root = _Branch(0, file.reserve(), None)
    stack = [root]
    branches = []
    for entry in entries:
        while stack[-1].level >= entry.level:
            stack.pop()
        branch = _Branch(entry.level, file.reserve(), entry)
        stack[-1].below.append(branch)
        stack.append(branch)
        branches.append(branch)
    for parent in (root, *branches):
        for index, branch in enumerate(parent.below):
            file.write(branch.number, _item(parent, index, destination))
    file.write(
        root.number,
        f"<</Type/Outlines/First {root.below[0].number} 0 R"
        f"/Last {root.below[-1].number} 0 R/Count {len(root.below)}>>",
    )
    return root.number


def _item(parent: _Branch, index: int, destination: Callable[[Position], str]) -> str:
    branch = parent.below[index]
    if branch.entry is None:
        raise AssertionError
    parts = [
        f"<</Title{text(' '.join(branch.entry.words.split()) or '—')}",
        f"/Parent {parent.number} 0 R/Dest{destination(branch.entry.position)}",
    ]
    if index:
        parts.append(f"/Prev {parent.below[index - 1].number} 0 R")
    if index + 1 < len(parent.below):
        parts.append(f"/Next {parent.below[index + 1].number} 0 R")
    if branch.below:
        # A negative count is a branch that is shown folded (12.3.3, table 153).
        first, last = branch.below[0].number, branch.below[-1].number
        parts.append(f"/First {first} 0 R/Last {last} 0 R/Count -{len(branch.below)}")
    return "".join(parts) + ">>"
