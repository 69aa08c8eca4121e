"""Excel, CSV and JSON say the same as the coverage, and nothing in them can bite."""

import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from datetime import date, datetime

import openpyxl
import pytest

from evidence_builder import reasons
from evidence_builder.compose.status import WORDS, flag
from evidence_builder.export import workbook
from evidence_builder.export.tracking import columns
from evidence_builder.resolve.resolved import part_of
from evidence_builder.wording.documents.export import see_parts
from tests.conftest import program
from tests.exports import (
    NAME,
    ROOT,
    SAMPLES,
    exported,
    put_awkward,
    put_many_units,
    sample,
)


@pytest.fixture(scope="module")
def awkward(tmp_path_factory):
    return exported(put_awkward(tmp_path_factory.mktemp("awkward")))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    return exported(put_many_units(tmp_path_factory.mktemp("many"), 200))


@pytest.fixture(scope="module", params=[*SAMPLES, "awkward", "many"])
def portfolio(request):
    if request.param in SAMPLES:
        return sample(request.param)
    return request.getfixturevalue(request.param)


def restored(text):
    """Return what stood in a cell of the CSV before it was made harmless."""
    return text[1:] if re.match("''*[=+@\t\r\n-]", text) else text


def of(coverage, wanted):
    """Return what is wanted of every assessed row, by unit and criterion."""
    return {
        (unit.index.key, row.row.key): wanted(row)
        for unit in coverage.units
        for row in unit.rows
        if not row.row.is_stem
    }


def head_of(page, first):
    """Return the row of a table's head and its columns, by the first of them."""
    for row in page.iter_rows(max_col=1):
        if row[0].value == first:
            heads = {cell.value: cell.column for cell in page[row[0].row] if cell.value}
            return row[0].row, heads
    pytest.fail(f"{page.title} has no table that begins with {first}")


def tracked(book, coverage):
    """Return the rows of the sheets of units, each by the heads of its columns."""
    pages = book.worksheets[2 : 2 + len(coverage.units)]
    for unit, page in zip(coverage.units, pages, strict=True):
        head, columns = head_of(page, "Criterion")
        for row in page.iter_rows(min_row=head + 1):
            values = {name: row[column - 1].value for name, column in columns.items()}
            if values["Status"] not in {None, see_parts()}:
                yield unit.index.key, values


def test_every_status_is_the_same_everywhere(portfolio):
    coverage = portfolio.measured.coverage
    json_rows = {
        (unit["ref"], row["id"]): row["status"]
        for unit in portfolio.data()["units"]
        for row in unit["criteria"]
        if not row["stem"]
    }
    csv_rows = {
        (restored(row["Unit"]), restored(row["Criterion"])): row["Status"]
        for row in portfolio.rows()
    }
    book_rows = {
        (unit, row["Criterion"]): row["Status"]
        for unit, row in tracked(portfolio.workbook(), coverage)
    }

    assert json_rows == of(coverage, lambda row: str(row.status))
    assert csv_rows == of(coverage, lambda row: WORDS[row.status].english)
    assert book_rows == of(coverage, lambda row: flag(row).text)


def test_every_claim_is_the_same_everywhere(portfolio):
    coverage = portfolio.measured.coverage
    meant = Counter(
        (unit.index.key, row.row.key, one.item.id, str(one.claim.at or ""), one.counts)
        for unit in coverage.units
        for row in unit.rows
        for one in row.claims
    )
    in_json = Counter(
        (unit["ref"], row["id"], one["evidence"], one["at"] or "", one["counts"])
        for unit in portfolio.data()["units"]
        for row in unit["criteria"]
        for one in row["claims"]
    )
    in_csv = Counter(
        (
            *(restored(row[name]) for name in ("Unit", "Criterion", "Evidence")),
            restored(row["Locator"]),
            row["Counts"] == "yes",
        )
        for row in portfolio.rows()
        if row["Evidence"]
    )
    in_book = Counter(
        (unit, row["Criterion"], row["Evidence"], row["Counts"] == "Yes")
        for unit, row in tracked(portfolio.workbook(), coverage)
        if row["Evidence"]
    )

    assert in_json == meant
    assert in_csv == meant
    assert in_book == Counter((*claim[:3], claim[4]) for claim in meant.elements())


def test_every_reason_is_in_all_three(portfolio):
    coverage = portfolio.measured.coverage
    sentences = of(
        coverage, lambda row: tuple(reasons.sentence(one) for one in row.reasons)
    )
    in_json = {
        (unit["ref"], row["id"]): tuple(row["reasons"])
        for unit in portfolio.data()["units"]
        for row in unit["criteria"]
        if not row["stem"]
    }
    in_csv = {
        (restored(row["Unit"]), restored(row["Criterion"])): row["Reasons"]
        for row in portfolio.rows()
    }
    in_book = {}
    for unit, row in tracked(portfolio.workbook(), coverage):
        in_book.setdefault((unit, row["Criterion"]), row["Why"])

    assert in_json == sentences
    assert in_csv == {key: "; ".join(some) for key, some in sentences.items()}
    for key, some in sentences.items():
        said = in_book[key].lower()
        assert all(one.lower().rstrip(".") in said for one in some)


def test_the_summary_counts_what_is_there(portfolio):
    coverage = portfolio.measured.coverage
    page = portfolio.workbook()["Summary"]
    head, columns = head_of(page, "Unit")
    for place, unit in enumerate(coverage.units):
        row = page[head + 1 + place]
        tally = unit.tally()
        assert row[columns["Criteria"] - 1].value == sum(tally.values())
        for status, words in WORDS.items():
            assert row[columns[words()] - 1].value == tally[status]
    summary = portfolio.data()["summary"]
    statuses = Counter(
        (restored(row["Unit"]), restored(row["Criterion"]), row["Status"])
        for row in portfolio.rows()
        if row["Needed"] == "yes"
    )
    in_csv = Counter(status for _, _, status in statuses)

    assert summary == {str(one): coverage.tally()[one] for one in WORDS}
    assert in_csv == Counter(
        {WORDS[one](): many for one, many in coverage.tally().items()}
    )


def test_the_gap_sheet_lists_every_gap_with_what_would_close_it(portfolio):
    coverage = portfolio.measured.coverage
    page = portfolio.workbook()["Gaps"]
    head, columns = head_of(page, "Unit")
    found = [
        [row[columns[name] - 1].value for name in columns]
        for row in page.iter_rows(min_row=head + 1)
    ]
    meant = [
        (unit.index.key, gap.row.key) for unit in coverage.units for gap in unit.gaps
    ]
    wider = sum(len(unit.open_requirements) for unit in coverage.units)
    closing = columns["What would close it"] - 1

    assert [(row[0], row[2]) for row in found if row[4] != "Gap: requirement"] == meant
    assert len(found) == len(meant) + wider
    assert all(row[closing] for row in found)


def test_every_item_and_every_decision_has_its_row(portfolio):
    book, measured = portfolio.workbook(), portfolio.measured
    index = book["Evidence"]
    head, columns = head_of(index, "No.")
    numbers = [row[0].value for row in index.iter_rows(min_row=head + 1)]
    items = [one.item.id for one in measured.resolved.items]
    units = {index.key: index for index in measured.resolved.units}
    made = Counter(
        (one.decision.on, one.decision.evidence, unit.index.key, row.row.key)
        for unit in measured.coverage.units
        for row in unit.rows
        for one in row.decisions
    )
    page = book["Decisions"]
    head, _ = head_of(page, "Decided on")
    decided = Counter(
        (row[0].value.date(), row[2].value, key, one)
        for row in page.iter_rows(min_row=head + 1)
        for key, _, some in (line.rpartition(": ") for line in row[3].value.split("\n"))
        for one in units[key].select(some)
    )

    assert numbers == items
    assert [one["id"] for one in portfolio.data()["evidence"]] == items
    assert "Criteria claimed" in columns
    assert decided == made


def test_every_link_leads_to_what_it_names(portfolio):
    book = portfolio.workbook()
    names = [unit.index.key for unit in portfolio.measured.coverage.units]
    followed = Counter()
    for page in book:
        for row in page.iter_rows():
            for cell in row:
                if cell.hyperlink is None:
                    continue
                sheet, _, place = cell.hyperlink.location.rpartition("!")
                target = book[sheet.strip("'").replace("''", "'")]
                there = target[place].value
                followed[page.title] += 1
                about = {one.value for one in target[int(place[1:])]}
                if place == "A1":
                    assert there
                    assert cell.value not in names or there.startswith(cell.value)
                elif page.title in {"Evidence", "Matrix"} and cell.column > 2:
                    assert page.cell(cell.row, 1).value in about
                elif (page.title, cell.column) == ("Gaps", 6):
                    # A reason leads to the first item that it names.
                    assert there in cell.value
                else:
                    assert cell.value in about

    assert followed["Summary"] >= len(names)
    assert followed["Evidence"] >= sum(
        bool(one.item.claims) for one in portfolio.measured.resolved.items
    )


def test_no_cell_is_a_formula_and_none_becomes_one(portfolio):
    suspicious = 0
    for page in portfolio.workbook():
        for row in page.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and re.match(
                    r"[=+@\t\r\n-]", cell.value
                ):
                    suspicious += 1
                    assert cell.quotePrefix
    for row in portfolio.rows():
        assert not any(re.match(r"[=+@\t\r\n-]", value) for value in row.values())

    if portfolio.measured.resolved.portfolio.learner.name == NAME:
        assert suspicious > 10


def test_what_was_made_harmless_can_be_restored(awkward):
    row = awkward.rows()[0]

    assert row["Learner"] == f"'{NAME}"
    assert restored(row["Learner"]) == NAME
    assert {one["Evidence title"] for one in awkward.rows()} == {
        '\'=cmd|"/c calc"!A1',
        "''=twice quoted, \N{REPLACEMENT CHARACTER} control",
    }


def test_identifiers_stay_text_and_dates_are_dates(awkward):
    book = awkward.workbook()
    facts = {row[0].value: row[1].value for row in book["Summary"].iter_rows()}
    rows = list(tracked(book, awkward.measured.coverage))
    tenth = next(row for _, row in rows if row["Criterion"] == "1.10")

    assert facts["Registration number"] == "0068154"
    assert facts["Centre number"] == "068154"
    assert facts["Registered"] == datetime(2026, 1, 12)  # noqa: DTZ001 - as read
    assert tenth["Date"] == datetime(2026, 3, 2)  # noqa: DTZ001 - as read
    assert tenth["Decided on"] == datetime(2026, 3, 10)  # noqa: DTZ001 - as read
    assert tenth["Decided by"] == "+Jo Thackwray (JT)"


def test_a_day_that_excel_cannot_count_is_written_out(awkward):
    index = awkward.workbook()["Evidence"]
    head, columns = head_of(index, "No.")

    assert index.cell(head + 2, columns["Date"]).value == "1850-01-02"


def test_a_note_that_is_too_long_is_cut_and_says_so(awkward):
    in_book = next(iter(tracked(awkward.workbook(), awkward.measured.coverage)))[1]
    in_csv = awkward.rows()[0]["Note"]
    whole = awkward.data()["units"][0]["criteria"][0]["claims"][0]["note"]

    assert len(in_book["Where in it"]) <= 32_767
    assert in_book["Where in it"].endswith("portfolio.json has the whole text]")
    assert len(in_csv) <= 32_767
    assert in_csv.endswith("portfolio.json has the whole text]")
    assert len(whole) == 40_000


def test_sheets_of_200_units_have_names_of_their_own(many):
    names = many.workbook().sheetnames

    assert len({name.casefold() for name in names}) == len(names)
    assert len(names) >= 205
    assert all(0 < len(name) <= 31 for name in names)
    assert not any(re.search(r"[\[\]:*?/\\]", name) for name in names)


def test_a_sheet_is_named_as_its_unit():
    names = sample(SAMPLES[0]).workbook().sheetnames

    assert names[:3] == ["Summary", "Gaps", "L-506-2150"]
    assert "A-506-1821" in names


def test_sheets_are_set_up_for_work_and_for_paper(portfolio):
    book = portfolio.workbook()
    learner = portfolio.measured.resolved.portfolio.learner
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.paperSize == 9
        assert page.sheet_properties.pageSetUpPr.fitToPage
        assert page.page_setup.fitToHeight == 0
        assert page.auto_filter.ref
        header = page.oddHeader.left.text
        assert learner.name[:20].replace("&", "&&") in header
        if page.title != "Summary":
            head = int(re.search(r"\d+", page.auto_filter.ref)[0])
            assert page.print_title_rows == f"${head}:${head}"
            assert int(re.search(r"\d+", page.freeze_panes)[0]) == head + 1
        heights = [row.height for row in page.row_dimensions.values() if row.height]
        assert max(heights) <= 409


def test_the_registration_number_is_on_every_page():
    for page in sample(SAMPLES[0]).workbook():
        assert "0417733" in page.oddHeader.left.text


def test_a_status_is_coloured_by_its_words():
    page = sample(SAMPLES[0]).workbook()["A-506-1821"]
    rules = [rule for area in page.conditional_formatting for rule in area.rules]

    assert {rule.text for rule in rules} >= {"Gap", "Met", "Claimed", "Out of date"}
    assert all(rule.operator == "beginsWith" for rule in rules)


def test_how_to_reach_people_is_left_out(awkward):
    for data in (awkward.csv, awkward.json):
        assert b"900123" not in data
        assert b"wit@example.com" not in data


def test_csv_opens_in_excel_as_it_is(portfolio):
    text = portfolio.csv.decode("utf-8-sig")

    assert portfolio.csv.startswith(b"\xef\xbb\xbfLearner,")
    assert text.endswith("\r\n")
    # A line that does not end so stands within quotation marks.
    outside = re.sub(r'"(?:[^"]|"")*"', "", text)
    assert outside.count("\n") == outside.count("\r\n") == len(portfolio.rows()) + 1


def test_a_criterion_without_claims_has_one_row():
    measured = sample(SAMPLES[0]).measured
    rows = Counter((row["Unit"], row["Criterion"]) for row in sample(SAMPLES[0]).rows())

    assert rows == of(measured.coverage, lambda row: max(1, len(row.claims)))


def test_the_columns_of_a_unit_are_those_that_the_guide_describes():
    guide = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    head = sample(SAMPLES[0]).csv.decode("utf-8-sig").split("\r\n")[0].split(",")
    described = re.findall(r"^\| `([^`|]+)`", guide, re.MULTILINE)

    assert set(head) <= set(described)
    assert {column.head for column in columns()} <= set(described)
    assert {*sample(SAMPLES[0]).data()} <= set(described)


@pytest.mark.needs("ooxml-validator")
def test_a_workbook_is_valid(portfolio, tmp_path):
    path = tmp_path / "file.xlsx"
    path.write_bytes(portfolio.xlsx)

    ran = subprocess.run(  # noqa: S603 - our own file
        [program("ooxml-validator"), path], capture_output=True, check=True
    )
    assert json.loads(ran.stdout)["errors"] == []


def test_cells_beyond_the_links_that_excel_reads_are_words(monkeypatch):
    monkeypatch.setattr(workbook, "_MOST_LINKS", 2)
    data = workbook.write_xlsx(sample(SAMPLES[1]).measured)
    page = openpyxl.load_workbook(io.BytesIO(data))["Evidence"]
    linked = [cell.value for row in page for cell in row if cell.hyperlink]

    assert linked == ["Summary", "E001"]
    assert "E002" in {row[0].value for row in page.iter_rows(max_col=1)}


def test_a_portfolio_without_evidence_has_every_sheet(tmp_path):
    folder = put_awkward(tmp_path)
    shutil.rmtree(folder / "evidence")
    shutil.rmtree(folder / "assessment")
    found = exported(folder)

    assert found.workbook().sheetnames[-4:] == [
        *("Evidence", "Matrix", "Requirements", "Decisions"),
    ]
    assert [row["Evidence"] for row in found.rows()] == [""] * 5
    assert found.data()["evidence"] == []


def test_a_decision_may_be_about_an_item_that_is_not_shown(tmp_path):
    """One that claims no unit of those shown, and was decided on all the same."""
    folder = put_awkward(tmp_path)
    assessment = folder / "assessment" / "jt.yaml"
    text = assessment.read_text("utf-8").replace(
        "evidence: E001\n    claims: {a-506", "evidence: E002\n    claims: {a-506"
    )
    assessment.write_text(text, "utf-8")
    shown = part_of(exported(folder).measured, ("a-506-1821",))
    data = workbook.write_xlsx(shown)
    page = openpyxl.load_workbook(io.BytesIO(data))["Decisions"]

    assert [row[2].value for row in page][-1] == "E002"


def test_equal_portfolios_give_equal_bytes(tmp_path):
    folder = put_awkward(tmp_path / "here")
    code = (
        "import hashlib, pathlib, sys\n"
        "from tests.exports import exported\n"
        "e = exported(pathlib.Path(sys.argv[1]))\n"
        "print(hashlib.sha256(e.xlsx + e.csv + e.json).hexdigest())"
    )
    found = set()
    for zone, seed in (("UTC", "1"), ("Pacific/Kiritimati", "2")):
        ran = subprocess.run(  # noqa: S603 - this very Python
            [sys.executable, "-c", code, str(folder)],
            cwd=ROOT,
            env={**os.environ, "TZ": zone, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        )
        found.add(ran.stdout)
    here = exported(put_awkward(tmp_path / "elsewhere"))
    mine = hashlib.sha256(here.xlsx + here.csv + here.json).hexdigest()

    assert found == {f"{mine}\n"}


def test_the_file_says_the_day_that_was_set(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    found = exported(ROOT / "samples" / SAMPLES[1]).workbook().properties

    assert found.created.date() == date(2026, 1, 1)
    assert found.creator == "王小明 (Wang Xiaoming)"
