"""YAML becomes the author's own text with places; never a guess, never an exception."""

import time

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from evidence_builder.diagnostics import Sink
from evidence_builder.yamltext import events
from evidence_builder.yamltext.events import parse
from evidence_builder.yamltext.source import Fields, Items

LOADERS = [yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)]


def parsed(text):
    sink = Sink()
    source = parse("a.yaml", text, sink)
    return source, [(one.span.line, one.span.column, one.code.id) for one in sink]


AS_TYPED = [
    "1.10",
    "1.0",
    "068154",
    "0x1F",
    "12:30",
    "1e3",
    "1_000",
    "no",
    "yes",
    "on",
    "Off",
    "~",
    "null",
    "Null",
    "true",
    "2026-02-30",
    "2026-3-2",
    ".inf",
    "=",
    "1,5",
    "+1",
]


@pytest.mark.parametrize("typed", [*AS_TYPED, "9" * 5000])
def test_a_value_stays_as_it_was_typed(typed):
    source, found = parsed(f"a: {typed}\nlist: [{typed.replace(',', '.')}]")

    assert source.tree["a"] == typed
    assert source.tree["list"] == [typed.replace(",", ".")]
    assert found == []


@pytest.mark.parametrize("typed", AS_TYPED)
def test_a_key_stays_as_it_was_typed(typed):
    source, found = parsed(f"{typed}: a")

    assert source.tree == {typed: "a"}
    assert found == []


def test_a_field_left_blank_is_absent_and_a_quoted_nothing_is_not():
    source, found = parsed('a:\nb: ""\nc: ~\nd: [x, ]\ne:\n  -\n  - y\n')

    assert source.tree == {"b": "", "c": "~", "d": ["x"], "e": ["y"]}
    assert list(source.tree.key_marks) == ["a", "b", "c", "d", "e"]
    assert found == []


@pytest.mark.parametrize("loader", LOADERS)
@pytest.mark.parametrize(
    ("text", "tree", "codes"),
    [
        ("a: 1\na: 2", {"a": "1"}, ["EB102"]),
        ("a: &x 1\nb: *x", {"a": "1"}, ["EB103", "EB103"]),
        ("<<: {a: 1}\nb: 2", {"b": "2"}, ["EB103"]),
        ("a: !!int 1", {"a": "1"}, ["EB104"]),
        ("a: 1\n---\nb: 2", {"a": "1"}, ["EB105"]),
        ("? [a, b]\n: 1\nc: 2", {"c": "2"}, ["EB101"]),
        ("? {a: b}\n: [1, {x: y}]\nc: 2", {"c": "2"}, ["EB101"]),
        ("*a : 1\nb: 2", {"b": "2"}, ["EB103"]),
        ('"": 1\nb: 2', {"b": "2"}, ["EB101"]),
        ('a: "x\\x1b[31m"', {"a": "x\N{REPLACEMENT CHARACTER}[31m"}, ["EB107"]),
        ("a: x\x0by", {"a": "x\N{REPLACEMENT CHARACTER}y"}, ["EB107"]),
        ("a: x\u2028y\nb: 1", {"a": "x y", "b": "1"}, []),
        ("a: b #c", {"a": "b"}, ["EB109"]),
        ("a: #4", {}, ["EB109"]),
        ("a: b # c", {"a": "b"}, []),
        ("- a", None, ["EB203"]),
        ("a", None, ["EB203"]),
        ("", None, ["EB007"]),
        ("# a", None, ["EB007"]),
        ("\ufeffa: 1", {"\N{REPLACEMENT CHARACTER}a": "1"}, ["EB107"]),
    ],
)
def test_what_is_refused_is_reported_and_the_rest_is_read(
    monkeypatch, loader, text, tree, codes
):
    monkeypatch.setattr(events, "_LOADER", loader)

    source, found = parsed(text)

    assert (None if source is None else source.tree) == tree
    assert [code for *_, code in found] == codes


BOMBS = {
    "brackets": "[" * 100_000,
    "bracket lines": "[\n" * 100_000,
    "braces": "{a: " * 100_000,
    "hyphens": "- " * 100_000,
    "question marks": "? " * 100_000,
    "merge keys": "a: &a {x: y}\n" + "b: {<<: [*a, *a, *a]}\n" * 20_000,
    "anchors": "a: &a b\n" * 50_000,
    "long line": "a: " + "x" * 10_000_000,
    "long name": "x" * 1_000_000 + ": y",
    "long quotation": 'a: "' + "x " * 1_000_000,
    "blanks": " " * 5_000_000,
    "tabs": "\t" * 1_000_000,
    "hashes": "a: b\n" + " #" * 1_000_000,
    "exclamation marks": "!" * 1_000_000,
    "escapes": 'a: "' + "\\x07" * 100_000 + '"',
    "number": "a: " + "9" * 5000,
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_bomb_costs_little_time_and_few_findings(bomb):
    start = time.process_time()

    _, found = parsed(BOMBS[bomb])

    assert time.process_time() - start < 3
    assert len(found) <= events.MOST + 1


YAMLISH = st.text(
    st.sampled_from("ab1 \n\n:::---[]{},&*!|>'\"%@`#?<~\t\\x\u2028\ufeff\x07")
)


@settings(max_examples=300)
@given(st.one_of(st.text(), YAMLISH))
@example("a: [b\n\n")
@example("? a\n? b")
@example("a: 'x")
@example("%")
@example('"\\')
def test_any_text_gives_a_tree_or_a_finding_inside_the_file(text):
    source, found = parsed(text)

    assert source is not None or found
    lines = [*text.replace("\r", "\n").split("\n"), ""]
    for line, column, _ in found:
        assert line <= len(lines)
        assert column == 0 or column <= len(lines[line - 1]) + 1


@settings(max_examples=200)
@given(YAMLISH)
def test_both_loaders_give_the_same_tree(text):
    trees = []
    for loader in LOADERS:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(events, "_LOADER", loader)
            source, _ = parsed(text)
        trees.append(source and source.tree)

    # They may differ in what they refuse, never in what they read.
    assert None in trees or trees[0] == trees[1]


TREES = st.recursive(
    st.text(st.characters(categories=["L", "N"]), min_size=1),
    lambda below: st.one_of(
        st.lists(below, min_size=1, max_size=4),
        st.dictionaries(st.text("abc", min_size=1), below, min_size=1, max_size=4),
    ),
)


@settings(max_examples=40)
@given(st.dictionaries(st.text("xyz", min_size=1), TREES, min_size=1), st.booleans())
def test_every_part_of_a_tree_has_a_place_in_the_file(tree, flow):
    text = yaml.safe_dump(tree, default_flow_style=flow, allow_unicode=True, width=40)
    source = parse("a.yaml", text, Sink())
    lines = text.split("\n")

    def walk(node, path):
        span = source.span(path)
        assert 1 <= span.line <= len(lines)
        assert 1 <= span.column <= len(lines[span.line - 1])
        if isinstance(node, Fields):
            for key, value in node.items():
                place = source.span((*path, key), key=True)
                rest = lines[place.line - 1][place.column - 1 :]
                assert rest.startswith((key, '"', "'", "? "))
                walk(value, (*path, key))
        elif isinstance(node, Items):
            for number, value in enumerate(node):
                walk(value, (*path, number))

    walk(source.tree, ())
