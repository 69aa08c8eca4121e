"""Documents that tests and benchmarks lay out and draw."""

from __future__ import annotations

import random
import struct
import zlib
from typing import TYPE_CHECKING, Any, Literal

from evidence_builder.document.blocks import (
    AttachedPage,
    Cell,
    CodeBlock,
    Column,
    Contents,
    ContentsEntry,
    Document,
    Figure,
    FormField,
    FormLine,
    Heading,
    Image,
    ListBlock,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from evidence_builder.document.coverage_picture import (
    CoveragePicture,
    PictureCell,
    PictureRow,
)
from evidence_builder.document.inlines import (
    Break,
    Code,
    Emphasis,
    Flag,
    Link,
    PageOf,
    Reference,
    Strong,
    Text,
)
from evidence_builder.document.pdf_page import DrawnPage, PdfObject, PdfObjects

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Block
    from evidence_builder.document.inlines import Inline, Tone

UNITS, CRITERIA = 12, 15
_WORDS = """
team leader customer delivery briefing evidence manager shift rota quality check
agreed recorded because during before after however improvement feedback customer
performance objective allocated reviewed supported discussed confirmed planned
the the the a an of to to and in on with for that this was were it by at as from
colleague supervisor workshop delivery-note follow-up meeting minutes target
""".split()  # noqa: SIM905 - a list of words reads better as words


def words(text: str) -> tuple[Inline, ...]:
    """Return plain words as inlines."""
    return (Text(text),)


def para(*inlines: Inline | str) -> Paragraph:
    """Return a paragraph of words and other inlines."""
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def cell(*inlines: Inline | str, span: int = 1, tone: Tone = "plain") -> Cell:
    """Return a cell with one paragraph."""
    return Cell((para(*inlines),), span, tone)


def row(*cells: Cell | str, anchor: str | None = None, tone: Tone = "plain") -> Row:
    """Return a row of cells."""
    made = tuple(cell(c) if isinstance(c, str) else c for c in cells)
    return Row(made, anchor, tone)


def columns(*shares: float) -> tuple[Column, ...]:
    """Return columns with these shares of the width."""
    return tuple(map(Column, shares))


def png(width: int = 40, height: int = 30, *, colour: bool = True) -> Image:
    """Return a small picture with a pattern that shows which way up it is."""
    channels = 3 if colour else 1
    rows = bytearray()
    for y in range(height):
        rows.append(0)
        for x in range(width):
            pixel = (40 + 200 * x // width, 90, 60 + 180 * y // height)
            rows += bytes(pixel[:channels])
    kind = 2 if colour else 0
    header = struct.pack(">LLBBBBB", width, height, 8, kind, 0, 0, 0)
    data = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">L", len(content))
        + tag
        + content
        + struct.pack(">L", zlib.crc32(tag + content))
        for tag, content in (
            (b"IHDR", header),
            (b"IDAT", zlib.compress(bytes(rows))),
            (b"IEND", b""),
        )
    )
    return Image(data, "png", width, height)


def jpeg(width: int = 64, height: int = 48) -> Image:
    """Return a small photograph."""
    from io import BytesIO

    from PIL import Image as Picture

    picture = Picture.new("RGB", (width, height))
    picture.putdata(
        [
            (255 * x // width, 255 * y // height, 120)
            for y in range(height)
            for x in range(width)
        ]
    )
    buffer = BytesIO()
    picture.save(buffer, "JPEG", quality=80)
    return Image(buffer.getvalue(), "jpeg", width, height)


def drawn(
    width: float, height: float, *, above: float = 0, below: float = 0
) -> DrawnPage:
    """Return a page of somebody's file: white paper, red but for its blank edges."""
    content = (
        f"1 1 1 rg 0 0 {width} {height} re f 1 0 0 rg "
        f"0 {below} {width} {max(height - above - below, 0)} re f"
    ).encode()
    form = b"<</Type/XObject/Subtype/Form/BBox[0 0 %f %f]/Resources " % (width, height)
    stock = PdfObjects(
        (
            PdfObject((b"<</ProcSet[/PDF]>>",)),
            PdfObject((form, 0, b">>"), content),
        )
    )
    return DrawnPage(stock, 1, width, height, above, below)


def attached(
    page: DrawnPage, anchor: str, *stamp: Inline | str, **more: Any
) -> AttachedPage:
    """Return a page of somebody's file as a block."""
    made = tuple(Text(i) if isinstance(i, str) else i for i in stamp)
    return AttachedPage(page, f"Page {anchor}", made, anchor, **more)


def kitchen_sink() -> Document:
    """Return a document with every block and inline, and with awkward text."""
    blocks: list[Block] = [
        Paragraph(words("Portfolio of evidence"), "title"),
        Paragraph(words("Everything a document can hold"), "subtitle"),
        Paragraph(words("A lead paragraph says what this is for."), "lead"),
        FormLine((FormField("Learner", "Zażółć Gęślą"), FormField("Number"))),
        FormLine((FormField("Signed by the assessor", share=2), FormField("Date"))),
        PageBreak(),
        Heading(1, words("Contents"), "contents"),
        Contents(
            (
                ContentsEntry(1, words("Words and links"), "words"),
                ContentsEntry(2, words("Other scripts"), "scripts"),
                ContentsEntry(1, words("Lists, quotations and code"), "lists"),
                ContentsEntry(
                    2, words("A rather long entry of the contents " * 4), "code"
                ),
                ContentsEntry(3, words("Deepest"), "code"),
                ContentsEntry(1, words("Tables"), "tables"),
            )
        ),
        PageBreak(),
        *_words_and_links(),
        *_lists_and_code(),
        PageBreak(),
        *_tables(),
        Heading(2, words("Coverage")),
        coverage_picture(),
        Heading(2, words("Pictures")),
        Figure(png(), "A pattern of colours", words("Figure 1: a pattern"), "fig"),
        Figure(jpeg(), "A photograph"),
        Figure(png(60, 40, colour=False), "A grey pattern"),
        Paragraph(words("The end."), "small", anchor="end"),
    ]
    return Document(
        title="Kitchen sink",
        blocks=tuple(blocks),
        author="Amir Shah",
        subject="A test",
        header_left="Amir Shah · Level 3 Diploma",
        header_right="Portfolio of evidence",
        footer_left="Centre 068154",
    )


def coverage_picture() -> CoveragePicture:
    """Return a picture of two units, one without criteria."""
    missing, met = Flag("Gap: missing", "gap"), Flag("Met", "done", "■")
    number, proof = Reference(words("1.1"), "r"), Reference(words("E001"), "words")
    return CoveragePicture(
        (
            PictureRow(
                (Reference(words("TEST 1"), "tables"),),
                "Manage <team> performance",
                (
                    PictureCell((number,), met, (proof,)),
                    PictureCell(words("1.2"), missing, is_gap=True),
                ),
            ),
            PictureRow(words("TEST 2"), "Nothing yet", ()),
        ),
        ("Unit", "Criteria"),
        (missing, met),
        "How each criterion stands",
    )


def _words_and_links() -> list[Block]:
    return [
        Heading(1, words("Words and links"), "words"),
        para(
            "Some ",
            Strong((Text("strong and "), Emphasis(words("stressed")))),
            " words, ",
            Emphasis(words("some stressed")),
            ", a file ",
            Code("minutes-2026-03-02.pdf"),
            ", a ",
            Link(words("link to a page"), "https://example.org/a?b=1&c=(2)"),
            " and ",
            Link(words("one that is refused"), "javascript:alert(1)"),
            ". See ",
            Reference(words("the tables, which stand further on"), "tables"),
            " (",
            PageOf("tables"),
            "), ",
            PageOf("end", "page "),
            " and ",
            PageOf("words", ""),
            ", then on.",
            Break(),
            "A new line: ",
            Flag("Missing", "gap"),
            ", ",
            Flag("Partly covered", "part"),
            ", ",
            Flag("Covered", "done"),
            ", ",
            Flag("Not chosen", "muted"),
            ", ",
            Flag("Plain", "plain"),
            ".",
        ),
        para(
            "A long address: https://example.org/"
            + "very/long/" * 20
            + "end.html and ",
            "a long word " + "Donaudampfschifffahrt" * 9 + ".",
        ),
        Heading(2, words("Other scripts"), "scripts"),
        para("Zażółć gęślą jaźń; ĄĆĘŁŃÓŚŹŻ; Ελληνικά; Русский; Tiếng Việt; e\u0301."),
        para("中文字符测试、世界。日本語のテスト「括弧」です。한국어 시험 𠀀."),
        para("Symbols: ✓ → € ½ … \u2013 \u2014 “quotes” ﬁ \u00a0 no-break."),
        Heading(4, words("Narrative heading"), outlined=False),
        para("Words under it."),
        para(),
    ]


def _lists_and_code() -> list[Block]:
    inner = ListBlock(
        ((para("Inner one"),), (para("Inner two"), para("Its second paragraph"))),
        ordered=True,
        start=9,
    )
    small = Table(columns(1, 2), (row("In a list", "a table"), row("two", "rows")))
    return [
        Heading(2, words("Lists, quotations and code"), "lists"),
        ListBlock(
            (
                (para("First"),),
                (para("Second, with a list"), inner),
                (small,),
                (),
                (para("Last " + "and long enough to need a second line " * 4),),
            )
        ),
        Quotation(
            (
                para("Amir led the briefing and every member of the team spoke."),
                ListBlock(((para("Quoted item"),),)),
                Quotation((para("A quotation in a quotation."),)),
            )
        ),
        Heading(3, words("Code"), "code"),
        CodeBlock("first line\n\tindented\n\n" + "long " * 40 + "\nlast"),
    ]


def _tables() -> list[Block]:
    ruled = Table(
        (Column(1), Column(5), Column(2), Column(1, "right")),
        (
            Row(
                (cell("1 Understand how performance is managed", span=4),), heading=True
            ),
            row("1.1", "Explain the use of benchmarks", "E001, E002", "12", anchor="r"),
            row(
                "1.2",
                "Explain a range of quality techniques",
                cell(Flag("Missing", "gap")),
                "",
                tone="gap",
            ),
            row("1.3", cell("Describe constraints"), cell(PageOf("end")), tone="part"),
            row("1.4", cell("Met", tone="done"), cell(Reference(words("r"), "r"))),
        ),
        (row("No.", "Criterion", "Evidence", "Page"),),
        summary="Criteria and their evidence",
        row_headers=True,
    )
    many = Table(
        columns(1, 3),
        tuple(row(f"Row {n}", "text " * (n % 30)) for n in range(60)),
        (row("Row", "Words"),),
        summary="Many rows",
    )
    fields = Table(
        columns(1, 3),
        (
            row("Title", "Minutes of the weekly briefing"),
            row("Claims", Cell((para("1.1"), ListBlock(((para("a"),), (para("b"),)))))),
            row(
                "Nested",
                Cell(
                    (
                        Table(columns(1, 1), (row("x", "y"), row("z", "w"))),
                        Heading(3, words("In a cell")),
                        Figure(png(20, 10), "Tiny"),
                        CodeBlock("code"),
                        Quotation((para("said"),)),
                        FormLine((FormField("Name"),)),
                    )
                ),
            ),
        ),
        look="fields",
    )
    boxed = Table(
        (Column(2), Column(1, "centre"), Column(1, "right")),
        (row("Assessor", "", ""), row("IQA", "x", "2026-03-01")),
        (row("Name", "Initials", "Date"),),
        look="boxed",
    )
    tall = Table(columns(1, 1), (row("Tall", "many words " * 2000),), (row("A", "B"),))
    return [
        Heading(1, words("Tables"), "tables"),
        ruled,
        fields,
        boxed,
        para("After the boxed table."),
        many,
        tall,
    ]


def standard(items: int = 150) -> Document:
    """Return the standard portfolio: twelve units, and evidence on pages of its own."""
    chance = random.Random(7)  # noqa: S311 - the same words each time, nothing secret
    entries = [ContentsEntry(1, words("Index of evidence"), "index")]
    blocks: list[Block] = []
    for unit in range(1, UNITS + 1):
        title = f"Unit {unit}: {_prose(chance, 5)}"
        entries.append(ContentsEntry(1, words(title), f"u{unit}"))
        blocks += [
            PageBreak(),
            Heading(1, words(title), f"u{unit}"),
            para(_prose(chance, 40)),
            _tracking_table(chance, unit, items),
        ]
    blocks += [PageBreak(), Heading(1, words("Index of evidence"), "index")]
    blocks.append(_index(items))
    for item in range(1, items + 1):
        entries.append(
            ContentsEntry(2, words(f"E{item:03} {_title(item)}"), f"E{item}")
        )
        blocks += _item(chance, item)
    return Document(
        title="Portfolio of Amir Shah",
        blocks=(
            Paragraph(words("Portfolio of evidence"), "title"),
            Paragraph(words("Amir Shah"), "subtitle"),
            PageBreak(),
            Heading(1, words("Contents")),
            Contents(tuple(entries)),
            *blocks,
        ),
        author="Amir Shah",
        subject="Level 3 Diploma in Customer Service",
        header_left="Amir Shah",
        header_right="Level 3 Diploma in Customer Service",
        footer_left="Centre 068154",
    )


def _title(item: int) -> str:
    return f"Minutes of the briefing number {item}"


def _prose(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count)).capitalize()


def _tracking_table(chance: random.Random, unit: int, items: int) -> Table:
    rows = []
    for criterion in range(1, CRITERIA + 1):
        claims: list[Inline] = []
        for item in sorted(chance.sample(range(1, items + 1), min(3, items))):
            claims += [
                Text("; " if claims else ""),
                Reference(words(f"E{item:03}"), f"E{item}"),
                Text(" "),
                PageOf(f"E{item}"),
            ]
        status: tuple[str, Tone] = ("Covered", "done")
        if criterion % 5 == 0:
            status = ("Missing", "gap")
        rows.append(
            Row(
                (
                    cell(f"{criterion // 6 + 1}.{criterion % 6 + 1}"),
                    cell(_prose(chance, 12)),
                    Cell((Paragraph(tuple(claims)),)),
                    cell("WT, O"),
                    cell(Flag(*status)),
                ),
                anchor=f"u{unit}c{criterion}",
                tone=status[1] if status[1] == "gap" else "plain",
            )
        )
    head = row("No.", "Criterion", "Evidence", "Methods", "Status")
    return Table(
        columns(1, 5, 5, 1.6, 2),
        tuple(rows),
        (head,),
        summary=f"Tracking sheet of unit {unit}",
        row_headers=True,
    )


def _index(items: int) -> Table:
    rows = tuple(
        row(f"E{n:03}", _title(n), "WT", cell(PageOf(f"E{n}", "")))
        for n in range(1, items + 1)
    )
    head = row("No.", "Title", "Method", "Page")
    return Table(columns(1, 6, 1, 1), rows, (head,), summary="Index", row_headers=True)


def _item(chance: random.Random, item: int) -> list[Block]:
    look: Literal["fields"] = "fields"
    unit = item % UNITS + 1
    fields = Table(
        columns(1, 3),
        (
            row("Title", _title(item)),
            row("Date", f"2026-03-{item % 28 + 1:02}"),
            row("Method", "Work product"),
            row("Author", "Amir Shah"),
            row("Witness", "Jo Taylor, line manager"),
            row(
                "Claims",
                cell(
                    Reference(words(f"Unit {unit} 1.{item % 5 + 1}"), f"u{unit}c1"),
                    " ",
                    PageOf(f"u{unit}c1"),
                ),
            ),
        ),
        look=look,
        row_headers=True,
        summary="Facts of the item",
    )
    table = Table(
        columns(1, 2, 2),
        tuple(row(str(n), _prose(chance, 5), _prose(chance, 4)) for n in range(3)),
        (row("No.", "What", "Who"),),
        summary="Actions",
    )
    listed = ListBlock(tuple((para(_prose(chance, 8)),) for _ in range(4)))
    return [
        PageBreak(),
        Heading(2, words(f"E{item:03} {_title(item)}"), f"E{item}"),
        fields,
        para(_prose(chance, 60)),
        para(
            _prose(chance, 20) + ", ",
            Strong(words(_prose(chance, 3))),
            " " + _prose(chance, 15) + " ",
            Emphasis(words(_prose(chance, 4))),
            ". " + _prose(chance, 20),
        ),
        listed,
        table,
        Heading(4, words("Reflection"), outlined=False),
        para(_prose(chance, 60)),
    ]
