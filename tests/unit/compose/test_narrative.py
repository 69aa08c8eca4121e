"""A learner's Markdown becomes blocks, and no word of it is lost."""

import random
import re
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.extensions.tables import TableProcessor

from evidence_builder.compose.narrative import plain
from evidence_builder.compose.narrative.blocks import compose_narrative
from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import (
    CodeBlock,
    Figure,
    Heading,
    Image,
    ListBlock,
    Paragraph,
    Quotation,
    Table,
)
from evidence_builder.document.inlines import Break, Code, Emphasis, Link, Strong, Text
from evidence_builder.load.loaded import Narrative

PICTURE = Image(b"", "png", 4, 3)


def composed(text, *, image=lambda _: None, base_level=3, sink=None):
    """Return the blocks of a text that stands at line 10 of its file."""
    narrative = Narrative(text, "evidence/e1.md", 10)
    found = Sink() if sink is None else sink
    blocks = compose_narrative(
        narrative, base_level=base_level, image=image, sink=found
    )
    # No text at all may bring a fault of the program about.
    assert [one.message for one in found if one.code.id == "EB904"] == []
    return blocks


def findings(text, **options):
    sink = Sink()
    composed(text, sink=sink, **options)
    return [(one.code.id, one.span.line, one.message) for one in sink]


def p(*inlines):
    return Paragraph(tuple(Text(i) if isinstance(i, str) else i for i in inlines))


def everything(value):
    """Return every word, target and description in blocks, inlines and tuples."""
    match value:
        case str():
            return value
        case tuple() | list():
            return "\n".join(everything(one) for one in value)
        case Image() | int() | float() | bool() | None | Break():
            return ""
        case _:
            return everything(tuple(getattr(value, n) for n in value.__slots__))


# --- what each mark means --------------------------------------------------


def test_paragraphs_have_one_blank_for_each_line_end_and_run_of_blanks():
    assert composed("One  two\nthree.\n\n\n  Four.\n") == (
        p("One two three."),
        p("Four."),
    )


def test_marks_inside_a_paragraph_become_inlines():
    text = "a *b* **c _d_** `e  <f>` [g *h*](https://x.org/?a=1&b=2)"
    assert composed(text) == (
        p(
            "a ",
            Emphasis((Text("b"),)),
            " ",
            Strong((Text("c "), Emphasis((Text("d"),)))),
            " ",
            Code("e <f>"),
            " ",
            Link((Text("g "), Emphasis((Text("h"),))), "https://x.org/?a=1&b=2"),
        ),
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<b>bold</b>", "<b>bold</b>"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("a <!-- note --> b", "a <!-- note --> b"),
        ("<div>\nwords\n</div>", "<div> words </div>"),
        ("R&D, 5 < 6 > 4", "R&D, 5 < 6 > 4"),
        ("caf&eacute; &amp; &#233; &nosuch; &copy", "café & é &nosuch; &copy"),
        ("&amp;lt;", "&lt;"),
        ("\\*not\\* \\_this\\_ 1\\. \\<", "*not* _this_ 1. \\<"),
        ("snake_case_name", "snake_case_name"),
        ("20260301. A meeting", "20260301. A meeting"),
        ("#1 on the list", "#1 on the list"),
        ("[words][1]\n\n", "[words][1]"),
        ("[note]: something", "[note]: something"),
        ("a\x02b\x0342\x03c\x00d\u2028e", "a\ufffdb\ufffd42\ufffdc\ufffdd e"),
        ("&#2;x&#3;", "&#2;x&#3;"),
        ("\x02klzzwxh:0000\x03 *", "\ufffdklzzwxh:0000\ufffd *"),
    ],
)
def test_what_is_no_markup_stays_as_it_was_typed(text, words):
    assert composed(text) == (p(words),)


def test_a_hard_line_break_is_a_break():
    assert composed("One  \ntwo *three*  \nfour") == (
        p("One", Break(), "two ", Emphasis((Text("three"),)), Break(), "four"),
    )


def test_lists_nest_and_keep_the_number_they_begin_with():
    text = "4. four\n5. five\n    - a\n    - b\n\nafter"
    inner = ListBlock(((p("a"),), (p("b"),)))
    assert composed(text) == (
        ListBlock(((p("four"),), (p("five"), inner)), ordered=True, start=4),
        p("after"),
    )


def test_a_list_may_follow_its_lead_in_directly():
    assert composed("I did:\n- one\n- two") == (
        p("I did:"),
        ListBlock(((p("one"),), (p("two"),))),
    )


@pytest.mark.parametrize(
    "text",
    [
        "- a\n    - b\n        - c\n    - d\n- e",
        "- a\n  - b\n    - c\n  - d\n- e",
        "- a\n\n  - b\n\n    - c\n\n  - d\n\n- e",
        "* a\n   * b\n      * c\n   * d\n* e",
        " - a\n   - b\n     - c\n   - d\n - e",
        "-   a\n    -   b\n        -   c\n    -   d\n-   e",
    ],
)
def test_a_list_in_a_list_may_be_indented_as_far_as_the_words(text):
    d = p("d")
    inner = ListBlock(((p("b"), ListBlock(((p("c"),),))), (d,)))
    assert composed(text) == (ListBlock(((p("a"), inner), (p("e"),))),)


def test_bullets_and_paragraphs_under_a_number_may_be_indented_by_three():
    text = "1. a\n   - b\n\n   c\n\n   ```\n   d\n   ```\n2. e\nlazy\n\nf"
    items = ((p("a"), ListBlock(((p("b"),),)), p("c"), CodeBlock("d")), (p("e lazy"),))
    assert composed(text) == (ListBlock(items, ordered=True), p("f"))


def listing(blocks):
    """Return words as they are, and lists as ``["-", *items]`` or ``[1, *items]``."""
    return [
        [block.start if block.ordered else "-", *map(listing, block.items)]
        if isinstance(block, ListBlock)
        else block.inlines[0].text
        for block in blocks
    ]


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        (
            "1. a\n\n   b\n   - c\n     - d\n2. e\n3. f",
            [[1, ["a", "b", ["-", ["c", ["-", ["d"]]]]], ["e"], ["f"]]],
        ),
        (
            "- a\n- b\n1. c\n2. d\nafter",
            [["-", ["a"], ["b"]], [1, ["c"], ["d after"]]],
        ),
        ("- a\n  1. b\n  - c\n- d", [["-", ["a", [1, ["b"]], ["-", ["c"]]], ["d"]]]),
        ("- a\n7. b", [["-", ["a"]], [7, ["b"]]]),
        ("- a\n - b\n  - c\n   - d", [["-", ["a"], ["b"], ["c"], ["d"]]]),
        (
            "- - a\n    - b\n  - c\n- d",
            [["-", [["-", ["a", ["-", ["b"]]], ["c"]]], ["d"]]],
        ),
        ("1. a in\n   1986. b\n2. c", [[1, ["a in 1986. b"], ["c"]]]),
        ("1. a\n    2. b\n    3. c", [[1, ["a", [2, ["b"], ["c"]]]]]),
        ("100. a\n\n     b\n     - c", [[100, ["a", "b", ["-", ["c"]]]]]),
        ("- a\n# b\n  - c", [["-", ["a"]], "b", ["-", ["c"]]]),
    ],
)
def test_no_item_of_a_list_is_merged_into_another(text, lists):
    assert listing(composed(text)) == lists


def test_after_a_hard_line_break_a_number_is_a_word():
    assert composed("- a  \n  1986. b") == (
        ListBlock(((p("a", Break(), "1986. b"),),)),
    )


def test_items_that_are_nested_too_deep_stand_at_the_deepest_level():
    text = "\n".join("  " * level + f"- a{level}" for level in range(14))
    more = " " * 28 + "b"
    expected = ["-", ["a9"], ["a10"], ["a11"], ["a12"], ["a13", "b"]]
    for level in range(8, -1, -1):
        expected = ["-", [f"a{level}", expected]]
    assert listing(composed(f"{text}\n\n{more}\n- c")) == [[*expected, ["c"]]]
    assert findings(text) == []


def test_a_number_inside_a_paragraph_begins_no_list():
    assert composed("It was in *May*\n1986. A good year\n    - or so") == (
        p("It was in ", Emphasis((Text("May"),)), " 1986. A good year - or so"),
    )


def test_a_list_item_holds_several_paragraphs():
    assert composed("- one\n\n    more\n\n- two") == (
        ListBlock(((p("one"), p("more")), (p("two"),))),
    )


def test_headings_begin_at_the_base_level_and_leave_no_gap():
    text = "## a\n\n#### b\n\n### c\n\n# d #\n\n###### e\n\nf\n===\n\ng\n---"
    headings = composed(text, base_level=2)
    assert [(h.level, h.inlines[0].text) for h in headings] == [
        (2, "a"),
        (3, "b"),
        (3, "c"),
        (2, "d"),
        (3, "e"),
        (2, "f"),
        (3, "g"),
    ]
    assert not any(heading.outlined for heading in headings)


def test_headings_end_at_level_four():
    levels = [h.level for h in composed("# a\n## b\n### c", base_level=3)]
    assert levels == [3, 4, 4]


def test_columns_have_room_for_their_longest_word_first():
    long = "what was said, and what came of it, " * 6
    head = "| Clients | Said | Done | Learned | Date |\n|--|--|--|--|--|\n"
    (table,) = composed(f"{head}| Ann | {long} | {long} | {long} | 12 May |")
    shares = [column.share for column in table.columns]
    assert shares[0] >= len("Clients") / 80
    assert min(shares[1:4]) > max(shares[0], shares[4])


def test_a_column_of_pictures_is_not_the_narrowest():
    picture = Image(b"", "png", 10, 10)
    text = "| See | Of |\n|--|--|\n| ![a](a.png) | some words |"
    (table,) = composed(text, image=lambda _: picture)
    assert table.columns[0].share > table.columns[1].share


def test_a_table_has_its_head_its_alignment_and_all_its_cells():
    (table,) = composed("| A | *B* |\n|--|-:|\n| 1 | 2 | 3 |\n| `4|5` |")
    assert isinstance(table, Table)
    assert [column.align for column in table.columns] == ["left", "right", "left"]
    assert sum(column.share for column in table.columns) == pytest.approx(1)
    rows = [[cell.blocks for cell in row.cells] for row in (*table.head, *table.rows)]
    assert rows == [
        [(p("A"),), (p(Emphasis((Text("B"),))),), ()],
        [(p("1"),), (p("2"),), (p("3"),)],
        [(p(Code("4|5")),), (), ()],
    ]
    assert table.summary == "Table of A, B"


@given(st.text(alphabet="a|`\\", max_size=12))
@example("|a`b|`c|")
@example("\\``|`|``|")
def test_a_table_is_as_wide_as_its_widest_row(row):
    """What a cell is, the library says, though not in public."""
    library = TableProcessor(Markdown().parser, {})
    width = len(library._split_row(f"x{row}x"))

    (table,) = composed(f"A | B\n--|--\nx{row}x")

    assert len(table.columns) == max(2, width)


def test_quotations_and_rules():
    assert composed("> she said\n> - a\n\n---\n\n> that") == (
        Quotation((p("she said - a"),)),
        Quotation((p("that"),)),
    )


def test_code_blocks_keep_every_letter():
    text = "```python\nif a < b && c:\n\n    *x*\n```\n\n    in &amp; dented\n"
    assert composed(text) == (
        CodeBlock("if a < b && c:\n\n    *x*"),
        CodeBlock("in &amp; dented"),
    )


def test_fences_may_stand_in_a_list_and_need_no_blank_lines():
    text = "do\n~~~\na *b*\n~~~\nthen\n\n- item\n\n    ```\n    x\n\n      y\n    ```\n"
    assert composed(text) == (
        p("do"),
        CodeBlock("a *b*"),
        p("then"),
        ListBlock(((p("item"), CodeBlock("x\n\n  y")),)),
    )


def test_a_fence_that_is_never_closed_is_words():
    assert "word" in everything(composed("```\nword\n\n*more*"))


# --- links and pictures ----------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html;base64,AA",
        "file:///etc/passwd",
        "ftp://example.org",
        "photo.jpg",
        "//example.org",
        "#top",
        "https:",
        "java\tscript:alert(1)",
        "&#106;avascript:alert(1)",
    ],
)
def test_a_link_of_another_scheme_is_words_and_reported(target):
    text = f"One.\n\nSee [these words]({target}) here."
    sink = Sink()
    assert composed(text, sink=sink)[1] == p("See these words here.")
    (found,) = sink
    assert (found.code.id, found.span.line) == ("EB605", 12)


def test_each_refused_link_is_reported_on_its_own_line():
    text = "[a](x)\n\n[b](x)\n\n[c](x)"
    assert [line for _, line, _ in findings(text)] == [10, 12, 14]


@pytest.mark.parametrize(
    ("text", "words", "target"),
    [
        ("<https://example.org/a_b_c>",) + ("https://example.org/a_b_c",) * 2,
        ("<jo@example.org>", "jo@example.org", "mailto:jo@example.org"),
        ("<mailto:jo@example.org>", "jo@example.org", "mailto:jo@example.org"),
        ("[a](<http://x.org/a b>)", "a", "http://x.org/a%20b"),
        ("[a](HTTPS://x.org)", "a", "HTTPS://x.org"),
        ("[a](mailto:jo@x.org)", "a", "mailto:jo@x.org"),
    ],
)
def test_links_of_three_schemes_lead_out(text, words, target):
    assert composed(text) == (p(Link((Text(words),), target)),)


def test_a_links_title_is_shown_beside_it():
    link = Link((Text("a"),), "https://x.org")
    assert composed('[a](https://x.org "the *site*")') == (p(link, " (the *site*)"),)


def test_a_link_in_a_link_is_one_link():
    (paragraph,) = composed("[a **[b](http://b.org)**](http://a.org)")
    assert everything(paragraph).count("http") == 1


def test_a_picture_alone_is_a_figure_with_alt_and_caption():
    asked = []

    def image(path):
        asked.append(path)
        return PICTURE

    text = '![A till &amp; me](my photo\\_1.jpg "Me at *work*")'
    assert composed(text, image=image) == (
        Figure(PICTURE, "A till & me", (Text("Me at *work*"),)),
    )
    assert asked == ["my photo_1.jpg"]


def test_a_picture_in_text_follows_its_paragraph():
    text = "Before ![one](a.png) between *![two](b.png)* after.\n\nNext."
    assert composed(text, image=lambda _: PICTURE) == (
        p("Before between after."),
        Figure(PICTURE, "one"),
        Figure(PICTURE, "two"),
        p("Next."),
    )


def test_pictures_stay_in_their_list_item_cell_and_heading():
    text = "- ![a](x)\n- b\n\n|h|\n|-|\n|![c](x)|\n\n# d ![e](x)"
    items, table, heading, figure = composed(text, image=lambda _: PICTURE)
    assert items.items == ((Figure(PICTURE, "a"),), (p("b"),))
    assert table.rows[0].cells[0].blocks == (Figure(PICTURE, "c"),)
    assert isinstance(heading, Heading)
    assert figure == Figure(PICTURE, "e")


def test_a_picture_that_cannot_be_shown_is_its_words_in_brackets():
    text = '![A till](a.png "Me")\n\nSee ![](scans/b.png).'
    assert composed(text) == (p("[A till] Me"), p("See [b.png]."))


# --- bounds ----------------------------------------------------------------

NASTY = {
    "brackets": "[" * 20_000,
    "pictures": "![" * 20_000,
    "open links": "[a](b " * 5_000,
    "nested links": "[" * 400 + "a" + "](http://b)" * 400,
    "stars": "*a **b " * 5_000,
    "underscores": "_a __b " * 5_000,
    "ticks": "`a ``b " * 5_000,
    "escapes": "\\*" * 90_000,
    "quotations": ">" * 5_000 + " a",
    "bullets": "- " * 5_000 + "a",
    "numbers": "1. " * 5_000 + "a",
    "stair": "\n".join("    " * n + "- a" for n in range(300)),
    "shallow stair": "\n".join("    " * n + "- a" for n in range(15)),
    "columns": "|a" * 3_000 + "\n" + "|-" * 3_000 + "\n" + "|b" * 3_000,
    "widening": "a|b\n-|-\n" + "|c" * 3_000,
    "length": "*a* " * 60_000,
    "lines": "a\n*b*\n" * 20_000,
    "blank lines": "a\n\n" * 60_000 + "*b*",
    "headings": ("# " + "words " * 6 + "\n") * 4_900,
    "rules": ("***\n" + "words " * 6 + "\n") * 2_400,
    "underlined": ("words " * 6 + "\n---\n") * 2_400,
    "fences": "".join("`" * n + "\n" for n in range(600, 3, -1)),
    "angles": "<a" * 50_000 + "<a@" * 1_000,
    "hashes": "# " + "#" * 100_000 + " a",
    "dashes": "-" * 100_000 + " a",
}


@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_takes_long_or_raises(text):
    before = time.process_time()
    composed(text)
    assert time.process_time() - before < 2


@pytest.mark.parametrize(
    ("name", "line"),
    [("brackets", 10), ("stair", 50), ("columns", 10), ("lines", 5010)],
)
def test_beyond_a_bound_the_text_stands_as_it_is_and_that_is_said(name, line):
    ((code, at, message),) = findings(NASTY[name])
    assert (code, at) == ("EB606", line)
    assert message.startswith("the text is not formatted: ")
    assert not message.endswith(".")


def test_text_as_it_stands_keeps_its_lines_and_marks():
    text = "one *two*\n  three\n\n" + "[" * 5_000
    first, second = composed(text)
    assert first == p("one *two*", Break(), "three")
    assert second == p("[" * 5_000)


def test_after_a_text_that_stopped_half_way_the_next_is_read_afresh():
    for name in ("nested links", "brackets", "stair"):
        composed("- a\n\n> *b* `c`\n\n" + NASTY[name])
        assert composed("*a* b") == (p(Emphasis((Text("a"),)), " b"),)


@pytest.mark.parametrize("kind", [TypeError, DeprecationWarning, KeyError])
def test_a_fault_of_the_program_is_called_one_and_costs_no_words(monkeypatch, kind):
    def fail(_parser, _lines):
        raise kind("words of a learner")

    narrative, sink = Narrative("one *two*", "evidence/e1.md", 10), Sink()
    with monkeypatch.context() as patch:
        patch.setattr(BlockParser, "parseDocument", fail)
        blocks = compose_narrative(
            narrative, base_level=3, image=lambda _: None, sink=sink
        )

    assert blocks == (p("one *two*"),)
    (finding,) = sink
    assert (finding.code.id, str(finding.span)) == ("EB904", "evidence/e1.md:10:1")
    assert f"the program fails on it ({kind.__name__} in " in finding.message
    assert "learner" not in finding.message
    assert finding.hints == (
        "the fault is ours, not yours; tell us what the brackets say",
    )
    assert composed("*a*") == (p(Emphasis((Text("a"),))),)


def test_a_deep_stack_does_not_raise():
    def deeper(levels):
        if levels:
            return deeper(levels - 1)
        return composed("> - > - *a **b `c`** d*\n>     - e")

    depth = 0
    frame = sys._getframe()
    while frame:
        depth, frame = depth + 1, frame.f_back
    for spare in range(30, 130, 10):
        assert "c" in everything(deeper(sys.getrecursionlimit() - depth - spare))


# --- laws ------------------------------------------------------------------

MARKS = [
    "*",
    "**",
    "_",
    "`",
    "``",
    "[",
    "]",
    "](",
    "(",
    ")",
    "![",
    "<",
    ">",
    "&",
    "&amp;",
    "\\",
    "|",
    "\n|-|-|\n",
    "\n- ",
    "\n* ",
    "\n1. ",
    "\n7. ",
    "\n> ",
    "\n# ",
    "\n## ",
    "\n",
    "\n\n",
    "\n\n    ",
    "\n    ",
    "  \n",
    " ",
    "\n---\n",
    "\n===\n",
    "\n```\n",
    "\n~~~\n",
    "\t",
    "~~~",
    "```",
    '"',
    "'",
    "#",
    "-",
    "+",
    "=",
    "!",
    ":",
    "@",
    ".",
    "http://",
    "mailto:",
    "<http://",
    "javascript:",
    "]: ",
    "\r\n",
    "<b>",
    "<!--",
    "-->",
    "\x02",
    "\x03",
    "é",
    "\xa0",
    "word ",
    "word",
    "{",
    "}",
    "&#2;",
    "0",
]


@st.composite
def texts(draw):
    """Return marks in any order, with words that are all different among them."""
    parts = draw(st.lists(st.sampled_from(MARKS), max_size=60))
    number = 0
    words = []
    for part in parts:
        if part.startswith("word"):
            number += 1
            words.append(part.replace("word", f"Word{number}x"))
        else:
            words.append(part)
    return "".join(words)


def shown(text, sink):
    """Return all that a text became, and what its findings and pictures say."""
    asked = []
    blocks = composed(text, image=asked.append, sink=sink)
    return everything((blocks, asked, [one.message for one in sink]))


@settings(max_examples=600, deadline=None)
@given(texts())
@example("[Word1x]: Word2x\n\n[Word3x][Word1x]")
@example("|a|b|\n|-|-|\n|1|2|Word1x|")
@example('![Word1x](Word2x "Word3x") [Word4x](http://Word5x "Word6x")')
@example("1. Word1x\n\n    Word2x\n\n    ```\n    Word3x\n    ```")
def test_no_word_is_lost(text):
    # The word after an opening fence names a language; it is part of the mark.
    markup = re.findall(r"(?m)^ *(?:`{3,}|~{3,}) *(\S+) *$", text.expandtabs(4))
    missing = set(re.findall(r"Word\d+x", text)) - set(
        re.findall(r"Word\d+x", shown(text, Sink()))
    )
    assert missing <= set(re.findall(r"Word\d+x", " ".join(markup)))


@settings(max_examples=300, deadline=None)
@given(texts() | st.text(max_size=200))
def test_no_placeholder_or_control_character_is_shown(text):
    assert not re.search(
        r"[\x00-\x08\x0b-\x1f\x7f]|klzzwxh|wzxhzdk", shown(text, Sink())
    )


class ListWriter:
    """Writes lists in lists as people do, and says what it wrote."""

    def __init__(self, seed):
        self.one_of_all = random.Random(seed).choice  # noqa: S311 - no secret
        self.lines = []
        self.number = 0

    def one_of(self, *values):
        return self.one_of_all(values)

    def word(self):
        self.number += 1
        return f"w{self.number}"

    def gap(self):
        found = self.one_of(1, 0)
        self.lines += [""] * found
        return found

    def lists(self, level, column):
        """Write one or more lists, of bullets and of numbers in turn."""
        written = []
        ordered = self.one_of(1, 0)
        indent = column + self.one_of(0, 0, 0, 2)
        for _ in range(self.one_of(1, 1, 2, 3)):
            # Inside a paragraph only the number 1 begins a list.
            free = bool(written) or self.gap() or not level
            start = self.one_of(1, 3, 9, 99) if free else 1
            one = [start if ordered else "-"]
            bullet = self.one_of(*"-*+")
            for number in range(start, start + self.one_of(1, 2, 3)):
                if number > start:
                    self.gap()
                mark = f"{number}." if ordered else bullet
                mark = mark.ljust(max(len(mark) + 1, self.one_of(2, 3, 4)))
                one.append(self.item(level, indent + self.one_of(0, 0, 1), mark))
            written.append(one)
            ordered = not ordered
        return written

    def item(self, level, indent, mark):
        """Write an item: words, perhaps a second line of them, paragraphs, lists."""
        column = indent + len(mark)
        words = self.word()
        self.lines.append(" " * indent + mark + words)
        if self.one_of(1, 0, 0):
            more = self.word()
            self.lines.append(" " * self.one_of(0, column) + more)
            words += " " + more
        parts = [words]
        for _ in range(self.one_of(0, 1, 2) if level < 3 and self.number < 30 else 0):
            if isinstance(parts[-1], list) or self.one_of(1, 0, 0):
                parts.append(self.word())
                self.lines += ["", " " * column + parts[-1]]
            else:
                parts += self.lists(level + 1, column)
        return parts


@settings(max_examples=300, deadline=None)
@given(st.integers(0, 2**32))
def test_lists_are_read_as_they_were_written(seed):
    writer = ListWriter(seed)
    lists = writer.lists(0, 0)
    text = "\n".join(writer.lines)
    sink = Sink()
    assert listing(composed(text, sink=sink)) == lists, text
    assert not list(sink)


PLAIN = st.text(
    st.sampled_from("ab .,;:!?-'\"()/\n\n5é#=~+>)]}\u00a0\u2003\x0b\x85{$%^@"),
    max_size=80,
)


@settings(max_examples=600, deadline=None)
@given(PLAIN)
@example("a\n =\nb")
@example("a\n\u00a0\nb")
@example("- - -")
def test_text_without_marks_needs_no_reading(text):
    read = pytest.MonkeyPatch()
    quick = composed(text)
    with read.context() as patch:
        patch.setattr(plain, "is_plain", lambda _: False)
        assert composed(text) == quick


def test_most_plain_prose_is_not_read_as_markdown():
    prose = "On 3 May I met the well-known (and busy) client; she's happy.\n\n5 of us."
    assert plain.is_plain(prose)
