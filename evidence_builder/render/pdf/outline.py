"""The outline: headings under each other by level, each leading to its place.

reportlab links the entries, counts them and writes them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evidence_builder.render.layout.boxes import OutlineEntry, Position
    from evidence_builder.render.pdf.file import PdfFile


def write_outline(
    file: PdfFile,
    entries: Sequence[OutlineEntry],
    destination: Callable[[Position], str],
) -> int | None:
    """Write the outline, folded, and return the number of its root; None without any.

    ISO 32000-1:2008, 12.3.3.
    """
    if not entries:
        return None
    outlines = file.document.Outlines
    places: dict[str, str] = {}
    above: list[int] = []
    for index, entry in enumerate(entries):
        while above and above[-1] >= entry.level:
            above.pop()
        title = " ".join(entry.words.split()) or "—"
        # What is not valid Unicode is not worth failing for.
        title = title.encode("utf-8", "replace").decode("utf-8")
        outlines.addOutlineEntry(str(index), len(above), title)
        places[str(index)] = destination(entry.position)
        above.append(entry.level)
    outlines.addOutlineEntry(None)  # the last one
    shown = outlines.levelstack[0]
    outlines.closedict = dict.fromkeys(places.values(), 1)
    outlines.setDestinations(_bound(shown, places))
    outlines.prepare(file.document, None)
    # It adds to the entries that are shown one for each branch, to name it.
    outlines.count = len(shown)
    return file.number(outlines)


def _bound(names: Any, places: dict[str, str]) -> Any:  # noqa: ANN401 - reportlab's tree
    """Return a tree of names with the place that each one leads to."""
    if isinstance(names, str):
        return {names: places[names]}
    return type(names)(_bound(name, places) for name in names)
