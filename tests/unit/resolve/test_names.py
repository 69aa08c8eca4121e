"""A name means the same, with the same hints, wherever a portfolio or a person names.

One table: names by all that read them. Each reads its name in a portfolio of its own.
"""

from __future__ import annotations

import json

import pytest

from evidence_builder.cli.guard import Exit, run
from evidence_builder.pipeline.check import check
from tests.conftest import write_files

UNIT = """\
kind: unit
ref: {ref}
title: A unit
also_known_as: [{other}]
outcomes:
  - id: 1
    title: Be able to serve
    criteria: [{{id: 1.1, text: Greet}}, {{id: 1.2, text: Ask}}, {{id: P2, text: Sell}}]
"""
ITEM = "id: {id}\ntitle: Log\nmethod: WP\ndate: 2026-03-02\nfiles: [log.txt]\n{more}"
MET = "decision: met, on: 2026-03-10"
NB, ZW = "\u00a0", "\u200b"
BY_HAND = "type it again by hand"


def portfolio(units="COUNTER 1, TILL 2", transfers=""):
    return f"""\
kind: portfolio
units: [{units}]
learner: {{name: Sam Patel}}
people:
  - {{id: JT, role: assessor, name: Jo Thackwray}}
  - {{id: RK, role: iqa, name: Ruaridh Kinnaber}}
witnesses: [{{id: JT, name: Jo Thackwray}}]
criteria: [criteria]
{transfers}"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1773316800")  # 12 March 2026
    monkeypatch.chdir(tmp_path)
    units = {
        "COUNTER 1": "Unit 7, Shared",
        "TILL 2": "Unit 8, Shared",
        "SPARE 4": "Unit 10, Both",
        "SPARE 5": "Unit 11, Both",
    }
    files = {
        f"criteria/{ref}.yaml": UNIT.format(ref=ref, other=other)
        for ref, other in units.items()
    }
    own = "claims: {COUNTER 1: [1.1], TILL 2: [1.1]}\n"
    return write_files(
        tmp_path,
        {
            **files,
            "portfolio.yaml": portfolio(),
            "evidence/log.txt": "nine till noon",
            "evidence/e001.yaml": ITEM.format(id="E001", more=own),
        },
    )


class Asker:
    """Puts a name into a portfolio or on the command line; returns what is said."""

    def __init__(self, folder, capsys):
        self.folder = folder
        self.capsys = capsys

    def file(self, path, text):
        """Return message and hints of what is wrong with a name in one more file."""
        place = self.folder / path
        before = place.read_text() if place.exists() else None
        write_files(self.folder, {path: text})
        told = [
            (one.message, *one.hints)
            for one in check(self.folder).diagnostics
            if one.span.path == path
            and "EB300" < one.code.id < "EB313"
            and one.code.id not in {"EB304", "EB305"}
        ]
        if before is None:
            place.unlink()
        else:
            place.write_text(before)
        assert len(told) < 2, told
        return told[0] if told else ()

    def command(self, *options):
        """Return message and hints of a command that is refused."""
        self.capsys.readouterr()
        status = run(list(options))
        told = self.capsys.readouterr().err
        if status == Exit.DONE:
            return ()
        if "Invalid value" in told:
            return tuple(told.partition("Invalid value for ")[2].strip().split("; "))
        lines = told[told.index("error: ") :].splitlines()
        return tuple(line.partition(": ")[2] for line in lines)

    def item(self, more):
        return self.file("evidence/e002.yaml", ITEM.format(id="E002", more=more))

    def record(self, text, by="JT"):
        return self.file("assessment/r.yaml", f"kind: assessment\nby: {by}\n{text}\n")

    def assess(self, **chosen):
        given = {"by": "JT", "evidence": "E001", "unit": "COUNTER 1", "criteria": "1.1"}
        options = [
            word
            for name, value in {**given, **chosen}.items()
            for word in (f"--{name}", value)
        ]
        return self.command("assess", *options, "--met")

    def form(self, *options):
        return self.command("form", "witness-testimony", "--to", "docx", *options)


@pytest.fixture
def ask(folder, capsys):
    return Asker(folder, capsys)


def quoted(name):
    return json.dumps(name, ensure_ascii=False)


OWN_UNIT = {
    "a claim": lambda ask, n: ask.item(f"claims: {{{n}: [1.1]}}\n"),
    "a decision": lambda ask, n: ask.record(
        f"decisions: [{{evidence: E001, claims: {{{n}: [1.1]}}, {MET}}}]"
    ),
    "an action": lambda ask, n: ask.record(
        f"actions: [{{action: Write, claims: {{{n}: [1.1]}}}}]"
    ),
    "a sign-off": lambda ask, n: ask.record(
        f"sign_offs: [{{unit: {n}, role: assessor, on: 2026-03-10}}]"
    ),
    "a sample": lambda ask, n: ask.record(f"samples: [{{unit: {n}}}]", by="RK"),
    "assess": lambda ask, n: ask.assess(unit=json.loads(n)),
    "assess, asking": lambda ask, n: ask.command(
        *("assess", "--by", "JT", "--unit", json.loads(n))
    ),
    "build": lambda ask, n: ask.command(
        *("build", "--to", "json", "--unit", json.loads(n))
    ),
}
ANY_UNIT = {
    "a transfer": lambda ask, n: ask.file(
        "portfolio.yaml",
        portfolio(transfers=f"transfers: [{{unit: {n}, certificate: C1}}]\n"),
    ),
    "the portfolio": lambda ask, n: ask.file("portfolio.yaml", portfolio(units=n)),
    "form": lambda ask, n: ask.form("--unit", json.loads(n)),
    "criteria show": lambda ask, n: ask.command("criteria", "show", json.loads(n)),
}
CRITERION = {
    "a claim": lambda ask, n: ask.item(f"claims: {{COUNTER 1: [{n}]}}\n"),
    "a decision": lambda ask, n: ask.record(
        f"decisions: [{{evidence: E001, claims: {{COUNTER 1: [{n}]}}, {MET}}}]"
    ),
    "an action": lambda ask, n: ask.record(
        f"actions: [{{action: Write, claims: {{COUNTER 1: [{n}]}}}}]"
    ),
    "assess": lambda ask, n: ask.assess(criteria=json.loads(n)),
    "form": lambda ask, n: ask.form(
        *("--unit", "COUNTER 1", "--criteria", json.loads(n))
    ),
}
IN_A_LIST = {
    "a claim": lambda ask, n: ask.item(
        f"claims: {{COUNTER 1: [{{criteria: [{n}]}}]}}\n"
    ),
    "a sample": lambda ask, n: ask.record(
        f"samples: [{{unit: COUNTER 1, criteria: [{n}]}}]", by="RK"
    ),
}
NUMBER = {
    "another item": lambda ask, n: ask.item(
        f"related: [{n}]\nclaims: {{TILL 2: [1.1]}}\n"
    ),
    "a decision": lambda ask, n: ask.record(
        f"decisions: [{{evidence: {n}, claims: {{COUNTER 1: [1.1]}}, {MET}}}]"
    ),
    "a sample": lambda ask, n: ask.record(f"samples: [{{evidence: [{n}]}}]", by="RK"),
    "assess": lambda ask, n: ask.assess(evidence=json.loads(n)),
    "form": lambda ask, n: ask.form("--evidence", json.loads(n)),
}
PERSON = {
    "a witness": lambda ask, n: ask.item(
        f"witness: [{n}]\nclaims: {{TILL 2: [1.1]}}\n"
    ),
    "records": lambda ask, n: ask.record("actions: [{action: Write}]", by=n),
    "a sign-off": lambda ask, n: ask.record(
        f"sign_offs: [{{unit: TILL 2, role: assessor, by: {n}, on: 2026-03-10}}]"
    ),
    "assess": lambda ask, n: ask.assess(by=json.loads(n)),
}

KNOWN = "known"
SEVERAL = "several"
ELSEWHERE = "add it in portfolio.yaml under units:"
EXTENT = "its criteria run from 1.1 to P2"
STOP = "write a number with a full stop and without spaces"
OUTCOME = (
    'write "outcome 1" for all of outcome 1, or a number with a full stop, such as 1.1'
)

TABLE = [
    (OWN_UNIT, "COUNTER 1", KNOWN),
    (OWN_UNIT, "COUNTER 1@1", KNOWN),
    (OWN_UNIT, "Unit 7", KNOWN),
    (OWN_UNIT, f"{NB}COUNTER 1 ", KNOWN),
    (OWN_UNIT, "Shared", SEVERAL),
    (OWN_UNIT, "counter 1", ["did you mean COUNTER 1?"]),
    (OWN_UNIT, "unit 7", ["did you mean Unit 7?"]),
    (OWN_UNIT, "COUNTRE 1", ["did you mean COUNTER 1?"]),
    (OWN_UNIT, f"COUNTER{NB}1", [f"it holds NO-BREAK SPACE: {BY_HAND}",
                                 "did you mean COUNTER 1?"]),
    (OWN_UNIT, f"COUNTER{ZW} 1", [f"it holds ZERO WIDTH SPACE: {BY_HAND}",
                                  "did you mean COUNTER 1?"]),
    (OWN_UNIT, "\u0421OUNTER 1",
     [f"it holds CYRILLIC CAPITAL LETTER ES: {BY_HAND}", "did you mean COUNTER 1?"]),
    (OWN_UNIT, "COUNTER 11", []),
    (OWN_UNIT, "COUNTER 1@9", []),
    (OWN_UNIT, "NO 7", []),
    (OWN_UNIT, " ", []),
    (OWN_UNIT, "SPARE 4", [ELSEWHERE]),
    (OWN_UNIT, "Unit 10", [ELSEWHERE]),
    (OWN_UNIT, "Both", [ELSEWHERE]),
    (ANY_UNIT, "SPARE 4", KNOWN),
    (ANY_UNIT, "Unit 10", KNOWN),
    (ANY_UNIT, "Both", SEVERAL),
    (ANY_UNIT, "Shared", SEVERAL),
    (ANY_UNIT, "spare 4", ["did you mean SPARE 4?"]),
    (ANY_UNIT, "unit 10", ["did you mean Unit 10?"]),
    (ANY_UNIT, "SPAER 4", ["did you mean SPARE 4?"]),
    (ANY_UNIT, f"SPARE{ZW} 4", [f"it holds ZERO WIDTH SPACE: {BY_HAND}",
                                "did you mean SPARE 4?"]),
    (ANY_UNIT, "SPARE 44", []),
    (ANY_UNIT, " ", []),
    (CRITERION, "1.1", KNOWN),
    (CRITERION, "1,1", ["did you mean 1.1?", OUTCOME, EXTENT]),
    (CRITERION, "1", [OUTCOME, EXTENT]),
    (CRITERION, "1.10", [EXTENT]),
    (CRITERION, "p2", ["did you mean P2?", EXTENT]),
    (CRITERION, "P 2", [STOP, "did you mean P2?", EXTENT]),
    (CRITERION, "AC 1.1", ["did you mean 1.1?", EXTENT]),
    (CRITERION, "1.1 1.2", ["put commas between criteria: 1.1, 1.2", EXTENT]),
    (CRITERION, "1.2-1.1", [EXTENT]),
    (CRITERION, "9.9", [EXTENT]),
    (CRITERION, f"1.1{ZW}", [f"it holds ZERO WIDTH SPACE: {BY_HAND}",
                             "did you mean 1.1?", EXTENT]),
    (CRITERION, f"1{NB}.1", [f"it holds NO-BREAK SPACE: {BY_HAND}", STOP,
                             "did you mean 1.1?", EXTENT]),
    (CRITERION, "\u04202", [f"it holds CYRILLIC CAPITAL LETTER ER: {BY_HAND}", EXTENT]),
    (IN_A_LIST, "1,1", [STOP, "did you mean 1.1?", EXTENT]),
    (IN_A_LIST, "p2", ["did you mean P2?", EXTENT]),
    (IN_A_LIST, " ", [EXTENT]),
    (NUMBER, "E001", KNOWN),
    (NUMBER, "e001", ["did you mean E001?"]),
    (NUMBER, "E 001", ["did you mean E001?"]),
    (NUMBER, "E0001", []),
    (NUMBER, "E999", []),
    (NUMBER, " ", []),
    (NUMBER, f"E001{ZW}", [f"it holds ZERO WIDTH SPACE: {BY_HAND}",
                           "did you mean E001?"]),
    (NUMBER, "\u0415001", [f"it holds CYRILLIC CAPITAL LETTER IE: {BY_HAND}"]),
    (PERSON, "JT", KNOWN),
    (PERSON, "jt", ["did you mean JT?"]),
    (PERSON, "Jo Thackwray", ["did you mean JT?"]),
    (PERSON, "jo  thackwray", ["did you mean JT?"]),
    (PERSON, "XX", []),
    (PERSON, " ", []),
    (PERSON, f"JT{ZW}", [f"it holds ZERO WIDTH SPACE: {BY_HAND}", "did you mean JT?"]),
]  # fmt: skip

QUESTIONS = "did you mean", "it holds", "write ", "put commas", "its criteria"


@pytest.mark.parametrize(("askers", "name", "expected"), TABLE)
def test_a_name_means_the_same_with_the_same_hints_everywhere(
    ask, askers, name, expected
):
    told = {asker: say(ask, quoted(name)) for asker, say in askers.items()}

    answers = {}
    for asker, (message, *hints) in ((a, words or ("",)) for a, words in told.items()):
        if not message:
            answers[asker] = KNOWN
        elif "stands for" in message:
            answers[asker] = SEVERAL
        else:
            answers[asker] = [
                hint
                for hint in hints
                if hint.startswith(QUESTIONS) or hint == ELSEWHERE
            ]
    assert answers == dict.fromkeys(askers, expected)


BROKEN = "kind: unit\nref: BROKEN 6\n"


def test_a_unit_whose_file_has_faults_is_not_called_unknown(ask):
    write_files(ask.folder, {"criteria/broken.yaml": BROKEN})

    for asker in ("a claim", "a decision", "an action", "a sign-off", "a sample"):
        assert OWN_UNIT[asker](ask, "BROKEN 6") == (), asker
    for asker in ("form", "criteria show"):
        words = ANY_UNIT[asker](ask, quoted("BROKEN 6"))[0]
        assert "BROKEN 6 cannot be read" in words, asker


def test_an_item_whose_file_has_faults_is_not_called_unknown(ask):
    write_files(ask.folder, {"evidence/e009.yaml": "id: E009\n"})

    for asker in ("another item", "a decision", "a sample"):
        assert NUMBER[asker](ask, "E009") == (), asker
    for asker in ("assess", "form"):
        assert "E009 cannot be read" in NUMBER[asker](ask, quoted("E009"))[0], asker


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("claims: {COUNTER 1: [1.1, '1,1']}", "did you mean 1.1?"),
        ("claims: {COUNTER 1: [1.1-1.2, '1,1']}", "did you mean 1.1?"),
        ("claims: {COUNTER 1: [P2, p2]}", "did you mean P2?"),
        ("claims: {COUNTER 1: [P2], Unit 7: [p2]}", "did you mean P2?"),
        ("related: [E001, e001]\nclaims: {TILL 2: [1.1]}", "did you mean E001?"),
        ("related: [e002]\nclaims: {TILL 2: [1.1]}", "did you mean E002?"),
        ("witness: [JT, jt]\nclaims: {TILL 2: [1.1]}", "did you mean JT?"),
    ],
)
def test_what_is_named_already_is_not_offered(ask, text, told):
    said = ask.item(f"{text}\n")

    assert said
    assert told not in said


def test_what_is_claimed_in_another_unit_may_be_offered(ask):
    said = ask.item("claims: {TILL 2: [1.1], COUNTER 1: ['1,1']}\n")

    assert said[1] == "did you mean 1.1?"


def test_several_units_are_asked_of_together(ask):
    told = ask.command(
        *("assess", "--by", "JT", "--evidence", "E001", "--criteria", "p2", "--met")
    )

    assert told == ("--criteria: E001 does not claim p2 in any one unit",
                    "did you mean P2?")  # fmt: skip


def test_a_mandatory_unit_may_be_transferred_by_another_name(ask):
    rules = "rules: [{group: A, all: yes, units: [COUNTER 1, SPARE 4]}]"
    award = f"kind: qualification\nnumber: AWARD 1\ntitle: Award\n{rules}\n"
    write_files(ask.folder, {"criteria/award.yaml": award})
    text = portfolio(transfers="transfers: [{unit: Unit 10, certificate: C1}]\n")
    chosen = text.replace("units: [COUNTER 1, TILL 2]", "qualification: AWARD 1")

    assert ask.file("portfolio.yaml", chosen) == ()
