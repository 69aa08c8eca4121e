"""Everything that depends on a day is reckoned from one, and says from which."""

from __future__ import annotations

import io
import json
from datetime import date

import docx
import openpyxl
import pikepdf
import pytest

from evidence_builder.cli.guard import run
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check, coverage_as_data
from tests.conftest import ROOT, write_files

SAMPLE = ROOT / "samples" / "barbering-apprentice"
DAY, LATER = date(2026, 7, 1), date(2031, 7, 1)


def edition(folder, day=DAY):
    return coverage_as_data(check(folder, today=day))["edition"]


def test_documents_and_data_say_the_day_and_the_edition():
    outputs = build(SAMPLE, ("pdf", "docx", "html", "xlsx", "json"), today=DAY)
    files = outputs.value.outputs
    mark = edition(SAMPLE)
    words = f"As at 1 July 2026, edition {mark}"

    with pikepdf.open(io.BytesIO(files["portfolio.pdf"])) as pdf:
        assert str(pdf.docinfo.Keywords) == words
        assert pdf.open_metadata()["pdf:Keywords"] == words
    word = docx.Document(io.BytesIO(files["portfolio.docx"]))
    assert word.core_properties.keywords == words
    assert words in [paragraph.text for paragraph in word.paragraphs]
    assert (
        f'<meta name="keywords" content="{words}"/>' in files["portfolio.html"].decode()
    )
    book = openpyxl.load_workbook(io.BytesIO(files["portfolio.xlsx"]))
    assert book.properties.keywords == words
    data = json.loads(files["portfolio.json"])
    assert (data["as_at"], data["edition"]) == ("2026-07-01", mark)


def test_the_same_day_gives_the_same_bytes_in_any_time_zone(monkeypatch):
    made = []
    for zone in ("Pacific/Kiritimati", "Pacific/Pago_Pago"):
        monkeypatch.setenv("TZ", zone)
        made.append(build(SAMPLE, ("docx", "json"), today=DAY).value.outputs)

    assert made[0] == made[1]


PORTFOLIO = """\
kind: portfolio
units: [COUNTER 1]
learner: {name: Sam Patel}
people: [{id: JT, role: assessor, name: Jo Thackwray}]
criteria: [criteria/]
profile: profile.md
"""
UNIT = """\
kind: unit
ref: COUNTER 1
title: Serve
outcomes: [{id: 1, title: Be able to serve, criteria: [{id: 1.1, text: Greet}]}]
"""
FILES = {
    "portfolio.yaml": PORTFOLIO,
    "profile.md": "I serve.",
    "criteria/unit.yaml": UNIT,
    "evidence/log.txt": "nine till noon",
    "evidence/e001.md": "---\nid: E001\ntitle: Log\nmethod: WP\ndate: 2026-03-02\n"
    "files: [log.txt]\nclaims: [1.1]\n---\nWhat I did.\n",
    "assessment/jt.yaml": "kind: assessment\nby: JT\nactions: [{action: Write}]\n",
}


def test_the_edition_is_that_of_what_was_read_and_not_of_the_day_or_place(tmp_path):
    one, other = (write_files(tmp_path / name, FILES) for name in ("one", "other"))

    assert edition(one) == edition(other) == edition(one, LATER)
    for name, text in FILES.items():
        changed = text.replace("Sam", "Bo").replace("serve.", "sell.")
        changed = changed.replace("Greet", "Meet").replace("noon", "ten")
        changed = changed.replace("did", "do").replace("Write", "Read")
        write_files(other, {name: changed})
        assert edition(other) != edition(one), name
        write_files(other, {name: text})
    assert edition(other) == edition(one)


@pytest.mark.parametrize(("day", "told"), [("2026-03-01", 1), ("2026-03-02", 0)])
def test_what_lies_in_the_future_lies_after_the_day_that_is_given(
    tmp_path, day, told, capsys
):
    folder = write_files(tmp_path, FILES)
    run(["check", str(folder), "--as-at", day])

    assert capsys.readouterr().err.count("in the future") == told


def test_a_day_that_is_none_is_refused(tmp_path, capsys):
    folder = write_files(tmp_path, FILES)

    assert run(["check", str(folder), "--as-at", "1.3.26"]) == 2
    assert "write it as 2026-03-10" in capsys.readouterr().err


def test_a_workbook_names_the_day_on_its_first_sheet():
    data = build(SAMPLE, ("xlsx",), today=DAY).value.outputs["portfolio.xlsx"]
    page = openpyxl.load_workbook(io.BytesIO(data))["Summary"]
    facts = {row[0].value: row[1].value for row in page.iter_rows(max_row=30)}

    assert facts["As at"].date() == DAY
    assert facts["Edition"] == edition(SAMPLE)
