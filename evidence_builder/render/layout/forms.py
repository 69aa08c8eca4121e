"""Lines of a form: labels, each followed by a rule to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.inlines import Text
from evidence_builder.render.layout.boxes import Element, FormBox
from evidence_builder.render.layout.measure import width_of
from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.styles import FORM_LINE_HEIGHT, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import FormField, FormLine
    from evidence_builder.render.layout.boxes import Line, Path
    from evidence_builder.render.layout.room import ColumnRoom
    from evidence_builder.render.layout.runs import Setter

_GAP = 14.0
"""Between one field and the next."""
_LABEL_GAP = 5.0
_LABEL_SHARE = 0.6
"""How much of a field its label may take before it is broken into lines."""
_RULE_BELOW = 2.5
"""How far the rule is below the baseline."""


def form_line(setter: Setter, block: FormLine, room: ColumnRoom, path: Path) -> FormBox:
    """Return the box of one line of a form."""
    style = STYLES["form"]
    lines: list[tuple[float, Line]] = []
    rules: list[tuple[float, float, float]] = []
    total = sum(max(field.share, 0.0) for field in block.fields) or 1.0
    free = max(room.width - _GAP * (len(block.fields) - 1), 1.0)
    x = 0.0
    deepest = 1
    for field in block.fields:
        width = max(free * max(field.share, 0.0) / total, 1.0)
        labels, values, start = _field(setter, field, width)
        rows = max(len(labels), len(values))
        first = FORM_LINE_HEIGHT - 2 * _RULE_BELOW
        for number, line in enumerate(labels):
            lines.append((first + number * style.leading, _moved(line, x)))
        for number, line in enumerate(values):
            lines.append((first + number * style.leading, _moved(line, x + start)))
        last = first + (rows - 1) * style.leading
        rules.append((x + start, x + width, last + _RULE_BELOW))
        deepest = max(deepest, rows)
        x += width + _GAP
    return FormBox(
        x=room.x,
        width=room.width,
        height=FORM_LINE_HEIGHT + (deepest - 1) * style.leading,
        path=path,
        bars=room.bars,
        lines=lines,
        rules=rules,
        element=Element("P", room.parent),
    )


def _field(
    setter: Setter, field: FormField, width: float
) -> tuple[list[Line], list[Line], float]:
    """Return the lines of the label and of the value, and where the rule begins."""
    style = STYLES["form"]
    run = run_of(style)
    label_room = width * _LABEL_SHARE
    label_width = min(width_of(field.label, run), label_room)
    start = label_width + _LABEL_GAP if field.label else 0.0
    labels = []
    if field.label:
        labels = setter.lines((Text(field.label),), style, label_width + 0.01)
    values = []
    if field.value:
        values = setter.lines((Text(field.value),), style, max(width - start - 3, 1.0))
    return labels, values, start


def _moved(line: Line, x: float) -> Line:
    return line._replace(
        fragments=[f._replace(x=f.x + x) for f in line.fragments],
    )
