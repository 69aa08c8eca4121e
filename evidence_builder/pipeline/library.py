"""What can be chosen: units and qualifications, by name, in order and as plain data.

Also the further units of which some would complete a qualification.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from evidence_builder.diagnostics import Sink
from evidence_builder.export.report import findings_as_data
from evidence_builder.load.criteria import load_library_near
from evidence_builder.model.identifiers import natural_key
from evidence_builder.model.index import UnitIndex
from evidence_builder.resolve.names import NotKnown, library_unit
from evidence_builder.resolve.subject import UnknownError, why_no_unit
from evidence_builder.wording import pipeline as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from evidence_builder.coverage.combination.completion import Completion
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.load.loaded import Library


def unit_near(folder: Path, name: str) -> UnitIndex:
    """Return the unit that a name stands for, of all that a folder may choose.

    Raises:
        UnknownError: None does, or several do.
    """
    library = load_library_near(folder, Sink())
    units = (loaded.value for loaded in library.units)
    named = library_unit(name, units, library.broken)
    if not isinstance(named, NotKnown):
        return UnitIndex(named)
    if named.among:
        among = ", ".join(named.among)
        message = words.several_units_named(name=name, units=among)
        raise UnknownError("UNIT", message, words.name_by_reference())
    raise UnknownError("UNIT", *why_no_unit(name, named))


def units_with_paths(library: Library) -> Iterator[tuple[str, UnitIndex]]:
    """Yield the units of a library, each with the path of its file."""
    for loaded in library.units:
        yield loaded.source.path, UnitIndex(loaded.value)


def units_in_order(library: Library) -> list[UnitIndex]:
    """Return the units of a library in the order of their references."""
    indexes = (index for _, index in units_with_paths(library))
    return sorted(indexes, key=lambda index: natural_key(index.unit.ref))


def library_as_data(library: Library) -> dict[str, Any]:
    """Return what can be chosen as plain data."""
    return {
        "qualifications": [
            _fields(loaded.value, "number", "title", "version")
            for loaded in library.qualifications
        ],
        "units": [
            _fields(index.unit, "ref", "title", "version", "level", "credits")
            | {"criteria": len(index.leaves)}
            for _, index in units_with_paths(library)
        ],
    }


def completions_as_data(ways: Iterable[Completion]) -> list[dict[str, Any]]:
    """Return ways to complete a qualification as plain data."""
    unit = "ref", "title", "level", "credits", "glh"
    return [
        _fields(way, "credits", "glh", "exact")
        | {"units": [_fields(each, *unit) for each in way.units]}
        for way in ways
    ]


def _fields(value: object, *names: str) -> dict[str, Any]:
    """Return some fields of a value under their own names."""
    return {name: getattr(value, name) for name in names}


def unit_as_data(index: UnitIndex) -> dict[str, Any]:
    """Return a unit as its file says it, fields that were left out left out."""
    data: dict[str, Any] = index.unit.model_dump(mode="json", exclude_defaults=True)
    return {"kind": "unit", **data}


def faults_as_data(diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return what is wrong with criteria files as plain data."""
    return {"findings": findings_as_data(diagnostics)}
