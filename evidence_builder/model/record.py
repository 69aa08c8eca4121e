"""The base of every model, and the kinds of value that fields are made of.

Files are read with every scalar as the author typed it; these types say what a text
must look like to become a date, a number or an id. Nothing is guessed: ``1.10`` is
never a number here, and a date is written year-month-day or refused.
"""

from __future__ import annotations

import importlib
import os
import re
import sys
from datetime import date
from types import ModuleType
from typing import TYPE_CHECKING, Annotated, Any

# Looking for plug-ins reads the metadata of every installed package, which takes a
# quarter of the time that pydantic needs to start; none of them is for us.
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")


def _import_metadata_when_used() -> None:
    """Let ``importlib.metadata`` be imported when somebody asks it something.

    Pydantic imports it also where it looks for no plug-ins, and it brings along the
    packages for e-mail and ZIP files: together a twentieth of the time of a check.
    """
    name = "importlib.metadata"
    if name in sys.modules:
        return
    late = ModuleType(name)

    def load() -> ModuleType:
        if sys.modules[name] is late:
            del sys.modules[name]
        return importlib.import_module(name)

    def entry_points(**chosen: Any) -> Any:  # noqa: ANN401 - as the function itself
        return load().entry_points(**chosen)

    vars(late)["__path__"] = [f"{path}/metadata" for path in importlib.__path__]
    vars(late)["entry_points"] = entry_points
    vars(late)["__getattr__"] = lambda attribute: getattr(load(), attribute)
    vars(importlib)["metadata"] = sys.modules[name] = late


_import_metadata_when_used()

# After what they would import otherwise.
from pydantic import BaseModel, ConfigDict  # noqa: E402
from pydantic_core import PydanticCustomError, core_schema  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

    from pydantic.fields import FieldInfo
    from pydantic_core import CoreSchema

# ISO 8601-1:2019, 5.2.2: calendar date in the extended format; zeros may be left out.
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\Z")
_NUMBER = re.compile(r"\d{1,9}\Z")
# YAML 1.1, "Boolean Language-Independent Type" (yaml.org/type/bool.html).
_TRUE = frozenset({"true", "yes", "y", "on"})
_FALSE = frozenset({"false", "no", "n", "off"})


class Record(BaseModel):
    """A frozen model that refuses fields it does not know.

    Modules of models do without ``from __future__ import annotations``: pydantic would
    have to compile each annotation again, a thirtieth of the time of a short check.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


def fields_of(model: type[BaseModel]) -> dict[str, FieldInfo]:
    """Return the fields of a model by the names that files use.

    ``with`` is a word of the language in which this is written, and no name in it.
    """
    return {field.alias or name: field for name, field in model.model_fields.items()}


def read_date(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return the calendar date that a text names, year first.

    Raises:
        PydanticCustomError: ``date_form`` or ``date_impossible``.
    """
    if not isinstance(value, str):
        return value
    parts = _DATE.match(value.strip())
    if not parts:
        raise PydanticCustomError("date_form", "not a date")
    try:
        return date(*map(int, parts.groups()))
    except ValueError:
        raise PydanticCustomError("date_impossible", "no such day") from None


def read_number(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return the whole number that a text names; at most nine digits."""
    if not isinstance(value, str):
        return value
    if not _NUMBER.match(value.strip()):
        raise PydanticCustomError("number_form", "not a whole number")
    return int(value)


def read_truth(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return whether a text says yes."""
    if not isinstance(value, str):
        return value
    word = value.strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise PydanticCustomError("truth_form", "neither yes nor no")


def one_or_many(value: Any) -> Any:  # noqa: ANN401 - a validator sees anything
    """Return a list, also where the author wrote a single text."""
    return [value] if isinstance(value, str) else value


class ReadySchema:
    """Gives pydantic the schema of a kind of value ready made.

    Kinds that stand in every model would be worked out anew for each of their fields,
    which took a tenth of the time of a short check.
    """

    def __init__(self, schema: CoreSchema) -> None:
        self._schema = schema

    def __get_pydantic_core_schema__(self, *_: object) -> CoreSchema:
        """Return the schema, whatever is asked."""
        return self._schema


def _read_by(read: Callable[[Any], Any], schema: CoreSchema) -> ReadySchema:
    """Return the schema of values that a function makes of what was typed."""
    return ReadySchema(core_schema.no_info_before_validator_function(read, schema))


FILLED = core_schema.str_schema(min_length=1)

Name = Annotated[str, ReadySchema(FILLED)]
"""A text that must say something."""

Day = Annotated[date, _read_by(read_date, core_schema.date_schema())]
Number = Annotated[int, _read_by(read_number, core_schema.int_schema())]
Truth = Annotated[bool, _read_by(read_truth, core_schema.bool_schema())]
Names = Annotated[
    tuple[Name, ...],
    _read_by(one_or_many, core_schema.tuple_variable_schema(FILLED)),
]
"""One text or a list of texts."""
