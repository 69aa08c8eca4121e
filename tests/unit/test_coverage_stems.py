"""A criterion with parts says of them what they are."""

import pytest

from evidence_builder.coverage.result import RowResult, Status
from evidence_builder.coverage.stems import measure_stem
from tests.unit.test_index import index


@pytest.mark.parametrize(
    ("statuses", "reason"),
    [
        ([Status.MET] * 10, "10 of 10 parts met"),
        ([Status.MET] * 9 + [Status.CLAIMED], "10 of 10 parts claimed"),
        ([Status.CLAIMED] * 10, "10 of 10 parts claimed"),
        (
            [Status.MET] * 9 + [Status.MISSING],
            "9 of the 10 parts needed are claimed; outstanding: 1.3j",
        ),
    ],
)
def test_parts_are_worded_by_what_they_are(statuses, reason):
    unit = index("lettered-parts")
    stem = unit.by_key["1.3"]
    parts = [
        RowResult(row, status, (), claimed_status=status)
        for row, status in zip(unit.parts_of(stem), statuses, strict=True)
    ]

    assert measure_stem(stem, parts)[0].reasons[0].text == reason
