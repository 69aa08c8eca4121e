"""Parts of a Word document → the same without fields that fetch or change.

A field keeps the result that Word stored and loses its instruction, unless the
instruction is one that only looks inside the document. Tracked changes are settled:
what was inserted stays, what was deleted goes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import CannotBeIncludedError
from evidence_builder.markup.xml import attribute, name_of, qualified, remove
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from lxml.etree import _Element

DEEPEST: Final = 50
"""Levels of fields in the instructions of fields."""

# ECMA-376 Part 1, 17.16.5: instructions that look at the document alone.
_HARMLESS: Final = frozenset(
    """
    PAGE NUMPAGES SECTION SECTIONPAGES PAGEREF REF NOTEREF SEQ STYLEREF TOC TC XE
    SYMBOL EQ FORMTEXT FORMCHECKBOX FORMDROPDOWN LISTNUM AUTONUM ADVANCE
    """.split()  # noqa: SIM905 - names read better as words
)
_WEB_LINK: Final = re.compile(
    r"""\s*HYPERLINK\s+(?:\\l\s+)?"?(?:https?://|mailto:|[\w.]+"?\s*$)""",
    re.IGNORECASE,
)
# ECMA-376 Part 1, 17.13.5: revisions.
_DELETED: Final = frozenset(("w:del", "w:moveFrom"))
_INSERTED: Final = frozenset(("w:ins", "w:moveTo"))
# ECMA-376 Part 1, 17.16.13 and 17.16.23.
_INSTRUCTIONS: Final = frozenset(("w:instrText", "w:delInstrText"))
_INSIDE_RUN: Final = frozenset(
    ("w:t", "w:tab", "w:br", "w:drawing", "w:pict", "w:object", "w:sym")
)


class _Field:
    """A field that has begun: what its instruction says and is made of."""

    def __init__(self) -> None:
        self.instruction = ""
        self.code: list[_Element] = []
        self.marks: list[_Element] = []
        self.inside: list[_Field] = []
        """Fields in the instruction of this one, which go with it."""
        self.has_result = False


def clean(root: _Element) -> None:
    """Disarm the fields of a part and settle its tracked changes."""
    _settle_changes(root)
    _disarm_simple(root)
    _disarm_complex(root)


def is_harmless(instruction: str) -> bool:
    """Whether a field only looks inside its document, or is a link of the web."""
    words = instruction.split(None, 1)
    if not words:
        return False
    return words[0].upper() in _HARMLESS or bool(_WEB_LINK.match(instruction))


def _settle_changes(root: _Element) -> None:
    for element in list(root.iter()):
        name = name_of(element)
        parent = element.getparent()
        if parent is None:
            continue
        # In the properties of a paragraph or row, these words mean its own mark.
        if name in _DELETED and name_of(parent) not in ("w:rPr", "w:trPr"):
            parent.remove(element)
        elif name in _INSERTED and len(element):
            _unwrap(element)


def _disarm_simple(root: _Element) -> None:
    for field in list(root.iter(qualified("w:fldSimple"))):
        if not is_harmless(attribute(field, "w:instr")):
            _unwrap(field)


def _disarm_complex(root: _Element) -> None:
    """Take the instructions of fields out, however many runs they are spread over."""
    open_fields: list[_Field] = []
    for element in list(root.iter()):
        name = name_of(element)
        if name == "w:fldChar":
            _mark(element, open_fields)
        elif name in _INSTRUCTIONS or name in _INSIDE_RUN:
            outer = _in_instruction(open_fields)
            if outer is not None:
                outer.code.append(element)
                if name in _INSTRUCTIONS:
                    outer.instruction += element.text or ""
            elif name in _INSTRUCTIONS:
                remove(element)
    for field in open_fields:  # never ended
        _disarm(field)


def _in_instruction(open_fields: list[_Field]) -> _Field | None:
    """Return the innermost field whose instruction is being read."""
    return next(
        (field for field in reversed(open_fields) if not field.has_result), None
    )


def _mark(element: _Element, open_fields: list[_Field]) -> None:
    kind = attribute(element, "w:fldCharType")
    if kind == "begin":
        if len(open_fields) >= DEEPEST:
            raise CannotBeIncludedError(
                wording.fields_too_deep(), wording.save_in_program()
            )
        field = _Field()
        field.marks.append(element)
        outer = _in_instruction(open_fields)
        if outer is not None:
            outer.inside.append(field)
        open_fields.append(field)
        return
    if not open_fields:
        remove(element)
        return
    field = open_fields[-1]
    field.marks.append(element)
    if kind == "separate":
        field.has_result = True
        return
    open_fields.pop()
    if not is_harmless(field.instruction):
        _disarm(field)


def _disarm(field: _Field) -> None:
    waiting = [field]
    while waiting:
        current = waiting.pop()
        for element in (*current.marks, *current.code):
            remove(element)
        waiting += current.inside


def _unwrap(element: _Element) -> None:
    """Put what an element holds in its place."""
    parent = element.getparent()
    if parent is None:
        return
    for child in list(element):
        if not name_of(child).endswith("Pr"):
            element.addprevious(child)
    parent.remove(element)
