"""Which edition of a portfolio something was made of."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from evidence_builder.model.qualification import Qualification, Unit
    from evidence_builder.resolve.resolved import Measured, Resolved

_LETTERS = 8


def edition(measured: Measured) -> str:
    """Return a mark that is another one as soon as anything that was read is.

    The first letters of a SHA-256 (FIPS 180-4, 6.2) of the portfolio file, what
    assessors wrote, the profile, the units and the qualification, the evidence with
    its files, and the pictures. The day of reckoning is no part of it, nor is where
    the portfolio lies.
    """
    resolved = measured.resolved
    fingerprints = measured.assessments.decisions.current_sha256
    project, profile = resolved.project, resolved.project.profile
    read = [
        project.portfolio.source.tree,
        profile.text if profile else "",
        [(loaded.source.path, loaded.source.tree) for loaded in project.assessments],
        [_as_written(index.unit) for index in resolved.units],
        resolved.qualification and _as_written(resolved.qualification),
        sorted(fingerprints.items()),
        *_originals(resolved),
        *([project.plan.source.tree] if project.plan else []),
        [
            (path, where, picture.sha256 if picture else None)
            for (path, where), (picture, _) in resolved.pictures.items()
        ],
    ]
    text = json.dumps(read, ensure_ascii=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:_LETTERS]


def _originals(resolved: Resolved) -> list[list[tuple[str, str]]]:
    """Return the checksums of signed originals, in a list where there is any."""
    found = [
        (item.item.id, item.original.attachment.sha256)
        for item in resolved.items
        if item.original and item.original.attachment
    ]
    return [found] if found else []


def _as_written(model: Unit | Qualification) -> str:
    """Return what a file says, without what the program adds where it says nothing."""
    return model.model_dump_json(exclude_defaults=True)
