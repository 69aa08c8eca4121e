"""Why XML, or a package of it, is not read."""


class PackageRefusedError(Exception):
    """Why a package cannot be opened, or a part of it not be read.

    ``str`` of it says what is wrong with the file: "it needs a password"; ``hint`` says
    what can be done.
    """

    def __init__(self, reason: str, hint: str) -> None:
        super().__init__(reason)
        self.hint = hint
