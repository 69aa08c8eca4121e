"""The words and structure of documents as they were approved.

``make approve`` writes them anew; the difference is then read.
"""

from datetime import date

import pytest

from evidence_builder import check
from evidence_builder.diagnostics import Sink
from evidence_builder.document.dump import dump
from evidence_builder.load.layouts import load_shipped_layout
from evidence_builder.pipeline.document import compose
from evidence_builder.render.layout import lay_out
from tests.conftest import write_files

SMALL = {
    "portfolio.yaml": """\
kind: portfolio
units: [TEST 1]
criteria: [criteria]
learner: {name: Sam Patel, registration: "0042", job_title: Team leader}
centre: {name: Example College, number: 068154}
people:
  - {id: JT, role: assessor, name: Jo Tester, initials: JT}
witnesses:
  - {id: W1, name: Wendy Ness, relationship: line manager}
""",
    "criteria/test-1.yaml": """\
kind: unit
ref: TEST 1
title: Look after a team
level: 3
credits: 4
outcomes:
  - id: 1
    title: Understand teams
    criteria:
      - {id: 1.1, text: Explain what a team is.}
      - {id: 1.10, text: Explain what a team leader does.}
  - id: 2
    title: Be able to lead a team
    criteria:
      - id: 2.1
        text: "Agree with the team:"
        parts: [{id: a, text: aims}, {id: b, text: tasks}]
      - {id: 2.2, text: Hold a briefing., requires: [{occasions: 2}]}
requires: [{different_methods: 2, per: unit}]
ranges:
  - {id: shifts, title: Shifts, items: [early, late]}
guidance:
  evidence_ideas:
    - {text: Minutes of a meeting where aims were agreed., criteria: [2.1]}
  look_for:
    - {text: The team had a say., criteria: [2.1]}
""",
    "evidence/e1.md": """\
---
id: E1
title: Briefing
method: WP
date: 2026-03-02
witness: W1
claims:
  - 2.1b @ paragraph 1
  - 2.2 @ paragraph 2
---
We shared out the **tasks**.

Then I held the briefing.
""",
    "evidence/e2.yaml": """\
id: E2
title: Notes kept in the safe
method: WP
date: 2026-03-04
held: in situ
location: The office safe
reason: Personal data
seen_by: JT
seen_on: 2026-03-05
claims: [1.10]
""",
    "assessment/jt.yaml": """\
kind: assessment
by: JT
decisions:
  - evidence: E2
    claims: [1.10]
    decision: met
    on: 2026-03-06
    feedback: 1.10 is clear.
""",
}


@pytest.fixture
def measured(tmp_path):
    checked = check(write_files(tmp_path, SMALL), today=date(2026, 4, 1))
    assert not any(one.is_error for one in checked.diagnostics)
    return checked.value


def test_a_small_portfolio_says_what_was_approved(measured, approved):
    approved("small-portfolio.txt", dump(compose(measured, Sink())))


def test_a_small_checklist_says_what_was_approved(measured, approved):
    pages = lay_out(compose(measured, Sink())).page_map.targets

    checklist = load_shipped_layout("checklist")
    document = compose(measured, Sink(), layout=checklist, pages=pages)
    approved("small-checklist.txt", dump(document))
