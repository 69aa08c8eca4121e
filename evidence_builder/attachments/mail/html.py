"""The HTML of a mail → blocks of our own; nothing is fetched or executed.

HTML Living Standard, "The elements of HTML"; what Outlook writes for lists is its own.
What only puts things in their places, as layout tables do, is read as what it holds.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from evidence_builder.attachments.mail.lists import (
    OutlookItem,
    add_item,
    add_to_item,
    arranged,
    form_of,
    outlook_level,
)
from evidence_builder.attachments.mail.runs import (
    BLANKS,
    MarkedText,
    Marks,
    marked,
    paragraphs,
)
from evidence_builder.attachments.mail.tables import HtmlCell, HtmlRow, blocks_of_table
from evidence_builder.attachments.mail.words import clean, clean_line
from evidence_builder.attachments.word.numbering import spelled
from evidence_builder.document.blocks import CodeBlock, Heading, Paragraph, Quotation
from evidence_builder.document.inlines import Strong
from evidence_builder.markup.html_tree import declarations, is_long, parse
from evidence_builder.markup.xml import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from lxml.etree import _Element

    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline

PIECES: Final = 20_000
"""The most paragraphs, line breaks, rows and cells that are shown."""
NESTED: Final = 6
"""Lists, quotations, tables in each other; deeper ones are read as what they hold."""

_HEADINGS: Final = {f"h{level}": level for level in range(1, 7)}
_LARGE_HEADINGS: Final = 2
"""How many levels of headings are headings here; the others are bold words."""
# HTML Living Standard, "Rendering", "Flow content", obsolete elements too.
_BLOCKS: Final = frozenset(
    """
    address article aside blockquote body caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form header hgroup hr html legend li main menu nav
    ol p section summary table tbody td tfoot th thead tr ul
    """.split()  # noqa: SIM905 - names read better as words
)
_PREFORMATTED: Final = frozenset(("pre", "listing", "plaintext", "xmp"))
_LISTS: Final = frozenset(("ul", "ol", "menu", "dir"))
# CSS Backgrounds and Borders 3, 3.4.
_BORDERS: Final = (
    "border",
    "border-top",
    "border-right",
    "border-bottom",
    "border-left",
)
_UNRULED: Final = re.compile(r"(?:medium )?none\b|0")


class HtmlText(NamedTuple):
    """What is shown of HTML, and whether that is not all."""

    blocks: tuple[Block, ...]
    characters: int
    is_cut: bool


def read_html(markup: str, names: Mapping[str, str], room: int) -> HtmlText:
    """Return HTML as blocks.

    Args:
        markup: As it came, with its letters decoded.
        names: What files that came with the mail are called, by their Content-ID.
        room: The most characters that are shown.
    """
    reader = _Reader(names, room)
    blocks = tuple(reader.flow(parse(markup), Marks()))
    is_cut = reader.is_cut or is_long(markup)
    return HtmlText(blocks, room - reader.room, is_cut)


class _Reader:
    """Walks one tree, in order."""

    def __init__(self, names: Mapping[str, str], room: int) -> None:
        self.room = room
        self.is_cut = False
        self._names = names
        self._pieces = PIECES
        self._nested = 0
        self._blocks: list[Block | OutlookItem] = []
        self._run: list[MarkedText] = []
        self._level = 0
        """Of the heading that is being read; 0 in anything else."""
        self._label = ""
        """What Outlook has put in front of the item that is being read."""

    def flow(self, element: _Element, marks: Marks) -> list[Block]:
        """Return what an element holds as blocks of their own."""
        return self._apart(self._children, element, marks)

    def _inner(self, element: _Element, marks: Marks) -> list[Block]:
        """Return what an element holds that is one level deeper."""
        self._nested += 1
        blocks = self.flow(element, marks)
        self._nested -= 1
        return blocks

    def _apart(
        self, read: Callable[[_Element, Marks], None], element: _Element, marks: Marks
    ) -> list[Block]:
        outer, self._blocks = self._blocks, []
        run, self._run = self._run, []
        read(element, marks)
        self._end_paragraph()
        blocks, self._blocks, self._run = self._blocks, outer, run
        return arranged(blocks)

    def _children(self, element: _Element, marks: Marks) -> None:
        self._text(element.text, marks)
        for child in self._within(element):
            self._element(child, marks)
            self._text(child.tail, marks)

    def _within(self, element: _Element) -> Iterator[_Element]:
        """Yield what stands in an element, as long as there is room to show it."""
        for child in element:
            if self._pieces <= 0 or self.room <= 0:
                self.is_cut = True
                return
            yield child

    def _text(self, text: str | None, marks: Marks) -> None:
        if text:
            words = clean(text) if marks.is_spaced else BLANKS.sub(" ", clean(text))
            self._run.append(MarkedText(marks, self._shortened(words)))

    def _shortened(self, text: str) -> str:
        """Return as much of a text as there is room for."""
        if len(text) > self.room:
            text, self.is_cut = text[: self.room], True
        self.room -= len(text)
        return text

    # --- what stands for itself -----------------------------------------------------

    def _element(self, element: _Element, marks: Marks) -> None:
        name = element.tag
        style = declarations(element.get("style", ""))
        marks = marked(element, style, marks)
        if name == "br":
            self._pieces -= 1
            self._run.append(MarkedText(marks, "\n"))
        elif name == "img":
            self._picture(element, marks)
        elif style.get("mso-list") == "ignore":
            self._label = clean_line("".join(element.itertext()))
        elif name in _BLOCKS or name in _PREFORMATTED or name in _HEADINGS:
            self._end_paragraph()
            self._block(element, style, marks)
            self._end_paragraph()
        else:
            self._children(element, marks)

    def _block(self, element: _Element, style: Mapping[str, str], marks: Marks) -> None:
        name = element.tag
        if name in _HEADINGS:
            outer, self._level = self._level, _HEADINGS[name]
            self._children(element, marks)
            self._end_paragraph()
            self._level = outer
        elif name in _PREFORMATTED:
            self._code(element)
        elif self._nested >= NESTED:
            self._children(element, marks)
        elif name in _LISTS:
            self._list(element, style, marks)
        elif name == "table":
            self._table(element, marks)
        elif name in ("blockquote", "li"):
            if inner := tuple(self._inner(element, marks)):
                is_item = name == "li"  # one that stands in no list
                self._blocks.append(
                    OutlookItem(1, "", inner) if is_item else Quotation(inner)
                )
        elif level := outlook_level(style):
            self._outlook_item(element, marks, level)
        else:
            self._children(element, marks)

    def _end_paragraph(self) -> None:
        run, self._run = self._run, []
        if self._level:  # which is bold by itself
            run = [MarkedText(marks._replace(bold=False), text) for marks, text in run]
        for inlines in paragraphs(run):
            self._pieces -= 1
            self._blocks.append(self._paragraph(inlines))

    def _paragraph(self, inlines: tuple[Inline, ...]) -> Block:
        if not self._level:
            return Paragraph(inlines)
        if self._level <= _LARGE_HEADINGS:
            return Heading(4, inlines, outlined=False)
        return Paragraph((Strong(inlines),))

    def _code(self, element: _Element) -> None:
        """Take text whose blanks are meant: "The pre element"."""
        for line in element.iter("br"):
            line.tail = f"\n{line.tail or ''}"
        text = clean("".join(element.itertext())).expandtabs(8)
        text = self._shortened(text.strip("\n").rstrip())
        self._pieces -= text.count("\n")
        if text:
            self._blocks.append(CodeBlock(text))

    def _picture(self, element: _Element, marks: Marks) -> None:
        """Take the words of a picture: "Requirements for providing text to act as ...".

        What has none is an ornament, unless it came with the mail (RFC 2392, 2): then
        it is called as in the list of what came. One of a single point is a spy.
        """
        if "1" in (element.get("width"), element.get("height")):
            return
        alt = element.get("alt")
        if alt is None:
            identifier = unquote(element.get("src", "").partition("cid:")[2])
            alt = self._names.get(identifier, "")
        if words := clean_line(alt):
            self._text(f"[{words}]", marks)

    # --- lists and tables -----------------------------------------------------------

    def _list(self, element: _Element, style: Mapping[str, str], marks: Marks) -> None:
        """Take a list: "The ol element", "The ul element", "The li element"."""
        form = form_of(element, style)
        number = whole(element.get("start"), 1)
        items: list[Block] = []
        self._nested += 1
        for child in self._within(element):
            if child.tag != "li":
                # A list between items is not allowed, and meant as part of the last.
                add_to_item(items, self._apart(self._element, child, marks))
                continue
            number = whole(child.get("value"), number)
            item_style = declarations(child.get("style", ""))
            blocks = self.flow(child, marked(child, item_style, marks))
            if blocks and form is None:
                items += blocks
            elif blocks:
                label = f"{spelled(number, form)}." if form else ""
                add_item(items, tuple(blocks), label)
            number += 1
        self._nested -= 1
        self._blocks += items

    def _outlook_item(self, element: _Element, marks: Marks, level: int) -> None:
        self._label = ""
        blocks = tuple(self._inner(element, marks))
        if blocks and self._label:
            self._blocks.append(OutlookItem(level, self._label, blocks))
        else:
            self._blocks += blocks

    def _table(self, element: _Element, marks: Marks) -> None:
        """Take a table: "Tabular data"."""
        rows: list[HtmlRow] = []
        self._nested += 1
        self._rows(element, marks, rows, is_head=False)
        self._nested -= 1
        self._blocks += blocks_of_table(element, rows)

    def _rows(
        self, element: _Element, marks: Marks, rows: list[HtmlRow], *, is_head: bool
    ) -> None:
        for child in self._within(element):
            if child.tag in ("thead", "tbody", "tfoot"):
                self._rows(child, marks, rows, is_head=child.tag == "thead")
            elif child.tag == "tr":
                self._pieces -= 1
                # A header cell beside others is bold; a row of them is made so.
                mixed = marks._replace(bold=True) if _has_both(child) else marks
                cells = [
                    self._cell(cell, mixed if cell.tag == "th" else marks)
                    for cell in self._within(child)
                ]
                rows.append(HtmlRow(tuple(cells), is_head))
            else:  # a caption, or what should not be here
                self._element(child, marks)
                self._end_paragraph()

    def _cell(self, element: _Element, marks: Marks) -> HtmlCell:
        self._pieces -= 1
        style = declarations(element.get("style", ""))
        inside = marked(element, style, marks)
        return HtmlCell(
            tuple(self.flow(element, inside)),
            whole(element.get("colspan"), 1),
            whole(element.get("rowspan"), 1),
            is_head=element.tag == "th",
            is_ruled=any(map(_is_ruled, map(style.get, _BORDERS))),
            align=style.get("text-align", element.get("align", "")),
        )


def _has_both(row: _Element) -> bool:
    """Whether a row has header cells and others."""
    return len({cell.tag for cell in row}) > 1


def _is_ruled(border: str | None) -> bool:
    return border is not None and _UNRULED.match(border) is None
