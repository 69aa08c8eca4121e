"""From words to lines: where lines break, and where each piece of text stands.

Everything is reckoned in thousandths of the size of the type, so that the width of a
word is looked up and never worked out twice. A line breaks at spaces, after a hyphen
between letters, after a dash, between East Asian characters, and anywhere in a word
that is wider than a whole line.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.render.layout.boxes import Fragment, Line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.render.layout.boxes import Run

_SPACES = str.maketrans(
    dict.fromkeys("\t\n\r\v\f\x1c\x1d\x1e\x1f\x85\u2028\u2029", " ")
)

_EAST_ASIAN = (
    "\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef"
    "\U00020000-\U0003ffff"
)
_NOT_FIRST = (
    "、。，．・：；？！ー」』）】〕〉》｝］’”…ゝゞ々ぁぃ"  # noqa: RUF001 - East Asian signs
    "ぅぇぉっゃゅょァィゥェォッャュョ"
)
_NOT_LAST = "「『（【〔〈《｛［‘“"  # noqa: RUF001 - East Asian signs
_OPENING = frozenset(_NOT_LAST) | {"(", "[", "{"}
_INSIDE_A_WORD = re.compile(
    r"(?<=[^\W_])[-\u2010](?=[^\W\d_])|(?<=\w)[\u2013\u2014](?=\w)|\u200b"
    rf"|[{_EAST_ASIAN}]"
)
_EAST_ASIAN_CHARACTER = re.compile(rf"[{_EAST_ASIAN}\u200b]")


class Piece(NamedTuple):
    """Text in one run, before it is broken into lines."""

    text: str
    run: Run
    mark: str = ""
    """A shape in front that is not part of the author's text."""


class _Unit(NamedTuple):
    """Letters that always stand on one line and in one run."""

    text: str
    run: Run
    width: float
    gap: float
    """The space before it, which vanishes at the beginning of a line."""
    starts: bool
    """Whether a line may begin here."""
    length: int
    """Characters of the plain text, without the space before it."""


def set_lines(
    pieces: Sequence[Piece], width: float, *, align: str = "left", digits: int = 3
) -> list[Line]:
    """Return the lines of a paragraph that has no forced breaks.

    Args:
        width: How wide a line may be, in points.
        digits: How many digits to keep free for a page number.
    """
    if not pieces:
        return [Line([], 0)]
    size = pieces[0].run.size
    # A hair more, or a line that fits exactly may not, by the error of one sum.
    room = max(width, 1.0) * 1000 / size + 1e-6
    if len(pieces) == 1 and not pieces[0].mark and not pieces[0].run.numbered:
        text, run, _ = pieces[0]
        if text.isascii() and "-" not in text:
            return _plain_lines(text, run, room, align)
    units: list[_Unit] = []
    free = True
    for piece in pieces:
        free = _add_units(units, piece, digits=digits, free=free)
    return _broken(units, room, align)


def set_code(text: str, run: Run, width: float) -> list[Line]:
    """Return the lines of text that is shown letter for letter."""
    room = max(width, 1.0) * 1000 / run.size
    lines = []
    for written in text.split("\n"):
        shown = written.expandtabs(4).translate(_SPACES)
        chunks = _chunks(shown, run, room) if shown else [shown]
        lines += [Line([Fragment(0.0, chunk, run)], len(chunk)) for chunk in chunks]
        # Tabs that grew are counted as what they were, on the last line.
        grown = len(shown) - len(written)
        lines[-1] = lines[-1]._replace(length=lines[-1].length + 1 - grown)
    return lines


def width_of(text: str, run: Run) -> float:
    """Return how wide a text is on one line, in points."""
    return run.face.widths[text] * run.size / 1000


def _plain_lines(text: str, run: Run, room: float, align: str) -> list[Line]:
    """Break text of one run that only has spaces to break at."""
    if not text.isprintable():
        text = text.translate(_SPACES)
    widths, space = run.face.widths, run.face.space
    words = text.split(" ")
    sizes = [widths[word] for word in words]
    if max(sizes) > room:
        units: list[_Unit] = []
        _add_words(units, text, run, free=True)
        return _broken(units, room, align)
    # ends[n] is where word n ends if everything stood on one endless line.
    ends = list(accumulate(sizes, lambda end, size: end + space + size))
    if ends[-1] <= room:
        fragment = Fragment(_shift(room - ends[-1], align) * run.size / 1000, text, run)
        return [Line([fragment], len(text))]
    lines = []
    first, count, start = 0, len(words), 0.0
    while first < count:
        end = max(bisect_right(ends, start + room, first), first + 1)
        line = " ".join(words[first:end])
        x = _shift(room - (ends[end - 1] - start), align) * run.size / 1000
        lines.append(Line([Fragment(x, line, run)], len(line) + (end < count)))
        start = ends[end - 1] + space
        first = end
    return lines


def _add_units(units: list[_Unit], piece: Piece, *, digits: int, free: bool) -> bool:
    """Add the units of one piece; return whether a line may begin after it."""
    text, run, mark = piece
    widths = run.face.widths
    if mark:
        shape = mark + " "
        width = widths[mark] + run.face.space
        units.append(_Unit(shape, run, width, gap=0.0, starts=free, length=0))
        free = False
    if run.numbered:
        # A number never stands at the beginning of a line without its "p.".
        before, gap, _ = text.rstrip(" ").rpartition(" ")
        space = 0.0
        if gap:
            _add_words(units, before, run._replace(numbered=False), free=free)
            text = text[len(before) + 1 :]
            space, free = run.face.space, True
        width = widths[text] + digits * widths["0"]
        units.append(_Unit(text, run, width, space, free, len(text)))
        return False
    return _add_words(units, text, run, free=free)


def _add_words(units: list[_Unit], text: str, run: Run, *, free: bool) -> bool:
    """Add words at spaces; return whether a line may begin after the last."""
    if not text:
        return free
    if not text.isprintable():
        text = text.translate(_SPACES)
    widths, space = run.face.widths, run.face.space
    words = text.split(" ")
    inside = "-" in text or not text.isascii()
    gap, starts = 0.0, free
    for word in words:
        if inside and not (word.isascii() and "-" not in word):
            for part in _parts(word):
                units.append(_Unit(part, run, widths[part], gap, starts, len(part)))
                gap, starts = 0.0, True
        else:
            units.append(_Unit(word, run, widths[word], gap, starts, len(word)))
            starts = True
        gap = space
    return inside and _may_end_line(words[-1][-1:])


def _may_end_line(character: str) -> bool:
    return character not in _NOT_LAST and bool(_EAST_ASIAN_CHARACTER.match(character))


def _parts(word: str) -> list[str]:
    """Return a word cut wherever a line may break in it."""
    cuts = {0}
    for found in _INSIDE_A_WORD.finditer(word):
        before, after = found.span()
        if not _EAST_ASIAN_CHARACTER.match(found[0]):
            cuts.add(after)
            continue
        if found[0] not in _NOT_FIRST and word[before - 1 : before] not in _OPENING:
            cuts.add(before)
        if found[0] not in _NOT_LAST and _may_begin_line(word[after : after + 1]):
            cuts.add(after)
    cuts.discard(len(word))
    places = [*sorted(cuts), len(word)]
    return [word[start:end] for start, end in pairwise(places)]


def _may_begin_line(character: str) -> bool:
    if not character or character in _NOT_FIRST:
        return False
    return character in _OPENING or unicodedata.category(character)[0] not in "MP"


def _broken(units: list[_Unit], room: float, align: str) -> list[Line]:
    """Break units of any kind into lines."""
    units = _fitting(units, room)
    firsts = [n for n, unit in enumerate(units) if unit.starts or n == 0]
    ends = list(accumulate([unit.gap + unit.width for unit in units]))
    lasts = [*[first - 1 for first in firsts[1:]], len(units) - 1]
    group_ends = [ends[last] for last in lasts]
    lines = []
    lean = _shift(1.0, align)
    group, count = 0, len(firsts)
    while group < count:
        first = firsts[group]
        start = ends[first] - units[first].width
        after = max(bisect_right(group_ends, start + room, group), group + 1)
        last = lasts[after - 1]
        x = _shift(room - (ends[last] - start), align)
        follows = after < count and units[last + 1].gap > 0
        line = _line(units[first : last + 1], x, spaced=follows)
        lines.append(line._replace(lean=lean) if line.numbered and lean else line)
        group = after
    return lines


def _line(units: list[_Unit], x: float, *, spaced: bool) -> Line:
    """Join the units of one line, as few fragments as there are runs."""
    run = units[0].run
    begin, length = x, int(spaced)
    words: list[str] = []
    fragments: list[Fragment] = []
    scale = run.size / 1000
    numbered = False
    for n, unit in enumerate(units):
        gap = unit.gap if n else 0.0
        if n and (unit.run is not run or run.numbered):
            if gap and not run.numbered:
                words.append(" ")
            _add_fragment(fragments, begin * scale, words, run)
            # A page number is drawn behind its words, so no space can follow there.
            words = [" "] if gap and run.numbered else []
            begin = x if words else x + gap
            run = unit.run
        elif gap:
            words.append(" ")
        words.append(unit.text)
        numbered = numbered or unit.run.numbered
        length += unit.length + (1 if gap else 0)
        x += gap + unit.width
    _add_fragment(fragments, begin * scale, words, run)
    return Line(fragments, length, numbered)


def _add_fragment(
    fragments: list[Fragment], x: float, words: list[str], run: Run
) -> None:
    text = "".join(words)
    if text or run.numbered:
        fragments.append(Fragment(x, text, run))


def _fitting(units: list[_Unit], room: float) -> list[_Unit]:
    """Return the units, with groups that are wider than a line cut to pieces."""
    fitting: list[_Unit] = []
    group: list[_Unit] = []
    width = 0.0
    for unit in units:
        if unit.starts and group:
            fitting += group if width <= room else _cut(group, room)
            group, width = [], 0.0
        width += unit.width + (unit.gap if group else 0.0)
        group.append(unit)
    return fitting + (group if width <= room else _cut(group, room))


def _cut(group: list[_Unit], room: float) -> list[_Unit]:
    cut: list[_Unit] = []
    for unit in group:
        if unit.run.numbered or not unit.length:
            cut.append(unit)
            continue
        gap, starts = unit.gap, unit.starts
        for chunk in _chunks(unit.text, unit.run, room):
            width = unit.run.face.widths[chunk]
            cut.append(_Unit(chunk, unit.run, width, gap, starts, len(chunk)))
            gap, starts = 0.0, True
    return cut


def _chunks(text: str, run: Run, room: float) -> list[str]:
    """Return text cut into pieces that fill a line each, never between accents."""
    advances = run.face.advances
    ends = list(accumulate(map(advances.__getitem__, text)))
    chunks = []
    start = 0
    before = 0.0
    while start < len(text):
        end = max(bisect_right(ends, before + room, start), start + 1)
        while start + 1 < end < len(text) and unicodedata.combining(text[end]):
            end -= 1
        chunks.append(text[start:end])
        before = ends[end - 1]
        start = end
    return chunks


def _shift(left_over: float, align: str) -> float:
    if align == "left" or left_over <= 0:
        return 0.0
    return left_over if align == "right" else left_over / 2
