"""Every complaint of the models has a sentence of ours, and every example is right."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.diagnostics import Sink
from evidence_builder.load.faults_in_words import odd_hints, shown
from evidence_builder.load.read import MOST, fields_at, kind_of, read
from evidence_builder.model.assessment import Assessment
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.locator import read_choice, read_locator
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.model.qualification import Qualification, Unit
from evidence_builder.wording.load import EXAMPLES, SENTENCES
from evidence_builder.yamltext.events import parse

MODELS = (Portfolio, Unit, Qualification, Evidence, Assessment)

# What each kind of schema can complain of when it is given texts, lists and mappings.
COMPLAINTS = {
    "str": {"string_type"},
    "int": {"int_type"},
    "bool": {"bool_type"},
    "date": {"date_type"},
    "tuple": {"tuple_type"},
    "dict": {"dict_type"},
    "literal": {"literal_error"},
    "model": {"model_type"},
    "model-fields": {"missing", "extra_forbidden"},
}
LIMITS = {
    ("str", "min_length"): "string_too_short",
    ("tuple", "min_length"): "too_short",
}
RAISED = {
    "read_date": {"date_form", "date_impossible"},
    "read_number": {"number_form"},
    "read_truth": {"truth_form"},
    "_training": {"date_form", "date_impossible", "truth_form"},
    "_outcome": {"truth_form"},
}
# Schemas that pass on what they hold, and validators that only reshape a value.
SILENT = {
    "nullable", "default", "union", "definitions", "definition-ref", "model-field",
}  # fmt: skip
RESHAPING = {
    "one_or_many", "_file", "_claim", "_claims", "_lists", "_named", "_roled",
    "_decision", "_pointed", "<lambda>",
}  # fmt: skip


def complaints(schema):
    """Return the types of error that a schema and all below it can give."""
    kind = schema["type"]
    found = set(COMPLAINTS.get(kind, ()))
    if kind == "function-before":
        name = schema["function"]["function"].__name__
        assert name in RAISED or name in RESHAPING, name
        found |= RAISED.get(name, set())
    elif kind == "function-after":
        function = schema["function"]["function"]
        # A locator is read from any text; the other is a limit on something that a
        # validator of ours comes before.
        if function not in {read_locator, read_choice}:
            assert function.func.__name__ == "min_length_validator"
            found.add("too_short")
    else:
        assert kind in COMPLAINTS or kind in SILENT, kind
    for limit in ("min_length", "max_length", "pattern", "ge", "gt", "le", "lt"):
        if schema.get(limit) is not None:
            found.add(LIMITS[kind, limit])
    below = [schema.get("schema"), *schema.get("definitions", ())]
    below += schema.get("items_schema") or ()
    below += schema.get("choices") or ()
    below += [schema.get("keys_schema"), schema.get("values_schema")]
    if kind == "model-fields":
        below += schema["fields"].values()
    for one in below:
        if isinstance(one, dict):
            found |= complaints(one)
    return found


@pytest.mark.parametrize("model", MODELS)
def test_every_error_that_a_model_can_give_has_a_sentence(model):
    model.model_rebuild()

    told = {*SENTENCES, "missing", "extra_forbidden"}

    assert complaints(model.__pydantic_core_schema__) - told == set()


def blocks(model):
    """Return every model that stands in a model, itself included."""
    found = {model}
    for field in model.model_fields.values():
        waiting = [field.annotation]
        while waiting:
            one = waiting.pop()
            waiting += get_args(one)
            if hasattr(one, "model_fields") and one not in found:
                found |= blocks(one)
    return found


def test_every_required_field_has_an_example_line():
    needed = {
        name
        for model in MODELS
        for block in blocks(model)
        for name, field in block.model_fields.items()
        if field.is_required() and name != "kind"
    }

    assert needed <= set(EXAMPLES)


@pytest.mark.parametrize("line", [line() for line in EXAMPLES.values()])
def test_every_example_line_is_yaml(line):
    sink = Sink()

    assert parse("example", line, sink) is not None
    assert list(sink) == []


def report(model, text):
    sink = Sink()
    source = parse("a.yaml", text, sink)
    value = None if source is None else read(model, source, sink)
    return (
        value,
        [one.message for one in sink],
        [hint for one in sink for hint in one.hints],
    )


def test_messages_hold_no_control_sequences_and_no_long_texts():
    text = 'id: E1\ntitle: T\nmethod: WP\ndate: "\\e[31m%s"\n' % ("x" * 500)

    _, messages, _ = report(Evidence, text)

    assert all(len(one) < 100 and one.isprintable() for one in messages)
    assert shown("\x1b[2J\u202edate") == '"[2J date"'


def test_a_file_full_of_faults_is_told_in_part():
    text = "kind: assessment\nby: JT\nactions:\n" + "  - {}\n" * 1000

    value, messages, _ = report(Assessment, text)

    assert value is None
    assert len(messages) == MOST + 1
    assert messages[0] == "900 more faults of this file are not shown"


def test_look_alike_characters_are_named():
    assert odd_hints("2.1") == ()
    assert "NO-BREAK SPACE" in odd_hints("M&L\u00a011")[0]
    assert "EN DASH" in odd_hints("2.1\N{EN DASH}2.3")[0]


def test_the_fields_of_a_block_are_found_through_lists_and_mappings():
    assert fields_at(Evidence, ("claims", "U", 0)) == (
        "criteria",
        "at",
        "note",
        "covers",
    )
    assert "performance" in fields_at(Portfolio, ("settings", "methods", "VID"))
    assert "parts_needed" in fields_at(Unit, ("outcomes", 0, "criteria", 1))
    assert fields_at(Unit, ("nothing", 0)) == ()


def test_kinds_are_those_of_the_models():
    assert [kind_of(model) for model in MODELS] == [
        "portfolio", "unit", "qualification", "evidence", "assessment",
    ]  # fmt: skip


VALUES = st.sampled_from(
    ["x", "1", "[]", "[x]", "{}", "{x: y}", "[[x]]", "[{x: y}]", "{x: [y]}", '""', "~",
     "2026-02-30", "{x: {y: z}}", "[[], {}]", "all", "{id: 1}", "[{id: 1}]"]
)  # fmt: skip


@given(st.data())
def test_any_value_in_any_field_is_reported_in_our_words(data):
    model = data.draw(st.sampled_from(MODELS))
    path, block, indent, lines = [], model, "", []
    for _ in range(data.draw(st.integers(0, 3))):
        below = {
            name: inner
            for name in block.model_fields
            if (inner := _block_below(block, name)) is not None
        }
        if not below:
            break
        name = data.draw(st.sampled_from(sorted(below)))
        lines.append(f"{indent}{name}:")
        indent += "  "
        path.append(name)
        block = below[name]
    names = data.draw(st.sets(st.sampled_from(sorted(block.model_fields))))
    lines += [f"{indent}{name}: {data.draw(VALUES)}" for name in sorted(names)]

    sink = Sink()
    source = parse("a.yaml", "\n".join(lines), sink)
    if source is not None:
        read(model, source, sink)

    for finding in sink:
        assert "see the guide" not in " ".join(finding.hints)
        assert not re.search(r"[{}]|function|literal\[", finding.message)
        assert finding.span.line <= len(lines)


def _block_below(block, name):
    waiting = [block.model_fields[name].annotation]
    while waiting:
        one = waiting.pop()
        waiting += get_args(one)
        if hasattr(one, "model_fields"):
            return one
    return None
