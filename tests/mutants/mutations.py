"""The mutants of a module: small faults, each of which some test should notice.

What may be changed, and into what, is said by mutmut; this says where. It knows
nothing of tests.
"""

from __future__ import annotations

import difflib
import random
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

import libcst as cst
import libcst.matchers as m
from libcst.metadata import MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators

from tests.mutants.trials import Mutant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

_NEVER = m.Call(m.Name("assert_never"))
_LOG = m.Name("logging") | m.Name("logger") | m.Name("log")
_TYPES = m.Annotation(m.Name("TypeAlias"))
_LISTED = m.AssignTarget(m.Name("__all__") | m.Name("__slots__"))

_EQUAL: Mapping[type[cst.CSTNode], m.BaseMatcherNode] = {
    cst.Annotation: m.Annotation(),
    cst.AnnAssign: m.AnnAssign(annotation=_TYPES),
    cst.If: m.If(m.Name("TYPE_CHECKING")),
    cst.Decorator: m.Decorator(),  # how a class is made, not what it is
    cst.Expr: m.Expr(m.SimpleString() | m.ConcatenatedString()),  # docstrings
    cst.Assign: m.Assign([_LISTED]) | m.Assign(value=m.Call(m.Name("TypeVar"))),
    cst.Arg: m.Arg(keyword=m.Name("encoding")),  # UTF-8 has many names, None among them
    cst.Call: m.Call(m.Name("cast") | m.Attribute(_LOG)) | _NEVER,
}
"""What may be written otherwise and means the same: no mutant is made of it."""

_STATEMENTS = (
    *(cst.SimpleStatementLine, cst.BaseCompoundStatement),
    *(cst.MatchCase, cst.ExceptHandler),
)
_FUNCTIONS = (cst.FunctionDef, cst.Lambda)


class Place(NamedTuple):
    """A part of a module, and what might stand there instead."""

    line: int
    lines: range
    at_import: bool
    before: cst.CSTNode
    after: cst.CSTNode


def draw(tree: Path, rooms: Iterable[str], *, seed: int, count: int) -> list[Mutant]:
    """Return mutants of a tree at random, the same ones for the same seed.

    Lines are drawn, then one mutant of each: else a line of many texts and arguments
    would come again and again.

    Args:
        rooms: Folders of the tree, whose modules are taken.
    """
    chance = random.Random(seed)  # noqa: S311 - not for secrets
    modules: dict[str, cst.Module] = {}
    lines: dict[tuple[str, int], list[Place]] = defaultdict(list)
    for path in sorted(path for room in rooms for path in (tree / room).rglob("*.py")):
        name = path.relative_to(tree).as_posix()
        modules[name], places = places_in(path.read_text(encoding="utf-8"))
        for place in places:
            lines[name, place.line].append(place)
    order = sorted(lines)
    chance.shuffle(order)
    mutants: list[Mutant] = []
    for name, line in order:
        if len(mutants) == count:
            break
        chance.shuffle(lines[name, line])
        any_of_it = (_mutant(name, modules[name], place) for place in lines[name, line])
        if mutant := next(filter(None, any_of_it), None):
            mutants.append(mutant)
    return mutants


def places_in(text: str) -> tuple[cst.Module, list[Place]]:
    """Return a module, parsed, and all that might be changed in it."""
    wrapper = MetadataWrapper(cst.parse_module(text), unsafe_skip_copy=True)
    lines = {
        node: range(position.start.line, position.end.line + 1)
        for node, position in wrapper.resolve(PositionProvider).items()
    }
    return wrapper.module, list(
        _places(wrapper.module, lines, range(1), at_import=True)
    )


def _places(
    node: cst.CSTNode,
    lines: Mapping[cst.CSTNode, range],
    head: range,
    *,
    at_import: bool,
) -> Iterator[Place]:
    """Yield what might be changed in a part of a module.

    Args:
        head: The lines of the statement that the part belongs to.
    """
    if type(node) in _EQUAL and m.matches(node, _EQUAL[type(node)]):
        return
    if isinstance(node, _STATEMENTS):
        first = (
            node.cases[0]
            if isinstance(node, cst.Match)
            else getattr(node, "body", None)
        )
        whole = lines[node]
        inner = lines[first].start if isinstance(first, cst.CSTNode) else whole.stop
        head = range(whole.start, max(inner, whole.start + 1))
    line = lines.get(node, head).start
    for kind, change in mutation_operators:
        if isinstance(node, kind):
            for other in change(node):
                if not _lacks_only_what_never_is(node, other):
                    yield Place(line, head, at_import, node, other)
    for child in node.children:
        is_later = isinstance(node, _FUNCTIONS) and child is node.body
        yield from _places(child, lines, head, at_import=at_import and not is_later)


def _lacks_only_what_never_is(match: cst.CSTNode, other: cst.CSTNode) -> bool:
    """Whether a ``match`` is without the case that type checkers prove impossible."""
    return (
        isinstance(match, cst.Match)
        and isinstance(other, cst.Match)
        and m.findall(match, _NEVER) != m.findall(other, _NEVER)
    )


def _mutant(name: str, module: cst.Module, place: Place) -> Mutant | None:
    """Return a module with something else at a place, if that is Python."""
    mutated = module.deep_replace(place.before, place.after)
    if not isinstance(mutated, cst.Module):
        return None
    text = mutated.code
    try:
        compile(text, name, "exec")
    except SyntaxError:
        return None
    difference = _difference(module.code, text)
    return Mutant(name, place.line, place.lines, place.at_import, text, difference)


def _difference(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0)
    return "\n".join(
        line for line in lines if not line.startswith(("---", "+++", "@@"))
    )
