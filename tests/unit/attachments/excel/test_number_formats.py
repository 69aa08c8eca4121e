"""Numbers, dates and times are shown as Excel shows them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_builder.attachments.excel.number_formats import (
    BUILT_IN,
    shown,
    text_shown,
)


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (7, "General", "7"),
        (0.1 + 0.2, "General", "0.3"),
        (1234.5, "General", "1234.5"),
        (1e20, "General", "1E+20"),
        (-3, "General", "-3"),
        (1234.5, "0", "1235"),
        (2.5, "0", "3"),
        (-2.5, "0", "-3"),
        (0.004, "0.00", "0.00"),
        (-0.004, "0.00", "0.00"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (12, "#,##0", "12"),
        (0.5, "#.##", ".5"),
        (0, "#", ""),
        (3, "0.0#", "3.0"),
        (0.256, "0%", "26%"),
        (0.256, "0.0 %", "25.6 %"),
        (1234.5, '"£"#,##0.00', "£1,234.50"),
        (1234.5, "[$£-809]#,##0.00", "£1,234.50"),
        (-1234.5, "[$£-809]#,##0.00;[Red]-[$£-809]#,##0.00", "-£1,234.50"),
        (-5, "0;(0)", "(5)"),
        (0, '0;-0;"none"', "none"),
        (12, '0" pieces"', "12 pieces"),
        (12, "0\\ \\k\\g", "12 kg"),
        (1234567, "0.0,,", "1.2"),
        (12345, "0.00E+00", "1.23E+04"),
        (0.00012, "0.0E+0", "1.2E-4"),
        (7, "00000", "00007"),
        (441234567, "000-000-000", "441-234-567"),
        (1.5, "# ?/?", "1 1/2"),
        (0.333, "# ?/?", "1/3"),
        (3, "# ?/?", "3"),
        (5, ";;;", ""),
        (12, '[<10]"few";"many"', "many"),
        (2, '[<10]"few";"many"', "few"),
        (3, "_-* #,##0_-", " 3 "),
    ],
)
def test_a_number_is_shown_by_its_format(value, code, expected):
    assert shown(value, code) == expected


@pytest.mark.parametrize(
    ("value", "code", "expected"),
    [
        (46091, "dd/mm/yyyy", "10/03/2026"),
        (46091, "d mmm yyyy", "10 Mar 2026"),
        (46091, "ddd d mmm", "Tue 10 Mar"),
        (46091, "dddd, d mmmm yyyy", "Tuesday, 10 March 2026"),
        (46091, "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", None),
        (46091, "mmmmm-yy", "M-26"),
        (46091.5, BUILT_IN[22], "10/03/2026 12:00"),
        (0.3125, "h:mm", "7:30"),
        (0.3125, "hh:mm", "07:30"),
        (0.8125, "h:mm AM/PM", "7:30 PM"),
        (0, "h:mm AM/PM", "12:00 AM"),
        (1.5, "[h]:mm", "36:00"),
        (-0.5, "[h]:mm", "-12:00"),
        (0.5 + 7.25 / 86400, "mm:ss.00", "00:07.25"),
        (0.9999999, "hh:mm:ss", "00:00:00"),
        (59, "d/m/yyyy", "28/2/1900"),
        (60, "d/m/yyyy", "29/2/1900"),
        (61, "d/m/yyyy", "1/3/1900"),
        (-1, "d/m/yyyy", "#####"),
        (3_000_000, "d/m/yyyy", "#####"),
        (46091, 'd "day" mmm', "10 day Mar"),
    ],
)
def test_a_date_is_shown_by_its_format(value, code, expected):
    made = shown(value, code)
    if expected is None:
        assert made.startswith("10 March 2026")
    else:
        assert made == expected


def test_dates_may_be_counted_from_1904():
    assert shown(44629, "d mmm yyyy", since_1904=True) == "10 Mar 2026"


def test_words_are_shown_unless_the_format_hides_them():
    assert text_shown("words", "@") == "words"
    assert text_shown("words", "0.00") == "words"
    assert text_shown("words", ";;;") == ""


@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    st.text('0#?.,%E+-/ymdhs[]"\\_*;@AMP <>=$£', max_size=20),
)
def test_no_format_is_too_strange(value, code):
    assert isinstance(shown(value, code), str)


@given(st.integers(0, 2_958_465), st.booleans())
def test_every_day_has_a_date(day, since_1904):
    assert shown(day, "yyyy-mm-dd", since_1904=since_1904)
