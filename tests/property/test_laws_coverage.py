"""Laws of the mapper, over drawn units, evidence and decisions."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from evidence_builder import reasons
from evidence_builder.coverage.claims import Claim
from evidence_builder.coverage.decisions import DecisionOnClaim, Decisions
from evidence_builder.coverage.measure import measure
from evidence_builder.coverage.occasions import occasion_grid
from evidence_builder.coverage.result import Status
from tests.property.strategies_coverage import (
    FIRST_DAY,
    LAST_DAY,
    UNIT,
    build,
    decisions,
    items,
    portfolios,
    requirements,
    terms,
    unit_fields,
)

law = settings(max_examples=50, deadline=None)
NO_DECISIONS = Decisions()


def closing(reason):
    """Return what would close a gap, in words."""
    return reasons.remedy(reason.closes) if reason.closes else ""


def measured(fields, evidence, how, made=NO_DECISIONS):
    return measure([build(fields)], evidence, terms=how, decisions=made).units[0]


def statuses(coverage):
    return {row.row.key: row.status for row in coverage.rows}


def gaps(coverage, but=()):
    """Return the gaps; of parts how many there are, as any of them may be chosen.

    Args:
        but: Statuses that are left out.
    """
    rows = [row for row in coverage.gaps if row.status not in but]
    parts = sum(row.row.part is not None for row in rows)
    whole = {row.row.key for row in rows if row.row.part is None}
    assert len({row.row.key for row in rows}) == len(rows)
    return whole | {f"part {number}" for number in range(parts)}


def without_refusals(made, of):
    kept = (one for one in made.made if one.is_met or one.evidence != of)
    return made._replace(made=tuple(kept))


def whole_gaps(coverage):
    return {(one.where, one.condition) for one in coverage.open_requirements}


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_every_criterion_has_one_row_in_the_order_of_the_unit(
    fields, evidence, how, made
):
    coverage = measured(fields, evidence, how, made)

    expected = ["1.1", "1.2", "1.2a", "1.2b", "1.2c", "2.1", "2.2"]
    assert expected == [row.row.key for row in coverage.rows]


@law
@given(unit_fields(), portfolios, terms, decisions(), items("E6"))
def test_more_evidence_worsens_nothing_but_for_a_decision_out_of_date(
    fields, evidence, how, made, extra
):
    """A row keeps its status or rises: missing, partial, referred, claimed, met.

    Where the added item brings along a decision made on an earlier form of it, its
    rows can become out of date. A stem whose referral is
    answered can fall back to partial: other parts of it are missing. An item that
    brings along a refusal is no help and not drawn here.
    """
    made = without_refusals(made, "E6")
    before = measured(fields, evidence, how, made)
    after = measured(fields, (*evidence, extra), how, made)

    assert gaps(after, but={Status.OUT_OF_DATE}) <= gaps(before)
    assert whole_gaps(after) <= whole_gaps(before)
    now = statuses(after)
    for row in before.rows:
        key, status = row.row.key, row.status
        answered = row.row.is_stem and status is Status.REFERRED
        fallen = Status.PARTIAL if answered else Status.OUT_OF_DATE
        assert now[key].rank >= status.rank or now[key] in {fallen, Status.OUT_OF_DATE}
        assert not (status is Status.MET and now[key] is not Status.MET)


@law
@given(unit_fields(), portfolios, terms, decisions(), items("E6"))
def test_evidence_that_was_refused_leaves_everything_as_it_was_or_referred(
    fields, evidence, how, made, extra
):
    refused = (
        DecisionOnClaim("E6", UNIT, claim.criterion, "referred", "JT", FIRST_DAY)
        for claim in extra.claims
    )
    kept = without_refusals(made, "E6").made
    kept = tuple(one for one in kept if one.evidence != "E6")
    made = made._replace(made=(*kept, *refused))
    before = measured(fields, evidence, how, made)
    after = measured(fields, (*evidence, extra), how, made)

    now = {row.row.key: row for row in after.rows}
    for row in before.rows:
        if not row.row.is_stem:
            found = now[row.row.key].status
            assert found in {row.status, Status.REFERRED}
    assert whole_gaps(after) == whole_gaps(before)


@law
@given(unit_fields(), portfolios, terms, decisions(), st.randoms(use_true_random=False))
def test_permuting_everything_changes_nothing(fields, evidence, how, made, chance):
    def shuffled(values):
        return tuple(chance.sample(values, len(values)))

    moved = tuple(
        item._replace(claims=shuffled(item.claims)) for item in shuffled(evidence)
    )
    again = Decisions(shuffled(made.made), made.current_sha256)

    first = measured(fields, evidence, how, made)
    second = measured(fields, moved, how, again)

    assert statuses(first) == statuses(second)
    assert [row.reasons for row in first.rows] == [row.reasons for row in second.rows]
    assert first.requirements == second.requirements
    assert [row.decisions for row in first.rows] == [
        row.decisions for row in second.rows
    ]
    assert [one.covered for one in first.ranges] == [
        one.covered for one in second.ranges
    ]


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_a_claim_to_an_unknown_criterion_changes_nothing(fields, evidence, how, made):
    stray = tuple(
        item._replace(claims=(*item.claims, Claim(item.id, UNIT, "9.8")))
        for item in evidence
    )

    first = measured(fields, evidence, how, made)
    second = measured(fields, stray, how, made)

    assert [row.reasons for row in first.rows] == [row.reasons for row in second.rows]
    assert statuses(first) == statuses(second)


@law
@given(unit_fields(), portfolios, terms, decisions(), st.integers(0, 20))
def test_removing_a_requirement_never_opens_a_gap(fields, evidence, how, made, which):
    places = [fields, *fields["outcomes"]]
    places += [one for outcome in fields["outcomes"] for one in outcome["criteria"]]
    places += fields["outcomes"][0]["criteria"][1]["parts"]
    written = [
        (place, number)
        for place in places
        for number in range(len(place.get("requires", ())))
    ]
    before = measured(fields, evidence, how, made)
    if written:
        place, number = written[which % len(written)]
        kept = place["requires"]
        place["requires"] = kept[:number] + kept[number + 1 :]

    after = measured(fields, evidence, how, made)

    assert gaps(after) <= gaps(before)
    assert whole_gaps(after) <= whole_gaps(before)


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_only_accepted_evidence_meets_a_criterion(fields, evidence, how, made):
    coverage = measured(fields, evidence, how, made)

    for row in coverage.rows:
        if row.row.is_stem or row.status is not Status.MET:
            continue
        assert any(result.accepted for result in row.claims)
        assert all(found.accepted for found in row.requirements)
        if not any(result.claim.added for result in row.claims):
            assert row.claimed_status is Status.CLAIMED


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_decisions_change_nothing_in_the_claims_view(fields, evidence, how, made):
    """But that what was accepted in time does not grow too old afterwards."""
    ageless = how._replace(today=None)
    with_decisions = measured(fields, evidence, ageless, made)
    without = measured(fields, evidence, ageless)

    assert statuses(without) == {
        row.row.key: row.claimed_status for row in with_decisions.rows
    }
    now = {
        row.row.key: row.claimed_status
        for row in measured(fields, evidence, how, made).rows
    }
    for key, status in statuses(measured(fields, evidence, how)).items():
        assert now[key].rank >= status.rank


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_what_was_refused_stands_behind_no_requirement(fields, evidence, how, made):
    ageless = how._replace(today=None)
    claimed = {(item.id, one.criterion) for item in evidence for one in item.claims}
    # What the assessor adds is theirs alone, and stands whatever is refused.
    made = made._replace(
        made=tuple(one for one in made.made if (one.evidence, one.criterion) in claimed)
    )
    coverage = measured(fields, evidence, ageless, made)
    refused = {
        (claim.claim.evidence, row.row.key)
        for row in coverage.rows
        for claim in row.claims
        if claim.refused
    }
    rest = tuple(
        item._replace(
            claims=tuple(
                one for one in item.claims if (item.id, one.criterion) not in refused
            )
        )
        for item in evidence
    )
    without = measured(fields, rest, ageless)

    assert whole_gaps(coverage) == whole_gaps(without)
    assert [one.covered for one in coverage.ranges] == [
        one.covered for one in without.ranges
    ]


@law
@given(unit_fields(), portfolios, terms)
def test_both_views_agree_where_every_claim_is_accepted_and_current(
    fields, evidence, how
):
    made = Decisions(
        tuple(
            DecisionOnClaim(
                item.id, UNIT, claim.criterion, "met", "JT", LAST_DAY, sha256="aa"
            )
            for item in evidence
            for claim in item.claims
        ),
        {item.id: "aa" for item in evidence},
    )
    agreed = {
        Status.MISSING: None,
        Status.PARTIAL: Status.PARTIAL,
        Status.CLAIMED: Status.MET,
    }

    coverage = measured(fields, evidence, how, made)

    for row in coverage.rows:
        assert row.decided_status is agreed[row.claimed_status]
    for found in coverage.together:
        assert found.unaccepted == found.unmet


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_every_gap_has_a_reason_and_a_partial_one_a_remedy(fields, evidence, how, made):
    coverage = measured(fields, evidence, how, made)

    for row in coverage.rows:
        assert row.reasons
        assert not any(reasons.sentence(reason).endswith(".") for reason in row.reasons)
        if row.status is Status.PARTIAL and not row.row.is_stem:
            assert any(closing(reason) for reason in row.reasons)
    assert all(one.unmet and one.unmet.closes for one in coverage.open_requirements)


@law
@given(unit_fields(), portfolios, terms, decisions())
def test_the_grid_agrees_with_the_requirement(fields, evidence, how, made):
    coverage = measured(fields, evidence, how, made)
    grid = occasion_grid(coverage)
    rows = {row.row.key: row for row in coverage.rows}

    for line in grid.rows if grid else ():
        asked = [one for one in rows[line.key].requirements if one.kind == "occasions"]
        assert line.complete == all(one.met for one in asked)
        assert line.accepted == all(one.accepted for one in asked)


@settings(max_examples=300, deadline=None)
@given(requirements, portfolios)
def test_more_evidence_never_unmeets_a_condition(requirement, evidence):
    """Whatever a requirement asks, what met it still does with more beside it."""
    index = build(
        {
            "kind": "unit",
            "ref": UNIT,
            "title": "U",
            "requires": [{**requirement, "per": "unit", "criteria": ["all"]}],
            "outcomes": [{"title": "Know", "criteria": [{"id": "1.1", "text": "one"}]}],
        }
    )
    evidence = tuple(
        item._replace(claims=(Claim(item.id, UNIT, "1.1"),)) for item in evidence
    )

    sizes = range(len(evidence) + 1)
    found = [measure([index], evidence[:size]).units[0] for size in sizes]

    for fewer, more in pairwise(found):
        assert whole_gaps(more) <= whole_gaps(fewer)
