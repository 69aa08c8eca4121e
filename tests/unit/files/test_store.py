"""Outputs are complete or untouched, and nobody's edits are lost."""

import os
import sys

import pytest

from evidence_builder.files.store import StoreError, write_atomically, write_output


def test_an_output_is_written_and_replaced(tmp_path):
    write_output(tmp_path / "build", "portfolio.pdf", b"one")
    written = write_output(tmp_path / "build", "portfolio.pdf", b"two")

    assert written.path.read_bytes() == b"two"
    assert written.backup is None


def test_an_output_that_somebody_edited_is_kept(tmp_path):
    first = write_output(tmp_path, "portfolio.docx", b"ours").path
    first.write_bytes(b"edited by hand")

    written = write_output(tmp_path, "portfolio.docx", b"ours again")

    assert written.path.read_bytes() == b"ours again"
    assert written.backup is not None
    assert written.backup.read_bytes() == b"edited by hand"


def test_every_edit_is_kept_under_a_name_of_its_own(tmp_path):
    for number in range(3):
        write_output(tmp_path, "portfolio.docx", b"ours %d" % number)
        (tmp_path / "portfolio.docx").write_bytes(b"edit %d" % number)
    write_output(tmp_path, "portfolio.docx", b"last")

    kept = sorted(path.read_bytes() for path in tmp_path.glob("portfolio.kept-*"))
    assert kept == [b"edit 0", b"edit 1", b"edit 2"]


def test_a_failed_write_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(b"old")

    def full(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match="no space left"):
        write_atomically(path, b"new")

    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["portfolio.pdf"]


def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "build").write_text("a file, not a folder")

    with pytest.raises(StoreError, match="could not be written"):
        write_output(tmp_path / "build", "portfolio.pdf", b"new")


@pytest.mark.skipif(sys.platform == "win32", reason="modes are POSIX")
def test_permissions_are_those_of_the_file_replaced(tmp_path):
    path = tmp_path / "portfolio.pdf"
    path.write_bytes(b"old")
    path.chmod(0o640)

    write_atomically(path, b"new")

    assert path.stat().st_mode & 0o777 == 0o640
