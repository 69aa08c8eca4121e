"""Markdown → the tree that python-markdown makes. Its only door.

The library follows the syntax of John Gruber's Markdown (2004). What differs: raw HTML
is off (CommonMark 0.31, 4.6 and 6.6); reference links (``[words][1]``, 4.7) are not
read, because their definitions would vanish from the text; a list may follow its
lead-in without a blank line, what belongs to an item may be indented less than four
(5.2), and ``#`` needs a space to be a heading (4.2), as in CommonMark; fences may be
indented (4.5); no cell of a table is dropped.
"""

from __future__ import annotations

import html
import re
import threading
from typing import TYPE_CHECKING, cast
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.blockprocessors import BlockProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableExtension, TableProcessor
from markdown.inlinepatterns import (
    AUTOMAIL_RE,
    ENTITY_RE,
    AutomailInlineProcessor,
    InlineProcessor,
)
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from evidence_builder.compose.narrative import plain
from evidence_builder.compose.narrative.lines import (
    with_even_indents,
    with_gaps,
    without_fences,
)
from evidence_builder.wording.documents import narrative as words

if TYPE_CHECKING:
    from markdown.blockparser import BlockParser


def read_tree(text: str) -> tuple[Element, tuple[str, ...]]:
    """Return the tree of a text, and the code blocks that stand outside it."""
    markdown = _LOCAL.markdown
    markdown.reset()
    lines = markdown.preprocessors["normalize_whitespace"].run(text.split("\n"))
    lines = without_fences(lines, markdown.htmlStash.store)
    lines = with_even_indents(with_gaps(lines))
    root = cast("Element", markdown.parser.parseDocument(lines).getroot())
    for treeprocessor in markdown.treeprocessors:
        replaced = treeprocessor.run(root)
        if replaced is not None:  # an element without children has no truth to test
            root = replaced
    return root, tuple(str(code) for code in markdown.htmlStash.rawHtmlBlocks)


def discard_reader() -> None:
    """Take a new reader next time: this one stopped half-way, and keeps state."""
    _LOCAL.markdown = _markdown()


class _Headings(BlockProcessor):
    """``## Words ##``; the library's own pattern also takes ``#1`` and backtracks."""

    _LINE = re.compile(r"^(#{1,6})(?:[ ]+([^\n]*))?$", re.MULTILINE)
    _CLOSING = re.compile(r"(?:^|[ ])#+$")

    def test(self, parent: Element, block: str) -> bool:  # noqa: ARG002 - the library's
        return bool(self._LINE.search(block))

    def run(self, parent: Element, blocks: list[str]) -> None:
        block = blocks.pop(0)
        match = self._LINE.search(block)
        if match is None:  # pragma: no cover - test() has said yes
            return
        if before := block[: match.start()].rstrip("\n"):
            self.parser.parseBlocks(parent, [before])
        heading = Element(f"h{len(match[1])}")
        heading.text = self._CLOSING.sub("", (match[2] or "").rstrip()).strip()
        parent.append(heading)
        if after := block[match.end() :].lstrip("\n"):
            if self.parser.state.isstate("looselist"):
                after = self.looseDetab(after)
            blocks.insert(0, after)


_ITEM = re.compile(r"^[ ]{4,7}(([0-9]{1,4}\.)|[*+-])[ ]+.*")


class _Numbered(SaneOListProcessor):
    """Numbered items of at most four digits, so that a date keeps its number."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.RE = re.compile(r"^[ ]{0,3}[0-9]{1,4}\.[ ]+(.*)")
        self.CHILD_RE = re.compile(r"^[ ]{0,3}(([0-9]{1,4}\.))[ ]+(.*)")
        self.INDENT_RE = _ITEM


class _Bulleted(SaneUListProcessor):
    """Bulleted items; numbers inside them are those of ``_Numbered``."""

    def __init__(self, parser: BlockParser) -> None:
        super().__init__(parser)
        self.INDENT_RE = _ITEM


class _Tables(TableProcessor):
    """Tables as wide as their widest row; the library drops what is beyond the head.

    So does GitHub Flavored Markdown, 4.10.
    """

    def run(self, parent: Element, blocks: list[str]) -> None:
        widest = max(self.cells(row.strip(" ")) for row in blocks[0].split("\n"))
        if widest > plain.COLUMNS:
            raise plain.TooComplex(words.too_many_columns(most=plain.COLUMNS))
        missing = [""] * (widest - len(self.separator))
        self.separator = [*self.separator, *missing]  # type: ignore[assignment] # a list, whatever the stubs say
        super().run(parent, blocks)

    def cells(self, row: str) -> int:
        """Return how many cells the library takes a row for; no pipe in code parts any.

        What splits rows is its own business.
        """
        if self.border:
            row = self.RE_END_BORDER.sub("", row.removeprefix("|"))
        marks = list(self.RE_CODE_PIPES.finditer(row))
        runs: dict[int, int] = {}
        closing: dict[int, int] = {}
        for index in reversed(range(len(marks))):
            ticks = marks[index][0].count("`")
            # The first of them may be escaped, and opens nothing then.
            size = ticks - (marks[index][0][0] == "\\")
            if size in runs:
                closing[index] = runs[size]
            if ticks:
                runs[ticks] = index
        count, index = 1, 0
        while index < len(marks):
            count += marks[index][0] == "|"
            index = closing.get(index, index) + 1
        return count


class _Entity(InlineProcessor):
    """``&eacute;`` is é; a name that stands for nothing stays as it was typed.

    CommonMark 0.31, 2.5.
    """

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[str | None, int | None, int | None]:
        character = html.unescape(m[1])
        if character in ("", m[1]):
            return None, None, None
        return plain.clean(character), m.start(0), m.end(0)


class _Mail(AutomailInlineProcessor):
    """``<name@example.com>``, without the library's disguise of each letter.

    An autolink: CommonMark 0.31, 6.5.
    """

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002 - the library's signature
    ) -> tuple[Element, int, int]:
        address = m[1].removeprefix("mailto:")
        element = Element("a", {"href": "mailto:" + self.unescape(address)})
        element.text = AtomicString(address)
        return element, m.start(0), m.end(0)


class _Guard(Treeprocessor):
    """Stop before the inline patterns meet a text that would take them too long.

    They need not meet a text without a mark at all, which most paragraphs are.
    """

    _MARK = re.compile("[\\\\`*_<\\[&\x02\x03]|  \n")

    def run(self, root: Element) -> None:
        for element in root.iter():
            text = element.text
            if text and not isinstance(text, AtomicString):
                if self._MARK.search(text):
                    plain.check_inline(text)
                else:
                    element.text = AtomicString(text)
            if element.tail:
                plain.check_inline(element.tail)


def _markdown() -> Markdown:
    """Return a reader of our Markdown."""
    markdown = Markdown(extensions=[TableExtension(use_align_attribute=True)])
    blocks, parser = markdown.parser.blockprocessors, markdown.parser
    blocks.deregister("reference")
    blocks.register(_Headings(parser), "hashheader", 70)
    blocks.register(_Numbered(parser), "olist", 40)
    blocks.register(_Bulleted(parser), "ulist", 30)
    tables = _Tables(parser, {"use_align_attribute": True})
    blocks.register(tables, "table", 75)
    for name in ("html", "reference", "image_reference", "short_reference"):
        markdown.inlinePatterns.deregister(name)
    markdown.inlinePatterns.deregister("short_image_ref")
    markdown.inlinePatterns.register(_Entity(ENTITY_RE, markdown), "entity", 80)
    markdown.inlinePatterns.register(_Mail(AUTOMAIL_RE, markdown), "automail", 110)
    markdown.treeprocessors.register(_Guard(markdown), "guard", 30)
    # Both prepare for HTML: one adds line breaks, the other is done by the walk.
    markdown.treeprocessors.deregister("prettify")
    markdown.treeprocessors.deregister("unescape")
    return markdown


class _Local(threading.local):
    """One reader for each thread; it keeps state while it reads."""

    def __init__(self) -> None:
        self.markdown = _markdown()


_LOCAL = _Local()
