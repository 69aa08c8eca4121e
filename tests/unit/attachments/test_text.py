"""Text, CSV and Markdown are shown as they read best, and nothing of them fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.attachments.content import Content, Request
from evidence_builder.attachments.run.wire import pack, unpack
from evidence_builder.attachments.text import convert
from evidence_builder.document.blocks import CodeBlock, Document, Paragraph, Table
from evidence_builder.document.dump import dump


def shown(data, name="notes.txt"):
    """Return what is shown as text, and the notes as codes and messages."""
    data = data.encode() if isinstance(data, str) else data
    content = convert(data, Request(name))
    assert unpack(pack(content)) == content
    text = dump(Document("", content.blocks))
    return text, [(note.code, note.message) for note in content.notes]


def tables(data, name="hours.csv"):
    content = convert(data.encode(), Request(name))
    return [one for one in content.blocks if isinstance(one, Table)]


def cells(row):
    return [
        "".join(inline.text for block in cell.blocks for inline in block.inlines)
        for cell in row.cells
    ]


# --- text --------------------------------------------------------------------


@pytest.mark.parametrize(
    "data",
    [
        "Café — £5\n".encode(),
        b"\xef\xbb\xbf" + "Café — £5\n".encode(),
        "Café — £5\n".encode("utf-16"),
        b"\xfe\xff" + "Café — £5\n".encode("utf-16-be"),
    ],
)
def test_a_text_is_read_in_the_encodings_of_unicode(data):
    text, notes = shown(data)
    assert text.splitlines()[-1] == "Café — £5"
    assert notes == []


def test_windows_letters_are_read_and_the_guess_is_said():
    text, notes = shown("Café — £5\n".encode("cp1252"))
    assert text.splitlines()[-1] == "Café — £5"
    assert notes == [
        (
            "file-repaired",
            "is not in UTF-8 and was read as Windows text; its accents may be wrong",
        )
    ]


def test_a_cut_letter_of_utf_16_is_marked():
    text, notes = shown("Café".encode("utf-16")[:-1])
    assert text.splitlines()[-1] == "Caf\ufffd"
    assert [code for code, _ in notes] == ["file-repaired"]


def test_lines_and_paragraphs_stay_as_they_were_typed():
    content = convert(b"Dear Jo,\r\nsee\t you\r\n\r\n\r\nSam\r\n", Request("a.txt"))
    assert [type(one) for one in content.blocks] == [Paragraph, Paragraph]
    text, _ = shown(b"Dear Jo,\r\nsee\t you\r\n\r\n\r\nSam\r\n")
    assert text.endswith("\n\nDear Jo,\nsee you\nSam\n")


def test_what_stands_in_columns_is_kept_under_each_other():
    aligned = "Day       Hours\nMonday    7\nTuesday\t  8"
    (block,) = convert(aligned.encode(), Request("a.txt")).blocks
    assert block == CodeBlock(aligned.expandtabs(8))


def test_control_characters_are_marked_and_colours_left_out():
    text, _ = shown(b"\x1b[31mred\x1b[0m bell\x07 nul\x00.\x0bnext")
    assert text.splitlines()[-2:] == ["red bell\ufffd nul\ufffd.", "next"]


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ("line\n" * 5_000, "600 of its 5,000 lines"),
        ("x" * 300_000, "40,000 of its 300,000 characters"),
    ],
)
@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_a_long_text_is_cut_and_that_is_said(data, part, name):
    _, notes = shown(data, name)
    assert notes == [("file-cut", f"is long; the first {part} are shown")]
    content = convert(data.encode(), Request(name))
    assert len(content.markdown) + len(dump(Document("", content.blocks))) < 50_000


def test_markdown_is_left_to_those_who_set_narratives():
    content = convert(b"# Notes\n\n* one\n", Request("notes.md"))
    assert (content.markdown, content.blocks) == ("# Notes\n\n* one", ())


def test_a_text_of_nothing_has_no_blocks():
    assert convert(b"\n \n", Request("a.txt")).blocks == ()


# --- tables ------------------------------------------------------------------


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_told_from_the_lines(separator):
    lines = (("Day", "Hours", '"Late, ill; or away | no"'), ("Monday", "7", "no"))
    text = "".join(separator.join(line) + "\r\n" for line in lines)
    (table,) = tables(text)
    assert [cells(row) for row in table.head] == [
        ["Day", "Hours", "Late, ill; or away | no"]
    ]
    assert [cells(row) for row in table.rows] == [["Monday", "7", "no"]]


def test_numbers_stand_right_and_words_left():
    (table,) = tables("Item,Price,Change\nTea,£1.20,-3%\nCake,£12.00,\n")
    assert [column.align for column in table.columns] == ["left", "right", "right"]
    assert sum(column.share for column in table.columns) == pytest.approx(1)


def test_a_first_row_of_numbers_is_no_head():
    (table,) = tables("1,2\n3,4\n")
    assert (len(table.head), len(table.rows)) == (0, 2)


def test_rows_of_unequal_length_are_filled_up():
    (table,) = tables("a,b,c\n1\n\n,2,,\n")
    assert [cells(row) for row in table.rows] == [["1", "", ""], ["", "2", ""]]


def test_a_wide_table_is_divided_and_each_part_begins_with_the_first_column():
    head = ",".join(f"c{number}" for number in range(1, 18))
    row = ",".join(str(number) for number in range(1, 18))
    found = tables(f"{head}\n{row}\n")
    assert [cells(one.head[0]) for one in found] == [
        ["c1", "c2", "c3", "c4", "c5", "c6"],
        ["c1", "c7", "c8", "c9", "c10", "c11"],
        ["c1", "c12", "c13", "c14", "c15", "c16", "c17"],
    ]
    assert (
        "Columns 7 to 11 of 17, beside the first" in shown(f"{head}\n{row}", "a.csv")[0]
    )
    assert [len(one.columns) for one in tables(",".join("abcdefghi") + "\n1,2")] == [
        5,
        5,
    ]
    assert len(tables(",".join("abcdefgh") + "\n1,2,3,4,5,6,7,8")) == 1


@pytest.mark.parametrize(
    ("length", "part"),
    [
        (
            1,
            "the first 66 of its 1,200 rows and the first 40 of its 50 columns",
        ),
        (
            600,
            (
                "the first 2 of its 1,200 rows and the first 40 of its 50 columns"
                " and the first 500 characters of long cells"
            ),
        ),
    ],
)
def test_a_large_table_is_cut_and_that_is_said(length, part):
    text = "\n".join([",".join(["x" * length] * 50)] * 1_200)
    _, notes = shown(text, "a.csv")
    assert notes == [("file-cut", f"is large; {part} are shown")]
    assert len(dump(Document("", convert(text.encode(), Request("a.csv")).blocks))) < (
        400_000
    )


def test_a_long_table_of_few_columns_is_cut_and_that_is_said():
    (table,) = tables("Call,Length\n" + "1,0:42\n" * 1_200)
    assert len(table.rows) + len(table.head) == 300
    assert shown("Call,Length\n" + "1,0:42\n" * 1_200, "a.csv")[1] == [
        ("file-cut", "is large; the first 300 of its 1,201 rows are shown")
    ]


@pytest.mark.parametrize("text", ["words\nmore words\n", '"' + "x,\n" * 70_000, ""])
def test_what_is_no_table_is_shown_as_text(text):
    content = convert(text.encode(), Request("a.csv"))
    assert content.way == "As text"
    assert tables(text) == []


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=300) | st.text(max_size=300).map(str.encode),
    st.sampled_from(["a.txt", "a.csv", "a.md", "a"]),
)
def test_every_file_can_be_shown_and_packed(data, name):
    content = convert(data, Request(name))
    assert isinstance(content, Content)
    assert unpack(pack(content)) == content
