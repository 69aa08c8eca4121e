"""Build the portfolio with reportlab's platypus: arguments are the JSON and the PDF.

Written as reportlab's user guide shows it: a document template that notes headings in
``afterFlowable``, a ``TableOfContents``, and ``multiBuild`` until every page number is
settled. What does not depend on a page number is made once, not in each pass.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.pdfbase.pdfmetrics import registerFont, registerFontFamily
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    ListFlowable,
    ListItem,
    PageBreak,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from benchmarks.peers.platypus_parts import (
    PAGES,
    ROOM,
    Portfolio,
    ReferringTable,
    Target,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from reportlab.platypus import Flowable

    Story = Iterator[Flowable]
    Make = Callable[[], Table]

# Fonts that come with reportlab, embedded as our own are. They are measured here to be
# quicker in platypus than the built-in Helvetica.
for name in ("Vera", "VeraBd", "VeraIt", "VeraBI"):
    registerFont(TTFont(name, f"{name}.ttf"))
registerFontFamily("Vera", "Vera", "VeraBd", "VeraIt", "VeraBI")

SHEET = getSampleStyleSheet()
for style in SHEET.byName.values():
    if isinstance(style, ParagraphStyle):
        style.fontName = "VeraBd" if "Bold" in style.fontName else "Vera"
BODY = SHEET["BodyText"]
CELL = ParagraphStyle("Cell", BODY, fontSize=9, leading=11, spaceBefore=0)
NUMBER = ParagraphStyle("Number", CELL, alignment=TA_RIGHT)
HEADINGS = [SHEET["Heading1"], SHEET["Heading2"]]
LINES = [
    ("GRID", (0, 0), (-1, -1), 0.5, colors.grey),
    ("VALIGN", (0, 0), (-1, -1), "TOP"),
    ("FONT", (0, 0), (-1, -1), "Vera", 9, 11),
]


def heading(level: int, text: str, key: str) -> Paragraph:
    """Return a heading that ``afterFlowable`` notes."""
    paragraph = Paragraph(text, HEADINGS[level])
    paragraph.level, paragraph.key = level, key
    return paragraph


def cells(*texts: str) -> list[Paragraph]:
    """Return a row of paragraphs."""
    return [Paragraph(text, CELL) for text in texts]


def table(
    rows: list[Any],
    shares: tuple[float, ...],
    *,
    head: int = 1,
    across: tuple[int, ...] = (),
    tall: bool = False,
) -> Table:
    """Return a table whose head repeats; ``across`` rows have one wide cell.

    Args:
        tall: Whether rows may be longer than a page and have to be split.
    """
    style = TableStyle(LINES)
    if head:
        style.add("FONT", (0, 0), (-1, 0), "VeraBd", 9, 11)
    for row in across:
        style.add("SPAN", (0, row), (-1, row))
        style.add("BACKGROUND", (0, row), (-1, row), colors.whitesmoke)
        style.add("FONT", (0, row), (-1, row), "VeraBd", 9, 11)
    widths = [share * ROOM for share in shares]
    return Table(rows, widths, repeatRows=head, style=style, splitInRow=int(tall))


def tracking(unit: dict[str, Any]) -> Make:
    """Return what makes a tracking sheet, its fixed cells made once."""
    rows: list[tuple[list[Any], list[list[str]]]] = []
    across = []
    for outcome in unit["outcomes"]:
        across.append(len(rows) + 1)
        rows.append(([outcome["title"], "", "", ""], []))
        for criterion in outcome["criteria"]:
            claims = criterion["claims"]
            target = Target(f"{unit['ref']} {criterion['id']}")
            row = [
                [target, Paragraph(f"<b>{criterion['id']}</b>", CELL)],
                Paragraph(criterion["text"], CELL),
                "Nothing claims it",
                "Claimed" if claims else "Missing",
            ]
            rows.append((row, claims))
    head = ["No.", "Criterion", "Evidence, and its page here", "Status"]
    shares = 0.09, 0.37, 0.36, 0.18
    tall = any(len(claims) > 25 for _, claims in rows)

    def make() -> Table:
        body = [
            [row[0], row[1], references(claims), row[3]] if claims else row
            for row, claims in rows
        ]
        return table([head, *body], shares, across=tuple(across), tall=tall)

    return make


def references(claims: list[list[str]]) -> Paragraph:
    """Return references to items with their pages, and what each claim says."""
    lines = (
        f'<a href="#{item}"><b>{item}</b> on page {PAGES.of(item)}</a><br/>{details}'
        for item, details in claims
    )
    return Paragraph("<br/>".join(lines), CELL)


def index(items: list[dict[str, Any]]) -> Make:
    """Return what makes the evidence index."""
    rows = []
    for item in items:
        units = "<br/>".join(
            f"<b>{one['unit']}</b>: {', '.join(c[0] for c in one['criteria'])}"
            for one in item["claims"]
        )
        link = f'<a href="#{item["id"]}">{item["id"]}</a>'
        number, title, where = cells(link, item["title"], units)
        rows.append([number, title, item["day"], item["method"], where])
    head = ["No.", "Title", "Date", "Method", "Criteria", "Page"]

    def make() -> Table:
        pages = (
            Paragraph(f'<a href="#{one["id"]}">{PAGES.of(one["id"])}</a>', NUMBER)
            for one in items
        )
        body = [[*row, page] for row, page in zip(rows, pages, strict=True)]
        return table([head, *body], (0.09, 0.31, 0.14, 0.1, 0.28, 0.08))

    return make


def sheet(item: dict[str, Any]) -> Make:
    """Return what makes the table of the criteria that an item proves."""
    rows: list[list[Any]] = []
    targets = []
    across = []
    for unit in item["claims"]:
        across.append(len(rows) + 1)
        rows.append([f"{unit['unit']} {unit['title']}", "", ""])
        targets.append("")
        for number, text, where in unit["criteria"]:
            target = f"{unit['unit']} {number}"
            link = f'<a href="#{target}">{number}</a>'
            rows.append(cells(link, text, where.replace("\n", "<br/>")))
            targets.append(target)
    head = ["Criterion", "What it asks", "Where in this item", "Tracking sheet"]

    def make() -> Table:
        pages = [
            Paragraph(f'<a href="#{target}">page {PAGES.of(target)}</a>', CELL)
            if target
            else ""
            for target in targets
        ]
        body = [[*row, page] for row, page in zip(rows, pages, strict=True)]
        return table([head, *body], (0.12, 0.42, 0.28, 0.18), across=tuple(across))

    return make


def narrative(blocks: list[dict[str, Any]]) -> Story:
    """Return the flowables of a narrative."""
    for block in blocks:
        match block["kind"]:
            case "paragraph":
                yield Paragraph(block["text"], BODY)
            case "heading":
                yield Paragraph(block["text"], SHEET["Heading3"])
            case "bullets":
                points = (ListItem(Paragraph(one, BODY)) for one in block["points"])
                yield ListFlowable(list(points), bulletType="bullet")
            case "grid":
                first, *rows = block["rows"]
                body = [first, *(cells(*row) for row in rows)]
                yield table(body, (0.35, 0.15, 0.15, 0.35))


def story(content: dict[str, Any]) -> Story:
    """Return the flowables of the whole portfolio, in order."""
    contents = TableOfContents(dotsMinLevel=0, rightColumnWidth=40)
    yield PAGES
    yield heading(0, "Portfolio of evidence", "front")
    yield table(content["front"], (0.3, 0.7), head=0)
    yield Spacer(0, 12)
    units = [cells(unit["ref"], unit["title"]) for unit in content["units"]]
    yield table([["Reference", "Unit"], *units], (0.2, 0.8))
    yield PageBreak()
    yield heading(0, "Contents", "contents")
    yield contents
    for number, unit in enumerate(content["units"]):
        yield PageBreak()
        if not number:
            yield heading(0, "Units and tracking sheets", "units")
        yield heading(1, f"{unit['ref']} {unit['title']}", unit["ref"])
        yield ReferringTable(tracking(unit))
    yield PageBreak()
    yield heading(0, "Evidence index", "index")
    yield ReferringTable(index(content["items"]))
    for number, item in enumerate(content["items"]):
        yield PageBreak()
        if not number:
            yield heading(0, "Evidence", "evidence")
        yield heading(1, f"{item['id']} {item['title']}", item["id"])
        yield table(item["particulars"], (0.25, 0.75), head=0)
        yield Spacer(0, 12)
        yield ReferringTable(sheet(item))
        yield Spacer(0, 12)
        yield from narrative(item["narrative"])


def main() -> None:
    """Build the document and say how many passes it took."""
    source, output = sys.argv[1:]
    content = json.loads(Path(source).read_text(encoding="utf-8"))
    document = Portfolio(output, f"{content['learner']} · {content['registration']}")
    passes = document.multiBuild(list(story(content)))
    sys.stdout.write(f"{passes} passes, {len(PAGES.now)} targets\n")


if __name__ == "__main__":
    main()
