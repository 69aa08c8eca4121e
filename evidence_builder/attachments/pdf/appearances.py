"""Highlights, underlines and outlines that a file leaves to the reader to draw.

Most programs write what an annotation looks like; some write only where it is and in
which colour. These are drawn here, plainly.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from evidence_builder.attachments.pdf.geometry import spelled
from evidence_builder.attachments.pdf.objects import items, member, name, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_Point: TypeAlias = tuple[float, float]

_ROUND: Final = 0.5523
"""How far the handles of a quarter circle reach, as a share of its radius."""
_POINTS: Final = 100_000
_YELLOW: Final = (1.0, 1.0, 0.0)
_BLACK: Final = (0.0, 0.0, 0.0)
# ISO 32000-1:2008, 12.5.2, table 164: by how many numbers C has
_COLOURS: Final = {1: b"g", 3: b"rg", 4: b"k"}


DRAWN: Final = frozenset(
    (
        *("/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Square"),
        *("/Circle", "/Ink", "/Line", "/PolyLine", "/Polygon"),
    )
)
"""Kinds of annotation whose words do not show in what is drawn."""


class PlainAppearance(NamedTuple):
    """Operators in the page's own coordinates, and how they mix with the page."""

    operators: bytes
    blend: bytes
    opacity: float


def plain_appearance(annotation: object) -> PlainAppearance | None:
    """Return what draws an annotation; None for a kind that is not drawn here."""
    kind = name(member(annotation, "/Subtype"))
    match kind:
        # ISO 32000-1:2008, 12.5.6.10, table 179
        case "/Highlight":
            paths = b"".join(
                _path([a, b, d, c], b"f") for a, b, c, d in _quads(annotation)
            )
            operators = _colour(annotation, "/C", _YELLOW) + paths
        case "/Underline" | "/Squiggly":
            operators = _ruled(annotation, 0.07)
        case "/StrikeOut":
            operators = _ruled(annotation, 0.45)
        # ISO 32000-1:2008, 12.5.6.8, table 177
        case "/Square" | "/Circle":
            operators = _framed(annotation, kind)
        # ISO 32000-1:2008, 12.5.6.13, table 182
        case "/Ink":
            lines = [_points(line) for line in items(member(annotation, "/InkList"))]
            operators = _pen(annotation) + b"".join(_path(line, b"S") for line in lines)
        # ISO 32000-1:2008, 12.5.6.7, table 175
        case "/Line":
            operators = _pen(annotation) + _path(
                _points(member(annotation, "/L")), b"S"
            )
        # ISO 32000-1:2008, 12.5.6.9, table 178
        case "/PolyLine" | "/Polygon":
            paint = b"S" if kind == "/PolyLine" else b"s"
            points = _points(member(annotation, "/Vertices"))
            operators = _pen(annotation) + _path(points, paint)
        case _:
            return None
    # ISO 32000-1:2008, 12.5.6.2, table 170
    opacity = number(member(annotation, "/CA"))
    return PlainAppearance(
        operators,
        b"Multiply" if kind == "/Highlight" else b"Normal",
        1.0 if opacity is None else min(max(opacity, 0.0), 1.0),
    )


def _ruled(annotation: object, height: float) -> bytes:
    """Return a line through each quadrilateral, at a share of its height."""
    lines = [
        _path([_between(c, a, height), _between(d, b, height)], b"S")
        for a, b, c, d in _quads(annotation)
    ]
    return _pen(annotation) + b"".join(lines)


def _framed(annotation: object, kind: str) -> bytes:
    inner = _colour(annotation, "/IC", None)
    width = _width(annotation)
    corners = _points(member(annotation, "/Rect"))
    if len(corners) != 2:
        return b""
    (left, bottom), (right, top) = corners
    half = width / 2
    left, right = min(left, right) + half, max(left, right) - half
    bottom, top = min(bottom, top) + half, max(bottom, top) - half
    if kind == "/Square":
        path = spelled((left, bottom, right - left, top - bottom)) + b" re "
    else:
        path = _ellipse(left, bottom, right, top)
    paint = (b"B " if width else b"f ") if inner else (b"S " if width else b"n ")
    return inner + _pen(annotation) + path + paint


def _ellipse(left: float, bottom: float, right: float, top: float) -> bytes:
    x, y = (left + right) / 2, (bottom + top) / 2
    across, up = (right - left) / 2, (top - bottom) / 2
    h, v = across * _ROUND, up * _ROUND
    return b"%b m %b c %b c %b c %b c " % (
        spelled((right, y)),
        spelled((right, y + v, x + h, top, x, top)),
        spelled((x - h, top, left, y + v, left, y)),
        spelled((left, y - v, x - h, bottom, x, bottom)),
        spelled((x + h, bottom, right, y - v, right, y)),
    )


def _pen(annotation: object) -> bytes:
    stroke = _colour(annotation, "/C", _BLACK, stroke=True)
    return stroke + b"%b w " % spelled((_width(annotation),))


def _width(annotation: object) -> float:
    # ISO 32000-1:2008, 12.5.4, table 166, and 12.5.2, table 164 (Border)
    width = number(member(member(annotation, "/BS"), "/W"))
    if width is None:
        border = [*items(member(annotation, "/Border"))]
        width = number(border[2]) if len(border) > 2 else None
    return 1.0 if width is None else min(max(width, 0.0), 100.0)


def _colour(
    annotation: object,
    key: str,
    otherwise: tuple[float, ...] | None,
    *,
    stroke: bool = False,
) -> bytes:
    """Return the operator for a colour; nothing where there is none."""
    components = [number(item) for item in items(member(annotation, key))]
    values = tuple(item for item in components if item is not None) or otherwise
    if values is None or len(values) not in _COLOURS:
        return b""
    operator = _COLOURS[len(values)]
    return b"%b %b " % (spelled(values), operator.upper() if stroke else operator)


def _quads(annotation: object) -> list[list[_Point]]:
    """Return quadrilaterals: upper left, upper right, lower left, lower right.

    That is the order in which programs write QuadPoints; ISO 32000-1:2008, 12.5.6.10,
    table 179, has them counterclockwise.
    """
    points = _points(member(annotation, "/QuadPoints"))
    return [points[i : i + 4] for i in range(0, len(points) - 3, 4)]


def _points(array: object) -> list[_Point]:
    coordinates = [number(coordinate) for coordinate in [*items(array)][: 2 * _POINTS]]
    values = [0.0 if coordinate is None else coordinate for coordinate in coordinates]
    return list(zip(values[::2], values[1::2], strict=False))


def _path(points: Sequence[_Point], paint: bytes) -> bytes:
    if not points:
        return b""
    first, *others = [spelled(point) for point in points]
    lines = b"".join(point + b" l " for point in others)
    return first + b" m " + lines + paint + b" "


def _between(first: _Point, second: _Point, share: float) -> _Point:
    return (
        first[0] + (second[0] - first[0]) * share,
        first[1] + (second[1] - first[1]) * share,
    )
