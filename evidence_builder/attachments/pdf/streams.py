"""Streams as packed as they came, and what they hold where that must be known."""

from __future__ import annotations

import math
import zlib
from itertools import zip_longest
from math import prod
from typing import Final, NamedTuple

import pikepdf

from evidence_builder.attachments.pdf.objects import (
    FAULTS,
    entries,
    items,
    member,
    name,
    number,
)

MOST: Final = 16 * 2**20
"""The most bytes of drawing operators that are unpacked."""

LARGEST: Final = 64 * 2**20
"""The most bytes that readers are given to unpack of one stream, save of a picture."""

_SMALL: Final = 8 * 2**20
_STEEP: Final = 500
"""How many times its own size a stream may hold that is not small."""

_PIXELS: Final = 400e6
"""The most pixels of a picture."""

_FLATE: Final = frozenset({"/FlateDecode", "/Fl"})
_GROWTH: Final = dict.fromkeys(_FLATE, 1_032) | {
    "/ASCII85Decode": 5,
    "/A85": 5,
    "/ASCIIHexDecode": 1,
    "/AHx": 1,
    "/RunLengthDecode": 130,
    "/RL": 130,
    "/LZWDecode": 3_000,
    "/LZW": 3_000,
}
"""How many times its size a stream can have when it is unpacked.

ISO 32000-1:2008, 7.4, table 6, and by their short names 8.9.7, table 94. Flate packs
258 bytes into two bits at best: RFC 1951, 3.2.5.
"""

_STEP: Final = 2**10
_PACKING: Final = frozenset({"/Filter", "/DecodeParms"})


class TooLargeError(ValueError):
    """Something small would unpack to more than readers can bear."""


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
        DAMAGE: They cannot be read.
    """
    filters = filters_of(member(stream, "/Filter"))
    if "/Crypt" in filters:
        _drop_crypt(stream, filters)
        filters = filters_of(member(stream, "/Filter"))
    return Packed(stream.read_raw_bytes(), filters, stream)


def filters_of(filters: object) -> tuple[str, ...]:
    """Return the filters of a stream, whether they are one, some or none."""
    if isinstance(filters, pikepdf.Array):
        return tuple(name(filter_) for filter_ in items(filters))
    return () if filters is None else (name(filters),)


def repacked(content: bytes) -> Packed:
    """Return a stream of ours."""
    return Packed(zlib.compress(content), ("/FlateDecode",))


def is_elsewhere(stream: pikepdf.Object) -> bool:
    """Whether the bytes that count are said to be in another file.

    ISO 32000-1:2008, 7.3.8.2, table 5 (F).
    """
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
    try:
        return _content(packed, MOST, 8 * MOST)
    except TooLargeError:
        return None


def check_size(packed: Packed, content: bytes | None = None) -> None:
    """Check that readers can bear to unpack a stream; ``content`` if it is known.

    It is unpacked only if it could hold too much.

    Raises:
        TooLargeError: They cannot.
    """
    room = len(packed.data)
    if content is None:
        growth = prod(_GROWTH.get(filter_, 1) for filter_ in packed.filters)
        try:
            content = _content(packed, LARGEST) if growth * room > _SMALL else b""
        except MemoryError as error:
            raise TooLargeError from error
    size = len(content or b"")
    if size > LARGEST or (size > _SMALL and size > _STEEP * room):
        raise TooLargeError


def check_pixels(image: pikepdf.Object) -> None:
    """Check that readers can bear to unpack a picture.

    Raises:
        TooLargeError: They cannot.
    """
    width, height = number(member(image, "/Width")), number(member(image, "/Height"))
    if (width or 0.0) * (height or 0.0) > _PIXELS:
        raise TooLargeError


def _content(packed: Packed, most: int, risk: float = math.inf) -> bytes | None:
    """Return what a stream holds; None if it cannot be unpacked.

    Args:
        risk: The most bytes that may have to be made before it is known how many
            there are, which only one filter tells in time.

    Raises:
        TooLargeError: It is, or may be, too much.
    """
    decode_parms = member(packed.source, "/DecodeParms")
    parameters = [*items(decode_parms)] or [decode_parms]
    data: bytes | None = packed.data
    for filter_, parms in zip_longest(
        packed.filters, parameters[: len(packed.filters)]
    ):
        if data is None:
            return None
        if filter_ in _FLATE:
            inflated = _inflated(data, most)
            # ISO 32000-1:2008, 7.4.4.3, table 8
            if (number(member(parms, "/Predictor")) or 1) <= 1:
                data = inflated
                continue
        elif len(data) * _GROWTH.get(filter_, MOST) > risk:
            raise TooLargeError
        data = _unpacked(data, filter_, parms)
    if data is not None and len(data) > most:
        raise TooLargeError
    return data


def _unpacked(data: bytes, filter_: str, parms: object) -> bytes | None:
    # The stream does not keep its file alive.
    file = pikepdf.new()
    stream = pikepdf.Stream(file, data)
    stream["/Filter"] = pikepdf.Name(filter_)
    if isinstance(parms, pikepdf.Dictionary):
        stream["/DecodeParms"] = pikepdf.Dictionary(
            {key: value for key, value in entries(parms) if number(value) is not None}
        )
    try:
        return bytes(stream.read_bytes(pikepdf.StreamDecodeLevel.specialized))
    except FAULTS:
        return None


def _drop_crypt(stream: pikepdf.Object, filters: tuple[str, ...]) -> None:
    """Leave out a filter that only says how the file was locked.

    ISO 32000-1:2008, 7.4.10.
    """
    kept = [index for index, filter_ in enumerate(filters) if filter_ != "/Crypt"]
    parms = [*items(member(stream, "/DecodeParms"))]
    stream["/Filter"] = pikepdf.Array([pikepdf.Name(filters[index]) for index in kept])
    if parms:
        stream["/DecodeParms"] = pikepdf.Array(
            [parms[index] if index < len(parms) else None for index in kept]
        )
    elif member(stream, "/DecodeParms") is not None:
        del stream["/DecodeParms"]


def _inflated(data: bytes, most: int) -> bytes:
    machine = zlib.decompressobj()
    try:
        out = machine.decompress(data, most + 1)
    except zlib.error:
        return _inflated_to_the_damage(data, most)
    if len(out) > most:
        raise TooLargeError
    return out


def _inflated_to_the_damage(data: bytes, most: int) -> bytes:
    machine = zlib.decompressobj()
    out = bytearray()
    for start in range(0, len(data), _STEP):
        try:
            out += machine.decompress(data[start : start + _STEP])
        except zlib.error:
            break
        if len(out) > most:
            raise TooLargeError
    return bytes(out)
