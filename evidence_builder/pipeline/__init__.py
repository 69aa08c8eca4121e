"""The only part that knows the order of the stages.

Each stage is a plain function whose faults are findings; these modules call them in
turn and decide what can still follow. Each is imported where it is used, because a
check must not wait for what only a build needs.

Whatever the terminal does, a page or a script does with these::

    check           check.check, check.coverage_as_data
    build           build.layouts, build.build, build.write
    units           check.check, check.complete, library.completions_as_data
    assess          record.decide, or record.sit and what it returns
    form            forms.forms, .forms_as_data, .form, .write_form
    criteria list   check.library_near, library.library_as_data
    criteria show   library.unit_near, library.unit_as_data
    criteria check  check.check_criteria, library.faults_as_data

What was asked for in vain, or could not be written, is one of two exceptions. What
these functions return is read with ``Status``, ``advise`` and ``criteria`` here, and
with ``evidence_builder.reasons``.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence_builder.coverage.guidance import advise
    from evidence_builder.coverage.result import Status
    from evidence_builder.files.store import StoreError
    from evidence_builder.model.criterion_list import criteria
    from evidence_builder.resolve.assessment.achieved import achieved, credit_count
    from evidence_builder.resolve.subject import FormRequest, UnknownError

__all__ = [
    "FormRequest",
    "Status",
    "StoreError",
    "UnknownError",
    "achieved",
    "advise",
    "credit_count",
    "criteria",
]
_HOMES = {
    "FormRequest": "resolve.subject",
    "Status": "coverage.result",
    "StoreError": "files.store",
    "UnknownError": "resolve.subject",
    "achieved": "resolve.assessment.achieved",
    "advise": "coverage.guidance",
    "credit_count": "resolve.assessment.achieved",
    "criteria": "model.criterion_list",
}


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of several types
    """Import what the rooms below define when it is asked for: a check needs none."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"evidence_builder.{_HOMES[name]}"), name)
