"""Whether it is known how the colours of a page look: ISO 19005-2:2011, 6.2.4."""

from __future__ import annotations

import struct
from typing import Final

import pikepdf

from evidence_builder.attachments.pdf.objects import FAULTS, items, member, name, number
from evidence_builder.wording import attachments as wording

# ISO 32000-1:2008, 8.6.4 to 8.6.6, and 8.9.7, table 94, in inline images
_SIMPLE: Final = frozenset(
    ("/DeviceGray", "/DeviceRGB", "/Pattern", "/G", "/RGB", "/CalGray", "/CalRGB")
)
_PRESS: Final = frozenset(("/DeviceCMYK", "/CMYK"))
# ISO 32000-1:2008, 8.6.5.5; the fields stand in ICC.1:2004-10, 7.2 (profile header)
_CLASSES: Final = frozenset((b"scnr", b"mntr", b"prtr", b"spac"))
_CHANNELS: Final = {b"GRAY": 1, b"RGB ": 3, b"Lab ": 3, b"CMYK": 4}
_NEWEST: Final = 4
_DEEPEST: Final = 6


class Hindrance(Exception):  # noqa: N818 - no fault of the program's
    """Why a page cannot be part of an archive file, as half a sentence."""


def check_colours(space: object, resources: object, depth: int = 0) -> None:
    """Check a colour space, by its name or as it is written.

    Raises:
        Hindrance: It does not say how its colours look.
    """
    if depth > _DEEPEST:
        raise Hindrance(wording.colours_unknown())
    if isinstance(space, pikepdf.Name):
        _check_named(space, resources, depth)
        return
    parts = [*items(space)]
    kind = name(parts[0]) if parts else ""
    if kind == "/ICCBased" and len(parts) > 1:
        _check_profile(parts[1])
    elif kind in {"/Indexed", "/I", "/Pattern"} and len(parts) > 1:
        check_colours(parts[1], resources, depth + 1)
    elif kind in {"/Separation", "/DeviceN"}:
        # ISO 19005-2:2011, 6.2.4.4
        # The same ink must be the same in all files of a document, which no file shows.
        raise Hindrance(wording.spot_colours())
    elif len(parts) == 1:
        check_colours(parts[0], resources, depth + 1)
    elif kind not in {"/CalGray", "/CalRGB", "/Lab"}:
        raise Hindrance(wording.colours_unknown())


def _check_named(space: pikepdf.Object, resources: object, depth: int) -> None:
    # ISO 19005-2:2011, 6.2.4.3; ISO 32000-1:2008, 8.6.5.6
    own = member(resources, "/ColorSpace")
    kind = name(space)
    if kind in _PRESS:
        default = member(own, "/DefaultCMYK")
        if default is None:
            raise Hindrance(wording.press_colours())
        check_colours(default, None, depth + 1)
    elif kind in _SIMPLE:
        default = member(own, f"/Default{kind[7:]}") if len(kind) > 7 else None
        if default is not None:
            check_colours(default, None, depth + 1)
    else:
        meant = member(own, kind)
        if meant is None:
            raise Hindrance(wording.colours_unknown())
        check_colours(meant, resources, depth + 1)


def _check_profile(profile: object) -> None:
    # ISO 19005-2:2011, 6.2.4.2
    if not isinstance(profile, pikepdf.Stream):
        raise Hindrance(wording.colours_unknown())
    try:
        data = profile.read_bytes()
        head = struct.unpack_from(">L4xB3x4s4s16x4s", data)
    except (*FAULTS, struct.error) as error:
        raise Hindrance(wording.colours_unknown()) from error
    length, version, class_, space, signature = head
    if (
        signature != b"acsp"
        or length != len(data)
        or not 2 <= version <= _NEWEST
        or class_ not in _CLASSES
        or _CHANNELS.get(space) != number(member(profile, "/N"))
    ):
        raise Hindrance(wording.profile_invalid())
