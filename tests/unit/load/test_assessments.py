"""Assessment files with faults: each record stands or falls by itself."""

import pytest

from evidence_builder.diagnostics import Sink
from evidence_builder.load.project import load_assessments, load_plan
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

FILE = """\
kind: assessment
by: JT
decisions:
  - {evidence: E001, claims: {U: [1.1]}, decision: met, on: 2026-03-01}
  - {evidence: E002, claims: {U: [1.1]}, decision: mett, on: 2026-03-02}
  - just a text
  - {evidence: E003, claims: {U: [1.1]}, decision: met, on: 2026-03-03}
actions:
  - {action: Ring Sam, by_when: soon}
  - {action: Ring Ada, whom: Ada}
  - {action: Ring Ama}
sign_offs:
  - {unit: U, role: assessor, on: 2026-03-04}
  - {unit: U, role: assesor, on: 2026-03-05}
samples:
  - {unit: U, stage: midterm}
  - {unit: U, stage: interim}
"""


def load(folder, text):
    write_files(folder, {"assessment/jt.yaml": text})
    sink = Sink()
    found = load_assessments(folder, sink)
    return found, [f"{one.span}: {one.code.id}" for one in sink]


def test_a_fault_costs_its_own_record_alone(tmp_path):
    (file,), found = load(tmp_path, FILE)

    assert [one.evidence for one in file.value.decisions] == ["E001", "E003"]
    assert [one.action for one in file.value.actions] == ["Ring Ama"]
    assert [one.on.day for one in file.value.sign_offs] == [4]
    assert [one.stage for one in file.value.samples] == ["interim"]
    assert found == [
        "assessment/jt.yaml:5:52: EB203",
        "assessment/jt.yaml:6:5: EB203",
        "assessment/jt.yaml:9:33: EB203",
        "assessment/jt.yaml:10:24: EB202",
        "assessment/jt.yaml:14:21: EB203",
        "assessment/jt.yaml:16:22: EB203",
    ]


def test_the_number_of_a_record_leads_to_its_own_place(tmp_path):
    (file,), _ = load(tmp_path, FILE)

    assert file.source.span(("decisions", 0, "on")).line == 4
    assert file.source.span(("decisions", 1, "evidence")).line == 7
    assert file.source.span(("actions", 0)).line == 11
    assert file.source.span(("samples", 0, "stage")).line == 17
    assert file.source.span(("decisions",), key=True).line == 3


@pytest.mark.parametrize(
    "text",
    [
        FILE.replace("by: JT\n", ""),
        FILE.replace("kind: assessment", "kind: unit"),
        FILE.replace("actions:", "acts:"),
        FILE.replace("by: JT", "by: {"),
        "kind: assessment\nby: JT\ndecisions: none\nactions:\n  - {action: Ring}\n",
    ],
)
def test_a_fault_of_the_file_itself_loses_the_file(tmp_path, text):
    files, found = load(tmp_path, text)

    assert files == ()
    assert found


def test_where_every_record_is_faulty_the_file_is_empty(tmp_path):
    text = "kind: assessment\nby: JT\ndecisions:\n  - {evidence: E001}\n"
    (file,), found = load(tmp_path, text)

    assert file.value.decisions == ()
    assert [one.rpartition(" ")[2] for one in found] == ["EB201"] * 3


def test_good_decisions_count_beside_a_faulty_one(tmp_path):
    write_files(
        tmp_path,
        {
            "portfolio.yaml": "kind: portfolio\nunits: [U]\nlearner: {name: Sam}\n"
            "people: [{id: JT, role: assessor, name: Jo}]\ncriteria: [criteria/]\n",
            "criteria/u.yaml": "kind: unit\nref: U\ntitle: T\noutcomes:\n"
            "  - {title: Know it, criteria: [{id: 1.1, text: C}]}\n",
            "evidence/e003.yaml": "id: E003\ntitle: Log\nmethod: WP\n"
            "date: 2026-03-01\nheld: in situ\nlocation: Office\nreason: Names\n"
            "seen_by: JT\nseen_on: 2026-03-02\nclaims: {U: [1.1]}\n",
            "assessment/jt.yaml": FILE,
        },
    )
    checked = check(tmp_path)

    (row,) = checked.value.coverage.units[0].rows
    assert row.status == "met"
    assert len(row.decisions) == 1
    unknown = [one for one in checked.diagnostics if "E001" in one.message]
    assert {str(one.span) for one in unknown} == {"assessment/jt.yaml:4:16"}


def test_a_fault_in_a_plan_costs_its_own_entry_alone(tmp_path):
    text = "kind: plan\nplan:\n  - {when: soon}\n  - {when: 2026-05-01, how: O}\n"
    write_files(tmp_path, {"assessment/plan.yaml": text})
    sink = Sink()

    plan = load_plan(tmp_path, sink)

    assert [entry.how for entry in plan.value.plan] == ["O"]
    assert plan.source.span(("plan", 0, "how")).line == 4
    assert [f"{one.span}: {one.code.id}" for one in sink] == [
        "assessment/plan.yaml:3:12: EB203"
    ]
