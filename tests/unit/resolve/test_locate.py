"""What locators say, and where they lead among the files of an item."""

import pytest

from evidence_builder.model.locator import chosen_pages, page_of, times_of
from evidence_builder.resolve.locate import (
    Ambiguous,
    Located,
    NoSuchPage,
    PagedFile,
    locate,
)

MINUTES = PagedFile(("minutes.pdf", "files/minutes.pdf", "minutes", ""), 2, (1, 2))
MANUAL = PagedFile(
    ("manual.pdf", "files/manual.pdf", "manual", "The manual"), 9, (4, 5)
)
PHOTO = PagedFile(("board.jpg", "files/board.jpg", "board", "Whiteboard"), 1, (1,))
NOTES = PagedFile(("notes.txt", "files/notes.txt", "notes", ""), 0, ())


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
    assert page_of(text) == page


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
    assert page_of(text) is None


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
    assert times_of(text) == seconds


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
    assert chosen_pages(text) == pages


@pytest.mark.parametrize("text", ["the first", "3-1", "0", "1-", "1-99999", ""])
def test_what_chooses_no_pages_is_told_from_what_does(text):
    assert chosen_pages(text) is None


def test_a_page_is_that_of_the_only_file_with_pages():
    assert locate("p. 2, item 4", [NOTES, MINUTES]) == Located(1, 2)


def test_a_photograph_does_not_compete_for_a_page_number():
    assert locate("p. 1", [PHOTO, MINUTES]) == Located(1, 1)
    assert locate("Whiteboard, p. 1", [PHOTO, MINUTES]) == Located(0, 1)


def test_only_a_file_that_is_long_enough_has_a_page():
    whole = MANUAL._replace(taken=tuple(range(1, 10)))

    assert locate("p. 7", [MINUTES, whole]) == Located(1, 7)


def test_two_files_with_such_a_page_need_a_name():
    other = MINUTES._replace(names=("actions.pdf", "actions.pdf", "actions", ""))
    files = [MINUTES, other]

    assert locate("p. 2", files) == Ambiguous(("minutes.pdf", "actions.pdf"))
    assert locate("actions, p. 2", files) == Located(1, 2)
    assert locate("minutes.pdf p. 2", files) == Located(0, 2)


def test_the_longer_name_is_meant_where_one_holds_the_other():
    short = MINUTES._replace(names=("day.pdf", "day.pdf", "day", ""))
    longer = MINUTES._replace(names=("holiday.pdf", "holiday.pdf", "holiday", ""))

    assert locate("holiday.pdf, p. 1", [short, longer]) == Located(1, 1)


def test_a_page_that_is_not_there_says_how_many_there_are():
    assert locate("p. 9", [MINUTES, NOTES]) == NoSuchPage("minutes.pdf has 2 pages")


def test_a_page_that_is_left_out_says_so():
    where = locate("The manual, p. 1", [MANUAL])

    assert where == NoSuchPage("p. 1 of manual.pdf is not among the pages included")


def test_a_file_can_be_named_without_a_page():
    assert locate("notes.txt, last line", [NOTES, MINUTES]) == Located(0, None)
    assert locate("paragraph 2", [NOTES, MINUTES]) is None
    assert locate("footnotes", [NOTES, MINUTES]) is None


def test_pages_of_items_without_paged_files_stay_words():
    assert locate("p. 1", []) is None
    assert locate("p. 1", [NOTES]) is None
