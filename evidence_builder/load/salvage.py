"""What is left of a file without its faulty parts, so that the rest is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from evidence_builder.load.read import faults_of
from evidence_builder.yamltext.source import Fields, Items

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from evidence_builder.model.record import Record
    from evidence_builder.yamltext.source import Node, Source, Step

R = TypeVar("R", bound="Record")

MOST_ROUNDS = 20
"""How often faults are taken out; what is above one may be faulty without it."""


def keep(model: type[R], source: Source) -> R | None:
    """Return a file as a model without its faulty parts, or None if it cannot be.

    They are taken out of the tree of the source too, so that paths in the model lead
    to their places in the file. The faults must have been reported before.
    """
    for _ in range(MOST_ROUNDS):
        value, faults = faults_of(model, source)
        if not faults:
            return value
        paths = [path[:-1] if lacking else path for path, lacking in faults.items()]
        if not all(paths) or not _take_out(source, paths):
            return None
    return None


def _take_out(source: Source, paths: Iterable[Sequence[Step]]) -> bool:
    """Take the parts at some paths out of a tree; whether there were any."""
    parts = {
        (id(above), step): (above, step)
        for path in paths
        for above, step in _part(source.tree, path)
    }
    fields = [part for part in parts.values() if isinstance(part[0], Fields)]
    items = [part for part in parts.values() if isinstance(part[0], Items)]
    for above, name in fields:
        assert isinstance(above, Fields)  # noqa: S101 - for the reader's tools
        above.pop(str(name), None)
        above.key_marks.pop(str(name), None)
        above.bare.discard(str(name))
    # From the end, so that the places of those before stay as they are.
    for above, number in sorted(items, key=lambda part: -int(part[1])):
        assert isinstance(above, Items)  # noqa: S101 - as above
        del above[int(number)], above.marks[int(number)]
    return bool(parts)


def _part(tree: Fields, path: Sequence[Step]) -> Iterable[tuple[Node, Step]]:
    """Return the deepest part of a tree that lies on a path: what holds it, and where.

    Steps that the file does not have are those of a shorthand that the model spells
    out.
    """
    node: Node = tree
    steps: list[tuple[Node, Step]] = []
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str):
            if step in node.key_marks:
                steps.append((node, step))
                if step not in node:
                    break
                node = node[step]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            steps.append((node, step))
            node = node[step]
    return steps[-1:]
