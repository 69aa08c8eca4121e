"""An Excel workbook → a heading and tables for each of its sheets.

Cells show what Excel showed when the file was saved; nothing is calculated. What is
hidden stays hidden, and it is said how much that is.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.content import (
    CannotBeIncludedError,
    Content,
    Note,
    in_brackets,
)
from evidence_builder.attachments.excel.sheets import Workbook, Worksheet, words_of
from evidence_builder.attachments.excel.tables import SheetGrid, blocks_of
from evidence_builder.attachments.kind import in_words
from evidence_builder.attachments.word.pictures import crop_of, figure
from evidence_builder.document.blocks import Heading, Paragraph
from evidence_builder.document.inlines import Text
from evidence_builder.markup.openxml import open_package
from evidence_builder.markup.xml import attribute, child, name_of, qualified, whole
from evidence_builder.wording import attachments as wording
from evidence_builder.wording.phrases import enumerated, listing

if TYPE_CHECKING:
    from lxml.etree import _Element

    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.excel.sheets import SheetName, ShownCell
    from evidence_builder.document.blocks import Block
    from evidence_builder.markup.openxml import Relation

SHEETS: Final = 20
"""The most sheets of one workbook that are shown."""
PICTURES: Final = 30
"""The most pictures of one sheet that are shown."""
COMMENTS: Final = 200
"""The most comments of one sheet that are shown."""
_LONGEST: Final = 500
"""The most characters of a shape, or of a chart's title."""

_UNNAMED: Final = re.compile(r"(?:Sheet|Tabelle|Feuil)\s?1?")


def convert(data: bytes, _request: Request) -> Content:
    """Return a workbook as blocks.

    Raises:
        CannotBeIncludedError: There is nothing in it.
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    book = Workbook(open_package(data, in_words("xlsx")))
    seen = [sheet for sheet in book.sheets if not sheet.is_hidden]
    taken = seen[:SHEETS]
    sheets = [book.read(entry.part) if entry.part else Worksheet() for entry in taken]
    book.load_strings(sheets)
    blocks: list[Block] = []
    notes: list[Note] = []
    formulas = 0
    is_empty = True
    for named, sheet in zip(taken, sheets, strict=True):
        grid, unknown = _shown(book, sheet)
        formulas += unknown
        objects, lost = _objects_of(book, named)
        is_empty = is_empty and not grid.rows and not objects
        if len(book.sheets) > 1 or not _UNNAMED.fullmatch(named.name):
            blocks.append(Heading(4, (Text(named.name),), outlined=False))
        blocks += blocks_of(grid, named.name)
        if not grid.rows and not objects:
            blocks.append(_small(wording.empty_sheet()))
        blocks += objects
        blocks += (_small(words) for words in _hidden(sheet))
        notes += _left_out(named, sheet, lost)
    hidden = [entry.name for entry in book.sheets if entry.is_hidden]
    if hidden:
        blocks.append(_small(wording.hidden_sheets(names=enumerated(hidden))))
    if is_empty:
        hint = wording.check_it_is_meant()
        raise CannotBeIncludedError(wording.nothing_to_show(), hint)
    notes += _whole_book(len(seen), formulas)
    return Content(blocks=tuple(blocks), way=wording.sheets_way(), notes=tuple(notes))


def _shown(book: Workbook, sheet: Worksheet) -> tuple[SheetGrid, int]:
    """Return a sheet as it is shown, and how many formulas have no result."""
    rows: list[tuple[int, dict[int, ShownCell]]] = []
    formulas = 0
    for number, cells in sheet.rows:
        line = {at: book.show(cell) for at, cell in sorted(cells.items())}
        line = {at: cell for at, cell in line.items() if cell.text.strip()}
        formulas += sum(cell.is_formula for cell in line.values())
        if line:
            rows.append((number, line))
    return SheetGrid(rows, sheet.merged, sheet.frozen), formulas


def _hidden(sheet: Worksheet) -> list[str]:
    parts = []
    if sheet.hidden_rows:
        parts.append(wording.rows(sheet.hidden_rows))
    if sheet.hidden_columns:
        parts.append(wording.columns(sheet.hidden_columns))
    return [wording.hidden_in_sheet(parts=listing(parts))] if parts else []


def _left_out(named: SheetName, sheet: Worksheet, lost: str) -> list[Note]:
    notes: list[Note] = []
    parts = []
    if sheet.more_rows:
        parts.append(wording.more_rows(sheet.more_rows))
    if sheet.more_columns:
        parts.append(wording.more_columns(sheet.more_columns))
    if parts:
        message = wording.cells_unshown(parts=listing(parts), sheet=named.name)
        notes.append(Note("file-cut", message, wording.keep_evidence_or_pdf()))
    if lost:
        message = wording.only_named(parts=lost, sheet=named.name)
        notes.append(Note("file-cut", message, wording.save_as_pdf()))
    return notes


def _whole_book(sheets: int, formulas: int) -> list[Note]:
    notes: list[Note] = []
    if sheets > SHEETS:
        message = wording.first_sheets(sheets, most=SHEETS)
        notes.append(Note("file-cut", message, wording.keep_sheets()))
    if formulas:
        message = wording.without_results(formulas)
        notes.append(Note("file-cut", message, wording.save_in_excel()))
    return notes


# --- what lies on a sheet: ECMA-376 Part 1 (5th ed.), 20.5, 21.2 and 18.7 -------


def _objects_of(book: Workbook, sheet: SheetName) -> tuple[list[Block], str]:
    """Return what lies on a sheet as blocks, and words for what is only named."""
    blocks: list[Block] = []
    lost: Counter[str] = Counter()
    if not sheet.part:
        return [_small(wording.sheet_unread())], wording.a_part()
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
    counted = [wording.COUNTED[kind](count) for kind, count in sorted(lost.items())]
    return blocks, listing(counted)


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
                blocks.append(_small(text[:_LONGEST]))
            continue
        if name_of(element) == "xdr:graphicFrame":
            lost["chart"] += 1
            name = alt or _title(book, element, relations)
            blocks.append(_small(in_brackets("chart", name)))
            continue
        shown += 1
        picture = _picture(book, element, relations, alt) if shown <= PICTURES else None
        if picture is None:
            lost["picture"] += 1
            blocks.append(_small(in_brackets("picture", alt)))
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
    return " ".join(words.split())[:_LONGEST]


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
            comment_shown = wording.comment_at(cell=reference, words=words)
            blocks.append(_small(comment_shown))
    return blocks


def _small(words: str) -> Paragraph:
    return Paragraph((Text(words),), "small")
