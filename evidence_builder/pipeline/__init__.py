"""The only part that knows the order of the stages.

Each stage is a plain function whose faults are findings; these modules call them in
turn and decide what can still follow. Names are imported on first use, because a check
must not wait for what only a build needs.

Whatever the terminal does, a page or a script does with these::

    check           check, coverage_as_data
    build           layouts, build, write
    units           check, complete, completions_as_data
    assess          record.decide, or record.sit and what it returns
    form            forms, forms_as_data, form, recording_forms.write_form
    criteria list   library_near, library.library_as_data
    criteria show   library.unit_near, library.unit_as_data
    criteria check  check_criteria, library.faults_as_data
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence_builder.files.store import StoreError
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
        completions_as_data,
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
        forms_as_data,
    )
    from evidence_builder.resolve.subject import UnknownError

__all__ = [
    "OUTPUTS",
    "PRINTED",
    "WHOLE",
    "WRITTEN",
    "Built",
    "Formed",
    "StoreError",
    "UnknownError",
    "bind_files",
    "build",
    "check",
    "check_criteria",
    "complete",
    "completions_as_data",
    "compose",
    "coverage_as_data",
    "form",
    "forms",
    "forms_as_data",
    "layouts",
    "library_near",
    "write",
]

_NAMES = {
    "files.store": "StoreError",
    "resolve.subject": "UnknownError",
    "pipeline.building": "OUTPUTS WHOLE Built build layouts write",
    "pipeline.checking": (
        "check check_criteria complete completions_as_data coverage_as_data "
        "library_near"
    ),
    "pipeline.document": "bind_files compose",
    "pipeline.recording_forms": "PRINTED WRITTEN Formed form forms forms_as_data",
}
_HOMES = {name: home for home, names in _NAMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of several types
    if name in _HOMES:
        home = import_module(f"evidence_builder.{_HOMES[name]}")
        return getattr(home, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
