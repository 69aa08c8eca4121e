"""Reasons as values: a sentence, links and data for every kind."""

import os
import pty
import subprocess
import sys
from datetime import date
from typing import get_args, get_type_hints

import pytest

from evidence_builder import reasons
from evidence_builder.coverage.conditions import Occasions, Pieces
from evidence_builder.coverage.decisions import DecisionOnClaim, Returned
from evidence_builder.coverage.reason import Exclusion, Reason, Remedy
from evidence_builder.export.report import because
from tests.conftest import ROOT

DAY = date(2026, 3, 2)
DECISION = DecisionOnClaim("E1", "A/1", "1.1", "met", "JT", DAY)


def kinds(of):
    """Return the kinds that a value may be of."""
    return get_args(get_type_hints(of)["kind"])


def reason_of(kind):
    """Return a reason of a kind, filled as coverage may fill it."""
    return Reason(
        kind,
        evidence=("E1",),
        criteria=("1.1a", "1.1b"),
        have=1,
        needed=2,
        total=3,
        dates=(DAY,),
        asked=(Pieces(2), Occasions(2))
        if kind == "pieces_and_occasions"
        else (Pieces(2),),
        decision=DECISION,
        exclusion=Exclusion("draft"),
        returned=Returned("RK", "iqa", DAY, "no", "Ask again"),
        closes=Remedy("piece", evidence=("E1",)),
    )


@pytest.mark.parametrize("kind", kinds(Reason))
def test_every_kind_of_reason_is_a_clause_whose_items_are_links(kind):
    reason = reason_of(kind)
    runs = reasons.runs(reason)

    sentence = reasons.sentence(reason)
    assert sentence == "".join(run.text for run in runs)
    assert sentence.isprintable()
    assert not sentence.endswith(".")
    named = {run.evidence for run in runs if run.evidence}
    assert ("E1" in sentence) == (named == {"E1"})


@pytest.mark.parametrize("kind", kinds(Remedy))
def test_every_kind_of_remedy_is_a_clause(kind):
    remedy = Remedy(kind, evidence=("E1",), dates=(DAY,), items=("a", "b"))

    text = reasons.remedy(remedy)
    assert text.isprintable()
    assert not text.endswith(".")


@pytest.mark.parametrize("kind", kinds(Exclusion))
def test_every_exclusion_is_a_clause(kind):
    why = Exclusion(kind, path="a.pdf", unsaid=("reason",), months=24, on=DAY)

    text = reasons.exclusion(why)
    assert text.isprintable()
    assert not text.endswith(".")


def test_a_reason_as_data_holds_what_it_rests_on():
    reason = Reason(
        "occasions",
        evidence=("E003",),
        have=1,
        needed=2,
        dates=(DAY,),
        asked=(Occasions(2),),
        closes=Remedy("occasion", dates=(DAY,)),
    )

    assert because(reason) == {
        "kind": "occasions",
        "evidence": ["E003"],
        "criteria": [],
        "count": 1,
        "needed": 2,
        "dates": ["2026-03-02"],
        "closes": {
            "kind": "occasion",
            "text": "a second occasion, on another date than 2 March 2026",
        },
        "text": "needs at least two occasions; so far one: 2 March 2026",
    }
    assert because(Reason("unclaimed"))["closes"] is None


def test_a_number_that_looks_like_a_mark_is_only_a_number():
    """What a file may not hold marks items, so a text is never taken for one."""
    reason = Reason("claimed", evidence=("E1", "[E2]"), have=2)

    assert [run.evidence for run in reasons.runs(reason) if run.evidence] == [
        "E1",
        "[E2]",
    ]


@pytest.mark.skipif(os.name == "nt", reason="there is no pty")
def test_a_terminal_links_the_items_that_reasons_name():
    sample = ROOT / "samples" / "customer-service-team-leader"
    controller, terminal = pty.openpty()
    command = [sys.executable, "-m", "evidence_builder", "check", str(sample)]
    environment = {**os.environ, "TERM": "xterm", "NO_COLOR": "", "COLUMNS": "80"}
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdout=terminal, env=environment
    ) as program:
        os.close(terminal)
        shown = b"".join(read(controller)).decode()
    os.close(controller)

    assert program.returncode == 0
    (name,) = sample.glob("evidence/e018*")
    assert f"\x1b]8;;{name.as_uri()}\x1b\\E018\x1b]8;;\x1b\\" in shown


def read(controller):
    """Yield what a terminal shows, until the other side closes it."""
    while True:
        try:
            piece = os.read(controller, 2**16)
        except OSError:  # that is how Linux says that it is closed
            return
        if not piece:
            return
        yield piece


def test_what_is_no_terminal_gets_no_links():
    sample = ROOT / "samples" / "customer-service-team-leader"
    command = [sys.executable, "-m", "evidence_builder", "check", str(sample)]
    done = subprocess.run(  # noqa: S603 - our own program
        command, capture_output=True, check=True
    )

    assert b"E018" in done.stdout
    assert b"\x1b" not in done.stdout
