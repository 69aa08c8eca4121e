"""What locators say, and where they lead among the files of an item."""

import pytest

from evidence_builder.attachments.content import Content, Page, Refusal
from evidence_builder.attachments.inspect import Attachment
from evidence_builder.diagnostics import Span
from evidence_builder.model.evidence import PlainFile
from evidence_builder.model.locator import Locator, read_choice, read_locator
from evidence_builder.resolve.files import ItemFile
from evidence_builder.resolve.locate import Ambiguous, Astray, Located, locate


def file_of(path, *taken, of=0, title=None, kind="pdf", seconds=0, place=0):
    """Return a file of which some pages were taken."""
    pages = tuple(Page(number, 595, 842) for number in taken)
    content = Content(pages, of or len(taken), seconds=seconds)
    name = path.rpartition("/")[2]
    attachment = Attachment(path, name, 1, "", kind, root=None, real=None)
    named = PlainFile(path=path, title=title)
    return ItemFile(place, named, attachment, Span(path), content)


MINUTES = file_of("files/minutes.pdf", 1, 2)
MANUAL = file_of("files/manual.pdf", 4, 5, of=9, title="The manual", place=1)
PHOTO = file_of("files/board.jpg", 1, title="Whiteboard", kind="jpeg", place=2)
NOTES = file_of("files/notes.txt", kind="text", place=3)
TALK = file_of("talk.mp3", kind="audio", seconds=95, place=4)
CALL = file_of("call.mp3", kind="audio", seconds=600, place=5)


def led(at, *files):
    return locate(read_locator(at), files)


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("p. 2", 2),
        ("p.2, item 4", 2),
        ("p2", 2),
        ("pp. 3-4", 3),
        ("Page 12", 12),
        ("pages 2 to 3", 2),
        ("slide 7", 7),
        ("minutes.pdf, p. 5", 5),
        ("P. 3", 3),
    ],
)
def test_pages_are_understood_as_people_write_them(text, page):
    assert read_locator(text).page == page


@pytest.mark.parametrize(
    "text",
    [
        "paragraph 2",
        "item 4",
        "P1",
        "12:30",
        "step 2",
        "p. 0",
        "page 2:30",
        "top 3",
        "",
    ],
)
def test_what_names_no_page_is_left_to_people(text):
    assert read_locator(text).pages == ()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("12:30", (750,)),
        ("12:30 to 14:05", (750, 845)),
        ("1:02:03", (3723,)),
        ("48:00 and 102:10", (2880, 6130)),
        ("ratio 3:1", ()),
        ("2026-03-02", ()),
    ],
)
def test_times_are_seconds_from_the_start(text, seconds):
    assert read_locator(text).times == seconds


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("1-2", (1, 2)),
        ("2, 4-6", (2, 4, 5, 6)),
        ("pages 1 to 3", (1, 2, 3)),
        ("1–2 and 5", (1, 2, 5)),  # noqa: RUF001 - as people type it
        ("3, 1-3", (3, 1, 2)),
        ("p. 4", (4,)),
    ],
)
def test_a_choice_of_pages_keeps_its_order_and_names_each_once(text, pages):
    assert read_choice(text) == (text, pages)


@pytest.mark.parametrize("text", ["the first", "3-1", "0", "1-", "1-99999", ""])
def test_what_chooses_no_pages_is_told_from_what_does(text):
    assert read_choice(text).pages == ()


def test_all_pages_of_a_span_are_named():
    assert read_locator("pp. 3-5, item 2").pages == (3, 4, 5)
    assert read_locator("pages 2 to 3").pages == (2, 3)
    assert read_locator("p. 2 to 14:05") == Locator("p. 2 to 14:05", (2,), "", (845,))
    assert read_locator("p. 5-2").pages == (5,)


def test_what_looks_like_the_name_of_a_file_is_told():
    assert read_locator("see Board.JPG, p. 1").file_name == "Board.JPG"
    assert read_locator("e.g. p. 1").file_name == ""


def test_a_page_is_that_of_the_only_file_with_pages():
    assert led("p. 2, item 4", NOTES, MINUTES) == Located(MINUTES, 2)


def test_a_photograph_does_not_compete_for_a_page_number():
    assert led("p. 1", PHOTO, MINUTES) == Located(MINUTES, 1)
    assert led("Whiteboard, p. 1", PHOTO, MINUTES) == Located(PHOTO, 1)


def test_only_a_file_that_is_long_enough_has_a_page():
    whole = file_of("files/manual.pdf", *range(1, 10))

    assert led("p. 7", MINUTES, whole) == Located(whole, 7)


def test_two_files_with_such_a_page_need_a_name():
    other = file_of("actions.pdf", 1, 2)

    assert led("p. 2", MINUTES, other) == Ambiguous((MINUTES, other))
    assert led("actions, p. 2", MINUTES, other) == Located(other, 2)
    assert led("minutes.pdf p. 2", MINUTES, other) == Located(MINUTES, 2)


def test_the_longer_name_is_meant_where_one_holds_the_other():
    short, longer = file_of("day.pdf", 1, 2), file_of("holiday.pdf", 1, 2)

    assert led("holiday.pdf, p. 1", short, longer) == Located(longer, 1)


def test_a_page_that_is_not_there_names_the_files_with_pages():
    assert led("p. 9", MINUTES, NOTES) == Astray("no_page", (MINUTES,))


def test_a_page_that_is_left_out_says_so():
    assert led("The manual, p. 1", MANUAL) == Astray("page_left_out", (MANUAL,))


def test_a_file_that_the_item_has_not_leads_nowhere():
    assert led("agenda.pdf, p. 1", MINUTES) == Astray("no_file")


def test_a_file_can_be_named_without_a_page():
    assert led("notes.txt, last line", NOTES, MINUTES) == Located(NOTES, None)
    assert led("paragraph 2", NOTES, MINUTES) is None
    assert led("footnotes", NOTES, MINUTES) is None


def test_pages_of_items_without_paged_files_stay_words():
    assert led("p. 1") is None
    assert led("p. 1", NOTES) is None


def test_a_time_is_one_of_the_only_recording():
    assert led("1:05", MINUTES, TALK) == Located(TALK, None)
    assert led("1:05", TALK, CALL) is None
    assert led("call.mp3 at 1:05", TALK, CALL) == Located(CALL, None)
    assert led("1:05", MINUTES) is None


def test_a_time_after_the_end_leads_nowhere():
    assert led("1:35", TALK) == Located(TALK, None)
    assert led("1:30 to 1:36", TALK) == Astray("no_time", (TALK,))
    assert led("talk.mp3, 1:36", TALK, CALL) == Astray("no_time", (TALK,))
    unknown = file_of("talk.mp3", kind="audio")
    assert led("1:36:00", unknown) == Located(unknown, None)


def test_a_refused_file_has_no_pages_that_could_be_missing():
    refused = MINUTES._replace(bound=Refusal("it needs a password", ""))

    assert led("p. 2", refused) is None
    assert led("minutes.pdf, p. 2", refused) == Located(refused, 2)
