"""Where the content of a PDF page lies when the page is upright and cropped."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

Box: TypeAlias = tuple[float, float, float, float]
"""Left, bottom, right, top."""
# ISO 32000-1:2008, 8.3.3 and 8.3.4
Matrix: TypeAlias = tuple[float, float, float, float, float, float]

LETTER: Final[Box] = (0.0, 0.0, 612.0, 792.0)
"""What readers take for a page that has no size."""

_LEAST: Final = 1.0
_MOST: Final = 1e6


class PageSpace(NamedTuple):
    """What becomes of a page's own coordinates."""

    box: Box
    """What is seen of the page, in its own coordinates."""
    matrix: Matrix
    """From its own coordinates to points from the lower left corner as seen."""
    width: float
    height: float


def page_space(
    media: Box | None, crop: Box | None, rotate: float, unit: float
) -> PageSpace:
    """Return where a page lies, from its boxes (or None where they are no boxes).

    ``rotate`` is in degrees clockwise; ``unit`` is how many points a unit has: ISO
    32000-1:2008, 7.7.3.3, table 30, and 14.11.2.
    """
    box = _sound(media) or LETTER
    if crop is not None:
        box = _sound(_common(box, _ordered(crop))) or box
    left, bottom, right, top = box
    longest = max(right - left, top - bottom)
    u = unit if unit > 0 and _LEAST <= longest * unit <= _MOST else 1.0
    quarter = int(rotate // 90) % 4 if math.isfinite(rotate) else 0
    matrices: tuple[Matrix, ...] = (
        (u, 0, 0, u, -left * u, -bottom * u),
        (0, -u, u, 0, -bottom * u, right * u),
        (-u, 0, 0, -u, right * u, top * u),
        (0, u, -u, 0, top * u, -left * u),
    )
    across, up = (right - left) * u, (top - bottom) * u
    width, height = (up, across) if quarter % 2 else (across, up)
    return PageSpace(box, matrices[quarter], width, height)


def _sound(box: Box | None) -> Box | None:
    """Return a box with its corners in order; None if nothing could be seen in it."""
    if box is None or not all(math.isfinite(side) for side in box):
        return None
    left, bottom, right, top = _ordered(box)
    if not (_LEAST <= right - left <= _MOST and _LEAST <= top - bottom <= _MOST):
        return None
    return left, bottom, right, top


def _ordered(box: Box) -> Box:
    left, bottom, right, top = box
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _common(first: Box, second: Box) -> Box | None:
    left, bottom = max(first[0], second[0]), max(first[1], second[1])
    right, top = min(first[2], second[2]), min(first[3], second[3])
    return (left, bottom, right, top) if left < right and bottom < top else None


def bounding_box(box: Box, matrix: Matrix) -> Box:
    """Return the smallest upright box that holds ``box`` after ``matrix``."""
    a, b, c, d, e, f = matrix
    xs = [a * x + c * y + e for x in box[::2] for y in box[1::2]]
    ys = [b * x + d * y + f for x in box[::2] for y in box[1::2]]
    return min(xs), min(ys), max(xs), max(ys)


def product(first: Matrix, then: Matrix) -> Matrix:
    """Return the matrix that does ``first`` and then ``then``.

    ISO 32000-1:2008, 8.3.4.
    """
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (
        a * g + b * i,
        a * h + b * j,
        c * g + d * i,
        c * h + d * j,
        e * g + f * i + k,
        e * h + f * j + m,
    )


def spelled(values: Sequence[float]) -> bytes:
    """Spell numbers as PDF has them, to a millionth: ISO 32000-1:2008, 7.3.3."""
    return b" ".join(_number(value) for value in values)


def _number(value: float) -> bytes:
    text = f"{value:.6f}".rstrip("0").rstrip(".")
    return b"0" if text == "-0" else text.encode()
