"""Lines of a form: labels, each followed by a rule to write on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.document.inlines import Text
from evidence_builder.render.layout.boxes import Element, FormBox
from evidence_builder.render.layout.geometry import FormBlank
from evidence_builder.render.layout.measure import width_of
from evidence_builder.render.layout.runs import run_of
from evidence_builder.render.styles import FOREIGN_WIDER, FORM_LINE_HEIGHT, STYLES

if TYPE_CHECKING:
    from evidence_builder.document.blocks import FormField, FormLine
    from evidence_builder.render.layout.boxes import Line, Path
    from evidence_builder.render.layout.room import BlockSetter, ColumnRoom

_GAP = 14.0
"""Between one field and the next."""
_LABEL_GAP = 5.0
_LABEL_SHARE = 0.6
"""How much of a field its label may take before it is broken into lines."""
_RULE_BELOW = 2.5
"""How far the rule is below the baseline."""
_VALUE_MARGIN = 3.0
"""What a value leaves free at the end of its rule."""
_HAIR = 0.01
"""A label has so much more, or what fits exactly may not, by the error of one sum."""


def form_line(
    stacker: BlockSetter, block: FormLine, room: ColumnRoom, path: Path
) -> FormBox:
    """Return the box of one line of a form."""
    style = STYLES["form"]
    lines: list[tuple[float, Line]] = []
    rules: list[tuple[float, float, float]] = []
    blanks: list[FormBlank] = []
    total = sum(max(field.share, 0.0) for field in block.fields) or 1.0
    free = max(room.width - _GAP * (len(block.fields) - 1), 1.0)
    x = 0.0
    deepest = 1
    for field in block.fields:
        width = max(free * max(field.share, 0.0) / total, 1.0)
        labels, values, start = _field(stacker, field, width)
        rows = max(len(labels), len(values))
        first = FORM_LINE_HEIGHT - 2 * _RULE_BELOW
        for number, line in enumerate(labels):
            lines.append((first + number * style.leading, _moved(line, x)))
        for number, line in enumerate(values):
            lines.append((first + number * style.leading, _moved(line, x + start)))
        last = first + (rows - 1) * style.leading
        rules.append((x + start, x + width, last + _RULE_BELOW))
        blanks.append(FormBlank(x, x + start, x + width, max(rows, 1)))
        deepest = max(deepest, rows)
        x += width + _GAP
    stacker.geometry.forms[path] = tuple(blanks)
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
    stacker: BlockSetter, field: FormField, width: float
) -> tuple[list[Line], list[Line], float]:
    """Return the lines of the label and of the value, and where the rule begins."""
    style, setter = STYLES["form"], stacker.setter
    run = run_of(style)
    label_room = width * _LABEL_SHARE
    wider = FOREIGN_WIDER if stacker.fluid else 1.0
    label_width = min(width_of(field.label, run) * wider, label_room)
    start = label_width + _LABEL_GAP if field.label else 0.0
    labels = []
    if field.label:
        labels = setter.lines((Text(field.label),), style, label_width + _HAIR)
    values = []
    if field.value:
        value_room = max(width - start - _VALUE_MARGIN, 1.0)
        values = setter.lines((Text(field.value),), style, value_room)
    return labels, values, start


def _moved(line: Line, x: float) -> Line:
    return line._replace(
        fragments=[f._replace(x=f.x + x) for f in line.fragments],
    )
