"""What was made before is taken again only if it is whole and the same is asked."""

import os
import stat

import pytest

from evidence_builder.attachments.content import Request
from evidence_builder.attachments.run.cache import Cache, name_of
from evidence_builder.attachments.run.registry import Converter

NAME = "a" * 64


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "caches" / "attachments"


def test_what_was_kept_is_read_again(folder):
    cache = Cache(folder)
    assert cache.read(NAME) is None
    assert cache.write(NAME, b"content")
    assert Cache(folder).read(NAME) == b"content"
    assert [path.name for path in folder.iterdir()] == [NAME]


@pytest.mark.parametrize(
    "damage", [b"", b"content", b"\x00" * 32 + b"content", b"x" * 31]
)
def test_a_damaged_entry_is_as_good_as_none(folder, damage):
    cache = Cache(folder)
    cache.write(NAME, b"content")
    (folder / NAME).write_bytes(damage)
    assert cache.read(NAME) is None


def test_a_changed_letter_anywhere_is_noticed(folder):
    cache = Cache(folder)
    cache.write(NAME, b"content")
    whole = (folder / NAME).read_bytes()
    for at in range(len(whole)):
        (folder / NAME).write_bytes(whole[:at] + b"?" + whole[at + 1 :])
        assert cache.read(NAME) is None
    (folder / NAME).write_bytes(whole[:-1])
    assert cache.read(NAME) is None


@pytest.mark.skipif(os.name == "nt", reason="needs POSIX modes")
def test_nobody_else_can_read_it(folder):
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    Cache(folder).write(NAME, b"content")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / NAME).stat().st_mode) == 0o600


def test_a_cache_that_cannot_be_written_is_done_without(folder):
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be")
    cache = Cache(folder)
    assert not cache.write(NAME, b"content")
    assert cache.read(NAME) is None
    cache.trim()


def test_what_was_of_no_use_for_longest_goes_first(folder):
    cache = Cache(folder, limit=3 * (32 + 100))
    names = [letter * 64 for letter in "abcde"]
    for age, name in enumerate(names):
        cache.write(name, bytes(100))
        os.utime(folder / name, (1e9 + age, 1e9 + age))
    assert cache.read(names[0]) is not None
    cache.trim()
    kept = {path.name for path in folder.iterdir()}
    assert kept == {names[0], names[3], names[4]}


def test_the_users_cache_lies_where_caches_do(tmp_path, monkeypatch):
    for variable in ("XDG_CACHE_HOME", "LOCALAPPDATA", "HOME"):
        monkeypatch.setenv(variable, str(tmp_path))
    cache = Cache.of_user()
    assert cache.write(NAME, b"content")
    (path,) = tmp_path.rglob(NAME)
    assert path.parent.name == "attachments"
    assert path.parent.parent.name == "evidence-builder"


def test_a_name_says_all_that_an_outcome_depends_on():
    row = Converter("pdf")
    base = name_of("0" * 64, row, Request("a.pdf"))
    assert name_of("0" * 64, row, Request("b.pdf")) == base
    others = {
        name_of("1" * 64, row, Request("a.pdf")),
        name_of("0" * 64, row._replace(version=2), Request("a.pdf")),
        name_of("0" * 64, row._replace(module="word"), Request("a.pdf")),
        name_of("0" * 64, row._replace(function="pictures"), Request("a.pdf")),
        name_of("0" * 64, row, Request("a.pdf", (1, 2))),
        name_of("0" * 64, row, Request("a.pdf", ())),
        name_of("0" * 64, row, Request("a.pdf"), "LibreOffice 7.4"),
        name_of("0" * 64, row._replace(by_name=True), Request("a.pdf")),
        name_of("0" * 64, row._replace(by_name=True), Request("b.pdf")),
    }
    assert len(others - {base}) == 9
