"""What stands inside a paragraph of a Word document → inlines."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import in_brackets
from evidence_builder.attachments.word.drawings import chosen_of, read_drawing
from evidence_builder.attachments.word.source import LETTERS
from evidence_builder.attachments.word.styles import RunProperties, looks_of, switch
from evidence_builder.attachments.word.symbols import in_unicode, symbol
from evidence_builder.document.blocks import Heading, ListBlock, Paragraph, Table
from evidence_builder.document.inlines import Break, Code, Emphasis, Link, Strong, Text
from evidence_builder.document.walk import walk_inlines
from evidence_builder.markup.html import is_web
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element

    from evidence_builder.attachments.word.drawings import DrawingParts
    from evidence_builder.attachments.word.source import WordPart
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

GAP: Final = "\u2003"
"""What a tab becomes."""

_BLANKS: Final = re.compile(r"[\t\r\n\x7f-\x9f\u2028\u2029]+")
# ECMA-376 Part 1, 17.5, 17.13.5, 17.16.19 (simple fields), 17.3.3.25 (ruby).
_HOLDERS: Final = frozenset(
    """
    w:ins w:moveTo w:smartTag w:customXml w:sdt w:sdtContent w:fldSimple w:dir w:bdo
    mc:Choice mc:Fallback w:ruby w:rubyBase
    """.split()  # noqa: SIM905 - names read better as words
)
# ECMA-376 Part 1, 17.3.3: content of runs.
_SIGNS: Final = {
    "w:tab": GAP,
    "w:ptab": GAP,
    "w:noBreakHyphen": "\u2011",
    "w:softHyphen": "",
}
# ECMA-376 Part 1, 17.11 and 17.13.4.
_NOTES: Final = {
    "w:footnoteReference": "footnotes",
    "w:endnoteReference": "endnotes",
    "w:commentReference": "comments",
}


class _Piece(NamedTuple):
    inline: Inline
    bold: bool
    italic: bool


_TICKED: Final = "☒"
_UNTICKED: Final = "☐"


class _OpenFields:
    """The fields that have begun and not ended, the outermost first.

    Their results are shown, their instructions are not: ECMA-376 Part 1, 17.16.18
    (characters of fields), 17.16.17 (form fields).
    """

    def __init__(self) -> None:
        self._open: list[bool] = []
        """Whether each has come to its result."""

    @property
    def is_hidden(self) -> bool:
        """Whether what comes now is an instruction, or part of one."""
        return not all(self._open)

    def mark(self, element: _Element) -> Iterator[str]:
        """Begin, turn or end a field; yield what it shows by itself."""
        kind = attribute(element, "w:fldCharType")
        if kind == "begin":
            if not self.is_hidden:
                yield from _form_field(child(element, "w:ffData"))
            self._open.append(False)
        elif kind == "separate" and self._open:
            self._open[-1] = True
        elif kind == "end" and self._open:
            self._open.pop()


class Runs:
    """Reads the paragraphs of one part, in order; fields may span several."""

    def __init__(self, source: WordPart) -> None:
        self._source = source
        self._fields = _OpenFields()
        self._pieces: list[_Piece] = []
        self.drawn: list[DrawingParts] = []
        """Drawings met since this was last emptied."""

    def read(self, paragraph: _Element, below: RunProperties) -> tuple[Inline, ...]:
        """Return the inlines of a paragraph; its drawings wait in ``drawn``."""
        self._pieces = []
        self._within(paragraph, below)
        return _tidy(self._pieces)

    def _within(self, element: _Element, below: RunProperties) -> None:
        for part in element:
            name = name_of(part)
            if name == "w:r":
                self._run(part, below)
            elif name == "w:hyperlink":
                self._link(part, below)
            elif name in _HOLDERS:
                self._within(part, below)
            elif name == "mc:AlternateContent":
                chosen = chosen_of(part)
                if chosen is not None:
                    self._within(chosen, below)
            elif name in ("m:oMath", "m:oMathPara"):
                self._equation(part)

    def _run(self, run: _Element, below: RunProperties) -> None:
        properties = child(run, "w:rPr")
        if properties is None:
            if not below.hidden:
                self._parts(run, below)
            return
        style = attribute(child(properties, "w:rStyle"), "w:val")
        looks = looks_of(properties)
        if style:
            looks = looks.over(self._source.styles.get(style).looks)
        looks = looks.over(below)
        if looks.hidden:
            self._source.lost["piece"] += 1
            return
        self._parts(run, looks)

    def _parts(self, run: _Element, looks: RunProperties) -> None:
        for part in run:
            name = name_of(part)
            if name == "w:fldChar":
                for words in self._fields.mark(part):
                    self._add(Text(words), looks)
            elif self._fields.is_hidden:
                continue
            elif name == "w:t":
                self._words(in_unicode(part.text or "", looks.font), looks)
            elif name in _SIGNS:
                self._words(_SIGNS[name], looks)
            elif name in ("w:br", "w:cr"):
                if attribute(part, "w:type") not in ("page", "column"):
                    self._add(Break(), looks)
            else:
                self._part(part, name, looks)

    def _part(self, part: _Element, name: str, looks: RunProperties) -> None:
        if name == "w:sym":
            code = attribute(part, "w:char")
            number = int(code, 16) if re.fullmatch("[0-9A-Fa-f]{1,5}", code) else 0
            self._words(symbol(attribute(part, "w:font"), number), looks)
        elif name in _NOTES:
            kind = _NOTES[name]
            number = self._source.number(kind, attribute(part, "w:id"))
            mark = f"[{number}]"
            if kind == "comments":
                mark = wording.comment_mark(number=number)
            self._words(f" {mark}", looks)
        elif name in ("w:drawing", "w:pict", "w:object"):
            drawn = read_drawing(part, self._source)
            for words in drawn.words:
                self._words(f" {words} ", looks)
            self.drawn.append(drawn)
        elif name == "mc:AlternateContent":
            chosen = chosen_of(part)
            if chosen is not None:
                self._parts(chosen, looks)
        elif name in _HOLDERS:
            self._within(part, looks)

    def _words(self, words: str, looks: RunProperties) -> None:
        words = _BLANKS.sub(" ", words)
        if words and self._source.take("letters", LETTERS, len(words)):
            self._add(Text(words), looks)

    def _add(self, inline: Inline, looks: RunProperties) -> None:
        self._pieces.append(_Piece(inline, bool(looks.bold), bool(looks.italic)))

    def _link(self, element: _Element, below: RunProperties) -> None:
        """Add a link of an allowed scheme; otherwise its words: 17.16.22."""
        outer, self._pieces = self._pieces, []
        self._within(element, below)
        inner, self._pieces = self._pieces, outer
        relation = self._source.relations.get(attribute(element, "r:id"))
        if relation is None or not relation.external or not is_web(relation.target):
            self._pieces += inner
            return
        within = tuple(
            inline
            for inline in _tidy(inner, edges=False)
            if not isinstance(inline, Link | Break)
        )
        if within:
            href = relation.target.replace(" ", "%20")
            self._pieces.append(_Piece(Link(within, href), bold=False, italic=False))

    def _equation(self, element: _Element) -> None:
        words = "".join(text.text or "" for text in element.iter(qualified("m:t")))
        self._source.lost["equation"] += 1
        self._words(in_brackets("equation", words), RunProperties())


def _form_field(properties: _Element | None) -> Iterator[str]:
    """Yield what a field of a form shows that has no result of its own."""
    box = child(properties, "w:checkBox")
    if box is not None:
        state = switch(box, "w:checked")
        ticked = switch(box, "w:default") if state is None else state
        yield _TICKED if ticked else _UNTICKED
    choices = child(properties, "w:ddList")
    if choices is not None:
        entries = choices.findall(qualified("w:listEntry"))
        result = child(choices, "w:result")
        if result is None:
            result = child(choices, "w:default")
        at = whole(attribute(result, "w:val"))
        if 0 <= at < len(entries):
            yield attribute(entries[at], "w:val")


def letters(block: Block) -> str:
    """Return the letters of a block, for where only words can stand."""
    match block:
        case Paragraph(inlines=inlines) | Heading(inlines=inlines):
            return _letters(inlines)
        case ListBlock(items=items):
            return " · ".join(letters(inner) for item in items for inner in item)
        case Table(rows=rows, head=head):
            return " · ".join(
                letters(inner)
                for row in (*head, *rows)
                for cell in row.cells
                for inner in cell.blocks
            )
        case _:
            return ""


def _letters(inlines: Iterable[Inline]) -> str:
    return "".join(
        " " if isinstance(inline, Break) else inline.text
        for inline in walk_inlines(inlines)
        if isinstance(inline, Text | Code | Break)
    )


def _tidy(pieces: list[_Piece], *, edges: bool = True) -> tuple[Inline, ...]:
    """Return pieces as inlines, each run of equal looks as one."""
    if edges:
        while pieces and is_blank(pieces[0].inline):
            pieces = pieces[1:]
        while pieces and is_blank(pieces[-1].inline):
            pieces = pieces[:-1]
    inlines: list[Inline] = []
    for (bold, italic), run in groupby(pieces, lambda piece: piece[1:]):
        within = tuple(_joined(piece.inline for piece in run))
        # Blanks look the same in bold.
        if all(isinstance(part, Text) and not part.text.strip() for part in within):
            inlines += within
            continue
        if italic:
            within = (Emphasis(within),)
        if bold:
            within = (Strong(within),)
        inlines += within
    return tuple(inlines)


def is_blank(inline: Inline) -> bool:
    """Whether an inline shows nothing: a break, or blanks."""
    return isinstance(inline, Break) or (
        isinstance(inline, Text) and not inline.text.strip()
    )


def _joined(inlines: Iterable[Inline]) -> Iterable[Inline]:
    for is_text, run in groupby(inlines, lambda inline: isinstance(inline, Text)):
        if is_text:
            yield Text("".join(part.text for part in run if isinstance(part, Text)))
        else:
            yield from run
