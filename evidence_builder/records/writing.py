"""Adding a record to the records of a portfolio, whole or not at all.

Under a lock the file is read anew, lines are added to it, and what it would say then
is read by our own loader; only if that is what it said plus the record is it written.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.diagnostics import Sink, Span
from evidence_builder.files.lock import locked
from evidence_builder.files.store import StoreError, write_atomically
from evidence_builder.load.project import (
    ASSESSMENT,
    PLANS,
    load_assessments,
    load_plan,
)
from evidence_builder.load.read import read_as
from evidence_builder.model.assessment import Assessment, Plan
from evidence_builder.records.entry import new_file
from evidence_builder.resolve.assessment.assessments import place_in_order
from evidence_builder.wording import records as words
from evidence_builder.yamltext.edit import field_insertions, insertions
from evidence_builder.yamltext.scalars import name
from evidence_builder.yamltext.text import LARGEST, clean, decode, locate, why

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from evidence_builder.load.loaded import Loaded
    from evidence_builder.model.assessment import Countersignature, Decision
    from evidence_builder.records.entry import NewEntry

# YAML 1.2.2, 5.2, of which UTF-32 is not read.
_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ATTEMPTS = 5
_UNSAFE = re.compile(r"[^a-z0-9]+")
# Microsoft, "Naming Files, Paths, and Namespaces": names that Windows keeps.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)\d)\Z")
_NUMBERED = re.compile(r"(.+)-(\d{1,6})\Z")


@dataclass(frozen=True, slots=True)
class Recorded:
    """Where a record was written; ``path`` is relative to the portfolio folder.

    ``added`` is the text that was put into the file, or all of a new one;
    ``passed_over`` is the assessor's own file where lines could not be added to it.
    """

    path: str
    created: bool
    added: str
    passed_over: str | None = None


class _Book(NamedTuple):
    """The files that a record may go into."""

    model: type[Assessment | Plan]
    head: tuple[str, ...]
    """The lines of a new file before its list."""
    own: Callable[[Path], Iterable[str]]
    """Gives the files of that kind that are there, by the portfolio folder."""
    begins: str
    """The path of a first file."""
    says: Mapping[str, str]
    """The fields of a new file beside its list."""


def record(
    folder: Path, by: str, new: NewEntry, *, only_show: bool = False
) -> Recorded:
    """Add a record to the file of an assessor or a quality assurer, or begin one.

    What stood in the file stays as it is, byte for byte. Control characters in what
    somebody wrote are replaced, as everywhere. Another writer's records are never
    lost.

    Args:
        folder: The real path of the portfolio folder.
        by: The id of who writes it.
        only_show: Whether to write nothing, and return what would be written.

    Raises:
        StoreError: Nothing was written, and why.
    """
    says = {"kind": "assessment", "by": by}

    def own(folder: Path) -> Iterable[str]:
        for loaded in load_assessments(folder, Sink()):
            if loaded.value.by == by:
                yield loaded.source.path

    book = _Book(
        Assessment, assessment_head(by), own, f"{ASSESSMENT}/{file_name(by)}.yaml", says
    )
    return _locked(folder, book, new, only_show=only_show)


def assessment_head(by: str) -> tuple[str, ...]:
    """Return the lines of somebody's file before its records."""
    return "kind: assessment", f"by: {name(by)}"


def record_countersignature(
    folder: Path,
    path: str,
    number: int,
    decision: Decision,
    signed: Countersignature,
    *,
    only_show: bool = False,
) -> Recorded:
    """Add a countersignature to a decision, as ``record`` adds a record.

    Args:
        path: The file of who decided.
        number: The place of the decision in its list.
        decision: What stands there; nothing is signed that has changed meanwhile.

    Raises:
        StoreError: Nothing was written, and why.
    """
    field = f"countersigned: {{by: {name(signed.by)}, on: {signed.on.isoformat()}}}"

    def changed(data: bytes) -> tuple[bytes, str]:
        present = _read(path, data, Assessment)
        value = present and present.value
        if not isinstance(value, Assessment) or present is None:
            raise StoreError(words.has_changed(file=path))
        made = list(value.decisions)
        if made[number : number + 1] != [decision]:
            raise StoreError(words.has_changed(file=path))
        made[number] = decision.model_copy(update={"countersigned": signed})
        expected = value.model_copy(update={"decisions": tuple(made)})
        text, start, encoding = _decoded(data)
        for insertion in field_insertions(
            text, present.source, ("decisions", number), field
        ):
            offset = start + len(text[: insertion.offset].encode(encoding))
            put = insertion.text.encode(encoding)
            whole = data[:offset] + put + data[offset:]
            if _says(path, whole, expected):
                return whole, insertion.text
        raise StoreError(words.add_by_hand(file=path, line=field))

    records = _records_of(folder)
    try:
        with locked(records):
            real = locate(folder, path, Sink(), at=Span(path))
            if real is None:
                raise StoreError(words.has_changed(file=path))
            data, added = changed(real.read_bytes())
            if not only_show:
                write_atomically(real, data)
    except (OSError, ValueError) as error:
        message = words.could_not_be_written(folder=ASSESSMENT, why=why(error))
        raise StoreError(message) from error
    return Recorded(path, created=False, added=added.strip(", \r\n"))


def record_plan(folder: Path, new: NewEntry, *, only_show: bool = False) -> Recorded:
    """Add something that is planned to the plan of a portfolio, or begin one.

    As ``record`` does.

    Raises:
        StoreError: Nothing was written, and why; the plan may have faults of its own.
    """

    def own(folder: Path) -> Iterable[str]:
        loaded = load_plan(folder, Sink())
        return () if loaded is None else (loaded.source.path,)

    book = _Book(Plan, ("kind: plan",), own, PLANS[0], {"kind": "plan"})
    return _locked(folder, book, new, only_show=only_show)


def _locked(folder: Path, book: _Book, new: NewEntry, *, only_show: bool) -> Recorded:
    new = new.cleaned(without_controls)
    records = _records_of(folder)
    try:
        if only_show and not records.is_dir():
            text = new_file(book.head, new)
            return Recorded(book.begins, created=True, added=text)
        records.mkdir(parents=True, exist_ok=True)
        with locked(records):
            return _record(folder, book, new, only_show=only_show)
    except (OSError, ValueError) as error:
        message = words.could_not_be_written(folder=ASSESSMENT, why=why(error))
        raise StoreError(message) from error


def without_controls(text: str) -> str:
    """Return what somebody wrote without control characters, as it is read back."""
    return clean(text, ASSESSMENT, Sink())


def file_name(by: str) -> str:
    """Return a file name for an assessor that is safe on every system, no ending."""
    plain = unicodedata.normalize("NFKD", by).encode("ascii", "ignore").decode()
    stem = _UNSAFE.sub("-", plain.lower()).strip("-")[:40].strip("-")
    if not stem or _DEVICE.match(stem):
        stem = f"assessor-{stem}".strip("-")
    return stem


def _records_of(folder: Path) -> Path:
    findings = Sink()
    records = locate(folder, ASSESSMENT, findings, at=Span(ASSESSMENT))
    if records is None:
        raise StoreError("; ".join(finding.message for finding in findings))
    return records


def _record(folder: Path, book: _Book, new: NewEntry, *, only_show: bool) -> Recorded:
    own = sorted(book.own(folder), key=place_in_order)
    added = _append(folder, own[-1], book, new, only_show=only_show) if own else None
    if added is not None:
        return Recorded(own[-1], created=False, added=added)
    if own and book.model is Plan:
        raise StoreError(words.cannot_be_added_to(file=own[-1]))
    path = _free_path(folder, own[-1] if own else book.begins)
    if book.model is Plan and path != book.begins:
        raise StoreError(words.cannot_be_added_to(file=book.begins))
    text = new_file(book.head, new)
    expected = book.model.model_validate({**book.says, new.field: (new.as_read(),)})
    if not _says(path, text.encode(), expected):
        raise StoreError(words.would_not_read_back())
    if not only_show:
        write_atomically(folder / path, text.encode())
    return Recorded(
        path, created=True, passed_over=own[-1] if own else None, added=text
    )


def _append(
    folder: Path, path: str, book: _Book, new: NewEntry, *, only_show: bool
) -> str | None:
    """Return what was added to a file; None where lines cannot be added to it."""
    real = locate(folder, path, Sink(), at=Span(path))
    if real is None:
        return None
    for _ in range(_ATTEMPTS):
        data = real.read_bytes()
        edited = _with(path, data, book, new)
        if edited is None:
            return None
        changed, added = edited
        # An editor takes no lock: what it saved in the meantime must not be lost.
        if real.read_bytes() == data:
            if not only_show:
                write_atomically(real, changed)
            return added
    message = words.keeps_changing(file=path)
    raise StoreError(message)


def _with(
    path: str, data: bytes, book: _Book, new: NewEntry
) -> tuple[bytes, str] | None:
    """Return a file with a record added, if it then says that and what it said.

    The text that was added stands beside it.
    """
    present = _read(path, data, book.model)
    if present is None:
        return None
    value, source = present
    records = (*getattr(value, new.field), new.as_read())
    expected = value.model_copy(update={new.field: records})
    text, start, encoding = _decoded(data)
    for insertion in insertions(text, source, new.field, new.lines):
        offset = start + len(text[: insertion.offset].encode(encoding))
        changed = data[:offset] + insertion.text.encode(encoding) + data[offset:]
        if len(changed) <= LARGEST and _says(path, changed, expected):
            return changed, insertion.text
    return None


def _decoded(data: bytes) -> tuple[str, int, str]:
    """Return the text of a file, how long its byte order mark is, and its encoding."""
    mark, encoding = next(
        (pair for pair in _BYTE_ORDER_MARKS if data.startswith(pair[0])), (b"", "utf-8")
    )
    return data.removeprefix(mark).decode(encoding), len(mark), encoding


def _says(path: str, data: bytes, expected: Assessment | Plan) -> bool:
    present = _read(path, data, type(expected))
    return present is not None and present.value.model_dump() == expected.model_dump()


def _read(
    path: str, data: bytes, model: type[Assessment | Plan]
) -> Loaded[Assessment | Plan] | None:
    text = decode(data, path, Sink())
    return None if text is None else read_as(model, path, text, Sink())


def _free_path(folder: Path, wanted: str) -> str:
    """Return a path that no file has, however it is spelled: jt.yaml, jt-2.yaml."""
    path = PurePosixPath(wanted)
    beside = {entry.name for entry in (folder / path.parent).iterdir()}
    taken = {_folded(other) for other in beside}
    stem, number = path.stem, 1
    match = _NUMBERED.match(stem)
    if match and path.name in beside:
        stem, number = match[1], int(match[2])
    free = path.name
    while _folded(free) in taken:
        number += 1
        free = f"{stem}-{number}.yaml"
    return str(path.with_name(free))


def _folded(name: str) -> str:
    """Return a name as systems that fold case and composition compare it.

    UAX #15, form KC, and The Unicode Standard, 3.13, caseless matching.
    """
    return unicodedata.normalize("NFKC", name).casefold()
