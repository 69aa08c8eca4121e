"""Layouts choose the sections of a document; what leads out of a part becomes words."""

import shutil
from datetime import date

import pytest
from PIL import Image

from evidence_builder.diagnostics import Sink
from evidence_builder.document.blocks import Heading
from evidence_builder.document.dump import dump
from evidence_builder.document.inlines import PageOf, Reference
from evidence_builder.document.rewrite import leads_out
from evidence_builder.load.layouts import load_layouts, load_shipped_layout
from evidence_builder.pipeline.build import build, layouts
from evidence_builder.pipeline.check import check
from evidence_builder.pipeline.document import compose
from evidence_builder.resolve.resolved import part_of
from evidence_builder.resolve.subject import UnknownError
from tests.cli.pages import ROOT, fences

TODAY = date(2026, 6, 1)
SAMPLE = ROOT / "samples" / "customer-service-team-leader"
NAMES = ["checklist", "criteria-first", "forms", "full", "gaps", "index", "unit"]


@pytest.fixture(scope="module")
def measured():
    return check(SAMPLE, today=TODAY).value


def composed(measured, name, **options):
    layout = load_shipped_layout(name)
    return compose(measured, Sink(), layout=layout, **options)


def headings(document, level=2):
    return [
        block.inlines[0].text
        for block in document.blocks
        if isinstance(block, Heading) and block.level <= level
    ]


def test_the_layouts_that_ship_are_sound_and_say_what_they_are_for():
    sink = Sink()
    found = load_layouts(SAMPLE, sink)

    assert list(found) == NAMES
    assert sink.diagnostics == []
    assert all(one.value.purpose.endswith(".") for one in found.values())


def test_the_guide_names_every_layout_and_section():
    text = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")

    assert [name for name in NAMES if f"| `{name}` |" not in text] == []
    sections = set().union(*(load_shipped_layout(n).sections for n in NAMES))
    assert [name for name in sections if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["full", "criteria-first"])
def test_a_whole_portfolio_leads_nowhere_else(measured, name):
    assert not leads_out(composed(measured, name).blocks)


def test_criteria_first_has_every_item_once_behind_a_unit_that_it_claims(measured):
    document = composed(measured, "criteria-first")
    order = headings(document)
    items = [one.item for one in measured.resolved.items]
    for item in items:
        heading = f"{item.id}  {item.evidence.title}"
        assert order.count(heading) == 1
        before = order[: order.index(heading)]
        if not item.claims:
            assert "Evidence that claims no criterion" in before
            continue
        keys = [index.key for index in measured.resolved.units]
        shelf = [one.split()[0] for one in before if one.split()[0] in keys][-1]
        assert shelf in {claim.unit for claim in item.claims}


def test_one_unit_alone_has_only_its_evidence(measured):
    part = part_of(measured, {"A/506/1821"})
    text = dump(composed(part, "unit"))

    assert "K/506/2169" not in text
    claiming = {
        one.item.id
        for one in measured.resolved.items
        if any(claim.unit == "A/506/1821" for claim in one.item.claims)
    }
    shown = {one.item.id for one in part.resolved.items}
    assert shown == claiming
    assert part.coverage.units[0] == next(
        unit for unit in measured.coverage.units if unit.index.key == "A/506/1821"
    )
    assert part.assessments.samples == measured.assessments.samples != ()
    assert part_of(measured, {"K/506/2169"}).assessments.samples == ()


@pytest.mark.parametrize("name", ["gaps", "index", "checklist"])
def test_a_part_gives_the_pages_of_the_whole_as_words(name):
    whole = build(SAMPLE, (), today=TODAY, layout=name)
    built = build(SAMPLE, ("docx",), today=TODAY, layout=name)

    assert whole.value.outputs == {}
    assert list(built.value.outputs) == [f"{name}.docx"]


def test_words_that_led_out_stay_and_say_whose_page_it_is(measured):
    from evidence_builder.document.rewrite import standing_alone

    blocks = composed(measured, "gaps").blocks
    assert leads_out(blocks)
    alone = standing_alone(blocks, {"unit:A/506/1821": 36})
    document = composed(measured, "gaps")
    text = dump(type(document)("Gaps", alone))

    assert not leads_out(alone)
    assert "Tracking sheet on p. 36 of the portfolio" in text
    # What lies within the part is a link still.
    kept = [
        one
        for block in alone
        for one in getattr(block, "inlines", ())
        if isinstance(one, Reference | PageOf)
    ]
    assert all(one.target.startswith("gaps:") for one in kept)


def test_sheets_have_no_narratives_and_no_files(measured):
    layout = load_shipped_layout("full").model_copy(update={"detail": "sheets"})
    text = dump(compose(measured, Sink(), layout=layout))

    assert "Claimed for" in text
    assert "The learner's account" not in text


def test_a_layout_of_a_centre_goes_before_one_that_ships(tmp_path):
    own = tmp_path / "templates" / "layouts"
    own.mkdir(parents=True)
    (own / "gaps.yaml").write_text(
        "kind: layout\ntitle: Our list\npurpose: Ours.\nsections: gaps\n"
    )
    (own / "broken.yaml").write_text("kind: layout\ntitle: Broken\nsections: [gap]\n")
    found = layouts(tmp_path)

    assert found.value["gaps"].title == "Our list"
    assert "broken" not in found.value
    assert {one.code.id for one in found.diagnostics} == {"EB201", "EB203"}


def test_the_colour_must_be_one(tmp_path):
    own = tmp_path / "templates" / "layouts"
    own.mkdir(parents=True)
    (own / "blue.yaml").write_text(
        "kind: layout\ntitle: T\npurpose: P.\nsections: gaps\ncolours: {accent: blue}\n"
    )
    (message,) = [one.message for one in layouts(tmp_path).diagnostics]

    assert message == '"blue" is no colour'


def test_what_is_not_there_is_said_with_what_is():
    with pytest.raises(UnknownError, match="no layout gap") as caught:
        build(SAMPLE, (), today=TODAY, layout="gap")
    assert "criteria-first" in caught.value.hints[0]

    with pytest.raises(UnknownError, match="no unit X/1") as caught:
        build(SAMPLE, (), today=TODAY, layout="unit", units=["X/1"])
    assert "A/506/1821" in caught.value.hints[0]


def test_files_are_called_after_the_layout_and_the_units():
    built = build(SAMPLE, ("docx",), today=TODAY, layout="unit", units=["A/506/1821"])

    assert list(built.value.outputs) == ["unit-A-506-1821.docx"]


def test_the_layout_of_the_guide_can_be_built(tmp_path):
    text = (ROOT / "docs" / "layouts.md").read_text(encoding="utf-8")
    (example,) = [one for one in fences(text, "yaml") if one.path]
    folder = tmp_path / "portfolio"
    shutil.copytree(SAMPLE, folder)
    own = folder / example.path
    own.parent.mkdir(parents=True)
    own.write_text(example.text, encoding="utf-8")
    (folder / "pictures").mkdir()
    Image.new("RGB", (300, 80), "navy").save(folder / "pictures" / "college.png")
    built = build(folder, ("docx", "html"), today=TODAY, layout="our-college")

    assert [one for one in built.diagnostics if one.is_error] == []
    assert list(built.value.outputs) == ["our-college.docx", "our-college.html"]


def test_a_faulty_layout_that_nobody_asked_for_stops_nothing(tmp_path):
    folder = tmp_path / "portfolio"
    shutil.copytree(SAMPLE, folder)
    own = folder / "templates" / "layouts"
    own.mkdir(parents=True)
    (own / "broken.yaml").write_text("kind: layout\ntitle: T\nsections: [gap]\n")

    assert build(folder, ("csv",), today=TODAY, layout="gaps").value.outputs
    chosen = build(folder, ("csv",), today=TODAY, layout="broken")
    assert chosen.value.outputs == {}
    assert {one.code.id for one in chosen.diagnostics} >= {"EB201", "EB203"}


def test_the_layout_of_one_unit_asks_which():
    with pytest.raises(UnknownError, match="shows one unit"):
        build(SAMPLE, (), today=TODAY, layout="unit")


def test_a_document_is_the_same_whatever_else_is_built():
    alone = build(SAMPLE, ("docx",), today=TODAY, cached=False)
    among = build(SAMPLE, ("pdf", "docx"), today=TODAY, cached=False)

    assert (
        alone.value.outputs["portfolio.docx"] == among.value.outputs["portfolio.docx"]
    )
