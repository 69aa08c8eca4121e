"""The published schema fits every output, and would refuse another."""

import json
from copy import deepcopy
from typing import get_args, get_type_hints

import jsonschema
import pytest
from click.testing import CliRunner

from evidence_builder.cli.commands import program
from evidence_builder.coverage.reason import Reason, Remedy
from evidence_builder.coverage.result import Status
from tests.exports import ROOT, SAMPLES, exported, put_awkward, sample

SCHEMA = json.loads((ROOT / "docs" / "portfolio.schema.json").read_text("utf-8"))
VALIDATOR = jsonschema.Draft202012Validator(
    SCHEMA, format_checker=jsonschema.Draft202012Validator.FORMAT_CHECKER
)
BROKEN = ROOT / "samples" / "broken"


def named(node, place="#"):
    """Return every key that the schema names, what it says of it, and each object."""
    for key, value in node.get("$defs", {}).items():
        yield f"{place}/{key}", value
        yield from named(value, f"{place}/{key}")
    for key, value in node.get("properties", {}).items():
        yield f"{place}.{key}", value
        yield from named(value, f"{place}.{key}")
    if "items" in node and "$ref" not in node["items"]:
        yield from named(node["items"], f"{place}[]")
        if "properties" in node["items"]:
            yield f"{place}[]", node["items"]


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", SAMPLES)
def test_the_samples_fit_the_schema(name):
    VALIDATOR.validate(sample(name).data())


def test_a_broken_portfolio_fits_the_schema():
    found = exported(BROKEN).data()

    VALIDATOR.validate(found)
    assert found["findings"]


def test_an_awkward_portfolio_fits_the_schema(tmp_path):
    found = exported(put_awkward(tmp_path)).data()

    VALIDATOR.validate(found)
    assert found["actions"]
    assert found["units"][0]["requirements"]


@pytest.mark.parametrize(
    "folder", [*(ROOT / "samples" / one for one in SAMPLES), BROKEN]
)
def test_what_check_prints_fits_the_schema(folder):
    ran = CliRunner().invoke(program, ["check", str(folder), "--json"])

    VALIDATOR.validate(json.loads(ran.stdout))


def test_what_check_prints_of_no_portfolio_fits_the_schema(tmp_path):
    ran = CliRunner().invoke(program, ["check", str(tmp_path), "--json"])

    VALIDATOR.validate(json.loads(ran.stdout))


def test_the_whole_begins_with_what_check_prints(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1782864000")
    folder = ROOT / "samples" / SAMPLES[0]
    ran = CliRunner().invoke(program, ["check", str(folder), "--json"])
    printed, found = json.loads(ran.stdout), sample(SAMPLES[0]).data()

    assert {key: found[key] for key in printed} == printed
    assert list(found)[: len(printed)] == list(printed)


def test_every_key_is_described_and_every_object_is_closed():
    found = dict(named(SCHEMA))
    objects = [node for node in (SCHEMA, *found.values()) if "properties" in node]

    assert len(found) > 150
    assert len(objects) > 15
    assert [place for place, node in found.items() if not node.get("description")] == []
    assert all(node["additionalProperties"] is False for node in objects)
    assert all(node["required"] for node in objects)


def test_every_key_is_needed_and_no_other_is_taken():
    found = sample(SAMPLES[0]).data()
    for key in ("units", "evidence", "findings"):
        found[key] = found[key][:1]
    for path in (
        ("units", 0, "criteria", 0),
        ("units", 0),
        ("portfolio", "learner"),
        ("evidence", 0),
        ("evidence", 0, "criteria", 0),
        ("findings", 0),
    ):
        holder = found
        for step in path:
            holder = holder[step]
        for key in holder:
            renamed = deepcopy(found)
            inside = renamed
            for step in path:
                inside = inside[step]
            inside[f"{key}_"] = inside.pop(key)
            assert not VALIDATOR.is_valid(renamed), (path, key)
        assert VALIDATOR.is_valid(found)


def test_a_status_that_does_not_exist_is_refused():
    found = deepcopy(sample(SAMPLES[0]).data())
    found["units"][0]["criteria"][0]["status"] = "done"

    assert not VALIDATOR.is_valid(found)


def test_every_kind_of_reason_and_remedy_is_listed():
    defined = SCHEMA["$defs"]
    because = defined["because"]["properties"]
    closes = because["closes"]["oneOf"][1]["properties"]
    decided = defined["criterion"]["properties"]["decided_status"]["enum"]

    for listed, value in ((because, Reason), (closes, Remedy)):
        kinds = get_args(get_type_hints(value)["kind"])
        assert listed["kind"]["enum"] == list(kinds)
    assert defined["status"]["enum"] == [status.value for status in Status]
    assert decided == [*defined["status"]["enum"], None]
