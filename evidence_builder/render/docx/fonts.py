"""Which run of letters wants which font.

Word takes Latin and East Asian letters of one run from different fonts; the East
Asian one has to be named, and signs that both share need a hint.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.render.docx.stylesheet import EAST_ASIAN_FONT

if TYPE_CHECKING:
    from collections.abc import Iterator

_EAST_ASIAN = re.compile(
    "[\u1100-\u11ff\u2e80-\ua4cf\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uffee\U00016fe0-\U00018dff\U0001aff0-\U0001b2ff"
    "\U00020000-\U0003ffff]+"
)
_KANA = re.compile("[\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f]")
_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\ua960-\ua97f\uac00-\ud7ff]")


def segments(text: str) -> Iterator[tuple[str, str]]:
    """Yield the pieces of a text, each with its East Asian font or ``""``."""
    if text.isascii():
        yield text, ""
        return
    end = 0
    for found in _EAST_ASIAN.finditer(text):
        if found.start() > end:
            yield text[end : found.start()], ""
        yield found.group(), _font(found.group())
        end = found.end()
    if end < len(text):
        yield text[end:], ""


def _font(text: str) -> str:
    if _KANA.search(text):
        return "Noto Sans CJK JP"
    if _HANGUL.search(text):
        return "Noto Sans CJK KR"
    return EAST_ASIAN_FONT
