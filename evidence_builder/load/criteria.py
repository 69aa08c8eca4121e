"""Criteria files on their own: all that can be chosen, or some to be checked."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Sink, Span, in_order
from evidence_builder.load.library import Shelf, load_library, supplied
from evidence_builder.load.loaded import Library
from evidence_builder.load.project import find_portfolio, own_shelves
from evidence_builder.load.read import read_file
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.wording import load as words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.load.loaded import Loaded, M
    from evidence_builder.model.qualification import Qualification, Unit


def load_library_near(folder: Path, sink: Sink) -> Library:
    """Return all that can be chosen: what a portfolio adds first, then what ships.

    A folder that holds no portfolio adds nothing, and that is no fault.
    """
    folder = Path(os.path.realpath(folder))
    shelves = [supplied()]
    # Faults of the portfolio itself are for ``check`` to say.
    name = find_portfolio(folder, Sink())
    portfolio = None if name is None else read_file(Portfolio, folder, name, Sink())
    if portfolio is not None:
        shelves = [*own_shelves(folder, portfolio, sink), *shelves]
    return load_library(shelves, wanted=None, sink=sink)


def load_criteria_files(paths: Iterable[Path], sink: Sink) -> Library:
    """Return what some files, and all files of some folders, describe."""
    units: list[Loaded[Unit]] = []
    qualifications: list[Loaded[Qualification]] = []
    broken: set[str] = set()
    for path in paths:
        real = Path(os.path.realpath(path))
        if not real.exists():
            message = words.no_such_path()
            sink.report(codes.FILE_NOT_FOUND, Span(path.as_posix()), message)
            continue
        # A file is read as part of its folder, and only what concerns it is kept.
        folder = real if real.is_dir() else real.parent
        label = (path if real.is_dir() else path.parent).as_posix()
        label = "" if label == "." else f"{label}/"
        mine = None if real.is_dir() else f"{label}{real.name}"
        findings = Sink()
        shelf = Shelf(folder, label=label)
        library = load_library([shelf], wanted=None, sink=findings)
        sink.extend(
            finding
            for finding in in_order(findings.diagnostics)
            if mine is None or finding.span.path == mine
        )
        units += _in_file(mine, library.units)
        qualifications += _in_file(mine, library.qualifications)
        broken |= library.broken
    return Library(tuple(units), tuple(qualifications), frozenset(broken))


def _in_file(path: str | None, models: Iterable[Loaded[M]]) -> list[Loaded[M]]:
    """Return the models of one file, or all where none is given."""
    return [loaded for loaded in models if path in {None, loaded.source.path}]
