"""Reading PDF objects that may be anything: what is not what it should be is None."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pikepdf

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.pdf.geometry import Box

FAULTS: Final = (
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
PIKEPDF_FAULTS: Final = (*FAULTS, AttributeError, TypeError)
"""What pikepdf raises, in all, where a file is not as it should be.

It is caught around calls of pikepdf alone, where no code of ours can have failed.
"""


def dictionary(thing: object) -> pikepdf.Object | None:
    """Return a dictionary, or a stream, which has one."""
    if isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return thing
    return None


def member(thing: object, key: str) -> object:
    """Return a value of a dictionary; None where there is none."""
    holder = dictionary(thing)
    if holder is None:
        return None
    try:
        return holder.get(key)
    except PIKEPDF_FAULTS:
        return None


def items(thing: object) -> Iterator[object]:
    """Yield the members of an array."""
    if isinstance(thing, pikepdf.Array):
        for index in range(len(thing)):
            try:
                item = thing[index]
            except PIKEPDF_FAULTS:
                item = None
            yield item


def has_any(thing: object, key: str) -> bool:
    """Whether a dictionary has an array under a key, with something in it."""
    return next(iter(items(member(thing, key))), None) is not None


def entries(thing: object) -> Iterator[tuple[str, object]]:
    """Yield the keys and values of a dictionary, sorted by key."""
    holder = dictionary(thing)
    if holder is not None:
        for key in sorted(holder.keys()):
            yield key, member(holder, key)


def name(thing: object) -> str:
    """Return a name such as ``/Link``; empty where it is none."""
    return str(thing) if isinstance(thing, pikepdf.Name) else ""


def number(thing: object) -> float | None:
    """Return a number."""
    try:
        return float(thing)  # type: ignore[arg-type]  # whatever has no number fails
    except PIKEPDF_FAULTS:
        return None


def flags(thing: object) -> int:
    """Return a whole number; 0 where it is none."""
    value = number(thing)
    return int(value) if value is not None else 0


def numbers(thing: object, count: int) -> tuple[float, ...] | None:
    """Return an array of so many numbers."""
    found = tuple(number(one) for one in items(thing))
    sound = tuple(one for one in found if one is not None)
    return sound if len(sound) == len(found) == count else None


def box(thing: object) -> Box | None:
    """Return an array of four numbers, as they stand there."""
    found = numbers(thing, 4)
    return (found[0], found[1], found[2], found[3]) if found else None


def identity(thing: object) -> tuple[int, int]:
    """Return the object's number and generation; (0, 0) for one without."""
    return thing.objgen if isinstance(thing, pikepdf.Object) else (0, 0)
