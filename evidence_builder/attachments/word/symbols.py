"""Signs that Word takes from symbol fonts → the same signs in Unicode.

The signs of the Symbol font are those of Adobe's table, symbol.txt at unicode.org;
those of Wingdings are what Unicode 7.0 took over, or the like of it in an older block.
"""

from __future__ import annotations

from typing import Final

UNKNOWN: Final = "[symbol]"

_WINGDINGS: Final = {
    0x28: "☎", 0x2A: "✉", 0x36: "⌛", 0x41: "✌", 0x45: "☜", 0x46: "☞", 0x4A: "☺",
    0x4B: "😐", 0x4C: "☹", 0x6C: "●", 0x6E: "■", 0x6F: "☐", 0x71: "❑", 0x72: "❒",
    0x73: "⬧", 0x74: "⧫", 0x75: "◆", 0x76: "❖", 0x78: "☒", 0x9E: "·", 0x9F: "•",
    0xA7: "▪", 0xA8: "☐", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xE1: "↑", 0xE2: "↓",
    0xE8: "➔", 0xEF: "⇐", 0xF0: "⇒", 0xFB: "✗", 0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
_WINGDINGS_2: Final = {
    0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0x54: "☒", 0x97: "●",
    0xA2: "■", 0xA3: "☐", 0xA4: "☐",
}  # fmt: skip
_SYMBOL: Final = {
    0xB7: "•", 0xAE: "→", 0xAC: "←", 0xAD: "↑", 0xAF: "↓", 0xB0: "°", 0xB1: "±",
    0xA3: "≤", 0xB3: "≥", 0xB4: "\u00d7", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0xD6: "√",
    0xE5: "∑", 0xA5: "∞", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0xA2: "\u2032", 0xB2: "″",
    0xDE: "⇒", 0xA8: "♦", 0x2D: "\u2212",
    **dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True)),
    **dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)),
}  # fmt: skip
_FONTS: Final = {
    "wingdings": _WINGDINGS,
    "wingdings 2": _WINGDINGS_2,
    "symbol": _SYMBOL,
}


def symbol(font: str, code: int) -> str:
    """Return the sign at a place of a symbol font; words in brackets if unknown.

    Places are shifted into the private use area: ECMA-376 Part 1, 17.3.3.30.
    """
    signs = _FONTS.get(font.lower())
    code = code - 0xF000 if 0xF000 <= code <= 0xF0FF else code
    if signs is None:
        return chr(code) if 0x20 <= code < 0xD800 else UNKNOWN
    plain = chr(code) if signs is _SYMBOL and 0x20 <= code < 0x7F else UNKNOWN
    return signs.get(code, plain)


def in_unicode(text: str, font: str) -> str:
    """Return text in which the letters of a symbol font are signs."""
    signs = font.lower() in _FONTS
    if not signs and not any("\uf020" <= letter <= "\uf0ff" for letter in text):
        return text
    used = font if signs else "Wingdings"
    return "".join(
        symbol(used, ord(letter))
        if "\uf020" <= letter <= "\uf0ff" or (signs and letter != " ")
        else letter
        for letter in text
    )
