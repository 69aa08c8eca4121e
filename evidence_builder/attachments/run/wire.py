"""What became of a file ↔ bytes, to cross a pipe and to be kept in the cache.

Nothing that is read here is trusted: the other side may have been overpowered by a
hostile file, and a disk may rot. Only the values of ``content`` and those blocks that
a converter may make can come out, each of exactly its own type; whatever is not what
``pack`` writes is refused. How each is spelled follows from the annotations of its
class, so that there is one description of them.

The form is a mark, a head in JSON, and behind it all long bytes as they are.
"""

from __future__ import annotations

import hashlib
import json
import math
import struct
import types
from typing import (
    TYPE_CHECKING,
    Final,
    Literal,
    NamedTuple,
    TypeAlias,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)

from evidence_builder.attachments.content import Content, Copy, Note, Page, Refusal
from evidence_builder.document import blocks, inlines, pdf_page

if TYPE_CHECKING:
    from collections.abc import Callable

DEPTH: Final = 60
"""How deep blocks and inlines may stand within each other."""

_INLINES: Final = (
    inlines.Text,
    inlines.Strong,
    inlines.Emphasis,
    inlines.Code,
    inlines.Link,
    inlines.Break,
)
_BLOCKS: Final = (
    blocks.Heading,
    blocks.Paragraph,
    blocks.ListBlock,
    blocks.Table,
    blocks.Figure,
    blocks.CodeBlock,
    blocks.Quotation,
    blocks.PageBreak,
)
_CLASSES: Final[tuple[type, ...]] = (
    *_INLINES,
    *_BLOCKS,
    blocks.Column,
    blocks.Cell,
    blocks.Row,
    blocks.Image,
    pdf_page.PdfObject,
    pdf_page.PdfObjects,
    pdf_page.Rectangle,
    pdf_page.PageLink,
    Page,
    Note,
    Content,
    Copy,
    Refusal,
)
_NAMES: Final[dict[str, object]] = {
    **{kind.__name__: kind for kind in _CLASSES},
    "Tone": inlines.Tone,
    "Inline": Union[_INLINES],  # noqa: UP007 - made of a tuple
    "Block": Union[_BLOCKS],  # noqa: UP007 - made of a tuple
}
_NO_ANCHOR: Final = "anchor"
"""Anchors belong to the portfolio: a file's content has none."""

Outcome: TypeAlias = Content | Copy | Refusal

_LENGTH: Final = struct.Struct(">Q")
_ENCODER: Final = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, separators=(",", ":")
)


class DamagedError(Exception):
    """Bytes are not what ``pack`` writes."""


class _Tail:
    """The long bytes behind the head, handed out from the front."""

    def __init__(self, data: memoryview) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> memoryview:
        end = self._at + length
        if length < 0 or end > len(self._data):
            raise DamagedError
        taken = self._data[self._at : end]
        self._at = end
        return taken

    @property
    def is_used_up(self) -> bool:
        return self._at == len(self._data)


class _Codec(NamedTuple):
    """How values of one type are spelled in the head, and read from it.

    Both are given how deep they are; long bytes go to and come from the tail.
    """

    write: Callable[[object, list[bytes], int], object]
    read: Callable[[object, _Tail, int], object]


def pack(outcome: Outcome) -> bytes:
    """Return what became of a file as bytes; equal outcomes give equal bytes.

    Half a surrogate pair in a text, which no output could hold, becomes "?".

    Raises:
        ValueError: A converter made what it may not make.
    """
    parts: list[bytes] = []
    head = _dumped(_OUTCOME.write(outcome, parts, 0))
    return b"".join((_MARK, _LENGTH.pack(len(head)), head, *parts))


def unpack(packed: bytes | memoryview) -> Outcome:
    """Return what was packed.

    Raises:
        DamagedError: These are not bytes that ``pack`` has written.
    """
    data = memoryview(packed)
    start = len(_MARK) + _LENGTH.size
    if len(data) < start or data[: len(_MARK)] != _MARK:
        raise DamagedError
    (length,) = _LENGTH.unpack_from(data, len(_MARK))
    if length > len(data) - start:
        raise DamagedError
    head = bytes(data[start : start + length])
    tail = _Tail(data[start + length :])
    try:
        spelled = json.loads(head)
        if _dumped(spelled) != head:
            raise DamagedError
        outcome = cast("Outcome", _OUTCOME.read(spelled, tail, 0))
    except (ValueError, RecursionError, OverflowError) as error:
        raise DamagedError from error
    if not tail.is_used_up or (isinstance(outcome, Content) and not _holds(outcome)):
        raise DamagedError
    return outcome


def _dumped(spelled: object) -> bytes:
    return _ENCODER.encode(spelled).encode("utf-8", "replace")


def _holds(content: Content) -> bool:
    """Whether every number in a content leads to something."""
    objects = content.pool.objects
    count = len(objects)
    for pdf_object in objects:
        for piece in pdf_object.spelling:
            if isinstance(piece, int) and not 0 <= piece < count:
                return False
    return all(
        _is_size(page.width)
        and _is_size(page.height)
        and page.number > 0
        and (page.form is None or 0 <= page.form < count)
        for page in content.pages
    )


def _is_size(points: float) -> bool:
    return math.isfinite(points) and points > 0


# --- how each type is spelled ------------------------------------------------


def _exactly(kinds: tuple[type, ...], values: tuple[object, ...] = ()) -> _Codec:
    """Return the codec of values that JSON has too. A truth is no number here.

    Args:
        values: Those that may stand there; empty for all.
    """

    def checked(value: object, _bytes: list[bytes] | _Tail, _depth: int) -> object:
        if type(value) not in kinds or (values and value not in values):
            raise ValueError(f"{value!r} is none of {values or kinds}")
        return value

    return _Codec(checked, checked)


def _write_bytes(value: object, parts: list[bytes], _depth: int) -> object:
    if type(value) is not bytes:
        raise ValueError("bytes were expected")
    parts.append(value)
    return len(value)


def _write_view(value: object, parts: list[bytes], _depth: int) -> object:
    return _write_bytes(bytes(value) if type(value) is memoryview else value, parts, 0)


def _read_view(spelled: object, tail: _Tail, _depth: int) -> memoryview:
    """Return bytes that are only looked at, and so need not be copied."""
    if type(spelled) is not int:
        raise DamagedError
    return tail.take(spelled)


def _write_piece(value: object, _parts: list[bytes], _depth: int) -> object:
    """Spell a piece of an object: a number as one, bytes as text, a letter each."""
    if type(value) is bytes:
        return value.decode("latin-1")
    if type(value) is not int:
        raise ValueError("bytes or a number were expected")
    return value


def _read_piece(spelled: object, _tail: _Tail, _depth: int) -> object:
    if type(spelled) is str:
        return spelled.encode("latin-1")  # its error is a ValueError
    if type(spelled) is not int:
        raise DamagedError
    return spelled


def _or_none(inner: _Codec) -> _Codec:
    def write(value: object, parts: list[bytes], depth: int) -> object:
        return None if value is None else inner.write(value, parts, depth)

    def read(spelled: object, tail: _Tail, depth: int) -> object:
        return None if spelled is None else inner.read(spelled, tail, depth)

    return _Codec(write, read)


def _row_of(inner: _Codec) -> _Codec:
    """Return the codec of a tuple of any length."""
    write_item, read_item = inner

    def write(value: object, parts: list[bytes], depth: int) -> object:
        if type(value) is not tuple:
            raise ValueError("a tuple was expected")
        return [write_item(item, parts, depth) for item in value]

    def read(spelled: object, tail: _Tail, depth: int) -> object:
        if type(spelled) is not list:
            raise DamagedError
        return tuple([read_item(item, tail, depth) for item in spelled])

    return _Codec(write, read)


def _fixed(inner: tuple[_Codec, ...], make: Callable[..., object]) -> _Codec:
    """Return the codec of so many values, each of its own type."""
    count = len(inner)
    writers = tuple(codec.write for codec in inner)
    readers = tuple(codec.read for codec in inner)

    def write(value: object, parts: list[bytes], depth: int) -> object:
        if type(value) is not tuple or len(value) != count:
            raise ValueError(f"{count} values were expected")
        return [
            process(field, parts, depth)
            for process, field in zip(writers, value, strict=True)
        ]

    def read(spelled: object, tail: _Tail, depth: int) -> object:
        if type(spelled) is not list or len(spelled) != count:
            raise DamagedError
        return make(
            *[
                process(field, tail, depth)
                for process, field in zip(readers, spelled, strict=True)
            ]
        )

    return _Codec(write, read)


def _class(kind: type) -> _Codec:
    """Return the codec of one class: its fields in their order."""
    hints = get_type_hints(kind, localns=_NAMES)
    names = tuple(hints)
    inner = tuple(
        _exactly((types.NoneType,)) if name == _NO_ANCHOR else _codec(hint)
        for name, hint in hints.items()
    )
    row = _fixed(inner, kind)

    def write(value: object, parts: list[bytes], depth: int) -> object:
        if type(value) is not kind:
            raise ValueError(f"{type(value)} is not {kind}")
        return row.write(tuple([getattr(value, name) for name in names]), parts, depth)

    return _Codec(write, row.read)


def _any_of(kinds: tuple[type, ...]) -> _Codec:
    """Return the codec of one of several classes, spelled after its name."""
    by_name = {kind.__name__: kind for kind in kinds}

    def write(value: object, parts: list[bytes], depth: int) -> object:
        kind = type(value)
        if kind not in kinds or depth > DEPTH:
            raise ValueError(f"{kind} may not stand here, {depth} deep")
        fields = _by_class[kind].write(value, parts, depth + 1)
        return [kind.__name__, fields]

    def read(spelled: object, tail: _Tail, depth: int) -> object:
        if type(spelled) is not list or len(spelled) != 2 or depth > DEPTH:
            raise DamagedError
        name, fields = spelled
        kind = by_name.get(name) if type(name) is str else None
        if kind is None:
            raise DamagedError
        return _by_class[kind].read(fields, tail, depth + 1)

    return _Codec(write, read)


def _later(kind: type) -> _Codec:
    """Return the codec of a class whose own may not have been made yet."""

    def write(value: object, parts: list[bytes], depth: int) -> object:
        return _by_class[kind].write(value, parts, depth)

    def read(spelled: object, tail: _Tail, depth: int) -> object:
        return _by_class[kind].read(spelled, tail, depth)

    return _Codec(write, read)


def _codec(hint: object) -> _Codec:
    """Return how values of an annotated type are spelled."""
    if hint in _SIMPLE:
        return _SIMPLE[hint]
    if isinstance(hint, type) and hint in _CLASSES:
        return _later(hint)
    return _composite(get_origin(hint), get_args(hint))


def _composite(origin: object, inside: tuple[object, ...]) -> _Codec:
    """Return how values of a type made of others are spelled."""
    if origin is Literal:
        return _exactly((str,), inside)
    if origin is tuple:
        if inside[1:] == (...,):
            return _row_of(_codec(inside[0]))
        return _fixed(tuple(_codec(inner) for inner in inside), lambda *values: values)
    if origin in (Union, types.UnionType):
        if types.NoneType in inside:
            rest = tuple(inner for inner in inside if inner is not types.NoneType)
            return _or_none(_codec(Union[rest]))  # noqa: UP007 - made of a tuple
        return _any_of(cast("tuple[type, ...]", inside))
    raise TypeError(f"{origin} of {inside} cannot be packed")


_SIMPLE: Final[dict[object, _Codec]] = {
    str: _exactly((str,)),
    int: _exactly((int,)),
    bool: _exactly((bool,)),
    # What is annotated as a float may be a whole number, and stays one.
    float: _exactly((float, int)),
    bytes: _Codec(_write_bytes, lambda *spelled: bytes(_read_view(*spelled))),
    bytes | memoryview: _Codec(_write_view, _read_view),
    bytes | int: _Codec(_write_piece, _read_piece),
}
_by_class: Final[dict[type, _Codec]] = {kind: _class(kind) for kind in _CLASSES}
_OUTCOME: Final = _any_of((Content, Copy, Refusal))

_described: Final = repr([(kind.__name__, kind.__annotations__) for kind in _CLASSES])
_MARK: Final = b"EBF1" + hashlib.sha256(_described.encode()).digest()[:8]
"""The form's version and what it describes: older ones are not misread."""

PACKING: Final = _MARK.hex()
"""Stands in the names of what is cached."""
