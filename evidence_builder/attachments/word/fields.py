"""Fields of a Word document: their results are shown, their instructions are not.

ECMA-376 Part 1 (5th ed.), 17.16.18 (characters of fields), 17.16.17 (form fields).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.word.styles import switch
from evidence_builder.markup.xml import attribute, child, qualified, whole

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

TICKED: Final = "☒"
UNTICKED: Final = "☐"


class OpenFields:
    """The fields that have begun and not ended, the outermost first."""

    def __init__(self) -> None:
        self._open: list[bool] = []
        """Whether each has come to its result."""

    @property
    def is_hidden(self) -> bool:
        """Whether what comes now is an instruction, or part of one."""
        return not all(self._open)

    def mark(self, element: _Element) -> Iterator[str]:
        """Begin, turn or end a field; yield what it shows by itself."""
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            if not self.is_hidden:
                yield from _shown(child(element, "w:ffData"))
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()


def _shown(properties: _Element | None) -> Iterator[str]:
    """Yield what a field of a form shows that has no result of its own."""
    box = child(properties, "w:checkBox")
    if box is not None:
        state = switch(box, "w:checked")
        ticked = switch(box, "w:default") if state is None else state
        yield TICKED if ticked else UNTICKED
    choices = child(properties, "w:ddList")
    if choices is not None:
        entries = choices.findall(qualified("w:listEntry"))
        result = child(choices, "w:result")
        if result is None:
            result = child(choices, "w:default")
        at = whole(attribute(result, "w:val"))
        if 0 <= at < len(entries):
            yield attribute(entries[at], "w:val")
