"""An OpenDocument text → blocks of our own: headings, paragraphs, lists and tables.

ODF 1.2 Part 1 (Part 3 of ODF 1.3), 5 (text), 6 (inlines), 9 (tables), 10.4 (frames).
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    counted,
    in_brackets,
    too_long,
)
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.libreoffice.clean.opendocument import check_unlocked
from evidence_builder.attachments.word.pictures import figure
from evidence_builder.attachments.word.runs import GAP, is_blank
from evidence_builder.attachments.word.tables import RawCell, RawRow, make_table
from evidence_builder.document.blocks import Figure, Heading, ListBlock, Paragraph
from evidence_builder.document.inlines import Break, Link, Strong, Text
from evidence_builder.markup.html import is_web
from evidence_builder.markup.openxml import open_package
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.content import Note, Request
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline
    from evidence_builder.markup.openxml import Package

LETTERS: Final = 1_500_000
"""The most characters of one document that are shown."""
ROWS: Final = 5_000
"""The most rows of one table that are shown."""
REPEATED: Final = 100
"""How often a row or a cell that is stored once may be shown."""

# Blanks collapse: ODF 1.2 Part 1, 6.1.2.
_BLANKS: Final = re.compile(r"[ \t\r\n\x7f-\x9f\u2028\u2029]+")
# ODF 1.2 Part 1, 5.4 (sections), 8 (indexes), 9.1 (tables), 10.4.3 (text boxes).
_HOLDERS: Final = frozenset(
    """
    text:section text:index-body text:table-of-content text:index-title
    text:illustration-index text:alphabetical-index draw:text-box text:list-header
    table:table-header-rows table:table-row-group table:table-rows text:soft-page-break
    text:bibliography text:user-index
    """.split()  # noqa: SIM905 - names read better as words
)
_UNREAD: Final = frozenset(
    ("office:annotation-end", "text:tracked-changes", "text:bookmark")
)


def convert(data: bytes, _request: Request) -> Content:
    """Return an OpenDocument text as blocks.

    Raises:
        CannotBeIncludedError: There is nothing in it.
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    package = open_package(data, in_words("odt"))
    check_unlocked(package)
    root = package.tree("content.xml")
    content = child(root, "office:body", "office:text")
    if content is None:
        raise CannotBeIncludedError(wording.no_text_part(), wording.save_in_program())
    reader = _Reader(package)
    try:
        blocks = reader.blocks(content)
    except RecursionError as error:
        raise CannotBeIncludedError(
            wording.lists_too_deep(), wording.save_in_program()
        ) from error
    if reader.notes:
        heading = Heading(4, (Text(wording.notes()),), outlined=False)
        blocks += [heading, *reader.notes]
    if not blocks:
        hint = wording.check_it_is_meant()
        raise CannotBeIncludedError(wording.nothing_in_it(), hint)
    way = wording.without_layout()
    return Content(blocks=tuple(blocks), way=way, notes=reader.findings())


class _Reader:
    """Reads one document, in order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._letters = LETTERS
        self._is_cut = False
        self._figures: list[Block] = []
        self._lost: Counter[str] = Counter()
        self._style = ""
        self._depth = 0
        self._numbered = _numbered_levels(package)
        self.notes: list[Block] = []

    def findings(self) -> tuple[Note, ...]:
        """Return what there is to tell."""
        return (*counted(self._lost), *((too_long(),) if self._is_cut else ()))

    def blocks(self, container: _Element) -> list[Block]:
        """Return the blocks that something holds."""
        blocks: list[Block] = []
        for element in container:
            if self._letters <= 0:
                self._is_cut = True
                break
            name = name_of(element)
            if name in ("text:p", "text:h"):
                blocks += self._paragraph(element, name)
            elif name == "text:list":
                blocks += self._list(element)
            elif name == "table:table":
                blocks += self._table(element)
            elif name in _HOLDERS:
                blocks += self.blocks(element)
            elif name == "draw:frame":
                self._inlines(element)
                blocks += self._taken()
        return blocks

    def _paragraph(self, element: _Element, name: str) -> list[Block]:
        self._letters -= len("".join(element.itertext()))
        inlines = _trimmed([Text(element.text or ""), *self._within(element)])
        after = self._taken()
        if not inlines:
            return after
        if name == "text:p":
            return [Paragraph(inlines), *after]
        if whole(attribute(element, "text:outline-level"), 1) <= 2:
            return [Heading(4, inlines, outlined=False), *after]
        return [Paragraph((Strong(inlines),)), *after]

    def _taken(self) -> list[Block]:
        figures, self._figures = self._figures, []
        return figures

    def _within(self, element: _Element) -> list[Inline]:
        inlines: list[Inline] = []
        for part in element:
            inlines += self._inlines(part)
            inlines.append(Text(part.tail or ""))
        return inlines

    def _inlines(self, part: _Element) -> list[Inline]:
        name = name_of(part)
        if name in _UNREAD:
            return []
        if name == "draw:frame":
            return self._frame(part)
        sign = self._sign(part, name)
        if sign is not None:
            return [sign]
        within = [Text(part.text or ""), *self._within(part)]
        href = attribute(part, "xlink:href")
        if name == "text:a" and is_web(href):
            plain = tuple(
                inline for inline in within if isinstance(inline, Text) and inline.text
            )
            return [Link(plain, href.replace(" ", "%20"))] if plain else []
        return within

    def _sign(self, part: _Element, name: str) -> Inline | None:
        """Return what stands for a blank, a break, a note; None for ordinary words.

        ODF 1.2 Part 1, 6.1.3 to 6.1.5, 6.3 and 14.1.
        """
        match name:
            case "text:s":
                count = whole(attribute(part, "text:c"), 1)
                return Text("\u00a0" * min(max(count, 1), 80))
            case "text:tab":
                return Text(GAP)
            case "text:line-break":
                return Break()
            case "text:note":
                return self._note(part)
            case "office:annotation":
                comment = " ".join("".join(part.itertext()).split())
                return Text(f" {wording.comment_inside(words=comment)} ")
        return None

    def _note(self, part: _Element) -> Text:
        number = len(self.notes) + 1
        body = child(part, "text:note-body")
        words = "" if body is None else " ".join("".join(body.itertext()).split())
        self.notes.append(Paragraph((Text(f"[{number}] {words}"),)))
        return Text(f" [{number}]")

    def _frame(self, frame: _Element) -> list[Inline]:
        """Keep a picture or a text box for the end of its paragraph."""
        title = child(frame, "svg:desc")
        if title is None:
            title = child(frame, "svg:title")
        alt = "" if title is None else (title.text or "").strip()
        box = child(frame, "draw:text-box")
        if box is not None:
            held, self._figures = self._figures, []
            inner = self.blocks(box)
            self._figures = [*held, *inner]
            return []
        kind = "picture" if child(frame, "draw:object") is None else "object"
        for image in frame:
            if name_of(image) != "draw:image":
                continue
            href = attribute(image, "xlink:href").removeprefix("./")
            part = self._package.find(href) if href else None
            picture = figure(self._package.read(part), alt) if part else None
            if isinstance(picture, Figure):
                self._figures.append(picture)
                return []
        self._lost[kind] += 1
        return [Text(f" {in_brackets(kind, alt)} ")]

    def _list(self, element: _Element) -> list[Block]:
        outer = self._style
        self._style = attribute(element, "text:style-name") or outer
        self._depth += 1
        ordered = (self._style, self._depth) in self._numbered
        items = tuple(
            tuple(blocks)
            for item in element
            if name_of(item) in ("text:list-item", "text:list-header")
            and (blocks := self.blocks(item))
        )
        self._style = outer
        self._depth -= 1
        return [ListBlock(items, ordered)] if items else []

    def _table(self, element: _Element) -> list[Block]:
        rows: list[RawRow] = []
        self._rows(element, rows, is_head=False)
        table = make_table(rows, [])
        return [] if table is None else [table]

    def _rows(self, element: _Element, rows: list[RawRow], *, is_head: bool) -> None:
        for part in element:
            name = name_of(part)
            if len(rows) >= ROWS:
                self._is_cut = True
                return
            if name == "table:table-row":
                cells = self._cells(part)
                rows += [RawRow(tuple(cells), is_head)] * _times(part, "rows")
            elif name in _HOLDERS:
                head = is_head or name == "table:table-header-rows"
                self._rows(part, rows, is_head=head)

    def _cells(self, row: _Element) -> list[RawCell]:
        cells: list[RawCell] = []
        for part in row:
            name = name_of(part)
            if name not in ("table:table-cell", "table:covered-table-cell"):
                continue
            span = whole(attribute(part, "table:number-columns-spanned"), 1)
            if name == "table:covered-table-cell" and cells and cells[-1].span > 1:
                continue
            cell = RawCell(tuple(self.blocks(part)), max(span, 1))
            cells += [cell] * _times(part, "columns")
        return cells


def _times(element: _Element, what: str) -> int:
    """Return how often a row or a cell is shown that is stored once."""
    times = whole(attribute(element, f"table:number-{what}-repeated"), 1)
    return min(max(times, 1), REPEATED)


def _numbered_levels(package: Package) -> frozenset[tuple[str, int]]:
    """Return the levels of list styles that have numbers and not bullets."""
    levels: set[tuple[str, int]] = set()
    for part in ("styles.xml", "content.xml"):
        root = package.tree(part)
        if root is None:
            continue
        for level in root.iter(qualified("text:list-level-style-number")):
            style = attribute(level.getparent(), "style:name")
            if attribute(level, "style:num-format"):
                levels.add((style, whole(attribute(level, "text:level"))))
    return frozenset(levels)


def _trimmed(inlines: list[Inline]) -> tuple[Inline, ...]:
    """Return inlines with blanks as one, texts joined, and none at the edges."""
    trimmed: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text):
            words = _BLANKS.sub(" ", inline.text)
            if trimmed and isinstance(trimmed[-1], Text):
                trimmed[-1] = Text(_BLANKS.sub(" ", trimmed[-1].text + words))
            elif words:
                trimmed.append(Text(words))
        else:
            trimmed.append(inline)
    while trimmed and is_blank(trimmed[0]):
        trimmed.pop(0)
    while trimmed and is_blank(trimmed[-1]):
        trimmed.pop()
    return tuple(trimmed)
