"""Criteria folders → the units and qualifications that can be chosen."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

from evidence_builder import codes
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.load.folder import YAML_ENDINGS, list_files
from evidence_builder.load.loaded import Library, Loaded
from evidence_builder.load.read import read
from evidence_builder.load.shipped import shipped
from evidence_builder.model.identifiers import comparable
from evidence_builder.model.qualification import Qualification, Unit
from evidence_builder.wording import load as words
from evidence_builder.yamltext.events import parse
from evidence_builder.yamltext.source import Fields, Source
from evidence_builder.yamltext.text import read_text

SUPPLIED = "(supplied)/"
"""What stands before the paths of files that ship, which lie in no portfolio."""

# Top-level lines that name what a file describes, with the lines of their lists.
_NAMES = re.compile(
    rb"^(?:ref|number|also_known_as):([^\n]*(?:\n[ \t-]+[^\n]*)*)", re.MULTILINE
)
_BETWEEN = re.compile(r"[,\[\]\n]|\s#.*")
# The lines that name a file stand near its top in every file that ships.
_PEEK = 4096

Key: TypeAlias = "tuple[str, str, str]"


class Shelf(NamedTuple):
    """A folder of criteria files."""

    root: Path
    """The real path of a folder that no file may lie outside of."""
    under: str = ""
    """The folder of criteria relative to the root; empty for the root itself."""
    label: str = ""
    """What findings put before the paths of its files."""
    at: Span | None = None
    """Where the portfolio names it."""
    entire: bool = True
    """Whether every file is read and reported, or only what is wanted."""


def supplied() -> Shelf:
    """Return the shelf of the files that ship with the program."""
    return Shelf(shipped("criteria").resolve(), label=SUPPLIED, entire=False)


def load_library(
    shelves: Iterable[Shelf], *, wanted: Collection[str] | None, sink: Sink
) -> Library:
    """Return what the shelves hold, in their order and sorted by file.

    Shelves that are read entirely report every fault; of the others only the files
    that answer to a wanted name are opened. A wanted name is a reference, a number or
    another name, with or without ``@version``; None wants everything there is. The
    units in the rules of a wanted qualification are wanted too.
    """
    reading = _Reading(sink, None if wanted is None else set())
    reading.want(wanted or ())
    waiting: list[tuple[Shelf, str, frozenset[str]]] = []
    for shelf in shelves:
        for path in list_files(
            shelf.root, shelf.under, sink, label=shelf.label, at=shelf.at
        ):
            if not path.lower().endswith(YAML_ENDINGS) or not reading.is_new(
                shelf, path
            ):
                continue
            if shelf.entire or wanted is None:
                reading.take(shelf, path)
            else:
                waiting.append((shelf, path, _peek(shelf.root / path)))
    while matches := [file for file in waiting if reading.wants(file[2])]:
        waiting = [file for file in waiting if file not in matches]
        for shelf, path, _ in matches:
            reading.take(shelf, path)
    return reading.library()


class _Reading:
    """What has been read so far, and what is wanted by now."""

    def __init__(self, sink: Sink, wanted: set[str] | None) -> None:
        self.sink = sink
        self.wanted = wanted
        self.units: list[Loaded[Unit]] = []
        self.qualifications: list[Loaded[Qualification]] = []
        self.broken: set[str] = set()
        self.files: set[tuple[Path, str]] = set()
        self.places: dict[tuple[Shelf, Key], Span] = {}

    def library(self) -> Library:
        """Return all that was read."""
        units, qualifications = tuple(self.units), tuple(self.qualifications)
        return Library(units, qualifications, frozenset(self.broken))

    def want(self, names: Iterable[str]) -> None:
        """Add names to those that are wanted."""
        if self.wanted is not None:
            self.wanted.update(comparable(name.partition("@")[0]) for name in names)

    def wants(self, names: frozenset[str]) -> bool:
        """Whether one of some names, folded for comparison, is wanted."""
        return self.wanted is None or not self.wanted.isdisjoint(names)

    def is_new(self, shelf: Shelf, path: str) -> bool:
        """Whether a file is met for the first time; one folder may hold another."""
        before = len(self.files)
        self.files.add((shelf.root, path))
        return len(self.files) > before

    def take(self, shelf: Shelf, path: str) -> None:
        """Read one file and keep what it describes."""
        shown = f"{shelf.label}{path}"
        text = read_text(shelf.root, path, self.sink, shown=shown)
        if text is None:
            return
        source = parse(shown, text, self.sink)
        model: Unit | Qualification | None = None
        if source is not None and _describes_qualification(source.tree):
            model = read(Qualification, source, self.sink)
        elif source is not None:
            model = read(Unit, source, self.sink)
        if source is None or model is None:
            self.broken.update(_names(text.encode()))
        elif self._is_first(shelf, model, source):
            if isinstance(model, Unit):
                self.units.append(Loaded(model, source))
            else:
                self.qualifications.append(Loaded(model, source))
                self._want_units_of(model)

    def _want_units_of(self, qualification: Qualification) -> None:
        if self.wants(_folded((qualification.number, *qualification.also_known_as))):
            for rule in qualification.rules:
                self.want(rule.units)

    def _is_first(
        self, shelf: Shelf, model: Unit | Qualification, source: Source
    ) -> bool:
        """Whether a shelf has not had the same thing in the same version before."""
        name_field = "ref" if isinstance(model, Unit) else "number"
        name = model.ref if isinstance(model, Unit) else model.number
        span = source.span((name_field,))
        key = (shelf, (model.kind, comparable(name), model.version))
        first = self.places.setdefault(key, span)
        if first is span:
            return True
        message = words.described_twice(name=name, version=model.version, first=first)
        hint = words.delete_or_version()
        self.sink.report(codes.DUPLICATE_ID, span, message, hint)
        return False


def _describes_qualification(tree: Fields) -> bool:
    """Whether a file is a qualification's, also where its kind is misspelt."""
    kind = tree.get("kind")
    if kind in ("unit", "qualification"):
        return kind == "qualification"
    return "rules" in tree or "number" in tree


def _peek(path: Path) -> frozenset[str]:
    """Return the names that a file answers to, folded, without reading it as YAML."""
    try:
        with path.open("rb") as file:
            return _folded(_names(file.read(_PEEK)))
    except OSError:
        return frozenset()


def _names(data: bytes) -> Sequence[str]:
    return [
        name
        for line in _NAMES.finditer(data)
        for part in _BETWEEN.split(line[1].decode(errors="replace"))
        if (name := part.strip(" \t\r'\"").removeprefix("- ").strip(" '\""))
    ]


def _folded(names: Iterable[str]) -> frozenset[str]:
    return frozenset(map(comparable, names))
