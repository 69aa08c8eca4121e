"""What is raised when an output is not what was composed: our own fault."""

from __future__ import annotations


class UnsoundOutputError(Exception):
    """A renderer lost a page, a link or an outline entry."""


def expect(what: str, wanted: int, found: int, *, exactly: bool = True) -> None:
    """Compare a count of the output with what was composed.

    Raises:
        UnsoundOutputError: There are fewer, or not exactly as many.
    """
    if found < wanted or (exactly and found != wanted):
        raise UnsoundOutputError(f"the output has {found} {what} instead of {wanted}")
