"""Portfolios that were written for earlier versions go on being read as they were."""

from __future__ import annotations

import json
from datetime import date

import pytest

from evidence_builder.pipeline.check import check
from tests.cli.pages import ROOT

FOLDER = ROOT / "tests" / "portfolios"
OLDER = sorted(path.parent for path in FOLDER.glob("*/*/portfolio.yaml"))
# Where a criterion stands elsewhere today; CHANGELOG.md tells why.
MOVED: dict[str, dict[tuple[str, str], str]] = {}


@pytest.mark.parametrize("folder", OLDER, ids=lambda path: path.name)
def test_an_older_portfolio_stands_where_it_stood(folder):
    checked = check(folder, today=date(2026, 6, 30))
    before = json.loads((folder.parent / "statuses.json").read_text())[folder.name]

    assert [each for each in checked.diagnostics if each.is_error] == []
    now = {
        unit.index.key: {row.row.key: row.status.value for row in unit.rows}
        for unit in checked.value.coverage.units
    }
    moved = {
        (unit, key): now[unit][key]
        for unit, rows in before.items()
        for key, status in rows.items()
        if now[unit][key] != status
    }
    assert moved == MOVED.get(folder.name, {})
    assert {unit: set(rows) for unit, rows in now.items()} == {
        unit: set(rows) for unit, rows in before.items()
    }


@pytest.mark.parametrize("folder", OLDER, ids=lambda path: path.name)
def test_nothing_asks_to_falsify_what_was_recorded(folder):
    """No finding advises to alter the date or the content of a record of what was."""
    for finding in check(folder, today=date(2026, 6, 30)).diagnostics:
        if finding.span.path.startswith("assessment/"):
            assert "correct" not in " ".join(finding.hints), finding.message
