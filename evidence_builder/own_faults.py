"""Faults of the program itself, told from damage that a library meets.

A reader of files may raise anything for what is damaged, so all that it raises is
taken for damage. A mistake in this program would pass for that too, and nobody would
learn of it; such an exception is told by its kind and by where it was raised.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

_KINDS: Final = (
    AssertionError,
    AttributeError,
    ImportError,
    NameError,
    TypeError,
    Warning,  # an exception only where warnings are made errors, as tests do
)
"""What only a mistake in code brings about, whatever the code is given."""
_PACKAGE: Final = str(Path(__file__).resolve().parent)


def own_fault(error: Exception) -> str:
    """Return the kind and the place of a fault of ours; empty where it is none."""
    is_ours = isinstance(error, _KINDS) and _place(error)[0].startswith(_PACKAGE)
    return described(error) if is_ours else ""


def described(error: Exception) -> str:
    """Return the kind and the place of a fault, without a word of anybody's text."""
    path, line = _place(error)
    return f"{type(error).__name__} in {Path(path).name}, line {line}"


def _place(error: Exception) -> tuple[str, int]:
    """Return the file and the line where an exception was raised."""
    trace = error.__traceback__
    if trace is None:
        return "", 0
    while trace.tb_next is not None:
        trace = trace.tb_next
    return trace.tb_frame.f_code.co_filename, trace.tb_lineno
