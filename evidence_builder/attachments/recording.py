"""A sound recording or a video → how long it is. The only door of tinytag.

Pure. Nothing else comes out of it: recordings say who made them, with what, and
where. A damaged one is listed all the same, without its length.
"""

from __future__ import annotations

import io
import math
import struct
import warnings
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import Content
from evidence_builder.own_faults import own_fault

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.attachments.content import Request

_LONGEST: Final = 7 * 24 * 3600
"""Seconds; more is damage."""
_BOXES: Final = 1_000
_MOVIE_TIMES: Final = {0: struct.Struct(">12xII"), 1: struct.Struct(">20xIQ")}
"""Where a movie's header has its time scale and its length, by its version.

ISO/IEC 14496-12, 8.2.2, "Movie Header Box".
"""


def convert(data: bytes, request: Request) -> Content:
    """Return the length of a recording, where that can be told."""
    seconds = _movie_seconds(data) or _tagged_seconds(data, request.name)
    if seconds is None:
        return Content()
    return Content(seconds=max(1, math.floor(seconds + 0.5)))


def _checked(seconds: float | None) -> float | None:
    if seconds is None or not math.isfinite(seconds):
        return None
    return seconds if 0 < seconds <= _LONGEST else None


def _tagged_seconds(data: bytes, name: str) -> float | None:
    """Return what tinytag says; it is asked for nothing but the length."""
    from tinytag import TinyTag

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tag = TinyTag.get(name, io.BytesIO(data), tags=False)
    except Exception as error:  # damage makes it fail in many ways
        if own_fault(error):
            raise
        return None
    return _checked(tag.duration)


def _movie_seconds(data: bytes) -> float | None:
    """Return the length of an MP4 or QuickTime film, from its movie header."""
    if data[4:8] not in (b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip"):
        return None
    for name, start, end in _boxes(data, 0, len(data)):
        if name != b"moov":
            continue
        for inner, at, stop in _boxes(data, start, end):
            if inner == b"mvhd" and stop > at:
                return _header_seconds(data[at:stop])
    return None


def _header_seconds(header: bytes) -> float | None:
    times = _MOVIE_TIMES.get(header[0])
    if times is None or len(header) < times.size:
        return None
    scale, length = times.unpack_from(header)
    # All ones mean that the length is not known, as in films that were streamed.
    unknown = length in (0xFFFFFFFF, 0xFFFFFFFFFFFFFFFF)
    return _checked(length / scale) if scale and not unknown else None


def _boxes(data: bytes, start: int, end: int) -> Iterator[tuple[bytes, int, int]]:
    """Yield the boxes between two places: name, and where the content of each lies.

    ISO/IEC 14496-12, 4.2: a size of 1 stands for a longer one, 0 for all the rest.
    """
    for _ in range(_BOXES):
        if start + 8 > end:
            return
        size, name = struct.unpack_from(">I4s", data, start)
        head = 8
        if size == 1 and start + 16 <= end:
            (size,) = struct.unpack_from(">Q", data, start + 8)
            head = 16
        stop = end if size == 0 else start + size
        if size and size < head:
            return
        yield name, start + head, min(stop, end)
        start = stop
