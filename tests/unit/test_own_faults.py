"""A mistake in the program never passes for damage to somebody's file."""

from io import BytesIO

import olefile
import pytest
import tinytag
from fontTools import ttLib
from PIL import Image

from evidence_builder.attachments import recording
from evidence_builder.attachments.content import CannotBeIncludedError, Request
from evidence_builder.attachments.image import picture
from evidence_builder.attachments.mail import header, outlook
from evidence_builder.attachments.run.child import FAILED, answer
from evidence_builder.own_faults import described, own_fault
from evidence_builder.render.fonts import instances

MAIL = Request("order.msg")
LETTER = (
    b"Subject: Order 17\nDate: Mon, 3 Feb 2025 09:00:00 +0000\n"
    b"Content-Type: text/plain; title*=utf-8''an%20order; name=order.txt\n\n"
)


def fails_within(*_given, **_options):
    """Stand for a library that fails on what is damaged."""
    raise TypeError("no length")


def raised(function, *given):
    with pytest.raises(Exception) as caught:  # noqa: PT011 - whatever it is
        function(*given)
    return caught.value


def png():
    buffer = BytesIO()
    Image.new("RGB", (2, 2)).save(buffer, "PNG")
    return buffer.getvalue()


def test_a_mistake_is_told_by_its_kind_and_its_place():
    fault = own_fault(raised(recording.convert, None, Request("call.mp3")))

    assert fault.startswith("TypeError in recording.py, line ")


def test_what_others_raise_is_no_fault_of_ours():
    error = raised(fails_within)

    assert own_fault(error) == ""
    assert described(error).startswith("TypeError in test_own_faults.py, line ")


def test_what_damage_brings_about_is_no_fault_of_ours():
    error = raised(outlook.convert, b"not a mail", MAIL)

    assert isinstance(error, CannotBeIncludedError)
    assert own_fault(error) == ""


def test_a_mistake_around_a_picture_is_not_called_damage(monkeypatch):
    monkeypatch.setattr(picture, "open_pictures", lambda _data: None)

    error = raised(picture.convert, png(), Request("counter.png"))

    assert own_fault(error).startswith("AttributeError in picture.py, line ")


def test_a_reader_of_pictures_that_fails_means_damage(monkeypatch):
    monkeypatch.setattr(Image, "open", fails_within)

    with pytest.raises(CannotBeIncludedError, match="it is damaged"):
        picture.convert(png(), Request("counter.png"))


def test_a_mistake_around_a_mail_is_not_called_damage(monkeypatch):
    monkeypatch.setattr(olefile, "OleFileIO", lambda _file: None)

    assert own_fault(raised(outlook.convert, b"", MAIL)).startswith("TypeError in outl")


def test_a_reader_of_mails_that_fails_means_damage(monkeypatch):
    monkeypatch.setattr(olefile, "OleFileIO", fails_within)

    with pytest.raises(CannotBeIncludedError, match="it is damaged"):
        outlook.convert(b"", MAIL)


@pytest.mark.parametrize(
    ("library", "read"),
    [
        ("decode_header", lambda head: header.header(head, "Subject")),
        ("decode_header", header.file_name),
        ("parsedate_to_datetime", lambda head: header.letter_of(head).when),
    ],
)
def test_a_mistake_around_a_header_is_not_called_damage(monkeypatch, library, read):
    head = header.parsed(LETTER)
    monkeypatch.setattr(header, library, lambda: None)

    assert own_fault(raised(read, head)).startswith("TypeError in header.py, line ")


def test_a_mistake_around_a_parameter_is_not_called_damage(monkeypatch):
    head = header.parsed(LETTER)
    monkeypatch.setattr(header, "text_of", lambda _: None)

    error = raised(header.parameter, head, "title")

    assert own_fault(error).startswith("TypeError in header.py, line ")


def test_a_reader_of_headers_that_fails_leaves_them_as_they_are(monkeypatch):
    head = header.parsed(LETTER)
    for library in ("decode_header", "parsedate_to_datetime"):
        monkeypatch.setattr(header, library, fails_within)

    assert header.letter_of(head).subject == "Order 17"
    assert header.letter_of(head).when is None
    assert header.file_name(head) == "order.txt"


def test_a_mistake_around_a_recording_is_not_called_damage(monkeypatch):
    monkeypatch.setattr(tinytag.TinyTag, "get", lambda: None)

    error = raised(recording.convert, b"ID3", Request("call.mp3"))

    assert own_fault(error).startswith("TypeError in recording.py, line ")


def test_a_reader_of_recordings_that_fails_costs_the_length_only(monkeypatch):
    monkeypatch.setattr(tinytag.TinyTag, "get", fails_within)

    assert recording.convert(b"ID3", Request("call.mp3")).seconds == 0


def test_a_mistake_around_a_font_is_not_called_damage(tmp_path, monkeypatch):
    monkeypatch.setattr(ttLib, "TTFont", None)

    error = raised(instances.of_system, tmp_path / "any.ttf")

    assert own_fault(error).startswith("TypeError in instances.py, line ")


def test_a_reader_of_fonts_that_fails_costs_the_font_only(tmp_path, monkeypatch):
    monkeypatch.setattr(ttLib, "TTFont", fails_within)

    assert instances.of_system(tmp_path / "any.ttf") is None


def test_a_child_says_which_fault_is_ours():
    own = answer("recording", Request("call.mp3"), None, lambda _: recording.convert)
    other = answer("recording", Request("call.mp3"), b"", lambda _: fails_within)

    assert own[0] == FAILED
    assert own[1].startswith(b"TypeError in recording.py, line ")
    assert other == (FAILED, b"")
