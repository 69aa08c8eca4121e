"""What is added to a list of records: as the lines of a file, and as it reads back."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Protocol

from evidence_builder.model.record import fields_of
from evidence_builder.yamltext.scalars import name, quoted, words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from evidence_builder.model.record import Record

_TEXTS = frozenset({"action", "feedback", "notes", "next", "note"})
"""Fields that hold what somebody wrote, rather than a name."""


class NewEntry(Protocol):
    """Something that is to be added to a list of a file."""

    @property
    def field(self) -> str:
        """The name of the list."""

    def as_read(self) -> Record:
        """Return what a file that holds it must be read as."""

    def lines(self, indent: str) -> Iterable[str]:
        """Return its lines as an item of a list."""

    def cleaned(self, clean: Callable[[str], str]) -> NewEntry:
        """Return it with what somebody wrote cleaned."""


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record of any kind; what it does not say is not written."""

    field: str
    record: Record

    def as_read(self) -> Record:
        """Return what a file that holds it must be read as."""
        return self.record

    def cleaned(self, clean: Callable[[str], str]) -> NewRecord:
        """Return it with what somebody wrote cleaned."""
        texts = {
            key: clean(value)
            for key, value in self.record
            if key in _TEXTS and isinstance(value, str)
        }
        return replace(self, record=self.record.model_copy(update=texts))

    def lines(self, indent: str) -> Iterator[str]:
        """Return its lines as an item of a list."""
        first = f"{indent}- "
        fields = fields_of(type(self.record)).items()
        for (field, field_info), (key, value) in zip(fields, self.record, strict=True):
            if value == field_info.get_default(call_default_factory=True):
                continue
            yield from f"{first}{field}: {_value(key, value, indent)}".split("\n")
            first = f"{indent}  "


def new_file(head: Iterable[str], new: NewEntry) -> str:
    """Return the text of a file that holds one entry.

    Args:
        head: The lines before the list.
    """
    lines = *head, f"{new.field}:", *new.lines("  ")
    return "".join(f"{line}\n" for line in lines)


def claims_in_braces(claims: Iterable[tuple[str, Iterable[str]]]) -> str:
    """Return units with criteria, as they stand behind ``claims:``."""
    units = (
        f"{name(unit)}: [{', '.join(map(_criterion, keys))}]" for unit, keys in claims
    )
    return f"{{{', '.join(units)}}}"


def as_text(key: str, value: Any) -> str:  # noqa: ANN401 - of any field
    """Return what a field says, on one line and for people."""
    return value if isinstance(value, str) else _value(key, value, "")


def _value(key: str, value: Any, indent: str) -> str:  # noqa: ANN401 - of any field
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, tuple):
        return f"[{', '.join(map(name, value))}]"
    if isinstance(value, dict):
        return claims_in_braces(
            (unit, (text for entry in entries for text in entry.criteria))
            for unit, entries in value.items()
        )
    if key in _TEXTS:
        return words(value, f"{indent}    ")
    # In quotes other programs take it for the word that it is.
    return quoted(value) if key == "accepted" else name(value)


def _criterion(key: str) -> str:
    """Return a criterion as a claim names it; one with a mark of claims spelled out.

    The marks are those of docs/file-formats.md, "Criterion lists".
    """
    if "," in key or "@" in key or key != key.strip():
        return f"{{criteria: [{quoted(key)}]}}"
    return name(key)
