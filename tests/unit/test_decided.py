"""Portfolios as a strict external quality assurer would decide them, and variants.

Each file of ``tests/decided`` is a portfolio with what must come of it and why; the
variants are changes to one of them. The day of reckoning is 1 December 2026.
"""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
import yaml

from evidence_builder.pipeline.check import check, coverage_as_data
from tests.cli.pages import ROOT
from tests.conftest import write_files

FOLDER = ROOT / "tests" / "decided"
TODAY = date(2026, 12, 1)


@cache
def base(name):
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only


def bases():
    return sorted(
        path.stem for path in FOLDER.glob("*.yaml") if path.stem != "variants"
    )


def variants():
    text = (FOLDER / "variants.yaml").read_text(encoding="utf-8")
    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - it makes texts only


def files_of(case):
    """Return the files of a portfolio; what is replaced in them must be there."""
    files = dict(case["files"])
    for path, changes in case.get("change", {}).items():
        for old, new in changes.items():
            assert old in files[path], f"{old!r} is not in {path}"
            files[path] = files[path].replace(old, new)
    for path, text in case.get("add", {}).items():
        files[path] += text
    for name in case["criteria"]:
        criteria = FOLDER / "criteria" / name
        files[f"criteria/{name}"] = criteria.read_text(encoding="utf-8")
    text = files["portfolio.yaml"]
    if "\ncriteria:" not in text:
        files["portfolio.yaml"] = text + "criteria: [criteria/]\n"
    return files


class Found:
    """What a check said, and how it differs from what must be."""

    def __init__(self, data):
        self.data = data
        self.units = {unit["ref"]: unit for unit in data["units"]}
        self.slugs = {finding["slug"] for finding in data["findings"]}

    def differing(self, wanted):
        """Yield what is not as it should be."""
        for name, expected in wanted.items():
            yield from getattr(self, f"_{name}")(expected)

    def _rows(self, expected):
        for unit, keys in expected.items():
            rows = {each["id"]: each["status"] for each in self.units[unit]["criteria"]}
            for key, status in keys.items():
                yield unit, key, rows[key], status

    def _criteria(self, expected):
        for unit, key, found, status in self._rows(expected):
            if found != status:
                yield f"{unit} {key}: {found}, not {status}"

    def _status_not(self, expected):
        for unit, key, found, status in self._rows(expected):
            if found == status:
                yield f"{unit} {key} may not be {status}"

    def _unit_met(self, expected):
        for unit, met in expected.items():
            if self.units[unit]["met"] != (met == "true"):
                yield f"{unit} met: {self.units[unit]['met']}"

    def _requirements(self, expected, field):
        for unit, amount in expected.items():
            all_ = all(each[field] for each in self.units[unit]["requirements"])
            if all_ != (amount == "all"):
                yield f"{unit}: what it requires is {field}: {all_}"

    def _requirements_met(self, expected):
        return self._requirements(expected, "met")

    def _requirements_accepted(self, expected):
        return self._requirements(expected, "accepted")

    def _combination_met(self, expected):
        if self.data["combination"]["met"] != (expected == "true"):
            yield f"combination met: {self.data['combination']['met']}"

    def _credits(self, expected):
        for key, number in expected.items():
            if self.data["credits"][key] != int(number):
                yield f"credits {key}: {self.data['credits'][key]}"

    def _findings_include(self, expected):
        yield from (f"no finding {slug}" for slug in expected if slug not in self.slugs)

    def _findings_exclude(self, expected):
        yield from (f"finding {slug}" for slug in expected if slug in self.slugs)

    def _any_finding_path(self, expected):
        if not any(expected in each["path"] for each in self.data["findings"]):
            yield f"no finding in {expected}"

    def _needed_all_or_none(self, expected):
        for unit, keys in expected.items():
            rows = self.units[unit]["criteria"]
            if len({row["needed"] for row in rows if row["id"] in keys}) > 1:
                yield f"{unit}: some of {keys} are needed and others not"


def decided(tmp_path, case, wanted):
    folder = write_files(tmp_path, files_of(case))
    found = coverage_as_data(check(folder, today=TODAY))
    wrong = list(Found(found).differing(wanted))
    assert wrong == [], (
        f"{case['why']}; {[each['message'] for each in found['findings']]}"
    )


@pytest.mark.parametrize("name", bases())
def test_a_portfolio_is_decided_as_an_eqa_would(tmp_path, name):
    case = base(name)

    decided(tmp_path, case, case["expect"])


@pytest.mark.parametrize("variant", variants(), ids=lambda variant: variant["name"])
def test_what_is_changed_changes_what_follows(tmp_path, variant):
    like = base(variant["like"])
    case = {**like, **variant}
    case["files"] = {**like["files"], **variant.get("files", {})}

    decided(tmp_path, case, variant["expect"])
