"""What is said of files is said in the language of whoever asks, kept or not."""

import polib
import pytest

from evidence_builder.attachments.bind import WantedFile, bind
from evidence_builder.attachments.content import Refusal, Request
from evidence_builder.attachments.inspect import inspect
from evidence_builder.attachments.libreoffice import program
from evidence_builder.attachments.run.cache import Cache, name_of
from evidence_builder.attachments.run.pool import Pool
from evidence_builder.attachments.run.registry import CONVERTERS
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.document.blocks import Table
from evidence_builder.document.inlines import Text
from evidence_builder.document.walk import walk_inlines
from evidence_builder.wording import attachments as wording
from evidence_builder.wording import mail
from evidence_builder.wording.language import CountedPhrase, Phrase, speaking
from tests.office_files import cells, docx, paragraph, words, xlsx
from tests.pdf_files import SQUARE, one_page
from tests.waiting import PATIENCE

COMMENT = b"/Annots[<</Rect[5 5 60 60]/Subtype/Text/Contents(Please sign)/T(Jo)>>]"
FILES = {
    "signed.pdf": one_page(SQUARE, page=COMMENT),
    "empty.pdf": b"%PDF-1.7\n",
    "notes.txt": "Café".encode("cp1252"),
    "plan.docx": docx(paragraph("Opening the counter")),
    "broken.docx": docx(paragraph("Opening"))[:900] + b"word/document",
    "hours.xlsx": xlsx(cells(words("A1", "Hours"))),
    "question.eml": b"From: Jo\nTo: Al\nSubject: Till\nDate: today\n\n",
    "letter.rtf": b"{\\rtf1 Dear Jo}",
    "talk.mp3": b"ID3\x03 nothing",
    "till.bin": b"\x00\x01",
}


def phrases():
    """Return the phrases of the room."""
    values = (*vars(wording).values(), *vars(mail).values())
    return [value for value in values if isinstance(value, Phrase | CountedPhrase)]


@pytest.fixture
def quoted(tmp_path):
    """A language in which each phrase stands between two marks."""
    path = tmp_path / "quoted.po"
    write(path, "«{}»")
    return str(path)


def write(path, form):
    file = polib.POFile()
    file.metadata = {
        "Content-Type": "text/plain; charset=UTF-8",
        "Plural-Forms": "nplurals=2; plural=(n != 1);",
    }
    entries = {}
    for phrase in phrases():
        if isinstance(phrase, Phrase):
            text = form.replace("{}", phrase.english)
            entries[phrase.context, phrase.english] = polib.POEntry(
                msgctxt=phrase.context or None, msgid=phrase.english, msgstr=text
            )
            continue
        forms = {0: form.replace("{}", phrase.one), 1: form.replace("{}", phrase.many)}
        entries["", phrase.one] = polib.POEntry(
            msgid=phrase.one, msgid_plural=phrase.many, msgstr_plural=forms
        )
    file.extend(entries.values())
    file.save(str(path))


@pytest.fixture
def told(tmp_path, monkeypatch):
    """Return a function that binds files in, and says by name what is told of each."""
    monkeypatch.setenv(program.SETTING, "none")
    folder = tmp_path / "portfolio"
    folder.mkdir()
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    span, cache = Span("a", 1, 1), Cache(tmp_path / "cache")

    def do(pool):
        wanted = [
            WantedFile(inspect(folder, name, base="", span=span, sink=Sink()))
            for name in FILES
        ]
        outcomes = bind(wanted, drawn=True, pictured=True, cache=cache, pool=pool)
        return dict(zip(FILES, map(words_of, outcomes), strict=True))

    return do


def words_of(outcome):
    """Return what is told of a file besides its own words."""
    if isinstance(outcome, Refusal):
        return list(outcome)
    notes = [text for note in outcome.notes for text in note[1:] if text]
    labels = [label for label, _ in outcome.particulars]
    heads = [
        inline.text
        for block in outcome.blocks
        if isinstance(block, Table) and block.look == "fields"
        for row in block.rows
        for inline in walk_inlines(row.cells[0].blocks[0].inlines)
        if isinstance(inline, Text)
    ]
    return [outcome.way, *notes, *labels, *heads]


@pytest.fixture
def children():
    pool = Pool(seconds=PATIENCE, size=2)
    yield pool
    pool.close()


@pytest.fixture
def nobody():
    """A pool that converts nothing: what comes of it was kept."""
    pool = Pool()
    pool.close()
    return pool


def test_each_language_is_told_its_own_words_also_of_what_was_kept(
    told, quoted, children, nobody
):
    english = told(children)
    assert english["signed.pdf"] == ["Pages as they are", "Comment on p. 1"]
    assert english["notes.txt"][1].startswith("is not in UTF-8")
    assert "is shown without its own layout" in english["plan.docx"]
    assert english["question.eml"][1:] == ["From", "To", "Date", "Subject"]
    assert english["letter.rtf"][0] == "Listed"
    assert not [text for row in english.values() for text in row if "«" in text]

    with speaking(quoted):
        other = told(children)
        assert told(nobody) == other
    assert told(nobody) == english
    assert {name: list(map(plain, row)) for name, row in other.items()} == english
    assert [text for row in other.values() for text in row if text[0] != "«"] == []


def plain(text):
    return text.replace("«", "").replace("»", "")


def test_one_child_answers_in_the_language_of_each_question(quoted):
    pool = Pool(seconds=PATIENCE, size=1)
    request, data = Request("notes.txt"), FILES["notes.txt"]
    try:
        first = pool.convert("plain", request, data).outcome
        (child,) = pool.children
        with speaking(quoted):
            assert pool.convert("plain", request, data).outcome.way == "«As text»"
        assert pool.convert("plain", request, data).outcome == first
        assert pool.children == (child,)
    finally:
        pool.close()
    assert first.way == "As text"


def test_a_language_whose_words_have_changed_is_asked_anew(tmp_path):
    names = []
    for number, form in enumerate(("«{}»", "«{}»", "+{}+")):
        folder = tmp_path / str(number)
        folder.mkdir()
        write(folder / "quoted.po", form)
        with speaking(str(folder / "quoted.po")):
            names.append(name_of("a" * 64, CONVERTERS["plain"], Request("a.txt")))
    names.append(name_of("a" * 64, CONVERTERS["plain"], Request("a.txt")))

    assert len(set(names)) == 4


def test_what_is_not_taken_is_told_in_the_language_that_is_in_force(tmp_path, quoted):
    sink, span = Sink(), Span("a", 1, 1)
    with speaking(quoted):
        assert inspect(tmp_path, "no.pdf", base="", span=span, sink=sink) is None
        assert inspect(tmp_path, "../a", base="", span=span, sink=sink) is None
    assert [finding.message for finding in sink.diagnostics] == [
        "«no.pdf is not there»",
        "«../a leads out of the portfolio folder»",
    ]
