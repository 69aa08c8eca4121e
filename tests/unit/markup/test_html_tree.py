"""HTML of any kind becomes a tree of bounded depth, without what nobody sees."""

import pytest

from evidence_builder.markup.html_tree import (
    DEEPEST,
    LONGEST,
    declarations,
    declared_encoding,
    is_long,
    parse,
)


def depths(root):
    """Return how deep each element stands."""
    waiting, found = [(root, 1)], []
    while waiting:
        element, depth = waiting.pop()
        found.append(depth)
        waiting += [(child, depth + 1) for child in element]
    return found


def test_what_is_too_deep_stands_side_by_side_at_the_bottom():
    root = parse("<div>" * 500 + "<p>one</p><p>two</p>" + "</div>" * 500 + "three")
    words = [(e.tag, e.text) for e in root.iter() if e.text]

    assert max(depths(root)) == DEEPEST + 1
    assert words == [("p", "one"), ("p", "two")]
    assert "".join(root.itertext()).endswith("three")


def test_what_is_hidden_is_hidden_at_any_depth():
    markup = "<div>" * 500 + "<div hidden>x<p>x</p>x</div><p>seen</p>"

    assert "".join(parse(markup).itertext()) == "seen"


def test_only_names_of_elements_and_known_attributes_are_kept():
    root = parse('<o:p onclick="go()">a</o:p><x-y HREF="x&amp;y" id=i>c</x-y>')

    assert [(e.tag, dict(e.attrib)) for e in root.iter()][3:] == [
        ("span", {}),
        ("span", {"href": "x&y"}),
    ]


@pytest.mark.parametrize("markup", ["", " ", "<", "<!--", "</p>", "\x00", "<!DOCTYPE"])
def test_nothing_is_an_empty_tree(markup):
    assert "".join(parse(markup).itertext()).strip(" <") == ""


def test_data_of_pictures_leaves_room_for_words():
    """RFC 2397, 3."""
    data = "iVBORw0KGgo=" * (LONGEST // 10)
    root = parse(f'<img alt=Plan src="data:image/png;base64,{data}"><p>seen</p>')

    assert "".join(root.itertext()) == "seen"
    assert not is_long(f"<img src='data:image/png;base64,{data}'>seen")
    assert is_long("x" * (LONGEST + 1))
    assert [e.get("alt") for e in root.iter("img")] == ["Plan"]


def test_a_longer_text_is_read_to_the_limit():
    assert len("".join(parse("x" * (LONGEST + 1)).itertext())) == LONGEST


def test_the_last_declaration_of_a_name_counts():
    style = " COLOR : Red;color:blue !important; ;mso-list:\n l0 level1 lfo1"

    assert declarations(style) == {
        "color": "blue",
        "mso-list": "l0 level1 lfo1",
        "": "",
    }


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (b"<meta charset=utf-8>", "utf-8"),
        (b"<META content='text/html; charset=windows-1252'>", "windows-1252"),
        (b"<p>charset=utf-8", ""),
        (b" " * 1024 + b"<meta charset=utf-8>", ""),
    ],
)
def test_the_encoding_that_html_names(data, encoding):
    """HTML Living Standard, "Prescan a byte stream to determine its encoding"."""
    assert declared_encoding(data) == encoding
