"""Names that say nothing: blank fields that no model knows, and names without a colon.

What is left blank is not in the tree, so the models never see it. A mistyped name
would pass unnoticed, and so would a part of a text: ``{at: p. 1, item 4}`` is two
fields, of which ``item 4`` has no colon.
"""

from __future__ import annotations

import types
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    get_args,
    get_origin,
)

from evidence_builder.model.record import Record, fields_of
from evidence_builder.yamltext.source import Fields, Items

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.yamltext.source import Node, Source, Step


def lost_names(model: type[Record], source: Source) -> Iterator[tuple[Step, ...]]:
    """Yield the paths of names in a file that say nothing and are no blank fields."""
    # Most files have no name without a value, and that is seen ten times as fast.
    if _has_blanks(source.tree):
        yield from _lost(model, source.tree, ())


def _has_blanks(tree: Fields) -> bool:
    """Whether a name anywhere in a tree has no value."""
    nodes: list[Node] = [tree]
    for node in nodes:  # which grows by what stands below
        if isinstance(node, Fields):
            if len(node) < len(node.key_marks):
                return True
            nodes += [child for child in node.values() if not isinstance(child, str)]
        elif isinstance(node, Items):
            nodes += [child for child in node if not isinstance(child, str)]
    return False


def inner(annotation: Any) -> Any:  # noqa: ANN401 - an annotation may be anything
    """Return an annotation without its validators and without None."""
    while get_origin(annotation) in {Annotated, Union, types.UnionType}:
        choices = get_args(annotation)
        if get_origin(annotation) is not Annotated:
            choices = tuple(kind for kind in choices if get_origin(kind) is not Literal)
        annotation = choices[0]
    return annotation


def is_model(annotation: Any) -> bool:  # noqa: ANN401 - an annotation may be anything
    """Whether an annotation is a model, whose fields are known."""
    return isinstance(annotation, type) and issubclass(annotation, Record)


def _lost(
    annotation: Any,  # noqa: ANN401 - an annotation may be anything
    node: Node,
    path: tuple[Step, ...],
) -> Iterator[tuple[Step, ...]]:
    """Walk a tree beside what the model says of it; paths are as the model has them."""
    annotation = inner(annotation)
    origin = get_origin(annotation)
    if isinstance(node, Items):
        if origin is dict:
            # A bare list of claims is that of the portfolio's only unit.
            yield from _lost(get_args(annotation)[1], node, (*path, ""))
        elif origin is tuple:
            for number, item in enumerate(node):
                yield from _lost(get_args(annotation)[0], item, (*path, number))
    elif isinstance(node, Fields):
        if origin is tuple:
            # One group of fields may stand where a list of them is meant.
            yield from _lost(get_args(annotation)[0], node, (*path, 0))
        elif origin is dict or is_model(annotation):
            yield from _lost_in_fields(annotation, node, path)


def _lost_in_fields(
    annotation: Any,  # noqa: ANN401 - an annotation may be anything
    node: Fields,
    path: tuple[Step, ...],
) -> Iterator[tuple[Step, ...]]:
    names: dict[str, Any] | None = None  # None: any name will do
    if is_model(annotation):
        fields = fields_of(annotation)
        names = {name: field.annotation for name, field in fields.items()}
    for key in node.key_marks:
        known = names is None or key in names
        if key not in node:
            if key in node.bare or not known:
                yield (*path, key)
        elif known:
            below = get_args(annotation)[1] if names is None else names[key]
            yield from _lost(below, node[key], (*path, key))


def is_bare(source: Source, path: tuple[Step, ...]) -> bool:
    """Whether the name at the end of a path stands in braces without a colon."""
    part = source.part(path[:-1])
    return isinstance(part, Fields) and str(path[-1]) in part.bare
