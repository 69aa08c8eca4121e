"""A Word document → blocks of our own: its words, lists, tables and pictures.

What cannot be shown is named in brackets where it stands, and once in a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    lacking,
    too_long,
)
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.word.body import BodyReader
from evidence_builder.attachments.word.numbering import ListCounters
from evidence_builder.attachments.word.runs import letters
from evidence_builder.attachments.word.source import WordPart
from evidence_builder.attachments.word.styles import Styles
from evidence_builder.document.blocks import Heading, Paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.markup.openxml import open_package
from evidence_builder.markup.xml import attribute, child, name_of, qualified
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

    from evidence_builder.attachments.content import Note, Request
    from evidence_builder.document.blocks import Block
    from evidence_builder.markup.openxml import Package

_PAGE_WORDS: Final = frozenset(("page", "of", "p", "pages"))


def convert(data: bytes, _request: Request) -> Content:
    """Return a Word document as blocks.

    Raises:
        CannotBeIncludedError: There is nothing in it.
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    package = open_package(data, in_words("docx"))
    part = package.related("", "officeDocument") or "word/document.xml"
    try:
        root = package.tree(part)
        content = child(root, "w:body")
        if content is None:
            raise CannotBeIncludedError(
                wording.no_text_part(), wording.save_in_program()
            )
        return _converted(package, part, content)
    except RecursionError as error:
        raise CannotBeIncludedError(
            wording.boxes_too_deep(), wording.save_in_program()
        ) from error


def _converted(package: Package, part: str, content: _Element) -> Content:
    styles = Styles(package.tree(package.related(part, "styles")))
    numbering = ListCounters(package.tree(package.related(part, "numbering")))
    source = WordPart(package, part, styles, numbering)
    around = _around(source, content)
    blocks = [*around, *BodyReader(source).blocks(content)]
    blocks += _notes(source)
    blocks += _comments(source)
    if not blocks:
        hint = wording.check_it_is_meant()
        raise CannotBeIncludedError(wording.nothing_in_it(), hint)
    way = wording.without_layout()
    return Content(blocks=tuple(blocks), way=way, notes=_findings(source))


def _around(source: WordPart, content: _Element) -> list[Block]:
    """Return the words of headers and footers, each once: ECMA-376 Part 1, 17.10."""
    words: dict[str, str] = {}
    for reference in content.iter(
        qualified("w:headerReference"), qualified("w:footerReference")
    ):
        relation = source.relations.get(attribute(reference, "r:id"))
        if relation is None or relation.external or relation.target in words:
            continue
        is_head = name_of(reference) == "w:headerReference"
        root = source.package.tree(relation.target)
        if root is None:
            continue
        blocks = BodyReader(source.of(relation.target)).blocks(root)
        text = " · ".join(filter(None, (letters(block).strip() for block in blocks)))
        if not _is_page_number(text):
            phrase = wording.header if is_head else wording.footer
            words[relation.target] = phrase(text=text)
    return [Paragraph((Text(text),), "small") for text in dict.fromkeys(words.values())]


def _is_page_number(text: str) -> bool:
    """Whether a footer says nothing but which page it was."""
    left = [word for word in text.lower().split() if word not in _PAGE_WORDS]
    return all(not any(letter.isalpha() for letter in word) for word in left)


def _notes(source: WordPart) -> list[Block]:
    """Return footnotes and endnotes, with the numbers that refer to them: 17.11."""
    blocks: list[Block] = []
    for kind, element in (("footnotes", "w:footnote"), ("endnotes", "w:endnote")):
        for number, _, within in _numbered(source, kind, element):
            blocks += _marked(f"[{number}] ", within)
    return [_heading(wording.notes()), *blocks] if blocks else []


def _comments(source: WordPart) -> list[Block]:
    """Return the comments that people made beside the text: 17.13.4."""
    blocks: list[Block] = []
    for number, comment, within in _numbered(source, "comments", "w:comment"):
        mark = wording.comment_mark(number=number)
        if author := attribute(comment, "w:author"):
            mark = wording.comment_by(number=number, author=author)
        blocks += _marked(f"{mark} ", within)
    return [_heading(wording.comments()), *blocks] if blocks else []


def _numbered(
    source: WordPart, kind: str, name: str
) -> Iterator[tuple[int, _Element, list[Block]]]:
    """Yield what the text refers to by number: the number, and what stands there."""
    part = source.package.related(source.part, kind)
    root = source.package.tree(part)
    if part is None or root is None:
        return
    inner = source.of(part)
    for element in root.iter(qualified(name)):
        number = source.numbers.get((kind, attribute(element, "w:id")))
        if number is not None:
            yield number, element, BodyReader(inner).blocks(element)


def _heading(words: str) -> Block:
    return Heading(4, (Text(words),), outlined=False)


def _marked(mark: str, blocks: list[Block]) -> list[Block]:
    """Return blocks with a mark in front of the first words."""
    if blocks and isinstance(blocks[0], Paragraph):
        first = Paragraph((Text(mark), *blocks[0].inlines), blocks[0].role)
        return [first, *blocks[1:]]
    return [Paragraph((Text(mark.strip()),)), *blocks]


def _findings(source: WordPart) -> tuple[Note, ...]:
    notes: list[Note] = []
    if source.lost:
        lost = sorted(source.lost.items())
        notes.append(lacking(wording.COUNTED[kind](count) for kind, count in lost))
    if source.is_full:
        notes.append(too_long())
    return tuple(notes)
