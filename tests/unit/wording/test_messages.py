"""The catalogue that translators get, and what is said of a faulty translation."""

import pytest
from babel.messages.catalog import Catalog

from tests.messages import WORDING, catalogue, faults


@pytest.fixture(scope="module")
def messages():
    return catalogue()


@pytest.fixture
def small():
    catalog = Catalog()
    catalog.add("{item} has no date", locations=[("evidence_builder/a.py", 1)])
    catalog.add(
        ("{count} page of {file}", "{count} pages of {file}"),
        locations=[("evidence_builder/a.py", 2)],
    )
    catalog.add("What {is} said", locations=[("templates/forms/a.yaml", 1)])
    return catalog


HEAD = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"

"""


def faults_of(text, small, tmp_path):
    path = tmp_path / "cy.po"
    path.write_text(HEAD + text, encoding="utf-8")
    return [fault.split(": ", 1)[1] for fault in faults(path, small)]


def test_it_holds_words_of_the_program_and_of_what_ships(messages):
    assert "Room to write: {title}" in messages
    assert messages.get("{title}: {learner}", "title of a form")
    assert "At least {needed} of {count} part" in messages
    # A title, a step, a prompt, a label, a column and a signature of forms; a layout.
    assert "Assessment plan and review" in messages
    assert "Nobody samples their own decisions." in messages
    assert "Registration number" in messages
    assert "By when" in messages
    assert "I have given this feedback to the learner." in messages
    assert "Gap list" in messages
    # What only the program reads is none.
    assert "learner" not in messages
    assert "registration" not in messages


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('msgid "{item} has no date"\nmsgstr "heb ddyddiad: {item}"', []),
        ('msgid "{item} has no date"\nmsgstr ""', []),
        ('msgid "What {is} said"\nmsgstr "Dim"', []),
        ('msgid "No such"\nmsgstr "x"', ["no phrase is 'No such'"]),
        (
            'msgid "{item} has no date"\nmsgstr "{eitem}"',
            ["'{eitem}': nothing fills {eitem}", "'{eitem}': {item} is missing"],
        ),
        (
            'msgid "{item} has no date"\nmsgstr "{item"',
            ["'{item': expected '}' before end of string"],
        ),
        (
            (
                'msgid "{count} page of {file}"\n'
                'msgid_plural "{count} pages of {file}"\n'
                'msgstr[0] "{file}: tudalen"\nmsgstr[1] "tudalen"'
            ),
            ["'tudalen': {file} is missing"],
        ),
        (
            'msgid "{count} page of {file}"\nmsgstr "{file}"',
            ["a number has forms in one of the two"],
        ),
    ],
)
def test_what_is_wrong_with_a_translation_is_said(text, expected, small, tmp_path):
    assert faults_of(text, small, tmp_path) == expected


def test_forms_of_a_number_are_as_many_as_the_language_has(small, tmp_path):
    text = (
        'msgid "{count} page of {file}"\nmsgid_plural "{count} pages of {file}"\n'
        'msgstr[0] "{file}"\nmsgstr[1] "{file}"\nmsgstr[2] "{file}"'
    )

    (fault,) = faults_of(text, small, tmp_path)
    assert "num_plurals" in fault


def test_every_language_fits_the_catalogue(messages):
    found = [fault for path in WORDING.glob("*.po") for fault in faults(path, messages)]

    assert found == []
