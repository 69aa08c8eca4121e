"""An assessment file, record by record: a fault in one record costs no other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Sink
from evidence_builder.load.loaded import Loaded
from evidence_builder.load.read import read
from evidence_builder.model.assessment import Assessment
from evidence_builder.yamltext.source import Fields, Items, Source

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

RECORDS = ("decisions", "actions", "sign_offs", "samples")


def read_assessment(source: Source, sink: Sink) -> Loaded[Assessment] | None:
    """Return the records of a file that can be read; every fault is reported.

    None where the fault is the file's own, such as that it does not say who wrote it.
    The source that comes with the records has the same ones, each at its place in the
    file, so that the number of a record leads to where it stands.
    """
    value = read(Assessment, source, sink)
    if value is not None:
        return Loaded(value, source)
    if not _reads(_with(source, {})):
        return None
    good = {
        field: [
            number
            for number in range(len(records))
            if _reads(_with(source, {field: [number]}))
        ]
        for field, records in _lists(source).items()
    }
    left = _with(source, good)
    value = read(Assessment, left, Sink())
    return None if value is None else Loaded(value, left)


def _reads(source: Source) -> bool:
    return read(Assessment, source, Sink()) is not None


def _lists(source: Source) -> dict[str, Items]:
    nodes = {field: source.tree.get(field) for field in RECORDS}
    return {field: node for field, node in nodes.items() if isinstance(node, Items)}


def _with(source: Source, wanted: Mapping[str, Sequence[int]]) -> Source:
    """Return a file with some of its records alone: field → their places."""
    tree = Fields(source.tree.mark)
    tree.update(source.tree)
    tree.bare = source.tree.bare
    tree.key_marks = source.tree.key_marks
    tree.marks = source.tree.marks
    for field, records in _lists(source).items():
        kept = Items(records.mark)
        for number in wanted.get(field, ()):
            kept.append(records[number])
            kept.marks.append(records.marks[number])
        tree[field] = kept
    return Source(source.path, tree)
