"""Fonts: which one draws a character, how wide words are, what the cache survives."""

from __future__ import annotations

import os
import struct
from io import BytesIO
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from evidence_builder.files import caches
from evidence_builder.render.fonts import instances, sfnt, sources
from evidence_builder.render.fonts.typeface import troubled, typeface


@pytest.fixture
def cache_folder(tmp_path, monkeypatch):
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    folder = caches.caches(instances.PART)
    assert folder is not None
    return folder


def regular():
    return typeface(bold=False, italic=False, mono=False)


def faces_of(text, **kind):
    face = typeface(**{"bold": False, "italic": False, "mono": False, **kind})
    return [drawn and drawn.face.name for drawn in map(face.drawn, text)]


def test_widths_are_those_of_arial():
    # Advances of Arial, in units of 2048 to the em, as published in its own tables.
    arial = {"a": 1139, "m": 1706, " ": 569, "W": 1933, "1": 1139}
    expected = {character: units * 1000 / 2048 for character, units in arial.items()}

    assert {c: regular().advances[c] for c in arial} == expected


def test_code_is_as_wide_as_courier_new():
    face = typeface(bold=False, italic=False, mono=True)

    assert {face.advances[character] for character in "aW1.é"} == {600.0}


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ({}, "Arimo-Regular"),
        ({"bold": True}, "Arimo-Bold"),
        ({"italic": True}, "Arimo-Italic"),
        ({"bold": True, "italic": True}, "Arimo-BoldItalic"),
    ],
)
def test_each_kind_has_a_font_of_its_own(kind, name):
    assert faces_of("Zażółć", **kind) == [name] * 6


@pytest.mark.parametrize(
    ("character", "name"),
    [
        ("ﬀ", "NotoSans-Regular"),
        ("文", "NotoSansSC-Regular"),
        ("한", "NotoSansKR-Regular"),
        ("𠮷", "NotoSansJP-Regular"),
    ],
)
def test_what_the_text_font_lacks_another_font_draws(character, name):
    assert faces_of(character) == [name]


def test_bold_east_asian_text_is_bold():
    assert faces_of("文", bold=True) == ["NotoSansSC-Bold"]


def test_code_falls_back_to_the_text_font_before_all_others():
    assert faces_of("aש", mono=True) == ["JetBrainsMono-Regular", "Arimo-Regular"]


def test_what_no_font_has_is_a_visible_mark_and_is_noted():
    drawn = regular().drawn("\U000102a0")
    width = regular().widths["\U000102a0"]

    assert drawn is not None
    assert drawn.character == "\N{REPLACEMENT CHARACTER}"
    assert width > 0
    assert troubled["\U000102a0"] == "missing"


@pytest.mark.parametrize("character", ["\u200b", "\u00ad", "\u2060", "\ufe0f"])
def test_what_is_meant_for_machines_has_no_width(character):
    assert regular().widths["a" + character] == regular().widths["a"]


def test_an_accent_of_its_own_is_joined_to_its_letter():
    assert regular().widths["e\u0301"] == regular().widths["é"]


def test_hebrew_is_noted_as_right_to_left():
    regular().widths["שלום"]

    assert troubled["ש"] == "leftwards"


def test_a_lone_surrogate_is_no_reason_to_stop():
    assert regular().widths["\ud800"] > 0


def test_what_was_kept_is_read_again(cache_folder):
    assert caches.write(instances.PART, "name", b"content")

    assert caches.read(instances.PART, "name") == b"content"
    assert [path.name for path in cache_folder.iterdir()] == ["name"]


@pytest.mark.parametrize("damage", [b"", b"x", b"changed" * 30])
def test_a_damaged_entry_is_as_good_as_none(cache_folder, damage):
    caches.write(instances.PART, "name", b"content")
    (cache_folder / "name").write_bytes(damage)

    assert caches.read(instances.PART, "name") is None


def test_a_cut_off_entry_is_as_good_as_none(cache_folder):
    caches.write(instances.PART, "name", b"content")
    whole = (cache_folder / "name").read_bytes()
    (cache_folder / "name").write_bytes(whole[:-1])

    assert caches.read(instances.PART, "name") is None


def test_a_cache_that_cannot_be_written_is_done_without(cache_folder):
    cache_folder.parent.parent.mkdir(parents=True, exist_ok=True)
    cache_folder.parent.write_text("a file where the folder should be")

    assert not caches.write(instances.PART, "name", b"content")
    assert caches.read(instances.PART, "name") is None


def test_a_damaged_font_is_made_again(cache_folder):
    source = sources.text_font(bold=False, italic=False)
    first = instances.static(source)
    (kept,) = cache_folder.iterdir()
    kept.write_bytes(b"damaged")

    assert instances.static(source) == first
    assert instances.static(source) == first
    assert len(list(cache_folder.iterdir())) == 1


def test_without_a_home_there_is_no_cache(monkeypatch):
    def homeless():
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if os.name == "posix":
        assert caches.caches(instances.PART) is None


def test_a_subset_has_the_outlines_that_were_asked_for_and_no_others():
    face = regular().face
    wanted = [face.glyphs[character] for character in "aé"]

    small = sfnt.subset(face.program, wanted)

    font = TTFont(BytesIO(small))
    full = TTFont(BytesIO(face.program))
    order = full.getGlyphOrder()
    for glyph in wanted:
        name = font.getGlyphName(glyph)
        assert font["hmtx"][name] == full["hmtx"][order[glyph]]
        before = full["glyf"][order[glyph]].getCoordinates(full["glyf"])[0]
        assert list(font["glyf"][name].getCoordinates(font["glyf"])[0]) == list(before)
    drawn = [n for n in font.getGlyphOrder() if font["glyf"][n].numberOfContours != 0]
    assert len(drawn) <= len(wanted) + 3
    assert len(small) < len(face.program) / 10


def test_a_subset_is_a_sound_file():
    small = sfnt.subset(regular().face.program, [regular().face.glyphs["a"]])

    words = struct.unpack(f">{len(small) // 4}L", small)
    assert sum(words) & 0xFFFFFFFF == 0xB1B0AFBA


def test_what_is_no_font_is_refused():
    with pytest.raises(ValueError, match="not a TrueType font"):
        sfnt.tables(b"OTTO and more")
