"""Small fonts of every format that a PDF embeds, with an A and a B in each."""

from io import BytesIO

from fontTools.cffLib import CharStrings, FDArrayIndex, FDSelect, FontDict
from fontTools.fontBuilder import FontBuilder
from fontTools.misc import eexec
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen

WIDTHS = {".notdef": 500, "A": 600, "B": 700}
UNICODE, SYMBOL, MACINTOSH = (3, 1), (3, 0), (1, 0)
"""Platform and encoding of a cmap: OpenType 1.9, cmap."""


def _box(pen):
    pen.moveTo((50, 0))
    for point in ((50, 700), (400, 700), (400, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def _bytes(font):
    out = BytesIO()
    font.save(out)
    return out.getvalue()


def _builder(*, is_ttf):
    builder = FontBuilder(1000, isTTF=is_ttf)
    builder.setupGlyphOrder([*WIDTHS])
    builder.setupCharacterMap({65: "A", 66: "B"})
    metrics = {name: (width, 50) for name, width in WIDTHS.items()}
    return builder, metrics


def true_type(*maps, codes=None):
    """Return a TrueType font with these tables of characters."""
    builder, metrics = _builder(is_ttf=True)
    builder.setupGlyf({name: _box(TTGlyphPen(None)).glyph() for name in WIDTHS})
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader()
    builder.setupPost()
    cmap = builder.font["cmap"]
    (table, *_) = [one for one in cmap.tables if one.platformID == 3]
    cmap.tables = []
    for platform, encoding in maps:
        copy = table.newSubtable(0 if platform == 1 else 4)
        copy.platformID, copy.platEncID, copy.language = platform, encoding, 0
        copy.cmap = dict(codes or {65: "A", 66: "B"})
        cmap.tables.append(copy)
    if not maps:
        del builder.font["cmap"]
    return _bytes(builder.font)


def _open_type(**private):
    builder, metrics = _builder(is_ttf=False)
    strings = {
        name: _box(T2CharStringPen(width, None)).getCharString()
        for name, width in WIDTHS.items()
    }
    builder.setupCFF("Test", {}, strings, private)
    builder.setupHorizontalMetrics(metrics)
    builder.setupHorizontalHeader()
    builder.setupPost()
    return builder.font


def open_type():
    """Return an OpenType font whose glyphs are in the Compact Font Format."""
    return _bytes(_open_type())


def compact(encoding=None):
    """Return a font in the Compact Font Format alone: Technical Note 5176."""
    font = _open_type()
    if encoding is not None:
        font["CFF "].cff[0].Encoding = encoding
    return font["CFF "].compile(font)


def numbered():
    """Return one whose glyphs have numbers in place of names: 5176, 18 and 19."""
    font = _open_type()
    top = font["CFF "].cff[0]
    order = [".notdef", "cid00001", "cid00002"]
    private, strings = top.Private, top.CharStrings
    group = FontDict()
    group.setCFF2(False)
    group.Private, group.FontName = private, "Test-1"
    top.FDArray = FDArrayIndex()
    top.FDArray.append(group)
    top.FDSelect = FDSelect()
    top.FDSelect.gidArray = [0, 0, 0]
    top.FDSelect.format = 3
    top.ROS, top.CIDCount = ("Adobe", "Identity", 0), 3
    top.rawDict.pop("Private", None)
    del top.Private
    old = [strings[name] for name in WIDTHS]
    top.charset = order
    top.CharStrings = CharStrings(
        None, order, strings.globalSubrs, None, top.FDSelect, top.FDArray
    )
    for name, string in zip(order, old, strict=True):
        string.private = private
        string.fdSelectIndex = 0
        top.CharStrings[name] = string
    return font["CFF "].compile(font)


def _number(value):
    """Return a number of a Type 1 glyph: Adobe Type 1 Font Format, 6.2."""
    if -107 <= value <= 107:
        return bytes((value + 139,))
    value -= 108
    return bytes((247 + value // 256, value % 256))


def type_1(encoding=b"StandardEncoding"):
    """Return a font of PostScript's first kind, with its second part encrypted."""
    glyphs = b""
    for name, width in WIDTHS.items():
        drawing = _number(0) + _number(width) + b"\x0d\x0e"  # hsbw, endchar
        packed, _ = eexec.encrypt(bytes(4) + drawing, 4330)
        glyphs += b"/%b %d RD %b ND\n" % (name.encode(), len(packed), packed)
    private = (
        b"dup /Private 8 dict dup begin\n"
        b"/RD {string currentfile exch readstring pop} executeonly def\n"
        b"/ND {noaccess def} executeonly def\n/NP {noaccess put} executeonly def\n"
        b"/BlueValues [] def\n/password 5839 def\n/lenIV 4 def\n"
        b"/Subrs 0 array\nND\n"
        b"2 index /CharStrings %d dict dup begin\n%bend\nend\n"
        b"readonly put\nnoaccess put\ndup/FontName get exch definefont pop\n"
        b"mark currentfile closefile\n"
    ) % (len(WIDTHS), glyphs)
    packed, _ = eexec.encrypt(bytes(4) + private, 55665)
    head = (
        b"%%!PS-AdobeFont-1.0: Test\n12 dict begin\n/FontInfo 1 dict dup begin\n"
        b"/version (1) readonly def\nend readonly def\n/FontName /Test def\n"
        b"/PaintType 0 def\n/FontType 1 def\n/FontMatrix [0.001 0 0 0.001 0 0] "
        b"readonly def\n/Encoding %b def\n/FontBBox {0 0 700 700} readonly def\n"
        b"currentdict end\ncurrentfile eexec\n"
    ) % encoding
    tail = (b"0" * 64 + b"\n") * 8 + b"cleartomark\n"
    return head + packed + tail
