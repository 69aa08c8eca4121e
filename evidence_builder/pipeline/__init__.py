"""The only part that knows the order of the stages.

Each stage is a plain function whose faults are findings; these modules call them in
turn and decide what can still follow. Names are imported on first use, because a check
must not wait for what only a build needs.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence_builder.pipeline.building import (
        OUTPUTS,
        WHOLE,
        Built,
        build,
        layouts,
        write,
    )
    from evidence_builder.pipeline.checking import (
        check,
        check_criteria,
        complete,
        coverage_as_data,
        library_near,
    )
    from evidence_builder.pipeline.document import bind_files, compose
    from evidence_builder.pipeline.recording_forms import (
        PRINTED,
        WRITTEN,
        Formed,
        form,
        forms,
    )

__all__ = [
    "OUTPUTS",
    "PRINTED",
    "WHOLE",
    "WRITTEN",
    "Built",
    "Formed",
    "bind_files",
    "build",
    "check",
    "check_criteria",
    "complete",
    "compose",
    "coverage_as_data",
    "form",
    "forms",
    "layouts",
    "library_near",
    "write",
]

_HOMES = {
    **dict.fromkeys(
        ("OUTPUTS", "WHOLE", "Built", "build", "layouts", "write"), "building"
    ),
    **dict.fromkeys(
        ("check", "check_criteria", "complete", "coverage_as_data", "library_near"),
        "checking",
    ),
    **dict.fromkeys(("bind_files", "compose"), "document"),
    **dict.fromkeys(
        ("PRINTED", "WRITTEN", "Formed", "form", "forms"), "recording_forms"
    ),
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of several types
    if name in _HOMES:
        home = import_module(f"evidence_builder.pipeline.{_HOMES[name]}")
        return getattr(home, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
