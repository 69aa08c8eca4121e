"""The samples as HTML: the words of the Word file, and what outside programs say."""

import json
import re
import subprocess
import zipfile
from collections import Counter
from datetime import date
from functools import cache
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest

from evidence_builder import check
from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import Table
from evidence_builder.document.build import as_table
from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.document.inlines import PageOf
from evidence_builder.document.walk import (
    own_inlines,
    plain,
    walk_blocks,
    walk_inlines,
)
from evidence_builder.pipeline.document import bind_files, compose
from evidence_builder.render.docx import render as render_docx
from evidence_builder.render.html import render
from evidence_builder.render.layout import lay_out
from tests.conftest import ROOT, program
from tests.documents import kitchen_sink
from tests.html_files import Page, answer, dumped, scripted

SAMPLES = ("customer-service-team-leader", "barbering-apprentice")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@cache
def composed(name):
    """Return a sample with its files bound in, as the Word file and HTML have it."""
    measured = check(ROOT / "samples" / name, today=date(2026, 7, 1)).value
    resolved = bind_files(measured.resolved, drawn=False, pictured=True, cached=False)
    return compose(measured._replace(resolved=resolved), Sink())


@cache
def made(name):
    return render(kitchen_sink() if name == "kitchen sink" else composed(name))


@pytest.fixture
def put(tmp_path):
    """Write a file, and return where it is."""

    def write(data):
        path = tmp_path / "page.html"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return path

    return write


# --- the same words ------------------------------------------------------------------


def tokens(text):
    """Return how often each word or number stands in a text."""
    return Counter(re.findall(r"\w+", text))


def words_of_docx(data):
    with zipfile.ZipFile(BytesIO(data)) as package:
        root = ET.fromstring(package.read("word/document.xml"))  # noqa: S314 - our own file
    texts = (one.text or "" if one.tag == f"{W}t" else " " for one in root.iter())
    return "".join(texts)


def numbers_of(document, pages):
    """Return every page number of a document, and what leads to it, as words."""
    found = Counter()
    for block in walk_blocks(document.blocks):
        for run in own_inlines(block):
            for one in walk_inlines(run):
                if isinstance(one, PageOf):
                    found += tokens(f"{one.prefix}{pages[one.target]}")
    return found


def heads_of(document):
    """Return the words of all heads of tables."""
    heads = Counter()
    for block in walk_blocks(document.blocks):
        if isinstance(block, CoveragePicture):
            block = as_table(block)  # noqa: PLW2901 - as the Word file has it
        if isinstance(block, Table):
            cells = [
                one for row in block.head for cell in row.cells for one in cell.blocks
            ]
            heads += tokens(
                " ".join(plain(run) for one in cells for run in own_inlines(one))
            )
    return heads


def words_of_tiles(document):
    """Return what HTML shows of a picture of coverage and paged formats do not."""
    found = Counter()
    for block in walk_blocks(document.blocks):
        if isinstance(block, CoveragePicture):
            for unit in block.rows:
                for one in unit.cells:
                    found += tokens(f"{one.status.text} {plain(one.evidence)}")
    return found


@pytest.mark.parametrize("name", SAMPLES)
def test_html_says_what_the_word_file_says_but_for_page_numbers(name):
    document = composed(name)
    pages = lay_out(document).page_map
    in_word = tokens(words_of_docx(render_docx(document, pages)))
    in_html = tokens(" ".join(Page(made(name)).words))

    assert in_html - in_word <= words_of_tiles(document)
    lost = in_word - in_html - numbers_of(document, pages.targets)
    # The contents have a page number a line, and a table on two pages has two heads.
    numbers = {str(page) for page in pages.targets.values()}
    assert set(lost) <= {"on", *numbers, *heads_of(document)}


@pytest.mark.parametrize("name", SAMPLES)
def test_a_sample_is_small_enough_to_be_sent(name):
    assert len(made(name)) < 5_000_000


@pytest.mark.parametrize("name", SAMPLES)
def test_every_criterion_of_a_sample_stands_in_the_matrix_and_in_its_sheet(name):
    page = Page(made(name))
    gaps = {
        tag: Counter(
            one.attributes["data-gap"]
            for one in page.named(tag)
            if "data-gap" in one.attributes
        )
        for tag in ("li", "tr")
    }

    assert gaps["li"] == gaps["tr"]
    assert gaps["li"]["yes"] > 1
    assert gaps["li"]["no"] > 1


# --- what outside programs say -------------------------------------------------------


@pytest.mark.needs("java", "vnu.jar")
@pytest.mark.parametrize("name", ["kitchen sink", *SAMPLES])
def test_the_nu_checker_finds_no_error(name, put):
    checker = (program("java"), "-Xss8m", "-jar", program("vnu.jar"))
    options = ("--exit-zero-always", "--format", "json")
    ran = subprocess.run(  # noqa: S603 - our own file
        [*checker, *options, put(made(name))], capture_output=True, check=True
    )
    told = [
        one["message"]
        for one in json.loads(ran.stderr)["messages"]
        if one["type"] == "error"
        # The kitchen sink is meant to have what is odd and not wrong.
        or (name in SAMPLES and one.get("subType") == "warning")
    ]
    # It takes no notice of hashes and of "data:" in a policy; browsers do.
    told = [one for one in told if "Content Security Policy" not in one]
    assert not told


AXE = """
axe.run(document, {resultTypes: ["violations"]}).then(function (found) {
  var told = found.violations.map(function (one) {
    return [one.id, one.nodes.length, one.nodes[0].html.slice(0, 300)];
  });
  document.documentElement.innerHTML = "<body><pre></pre>";
  document.querySelector("pre").textContent = "ANSWER" + JSON.stringify(
    {told: told, passes: found.passes.length}) + "END";
});
"""


@pytest.mark.needs("chromium", "axe.min.js")
@pytest.mark.parametrize(
    ("name", "dark", "width"),
    [
        ("kitchen sink", False, 500),
        ("kitchen sink", True, 1280),
        (SAMPLES[0], True, 500),
        (SAMPLES[1], False, 1280),
    ],
)
def test_axe_finds_no_barrier(name, dark, width, put):
    with open(program("axe.min.js"), encoding="utf-8") as file:  # noqa: PTH123 - a name
        axe = file.read()
    path = put(scripted(made(name), f"{axe};{AXE}", dark=dark))
    found = json.loads(answer(dumped(path, width=width)))

    assert found["told"] == []
    assert found["passes"] > 20


CLICK = """
function visible(what) {
  return Array.from(document.querySelectorAll(what)).filter(function (one) {
    return one.offsetParent !== null;
  }).length;
}
function state() {
  return [visible("li[data-gap=yes]"), visible("li[data-gap=no]"),
    visible("tr[data-gap=yes]"), visible("tr[data-gap=no]"),
    document.getElementById("told").textContent];
}
var before = state();
document.getElementById("only-gaps").click();
var after = state();
document.documentElement.innerHTML = "<body><pre></pre>";
document.querySelector("pre").textContent =
  "ANSWER" + JSON.stringify([before, after]) + "END";
"""


@pytest.mark.needs("chromium")
def test_the_filter_leaves_only_gaps_and_says_how_many(put):
    data = made(SAMPLES[0])
    before, after = json.loads(answer(dumped(put(scripted(data, CLICK)))))
    gaps, others = before[:2]

    assert before == [gaps, others, gaps, others, f"All {gaps + others} criteria shown"]
    assert after == [gaps, 0, gaps, 0, f"{gaps} of {gaps + others} criteria shown"]


@pytest.mark.needs("chromium")
def test_the_policy_lets_the_script_of_the_file_run(put):
    page = Page(dumped(put(made(SAMPLES[1]))).encode())

    assert "hidden" not in page.one("tools").attributes
    assert page.one("told").text().startswith("All ")
