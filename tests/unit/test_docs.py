"""The documents say what is true: every field, every example, every option and link."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Annotated, Any, get_args

import click
import pytest
from click.testing import CliRunner
from pydantic import BaseModel, TypeAdapter

from evidence_builder.cli.commands import program
from evidence_builder.coverage.result import Status
from evidence_builder.diagnostics import Sink
from evidence_builder.load.evidence import read_item
from evidence_builder.load.read import kind_of, read
from evidence_builder.model.assessment import (
    Action,
    Assessment,
    Countersignature,
    Decision,
    Judged,
    Plan,
    PlannedAssessment,
    Sample,
    SignOff,
    Visit,
)
from evidence_builder.model.evidence import (
    Evidence,
    PlainClaim,
    PlainFile,
    PlainOriginal,
)
from evidence_builder.model.form import Form
from evidence_builder.model.layout import DocumentLayout
from evidence_builder.model.portfolio import (
    Centre,
    Learner,
    PlainMethod,
    PlainPerson,
    Portfolio,
    Settings,
    Transfer,
    Witness,
)
from evidence_builder.model.qualification import (
    CatalogueUnit,
    Criterion,
    Guidance,
    Outcome,
    Part,
    PlainPoint,
    Qualification,
    Range,
    Rule,
    Twin,
    Unit,
)
from evidence_builder.model.record import fields_of
from evidence_builder.model.requirement import Count, Each, Requirement
from evidence_builder.yamltext.events import parse
from tests.cli.pages import ROOT, documents, fences, put_files, sections

if TYPE_CHECKING:
    from evidence_builder.yamltext.source import Source
    from tests.cli.pages import Fence

FORMATS = (ROOT / "docs" / "file-formats.md").read_text(encoding="utf-8")
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
KINDS = (Portfolio, Evidence, Unit, Qualification, Assessment, Plan)
TABLES: dict[str, type[BaseModel]] = {
    "portfolio.yaml": Portfolio,
    "a transfer": Transfer,
    "the learner": Learner,
    "the centre": Centre,
    "a person": PlainPerson,
    "a witness": Witness,
    "settings": Settings,
    "a method": PlainMethod,
    "an evidence item": Evidence,
    "a file": PlainFile,
    "an original": PlainOriginal,
    "a claim": PlainClaim,
    "a unit": Unit,
    "an outcome": Outcome,
    "a criterion": Criterion,
    "a twin": Twin,
    "a part": Part,
    "a range": Range,
    "guidance": Guidance,
    "a point of guidance": PlainPoint,
    "a requirement": Requirement,
    "each": Each,
    "a count": Count,
    "a qualification": Qualification,
    "a rule": Rule,
    "a catalogue unit": CatalogueUnit,
    "an assessment file": Assessment,
    "a decision": Decision,
    "what was judged": Judged,
    "a countersignature": Countersignature,
    "an action": Action,
    "a sign-off": SignOff,
    "a sample": Sample,
    "a visit": Visit,
    "a plan": Plan,
    "what is planned": PlannedAssessment,
}
# Its portfolio has everything that the data can have.
WITH_ALL_KEYS = ROOT / "tests" / "cli" / "check-json.md"
# Those of this page are wrong on purpose; test_codes runs them.
WRONG_ON_PURPOSE = {"diagnostics.md"}
ROW = re.compile(r"^\| `(\w+)` \|(.*)\|$", re.MULTILINE)
CODE = re.compile(r"^(`{3,}).*?^\1$|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]\[]*\]\(([^)\s]+)\)")
# Two folders below the root of a disk, or the letter of a drive.
ABSOLUTE = re.compile(r"(?<![\w./:~<>)\]*-])/[A-Za-z][\w.-]*/[\w.-]|\b[A-Za-z]:\\\w")


def rows(heading: str) -> list[tuple[str, list[str]]]:
    """Return field and further cells of each row of a mapping's table."""
    section = sections(FORMATS, level=3)[f"Fields of {heading}"]
    return [(name, cells.split(" | ")) for name, cells in ROW.findall(section)]


def models_within(annotation: Any) -> set[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        fields = annotation.model_fields.values()
        return {annotation}.union(*(models_within(one.annotation) for one in fields))
    return set().union(*map(models_within, get_args(annotation)))


def parsed(fence: Fence) -> Source:
    text = fence.text.split("---\n")[1] if "---\n" in fence.text else fence.text
    ending = ".md" if fence.language == "markdown" else ".yaml"
    return parsed_text(fence.path or f"example{ending}", text)


def parsed_text(path: str, text: str) -> Source:
    sink = Sink()
    source = parse(path, text, sink)
    assert list(sink) == []
    assert source is not None
    return source


def model_of(source: Source) -> type[BaseModel]:
    """Return the model that a file says it is of; evidence need not say it."""
    kind = source.tree.get("kind", "evidence")
    return {kind_of(one): one for one in (*KINDS, Form, DocumentLayout)}[kind]


def test_every_model_has_a_table():
    found = set().union(*(models_within(kind) for kind in KINDS))

    assert found == set(TABLES.values())


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_has_every_field_and_no_other(heading):
    assert [name for name, _ in rows(heading)] == list(fields_of(TABLES[heading]))


@pytest.mark.parametrize("heading", TABLES)
def test_a_table_says_which_fields_are_required(heading):
    fields = fields_of(TABLES[heading]).items()
    required = [name for name, field in fields if field.is_required()]

    assert [n for n, cells in rows(heading) if cells[-2].strip() == "yes"] == required


@pytest.mark.parametrize("heading", TABLES)
def test_examples_in_a_table_can_be_read(heading):
    for name, cells in rows(heading):
        tree = parsed_text(name, cells[-1].strip().strip("`")).tree
        field = fields_of(TABLES[heading])[name]
        form = Annotated[field.annotation, *field.metadata, "documented"]

        assert list(tree) == [name]
        TypeAdapter(form).validate_python(tree[name])


@pytest.mark.parametrize("page", documents(), ids=lambda path: path.name)
def test_examples_in_documents_can_be_read(page):
    text = page.read_text(encoding="utf-8")
    shown = fences(text, "yaml", "markdown")
    whole = {one.path: one for one in reversed(shown) if not one.is_part}
    for fence in shown:
        if fence.is_part:
            check_part(fence, whole[fence.path])
        elif page.name not in WRONG_ON_PURPOSE:
            check_complete(fence)


def check_part(part: Fence, whole: Fence) -> None:
    """Read a few fields as if they stood in the complete file of their page."""
    complete = parsed(whole)
    tree = {**complete.tree, **parsed(part).tree}
    model_of(complete).model_validate(tree)


def check_complete(fence: Fence) -> None:
    """Read a whole file, which nothing is to be said against."""
    sink = Sink()
    source = parsed(fence)
    if fence.language == "markdown":
        value = read_item(source.path, fence.text, sink)
    else:
        value = read(model_of(source), source, sink)
    assert list(sink) == []
    assert value


def commands(command: click.Command, path: str = "evidence-builder"):
    yield path, command
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from commands(below, f"{path} {name}")


@pytest.mark.parametrize(("path", "command"), list(commands(program)))
def test_commands_and_options_are_documented(path, command):
    section = sections(COMMANDS)[path]
    context = click.Context(command, **command.context_settings)
    context.help_option_names = ["-h", "--help"]
    options = [
        {*one.opts, *one.secondary_opts}
        for one in command.get_params(context)
        if isinstance(one, click.Option)
    ]
    table = re.findall(r"^\| ((?:`-[^`]*`(?:, )?)+) \|", section, re.MULTILINE)
    documented = [set(re.findall(r"`([^`]+)`", cell)) for cell in table]
    arguments = [one for one in command.params if isinstance(one, click.Argument)]

    assert sorted(map(sorted, documented)) == sorted(map(sorted, options))
    for one in arguments:
        metavar = one.make_metavar(context)
        assert re.search(rf"`({path} )?{re.escape(metavar)}`", section)


def test_only_commands_that_exist_are_documented():
    written = [one for one in sections(COMMANDS) if one.startswith("evidence-builder")]

    assert written == [path for path, _ in commands(program)]


def keys_under(data: Any) -> set[str]:
    if isinstance(data, dict):
        return set(data).union(*map(keys_under, data.values()))
    return set().union(*map(keys_under, data)) if isinstance(data, list) else set()


def test_keys_of_the_json_are_documented(tmp_path):
    put_files(WITH_ALL_KEYS.read_text(encoding="utf-8"), tmp_path)
    ran = CliRunner().invoke(program, ["check", str(tmp_path), "--json"])
    data = json.loads(ran.stdout)
    statuses = set(data["summary"])
    section = sections(FORMATS)["JSON"]

    assert data["findings"]
    assert keys_under(data) - statuses - set(re.findall(r"`(\w+)`", section)) == set()


def test_every_status_is_documented():
    table = re.findall(
        r"^\| `([\w ]+)` \|", sections(FORMATS)["Statuses"], re.MULTILINE
    )

    assert table == [str(status) for status in Status]


def anchors(text: str) -> set[str]:
    """Return the anchors that code hosts give to headings."""
    titles = (title for level in (1, 2, 3, 4) for title in sections(text, level))
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in titles}


@pytest.mark.parametrize("page", documents(), ids=lambda path: path.name)
def test_links_lead_to_what_exists(page):
    broken = []
    for target in LINK.findall(CODE.sub("", page.read_text(encoding="utf-8"))):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        file = page.parent / name if name else page
        if not file.exists() or (
            anchor and anchor not in anchors(file.read_text(encoding="utf-8"))
        ):
            broken.append(target)

    assert broken == []


@pytest.mark.parametrize("page", documents(), ids=lambda path: path.name)
def test_no_document_names_a_place_on_one_machine(page):
    assert ABSOLUTE.findall(page.read_text(encoding="utf-8")) == []
