"""The recording forms as people get them: what is known stands there, no more."""

from __future__ import annotations

import contextlib
import io
import re
import subprocess
import zipfile
from datetime import date
from typing import NamedTuple, get_args

import pytest

from evidence_builder import check
from evidence_builder.cli import guard
from evidence_builder.compose.forms.form import compose_form, separate
from evidence_builder.compose.sections.tracking import SIGNATORIES
from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import FormLine, Table
from evidence_builder.document.walk import own_inlines, plain, walk_blocks
from evidence_builder.load.forms import load_forms
from evidence_builder.load.shipped import shipped
from evidence_builder.model.assessment import Outcome
from evidence_builder.model.form import Form
from evidence_builder.model.record import Record
from evidence_builder.pipeline.forms import PRINTED, form, forms
from evidence_builder.resolve.subject import FormRequest, find_subject
from tests.cli.pages import ROOT, fences, put_files, sections
from tests.conftest import program, write_files

SAMPLE = ROOT / "samples" / "customer-service-team-leader"
UNIT = "A/506/1821"
NAMES = sorted(path.stem for path in (ROOT / "templates" / "forms").iterdir())
EVIDENCE = (
    *("observation-record", "professional-discussion", "questioning-record"),
    *("reflective-account", "witness-testimony", "rpl-record", "in-situ-statement"),
)
COPIED = {"witness-list", "skill-scan", "assessment-plan"}
RECORDS = sorted(set(NAMES) - {*EVIDENCE, *COPIED})
LONG = (
    "王小明歐陽鳳凰 Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh-Cholmondeley"
)
GUIDE = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")


def portfolio(unit: str, learner: str = "Sam Patel", more: str = "") -> str:
    """Return the file of a portfolio of one unit."""
    return f'kind: portfolio\nunits: [{unit}]\nlearner: {{name: "{learner}"}}\n{more}'


def forty_criteria() -> str:
    """Return a unit of forty criteria, every tenth with parts."""
    lines = ["kind: unit", "ref: BIG 1", "title: Do a great many things", "outcomes:"]
    for outcome in range(1, 5):
        lines += [f"  - title: Be able to do thing {outcome}", "    criteria:"]
        lines += [
            f"      - {{id: {outcome}.{n}, text: Explain how matter {n} bears on it}}"
            for n in range(1, 10)
        ]
        lines += [
            f"      - id: {outcome}.10",
            '        text: "Work within:"',
            "        parts_needed: 1",
            "        parts: [{id: a, text: the law}, {id: b, text: codes of practice}]",
        ]
    return "\n".join(lines) + "\n"


@pytest.fixture
def small(tmp_path):
    """Return a portfolio whose learner has a long name and whose unit is big."""
    files = {
        "portfolio.yaml": portfolio("BIG 1", LONG),
        "criteria/big.yaml": forty_criteria(),
    }
    return write_files(tmp_path / "small", files)


def folders(tmp_path, small):
    """Return where forms are made, and the units that are named there."""
    empty = tmp_path / "empty"
    empty.mkdir()
    return ((SAMPLE, (UNIT,)), (empty, ()), (small, ()))


def made(folder, name, to, **asked):
    chosen = forms(folder).value[name]
    checked = form(folder, name, chosen, to, FormRequest(**asked))
    assert [one for one in checked.diagnostics if one.is_error] == []
    return checked.value


def document_of(folder, name, **asked):
    sink = Sink()
    chosen = load_forms(folder, sink)[name].value
    subject = find_subject(folder, FormRequest(**asked), sink)
    assert list(sink) == []
    return compose_form(chosen, separate(chosen, subject))


def texts(document) -> list[str]:
    return [
        plain(run)
        for block in walk_blocks(document.blocks)
        for run in own_inlines(block)
    ]


def squeezed(text: str) -> str:
    return re.sub(r"[\s-]+", "", text)


class Done(NamedTuple):
    """What a run printed, and its exit status."""

    status: int
    stdout: str
    stderr: str


def run(*arguments) -> Done:
    """Run the command as the program does."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = guard.run(["form", *map(str, arguments)])
    return Done(status, out.getvalue(), err.getvalue())


def ran(*arguments) -> Done:
    """Run the command, which must succeed."""
    done = run(*arguments)
    assert done.status == 0, done.stderr
    return done


def test_the_forms_of_a_centre_are_all_there():
    sink = Sink()

    assert list(load_forms(SAMPLE, sink)) == NAMES
    assert list(sink) == []
    assert len(NAMES) == 17


@pytest.mark.needs("qpdf", "pdftotext")
@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_accessible_and_says_the_same_in_both_formats(name, tmp_path, small):
    validator = pytest.importorskip("page")
    for number, (folder, units) in enumerate(folders(tmp_path, small)):
        outputs = made(folder, name, PRINTED, units=units).outputs
        data = {path.rpartition(".")[2]: one for path, one in outputs.items()}
        path = tmp_path / f"{number}.pdf"
        path.write_bytes(data["pdf"])

        report = validator.validate_pdf(path, profile="ua1")
        assert [(one.rule_id, one.message) for one in report.failures] == []
        checked = subprocess.run(  # noqa: S603 - our own file
            [program("qpdf"), "--check", path], capture_output=True, check=False
        )
        assert (checked.returncode, checked.stderr) == (0, b"")
        in_pdf = subprocess.run(  # noqa: S603 - our own file
            [program("pdftotext"), "-raw", path, "-"], capture_output=True, check=True
        )
        in_pdf = squeezed(in_pdf.stdout.decode())
        with zipfile.ZipFile(io.BytesIO(data["docx"])) as package:
            xml = package.read("word/document.xml").decode()
        in_docx = squeezed(re.sub("<[^>]+>", "", xml).replace("&amp;", "&"))
        words = texts(document_of(folder, name, units=units))
        lines = [squeezed(line) for text in words for line in text.split("\n")]
        assert len([line for line in lines if line]) > 20
        assert [line for line in lines if line not in in_pdf] == []
        assert [line for line in lines if line not in in_docx] == []


@pytest.mark.needs("ooxml-validator")
@pytest.mark.parametrize("name", NAMES)
def test_a_form_is_valid_word(name, tmp_path):
    path = tmp_path / "form.docx"
    (data,) = made(SAMPLE, name, ["docx"], units=(UNIT,)).outputs.values()
    path.write_bytes(data)

    done = subprocess.run(  # noqa: S603 - our own file
        [program("ooxml-validator"), path], capture_output=True, check=True
    )
    assert '"errors": []' in done.stdout.decode()


@pytest.mark.parametrize("name", NAMES)
def test_the_same_form_is_the_same_bytes(name):
    once, again = (made(SAMPLE, name, PRINTED, units=(UNIT,)) for _ in range(2))

    assert once.outputs == again.outputs


@pytest.mark.parametrize("name", NAMES)
def test_learner_and_number_stand_on_every_page(name):
    document = document_of(SAMPLE, name, units=(UNIT,))

    assert document.header_left == "Zofia Gęślą-O'Brien · 0417733"
    assert document.title.endswith(": Zofia Gęślą-O'Brien")


@pytest.mark.parametrize("name", NAMES)
def test_without_a_portfolio_nobody_is_named(name, tmp_path):
    document = document_of(tmp_path, name, units=(UNIT,))
    words = " ".join(texts(document))

    assert document.header_left.startswith("Learner: ____")
    assert document.author == ""
    assert "Zofia" not in words
    assert not any(isinstance(one, FormLine) for one in walk_blocks(document.blocks))


def test_criteria_stand_in_full_words_and_none_is_left_out(small):
    words = texts(document_of(small, "observation-record"))

    wanted = [f"{o}.{n}" for o in range(1, 5) for n in range(1, 10)]
    wanted += [f"{o}.10{part}" for o in range(1, 5) for part in "ab"]
    assert [one for one in wanted if one not in words] == []
    assert words.count("Explain how matter 7 bears on it") == 4
    assert words.count("At least 1 of 2 parts") == 4
    assert LONG in words


def test_only_the_criteria_asked_for_are_printed():
    words = texts(
        document_of(SAMPLE, "witness-testimony", units=(UNIT,), criteria="2.1-2.3")
    )

    numbers = [one for one in words if re.fullmatch(r"\d\.\d", one)]
    assert numbers == ["2.1", "2.2", "2.3"]


def test_an_item_brings_its_criteria_its_witness_and_its_name():
    words = texts(document_of(SAMPLE, "witness-testimony", evidence="E015"))

    numbers = [one for one in words if re.fullmatch(r"\d\.\d", one)]
    assert numbers == ["2.1", "2.2", "2.4", "3.3", "3.4"]
    assert words.count("Graham Tattershaw") == 2
    assert "line manager" in words
    assert "E015 Witness testimony of the line manager, 30 April 2026" in words


def test_of_two_assessors_none_is_printed(tmp_path):
    people = (
        "  - {id: A, role: assessor, name: Ann Able}\n"
        "  - {id: B, role: assessor, name: Ben Best}\n"
        "  - {id: C, role: iqa, name: Cy Cole}\n"
    )
    text = portfolio(UNIT, more=f"people:\n{people}")
    write_files(tmp_path, {"portfolio.yaml": text})
    words = texts(document_of(tmp_path, "unit-declaration"))

    assert "Cy Cole" in words
    assert "Ann Able" not in words
    assert "Ben Best" not in words


def test_nobody_who_signs_has_a_date_or_a_signature_yet(small):
    for name in NAMES:
        signing = [
            one
            for one in walk_blocks(document_of(small, name).blocks)
            if isinstance(one, Table) and "signs" in one.summary
        ]
        assert signing
        for row in (row for one in signing for row in one.rows):
            written = [
                plain(run)
                for one in row.cells[2:]
                for block in one.blocks
                for run in own_inlines(block)
            ]
            assert "".join(written).strip() == ""


def test_a_declaration_is_made_for_each_unit_and_the_sampling_plan_for_all():
    declarations = texts(document_of(SAMPLE, "unit-declaration"))
    plan = texts(document_of(SAMPLE, "iqa-sampling-plan"))
    refs = ["L/506/2150", "Y/506/2152", "A/506/1821"]

    assert declarations.count("Unit declaration") == 8
    assert plan.count("IQA sampling plan") == 1
    for ref in refs:
        assert any(one.startswith(ref) for one in declarations)
        assert any(one.startswith(ref) for one in plan)


@pytest.mark.parametrize("name", EVIDENCE)
def test_a_form_becomes_a_draft_that_check_accepts(name, tmp_path, small):
    for folder in (tmp_path / "copy", small):
        if folder != small:
            copy(SAMPLE, folder)
        arguments = ["--unit", UNIT] if folder != small else []
        for wanted in ([], ["--criteria", "1.1-1.3"]):
            ran(name, folder, "--to", "md", *arguments, *wanted)

        checked = check(folder, today=date(2026, 7, 1))
        mine = [one for one in checked.diagnostics if f"-{name}.md" in one.span.path]
        assert [one for one in mine if one.is_error] == []
        assert {one.code.id for one in mine} <= {"EB402"}
        items = [
            one
            for one in checked.value.resolved.items
            if one.loaded.source.path.endswith(f"-{name}.md")
            and one.item.evidence.draft
        ]
        assert len(items) == 2
        assert [len(one.item.claims) for one in items] == [0, 3]


def copy(source, target):
    for path in source.rglob("*"):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(path.read_bytes())


def test_a_draft_counts_once_it_is_finished(small):
    path = small / "evidence" / "e001-reflective-account.md"
    ran("reflective-account", small, "--to", "md")
    text = path.read_text(encoding="utf-8").replace("draft: yes\n", "")
    filled = re.sub("# - 1.1( +)@", r"- 1.1\1@ paragraph 2", text)
    path.write_text(filled, encoding="utf-8")

    (item,) = check(small).value.resolved.items
    assert [(one.criterion, str(one.at)) for one in item.item.claims] == [
        ("1.1", "paragraph 2")
    ]


def test_a_number_is_the_next_and_never_one_that_was_given_before(tmp_path):
    copy(SAMPLE, tmp_path)
    (tmp_path / "evidence" / "e024-complaints-leaflet.yaml").unlink()
    (tmp_path / "assessment" / "x.yaml").write_text(
        "kind: assessment\nby: JT\ndecisions:\n  - evidence: E031\n"
        f"    claims: {{{UNIT}: [1.1]}}\n    decision: met\n    on: 2026-03-01\n"
    )
    done = ran("reflective-account", tmp_path, "--to", "md", "--unit", UNIT)

    assert "e032-reflective-account.md" in done.stdout


def test_numbers_go_on_as_most_of_them_are_written(tmp_path):
    for number in ("RPL-2019", "7", "8", "09"):
        text = f"---\nid: {number}\ntitle: One\nmethod: WP\n---\n"
        write_files(tmp_path, {f"evidence/{number}.md": text})
    done = ran("reflective-account", tmp_path, "--to", "md")

    assert "10-reflective-account.md" in done.stdout


@pytest.mark.parametrize("name", RECORDS)
def test_records_are_accepted_as_they_are_and_when_filled_in(name, tmp_path):
    copy(SAMPLE, tmp_path)
    ran(name, tmp_path, "--to", "yaml", "--unit", UNIT)
    path = tmp_path / "assessment" / f"{name}.yaml"
    before = check(tmp_path).diagnostics

    assert [one for one in before if name in one.span.path] == []
    text = path.read_text(encoding="utf-8")
    assert re.search(
        r"^# (decisions|actions|sign_offs|samples|visits):$", text, re.MULTILINE
    )


def test_a_sign_off_that_is_filled_in_is_read(small):
    ran("unit-declaration", small, "--to", "yaml")
    path = small / "assessment" / "unit-declaration.yaml"
    text = path.read_text(encoding="utf-8")
    filled = re.sub(r"^# (?=sign_offs|  )", "", text, flags=re.MULTILINE)
    path.write_text(filled.replace("on:", "on: 2026-05-01").replace("by:", "by: JT"))

    (loaded,) = check(small).value.resolved.project.assessments
    assert [one.role for one in loaded.value.sign_offs] == ["learner", "assessor"]


def filled_in(name, folder, **blanks):
    """Return a form as a text with every entry's mark taken away and blanks filled."""
    place = folder / "text.yaml"
    ran(name, folder, "--to", "yaml", "-o", place)
    text = place.read_text(encoding="utf-8")
    text = re.sub(r"^# (?=[a-z_]+:$|  )", "", text, flags=re.MULTILINE)
    for field, value in blanks.items():
        text = re.sub(
            rf"(\b{field}:)(?: \[\])?(?=$| +#)",
            rf"\1 {value}",
            text,
            flags=re.MULTILINE,
        )
    return text


@pytest.mark.parametrize("name", ["skill-scan", "assessment-plan"])
def test_a_plan_that_is_filled_in_is_read(small, name):
    text = filled_in(name, small, when="2026-05-01", how="O", note="Ask first")
    text = text.replace("with: []", "with: [learner]")
    write_files(small, {"assessment/plan.yaml": text})

    checked = check(small)
    assert [one for one in checked.diagnostics if "plan" in one.span.path] == []
    (planned,) = checked.value.assessments.plan
    assert planned.record.how == "O"
    assert len(planned.about[0].criteria) == 44


@pytest.mark.parametrize("name", ["progress-review", "visit-record"])
def test_a_visit_that_is_filled_in_is_read(small, name):
    people = "people: [{id: JT, role: assessor, name: Jo Thackwray}]\n"
    path = small / "portfolio.yaml"
    path.write_text(path.read_text() + people)
    blanks = {"on": "2026-05-01", "kind": "review", "off_the_job_hours": "12"}
    more = {"notes": "Went well", "next": "Till", "action": "Do it", "done": ""}
    owed = {"owed_by": "learner", "by_when": "2026-06-01"}
    text = filled_in(name, small, **blanks, **more, **owed)
    text = text.replace("with: []", "with: [learner]")
    write_files(small, {"assessment/jt.yaml": text.replace("done:", "# done:")})

    checked = check(small)
    assert [one for one in checked.diagnostics if "jt.yaml" in one.span.path] == []
    (visit,) = checked.value.assessments.visits
    assert (visit.record.off_the_job_hours, visit.who.id) == (12, "JT")
    assert len(checked.value.assessments.actions) == 1


def test_a_sampling_plan_is_of_samples_that_are_still_to_come(small):
    people = "people: [{id: RK, role: iqa, name: Ruaridh Kinnaber}]\n"
    path = small / "portfolio.yaml"
    path.write_text(path.read_text() + people)
    text = filled_in("iqa-sampling-plan", small, stage="interim", by_when="2026-05-01")
    write_files(small, {"assessment/rk.yaml": text})

    checked = check(small)
    assert [one for one in checked.diagnostics if "rk.yaml" in one.span.path] == []
    (sample,) = checked.value.assessments.samples
    assert (sample.record.on, sample.record.accepted) == (None, None)
    assert sample.record.by_when == date(2026, 5, 1)


def test_an_in_situ_statement_asks_where_the_evidence_is(small):
    ran("in-situ-statement", small, "--to", "md")
    text = (small / "evidence" / "e001-in-situ-statement.md").read_text()

    assert "held: in situ\nlocation:\nreason:\nseen_by:\nseen_on:\n" in text


def test_the_results_of_a_sample_are_those_of_the_record():
    """As people tick them, so files say them."""
    sections = load_forms(SAMPLE, Sink())["iqa-sampling-record"].value.sections
    outcomes = get_args(get_args(Outcome)[0])
    (choices,) = (
        blank.choices
        for section in sections
        for row in section.blanks
        for blank in row
        if blank.label == "Accepted as a whole"
    )
    titles = {
        column.title
        for section in sections
        for column in (section.table.columns if section.table else ())
    }

    assert choices == outcomes
    assert f"Accepted: {', '.join(outcomes)}" in titles
    assert {"Evidence", "Valid", "Authentic", "Current", "Sufficient"} <= titles


def test_a_unit_is_signed_off_in_the_words_of_its_declaration():
    sections = load_forms(SAMPLE, Sink())["unit-declaration"].value.sections

    assert [
        (signature.role, signature.says)
        for section in sections
        for signature in section.signatures
    ] == [(name(), declaration()) for _, name, declaration in SIGNATORIES]


def test_the_witness_list_reads_back_as_that_of_the_portfolio(tmp_path):
    ran("witness-list", SAMPLE, "--to", "yaml", "-o", tmp_path / "list.yaml")
    text = (tmp_path / "list.yaml").read_text(encoding="utf-8")
    write_files(
        tmp_path,
        {"portfolio.yaml": portfolio(UNIT, more=text)},
    )

    mine, theirs = (check(one).value.resolved.portfolio for one in (tmp_path, SAMPLE))
    assert mine.witnesses == theirs.witnesses


def test_a_text_that_is_there_stays_as_it_is(small):
    place = small / "evidence" / "mine.md"
    place.parent.mkdir()
    place.write_text("mine")
    done = run("reflective-account", small, "-o", place)

    assert done.status == 3
    assert "stays as it is" in done.stderr
    assert place.read_text() == "mine"


def test_a_form_that_somebody_filled_in_is_kept(tmp_path):
    for _ in range(2):
        ran("witness-testimony", tmp_path, "-o", tmp_path)
    path = tmp_path / "witness-testimony.docx"
    path.write_bytes(b"filled in")
    done = ran("witness-testimony", tmp_path, "-o", tmp_path)

    assert "witness-testimony.kept-1.docx" in done.stderr
    assert (tmp_path / "witness-testimony.kept-1.docx").read_bytes() == b"filled in"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["witness-testimonie"], "did you mean witness-testimony?"),
        (["witness-testimony", "--unit", "A/506/9999"], "there is no unit A/506/9999"),
        (["witness-testimony", "--evidence", "E999"], "there is no evidence E999"),
        (["witness-testimony", "--criteria", "1.1"], "say of which unit"),
        (["witness-testimony", "--unit", UNIT, "--criteria", "9.9"], "9.9"),
        (["witness-testimony", "--to", "doc"], "for Word, write docx"),
        (["witness-testimony", "--to", "yaml"], "docx, pdf or md"),
        (["unit-declaration", "--to", "md"], "docx, pdf or yaml"),
        (["unit-declaration", "--to", "pdf,docx", "-o", "one.pdf"], "one file"),
    ],
)
def test_what_is_not_there_is_named_and_nothing_is_made(
    arguments, words, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)

    assert done.status == 2
    assert words in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_portfolio_that_cannot_be_read_makes_no_form(tmp_path):
    write_files(tmp_path, {"portfolio.yaml": "kind: portfolio\nlearner: {nam: Sam}\n"})
    done = run("witness-testimony", tmp_path)

    assert done.status == 1
    assert "EB20" in done.stderr
    assert not (tmp_path / "forms").exists()


def test_faults_of_evidence_cost_a_form_nothing():
    folder = ROOT / "samples" / "broken"
    chosen = forms(folder).value["witness-testimony"]
    checked = form(folder, "witness-testimony", chosen, ["md"], FormRequest())

    assert {one.span.path for one in checked.diagnostics} == {"portfolio.yaml"}
    assert len(checked.value.outputs) == 1


def test_a_centre_replaces_a_form_and_adds_its_own(tmp_path):
    put_files(GUIDE, tmp_path)
    own = (tmp_path / "templates" / "forms" / "till-check.yaml").read_text()
    write_files(tmp_path, {"templates/forms/witness-list.yaml": own})
    found = forms(tmp_path)

    assert found.diagnostics == ()
    assert found.value["till-check"] == found.value["witness-list"]
    assert set(found.value) == {*NAMES, "till-check"}
    assert "Count it together with somebody else." in texts(
        document_of(tmp_path, "till-check")
    )


def test_a_faulty_form_of_a_centre_is_not_replaced_by_ours(tmp_path):
    write_files(tmp_path, {"templates/forms/witness-list.yaml": "kind: form\n"})
    found = forms(tmp_path)

    assert "witness-list" not in found.value
    assert {one.span.path for one in found.diagnostics} == {
        "templates/forms/witness-list.yaml"
    }


def models_within(annotation) -> list[type[Record]]:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        fields = annotation.model_fields.values()
        inner = (one for field in fields for one in models_within(field.annotation))
        return [annotation, *inner]
    return [one for part in get_args(annotation) for one in models_within(part)]


def test_every_field_of_a_form_is_in_the_guide():
    tables = [
        re.findall(r"^\| `(\w+)` \|", text, re.MULTILINE)
        for title, text in sections(GUIDE, level=3).items()
        if title.startswith("Fields of")
    ]
    models = {tuple(one.model_fields) for one in models_within(Form)}

    assert {tuple(one) for one in tables} == models


def test_every_form_is_in_the_guide():
    table = sections(GUIDE)["Which form for what"]

    assert sorted(re.findall(r"^\| `([\w-]+)` \|", table, re.MULTILINE)) == NAMES


def test_the_commands_of_the_guide_run(tmp_path, monkeypatch):
    copy(SAMPLE, tmp_path)
    monkeypatch.chdir(tmp_path)
    for block in fences(GUIDE, ""):
        ran(*block.text.split()[2:])

    assert shipped("templates").is_dir()
    assert {path.name for path in (tmp_path / "forms").glob("*.docx")} == {
        "witness-testimony-A-506-1821.docx"
    }
