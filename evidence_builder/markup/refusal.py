"""Why XML, or a package of it, is not read."""

from __future__ import annotations

from evidence_builder.wording import attachments as wording


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
    return PackageRefusedError(wording.package_damaged(), wording.save_in_program())


def too_large() -> PackageRefusedError:
    """Return the refusal of a file that would take too much time or memory."""
    return PackageRefusedError(wording.package_too_large(), wording.split_it())
