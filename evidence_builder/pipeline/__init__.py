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

What was asked for in vain, or could not be written, is one of two exceptions.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from evidence_builder.files.store import StoreError
    from evidence_builder.resolve.subject import FormRequest, UnknownError

__all__ = ["FormRequest", "StoreError", "UnknownError"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - the names are of several types
    """Import what the rooms below define when it is asked for: a check needs none."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    home = "files.store" if name == "StoreError" else "resolve.subject"
    return getattr(import_module(f"evidence_builder.{home}"), name)
