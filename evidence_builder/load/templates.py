"""Named templates: those that ship, and those that a centre puts beside a portfolio."""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, TypeVar

from evidence_builder.load.events import parse
from evidence_builder.load.folder import YAML_ENDINGS, list_files
from evidence_builder.load.library import SUPPLIED
from evidence_builder.load.loaded import Loaded
from evidence_builder.load.read import read
from evidence_builder.load.shipped import shipped
from evidence_builder.load.text import read_text

if TYPE_CHECKING:
    from evidence_builder.diagnostics import Sink
    from evidence_builder.model.record import Record

M = TypeVar("M", bound="Record")


def load_templates(
    model: type[M], group: str, folder: Path, sink: Sink
) -> dict[str, Loaded[M] | None]:
    """Return every template of a kind by name; a centre's own go before the shipped.

    A template's name is that of its file. One that is faulty is reported and stands
    as None, so that none that ships takes its place unnoticed.

    Args:
        model: What each file holds.
        group: The folder below ``templates``, such as ``forms``.
        folder: The portfolio's folder, which may have ``templates`` of its own.
        sink: Takes the findings.
    """
    own = Path(os.path.realpath(folder))
    found: dict[str, Loaded[M] | None] = {}
    for root, under, label in (
        (own, f"templates/{group}", ""),
        (shipped("templates").resolve() / group, "", f"{SUPPLIED}{group}/"),
    ):
        for path in list_files(root, under, sink, label=label):
            name = PurePosixPath(path).stem
            if path.lower().endswith(YAML_ENDINGS) and name not in found:
                found[name] = load_template(
                    model, root, path, sink, shown=f"{label}{path}"
                )
    return dict(sorted(found.items()))


def load_template(
    model: type[M], root: Path, path: str, sink: Sink, *, shown: str
) -> Loaded[M] | None:
    """Return one template; None, with findings, where it cannot be read.

    Args:
        model: What the file holds.
        root: The folder that ``path`` starts from.
        path: With forward slashes.
        sink: Takes the findings.
        shown: What findings call the file.
    """
    text = read_text(root, path, sink, shown=shown)
    source = None if text is None else parse(shown, text, sink)
    value = None if source is None else read(model, source, sink)
    if source is None or value is None:
        return None
    return Loaded(value, source)
