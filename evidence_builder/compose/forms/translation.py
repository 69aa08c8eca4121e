"""Words of a form's file in the language in force; a centre's own stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evidence_builder.model.record import Record
from evidence_builder.wording.language import said

if TYPE_CHECKING:
    from collections.abc import Callable

_READ = frozenset(
    "choices heading label prompt purpose role says steps text title".split()  # noqa: SIM905 - a row of words reads better
)
"""The fields of a form that people read."""

R = TypeVar("R", bound=Record)


def translated(record: R, say: Callable[[str], str] = said) -> R:
    """Return a form, or a part of one, with every text that people read said."""
    changes = {
        name: _translated(value, say, is_read=name in _READ)
        for name, value in record
        if value
    }
    return record.model_copy(update=changes)


def _translated(value: object, say: Callable[[str], str], *, is_read: bool) -> object:
    if isinstance(value, Record):
        return translated(value, say)
    if isinstance(value, tuple):
        return tuple(_translated(part, say, is_read=is_read) for part in value)
    return say(value) if is_read and isinstance(value, str) else value
