"""From inlines to pieces of text in one run each, styled and linked.

Keeps what one document's paragraphs share: how many digits a page number may have,
which anchors are asked for, and what could not be shown.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, assert_never

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic, Sink, Span
from evidence_builder.document import inlines
from evidence_builder.document.walk import walk_inlines
from evidence_builder.render.fonts.typeface import troubled, typeface
from evidence_builder.render.layout import measure
from evidence_builder.render.layout.boxes import Hyperlink, Run
from evidence_builder.render.layout.line_breaking import Piece
from evidence_builder.render.styles import FLAG_MARKS, TONES
from evidence_builder.wording.documents import render as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.render.layout.boxes import Line
    from evidence_builder.render.styles import Look, TextStyle

_SCHEMES = ("http://", "https://", "mailto:")


@dataclass(slots=True)
class Setter:
    """Sets the paragraphs of one document."""

    title: str
    """What findings give as their place."""
    look: Look
    digits: int = 3
    heading: str = ""
    """The words of the nearest heading before."""
    wanted: set[str] = field(default_factory=set)
    """Anchors that something refers to."""
    links: int = 0
    """How many times something does."""
    sink: Sink = field(default_factory=Sink)
    _missed: set[str] = field(default_factory=set)
    """Characters that no font has, once they are reported."""
    _runs: dict[int, tuple[TextStyle, Run]] = field(default_factory=dict)

    def lines(
        self,
        content: tuple[inlines.Inline, ...],
        style: TextStyle,
        width: float,
        *,
        align: str = "left",
        link: Hyperlink | None = None,
    ) -> list[Line]:
        """Return the lines of a paragraph; at least one, even if it is empty."""
        run = self._run(style)
        if link is None and len(content) == 1 and type(content[0]) is inlines.Text:
            pieces = [Piece(content[0].text, run)] if content[0].text else []
            lines = measure.set_lines(pieces, width, align=align)
        else:
            if link is not None:
                run = run._replace(link=link)
            lines = self._forced(content, run, width, align)
        if troubled:
            self.notice("".join(f.text for line in lines for f in line.fragments))
        return lines

    def short_line(
        self, content: tuple[inlines.Inline, ...], style: TextStyle, width: float
    ) -> Line:
        """Return inlines as one line, shortened where they are too long for it."""
        run = self._run(style)
        pieces: list[Piece | None] = []
        self._flatten(content, run, pieces)
        # A forced break is a space where there is only one line.
        line = measure.set_short(
            [Piece(" ", run) if piece is None else piece for piece in pieces],
            width,
            digits=self.digits,
        )
        if troubled:
            self.notice("".join(piece.text for piece in pieces if piece))
        return line

    def code(self, text: str, style: TextStyle, width: float) -> list[Line]:
        """Return the lines of text that is shown letter for letter."""
        run = run_of(style)
        lines = measure.set_code(text, run, width)
        if troubled:
            self.notice(text)
        return lines

    def _run(self, style: TextStyle) -> Run:
        # By identity, because the hash of a style takes longer than setting a word.
        known = self._runs.get(id(style))
        if known is None:
            run = run_of(style)
            known = self._runs[id(style)] = (style, run)
        return known[1]

    def want(self, target: str) -> None:
        """Note that something refers to an anchor."""
        self.wanted.add(target)
        self.links += 1

    def notice(self, text: str) -> None:
        """Report the characters of a text that cannot be shown as they should.

        Each character once, where it stands first; right-to-left text once a heading.
        """
        leftwards = False
        for character in sorted((troubled.keys() & set(text)) - self._missed):
            if troubled[character] == "missing":
                self._missed.add(character)
                self._missing(character)
            else:
                leftwards = True
        if leftwards:
            self.sink.report(
                codes.RIGHT_TO_LEFT,
                Span(self.title),
                words.leftwards_near(heading=self.heading)
                if self.heading
                else words.leftwards(),
                words.have_it_read(),
            )

    def _missing(self, character: str) -> None:
        name = unicodedata.name(character, "") or words.character_without_name()
        code = f"{ord(character):04X}"
        message = words.no_font_has(code=code, name=name)
        if self.heading:
            message = words.no_font_has_near(code=code, name=name, heading=self.heading)
        finding = Diagnostic(
            codes.GLYPH_MISSING,
            Span(self.title),
            message,
            (words.install_font(),),
            subject=character,
        )
        self.sink.extend([finding])

    def _forced(
        self,
        content: tuple[inlines.Inline, ...],
        run: Run,
        width: float,
        align: str,
    ) -> list[Line]:
        """Return the lines of the parts between forced breaks."""
        pieces: list[Piece | None] = []
        self._flatten(content, run, pieces)
        lines: list[Line] = []
        part: list[Piece] = []
        for piece in (*pieces, None):
            if piece is not None:
                part.append(piece)
                continue
            if lines:
                lines[-1] = lines[-1]._replace(length=lines[-1].length + 1)
            lines += measure.set_lines(part, width, align=align, digits=self.digits)
            part = []
        return lines

    def _flatten(  # noqa: C901, PLR0912 - one arm for each kind of inline
        self,
        content: Iterable[inlines.Inline],
        run: Run,
        pieces: list[Piece | None],
    ) -> None:
        for inline in content:
            match inline:
                case inlines.Text(text):
                    if text:
                        pieces.append(Piece(text, run))
                case inlines.Strong(inner):
                    self._flatten(inner, _restyled(run, bold=True), pieces)
                case inlines.Emphasis(inner):
                    self._flatten(inner, _restyled(run, italic=True), pieces)
                case inlines.Code(text):
                    if text:
                        pieces.append(Piece(text, _restyled(run, mono=True)))
                case inlines.Flag():
                    pieces.append(_flag(inline, run))
                case inlines.Link(inner, href):
                    link = Hyperlink(href=href)
                    linked = self._linked(run, link) if allowed(href) else run
                    self._flatten(inner, linked, pieces)
                case inlines.Reference(inner, target):
                    self.want(target)
                    linked = self._linked(run, Hyperlink(target=target))
                    self._flatten(inner, linked, pieces)
                case inlines.PageOf(target, prefix):
                    self.want(target)
                    pieces.append(Piece(prefix, self._numbered(run, target)))
                case inlines.Break():
                    pieces.append(None)
                case _:
                    assert_never(inline)

    def _linked(self, run: Run, link: Hyperlink) -> Run:
        # A link inside a link leads where the outer one does: one click, one place.
        if run.link:
            return run
        return Run(run.face, run.size, self.look.accent, link, run.numbered)

    def _numbered(self, run: Run, target: str) -> Run:
        # A page number is the number of its own target, whatever it stands in.
        link = Hyperlink(target=target)
        return Run(run.face, run.size, self.look.accent, link, numbered=True)


def plain(content: Iterable[inlines.Inline]) -> str:
    """Return the words of inlines; page numbers, which are not known, left out."""
    words = []
    for inline in walk_inlines(content):
        if isinstance(inline, inlines.Text | inlines.Code | inlines.Flag):
            words.append(inline.text)
        elif isinstance(inline, inlines.Break):
            words.append(" ")
    return "".join(words)


def allowed(href: str) -> bool:
    """Whether a document may link to an address."""
    return href.lower().startswith(_SCHEMES)


def run_of(style: TextStyle) -> Run:
    """Return how plain words of a style are set."""
    face = typeface(bold=style.bold, italic=style.italic, mono=style.mono)
    return Run(face, style.size, style.colour)


def _restyled(
    run: Run, *, bold: bool = False, italic: bool = False, mono: bool = False
) -> Run:
    face = run.face
    restyled = typeface(
        bold=bold or face.bold, italic=italic or face.italic, mono=mono or face.mono
    )
    return run._replace(face=restyled)


def _flag(flag: inlines.Flag, run: Run) -> Piece:
    face = typeface(bold=True, italic=False, mono=False)
    mark = flag.mark or FLAG_MARKS[flag.tone]
    return Piece(flag.text, run._replace(face=face, colour=TONES[flag.tone]), mark)
