"""Named templates: those that ship, and those that a centre puts beside a portfolio."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from evidence_builder.load.folder import YAML_ENDINGS, list_files
from evidence_builder.load.library import SUPPLIED
from evidence_builder.load.read import read_file
from evidence_builder.load.shipped import shipped

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Sink
    from evidence_builder.load.loaded import Loaded
    from evidence_builder.model.record import Record

M = TypeVar("M", bound="Record")


class Template(NamedTuple):
    """Where a template is: a path below a folder, and what findings call it."""

    root: Path
    path: str
    shown: str


def find_templates(group: str, folder: Path, sink: Sink) -> dict[str, Template]:
    """Return every template of a kind by name; a centre's own go before the shipped.

    A template's name is that of its file.

    Args:
        group: The folder below ``templates``, such as ``forms``.
        folder: The portfolio's folder, which may have ``templates`` of its own.
        sink: Takes the findings.
    """
    own = Path(os.path.realpath(folder))
    templates: dict[str, Template] = {}
    for root, under, label in (
        (own, f"templates/{group}", ""),
        (shipped("templates").resolve() / group, "", f"{SUPPLIED}{group}/"),
    ):
        for path in list_files(root, under, sink, label=label):
            name = PurePosixPath(path).stem
            if path.lower().endswith(YAML_ENDINGS) and name not in templates:
                templates[name] = Template(root, path, f"{label}{path}")
    return dict(sorted(templates.items()))


def load_templates(
    model: type[M], group: str, folder: Path, sink: Sink
) -> dict[str, Loaded[M] | None]:
    """Return what every template of a kind holds, by name.

    One that is faulty is reported and stands as None, so that none that ships takes
    its place unnoticed.
    """
    templates = find_templates(group, folder, sink)
    return {name: load_template(model, file, sink) for name, file in templates.items()}


def load_template(model: type[M], template: Template, sink: Sink) -> Loaded[M] | None:
    """Return what a template holds; None, with findings, where it cannot be read."""
    return read_file(model, template.root, template.path, sink, shown=template.shown)
