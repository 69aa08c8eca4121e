"""How words break into lines in the layout that the page numbers come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.render.layout import measure
from evidence_builder.render.layout.runs import Setter, run_of
from evidence_builder.render.styles import USUAL_LOOK

if TYPE_CHECKING:
    from evidence_builder.document.inlines import Inline
    from evidence_builder.render.styles import TextStyle


def width(text: str, style: TextStyle) -> float:
    """Return how wide a text is on one line, in points."""
    return measure.width_of(text, run_of(style))


def line_lengths(
    inlines: tuple[Inline, ...], style: TextStyle, room: float
) -> list[int]:
    """Return how many characters each line of a paragraph has."""
    setter = Setter(title="", look=USUAL_LOOK)
    return [line.length for line in setter.lines(inlines, style, room)]


def code_lines(text: str, style: TextStyle, room: float) -> list[tuple[str, int]]:
    """Return the lines of a code block: what is shown, and what it is of the text."""
    return [
        ("".join(fragment.text for fragment in line.fragments), line.length)
        for line in measure.set_code(text, run_of(style), room)
    ]
