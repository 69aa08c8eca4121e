"""Small portfolios that tests put their own evidence into: path → text."""

TEAM = {
    "portfolio.yaml": """\
kind: portfolio
units: [TEST 1]
criteria: [criteria]
learner: {name: Sam Patel, registration: "0042"}
""",
    "criteria/test-1.yaml": """\
kind: unit
ref: TEST 1
title: Look after a team
version: "1"
level: 2
outcomes:
  - id: 1
    title: Be able to lead a team
    criteria:
      - {id: 1.1, text: Hold a briefing.}
      - {id: 1.2, text: Write minutes.}
""",
}
"""A portfolio without evidence, for one unit of two criteria."""
