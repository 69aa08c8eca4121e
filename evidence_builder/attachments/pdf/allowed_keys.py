"""What may be copied out of somebody's PDF: the keys of drawing, and no others.

Every object is copied as one kind, and a kind has a list of keys, each with the kind of
its value. Scripts, actions, metadata, files inside the file and references to files
outside are of no kind, so they stay behind, also those that nobody has thought of yet.
"""

from __future__ import annotations

from typing import Final

PLAIN: Final = "plain"
"""Numbers, names, strings, and arrays of them: ISO 32000-1:2008, 7.3."""


def _allowed(keys: str) -> dict[bytes, str]:
    """Return keys with the kind of each value, which is plain where none is named."""
    pairs = (key.partition(":") for key in keys.split())
    return {b"/" + key.encode(): kind or PLAIN for key, _, kind in pairs}


# ISO 32000-1:2008, 7.3.8.2, table 5; without F, FFilter and FDecodeParms
_PACKED: Final = _allowed("Filter DecodeParms:parms")
# ISO 32000-1:2008, 7.10, tables 38 to 41
_FUNCTION: Final = (
    _allowed(
        "FunctionType Domain Range Size BitsPerSample Order Encode Decode C0"
        " C1 N Bounds"
        " Functions:function"
    )
    | _PACKED
)
# ISO 32000-1:2008, 9.6.6, table 114, and 9.7.5.3, table 120
_CMAP: Final = (
    _allowed(
        "Type BaseEncoding Differences CMapName WMode"
        " CIDSystemInfo:collection UseCMap:encoding"
    )
    | _PACKED
)

ALLOWED_KEYS: Final[dict[str, dict[bytes, str]]] = {
    PLAIN: {},
    # ISO 32000-1:2008, 7.4, tables 8 and 11 to 13
    "parms": _allowed(
        "Predictor Colors BitsPerComponent Columns EarlyChange K EndOfLine"
        " EncodedByteAlign Rows EndOfBlock BlackIs1 DamagedRowsBeforeError"
        " ColorTransform"
        " JBIG2Globals:data"
    ),
    "data": _PACKED,
    # ISO 32000-1:2008, 8.10.2, table 95
    "form": _allowed("FormType BBox Matrix Resources:resources Group:group") | _PACKED,
    # ISO 32000-1:2008, 11.6.6, table 147
    "group": _allowed("Type S I K CS:colour"),
    # ISO 32000-1:2008, 8.9.5, table 89
    "image": _allowed(
        "Type Subtype Width Height BitsPerComponent Intent ImageMask Decode"
        " Interpolate SMaskInData Matte"
        " ColorSpace:colour Mask:image SMask:image"
    )
    | _PACKED,
    # ISO 32000-1:2008, 7.8.3, table 33
    "resources": _allowed(
        "ProcSet"
        " Font:fonts XObject:xobjects ExtGState:states ColorSpace:colours"
        " Pattern:patterns Shading:shadings"
    ),
    # ISO 32000-1:2008, 8.4.5, table 58
    "state": _allowed(
        "Type LW LC LJ ML D RI OP op OPM FL SM SA BM CA ca AIS TK"
        " Font:font SMask:mask BG:function BG2:function UCR:function"
        " UCR2:function TR:function TR2:function"
    ),
    # ISO 32000-1:2008, 11.6.5.2, table 144
    "mask": _allowed("Type S BC G:form TR:function"),
    # ISO 32000-1:2008, 8.6.5 and 8.6.6, tables 63 to 66, 71 and 72
    "colour": _allowed(
        "WhitePoint BlackPoint Gamma Matrix Subtype Components"
        " Alternate:colour ColorSpace:colour Colorants:colours Process:colour"
    )
    | _FUNCTION,
    "function": _FUNCTION,
    # ISO 32000-1:2008, 8.7.3.1, table 75, and 8.7.4.1, table 76
    "pattern": _allowed(
        "Type PatternType PaintType TilingType BBox XStep YStep Matrix"
        " Resources:resources Shading:shading ExtGState:state"
    )
    | _PACKED,
    # ISO 32000-1:2008, 8.7.4.3 to 8.7.4.5, tables 78 to 84
    "shading": _allowed(
        "ShadingType Background BBox AntiAlias Coords Domain Extend Matrix"
        " BitsPerCoordinate BitsPerComponent BitsPerFlag Decode VerticesPerRow"
        " ColorSpace:colour Function:function"
    )
    | _PACKED,
    # ISO 32000-1:2008, 9.6 and 9.7, tables 111, 112, 117 and 121
    "font": _allowed(
        "Type Subtype BaseFont FirstChar LastChar Widths FontBBox FontMatrix"
        " DW W DW2 W2"
        " FontDescriptor:descriptor Encoding:encoding ToUnicode:encoding"
        " CharProcs:glyphs Resources:resources DescendantFonts:font"
        " CIDSystemInfo:collection CIDToGIDMap:data"
    ),
    # ISO 32000-1:2008, 9.8, tables 122 and 124
    "descriptor": _allowed(
        "Type FontName FontFamily FontStretch FontWeight Flags FontBBox"
        " ItalicAngle Ascent Descent Leading CapHeight XHeight StemV StemH"
        " AvgWidth MaxWidth MissingWidth CharSet"
        " FontFile:program FontFile2:program FontFile3:program CIDSet:data"
    ),
    # ISO 32000-1:2008, 9.9, table 127
    "program": _allowed("Subtype Length1 Length2 Length3") | _PACKED,
    "encoding": _CMAP,
    # ISO 32000-1:2008, 9.7.3, table 116
    "collection": _allowed("Registry Ordering Supplement"),
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
"""Kinds of dictionary whose keys are names that their author chose.

ISO 32000-1:2008, 7.8.3, table 33; of glyphs 9.6.5, table 112, CharProcs.
"""

STREAMS: Final = frozenset(
    {"data", "form", "image", "colour", "function", "pattern", "shading", "program"}
    | {"encoding", "glyph"}
)
"""Kinds whose objects may be streams."""

DRAWINGS: Final = frozenset({"form", "pattern", "glyph"})
"""Kinds whose streams are drawing operators."""
