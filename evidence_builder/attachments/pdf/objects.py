"""Reading PDF objects that may be anything: what is not what it should be is None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.pdf.geometry import Box

DAMAGE: Final = (
    pikepdf.PdfError,
    pikepdf.PasswordError,
    pikepdf.ForeignObjectError,
    ArithmeticError,
    LookupError,
    RuntimeError,
    ValueError,
)
"""What a damaged file brings about in whatever reads it.

AttributeError and TypeError are not among them: those are mistakes of the program.
"""
FAULTS: Final = (*DAMAGE, AttributeError, TypeError)
"""What pikepdf raises, in all, where a file is not as it should be.

It is caught around calls of pikepdf alone, where no code of ours can have failed.
"""


def dictionary(value: object) -> pikepdf.Object | None:
    """Return a dictionary, or a stream, which has one."""
    if isinstance(value, pikepdf.Dictionary | pikepdf.Stream):
        return value
    return None


def member(value: object, key: str) -> object:
    """Return a value of a dictionary; None where there is none."""
    mapping = dictionary(value)
    if mapping is None:
        return None
    try:
        return mapping.get(key)
    except FAULTS:
        return None


def items(value: object) -> Iterator[object]:
    """Yield the members of an array."""
    if isinstance(value, pikepdf.Array):
        for index in range(len(value)):
            try:
                item = value[index]
            except FAULTS:
                item = None
            yield item


def has_any(value: object, key: str) -> bool:
    """Whether a dictionary has an array under a key, with something in it."""
    return next(iter(items(member(value, key))), None) is not None


def entries(value: object) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of a dictionary, sorted by key."""
    mapping = dictionary(value)
    if mapping is not None:
        for key in sorted(mapping.keys()):
            yield key, member(mapping, key)


def name(value: object) -> str:
    """Return a name such as ``/Link``; empty where it is none."""
    return str(value) if isinstance(value, pikepdf.Name) else ""


def number(value: object) -> float | None:
    """Return a number."""
    try:
        return float(value)  # type: ignore[arg-type]  # whatever has no number fails
    except FAULTS:
        return None


def flags(value: object) -> int:
    """Return a whole number; 0 where it is none."""
    amount = number(value)
    return int(amount) if amount is not None else 0


def numbers(value: object, count: int) -> tuple[float, ...] | None:
    """Return an array of so many numbers."""
    members = tuple(number(member_) for member_ in items(value))
    sound = tuple(member_ for member_ in members if member_ is not None)
    return sound if len(sound) == len(members) == count else None


def box(value: object) -> Box | None:
    """Return an array of four numbers, as they stand there."""
    sides = numbers(value, 4)
    return (sides[0], sides[1], sides[2], sides[3]) if sides else None


def identity(value: object) -> tuple[int, int]:
    """Return the object's number and generation; (0, 0) for one without."""
    return value.objgen if isinstance(value, pikepdf.Object) else (0, 0)
