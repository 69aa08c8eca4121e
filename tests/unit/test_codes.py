"""Codes are in order and documented, and every example of the guide is true.

``docs/diagnostics.md`` shows a small portfolio first. The files of each section change
it; then it is checked, or built for the findings of rendering, and prints exactly the
section's block of text. ``--approve`` writes the blocks anew.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import docx
import pikepdf
import pytest

from evidence_builder import codes
from evidence_builder.cli.terminal import print_findings
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check
from evidence_builder.pipeline.forms import forms
from tests.cli.pages import ROOT, fences, put_files, replaced, sections
from tests.pdf_files import pdf_of

PAGE = ROOT / "docs" / "diagnostics.md"
BASE = "The portfolio of the examples"
CODES = {code.id: code for code in codes.ALL}
STAGES = {
    "EB0": {"load", "yamltext", "attachments"},
    "EB1": {"yamltext", "load"},
    "EB2": {"load", "yamltext", "resolve"},
    "EB3": {"resolve", "attachments", "load", "checks"},
    "EB4": {"checks", "resolve"},
    "EB5": {"load", "compose"},
    "EB6": {"compose", "render", "attachments", "pipeline", "checks"},
    "EB7": {"checks"},
    "EB9": {"pipeline", "cli", "compose"},
}
NOT_FROM_A_FILE = {
    "EB901": "only a fault in the program causes it",
    "EB902": "only a full or protected disk causes it",
    "EB903": "only a fault in the program causes it",
    "EB904": "only a fault in the program causes it",
}
TODAY = date(2026, 6, 1)
_BROKEN_PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0"


def save_as_latin_1(folder):
    file = folder / "evidence" / "e002.yaml"
    file.write_bytes(file.read_text(encoding="utf-8").encode("latin-1"))


def nest(folder):
    file = folder / "evidence" / "e002.md"
    file.write_text(file.read_text(encoding="utf-8") + ">" * 60 + " word\n")


def two_files(folder):
    (folder / "evidence" / "march.txt").write_text("Orders of March")
    (folder / "evidence" / "april.txt").write_text("Orders of April")


def two_equal_files(folder):
    for name in ("march.txt", "copy-of-march.txt"):
        (folder / "evidence" / name).write_text("Orders of March")


def minutes(folder, *names: str, **options) -> None:
    for name in names or ("minutes.pdf",):
        data = pdf_of("Minutes", "Actions", **options)
        (folder / "evidence" / name).write_bytes(data)


def broken_off(folder):
    minutes(folder)
    file = folder / "evidence" / "minutes.pdf"
    file.write_bytes(file.read_bytes()[:-300])


def word_file(folder):
    document = docx.Document()
    document.add_paragraph("Wipe the counter")
    document.save(folder / "evidence" / "checklist.docx")


def many_calls(folder):
    lines = "".join(f"{number};0:42\n" for number in range(5_000))
    (folder / "evidence" / "calls.csv").write_text("Call;Length\n" + lines)


def centre_file(folder, words):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = words
    document.save(folder / "centre.docx")


# What a block of text cannot show: names that cannot be typed, bytes that are no text.
PREPARED = {
    "EB001": lambda folder: (folder / "evidence" / "no\x07tes.yaml").touch(),
    "EB004": save_as_latin_1,
    "EB005": lambda folder: (folder / "evidence" / "photos").mkdir(),
    "EB006": lambda folder: (folder / "evidence" / "e002.yaml").write_bytes(
        b"#" * (10 * 2**20 + 1)
    ),
    "EB007": lambda folder: (folder / "evidence" / "e002.yaml").touch(),
    "EB008": lambda folder: (folder / "evidence" / "notes.txt").write_text("Notes"),
    "EB009": lambda folder: (folder / "evidence" / "counter.jpg").write_bytes(
        b"%PDF-1.7\n"
    ),
    "EB411": two_files,
    "EB431": two_equal_files,
    "EB434": lambda folder: (folder / "evidence" / "order.eml").write_text(
        "Subject: Order\nTo: counter@example.com\n\nTwo boxes, please\n"
    ),
    "EB602": lambda folder: (folder / "evidence" / "counter.png").write_bytes(
        _BROKEN_PNG
    ),
    "EB606": nest,
    "EB607": lambda folder: centre_file(folder, "{{learner}}"),
    "EB608": lambda folder: centre_file(folder, "{{lerner}}"),
    "EB609": lambda folder: (folder / "centre.docx").write_bytes(pdf_of("Centre")),
    "EB701": lambda folder: minutes(
        folder, encryption=pikepdf.Encryption(user="secret", owner="secret")
    ),
    "EB702": broken_off,
    "EB703": word_file,
    "EB704": many_calls,
    "EB705": minutes,
    "EB706": lambda folder: minutes(folder, "minutes-1.pdf", "minutes-2.pdf"),
    "EB708": minutes,
    "EB709": lambda folder: (folder / "evidence" / "calls.pdf").write_bytes(
        pdf_of(*["Calls"] * 101)
    ),
    "EB707": lambda folder: (folder / "evidence" / "prices.txt").write_text("Tea 2.40"),
}
ARCHIVED = ("EB708", "EB709")
"""Findings that only a build for an archive has."""
BUILT = ("EB6", "EB7")
"""Findings that only a build has."""


@pytest.fixture(autouse=True)
def without_libreoffice(monkeypatch):
    """Findings must not depend on what this machine has."""
    monkeypatch.setenv("EVIDENCE_BUILDER_SOFFICE", "none")


@pytest.fixture(scope="module")
def page():
    return PAGE.read_text(encoding="utf-8")


def section_of(page, code):
    return sections(page)[f"{code.id} {code.slug}"]


def lines_of_run(page, code, folder, capsys) -> str:
    put_files(sections(page)[BASE], folder)
    put_files(section_of(page, code), folder)
    if code.id in PREPARED:
        PREPARED[code.id](folder)
    if code.id.startswith(BUILT):
        template = folder / "centre.docx"
        findings = build(
            folder,
            ("docx",) if template.exists() else ("pdf",),
            today=TODAY,
            template=template if template.exists() else None,
            archive=code.id in ARCHIVED,
            cached=False,
        ).diagnostics
    elif code.id.startswith("EB5"):
        findings = forms(folder).diagnostics
    else:
        findings = check(folder, today=TODAY).diagnostics
    capsys.readouterr()
    print_findings(findings)
    return capsys.readouterr().err


def test_ids_and_slugs_are_unique_and_well_formed():
    ids = [code.id for code in codes.ALL]
    slugs = [code.slug for code in codes.ALL]

    assert len(set(ids)) == len(ids)
    assert len(set(slugs)) == len(slugs)
    assert [one for one in ids if not re.fullmatch(r"EB\d{3}", one)] == []
    pattern = re.compile(r"[a-z]+(-[a-z]+)*")
    assert [one for one in slugs if not pattern.fullmatch(one)] == []


def test_codes_belong_to_the_stages_of_their_range():
    wrong = []
    for file in sorted((ROOT / "evidence_builder").rglob("*.py")):
        stage = file.relative_to(ROOT / "evidence_builder").parts[0]
        for name in re.findall(r"codes\.([A-Z_]+)\b", file.read_text()):
            code = getattr(codes, name, None)
            # A list of codes is no report of one.
            if code in codes.ALL and stage not in STAGES[code.id[:3]]:
                wrong.append(f"{file.relative_to(ROOT)} reports {code.id}")

    assert wrong == []


def test_each_code_stands_beside_one_clause_that_says_what_it_is():
    lines = Path(codes.__file__).read_text(encoding="utf-8").splitlines()
    beside = [line.partition("  # ")[2] for line in lines if "FindingKind(" in line]

    assert len(beside) == len(codes.ALL)
    assert [text for text in beside if not re.fullmatch(r"[A-Z].*[^.]", text)] == []


def test_every_code_has_a_section_in_order(page):
    headings = [title for title in sections(page) if title.startswith("EB")]

    assert headings == [f"{code.id} {code.slug}" for code in codes.ALL]


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.id)
def test_a_section_says_what_the_code_means_and_how_to_put_it_right(code, page):
    section = section_of(page, code)

    assert section.startswith(f"\n**{code.severity.capitalize()}.** ")
    assert "\n**To put it right:** " in section


def test_the_portfolio_of_the_examples_is_sound(page, tmp_path):
    put_files(sections(page)[BASE], tmp_path)

    assert check(tmp_path, today=TODAY).diagnostics == ()
    assert build(tmp_path, ("pdf",), today=TODAY).diagnostics == ()


@pytest.mark.parametrize("code", codes.ALL, ids=lambda code: code.id)
def test_an_example_prints_what_the_guide_says(code, tmp_path, capsys, request):
    page = PAGE.read_text(encoding="utf-8")
    if code.id in NOT_FROM_A_FILE:
        assert fences(section_of(page, code), "text"), NOT_FROM_A_FILE[code.id]
        return
    printed = lines_of_run(page, code, tmp_path, capsys)
    assert f"[{code.id}]" in printed
    if request.config.getoption("--approve"):
        _approve(code, printed)
        return

    assert fences(section_of(page, code), "text")[0].text == printed


def _approve(code, printed: str) -> None:
    assert "PYTEST_XDIST_WORKER" not in os.environ, "approve without -n"
    page = PAGE.read_text(encoding="utf-8")
    section = section_of(page, code)
    block = fences(section, "text")[0]
    page = page.replace(section, replaced(section, {block: printed}))
    Path(PAGE).write_text(page, encoding="utf-8")
