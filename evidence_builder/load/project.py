"""A learner's folder → everything that is in it, read but not yet resolved."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from evidence_builder import codes
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.load.evidence import load_evidence
from evidence_builder.load.folder import YAML_ENDINGS, is_folder, list_files
from evidence_builder.load.library import Shelf, load_library, supplied
from evidence_builder.load.loaded import Loaded, Narrative, Project
from evidence_builder.load.read import read, read_file
from evidence_builder.model.assessment import Assessment, Plan
from evidence_builder.model.portfolio import Portfolio
from evidence_builder.wording import load as words
from evidence_builder.yamltext.events import parse
from evidence_builder.yamltext.source import Fields, Items, Source
from evidence_builder.yamltext.text import locate, read_text, why

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evidence_builder.model.record import Record


PORTFOLIO = ("portfolio.yaml", "portfolio.yml")
ASSESSMENT = "assessment"
CRITERIA = "criteria"
_RECORDS = ("decisions", "actions", "sign_offs", "samples", "visits", "plan")
R = TypeVar("R", bound="Record")

_LIKE = frozenset(f"{name}.txt" for name in PORTFOLIO) | {"portfolio.txt"}


def load_project(folder: Path, sink: Sink) -> Project | None:
    """Return a portfolio folder as read; None where its portfolio file cannot be.

    Findings cover every file that was looked at, also when the result is None.
    """
    folder = Path(os.path.realpath(folder))
    name = find_portfolio(folder, sink)
    if name is None:
        return None
    portfolio = read_file(Portfolio, folder, name, sink)
    evidence = load_evidence(folder, sink)
    assessments = load_assessments(folder, sink)
    if portfolio is None:
        return None
    library = load_library(
        (*own_shelves(folder, portfolio, sink), supplied()),
        wanted=_wanted(portfolio.value),
        sink=sink,
    )
    return Project(
        folder=folder,
        portfolio=portfolio,
        evidence=evidence.items,
        assessments=assessments,
        library=library,
        profile=_load_profile(folder, portfolio, sink),
        broken=evidence.broken,
        unread=evidence.unread,
        plan=load_plan(folder, sink),
    )


PLANS = tuple(f"{ASSESSMENT}/plan{ending}" for ending in YAML_ENDINGS)
"""Where what is planned may stand, the first that is there."""


def load_plan(folder: Path, sink: Sink) -> Loaded[Plan] | None:
    """Return what is planned for a learner; None where there is no sound plan."""
    for path in list_files(folder, ASSESSMENT, Sink()):
        if path.lower() in PLANS:
            text = read_text(folder, path, sink)
            source = None if text is None else parse(path, text, sink)
            return None if source is None else _read_records(Plan, source, sink)
    return None


def load_assessments(folder: Path, sink: Sink) -> tuple[Loaded[Assessment], ...]:
    """Return the assessment records of a portfolio, in the order of their files.

    A record with a fault is reported and left out, and the others of its file stay.
    """
    paths = [
        path
        for path in list_files(folder, ASSESSMENT, sink)
        if path.lower().endswith(YAML_ENDINGS) and path.lower() not in PLANS
    ]
    files = []
    for path in paths:
        text = read_text(folder, path, sink)
        source = None if text is None else parse(path, text, sink)
        loaded = None if source is None else _read_records(Assessment, source, sink)
        if loaded is not None:
            files.append(loaded)
    return tuple(files)


def load_records(file: Path, sink: Sink) -> Loaded[Assessment] | None:
    """Return a file of assessment records that need not lie in a portfolio.

    As ``load_assessments`` reads those that do.
    """
    text = read_text(file.parent.resolve(), file.name, sink)
    source = None if text is None else parse(file.name, text, sink)
    return None if source is None else _read_records(Assessment, source, sink)


def _read_records(model: type[R], source: Source, sink: Sink) -> Loaded[R] | None:
    """Return the records of a file that can be read; every fault is reported.

    None where the fault is the file's own, such as that it does not say who wrote it.
    The source that comes with the records has the same ones, each at its place in the
    file, so that the number of a record leads to where it stands.
    """
    value = read(model, source, sink)
    if value is not None:
        return Loaded(value, source)
    if not _reads(model, _with_records(source, {})):
        return None
    good = {
        field: [
            number
            for number in range(len(records))
            if _reads(model, _with_records(source, {field: [number]}))
        ]
        for field, records in _lists(source).items()
    }
    left = _with_records(source, good)
    value = read(model, left, Sink())
    return None if value is None else Loaded(value, left)


def _reads(model: type[R], source: Source) -> bool:
    return read(model, source, Sink()) is not None


def _lists(source: Source) -> dict[str, Items]:
    nodes = {field: source.tree.get(field) for field in _RECORDS}
    return {field: node for field, node in nodes.items() if isinstance(node, Items)}


def _with_records(source: Source, wanted: Mapping[str, Sequence[int]]) -> Source:
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


def find_portfolio(folder: Path, sink: Sink) -> str | None:
    """Return the name of the portfolio file, however its letters are written."""
    try:
        names = _names(folder)
    except OSError as error:
        code = codes.FILE_UNREADABLE
        if isinstance(error, FileNotFoundError | NotADirectoryError):
            code = codes.FILE_NOT_FOUND
        message = words.folder_cannot_be_read(folder=folder.name, why=why(error))
        sink.report(code, Span("."), message)
        return None
    portfolios = [name for name in names if name.lower() in PORTFOLIO]
    portfolios.sort(key=lambda name: PORTFOLIO.index(name.lower()))
    if not portfolios:
        hint = words.give_folder()
        below = _portfolio_below(folder, names)
        if below:
            hint = words.one_below(folder=below)
        # Notepad and Windows add an ending, and hide it.
        like = next((name for name in names if name.lower() in _LIKE), None)
        if like:
            hint = words.looks_like_it(file=like, name=PORTFOLIO[0])
        message = words.no_portfolio()
        sink.report(codes.FILE_NOT_FOUND, Span("portfolio.yaml"), message, hint)
        return None
    for other in portfolios[1:]:
        message = words.two_portfolios(file=other, other=portfolios[0])
        hint = words.delete_or_rename()
        sink.report(codes.FILE_NOT_LOOKED_AT, Span(other), message, hint)
    return portfolios[0]


def _portfolio_below(folder: Path, names: Sequence[str]) -> str | None:
    """Return the first folder in a folder that has a portfolio file."""
    for name in names:
        if not name.startswith(".") and is_folder(folder / name):
            with suppress(OSError):
                if any(file.lower() in PORTFOLIO for file in _names(folder / name)):
                    return name
    return None


def _names(folder: Path) -> list[str]:
    return sorted(entry.name for entry in folder.iterdir())


def _load_profile(
    folder: Path, portfolio: Loaded[Portfolio], sink: Sink
) -> Narrative | None:
    name = portfolio.value.profile
    if name is None:
        return None
    at = portfolio.source.span(("profile",))
    findings = type(sink)()
    text = read_text(folder, name, findings, at=at)
    # The portfolio is built all the same, and says that there is none yet.
    hint = words.write_profile()
    for finding in findings:
        absent = finding.code is codes.FILE_NOT_FOUND
        sink.extend(
            [finding._replace(hints=(*finding.hints, hint)) if absent else finding]
        )
    return None if text is None else Narrative(text, name.replace("\\", "/"))


def own_shelves(folder: Path, portfolio: Loaded[Portfolio], sink: Sink) -> list[Shelf]:
    """Return the portfolio's own criteria folders, those that are there.

    The one that is called so, where the portfolio does not say which they are.
    """
    shelves = []
    is_chosen = "criteria" in portfolio.source.tree
    if not is_chosen and is_folder(folder / CRITERIA):
        shelves.append(Shelf(folder, CRITERIA))
    for number, name in enumerate(portfolio.value.criteria):
        at = portfolio.source.span(("criteria", number))
        real = locate(folder, name, sink, at=at)
        if real is None:
            continue
        if is_folder(real):
            under = real.relative_to(folder).as_posix()
            shelves.append(Shelf(folder, "" if under == "." else under, at=at))
        else:
            hint = words.name_criteria_folder()
            message = words.no_folder(folder=name)
            sink.report(codes.FILE_NOT_FOUND, at, message, hint)
    return shelves


def _wanted(portfolio: Portfolio) -> tuple[str, ...]:
    qualification = portfolio.qualification
    transfers = tuple(transfer.unit for transfer in portfolio.transfers)
    named = () if qualification is None else (qualification,)
    return portfolio.units + transfers + named
