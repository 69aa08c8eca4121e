"""What is raised when an output is not what was composed: our own fault."""

from __future__ import annotations


class UnsoundOutputError(Exception):
    """A renderer lost a page, a link or an outline entry."""


def expect(what: str, wanted: int, count: int, *, exactly: bool = True) -> None:
    """Compare a count of the output with what was composed.

    Raises:
        UnsoundOutputError: There are fewer, or not exactly as many.
    """
    if count < wanted or (exactly and count != wanted):
        raise UnsoundOutputError(f"the output has {count} {what} instead of {wanted}")
