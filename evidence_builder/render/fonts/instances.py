"""From variable fonts to what documents embed: the one place that loads fontTools.

Everything is made once and kept in the cache: a static font with its table of
characters, or, for fonts of tens of thousands of glyphs, the table alone.
"""

from __future__ import annotations

import hashlib
import json
from functools import lru_cache
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from evidence_builder.files import caches
from evidence_builder.own_faults import own_fault
from evidence_builder.render.fonts import sfnt
from evidence_builder.render.fonts.sources import BOLD_WEIGHT

if TYPE_CHECKING:
    from pathlib import Path

    from evidence_builder.render.fonts.sources import FontSource

PART = "fonts"
"""Of our cache: derived data of openly licensed fonts, nothing of the user's."""
_FORMAT = 1
"""Counted up whenever what is cached changes its meaning."""

# fmt: off
_VARIABLE = ("HVAR", "avar", "fvar", "gvar", "cvt ")
"""Tables that are needed to make an instance, and not afterwards (OpenType 1.9)."""
_DROPPED = (
    "BASE", "DSIG", "GDEF", "GPOS", "GSUB", "LTSH", "MVAR", "STAT", "VDMX", "VORG",
    "VVAR", "cvar", "gasp", "hdmx", "kern", "meta", "vhea", "vmtx", "fpgm", "prep",
)
"""Tables that plain unhinted horizontal text has no use for."""
# fmt: on


class Metrics(NamedTuple):
    """What a PDF must know of a font as a whole, in thousandths of its size."""

    ascent: float
    descent: float
    cap_height: float
    italic_angle: float
    box: tuple[float, float, float, float]


class Tables(NamedTuple):
    """A font's characters: each with its glyph and its advance in thousandths."""

    glyphs: dict[str, int]
    advances: dict[str, float]
    metrics: Metrics
    program: bytes
    """The static font, or nothing where it is cut down only when it is embedded."""


def static(source: FontSource) -> Tables:
    """Return one instance of a variable font, from the cache if it is there."""
    name = _entry(source)
    kept = caches.read(PART, name)
    if kept is not None:
        cached = _unpack(kept)
        if cached is not None:
            return cached
    tables = _large_tables(source) if source.large else _static_tables(source)
    caches.write(PART, name, _pack(tables))
    return tables


@lru_cache(maxsize=16)
def cut_down(source: FontSource, characters: str) -> tuple[bytes, dict[str, int]]:
    """Return a static font of these characters only, and their glyphs in it."""
    # Loaded here because it takes a tenth of a second and few documents need it.
    from fontTools import subset
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.glyph_names = False
    options.notdef_outline = True
    options.drop_tables += _DROPPED
    with TTFont(source.path, lazy=True, recalcTimestamp=False) as font:
        cutter = subset.Subsetter(options)
        cutter.populate(text=characters)
        cutter.subset(font)
        instancer.instantiateVariableFont(font, {"wght": source.weight}, inplace=True)
        numbers = font.getReverseGlyphMap()
        glyphs = {chr(code): numbers[g] for code, g in font.getBestCmap().items()}
        return _saved(font), glyphs


def of_system(path: Path) -> Tables | None:
    """Return a font of this machine; None if it is of no use for embedding."""
    from fontTools.ttLib import TTFont

    try:
        with TTFont(path, lazy=True) as font:
            # Bit 1 of fsType forbids embedding; the other bits do not hinder us
            # (OpenType 1.9, "OS/2": Restricted License embedding).
            outlines = "glyf" in font and "fvar" not in font
            if not outlines or font["OS/2"].fsType & 2 or not font.getBestCmap():
                return None
            return _tables(font, path.read_bytes())
    except Exception as error:  # damage makes it fail in many ways
        if own_fault(error):
            raise
        return None


def _static_tables(source: FontSource) -> Tables:
    from fontTools.ttLib import TTFont
    from fontTools.varLib import instancer

    with TTFont(source.path, recalcTimestamp=False) as font:
        axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes}
        wanted = {**axes, "wght": source.weight}
        # The weight as it is drawn needs no outline worked out.
        plain = wanted == axes
        for tag in (*_DROPPED, *(_VARIABLE if plain else ())):
            if tag in font:
                del font[tag]
        if not plain:
            instancer.instantiateVariableFont(font, wanted, inplace=True)
        return _tables(font, _saved(font))


def _large_tables(source: FontSource) -> Tables:
    from fontTools.ttLib import TTFont
    from fontTools.varLib.models import normalizeLocation, piecewiseLinearMap
    from fontTools.varLib.varStore import VarStoreInstancer

    with TTFont(source.path, lazy=True) as font:
        axes = font["fvar"].axes
        limits = {a.axisTag: (a.minValue, a.defaultValue, a.maxValue) for a in axes}
        location = normalizeLocation({"wght": source.weight}, limits)
        # OpenType 1.9, "Coordinate Scales and Normalization"; "avar", "HVAR".
        if "avar" in font:
            bends = font["avar"].segments
            location = {
                t: piecewiseLinearMap(at, bends[t]) for t, at in location.items()
            }
        # Advances change with the weight; outlines are left until they are embedded.
        changes = font["HVAR"].table
        change = VarStoreInstancer(changes.VarStore, axes, location)
        mapped = changes.AdvWidthMap.mapping if changes.AdvWidthMap else None
        tables = _tables(font, b"")
        metrics = font["hmtx"]
        scale = 1000 / font["head"].unitsPerEm
        advances = {}
        for code, name in font.getBestCmap().items():
            more = change[mapped[name] if mapped else tables.glyphs[chr(code)]]
            advances[chr(code)] = round(metrics[name][0] + more) * scale
        return tables._replace(advances=advances)


def _tables(font: Any, program: bytes) -> Tables:  # noqa: ANN401 - an untyped library
    scale = 1000 / font["head"].unitsPerEm
    numbers = font.getReverseGlyphMap()
    widths = font["hmtx"]
    characters = {
        chr(code): name
        for code, name in font.getBestCmap().items()
        # A lone surrogate can stand in a cmap but never in a text.
        if not 0xD800 <= code < 0xE000
    }
    head, os2 = font["head"], font["OS/2"]
    metrics = Metrics(
        ascent=font["hhea"].ascent * scale,
        descent=font["hhea"].descent * scale,
        cap_height=getattr(os2, "sCapHeight", 0) * scale or 700.0,
        italic_angle=font["post"].italicAngle,
        box=(
            head.xMin * scale,
            head.yMin * scale,
            head.xMax * scale,
            head.yMax * scale,
        ),
    )
    return Tables(
        glyphs={character: numbers[name] for character, name in characters.items()},
        advances={c: widths[name][0] * scale for c, name in characters.items()},
        metrics=metrics,
        program=program,
    )


def _saved(font: Any) -> bytes:  # noqa: ANN401 - an untyped library
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


def _entry(source: FontSource) -> str:
    origin = hashlib.sha256(source.path.read_bytes()).hexdigest()[:16]
    weight = "bold" if source.weight == BOLD_WEIGHT else "regular"
    return f"{source.name}-{weight}-{origin}-{_FORMAT}.font"


def _pack(tables: Tables) -> bytes:
    table = {
        "characters": "".join(tables.glyphs),
        "glyphs": list(tables.glyphs.values()),
        "advances": [tables.advances[character] for character in tables.glyphs],
        "metrics": tables.metrics,
    }
    header = json.dumps(table, separators=(",", ":")).encode()
    return b"%d\n%b%b" % (len(header), header, tables.program)


def _unpack(content: bytes) -> Tables | None:
    try:
        length, _, rest = content.partition(b"\n")
        table = json.loads(rest[: int(length)])
        program = rest[int(length) :]
        if program:
            sfnt.tables(program)
        characters = table["characters"]
        ascent, descent, cap_height, italic_angle, box = table["metrics"]
        return Tables(
            glyphs=dict(zip(characters, table["glyphs"], strict=True)),
            advances=dict(zip(characters, table["advances"], strict=True)),
            metrics=Metrics(ascent, descent, cap_height, italic_angle, tuple(box)),
            program=program,
        )
    except (ValueError, KeyError, TypeError):
        return None
