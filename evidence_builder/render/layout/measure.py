"""From words to lines: where lines break, and where each piece of text stands.

Everything is reckoned in thousandths of the size of the type, so that the width of a
word is looked up and never worked out twice. A line breaks at spaces, after a hyphen
between letters, after a dash, between East Asian characters, and anywhere in a word
that is wider than a whole line.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from evidence_builder.render.layout.boxes import Fragment, Line
from evidence_builder.render.layout.line_breaking import (
    SPACES,
    Piece,
    add_chunks,
    add_words,
    breaks_inside,
    broken,
    shift,
    slices,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.render.layout.boxes import Run
    from evidence_builder.render.layout.line_breaking import Chunk

_NARROW = 350
"""A text is not tried on one line if its letters were narrower than this there."""
_ELLIPSIS = "…"
_ENDLESS = 1e9


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
        if not breaks_inside(text):
            return _plain_lines(text, run, room, align)
    if sum([len(piece.text) for piece in pieces]) * _NARROW <= room:
        line = _one_line(pieces, room, align, digits)
        if line is not None:
            return [line]
    chunks: list[Chunk] = []
    free = True
    for piece in pieces:
        free = add_chunks(chunks, piece, digits=digits, free=free)
    return broken(chunks, room, align)


def set_code(text: str, run: Run, width: float) -> list[Line]:
    """Return the lines of text that is shown letter for letter."""
    room = max(width, 1.0) * 1000 / run.size
    lines = []
    for written in text.split("\n"):
        shown = written.expandtabs(4).translate(SPACES)
        parts = slices(shown, run, room) if shown else [shown]
        lines += [Line([Fragment(0.0, part, run)], len(part)) for part in parts]
        # Tabs that grew are counted as what they were, on the last line.
        grown = len(shown) - len(written)
        lines[-1] = lines[-1]._replace(length=lines[-1].length + 1 - grown)
    return lines


def set_short(pieces: Sequence[Piece], width: float, *, digits: int = 3) -> Line:
    """Return a text as one line, its longest pieces made shorter until all fit.

    What leads nowhere is shortened before what can be clicked, in the middle, because
    a name tells most at its ends. Page numbers stay, and the words before them are
    the last to give way.
    """
    room = max(width, 1.0) * 1000 / pieces[0].run.size if pieces else 0.0
    widths = [piece.run.face.widths[piece.text] for piece in pieces]
    over = sum(widths) - room
    over += sum(digits * p.run.face.widths["0"] for p in pieces if p.run.numbered)
    over += sum(p.run.face.widths[f"{p.mark} "] for p in pieces if p.mark)
    fitting = list(pieces)
    if over > 0:
        order = sorted(
            range(len(pieces)),
            key=lambda n: (
                pieces[n].run.numbered,
                pieces[n].run.link is not None,
                -widths[n],
            ),
        )
        for n in order:
            text, run, mark = pieces[n]
            if over <= 0 or widths[n] <= run.face.widths[_ELLIPSIS]:
                continue
            text = _shortened(text, run, widths[n] - over)
            fitting[n] = Piece(text, run, mark)
            over -= widths[n] - run.face.widths[text]
    line = None
    if fitting:
        line = _one_line(fitting, _ENDLESS, "left", digits, breakable=False)
    return line or set_lines(fitting, _ENDLESS, digits=digits)[0]


def _shortened(text: str, run: Run, room: float) -> str:
    """Return a text with an ellipsis in its middle, no wider than the room."""
    room -= run.face.widths[_ELLIPSIS]
    ends = list(accumulate(map(run.face.advances.__getitem__, text)))
    head = bisect_right(ends, room / 2)
    while head and unicodedata.combining(text[head]):
        head -= 1
    used = ends[head - 1] if head else 0.0
    tail = bisect_left(ends, ends[-1] - max(room - used, 0.0), head) + 1
    while unicodedata.combining(text[tail : tail + 1] or " "):
        tail += 1
    return text[:head].rstrip() + _ELLIPSIS + text[tail:].lstrip()


def width_of(text: str, run: Run) -> float:
    """Return how wide a text is on one line, in points."""
    return run.face.widths[text] * run.size / 1000


def _plain_lines(text: str, run: Run, room: float, align: str) -> list[Line]:
    """Break text of one run that only has spaces to break at."""
    if not text.isprintable():
        text = text.translate(SPACES)
    widths, space = run.face.widths, run.face.space
    words = text.split(" ")
    sizes = [widths[word] for word in words]
    whole = sum(sizes) + space * (len(words) - 1)
    if whole <= room:
        x = shift(room - whole, align) * run.size / 1000
        return [Line([Fragment(x, text, run)], len(text))]
    if max(sizes) > room:
        chunks: list[Chunk] = []
        add_words(chunks, text, run, free=True)
        return broken(chunks, room, align)
    # ends[n] is where word n ends if everything stood on one endless line.
    ends = list(accumulate(sizes, lambda end, size: end + space + size))
    lines = []
    first, count, start = 0, len(words), 0.0
    while first < count:
        end = max(bisect_right(ends, start + room, first), first + 1)
        line = " ".join(words[first:end])
        x = shift(room - (ends[end - 1] - start), align) * run.size / 1000
        lines.append(Line([Fragment(x, line, run)], len(line) + (end < count)))
        start = ends[end - 1] + space
        first = end
    return lines


def _one_line(
    pieces: Sequence[Piece],
    room: float,
    align: str,
    digits: int,
    *,
    breakable: bool = True,
) -> Line | None:
    """Return pieces as one line; None if they do not fit.

    None also where one that is ``breakable`` could be broken inside a number.
    """
    stretches: list[tuple[float, str, Run]] = []
    x, length = 0.0, 0
    for text, run, mark in pieces:
        widths, space = run.face.widths, run.face.space
        begin = x
        if run.numbered:
            if mark or (breakable and " " in text.rstrip(" ")):
                return None
            shown = text.translate(SPACES)
            x += widths[shown] + digits * widths["0"]
        elif text or mark:
            shown = text if text.isprintable() else text.translate(SPACES)
            words = shown.split(" ")
            if mark:
                x += widths[mark] + space
                shown = f"{mark} {shown}"
            x += sum(map(widths.__getitem__, words)) + space * (len(words) - 1)
            if stretches and stretches[-1][2] is run:
                begin, before, _ = stretches.pop()
                shown = before + shown
        else:
            continue
        length += len(text)
        stretches.append((begin, shown, run))
    if x > room:
        return None
    scale = pieces[0].run.size / 1000
    left = shift(room - x, align)
    fragments = [Fragment((left + x) * scale, text, run) for x, text, run in stretches]
    numbered = any(run.numbered for _, _, run in stretches)
    return Line(fragments, length, numbered, shift(1.0, align) if numbered else 0.0)
