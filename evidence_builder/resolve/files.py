"""The files that an item names: what it says of each, what is there, what is in it."""

from functools import cache
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder import codes
from evidence_builder.attachments.inspect import Attachment, inspect_beside
from evidence_builder.attachments.kind import RECORDINGS
from evidence_builder.diagnostics import Sink, Span
from evidence_builder.load.loaded import LoadedEvidence
from evidence_builder.model.evidence import PlainFile
from evidence_builder.resolve.hints import list_hints

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Content, Refusal
    from evidence_builder.attachments.kind import Kind


class ItemFile(NamedTuple):
    """One file of an evidence item, by its place among the files of that item."""

    place: int
    """From 0, in the order of the item."""
    named: PlainFile
    attachment: Attachment | None
    """What is there; None where it could not be read."""
    span: Span
    """Where the item says its path."""
    bound: "Content | Refusal | None" = None
    """What was found in it, or why nothing; None while nobody has looked."""
    is_original: bool = False
    """Whether it is the signed original of the item, and none of its files."""

    @property
    def path(self) -> str:
        """Its path as the item says it."""
        return self.named.path

    @property
    def name(self) -> str:
        """The file's own name."""
        return _name_of(self.named.path)

    @property
    def kind(self) -> "Kind":
        """What kind of file it is."""
        return self.attachment.kind if self.attachment else "other"

    @property
    def sha256(self) -> str | None:
        """The checksum of its bytes; None where it could not be read."""
        return self.attachment.sha256 if self.attachment else None

    @property
    def is_recording(self) -> bool:
        """Whether it is played rather than read."""
        return self.kind in RECORDINGS

    @property
    def content(self) -> "Content | None":
        """What can be shown of it; None where that is nothing, or nobody has looked."""
        if self.bound is None:
            return None
        from evidence_builder.attachments.content import Content  # a build has any

        return self.bound if isinstance(self.bound, Content) else None

    @property
    def refusal(self) -> "Refusal | None":
        """Why nothing was found in it; None where something was."""
        if self.bound is None:
            return None
        from evidence_builder.attachments.content import Refusal  # as above

        return self.bound if isinstance(self.bound, Refusal) else None

    @property
    def page_count(self) -> int:
        """How many pages it has; 0 where it has none, or nobody can tell."""
        return self.content.page_count if self.content else 0

    @property
    def names(self) -> tuple[str, ...]:
        """What people may call it: name, path, name without ending, title."""
        stem = PurePosixPath(self.name).stem
        return self.name, self.named.path, stem, self.named.title or ""


@cache
def _name_of(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def inspect_files(
    folder: Path, loaded: LoadedEvidence, sink: Sink
) -> tuple[ItemFile, ...]:
    """Return the files of an item, in order; what cannot be read is reported."""
    source = loaded.source
    files = []
    for place, named in enumerate(loaded.value.files):
        span = source.span(("files", place, "path"))
        files.append(_inspected(folder, place, named, span, sink))
    return tuple(files)


def inspect_original(
    folder: Path, loaded: LoadedEvidence, sink: Sink
) -> ItemFile | None:
    """Return the signed original of an item where it is a file; it comes last."""
    original = loaded.value.original
    if original is None or original.path is None:
        return None
    named = PlainFile(path=original.path, title=original.title)
    span = loaded.source.span(("original", "path"))
    place = len(loaded.value.files)
    file = _inspected(folder, place, named, span, sink)
    return file._replace(is_original=True)


def _inspected(
    folder: Path, place: int, named: PlainFile, span: Span, sink: Sink
) -> ItemFile:
    findings = type(sink)()
    attachment = inspect_beside(folder, named.path, span.path, span, findings)
    for finding in findings:
        is_missing = finding.code is codes.ATTACHMENT_MISSING
        more = list_hints(named.path) if is_missing else ()
        sink.extend([finding._replace(hints=(*more, *finding.hints))])
    return ItemFile(place, named, attachment, span)
