"""Units, evidence and decisions for tests of coverage: builders, then strategies."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import yaml
from hypothesis import strategies as st

from evidence_builder.coverage.claims import Claim, Item
from evidence_builder.coverage.combination.rules import UnitFacts
from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.coverage.terms import Terms
from evidence_builder.model.evidence import Evidence
from evidence_builder.model.index import UnitIndex
from evidence_builder.model.methods import DEFAULT_METHODS
from evidence_builder.model.qualification import Qualification, Unit

RULES = Path(__file__).parent.parent / "rules"
UNIT = "U"
FIRST_DAY = date(2026, 1, 1)
LAST_DAY = FIRST_DAY + timedelta(120)


def rules_file(name: str) -> dict:
    text = (RULES / f"{name}.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.BaseLoader)  # noqa: S506 - every scalar stays text


def unit(name: str) -> UnitIndex:
    """Return a unit of ``tests/rules``."""
    return UnitIndex(Unit.model_validate(rules_file(name)))


def qualification(name: str) -> Qualification:
    """Return a qualification of ``tests/rules``."""
    return Qualification.model_validate(rules_file(name))


def index_of(text: str) -> UnitIndex:
    """Return a unit written as YAML, all but its kind, reference and title."""
    fields = yaml.load(text, yaml.BaseLoader)  # noqa: S506 - every scalar stays text
    return UnitIndex(
        Unit.model_validate({"kind": "unit", "ref": UNIT, "title": "U", **fields})
    )


def item(
    name: str,
    method: str = "WP",
    on: str | None = "2026-03-02",
    *,
    of: UnitIndex | str = UNIT,
    claims: str = "",
    covers: dict | None = None,
    **fields,
) -> Item:
    """Return an item that claims criteria, given as ids with spaces between."""
    key = of if isinstance(of, str) else of.key
    keys = claims.split()
    if isinstance(of, UnitIndex):
        keys = of.select_all(claims.split(" ; ")) if claims else ()
    covered = {one: tuple(items) for one, items in (covers or {}).items()}
    dates = on.split() if on else []
    evidence = Evidence.model_validate(
        {"id": name, "title": name, "method": method, "dates": dates, **fields}
    )
    made = tuple(Claim(name, key, one, covers=covered) for one in keys)
    return Item(evidence, DEFAULT_METHODS[method], made)


def decision(
    evidence: str, criterion: str, word: str = "met", on: str = "2026-04-01", **fields
):
    """Return an assessor's decision."""
    fields = {"unit": UNIT, "by": "JT", **fields}
    when = date.fromisoformat(on)
    return DecisionOnClaim(
        evidence=evidence, criterion=criterion, decision=word, on=when, **fields
    )


def facts(of: Qualification, *names: str) -> list[UnitFacts]:
    """Return what a qualification's catalogue knows of units."""
    known = {one.ref: one for one in of.catalogue}
    return [
        UnitFacts(name, known[name].title, known[name].level, known[name].credits)
        for name in names
    ]


_METHODS = ("O", "WT", "WP", "RA", "SIM")
_LISTS = ("all", "1.1", "1.2", "2.1-2.2", "outcome 1")
_PLACES = ("1.1", "1.2a", "1.2b", "1.2c", "2.1", "2.2")

_codes = st.lists(st.sampled_from(_METHODS), min_size=1, max_size=3, unique=True)
_asked = st.one_of(
    st.fixed_dictionaries({"pieces": st.sampled_from("123")}),
    st.fixed_dictionaries({"occasions": st.sampled_from("123")}),
    st.fixed_dictionaries({"methods": _codes, "at_least": st.sampled_from("12")}),
    st.fixed_dictionaries({"different_methods": st.sampled_from("12")}),
    st.fixed_dictionaries({"different_methods": st.just("1"), "among": _codes}),
    st.fixed_dictionaries({"not_only": _codes}),
    st.fixed_dictionaries({"forbid_methods": _codes}),
    st.fixed_dictionaries({"max_age_months": st.sampled_from(("1", "2"))}),
    st.fixed_dictionaries({"witnessed": st.just("yes")}),
    st.fixed_dictionaries(
        {"counts": st.just([{"at_least": "1", "covers": {"tools": ["saw"]}}])}
    ),
)
_wheres = st.fixed_dictionaries(
    {"per": st.sampled_from(("criterion", "outcome", "unit"))},
    optional={"criteria": st.lists(st.sampled_from(_LISTS), min_size=1, max_size=2)},
)
requirements = st.builds(lambda asked, where: {**asked, **where}, _asked, _wheres)
_requires = st.lists(requirements, max_size=2)


@st.composite
def unit_fields(draw) -> dict:
    """Draw a unit with parts, ranges and requirements at every level."""
    parts = [
        {"id": letter, "text": letter, "requires": draw(_requires)} for letter in "abc"
    ]
    stem = {"id": "1.2", "text": "stem:", "parts": parts, "requires": draw(_requires)}
    stem["parts_needed"] = draw(st.sampled_from(("all", "1", "2")))
    first = [{"id": "1.1", "text": "one", "requires": draw(_requires)}, stem]
    second = [{"id": "2.1", "text": "two"}, {"id": "2.2", "text": "three"}]
    hangs = draw(st.sampled_from(([], ["2.1"], ["outcome 2"])))
    tools = {
        "id": "tools",
        "title": "tools",
        "items": ["saw", "axe"],
        "criteria": hangs,
    }
    tools["cover"] = draw(st.sampled_from(("all", "1")))
    return {
        "kind": "unit",
        "ref": UNIT,
        "title": "U",
        "requires": draw(_requires),
        "outcomes": [
            {"id": "1", "title": "Be able to", "criteria": first},
            {
                "id": "2",
                "title": "Know",
                "criteria": second,
                "requires": draw(_requires),
            },
        ],
        "ranges": draw(st.sampled_from(([], [tools]))),
    }


def build(fields: dict) -> UnitIndex:
    """Return the unit of drawn fields."""
    return UnitIndex(Unit.model_validate(fields))


days = st.integers(0, 120).map(lambda days: FIRST_DAY + timedelta(days))
_claims = st.lists(st.sampled_from((*_PLACES, "9.9")), max_size=4)
_covers = st.sampled_from(({}, {"tools": ("saw",)}, {"tools": ("saw", "axe")}))


@st.composite
def items(draw, name: str) -> Item:
    """Draw an item of one number."""
    evidence = Evidence(
        id=name,
        title=name,
        method=draw(st.sampled_from(_METHODS)),
        dates=tuple(draw(st.lists(days, max_size=2))),
        witness=draw(st.sampled_from(((), ("W1",), ("W2",)))),
        draft=draw(st.sampled_from((False, False, False, True))),
    )
    claims = tuple(
        Claim(name, UNIT, key, covers=draw(_covers)) for key in draw(_claims)
    )
    return Item(evidence, DEFAULT_METHODS[evidence.method], claims)


portfolios = st.integers(0, 5).flatmap(
    lambda size: st.tuples(*(items(f"E{number}") for number in range(size)))
)


@st.composite
def decisions(draw) -> Decisions:
    """Draw decisions, some of them on evidence that has changed since."""
    names = tuple(f"E{number}" for number in range(7))
    made = draw(
        st.lists(
            st.builds(
                DecisionOnClaim,
                evidence=st.sampled_from(names),
                unit=st.just(UNIT),
                criterion=st.sampled_from(_PLACES),
                decision=st.sampled_from(("met", "met", "referred")),
                by=st.just("JT"),
                on=days,
                sha256=st.sampled_from((None, "aa", "bb")),
            ),
            max_size=10,
        )
    )
    numbered = (one._replace(order=("a", place)) for place, one in enumerate(made))
    return Decisions(tuple(numbered), dict.fromkeys(names, "aa"))


terms = st.builds(
    Terms,
    requires=st.just(()),
    methods=st.just(DEFAULT_METHODS),
    max_age_months=st.sampled_from((None, None, 2)),
    today=st.sampled_from((None, LAST_DAY)),
    witnesses=st.sampled_from((None, ("W1",))),
)
