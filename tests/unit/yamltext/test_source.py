"""A place for every path, also for one that only the model has."""

import pytest

from evidence_builder.diagnostics import Sink
from evidence_builder.yamltext.events import parse

ITEM = """\
id: E001
title:
files:
  - minutes.pdf
  - {path: roster.xlsx,
     pages: 1-2}
claims:
  A/506/1821:
    - 3.2 @ p. 1
    - criteria: [3.3, 3.5]
      at: "12:30"
witness: W1
"""


def places(text, path, **options):
    span = parse("a.yaml", text, Sink()).span(path, **options)
    return span.line, span.column


@pytest.mark.parametrize(
    ("path", "value", "key"),
    [
        ((), (1, 1), (1, 1)),
        (("id",), (1, 5), (1, 1)),
        (("title",), (2, 1), (2, 1)),
        (("absent",), (1, 1), (1, 1)),
        (("files", 0), (4, 5), (4, 3)),
        (("files", 0, "path"), (4, 5), (4, 5)),
        (("files", 1, "path"), (5, 12), (5, 6)),
        (("files", 1, "pages"), (6, 13), (6, 6)),
        (("files", 1, "title"), (5, 5), (5, 5)),
        (("files", 9), (4, 3), (4, 3)),
        (("claims", "A/506/1821"), (9, 5), (8, 3)),
        (("claims", "A/506/1821", 0), (9, 7), (9, 5)),
        (("claims", "A/506/1821", 0, "criteria", 0), (9, 7), (9, 7)),
        (("claims", "A/506/1821", 1), (10, 7), (9, 5)),
        (("claims", "A/506/1821", 1, "criteria", 1), (10, 23), (10, 17)),
        (("claims", "A/506/1821", 1, "at"), (11, 11), (11, 7)),
        (("witness", 0), (12, 10), (12, 10)),
    ],
)
def test_a_path_has_the_place_of_its_value_and_of_its_key(path, value, key):
    assert places(ITEM, path) == value
    assert places(ITEM, path, key=True) == key


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("claims: [1.1, 1.2]", ("claims", "", 1), (1, 15)),
        ("claims: 1.1", ("claims", "", 0, "criteria"), (1, 9)),
        ("claims:\n  U: 1.1", ("claims", "U", 0, "criteria", 0), (2, 6)),
        ("claims:\n  U: {at: 3}", ("claims", "U", 0, "at"), (2, 11)),
        ("files: {path: a.pdf}", ("files", 0, "path"), (1, 15)),
        ("files: a.pdf", ("files", 0, "path"), (1, 8)),
        ("covers: {looks: full}", ("covers", "looks", 0), (1, 17)),
        ("settings: {methods: {VID: Film}}", ("settings", "methods", "VID", "name"),
         (1, 27)),
    ],
)  # fmt: skip
def test_a_shorthand_stands_where_it_was_written(text, path, place):
    assert places(text, path) == place
