"""Every sentence of a document is replaced by those of a language that is in force."""

import io
import re
import string
import zipfile
from collections import defaultdict
from datetime import date
from typing import get_args

import lxml.html
import pytest
from babel.messages.pofile import write_po
from lxml import etree

from evidence_builder.cli.coverage import print_coverage
from evidence_builder.compose.forms.files import text_of
from evidence_builder.compose.forms.form import compose_form, separate
from evidence_builder.diagnostics import Sink
from evidence_builder.document.dump import dump
from evidence_builder.load.forms import load_forms
from evidence_builder.load.layouts import load_shipped_layout
from evidence_builder.model.layout import Section
from evidence_builder.pipeline.build import build
from evidence_builder.pipeline.check import measure_folder
from evidence_builder.pipeline.document import compose
from evidence_builder.resolve.subject import FormRequest, find_subject
from evidence_builder.wording.language import speaking
from tests.messages import ROOT, catalogue, is_of_a_file

SAMPLE = ROOT / "samples" / "customer-service-team-leader"
FORMS = sorted(path.stem for path in (ROOT / "templates" / "forms").glob("*.yaml"))

VOWELS = str.maketrans("aeiouyAEIOUY", "àèìòùỳÀÈÌÒÙỲ")
STRUCTURE = re.compile(
    r"^(title|header|footer):|\[(table \w+:|coverage:|figure:|page:|new page\])"
    r"| \{[^{}]+\}(?=$| \(\w+\)$)| \((gap|part|done|muted)\)$| -> \S+$"
    r"|SHA-256|\b(?:[0-9a-f]{64}|[0-9a-f]{8})\b|\b(DOCX|EML|JPEG)\b"
)
"""What ``dump`` adds to the words of a document, and names that are no words."""
KEYS = re.compile(
    r"^[#\s-]*\w+:(?= |$)"
    r"|\b(portfolio\.yaml|assessment/plan\.yaml|year-month-day)\b"
)
"""Keys of our files, which are English in every language."""


def in_test_words(text, *, has_places):
    """Return a text that cannot be mistaken for English: no vowel is bare."""
    if not has_places:
        return text.translate(VOWELS)
    parts = []
    for letters, name, _, _ in string.Formatter().parse(text):
        escaped = letters.replace("{", "{{").replace("}", "}}")
        parts.append(escaped.translate(VOWELS))
        parts.append("" if name is None else f"{{{name}}}")
    return "".join(parts)


@pytest.fixture(scope="module")
def language(tmp_path_factory):
    """Return the path of a PO file in which every message has test words."""
    messages = catalogue()
    for message in messages:
        has_places = not is_of_a_file(message)
        if message.pluralizable:
            one, many = message.id
            message.string = (
                in_test_words(one, has_places=True),
                in_test_words(many, has_places=True),
            )
        elif message.id:
            message.string = in_test_words(message.id, has_places=has_places)
    path = tmp_path_factory.mktemp("language") / "test.po"
    with path.open("wb") as target:
        write_po(target, messages)
    return str(path)


def words_only(text):
    """Return the words of a text with a space between two."""
    return f" {' '.join(re.findall(r'[A-Za-z]+', text))} "


@pytest.fixture(scope="module")
def own():
    """Return the words of the sample's own files."""
    kept = (*SAMPLE.rglob("*.yaml"), *SAMPLE.rglob("*.md"), *ROOT.glob("criteria/**/*"))
    return words_only(
        "\n".join(path.read_text("utf-8") for path in kept if path.is_file())
    )


def english_of_ours(text, own):
    """Return runs of words that are neither in the sample's files nor test words."""
    found = []
    for line in text.split("\n"):
        for run in re.split(r"\w*[àèìòùỳÀÈÌÒÙỲ]\w*|[^A-Za-z ]+", line):
            words = words_only(run)
            if re.search(r"[aeiouyAEIOUY]", words) and words not in own:
                found.append(words.strip())
    return found


def test_what_nobody_translated_is_noticed(own):
    text = "Nobody translated this\nWhò sìgns thìs, when it happens\nSam"

    assert english_of_ours(text, own)[:2] == [
        "Nobody translated this",
        "when it happens",
    ]


def subjects(name):
    form = load_forms(SAMPLE, Sink())[name].value
    subject = find_subject(SAMPLE, FormRequest(units=("A/506/1821",)), Sink())
    return form, subject


@pytest.mark.parametrize("name", FORMS)
def test_a_form_speaks_the_language_in_force(name, language, own):
    form, subject = subjects(name)
    with speaking(language):
        text = dump(compose_form(form, separate(form, subject)))

    lines = [STRUCTURE.sub("", line) for line in text.split("\n")]
    assert english_of_ours("\n".join(lines), own) == []


@pytest.mark.parametrize("name", FORMS)
def test_a_form_as_text_speaks_the_language_in_force(name, language, own):
    form, subject = subjects(name)
    with speaking(language):
        text = text_of(form, subject)

    comments = re.findall(r"# (.*)", text)
    assert any("è" in line for line in comments)
    ours = [line for line in comments if re.search(r"\w+ \w+ \w+", line)]
    assert english_of_ours("\n".join(KEYS.sub("", line) for line in ours), own) == []


@pytest.mark.parametrize("section", get_args(Section))
def test_a_section_speaks_the_language_in_force(section, language, own):
    measured = measure_folder(SAMPLE, date(2026, 6, 30), Sink())
    layout = load_shipped_layout("full").model_copy(update={"sections": (section,)})
    pages = defaultdict(int)
    with speaking(language):
        text = dump(compose(measured, Sink(), layout=layout, pages=pages))

    lines = [STRUCTURE.sub("", line) for line in text.split("\n")]
    found = english_of_ours("\n".join(lines), own)
    assert found == []


def test_the_terminal_speaks_the_language_in_force(language, own, capsys):
    with speaking(language):
        print_coverage(measure_folder(SAMPLE, date(2026, 6, 30), Sink()))

    assert english_of_ours(capsys.readouterr().out, own) == []


OURS = """kind: layout
title: Own
purpose: Own
sections: [front, contents, summary, gaps, units, index, records, checklist]
"""
"""Everything but evidence, which has the words of its files."""


def test_files_that_are_made_speak_the_language_in_force(tmp_path, language, own):
    (tmp_path / "own.yaml").write_text(OURS, encoding="utf-8")
    layout, to = str(tmp_path / "own.yaml"), ("docx", "html", "xlsx")
    with speaking(language):
        built = build(SAMPLE, to, layout=layout, today=date(2026, 6, 30)).value

    for name, data in built.outputs.items():
        words = "\n".join(words_in(name, data))
        found = english_of_ours(STRUCTURE.sub("", words), own)
        assert found == [], name
        # A page number that is left out leaves no word that led to it.
        assert name.endswith(".xlsx") or "thèrè" not in words, name


def words_in(name, data):
    """Yield the words of a file that was made, as far as people can read them."""
    if name.endswith(".html"):
        tree = lxml.html.fromstring(data)
        shown = tree.xpath(
            "//text()[not(ancestor::style or ancestor::script)]"
            "|//@alt|//@aria-label|//@title|//@data-some|//@data-all"
        )
        yield from map(str, shown)
        return
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for part in archive.namelist():
            if re.search(r"(document|header\d|footer\d|sharedStrings)\.xml$", part):
                tree = etree.fromstring(archive.read(part))
                yield from tree.xpath("//*[local-name()='t']/text()|//@descr")
