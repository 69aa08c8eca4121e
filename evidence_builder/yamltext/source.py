"""The author's text as a tree, and where each of its parts stands.

Every scalar is a text. A field that was left blank is not in the tree, but its key
has a place.
"""

from collections.abc import Sequence
from typing import NamedTuple, Protocol, TypeAlias

from evidence_builder.diagnostics import Span

Step: TypeAlias = "str | int"


class Mark(Protocol):
    """A place counted from zero, as the YAML library gives it.

    Kept as it comes: most places are never asked for.
    """

    line: int
    column: int


class Fields(dict[str, "Node"]):
    """A mapping, with the places of itself, its keys and its values.

    ``bare`` are keys in braces that no colon stands after.
    """

    __slots__ = ("bare", "key_marks", "mark", "marks")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.bare: set[str] = set()
        self.key_marks: dict[str, Mark] = {}
        self.marks: dict[str, Mark] = {}


class Items(list["Node"]):
    """A list, with the places of itself and of its items."""

    __slots__ = ("mark", "marks")

    def __init__(self, mark: Mark) -> None:
        self.mark = mark
        self.marks: list[Mark] = []


Node: TypeAlias = str | Fields | Items


class Source(NamedTuple):
    """A parsed file: its path, its tree, and the place of every part.

    ``path`` is relative to the portfolio folder, with forward slashes.
    """

    path: str
    tree: Fields

    def span(self, path: Sequence[Step] = (), *, key: bool = False) -> Span:
        """Return where the value at a path stands, or the nearest part around it.

        Steps that the file does not have, because it uses a shorthand that the model
        spells out, are passed over: ``claims: [1.1]`` is at ``("claims", "", 0)``.
        With ``key``, the place of the last key instead of its value.
        """
        if key and path:
            above, mark = self._find(path[:-1])
            if isinstance(above, Fields):
                mark = above.key_marks.get(str(path[-1]), mark)
        else:
            _, mark = self._find(path)
        return Span(self.path, mark.line + 1, mark.column + 1)

    def part(self, path: Sequence[Step]) -> Node:
        """Return what stands at a path, or the nearest part around it."""
        return self._find(path)[0]

    def whole(self) -> Span:
        """Return the place of the file as such."""
        return Span(self.path)

    def _find(self, path: Sequence[Step]) -> tuple[Node, Mark]:
        node: Node = self.tree
        mark = self.tree.mark
        for step in path:
            if isinstance(node, Fields) and isinstance(step, str):
                if step in node:
                    mark, node = node.marks[step], node[step]
                    continue
                # A field that was left blank has a key, and nothing below it.
                mark = node.key_marks.get(step, mark)
            elif (
                isinstance(node, Items)
                and isinstance(step, int)
                and 0 <= step < len(node)
            ):
                mark, node = node.marks[step], node[step]
                continue
            if not _spelled_out(node, step):
                break
        return node, mark


def _spelled_out(node: Node, step: Step) -> bool:
    """Whether a step that is not in the file may be one that the model added."""
    if isinstance(node, Items):
        return step == ""
    return step == 0 or (step == "" and isinstance(node, str))
