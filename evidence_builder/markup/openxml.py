"""A package of XML parts, as Office programs write → its parts, safely.

Such a file is a zip of XML (ECMA-376 Part 2, "Physical packages"; ODF 1.2 Part 3).
Nothing is unpacked before its size is known, nothing is read past a limit, and nothing
is written to disk, so that no bomb ever begins to work.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import unquote

from evidence_builder.markup.refusal import (
    PackageRefusedError,
    damaged,
    too_large,
)
from evidence_builder.markup.xml import events, parse, qualified
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element

MEMBERS: Final = 10_000
"""The most files in one package."""
MEMBER: Final = 200 * 2**20
"""The most bytes of one file of a package, unpacked."""
TOTAL: Final = 500 * 2**20
"""The most bytes of all files of a package, unpacked."""
RATIO: Final = 250
"""How many times smaller than its content a large member may be packed; ordinary
sheets reach 30, and a bomb 1,000."""
LARGE: Final = 16 * 2**20
"""Bytes from which the ratio matters."""
TREE: Final = 40 * 2**20
"""The most bytes of XML that are held as a tree, which takes eight times as much."""

# [MS-CFB] 2.2, the signature; [MS-OFFCRYPTO] 2.3.4.4, the stream.
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_DAMAGE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)


class Relation(NamedTuple):
    """What a part of a package refers to by an id: ECMA-376 Part 2, "Relationships".

    ``type`` is the last word of its type, such as ``image``; ``target`` is the name
    of a part, or an address where it is ``external``.
    """

    type: str
    target: str
    external: bool


class Package:
    """The files of a package, by name."""

    def __init__(self, archive: zipfile.ZipFile, what: str) -> None:
        self._what = what
        self._archive = archive
        self._infos = {info.filename: info for info in archive.infolist()}
        self._folded = {name.lower(): name for name in self._infos}

    def names(self) -> list[str]:
        """Return the names of all files, in the order of the package."""
        return list(self._infos)

    def find(self, name: str) -> str | None:
        """Return a part's name as it is spelled in the package; None without one.

        Names that differ in capitals only are the same: ECMA-376 Part 2, "Part names".
        """
        return name if name in self._infos else self._folded.get(name.lower())

    def inside(self, relation: Relation | None) -> str | None:
        """Return the part that a relation names; None where it leads elsewhere."""
        if relation is None or relation.external:
            return None
        return self.find(relation.target)

    def size(self, name: str) -> int:
        """Return how many bytes a file has, unpacked."""
        return self._infos[name].file_size

    def read(self, name: str) -> bytes:
        """Return a file's bytes.

        Raises:
            PackageRefusedError: The file is damaged.
        """
        info = self._infos[name]
        try:
            with self._archive.open(info) as member:
                # zipfile stops at the size that the package states, which is checked.
                return member.read(info.file_size + 1)
        except _DAMAGE as error:
            raise damaged() from error

    def tree(self, name: str | None) -> _Element | None:
        """Return the root of a part; None where there is no such part.

        Raises:
            PackageRefusedError: It is damaged, too large, or holds a DOCTYPE.
        """
        part = self.find(name) if name else None
        if part is None:
            return None
        if self.size(part) > TREE:
            raise too_large()
        return parse(self.read(part), self._what)

    def events(self, name: str, *tags: str) -> Iterator[tuple[str, _Element]]:
        """Return elements of a part as they end, by prefixed name, then forget them.

        For parts that are too large for a tree. What an element holds is there
        until the next one is asked for.

        Raises:
            PackageRefusedError: It is damaged or holds a DOCTYPE.
        """
        return events(self.read(name), self._what, *tags)

    def relations(self, part: str) -> dict[str, Relation]:
        """Return what a part refers to, by id; ``""`` is the package itself."""
        folder, _, file = part.rpartition("/")
        root = self.tree(posixpath.join(folder, "_rels", f"{file}.rels"))
        relations: dict[str, Relation] = {}
        if root is None:
            return relations
        for element in root.iter(qualified("rel:Relationship")):
            target = element.get("Target", "")
            external = element.get("TargetMode") == "External"
            relations[element.get("Id", "")] = Relation(
                element.get("Type", "").rpartition("/")[2],
                target if external else resolved(folder, target),
                external,
            )
        return relations

    def related(self, part: str, kind: str) -> str | None:
        """Return the first part of a type that a part refers to; None without one."""
        return next(
            (
                relation.target
                for relation in self.relations(part).values()
                if relation.type == kind and not relation.external
            ),
            None,
        )


def open_package(data: bytes, what: str) -> Package:
    """Return the package that a file is.

    Args:
        data: The file.
        what: What it is taken for, for refusals: "a Word document".

    Raises:
        PackageRefusedError: It is damaged, locked, or a bomb.
    """
    if data.startswith(_OLE):
        if is_locked(data):
            raise _locked()
        message = wording.is_not_what(what=what)
        raise PackageRefusedError(message, wording.save_in_program())
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except _DAMAGE as error:
        raise damaged() from error
    _check(archive.infolist())
    return Package(archive, what)


def is_locked(data: bytes) -> bool:
    """Whether a file is an Office document behind a password.

    Such a file is a container of another kind, in which Word, Excel and PowerPoint
    documents look the same.
    """
    return data.startswith(_OLE) and _ENCRYPTED in data


def _check(infos: list[zipfile.ZipInfo]) -> None:
    """Raise PackageRefusedError for a package that is not what people make."""
    if len(infos) > MEMBERS:
        raise _bomb()
    total = end = 0
    names: set[str] = set()
    for info in sorted(infos, key=lambda info: info.header_offset):
        name = info.filename.lower()
        total += info.file_size
        large = info.file_size > LARGE
        if (
            total > TOTAL
            or info.file_size > MEMBER
            or (large and info.file_size > RATIO * max(1, info.compress_size))
        ):
            raise _bomb()
        if name in names or info.header_offset < end:
            raise damaged()
        if info.flag_bits & 0x1:  # encrypted: APPNOTE.TXT, 4.4.4
            raise _locked()
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise damaged()
        names.add(name)
        # A member has at least its head, 30 bytes and the name: APPNOTE.TXT, 4.3.7.
        end = info.header_offset + 30 + info.compress_size


def resolved(folder: str, target: str) -> str:
    """Return the name of the part that a target names, seen from a folder.

    A target that leads out of the package names no part at all.
    """
    target = unquote(target.partition("#")[0]).replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", folder, target))
    return path.lstrip("/")


def _locked() -> PackageRefusedError:
    return PackageRefusedError(wording.needs_password(), wording.without_password())


def _bomb() -> PackageRefusedError:
    return PackageRefusedError(wording.package_bomb(), wording.save_in_program())
