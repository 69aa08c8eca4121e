"""Tree → model. What does not fit becomes findings in our words, all in one run."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, get_args, get_origin

from pydantic import ValidationError

from evidence_builder import codes
from evidence_builder.load.faults_in_words import (
    called,
    example,
    field_name,
    kind_in_words,
    name_of,
    odd_hints,
    owner_of,
    shown,
)
from evidence_builder.load.loaded import Loaded
from evidence_builder.load.nameless import inner, is_bare, is_model, lost_names
from evidence_builder.model.record import fields_of
from evidence_builder.wording import load as words
from evidence_builder.wording.phrases import did_you_mean
from evidence_builder.yamltext.events import parse
from evidence_builder.yamltext.source import Fields
from evidence_builder.yamltext.text import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from evidence_builder.diagnostics import Sink
    from evidence_builder.model.record import Record
    from evidence_builder.yamltext.source import Source, Step

KINDS = (
    *("portfolio", "unit", "qualification", "evidence", "assessment"),
    *("plan", "form", "layout"),
)
"""What a file may say that it describes."""

MOST = 100
"""How many faults of one file are told; a file with more is of another kind."""

R = TypeVar("R", bound="Record")

_TAG = r"[\[(]"
_FIELD = r"[\w-]+( [\w-]+){0,2}\Z"


def read(model: type[R], source: Source, sink: Sink) -> R | None:
    """Return a file as a model, or None with a finding for everything that is wrong.

    The file must say the model's ``kind``, except where the model has it as a default.
    One that does not is read all the same, unless it says that it is something else.
    """
    says = "kind" in source.tree or model.model_fields["kind"].is_required()
    if says and not _is_kind(kind_of(model), source, sink):
        return None
    record, faults = _validate(model, source)
    _report(model, faults, source, sink)
    return None if faults else record


def read_file(
    model: type[R], root: Path, path: str, sink: Sink, *, shown: str | None = None
) -> Loaded[R] | None:
    """Return a file as a model with its places; None, with findings, if it cannot be.

    Args:
        shown: What findings call it.
    """
    text = read_text(root, path, sink, shown=shown)
    return None if text is None else read_as(model, shown or path, text, sink)


def read_as(model: type[R], path: str, text: str, sink: Sink) -> Loaded[R] | None:
    """Return the text of a file as a model with its places, as ``read_file`` does."""
    source = parse(path, text, sink)
    value = None if source is None else read(model, source, sink)
    return None if source is None or value is None else Loaded(value, source)


def faults_of(
    model: type[R], source: Source
) -> tuple[R | None, Mapping[tuple[Step, ...], bool]]:
    """Return a file as a model, and where it is faulty: path → is nothing there.

    Reports nothing, and does not look at what the file says that it is.
    """
    record, faults = _validate(model, source)
    return record, {path: _lacks(complaints) for path, complaints in faults.items()}


def _validate(
    model: type[R], source: Source
) -> tuple[R | None, dict[tuple[Step, ...], list[Any]]]:
    """Return a file as a model, and the library's complaints by path."""
    fields: Mapping[str, Any] = source.tree
    if "kind" in fields or model.model_fields["kind"].is_required():
        fields = {**fields, "kind": kind_of(model)}
    faults: dict[tuple[Step, ...], list[Any]] = {}
    record = None
    try:
        record = model.model_validate(fields)
    except ValidationError as error:
        for fault in error.errors(include_url=False):
            if fault["type"] == "too_short" and fault["input"]:
                continue  # it has items, of which each is reported by itself
            faults.setdefault(_path(fault["loc"], source), []).append(fault)
    for path in lost_names(model, source):
        faults.setdefault(path, []).append({"type": "extra_forbidden"})
    return record, faults


@cache
def kind_of(model: type[Record]) -> str:
    """Return what files of a model say as their ``kind``."""
    return str(get_args(model.model_fields["kind"].annotation)[0])


def _is_kind(kind: str, source: Source, sink: Sink) -> bool:
    """Whether a file can be read as of a kind; reports when it does not say so."""
    own = source.tree.get("kind")
    if own == kind:
        return True
    if own is None:
        message = words.no_kind(kind=kind_in_words(kind))
        hint = words.add_kind(kind=kind)
    else:
        message = words.other_kind(own=shown(own), kind=kind)
        hint = words.write_kind(kind=kind)
    sink.report(codes.KIND_WRONG, source.span(("kind",)), message, hint)
    return not (isinstance(own, str) and own in KINDS)


def _report(
    model: type[Record],
    faults: Mapping[tuple[Step, ...], list[Any]],
    source: Source,
    sink: Sink,
) -> None:
    kind = kind_of(model)
    unknown = {
        path: _meant(model, path, source)
        for path, complaints in faults.items()
        if any(fault["type"] == "extra_forbidden" for fault in complaints)
    }
    # A field that is there under a mistyped name is one fault, not two.
    meant = {(*path[:-1], name) for path, name in unknown.items()}
    told = [path for path in faults if path not in meant or not _lacks(faults[path])]
    for number, path in enumerate(told):
        if number == MOST:
            message = words.more_faults(len(told) - MOST)
            sink.report(codes.FIELD_INVALID, source.whole(), message)
            break
        if _lacks(faults[path]):
            _report_missing(kind, path, source, sink)
        elif path in unknown:
            _report_unknown(model, path, unknown[path], source, sink)
        else:
            _report_invalid(path, faults[path], source, sink)


def _lacks(complaints: list[Any]) -> bool:
    """Whether the faults at a path are that nothing is there."""
    return any(fault["type"] == "missing" for fault in complaints)


def _path(location: Sequence[Step], source: Source) -> tuple[Step, ...]:
    """Return a location without the names of a union's choices."""
    path: tuple[Step, ...] = ()
    for step in location:
        if isinstance(step, str) and re.search(_TAG, step):
            part = source.part(path)
            if not (isinstance(part, Fields) and step in part):
                continue
        path = (*path, step)
    return path


def _report_missing(
    kind: str, path: tuple[Step, ...], source: Source, sink: Sink
) -> None:
    block, field = path[:-1], str(path[-1])
    line = example(owner_of(kind, block), field)
    name = name_of(kind, source, block)
    message = words.has_no_field(block=name, field=called(field))
    hints = () if line is None else (words.add_line(line=line),)
    sink.report(codes.FIELD_MISSING, source.span(path), message, *hints)


def _report_unknown(
    model: type[Record],
    path: tuple[Step, ...],
    meant: str | None,
    source: Source,
    sink: Sink,
) -> None:
    block, field = path[:-1], str(path[-1])
    known = fields_at(model, block)
    free = _free(known, block, source)
    bare = is_bare(source, path)
    hints = odd_hints(field)
    if meant:
        hints += (did_you_mean(name=meant),)
    if bare:
        hints += (words.quote_comma(),)
    elif not meant and not re.match(_FIELD, field):
        hints += (words.quote_colon(),)
    elif not meant and free:
        hints += (words.fields_it_can_have(fields=", ".join(free)),)
    name = name_of(kind_of(model), source, block)
    message = words.no_field_of(field=shown(field), block=name)
    if bare and (field in known or not known):
        message = words.in_braces(field=shown(field))
    sink.report(codes.FIELD_UNKNOWN, source.span(path, key=True), message, *hints)


def _meant(model: type[Record], path: tuple[Step, ...], source: Source) -> str | None:
    """Return the field that an unknown one is probably meant for."""
    block, field = path[:-1], str(path[-1])
    known = fields_at(model, block)
    return None if field in known else _closest(field, _free(known, block, source))


def _free(known: Sequence[str], block: tuple[Step, ...], source: Source) -> list[str]:
    """Return those of the fields of a block that it does not have yet."""
    part = source.part(block)
    present = set(part) if isinstance(part, Fields) else set()
    return [name for name in known if name not in present]


def _report_invalid(
    path: tuple[Step, ...], complaints: list[Any], source: Source, sink: Sink
) -> None:
    """Report a value; with several faults it fits none of a field's choices."""
    choice = next(
        (fault for fault in complaints if fault["type"] == "literal_error"),
        complaints[0],
    )
    unknown = words.cannot_be, words.see_guide
    sentence, hint = words.SENTENCES.get(choice["type"], unknown)
    allowed = str(choice.get("ctx", {}).get("expected", "")).replace("'", "")
    if len(complaints) > 1 and hint is words.write_allowed:
        hint = words.write_allowed_or_number
    if choice["type"] == "string_type" and isinstance(choice["input"], list):
        hint = words.write_one_text
    value = shown(choice["input"])
    if choice["type"] == "date_impossible":
        value = value.strip('"')
    message = sentence(field=field_name(path), value=value)
    span = source.span(path)
    sink.report(codes.FIELD_INVALID, span, message, hint(allowed=allowed))


def _closest(field: str, names: Sequence[str]) -> str | None:
    """Return the one of some names that a field's author probably meant."""
    import difflib  # only a run with a fault needs it

    plain = re.sub(r"[\s-]+", "_", field.strip().lower())
    close = difflib.get_close_matches(plain, names, n=1, cutoff=0.7)
    return close[0] if close else None


def fields_at(model: type[Record], path: Sequence[Step]) -> tuple[str, ...]:
    """Return the names of the fields that the block at a path can have."""
    annotation: Any = model
    for step in path:
        annotation = inner(annotation)
        origin = get_origin(annotation)
        if is_model(annotation):
            fields = fields_of(annotation)
            if step not in fields:
                return ()
            annotation = fields[str(step)].annotation
        elif origin is dict:
            annotation = get_args(annotation)[1]
        elif origin is tuple:
            annotation = get_args(annotation)[0]
    annotation = inner(annotation)
    return tuple(fields_of(annotation)) if is_model(annotation) else ()
