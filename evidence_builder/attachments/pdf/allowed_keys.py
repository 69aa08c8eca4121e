"""What may be copied out of somebody's PDF: the keys of drawing, and no others.

Every object is copied in a role, and a role has a list of keys, each with the role of
its value. Scripts, actions, metadata, files inside the file and references to files
outside have no role, so they stay behind, also those that nobody has thought of yet.
"""

from __future__ import annotations

from typing import Final

PLAIN: Final = "plain"
"""Numbers, names, strings, and arrays of them."""


def _role(plain: str, **deep: str) -> dict[bytes, str]:
    keys = {b"/" + key.encode(): PLAIN for key in plain.split()}
    return keys | {b"/" + key.encode(): role for key, role in deep.items()}


_PACKED: Final = _role("Filter", DecodeParms="parms")
_FUNCTION: Final = (
    _role(
        "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0 C1 N"
        " Bounds",
        Functions="function",
    )
    | _PACKED
)
_CMAP: Final = (
    _role(
        "Type BaseEncoding Differences CMapName WMode",
        CIDSystemInfo="collection",
        UseCMap="encoding",
    )
    | _PACKED
)

KEYS: Final[dict[str, dict[bytes, str]]] = {
    PLAIN: {},
    "parms": _role(
        "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine"
        " EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError"
        " ColorTransform",
        JBIG2Globals="data",
    ),
    "data": _PACKED,
    "form": _role("FormType BBox Matrix", Resources="resources", Group="group")
    | _PACKED,
    "group": _role("Type S I K", CS="colour"),
    "image": _role(
        "Type Subtype Width Height BitsPerComponent Intent ImageMask Decode"
        " Interpolate SMaskInData Matte",
        ColorSpace="colour",
        Mask="image",
        SMask="image",
    )
    | _PACKED,
    "resources": _role(
        "ProcSet",
        Font="fonts",
        XObject="xobjects",
        ExtGState="states",
        ColorSpace="colours",
        Pattern="patterns",
        Shading="shadings",
    ),
    "state": _role(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK",
        Font="font",
        SMask="mask",
        BG="function",
        BG2="function",
        UCR="function",
        UCR2="function",
        TR="function",
        TR2="function",
    ),
    "mask": _role("Type S BC", G="form", TR="function"),
    "colour": _role(
        "WhitePoint BlackPoint Gamma Matrix Subtype Components",
        Alternate="colour",
        ColorSpace="colour",
        Colorants="colours",
        Process="colour",
    )
    | _FUNCTION,
    "function": _FUNCTION,
    "pattern": _role(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix",
        Resources="resources",
        Shading="shading",
        ExtGState="state",
    )
    | _PACKED,
    "shading": _role(
        "ShadingType Background BBox AntiAlias Coords Domain Extend Matrix"
        " BitsPerCoordinate BitsPerComponent BitsPerFlag Decode VerticesPerRow",
        ColorSpace="colour",
        Function="function",
    )
    | _PACKED,
    "font": _role(
        "Type Subtype BaseFont FirstChar LastChar Widths FontBBox FontMatrix"
        " DW W DW2 W2",
        FontDescriptor="descriptor",
        Encoding="encoding",
        ToUnicode="encoding",
        CharProcs="glyphs",
        Resources="resources",
        DescendantFonts="font",
        CIDSystemInfo="collection",
        CIDToGIDMap="data",
    ),
    "descriptor": _role(
        "Type FontName FontFamily FontStretch FontWeight Flags FontBBox ItalicAngle"
        " Ascent Descent Leading CapHeight XHeight StemV StemH AvgWidth MaxWidth"
        " MissingWidth CharSet",
        FontFile="program",
        FontFile2="program",
        FontFile3="program",
        CIDSet="data",
    ),
    "program": _role("Subtype Length1 Length2 Length3") | _PACKED,
    "encoding": _CMAP,
    "collection": _role("Registry Ordering Supplement"),
    "glyph": _PACKED,
}

NAMED: Final[dict[str, str]] = {
    "fonts": "font",
    "xobjects": "xobject",
    "states": "state",
    "colours": "colour",
    "patterns": "pattern",
    "shadings": "shading",
    "glyphs": "glyph",
}
"""Roles of dictionaries whose keys are names that their author chose."""

STREAMS: Final = frozenset(
    {"data", "form", "image", "colour", "function", "pattern", "shading", "program"}
    | {"encoding", "glyph"}
)
"""Roles in which an object may be a stream."""

DRAWINGS: Final = frozenset({"form", "pattern", "glyph"})
"""Roles in which a stream is a list of drawing operators."""
