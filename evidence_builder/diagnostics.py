"""A fault in somebody's file is a value with a place, never an exception.

Bottom layer: knows nothing of files, YAML or NVQs.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")


class Severity(StrEnum):
    """How much a finding matters: errors fail a run, warnings only with --strict."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class FindingKind(NamedTuple):
    """A kind of finding: a stable id, a slug for people, and how severe it is."""

    id: str
    slug: str
    severity: Severity


class Span(NamedTuple):
    """A place in a file, counted from one; line 0 means the file as a whole.

    ``path`` is relative to the portfolio folder, with forward slashes.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        if self.line:
            return f"{self.path}:{self.line}:{self.column}"
        return self.path


class Diagnostic(NamedTuple):
    """One finding: what is wrong, where, and what to do about it."""

    code: FindingKind
    span: Span
    message: str
    hints: tuple[str, ...] = ()
    subject: str = ""
    """What the finding is about where a later stage needs it, such as a letter."""

    @property
    def severity(self) -> Severity:
        """The severity of the code; it belongs to the code, not the call."""
        return self.code.severity

    @property
    def is_error(self) -> bool:
        """Whether this finding alone makes a run fail."""
        return self.code.severity is Severity.ERROR

    def sort_key(self) -> tuple[Span, str, str]:
        """Return the order of findings: file, line, column, code, message."""
        return self.span, self.code.id, self.message


class Sink:
    """Collects the findings of a run; reporting never stops a stage."""

    __slots__ = ("diagnostics",)

    def __init__(self) -> None:
        self.diagnostics: list[Diagnostic] = []

    def report(self, code: FindingKind, span: Span, message: str, *hints: str) -> None:
        """Add one finding."""
        self.diagnostics.append(Diagnostic(code, span, message, hints))

    def extend(self, diagnostics: Iterable[Diagnostic]) -> None:
        """Add the findings of another stage."""
        self.diagnostics.extend(diagnostics)

    def __iter__(self) -> Iterator[Diagnostic]:
        # Of the sinks that are filled and passed on, most stay empty.
        return iter(in_order(self.diagnostics) if self.diagnostics else ())


class Checked(NamedTuple, Generic[T]):
    """A result together with what was found on the way to it."""

    value: T
    diagnostics: tuple[Diagnostic, ...] = ()


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Return findings sorted by place and code, each exact repeat once."""
    return tuple(dict.fromkeys(sorted(diagnostics, key=Diagnostic.sort_key)))
