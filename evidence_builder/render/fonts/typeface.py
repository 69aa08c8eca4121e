"""How wide words are and which font draws each of their characters.

A :class:`Typeface` is one way of setting text (bold or not, italic or not, fixed
width or not) with every fall-back behind it. Widths are in thousandths of the size
of the type, worked out once for each word.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.render.fonts import instances, sources

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from evidence_builder.render.fonts.instances import Metrics, Tables
    from evidence_builder.render.fonts.sources import FontSource

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
"""Drawn, visibly, where no font has a character."""

_WORDS_KEPT = 200_000
_CJK_FROM, _EMOJI, _CJK_AGAIN = 0x2000, 0x1F300, 0x20000


class Face:
    """One font as it will be embedded."""

    __slots__ = ("_source", "advances", "glyphs", "metrics", "name", "program")

    def __init__(
        self, name: str, tables: Tables, source: FontSource | None = None
    ) -> None:
        self.name = name
        self.glyphs = tables.glyphs
        self.advances = tables.advances
        self.metrics: Metrics = tables.metrics
        self.program = tables.program
        self._source = source

    def cut_down(self, characters: Iterable[str]) -> tuple[bytes, dict[str, int]]:
        """Return a font with these characters, and their glyphs in that font."""
        if self.program or self._source is None:
            return self.program, self.glyphs
        return instances.cut_down(self._source, "".join(sorted(characters)))


class DrawnCharacter(NamedTuple):
    """The font that draws a character, and the character that is drawn for it."""

    face: Face
    character: str


class Typeface:
    """A way of setting text, every fall-back included."""

    def __init__(self, *, bold: bool, italic: bool, mono: bool) -> None:
        self.bold, self.italic, self.mono = bold, italic, mono
        self._first = _first_faces(bold=bold, italic=italic, mono=mono)
        self.face = self._first[0]
        """The font that draws nearly everything."""
        self.advances = _Advances(self)
        self.widths = _Widths(self.advances)
        self.space: float = self.advances[" "]
        self._drawn: dict[str, DrawnCharacter | None] = {}

    def drawn(self, character: str) -> DrawnCharacter | None:
        """Return what draws a character; None for one that leaves no mark."""
        try:
            return self._drawn[character]
        except KeyError:
            drawn = self._drawn[character] = self._find(character)
            return drawn

    def _find(self, character: str) -> DrawnCharacter | None:
        for face in self._first:
            if character in face.glyphs and not _unseen(character):
                return DrawnCharacter(face, character)
        if _unseen(character):
            return None
        for face in _fall_backs(character, bold=self.bold, italic=self.italic):
            if character in face.glyphs:
                return DrawnCharacter(face, character)
        return next(
            DrawnCharacter(f, REPLACEMENT)
            for f in self._first
            if REPLACEMENT in f.glyphs
        )


class _Advances(dict[str, float]):
    """The advance of each character, whichever font it comes from."""

    def __init__(self, typeface: Typeface) -> None:
        face = typeface.face
        # What has to be noticed is left to __missing__, everything else costs nothing.
        super().__init__(
            (character, width)
            for character, width in face.advances.items()
            if not (_unseen(character) or _leftwards(character))
        )
        self._typeface = typeface

    def __missing__(self, character: str) -> float:
        drawn = self._typeface.drawn(character)
        if drawn is None:
            width = 0.0
        else:
            width = drawn.face.advances[drawn.character]
            if drawn.character != character:
                troubled[character] = "missing"
        if _leftwards(character):
            troubled[character] = "leftwards"
        self[character] = width
        return width


class _Widths(dict[str, float]):
    """The width of each word."""

    def __init__(self, advances: _Advances) -> None:
        super().__init__()
        self._advances = advances

    def __missing__(self, word: str) -> float:
        if len(self) > _WORDS_KEPT:
            self.clear()
        width = sum(map(self._advances.__getitem__, composed(word)))
        self[word] = width
        return width


troubled: dict[str, str] = {}
"""Characters met so far that cannot be shown as they should, and why.

Filled while words are measured, so that whoever measures has nothing to look for in
a document without such characters.
"""


@cache
def typeface(*, bold: bool, italic: bool, mono: bool) -> Typeface:
    """Return the one typeface of a kind; it is made when it is first asked for."""
    return Typeface(bold=bold, italic=italic, mono=mono)


def composed(word: str) -> str:
    """Return a word with its accents joined to their letters where that is possible.

    UAX #15, form C. Fonts have "é" drawn properly; "e" with a separate accent would
    need shaping.
    """
    return word if word.isascii() else unicodedata.normalize("NFC", word)


def _unseen(character: str) -> bool:
    """Whether a character is there for machines only: joiners, marks of direction."""
    # UAX #44: format controls; U+FE00 to U+FE0F are variation selectors.
    return unicodedata.category(character) == "Cf" or "\ufe00" <= character <= "\ufe0f"


def _leftwards(character: str) -> bool:
    # UAX #9, table 4: strong right-to-left types.
    return unicodedata.bidirectional(character) in {"R", "AL"}


@cache
def _face(source: FontSource) -> Face:
    return Face(source.name, instances.static(source), source)


def _first_faces(*, bold: bool, italic: bool, mono: bool) -> tuple[Face, ...]:
    wanted = [sources.text_font(bold=bold, italic=italic)]
    if mono:
        code = sources.code_font(bold=bold, italic=italic)
        wanted[:0] = [code] if code else []
    return tuple(map(_face, wanted))


def _fall_backs(character: str, *, bold: bool, italic: bool) -> Iterator[Face]:
    if unicodedata.category(character) in {"Cc", "Cs", "Cn", "Co"}:
        return
    wide = sources.wide_font(bold=bold, italic=italic)
    if wide:
        yield _face(wide)
    code = ord(character)
    # These fonts are large, so they are opened only for what they may have.
    hangul = 0x1100 <= code < 0x1200
    if hangul or _CJK_FROM <= code < _EMOJI or code >= _CJK_AGAIN:
        yield from map(_face, sources.east_asian_fonts(bold=bold))
    yield from _system_faces()


def _system_faces() -> Iterator[Face]:
    for path in _system_paths():
        face = _system_face(path)
        if face is not None:
            yield face


@cache
def _system_paths() -> tuple[Path, ...]:
    return tuple(sources.system_fonts())


@cache
def _system_face(path: Path) -> Face | None:
    tables = instances.of_system(path)
    return tables and Face(path.stem.replace(" ", ""), tables)
