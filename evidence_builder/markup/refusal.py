"""Why XML, or a package of it, is not read."""

from __future__ import annotations

from typing import Final

SAVE_AGAIN: Final = "open it in the program it was made with and save it again"


class PackageRefusedError(Exception):
    """Why a package cannot be opened, or a part of it not be read.

    ``str`` of it says what is wrong with the file: "it needs a password"; ``hint`` says
    what can be done.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint


def damaged() -> PackageRefusedError:
    """Return the refusal of what breaks the rules of its own form."""
    return PackageRefusedError("it is damaged", SAVE_AGAIN)


def too_large() -> PackageRefusedError:
    """Return the refusal of a file that would take too much time or memory."""
    return PackageRefusedError("it is too large to be read", "split it into parts")
