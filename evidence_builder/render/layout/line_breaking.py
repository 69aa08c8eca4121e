"""Where lines break in text of any kind: chunks, and the lines made of them.

A line breaks at spaces, after a hyphen between letters, after a dash, between East
Asian characters, and anywhere in a word that is wider than a whole line. That is a part
of UAX #14 (Unicode 15.0), whose rules are named beside what comes from them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from evidence_builder.render.layout.boxes import Fragment, Line

if TYPE_CHECKING:
    from evidence_builder.render.layout.boxes import Run

SPACES = str.maketrans(dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " "))

# UAX #14, class ID and those that it takes for it in East Asian text.
_EAST_ASIAN = (
    "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
# LB13 (CL, EX, IS), LB19 (QU), LB21 (NS, and CJ as strict breaking has it), LB22 (IN).
_NOT_FIRST = (
    "、。，．・：；？！ー」』）】〕〉》｝］’”…ゝゞ々ぁぃ"  # noqa: RUF001 - East Asian signs
    "ぅぇぉっゃゅょァィゥェォッャュョ"
)
# LB14 (OP), LB19 (QU).
_NOT_LAST = "「『（【〔〈《｛［‘“"  # noqa: RUF001 - East Asian signs
_OPENING = frozenset(_NOT_LAST) | {"(", "[", "{"}
# LB21 (after HY and BA), LB25 (not between a hyphen and a digit), LB8 (after ZW).
_INSIDE_A_WORD = re.compile(
    r"(?<=[^\W_])[-\u2010](?=[^\W\d_])|(?<=\w)[\u2013\u2014](?=\w)|\u200b"
    rf"|[{_EAST_ASIAN}]"
)
_EAST_ASIAN_CHARACTER = re.compile(rf"[{_EAST_ASIAN}\u200b]")


_SIGNS = ("@/\\", "._-")
"""After these an address or the name of a file is broken, those first before others.

Our own, for words that are wider than a line, where UAX #14 has no rule."""


class Piece(NamedTuple):
    """Text in one run, before it is broken into lines."""

    text: str
    run: Run
    mark: str = ""
    """A shape in front that is not part of the author's text."""


Chunk: TypeAlias = "tuple[str, Run, float, float, bool, int]"
"""Letters that always stand on one line and in one run: the letters, the run, and

- their width;
- the space before them, which vanishes at the beginning of a line;
- whether a line may begin here;
- how many characters of the plain text they are, without the space before them.

A tuple without a class, because there is one for each word.
"""
_RUN: Final = 1
_WIDTH: Final = 2
_GAP: Final = 3
_STARTS: Final = 4


def breaks_inside(text: str) -> bool:
    """Whether a line may break elsewhere than at a space."""
    if text.isascii() and "-" not in text:
        return False
    return _INSIDE_A_WORD.search(text) is not None


def add_chunks(chunks: list[Chunk], piece: Piece, *, digits: int, free: bool) -> bool:
    """Add the chunks of one piece; return whether a line may begin after it."""
    text, run, mark = piece
    widths = run.face.widths
    if mark:
        shape = mark + " "
        chunks.append((shape, run, widths[mark] + run.face.space, 0.0, free, 0))
        free = False
    if run.numbered:
        # A number never stands at the beginning of a line without its "p.".
        text = text.translate(SPACES)
        before, gap, _ = text.rstrip(" ").rpartition(" ")
        space = 0.0
        if gap:
            add_words(chunks, before, run._replace(numbered=False), free=free)
            text = text[len(before) + 1 :]
            space, free = run.face.space, True
        width = widths[text] + digits * widths["0"]
        chunks.append((text, run, width, space, free, len(text)))
        return False
    return add_words(chunks, text, run, free=free)


def add_words(chunks: list[Chunk], text: str, run: Run, *, free: bool) -> bool:
    """Add words at spaces; return whether a line may begin after the last."""
    if not text:
        return free
    if not text.isprintable():
        text = text.translate(SPACES)
    widths, space = run.face.widths, run.face.space
    words = text.split(" ")
    if not breaks_inside(text):
        word = words[0]
        chunks.append((word, run, widths[word], 0.0, free, len(word)))
        chunks += [(w, run, widths[w], space, True, len(w)) for w in words[1:]]
        return False
    gap, starts = 0.0, free
    for word in words:
        for part in _parts(word) if breaks_inside(word) else (word,):
            chunks.append((part, run, widths[part], gap, starts, len(part)))
            gap, starts = 0.0, True
        gap = space
    return _may_end_line(words[-1][-1:])


def _may_end_line(character: str) -> bool:
    return character not in _NOT_LAST and bool(_EAST_ASIAN_CHARACTER.match(character))


def _parts(word: str) -> list[str]:
    """Return a word cut wherever a line may break in it."""
    cuts = {0}
    for match in _INSIDE_A_WORD.finditer(word):
        before, after = match.span()
        if not _EAST_ASIAN_CHARACTER.match(match[0]):
            cuts.add(after)
            continue
        if match[0] not in _NOT_FIRST and word[before - 1 : before] not in _OPENING:
            cuts.add(before)
        if match[0] not in _NOT_LAST and _may_begin_line(word[after : after + 1]):
            cuts.add(after)
    cuts.discard(len(word))
    bounds = [*sorted(cuts), len(word)]
    return [word[start:end] for start, end in pairwise(bounds)]


def _may_begin_line(character: str) -> bool:
    if not character or character in _NOT_FIRST:
        return False
    # LB9 (marks stay with what is before), LB13 (no line begins with a closing sign).
    return character in _OPENING or unicodedata.category(character)[0] not in "MP"


def broken(chunks: list[Chunk], room: float, align: str) -> list[Line]:
    """Break chunks of any kind into lines."""
    firsts, ends, lasts = _groups(chunks)
    widest = max(
        [
            ends[last] - ends[first] + chunks[first][_WIDTH]
            for first, last in zip(firsts, lasts, strict=True)
        ]
    )
    if widest > room:
        chunks = _fitting(chunks, room)
        firsts, ends, lasts = _groups(chunks)
    group_ends = [ends[last] for last in lasts]
    lines = []
    lean = shift(1.0, align)
    group, count = 0, len(firsts)
    while group < count:
        first = firsts[group]
        start = ends[first] - chunks[first][_WIDTH]
        after = max(bisect_right(group_ends, start + room, group), group + 1)
        last = lasts[after - 1]
        x = shift(room - (ends[last] - start), align)
        follows = after < count and chunks[last + 1][_GAP] > 0
        lines.append(_line(chunks[first : last + 1], x, lean, spaced=follows))
        group = after
    return lines


def _groups(chunks: list[Chunk]) -> tuple[list[int], list[float], list[int]]:
    """Return what begins each part that a line cannot break, all ends, what ends it."""
    firsts = [n for n, chunk in enumerate(chunks) if chunk[_STARTS] or n == 0]
    ends = list(accumulate([chunk[_GAP] + chunk[_WIDTH] for chunk in chunks]))
    lasts = [*[first - 1 for first in firsts[1:]], len(chunks) - 1]
    return firsts, ends, lasts


def _line(chunks: list[Chunk], x: float, lean: float, *, spaced: bool) -> Line:
    """Join the chunks of one line, as few fragments as there are runs."""
    run = chunks[0][_RUN]
    begin, length = x, int(spaced)
    words: list[str] = []
    fragments: list[Fragment] = []
    scale = run.size / 1000
    numbered = False
    for n, (text, own, width, space, _, count) in enumerate(chunks):
        gap = space if n else 0.0
        if n and (own is not run or run.numbered):
            if gap and not run.numbered:
                words.append(" ")
            _add_fragment(fragments, begin * scale, words, run)
            # A page number is drawn behind its words, so no space can follow there.
            words = [" "] if gap and run.numbered else []
            begin = x if words else x + gap
            run = own
        elif gap:
            words.append(" ")
        words.append(text)
        numbered = numbered or own.numbered
        length += count + (1 if gap else 0)
        x += gap + width
    _add_fragment(fragments, begin * scale, words, run)
    return Line(fragments, length, numbered, lean if numbered else 0.0)


def _add_fragment(
    fragments: list[Fragment], x: float, words: list[str], run: Run
) -> None:
    text = "".join(words)
    if text or run.numbered:
        fragments.append(Fragment(x, text, run))


def _fitting(chunks: list[Chunk], room: float) -> list[Chunk]:
    """Return the chunks, with groups that are wider than a line cut to pieces."""
    fitting: list[Chunk] = []
    group: list[Chunk] = []
    width = 0.0
    for chunk in chunks:
        if chunk[_STARTS] and group:
            fitting += group if width <= room else _cut(group, room)
            group, width = [], 0.0
        width += chunk[_WIDTH] + (chunk[_GAP] if group else 0.0)
        group.append(chunk)
    return fitting + (group if width <= room else _cut(group, room))


def _cut(group: list[Chunk], room: float) -> list[Chunk]:
    cut: list[Chunk] = []
    for chunk in group:
        text, run, _, gap, starts, length = chunk
        if run.numbered or not length:
            cut.append(chunk)
            continue
        for part in slices(text, run, room, nicely=True):
            width = run.face.widths[part]
            cut.append((part, run, width, gap, starts, len(part)))
            gap, starts = 0.0, True
    return cut


def slices(text: str, run: Run, room: float, *, nicely: bool = False) -> list[str]:
    """Return text cut into pieces that fill a line each, never between accents (LB9).

    Args:
        nicely: Cut addresses and names of files at their signs, where that leaves
            no line half empty.
    """
    advances = run.face.advances
    ends = list(accumulate(map(advances.__getitem__, text)))
    parts = []
    start = 0
    before = 0.0
    while start < len(text):
        end = max(bisect_right(ends, before + room, start), start + 1)
        while start + 1 < end < len(text) and unicodedata.combining(text[end]):
            end -= 1
        if nicely and end < len(text):
            end = _nicer(text, start, end)
        parts.append(text[start:end])
        before = ends[end - 1]
        start = end
    return parts


def _nicer(text: str, start: int, end: int) -> int:
    middle = (start + end) // 2
    for signs in _SIGNS:
        last = max([text.rfind(sign, middle, end) for sign in signs])
        if last >= 0 and not unicodedata.combining(text[last + 1]):
            return last + 1
    return end


def shift(left_over: float, align: str) -> float:
    """Return how much of what a line leaves free goes before it."""
    if align == "left" or left_over <= 0:
        return 0.0
    return left_over if align == "right" else left_over / 2
