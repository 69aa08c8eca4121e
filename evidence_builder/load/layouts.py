"""Layouts: those that ship, those of a centre, or one file that somebody names."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from evidence_builder.diagnostics import Sink
from evidence_builder.load.shipped import shipped
from evidence_builder.load.templates import (
    Template,
    load_template,
    load_templates,
)
from evidence_builder.model.layout import DocumentLayout
from evidence_builder.wording import load as words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evidence_builder.load.loaded import Loaded

LAYOUTS: Final = "layouts"


def load_layouts(
    folder: Path, sink: Sink
) -> Mapping[str, Loaded[DocumentLayout] | None]:
    """Return every layout by name, sorted; a centre's own go before those that ship.

    One that is faulty is None, and has been reported.
    """
    return load_templates(DocumentLayout, LAYOUTS, folder, sink)


def load_layout_file(path: str, sink: Sink) -> Loaded[DocumentLayout] | None:
    """Return the layout of one file; None, with findings, where it cannot be read."""
    file = Path(path).resolve()
    return load_template(DocumentLayout, Template(file.parent, file.name, path), sink)


@cache
def load_shipped_layout(name: str) -> DocumentLayout:
    """Return a layout that ships with the program.

    Raises:
        LookupError: The installation is damaged.
    """
    root = shipped("templates").resolve() / LAYOUTS
    path = f"{name}.yaml"
    loaded = load_template(DocumentLayout, Template(root, path, path), Sink())
    if loaded is None:
        msg = words.layout_gone(name=name)
        raise LookupError(msg)
    return loaded.value
