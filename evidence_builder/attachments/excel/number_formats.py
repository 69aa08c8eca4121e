"""Numbers of a workbook → as Excel shows them, by the format of their cell.

Month names are English and short dates British, which is how the people who read a
portfolio write them; Excel's own short date follows each computer's settings.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from itertools import count
from typing import Final

from evidence_builder.attachments.excel.dates import DATE_LETTERS, date_shown

BUILT_IN: Final[dict[int, str]] = {
    0: "General", 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00",
    5: "£#,##0;-£#,##0", 6: "£#,##0;-£#,##0",
    7: "£#,##0.00;-£#,##0.00", 8: "£#,##0.00;-£#,##0.00",
    9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?", 13: "# ??/??",
    14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 22: "dd/mm/yyyy h:mm",
    37: "#,##0;-#,##0", 38: "#,##0;-#,##0", 39: "#,##0.00;-#,##0.00",
    40: "#,##0.00;-#,##0.00", 41: "#,##0;-#,##0;-", 42: "£#,##0;-£#,##0;-",
    43: "#,##0.00;-#,##0.00;-", 44: "£#,##0.00;-£#,##0.00;-",
    45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss.0", 48: "##0.0E+0", 49: "@",
}  # fmt: skip
"""Formats that a workbook only numbers: ECMA-376 Part 1, 18.8.30, in British use."""

TOO_WIDE: Final = "#####"
"""What Excel shows of a date that there is not."""

# ECMA-376 Part 1, 18.8.31.
_TOKEN: Final = re.compile(
    r'"([^"]*)"?'  # words
    r"|\\(.)"  # one letter as it is
    r"|[_*](.)"  # room as wide as a letter, or filled with it
    r"|\[([^\]]*)\]?"  # colour, currency, condition, elapsed time
    r"|(AM/PM|A/P|General)"
    r"|(E[+-])"
    r"|(.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION: Final = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?[0-9.]+)")
_ELAPSED: Final = re.compile(r"h+|m+|s+", re.IGNORECASE)
_LONGEST: Final = 200

Token = tuple[str, str]
"""What a piece of a format is, and its letters: ``words``, ``letter``, ``elapsed``."""


def shown(value: float, code: str, *, since_1904: bool = False) -> str:
    """Return a number as a cell of this format shows it."""
    sections = _sections(code[:_LONGEST] or "General")
    tokens, magnitude, signed = _section_for(value, sections)
    if any(kind == "elapsed" or _is_date(kind, text) for kind, text in tokens):
        return date_shown(value, tokens, since_1904=since_1904) or TOO_WIDE
    if any(kind == "general" for kind, _ in tokens):
        sign = "-" if signed and value < 0 else ""
        words = (
            general(magnitude) if kind == "general" else text for kind, text in tokens
        )
        return sign + "".join(words)
    text = _number(magnitude, tokens)
    return f"-{text}" if signed and value < 0 and re.search("[1-9]", text) else text


def text_shown(text: str, code: str) -> str:
    """Return words as a cell of this format shows them: all of them, or nothing."""
    sections = _sections(code[:_LONGEST])
    return "" if len(sections) > 3 and not sections[3] else text


def general(value: float) -> str:
    """Return a number without a format, as short as Excel writes it."""
    if value == int(value) and abs(value) < 1e11:
        return str(int(value))
    short = f"{value:.10g}"
    if "e" not in short:
        return short
    digits, _, exponent = f"{value:.5e}".partition("e")
    digits = digits.rstrip("0").rstrip(".")
    return f"{digits}E{exponent[0]}{exponent[1:].zfill(2)}"


def _is_date(kind: str, text: str) -> bool:
    return kind == "letter" and text.lower() in DATE_LETTERS


def _sections(code: str) -> list[list[Token]]:
    """Return the parts of a format: positive, negative, zero, and words: 18.8.31."""
    sections: list[list[Token]] = [[]]
    for match in _TOKEN.finditer(code):
        words, escaped, room, bracket, whole, exponent, letter = match.groups()
        if letter == ";":
            sections.append([])
            continue
        tokens = sections[-1]
        if words is not None:
            tokens.append(("words", words))
        elif escaped is not None:
            tokens.append(("words", escaped))
        elif room is not None:
            tokens.append(("words", "" if match[0][0] == "*" else " "))
        elif bracket is not None:
            tokens += _bracket(bracket)
        elif whole is not None:
            kind = "general" if whole.lower() == "general" else "letter"
            tokens.append((kind, whole))
        elif exponent is not None:
            tokens.append(("exponent", exponent))
        else:
            tokens.append(("letter", letter))
    return sections


def _bracket(text: str) -> list[Token]:
    if text.startswith("$"):
        if text[1:].upper() == "-F800":
            # The computer's own long date.
            return [("letter", letter) for letter in "d mmmm yyyy"]
        return [("words", text[1:].partition("-")[0])]
    if _ELAPSED.fullmatch(text):
        return [("elapsed", text.lower())]
    if _CONDITION.fullmatch(text):
        return [("condition", text)]
    return []  # a colour, or a language


def _section_for(
    value: float, sections: list[list[Token]]
) -> tuple[list[Token], float, bool]:
    """Return the part for a value, its magnitude there, and whether to sign it."""
    conditions = [
        next((text for kind, text in tokens if kind == "condition"), "")
        for tokens in sections
    ]
    plain = [[pair for pair in tokens if pair[0] != "condition"] for tokens in sections]
    if any(conditions):
        for tokens, condition in zip(plain, conditions, strict=True):
            if not condition or _holds(value, condition):
                return tokens, abs(value), value < 0
        return plain[-1], abs(value), value < 0
    if value < 0 and len(plain) > 1:
        return plain[1], abs(value), False
    if value == 0 and len(plain) > 2:
        return plain[2], 0.0, False
    return plain[0], abs(value), True


def _holds(value: float, condition: str) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return False
    try:
        limit = float(match[2])
    except ValueError:
        return False
    return {
        "<": value < limit,
        "<=": value <= limit,
        ">": value > limit,
        ">=": value >= limit,
        "=": value == limit,
        "<>": value != limit,
    }[match[1]]


def _number(value: float, tokens: list[Token]) -> str:
    """Return a magnitude by the places that a format has for digits."""
    letters = [text if kind == "letter" else "" for kind, text in tokens]
    places = [at for at, letter in enumerate(letters) if letter and letter in "0#?"]
    if not places:
        return "".join(text for kind, text in tokens if text != "@" or kind == "words")
    if "/" in letters:
        return _fraction(value, letters)
    number = Decimal(repr(value)) * Decimal(100) ** letters.count("%")
    filled: dict[int, str] = {}
    exponent = next(
        (at for at, token in enumerate(tokens) if token[0] == "exponent"), None
    )
    if exponent is not None:
        power = number.adjusted() if number else 0
        number = number.scaleb(-power)
        behind = [at for at in places if at > exponent]
        sign = "-" if power < 0 else tokens[exponent][1][1].replace("-", "")
        filled = dict.fromkeys(behind, "")
        filled[exponent] = f"E{sign}{abs(power):0{max(len(behind), 1)}}"
        places = [at for at in places if at < exponent]
    elif places:
        after = places[-1] + 1
        while after < len(letters) and letters[after] == ",":
            number /= 1000  # each comma after the last digit
            after += 1
    filled |= _digits(number, places, letters)
    written: list[str] = []
    for at, (kind, text) in enumerate(tokens):
        if at in filled:
            written.append(filled[at])
        elif kind == "words" or text not in (",", ".", "@"):
            written.append(text)
    return "".join(written)


def _digits(number: Decimal, places: list[int], letters: list[str]) -> dict[int, str]:
    """Return what stands at each place for a digit, and at the point."""
    point = letters.index(".") if "." in letters else len(letters)
    decimals = [at for at in places if at > point]
    whole = [at for at in places if at < point]
    least = Decimal(1).scaleb(-len(decimals))
    before, _, behind = f"{number.quantize(least, ROUND_HALF_UP):f}".partition(".")
    filled = dict(zip(decimals, _decimals(behind, decimals, letters), strict=True))
    has_decimals = any(filled.values())
    grouped = bool(whole) and "," in letters[whole[0] : whole[-1]]
    filled |= _wholes(before.lstrip("0"), whole, letters, grouped=grouped)
    if point < len(letters):
        filled[point] = "." if has_decimals else ""
        if not whole:
            filled[point] = before.lstrip("0") + filled[point]
    return filled


def _decimals(digits: str, places: list[int], letters: list[str]) -> list[str]:
    """Return a digit for each place, without zeros at the end that nobody asked for."""
    shown_digits = list(digits)
    for number in range(len(places) - 1, -1, -1):
        if letters[places[number]] == "0" or shown_digits[number] != "0":
            break
        shown_digits[number] = ""
    return shown_digits


def _wholes(
    digits: str, places: list[int], letters: list[str], *, grouped: bool
) -> dict[int, str]:
    """Return what stands at each place before the point, filled from the right."""
    filled: dict[int, str] = {}
    for behind, at in enumerate(reversed(places)):
        # What is left of the digits stands at the first place.
        own = digits if at == places[0] else digits[-1:]
        digits = digits[: len(digits) - len(own)]
        own = own or letters[at].replace("#", "").replace("?", "")
        filled[at] = "".join(
            f"{digit}," if grouped and power and power % 3 == 0 else digit
            for power, digit in zip(count(behind + len(own) - 1, -1), own, strict=False)
        )
    return filled


def _fraction(value: float, letters: list[str]) -> str:
    """Return a number as a whole and a fraction: ``1 1/2``."""
    at = letters.index("/")
    width = sum(letter in "?#0" for letter in letters[at + 1 :] if letter)
    most = 10 ** min(max(width, 1), 3) - 1
    whole = int(value)
    part = Fraction(value - whole).limit_denominator(most)
    if part == 1:
        whole, part = whole + 1, Fraction(0)
    if not part:
        return str(whole)
    words = f"{part.numerator}/{part.denominator}"
    return f"{whole} {words}" if whole else words
