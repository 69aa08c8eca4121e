"""Streams as packed as they came, and what they hold where that must be known."""

from __future__ import annotations

import zlib
from itertools import zip_longest
from typing import Final, NamedTuple

import pikepdf

from evidence_builder.attachments.pdf_read import (
    FAULTS,
    entries,
    items,
    member,
    name,
    number,
)

MOST: Final = 16 * 2**20
"""The most bytes of drawing operators that are unpacked."""

_GROWTH: Final = {
    "/ASCII85Decode": 5,
    "/A85": 5,
    "/ASCIIHexDecode": 1,
    "/AHx": 1,
    "/RunLengthDecode": 130,
    "/RL": 130,
    "/LZWDecode": 3_000,
    "/LZW": 3_000,
}
"""How many times its size a stream can have when it is unpacked."""

_STEP: Final = 2**10
_PACKING: Final = frozenset({"/Filter", "/DecodeParms"})


class Packed(NamedTuple):
    """A stream's bytes, and how they are unpacked.

    ``source`` is the stream itself, where it came out of a file.
    """

    data: bytes
    filters: tuple[str, ...] = ()
    source: pikepdf.Object | None = None


def packed_of(stream: pikepdf.Object) -> Packed:
    """Return a stream's bytes without unpacking them.

    Raises:
        FAULTS: They cannot be read.
    """
    filters = _filters(stream)
    if "/Crypt" in filters:
        _drop_crypt(stream, filters)
        filters = _filters(stream)
    return Packed(stream.read_raw_bytes(), filters, stream)


def repacked(content: bytes) -> Packed:
    """Return a stream of ours."""
    return Packed(zlib.compress(content), ("/FlateDecode",))


def is_elsewhere(stream: pikepdf.Object) -> bool:
    """Whether the bytes that count are said to be in another file."""
    return member(stream, "/F") is not None


def without_packing(dictionary: pikepdf.Object) -> pikepdf.Object:
    """Return a stream's dictionary that does not say how it was packed."""
    return pikepdf.Dictionary(
        {key: value for key, value in entries(dictionary) if key not in _PACKING}
    )


def content_of(packed: Packed) -> bytes | None:
    """Return what a stream holds; of damaged data, what comes before the damage.

    Returns:
        None if there is too much of it, or if it cannot be unpacked.
    """
    parms = member(packed.source, "/DecodeParms")
    several = [*items(parms)] or [parms]
    data: bytes | None = packed.data
    for one, parm in zip_longest(packed.filters, several[: len(packed.filters)]):
        if data is None:
            return None
        if one in {"/FlateDecode", "/Fl"}:
            inflated = _inflated(data)
            if inflated is None or (number(member(parm, "/Predictor")) or 1) <= 1:
                data = inflated
                continue
        elif len(data) * _GROWTH.get(one, MOST) > 8 * MOST:
            return None
        data = _unpacked(data, one, parm)
    return data if data is not None and len(data) <= MOST else None


def _unpacked(data: bytes, one: str, parm: object) -> bytes | None:
    # The stream does not keep its file alive.
    file = pikepdf.new()
    stream = pikepdf.Stream(file, data)
    stream["/Filter"] = pikepdf.Name(one)
    if isinstance(parm, pikepdf.Dictionary):
        stream["/DecodeParms"] = pikepdf.Dictionary(
            {key: value for key, value in entries(parm) if number(value) is not None}
        )
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except FAULTS:
        return None


def _filters(stream: pikepdf.Object) -> tuple[str, ...]:
    filters = member(stream, "/Filter")
    if isinstance(filters, pikepdf.Array):
        return tuple(name(one) for one in items(filters))
    return () if filters is None else (name(filters),)


def _drop_crypt(stream: pikepdf.Object, filters: tuple[str, ...]) -> None:
    """Leave out a filter that only says how the file was locked."""
    kept = [index for index, one in enumerate(filters) if one != "/Crypt"]
    parms = [*items(member(stream, "/DecodeParms"))]
    stream["/Filter"] = pikepdf.Array([pikepdf.Name(filters[index]) for index in kept])
    if parms:
        stream["/DecodeParms"] = pikepdf.Array(
            [parms[index] if index < len(parms) else None for index in kept]
        )
    elif member(stream, "/DecodeParms") is not None:
        del stream["/DecodeParms"]


def _inflated(data: bytes) -> bytes | None:
    machine = zlib.decompressobj()
    try:
        out = machine.decompress(data, MOST + 1)
    except zlib.error:
        return _inflated_to_the_damage(data)
    return out if len(out) <= MOST else None


def _inflated_to_the_damage(data: bytes) -> bytes | None:
    machine = zlib.decompressobj()
    out = bytearray()
    for start in range(0, len(data), _STEP):
        try:
            out += machine.decompress(data[start : start + _STEP])
        except zlib.error:
            break
        if len(out) > MOST:
            return None
    return bytes(out)
