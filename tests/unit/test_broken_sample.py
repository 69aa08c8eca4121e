"""``samples/broken`` has one of each common mistake, and nothing good in it is lost.

``docs/broken-sample.md`` shows what the program says today; ``--approve`` writes that
part of the page anew.
"""

from __future__ import annotations

from datetime import date
from itertools import groupby

import pytest

from evidence_builder.cli.terminal import print_findings, safe
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import check
from tests.cli.pages import ROOT

SAMPLE = ROOT / "samples" / "broken"
PAGE = ROOT / "docs" / "broken-sample.md"
BEGIN, END = "<!-- what the program says: begin -->\n", "<!-- end -->\n"
TODAY = date(2026, 6, 1)
# What a mistake needs around it, without being one.
SURROUNDINGS = {"README.md", "portfolio.yaml", "profile.md"}


@pytest.fixture(scope="module")
def checked():
    return check(SAMPLE, today=TODAY)


def files() -> list[str]:
    """Return the files that have a mistake each, for which they are named."""
    return sorted(
        path.relative_to(SAMPLE).as_posix()
        for path in SAMPLE.rglob("*")
        if path.is_file()
        and path.name not in SURROUNDINGS
        and "good" not in path.stem
        and path.parent.name not in {"files", "photos", "build"}
    )


def good_items() -> list[str]:
    """Return the numbers of the items that nothing is wrong with."""
    good = sorted((SAMPLE / "evidence").glob("*good*.md"))
    return [file.read_text(encoding="utf-8").split("\n")[1][4:] for file in good]


def line_of(path: str, number: int) -> str:
    """Return a line of a file as a page can show it."""
    text = (SAMPLE / path).read_bytes().decode("utf-8", errors="replace")
    return safe(text.split("\n")[number - 1]).strip() or "(an empty line)"


def shown(diagnostics, capsys) -> str:
    """Return the findings by file, each with the lines where it stands."""
    parts = []
    for path, group in groupby(diagnostics, key=lambda one: one.span.path):
        found = list(group)
        name = path.rpartition("/")[2].partition(".")[0].replace("-", " ")
        parts.append(f"### {name.capitalize()}\n\n`{path}`")
        for number in dict.fromkeys(one.span.line for one in found if one.span.line):
            parts[-1] += f", line {number}"
            parts.append(f"```text\n{line_of(path, number)}\n```")
            parts.append("")
        capsys.readouterr()
        print_findings(found)
        said = capsys.readouterr().err
        parts = [one for one in parts if one]
        parts.append(f"The program says:\n\n```text\n{said}```")
    return "\n\n".join(parts) + "\n"


def test_the_page_shows_what_the_program_says(checked, capsys, request):
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    approved, _, after = rest.partition(END)
    now = f"\n{shown(checked.diagnostics, capsys)}\n"

    if request.config.getoption("--approve"):
        PAGE.write_text(f"{before}{BEGIN}{now}{END}{after}", encoding="utf-8")
    else:
        assert approved == now


@pytest.mark.parametrize("path", files())
def test_a_mistake_is_reported(path, checked):
    """In the file, in the one that names it, or beside a claim that does not count."""
    places = {one.span.path for one in checked.diagnostics}
    messages = " ".join(one.message for one in checked.diagnostics)
    uncounted = {
        one.loaded.source.path
        for unit in checked.value.coverage.units
        for row in unit.rows
        for claim in row.claims
        for one in checked.value.resolved.items
        if claim.why_not and one.item is claim.item
    }

    assert path in places | uncounted or path in messages


def test_every_claim_of_a_good_item_counts(checked):
    claims = [
        claim
        for unit in checked.value.coverage.units
        for row in unit.rows
        for claim in row.claims
        if claim.item.id in good_items()
    ]

    assert {claim.item.id for claim in claims} == set(good_items())
    assert all(claim.counts for claim in claims)


def test_no_finding_is_about_a_file_that_is_good(checked):
    places = sorted({one.span.path for one in checked.diagnostics})

    assert [path for path in places if "good" in path] == []


def test_a_mistake_in_one_item_costs_no_other(checked):
    """Items that can be read are there, whatever is wrong with others."""
    numbers = {one.item.id for one in checked.value.resolved.items}

    assert set(good_items()) <= numbers
    assert len(numbers) > len(good_items())


def test_nothing_is_built_from_wrong_criteria():
    built = build(SAMPLE, ("docx",), today=TODAY)

    assert built.value is not None
    assert built.value.outputs == {}
