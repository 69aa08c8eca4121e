"""What lies on a sheet: pictures, charts by name, and comments on cells.

ECMA-376 Part 1 (5th ed.), 20.5, 21.2 and 18.7.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.excel.sheets import words_of
from evidence_builder.attachments.word.pictures import crop_of, figure
from evidence_builder.document.blocks import Paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.markup.xml import (
    attribute,
    child,
    name_of,
    qualified,
    whole,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.excel.sheets import SheetName, Workbook
    from evidence_builder.document.blocks import Block
    from evidence_builder.markup.openxml import Relation

PICTURES: Final = 30
"""The most pictures of one sheet that are shown."""
COMMENTS: Final = 200
"""The most comments of one sheet that are shown."""
_WORDS: Final = 500


def objects_of(book: Workbook, sheet: SheetName) -> tuple[list[Block], str]:
    """Return what lies on a sheet as blocks, and words for what is only named."""
    blocks: list[Block] = []
    lost: Counter[str] = Counter()
    if not sheet.part:
        return [_words("[a sheet that cannot be read]")], "a part"
    package = book.package
    for relation in package.relations(sheet.part).values():
        if relation.external:
            continue
        if relation.type == "drawing":
            root = package.tree(relation.target)
            if root is not None:
                relations = package.relations(relation.target)
                blocks += _drawn(book, root, relations, lost)
        elif relation.type == "comments":
            blocks += _comments(package.tree(relation.target))
    counted = [
        f"{count} {what}{'' if count == 1 else 's'}"
        for what, count in sorted(lost.items())
    ]
    return blocks, " and ".join(counted)


def _drawn(
    book: Workbook, root: _Element, relations: dict[str, Relation], lost: Counter[str]
) -> list[Block]:
    blocks: list[Block] = []
    shown = 0
    for element in root.iter(
        qualified("xdr:pic"), qualified("xdr:graphicFrame"), qualified("xdr:sp")
    ):
        properties = next(element.iter(qualified("xdr:cNvPr")), None)
        alt = attribute(properties, "descr") or attribute(properties, "title")
        if name_of(element) == "xdr:sp":
            words = [text.text or "" for text in element.iter(qualified("a:t"))]
            if text := " ".join(" ".join(words).split()):
                blocks.append(_words(text[:_WORDS]))
            continue
        if name_of(element) == "xdr:graphicFrame":
            lost["chart"] += 1
            name = alt or _title(book, element, relations)
            blocks.append(_words(f"[chart: {name}]" if name else "[chart]"))
            continue
        shown += 1
        picture = _picture(book, element, relations, alt) if shown <= PICTURES else None
        if picture is None:
            lost["picture"] += 1
            blocks.append(_words(f"[picture: {alt}]" if alt else "[picture]"))
        else:
            blocks.append(picture)
    return blocks


def _picture(
    book: Workbook, element: _Element, relations: dict[str, Relation], alt: str
) -> Block | None:
    fill = child(element, "xdr:blipFill")
    blip = child(fill, "a:blip")
    part = book.package.inside(relations.get(attribute(blip, "r:embed")))
    if part is None:
        return None
    size = child(element, "xdr:spPr", "a:xfrm", "a:ext")
    width = whole(attribute(size, "cx"), most=10**9)
    return figure(book.package.read(part), alt, width, crop_of(fill))


def _title(book: Workbook, element: _Element, relations: dict[str, Relation]) -> str:
    """Return the title of a chart."""
    reference = next(element.iter(qualified("c:chart")), None)
    part = book.package.inside(relations.get(attribute(reference, "r:id")))
    title = child(book.package.tree(part), "c:chart", "c:title")
    if title is None:
        return ""
    words = " ".join(text.text or "" for text in title.iter(qualified("a:t")))
    return " ".join(words.split())[:_WORDS]


def _comments(root: _Element | None) -> list[Block]:
    blocks: list[Block] = []
    if root is None:
        return blocks
    for comment in root.iter(qualified("s:comment")):
        if len(blocks) >= COMMENTS:
            break
        text = child(comment, "s:text")
        words = "" if text is None else " ".join(words_of(text).split())
        if words:
            reference = attribute(comment, "ref")[:12]
            blocks.append(_words(f"Comment at {reference}: {words}"))
    return blocks


def _words(text: str) -> Paragraph:
    return Paragraph((Text(text),), "small")
