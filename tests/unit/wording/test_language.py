"""Phrases in English, and in another language from a PO file."""

import threading

import pytest

from evidence_builder.wording.language import (
    _,
    edition,
    ngettext,
    pgettext,
    said,
    speaking,
    spoken,
)

TEST_WORDS = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=3; plural=(n == 1 ? 0 : n == 2 ? 1 : 2);\n"

msgid "{item} has no date"
msgstr "heb ddyddiad: {item}"

msgid "{count} page of {file}"
msgid_plural "{count} pages of {file}"
msgstr[0] "{file}: tudalen"
msgstr[1] "{file}: dwy dudalen"
msgstr[2] "{file}: {count} tudalen"

msgctxt "status"
msgid "met"
msgstr "cyflawnwyd"

msgid "Reflective account"
msgstr "Adroddiad myfyriol"
"""

without_date = _("{item} has no date")
pages = ngettext("{count} page of {file}", "{count} pages of {file}")
met = pgettext("status", "met")
other = _("nobody has translated this")


@pytest.fixture
def welsh(tmp_path):
    path = tmp_path / "cy.po"
    path.write_text(TEST_WORDS, encoding="utf-8")
    return str(path)


def test_english_is_what_stands_in_the_code():
    assert without_date(item="E001") == "E001 has no date"
    assert [pages(n, file="a.pdf") for n in (0, 1, 2)] == [
        "0 pages of a.pdf",
        "1 page of a.pdf",
        "2 pages of a.pdf",
    ]
    assert (met(), spoken()) == ("met", "en")


def test_another_language_is_said_while_it_is_in_force(welsh):
    with speaking(welsh):
        assert without_date(item="E001") == "heb ddyddiad: E001"
        assert [pages(n, file="a.pdf") for n in (1, 2, 7)] == [
            "a.pdf: tudalen",
            "a.pdf: dwy dudalen",
            "a.pdf: 7 tudalen",
        ]
        assert (met(), spoken()) == ("cyflawnwyd", welsh)
        with speaking("en"):
            assert met() == "met"
    assert met() == "met"


def test_what_nobody_translated_is_said_in_english(welsh):
    with speaking(welsh):
        assert other() == "nobody has translated this"


def test_words_of_files_that_ship_are_said_and_those_of_a_centre_stay(welsh):
    with speaking(welsh):
        assert said("Reflective account") == "Adroddiad myfyriol"
        assert said("Our own heading") == "Our own heading"
        assert said("") == ""
    assert said("Reflective account") == "Reflective account"


def test_a_language_that_there_is_not_is_said_so():
    with pytest.raises(LookupError, match=r"tlh\.po"), speaking("tlh"):
        pass


def test_what_a_value_holds_is_no_place_of_its_own():
    assert without_date(item="{item} {0}") == "{item} {0} has no date"


def test_a_language_is_that_of_one_run(welsh):
    """Another thread, such as that of another visitor, speaks its own."""
    heard = []
    with speaking(welsh):
        thread = threading.Thread(target=lambda: heard.append(met()))
        thread.start()
        thread.join()
    assert heard == ["met"]


def test_what_is_kept_is_told_apart_by_the_words_it_was_said_in(tmp_path, welsh):
    other = tmp_path / "other.po"
    other.write_text(TEST_WORDS.replace("dwy", "ddwy"), encoding="utf-8")
    assert edition() == ""
    with speaking(welsh):
        first = edition()
    with speaking(str(other)):
        second = edition()
    assert first.startswith(welsh)
    assert first.removeprefix(welsh) != second.removeprefix(str(other))
