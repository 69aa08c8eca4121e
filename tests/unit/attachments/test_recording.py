"""Of a recording its length is told, and nothing that it says of anybody."""

import io
import struct
import wave

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder.attachments.content import Content, Request
from evidence_builder.attachments.recording import convert
from evidence_builder.wording.phrases import clock


def wav(seconds, rate=8_000):
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(bytes(int(seconds * rate)))
    return buffer.getvalue()


def tag(artist=b"Jo Learner"):
    frame = b"TPE1" + struct.pack(">IH", len(artist) + 1, 0) + b"\x03" + artist
    size = len(frame)
    return b"ID3\x03\x00\x00" + bytes((0, 0, size >> 7, size & 127)) + frame


def mp3(seconds):
    """Return silence: 417 bytes a frame, 38.28 frames a second."""
    frame = b"\xff\xfb\x90\x00" + bytes(413)
    return tag() + frame * round(seconds * 44_100 / 1_152)


def box(name, *parts):
    content = b"".join(parts)
    return struct.pack(">I", len(content) + 8) + name + content


def film(seconds, scale=600, brand=b"isom", version=0):
    if version:
        times = struct.pack(">B3xQQIQ", 1, 0, 0, scale, int(seconds * scale))
    else:
        times = struct.pack(">B3xIIII", 0, 0, 0, scale, int(seconds * scale))
    header = box(b"mvhd", times, bytes(80))
    place = box(b"udta", box(b"\xa9xyz", b"\x00\x12\x15\xc7+51.5074-000.1278/"))
    return (
        box(b"ftyp", brand, bytes(4))
        + box(b"mdat", bytes(64))
        + box(b"moov", header, place)
    )


@pytest.mark.parametrize(
    ("name", "data", "seconds", "length"),
    [
        ("a.wav", wav(7.2), 7, "0:07"),
        ("a.wav", wav(151), 151, "2:31"),
        ("a.wav", wav(0.2), 1, "0:01"),
        ("a.wav", wav(3_751, rate=100), 3751, "1:02:31"),
        ("a.mp3", mp3(151), 151, "2:31"),
        ("a.mp4", film(151), 151, "2:31"),
        ("a.mov", film(151, brand=b"qt  "), 151, "2:31"),
        ("a.mov", film(60)[16:], 60, "1:00"),
        ("a.m4a", film(3_600, brand=b"M4A "), 3600, "1:00:00"),
        ("a.mp4", film(151, version=1), 151, "2:31"),
        ("wrongly-named.doc", wav(151), 151, "2:31"),
    ],
)
def test_the_length_is_told(name, data, seconds, length):
    content = convert(data, Request(name))
    assert content == Content(seconds=seconds)
    assert clock(content.seconds) == length


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x1aE\xdf\xa3 a video of another kind",
        film(0),
        film(5, scale=0),
        film(8 * 24 * 3600),
        film(0xFFFFFFFF / 600),
        film(151)[:100],
        box(b"ftyp", b"isom") + b"\x00\x00\x00\x01moov" + bytes(8),
        tag(),
    ],
)
def test_a_recording_without_a_length_is_listed_still(data):
    assert convert(data, Request("a.mp4")) == Content()


@settings(max_examples=200, deadline=None)
@given(
    st.sampled_from([wav(0.1), mp3(0.2), film(151), film(151, version=1)]),
    st.integers(0, 400),
    st.binary(min_size=1, max_size=8),
    st.sampled_from(["a.mp3", "a.wav", "a.mp4", "a.ogg", "a.flac", "a.wma", "a.aiff"]),
)
def test_damage_is_never_raised(data, at, noise, name):
    content = convert(data[:at] + noise + data[at + len(noise) :], Request(name))
    assert content == Content(seconds=content.seconds)
