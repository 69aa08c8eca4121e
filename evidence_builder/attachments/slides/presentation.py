"""A PowerPoint presentation → blocks of our own: title, text and notes by slide.

ECMA-376 Part 1 (5th ed.), 19.2 and 19.3; text: 21.1.2; tables: 21.1.3.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Note,
    counted,
    in_brackets,
)
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.word.pictures import crop_of, figure
from evidence_builder.attachments.word.runs import is_blank
from evidence_builder.attachments.word.tables import RawCell, RawRow, make_table
from evidence_builder.document.blocks import Heading, ListBlock, Paragraph
from evidence_builder.document.inlines import Break, Text
from evidence_builder.markup.openxml import open_package
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.content import Request
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline
    from evidence_builder.markup.openxml import Package, Relation

SLIDES: Final = 200
"""The most slides of one presentation that are shown."""
LETTERS: Final = 20_000
"""The most characters of one slide that are shown."""
PICTURES: Final = 100
"""The most pictures of one presentation that are shown."""
ROWS: Final = 500
"""The most rows of one table that are shown."""

# ST_PlaceholderType: ECMA-376 Part 1, 19.7.10.
_TITLES: Final = ("title", "ctrTitle")
_NOT_SHOWN: Final = ("sldNum", "dt", "ftr", "hdr", "sldImg")


def convert(data: bytes, _request: Request) -> Content:
    """Return a presentation as blocks.

    Raises:
        CannotBeIncludedError: There is nothing in it.
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    package = open_package(data, in_words("pptx"))
    part = package.related("", "officeDocument") or "ppt/presentation.xml"
    root = package.tree(part)
    if root is None:
        raise CannotBeIncludedError(wording.no_slides_part(), wording.save_in_program())
    relations = package.relations(part)
    slides = [
        relations[key].target
        for element in root.iter(qualified("p:sldId"))
        if (key := attribute(element, "r:id")) in relations
    ]
    reader = _Reader(package)
    blocks: list[Block] = []
    hidden = 0
    for number, slide in enumerate(slides[:SLIDES], 1):
        tree = package.tree(slide)
        if tree is None:
            continue
        if attribute(tree, "show", "1") in ("0", "false"):
            hidden += 1
            continue
        blocks += reader.slide(number, slide, tree)
    if not blocks:
        hint = wording.check_it_is_meant()
        raise CannotBeIncludedError(wording.no_slides(), hint)
    if hidden:
        blocks.append(Paragraph((Text(wording.hidden_slides(hidden)),), "small"))
    notes = counted(reader.lost)
    if len(slides) > SLIDES:
        message = wording.first_slides(len(slides), most=SLIDES)
        notes += (Note("file-cut", message, wording.keep_slides()),)
    return Content(blocks=tuple(blocks), way=wording.slides_way(), notes=notes)


class _Reader:
    """Reads the slides of one presentation, in order."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._relations: dict[str, Relation] = {}
        self.lost: Counter[str] = Counter()
        self._pictures = 0

    def slide(self, number: int, part: str, tree: _Element) -> list[Block]:
        """Return what is on a slide, and what was noted below it."""
        self._relations = self._package.relations(part)
        title: tuple[Inline, ...] = ()
        blocks: list[Block] = []
        for shape in _shapes(tree):
            kind = attribute(next(shape.iter(qualified("p:ph")), None), "type")
            if kind in _NOT_SHOWN:
                continue
            shown = self._shape(shape)
            if kind in _TITLES and not title and shown:
                title = _words_of(shown[0])
                shown = shown[1:]
            blocks += shown
        words: tuple[Inline, ...] = (Text(wording.slide(number=number)),)
        if title:
            words = (Text(f"{wording.slide_titled(number=number)} "), *title)
        heading = Heading(4, words, outlined=False)
        return [heading, *blocks, *self._notes(part)]

    def _shape(self, shape: _Element) -> list[Block]:
        name = name_of(shape)
        if name == "p:pic":
            return [self._picture(shape)]
        if name == "p:graphicFrame":
            table = next(shape.iter(qualified("a:tbl")), None)
            if table is not None:
                return _table(table)
            chart = next(shape.iter(qualified("c:chart")), None)
            return [self._named("object" if chart is None else "chart", shape)]
        body = child(shape, "p:txBody")
        return [] if body is None else _text(body)

    def _picture(self, shape: _Element) -> Block:
        fill = child(shape, "p:blipFill")
        blip = child(fill, "a:blip")
        part = self._package.inside(self._relations.get(attribute(blip, "r:embed")))
        properties = next(shape.iter(qualified("p:cNvPr")), None)
        width = whole(attribute(child(shape, "p:spPr", "a:xfrm", "a:ext"), "cx"))
        self._pictures += 1
        if part is not None and self._pictures <= PICTURES:
            alt = attribute(properties, "descr")
            shown = figure(self._package.read(part), alt, width, crop_of(fill))
            if shown is not None:
                return shown
        return self._named("picture", shape)

    def _named(self, kind: str, shape: _Element) -> Block:
        self.lost[kind] += 1
        alt = attribute(next(shape.iter(qualified("p:cNvPr")), None), "descr")
        return Paragraph((Text(in_brackets(kind, alt)),))

    def _notes(self, part: str) -> list[Block]:
        notes = self._package.tree(self._package.related(part, "notesSlide"))
        blocks: list[Block] = []
        for shape in () if notes is None else _shapes(notes):
            kind = attribute(next(shape.iter(qualified("p:ph")), None), "type")
            body = child(shape, "p:txBody")
            if kind == "body" and body is not None:
                blocks += _text(body)
        if not blocks:
            return []
        first = blocks[0]
        label = Text(f"{wording.slide_notes()} ")
        if isinstance(first, Paragraph):
            return [Paragraph((label, *first.inlines)), *blocks[1:]]
        return [Paragraph((label,)), *blocks]


def _shapes(tree: _Element) -> list[_Element]:
    """Return what lies on a slide, groups opened: 19.3.1."""
    root = child(tree, "p:cSld", "p:spTree")
    shapes: list[_Element] = []
    waiting = [] if root is None else list(reversed(root))
    while waiting:
        element = waiting.pop()
        name = name_of(element)
        if name in ("p:sp", "p:pic", "p:graphicFrame", "p:cxnSp"):
            shapes.append(element)
        elif name == "p:grpSp":
            waiting.extend(reversed(element))
        elif name == "mc:AlternateContent":
            fallback = child(element, "mc:Fallback")
            chosen = fallback if fallback is not None else child(element, "mc:Choice")
            waiting.extend(reversed(chosen if chosen is not None else ()))
    return shapes


def _text(body: _Element) -> list[Block]:
    """Return the paragraphs of a text: those that are indented as a list."""
    blocks: list[Block] = []
    left = LETTERS
    for paragraph in body.findall(qualified("a:p")):
        inlines: list[Inline] = []
        for part in paragraph:
            name = name_of(part)
            if name in ("a:r", "a:fld"):
                words = " ".join((part.findtext(qualified("a:t")) or "").splitlines())
                left -= len(words)
                if words and left > 0:
                    inlines.append(Text(words))
            elif name == "a:br":
                inlines.append(Break())
        if all(map(is_blank, inlines)):
            continue
        properties = child(paragraph, "a:pPr")
        item = Paragraph(tuple(inlines))
        if whole(attribute(properties, "lvl")) <= 0:
            blocks.append(item)
        elif blocks and isinstance(last := blocks[-1], ListBlock):
            blocks[-1] = ListBlock((*last.items, (item,)))
        else:
            blocks.append(ListBlock(((item,),)))
    return blocks


def _table(table: _Element) -> list[Block]:
    grid = [
        whole(attribute(column, "w"), most=10**9)
        for column in table.iter(qualified("a:gridCol"))
    ]
    rows: list[RawRow] = []
    for row in table.findall(qualified("a:tr"))[:ROWS]:
        cells: list[RawCell] = []
        for cell in row.findall(qualified("a:tc")):
            if attribute(cell, "hMerge") in ("1", "true"):
                continue
            body = child(cell, "a:txBody")
            span = max(whole(attribute(cell, "gridSpan"), 1), 1)
            blocks = () if body is None else tuple(_text(body))
            cells.append(RawCell(blocks, span))
        first = attribute(child(table, "a:tblPr"), "firstRow") in ("1", "true")
        rows.append(RawRow(tuple(cells), first and not rows))
    shown = make_table(rows, grid)
    return [] if shown is None else [shown]


def _words_of(block: Block) -> tuple[Inline, ...]:
    """Return the words of a title, which is one line here."""
    if not isinstance(block, Paragraph):
        return ()
    return tuple(
        Text(" ") if isinstance(inline, Break) else inline for inline in block.inlines
    )
