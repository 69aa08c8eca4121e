"""What was lost on the way out is noticed before anybody is told of success."""

import io
import re
import zipfile

import pytest

from evidence_builder.export import portfolio_json, reopen, table
from evidence_builder.export.book import compose_book
from evidence_builder.render.unsound import UnsoundOutputError
from tests.exports import SAMPLES, sample


@pytest.fixture
def whole():
    return sample(SAMPLES[1])


def changed(xlsx, name, pattern, instead):
    """Return a workbook in which one thing of one part is another."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx)) as old, zipfile.ZipFile(stream, "w") as new:
        for part in old.namelist():
            content = old.read(part)
            if part == name:
                content, count = re.subn(pattern, instead, content, count=1)
                assert count == 1
            new.writestr(part, content)
    return stream.getvalue()


SHEET = "xl/worksheets/sheet3.xml"


@pytest.mark.parametrize(
    ("part", "pattern", "instead"),
    [
        (SHEET, rb"<row r=\"9\".*?</row>", b""),
        (SHEET, rb"<v>\d+</v>", b""),
        (SHEET, rb"<v>", b"<f>1+1</f><v>"),
        (SHEET, rb"(<hyperlink [^>]*location=\"'[^']*'!A)\d+", rb"\g<1>99999"),
        (SHEET, rb"(<hyperlink [^>]*location=\"')", rb"\1No sheet "),
        (SHEET, rb"</sheetData>", b""),
        ("xl/sharedStrings.xml", rb"<si>.*?</si>", b""),
        ("xl/workbook.xml", rb'<sheet name="Gaps"', b'<sheet name="Gapz"'),
    ],
)
def test_a_workbook_that_lost_something_is_refused(whole, part, pattern, instead):
    sheets = compose_book(whole.measured).sheets
    reopen.verify(whole.xlsx, sheets)
    broken = changed(whole.xlsx, part, pattern, instead)

    with pytest.raises(UnsoundOutputError):
        reopen.verify(broken, sheets)


def test_a_table_that_lost_something_is_refused(whole):
    coverage = whole.measured.coverage
    table.verify(whole.csv, coverage)
    lines = whole.csv.split(b"\r\n")
    for broken in (
        b"\r\n".join([*lines[:5], *lines[6:]]),
        b"\r\n".join([*lines[:5], lines[5] + b",", *lines[6:]]),
        b"\r\n".join([*lines[:5], lines[6], lines[5], *lines[7:]]),
    ):
        with pytest.raises(UnsoundOutputError):
            table.verify(broken, coverage)


def test_json_that_says_something_else_is_refused(whole):
    meant = portfolio_json.whole(whole.measured, whole.diagnostics)
    portfolio_json.verify(whole.json, meant)

    with pytest.raises(UnsoundOutputError):
        portfolio_json.verify(whole.json.replace(b'"met"', b'"mat"', 1), meant)
