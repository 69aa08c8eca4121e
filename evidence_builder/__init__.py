"""The NVQ evidence builder: tagged evidence in, a cross-referenced portfolio out.

The public names, and nothing else; what is not listed here may change. They are
imported on first use, because a command that only prints its version must not wait
for the PDF library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from evidence_builder._version import __version__

if TYPE_CHECKING:
    from evidence_builder.pipeline.build import build, write
    from evidence_builder.pipeline.check import check
    from evidence_builder.render.formats import FORMATS

__all__ = ["FORMATS", "__version__", "build", "check", "write"]

_HOMES = {
    "FORMATS": "evidence_builder.render.formats",
    "build": "evidence_builder.pipeline.build",
    "check": "evidence_builder.pipeline.check",
    "write": "evidence_builder.pipeline.build",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of several types
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
