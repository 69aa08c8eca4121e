"""Drawing operators without marked content, and without what is hidden.

A page that is drawn inside our own structure may not have a structure of its own:
screen readers would meet numbers that belong to nothing. Everything else in a stream
stays as it was, byte for byte.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Collection

# ISO 32000-1:2008, 7.2.2, tables 1 and 2
_SPACE: Final = rb"[\0\t\n\f\r ]"
_REGULAR: Final = rb"[^\0\t\n\f\r ()<>\[\]{}/%]"
_END: Final = rb"(?!" + _REGULAR + rb")"
# ISO 32000-1:2008, 7.2.3
_COMMENT: Final = rb"%[^\r\n]*+"
_GAP: Final = rb"(?>" + _SPACE + rb"++|" + _COMMENT + rb")*+"
# ISO 32000-1:2008, 7.3.5
_NAME: Final = rb"/" + _REGULAR + rb"*+"
# ISO 32000-1:2008, 7.3.4.3
_HEX: Final = rb"<(?!<)[^<>]*+>"


def _nested(depth: int) -> bytes:
    """Return a pattern for a string with balanced brackets to some depth.

    ISO 32000-1:2008, 7.3.4.2.
    """
    inner = rb"|" + _nested(depth - 1) if depth else b""
    return rb"\((?>[^()\\]++|\\.|\\\Z" + inner + rb")*+\)"


_STRING: Final = _nested(4)
_FLAT: Final = rb"[^<>()%]++|" + _COMMENT + rb"|" + _STRING + rb"|" + _HEX
_DICTIONARY: Final = (
    rb"<<(?>" + _FLAT + rb"|<<(?>" + _FLAT + rb"|<<(?>" + _FLAT + rb")*+>>)*+>>)*+>>"
)
# ISO 32000-1:2008, 14.6, table 320
_MARKED: Final = (
    rb"(?:(?P<tag>" + _NAME + rb")" + _GAP + rb"(?:(?P<begin>BMC)|MP|(?P<list>"
    rb"" + _NAME + rb"|" + _DICTIONARY + rb")" + _GAP + rb"(?:(?P<begin2>BDC)|DP))"
    rb"|(?P<end>EMC))" + _END
)
_TRY: Final = re.sub(rb"\?P<\w+>", rb"?:", _MARKED)

_OPERATOR: Final = re.compile(_MARKED, re.DOTALL)
_PLAIN: Final = re.compile(
    rb"(?>[-+.0-9\0\t\n\f\r ]++|" + _STRING + rb"|[\[\]{}]++|" + _HEX + rb"|"
    rb"(?!" + _TRY + rb")" + _NAME + rb"|" + _COMMENT + rb"|" + _DICTIONARY + rb"|"
    rb"(?!(?:EMC|BDC|BMC|MP|DP|BI)" + _END + rb")" + _REGULAR + rb"++)*+",
    re.DOTALL,
)
# ISO 32000-1:2008, 8.9.7, table 92
_INLINE_IMAGE: Final = re.compile(
    rb"BI" + _END + rb"(?>" + _SPACE + rb"++|" + _NAME + rb"|[\[\]]|" + _STRING + rb"|"
    rb"" + _HEX + rb"|" + _DICTIONARY + rb"|(?!ID" + _END + rb")" + _REGULAR + rb"++)*+"
    rb"ID" + _SPACE,
    re.DOTALL,
)
# Pixels may well spell "EI"; what follows them then hardly reads like operators.
_IMAGE_END: Final = re.compile(rb"EI(?=[\t\n\f\r -~]{16}|[\t\n\f\r -~]*\Z)" + _END)

# ISO 32000-1:2008, 8.5.3.1, table 60: the operators that paint a path
_SHOWN: Final = re.compile(
    rb"(?P<string>" + _STRING + rb"|" + _HEX + rb")|(?P<object>" + _NAME + _GAP + rb""
    rb"(?:Do|sh)" + _END + rb")|" + _NAME + rb"|" + _COMMENT + rb"|"
    rb"(?P<paint>(?:S|s|f|F|f\*|B|B\*|b|b\*)" + _END + rb")|" + _REGULAR + rb"++",
    re.DOTALL,
)


def has_marked_content(content: bytes) -> bool:
    """Whether there may be marked content; quick, and sometimes wrongly so."""
    return b"EMC" in content or b"BDC" in content or b"BMC" in content


def without_marked_content(
    content: bytes, hidden: Collection[bytes] = ()
) -> bytes | None:
    """Return drawing operators without marked content.

    Args:
        content: The operators, unpacked.
        hidden: Names of properties, such as ``/MC0``, whose optional content
            is not shown; what they draw is taken out, and what they change for others
            stays.

    Returns:
        None if it cannot be understood well enough.
    """
    pieces: list[bytes] = []
    nesting: list[bool] = []
    position, length = 0, len(content)
    while position < length:
        plain = _PLAIN.match(content, position)
        end = plain.end() if plain else position
        piece = content[position:end]
        pieces.append(_unseen(piece) if any(nesting) else piece)
        position = end
        if position >= length:
            break
        if operator := _OPERATOR.match(content, position):
            if operator["end"]:
                del nesting[-1:]
            elif operator["begin"] or operator["begin2"]:
                # ISO 32000-1:2008, 8.11.3.2
                is_hidden = operator["tag"] == b"/OC" and operator["list"] in hidden
                nesting.append(is_hidden)
            pieces.append(b"\n")
            position = operator.end()
        elif image := _INLINE_IMAGE.match(content, position):
            closing = _IMAGE_END.search(content, image.end())
            if closing is None:
                return None
            if not any(nesting):
                pieces.append(content[position : closing.end()])
            position = closing.end()
        else:
            return None
    return b"".join(pieces)


def _unseen(piece: bytes) -> bytes:
    """Return operators that draw nothing and change the state as they did."""

    def instead(match: re.Match[bytes]) -> bytes:
        if match["string"] is not None:
            return b"()"
        if match["object"] is not None:
            return b" "
        return b"n" if match["paint"] is not None else match[0]

    return _SHOWN.sub(instead, piece)
