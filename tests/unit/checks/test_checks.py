"""Rules in general: all are listed, and a centre says how much each matters."""

import inspect
from datetime import date

import pytest

from evidence_builder import codes
from evidence_builder.checks import assessment, dates, evidence, files, people, units
from evidence_builder.checks.rules import CHECKS
from evidence_builder.checks.severities import CHANGEABLE
from evidence_builder.diagnostics import Severity
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

TODAY = date(2026, 6, 1)
PORTFOLIO = """\
kind: portfolio
units: [U1]
learner: {name: Sam Patel, contact: sam@harrowmoor.co.uk}
registered: 2026-01-12
people:
  - {id: JT, role: assessor, name: Jo Thackwray}
  - {id: RK, role: iqa, name: Ruaridh Kinnaber}
witnesses:
  - {id: W1, name: Ama Boateng, status: expert}
  - {id: W2, name: Tom Reilly}
criteria: [criteria/]
"""
UNIT = """\
kind: unit
ref: U1
title: Serve customers at the counter
outcomes:
  - id: 1
    title: Be able to serve customers
    criteria: [{id: 1.1, text: Greet customers}, {id: 1.2, text: Find out their needs}]
  - id: 2
    title: Understand the products
    criteria: [{id: 2.1, text: Describe two products}]
"""
BASE = {
    "portfolio.yaml": PORTFOLIO,
    "criteria/u1.yaml": UNIT,
    "evidence/e1.yaml": "id: E1\ntitle: Log\nmethod: WP\ndate: 2026-03-02\n"
    "claims: [1.1]\ntext: What I did.\n",
}


def found(folder, code, **changed):
    """Return place, severity and message of the findings of one code.

    Args:
        changed: ``e2`` is evidence/e2.yaml, or .md where it begins with a fence; ``jt``
            and ``rk`` are files of assessment; ``portfolio`` is added to the base,
            ``unit`` takes its place.
    """
    written = dict(BASE)
    for name, text in changed.items():
        if name == "portfolio":
            written["portfolio.yaml"] += text
        elif name == "unit":
            written["criteria/u1.yaml"] = text
        elif name in {"jt", "rk"}:
            who = f"kind: assessment\nby: {name.upper()}\n"
            written[f"assessment/{name}.yaml"] = who + text
        else:
            ending = "md" if text.startswith("---") else "yaml"
            written[f"evidence/{name}.{ending}"] = text + words_for(text)
    write_files(folder, written)
    findings = check(folder, today=TODAY).diagnostics
    return [
        (str(one.span), str(one.severity), one.message)
        for one in findings
        if one.code.id == code.id
    ]


def words_for(item):
    """Return words for an item that would have nothing behind its number."""
    anything = "---", "files:", "held:", "text:"
    return "" if any(one in item for one in anything) else "text: What I did.\n"


def messages(folder, code, **changed):
    return [message for _, _, message in found(folder, code, **changed)]


def test_every_rule_is_listed():
    modules = (assessment, dates, evidence, files, people, units)
    rules = {
        rule
        for module in modules
        for name, rule in inspect.getmembers(module, inspect.isfunction)
        if rule.__module__ == module.__name__ and not name.startswith("_")
    }

    assert rules <= set(CHECKS)
    assert len(set(CHECKS)) == len(CHECKS)


def test_a_sound_portfolio_has_no_findings(tmp_path):
    write_files(tmp_path, BASE)

    assert check(tmp_path, today=TODAY).diagnostics == ()


UNMAPPED = "id: E2\ntitle: Form\nmethod: WP\n"


@pytest.mark.parametrize("name", ["evidence-unmapped", "EB401"])
@pytest.mark.parametrize("severity", ["note", "warning", "error"])
def test_a_portfolio_says_how_much_a_check_matters(tmp_path, name, severity):
    settings = f"settings: {{checks: {{{name}: {severity}}}}}\n"
    (only,) = found(tmp_path, codes.EVIDENCE_UNMAPPED, portfolio=settings, e2=UNMAPPED)

    assert only[1] == severity


def test_a_check_that_is_off_finds_nothing(tmp_path):
    settings = "settings: {checks: {evidence-unmapped: off}}\n"

    assert not found(tmp_path, codes.EVIDENCE_UNMAPPED, portfolio=settings, e2=UNMAPPED)


def award(checks):
    return f"kind: qualification\nnumber: AWARD 1\ntitle: Award\nchecks: {checks}\n"


def test_a_qualification_says_it_for_every_portfolio(tmp_path):
    write_files(tmp_path, {"criteria/award.yaml": award("{evidence-unmapped: error}")})
    (only,) = found(
        tmp_path,
        codes.EVIDENCE_UNMAPPED,
        portfolio="qualification: AWARD 1\n",
        e2=UNMAPPED,
    )

    assert only[1] == "error"


def test_the_portfolio_goes_before_the_qualification(tmp_path):
    write_files(tmp_path, {"criteria/award.yaml": award("{evidence-unmapped: error}")})
    settings = "qualification: AWARD 1\nsettings: {checks: {EB401: note}}\n"
    (only,) = found(tmp_path, codes.EVIDENCE_UNMAPPED, portfolio=settings, e2=UNMAPPED)

    assert only[1] == "note"


def test_findings_of_other_stages_can_be_changed_too(tmp_path):
    write_files(tmp_path, {"criteria/award.yaml": award("{}")})
    settings = (
        'qualification: AWARD 1\nversion: "2"\n'
        "settings: {checks: {version-mismatch: off}}\n"
    )

    assert not found(tmp_path, codes.VERSION_MISMATCH, portfolio=settings)


@pytest.mark.parametrize(
    ("name", "message", "hint"),
    [
        ("evidence-unmaped", "there is no check", "did you mean evidence-unmapped?"),
        ("locator_missing", "there is no check", "did you mean locator-missing?"),
        ("eb411", "there is no check eb411", "did you mean EB411?"),
        ("nonsense", "there is no check nonsense", "the checks are "),
        ("unknown-unit", "unknown-unit cannot be changed", "those that can be are "),
        ("own-decision-sampled", "own-decision-sampled cannot be", "those that can "),
        ("check-unknown", "check-unknown cannot be changed", "those that can be are "),
    ],
)
def test_a_check_that_is_not_there_or_stays_is_refused(tmp_path, name, message, hint):
    settings = f"settings: {{checks: {{{name}: off}}}}\n"
    write_files(tmp_path, {**BASE, "portfolio.yaml": PORTFOLIO + settings})
    (only,) = check(tmp_path).diagnostics

    assert (only.code, str(only.span)) == (codes.CHECK_UNKNOWN, "portfolio.yaml:12:21")
    assert only.message.startswith(message)
    assert only.hints[0].startswith(hint)


def test_names_in_a_qualification_are_looked_at_too(tmp_path):
    write_files(tmp_path, {"criteria/award.yaml": award("{nonsense: off}")})
    settings = "qualification: AWARD 1\n"

    assert found(tmp_path, codes.CHECK_UNKNOWN, portfolio=settings) == [
        ("criteria/award.yaml:4:10", "warning", "there is no check nonsense")
    ]


def test_a_severity_that_is_none_is_refused(tmp_path):
    settings = "settings: {checks: {locator-missing: loud}}\n"
    (only,) = found(tmp_path, codes.FIELD_INVALID, portfolio=settings)

    assert only[2] == 'locator-missing cannot be "loud"'


def test_only_checks_that_are_no_errors_may_be_changed():
    assert all(code.id.startswith("EB4") for code in CHANGEABLE.values())
    assert Severity.ERROR not in {code.severity for code in CHANGEABLE.values()}


def test_a_check_made_an_error_does_not_stop_a_build(tmp_path):
    """The documents are as true as before; the run still fails."""
    settings = "target: 2025-01-01\nsettings: {checks: {date-impossible: error}}\n"
    write_files(tmp_path, {**BASE, "portfolio.yaml": PORTFOLIO + settings})
    built = build(tmp_path, ("docx",), today=TODAY)

    assert [one.span.path for one in built.diagnostics if one.is_error] == [
        "portfolio.yaml"
    ]
    assert len(built.value.outputs) == 1
