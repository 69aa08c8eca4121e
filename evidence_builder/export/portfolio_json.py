"""Everything that was measured as JSON, for other programs.

The keys are those of ``check --json`` and further ones beside them; all of them are a
contract, which ``docs/portfolio.schema.json`` states as JSON Schema, draft 2020-12. How
to reach people (telephone, e-mail) is left out: such a file travels further than the
portfolio does.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from evidence_builder import reasons
from evidence_builder.compose.sections.index import claims_by_unit
from evidence_builder.coverage.result import Status
from evidence_builder.export.report import as_data, full_date
from evidence_builder.render.unsound import UnsoundOutputError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.coverage.result import UnitCoverage
    from evidence_builder.diagnostics import Diagnostic
    from evidence_builder.resolve.assessment import assessed
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.resolved import Measured, Resolved, ResolvedItem


def write_json(measured: Measured, diagnostics: Iterable[Diagnostic] = ()) -> bytes:
    """Return the mapping, decisions, gaps, evidence and findings as JSON in UTF-8.

    RFC 8259, 8.1: no byte order mark before it.

    Args:
        diagnostics: The findings of the run, in the order in which they shall stand.

    Raises:
        UnsoundOutputError: What was written says something else when it is read.
    """
    data = whole(measured, diagnostics)
    written = json.dumps(data, ensure_ascii=False, indent=2) + "\n"
    content = written.encode()
    verify(content, data)
    return content


def whole(measured: Measured, diagnostics: Iterable[Diagnostic]) -> dict[str, Any]:
    """Return all of it as plain data: the coverage first, as ``check`` prints it."""
    return {
        **as_data(measured, diagnostics),
        "portfolio": _portfolio(measured),
        "evidence": [_evidence(entry) for entry in measured.resolved.items],
        **_records(measured.assessments),
    }


def verify(content: bytes, data: dict[str, Any]) -> None:
    """Read JSON again and compare it with what was to be written.

    Raises:
        UnsoundOutputError: It says something else.
    """
    if json.loads(content) != data:
        raise UnsoundOutputError("the JSON says something else when it is read again")


def _portfolio(measured: Measured) -> dict[str, Any]:
    """Return who, where, which qualification and units, and who assesses."""
    resolved = measured.resolved
    portfolio = resolved.portfolio
    learner, centre = portfolio.learner, portfolio.centre
    return {
        "learner": {
            "name": learner.name,
            "uln": learner.uln,
            "registration": learner.registration,
            "job_title": learner.job_title,
            "employer": learner.employer,
        },
        "centre": {"name": centre.name, "number": centre.number},
        "qualification": _qualification(resolved),
        "pathway": portfolio.pathway,
        "registered": full_date(portfolio.registered),
        "target": full_date(portfolio.target),
        "units": [_unit(unit) for unit in measured.coverage.units],
        "transfers": [
            {
                "unit": transfer.unit,
                "certificate": transfer.certificate,
                "on": full_date(transfer.on),
            }
            for transfer in portfolio.transfers
        ],
        "people": [
            {
                "id": person.id,
                "role": person.all_roles[0],
                "roles": list(person.all_roles),
                "name": person.name,
                "qualifications": list(person.qualifications),
            }
            for person in portfolio.people
        ],
        "witnesses": [
            {
                "id": witness.id,
                "name": witness.name,
                "job_title": witness.job_title,
                "relationship": witness.relationship,
                "status": witness.status,
            }
            for witness in portfolio.witnesses
        ],
        "methods": [
            {
                "code": method.code,
                "name": method.name,
                "performance": method.performance,
            }
            for method in resolved.methods.values()
        ],
    }


def _evidence(entry: ResolvedItem) -> dict[str, Any]:
    """Return an item of evidence, without its narrative."""
    item, evidence = entry.item, entry.item.evidence
    return {
        "id": item.id,
        "title": evidence.title,
        "method": evidence.method,
        "dates": [when.isoformat() for when in evidence.all_dates()],
        "author": "learner" if evidence.is_by_learner else evidence.author,
        "witnesses": list(evidence.witness),
        "signed": {who: when.isoformat() for who, when in evidence.signed.items()},
        "files": [_file(file) for file in entry.files],
        "original": _original(entry),
        "held": evidence.held,
        "location": evidence.location,
        "reason": evidence.reason,
        "seen_by": evidence.seen_by,
        "seen_on": full_date(evidence.seen_on),
        "anonymised": evidence.anonymised,
        "reference_material": evidence.reference_material,
        "draft": evidence.draft,
        "related": list(evidence.related),
        "why_not": list(map(reasons.exclusion, item.faults())),
        "criteria": [
            {"unit": unit, "ids": list(dict.fromkeys(c.criterion for c in claims))}
            for unit, claims in claims_by_unit(item.claims)
        ],
    }


def _records(assessments: assessed.Assessments) -> dict[str, Any]:
    """Return sign-offs, samples and visits in the order of the files, and the plan."""
    return {
        "sign_offs": [_sign_off(sign_off) for sign_off in assessments.sign_offs],
        "samples": [_sample(sample) for sample in assessments.samples],
        "visits": [_visit(visit) for visit in assessments.visits],
        "plan": [_planned(planned) for planned in assessments.plan],
    }


def _qualification(resolved: Resolved) -> dict[str, Any] | None:
    portfolio, known = resolved.portfolio, resolved.qualification
    if portfolio.qualification is None:
        return None
    return {
        "number": portfolio.qualification,
        "version": known.version if known else portfolio.version,
        "title": known.title if known else None,
        "level": known.level if known else None,
        "awarding_organisation": known.awarding_organisation if known else None,
    }


def _unit(unit: UnitCoverage) -> dict[str, Any]:
    details, tally = unit.index.unit, unit.tally()
    return {
        "ref": unit.index.key,
        "title": details.title,
        "version": details.version,
        "also_known_as": list(details.also_known_as),
        "level": details.level,
        "credits": details.credits,
        "glh": details.glh,
        "summary": {str(status): tally[status] for status in Status},
    }


def _file(file: ItemFile) -> dict[str, Any]:
    named, attachment = file.named, file.attachment
    return {
        "path": named.path,
        "title": named.title,
        "pages": named.pages and named.pages.text,
        "usable": attachment is not None,
        "kind": attachment.kind if attachment else None,
        "size": attachment.size if attachment else None,
        "sha256": file.sha256,
    }


def _original(entry: ResolvedItem) -> dict[str, Any] | None:
    """Return where the signed original is; None where the item does not say."""
    original = entry.item.evidence.original
    if original is None:
        return None
    return {
        "path": original.path,
        "sha256": entry.original and entry.original.sha256,
        "held": original.held,
        "location": original.location,
        "seen_by": original.seen_by,
        "seen_on": full_date(original.seen_on),
    }


def _sign_off(sign_off: assessed.ResolvedSignOff) -> dict[str, Any]:
    return {
        "unit": sign_off.unit,
        **_who(sign_off.who),
        "on": full_date(sign_off.record.on),
    }


def _sample(sample: assessed.ResolvedSample) -> dict[str, Any]:
    record = sample.record
    return {
        **_who(sample.who),
        "unit": sample.unit,
        "criteria": list(sample.criteria),
        "evidence": list(sample.evidence),
        "stage": record.stage,
        "accepted": None if record.accepted is None else record.accepted == "yes",
        "outcome": record.accepted,
        "vacs": list(record.vacs),
        "action": record.action,
        "by_when": full_date(record.by_when),
        "done": full_date(record.done),
        "on": full_date(record.on),
    }


def _visit(visit: assessed.ResolvedVisit) -> dict[str, Any]:
    record = visit.record
    return {
        **_who(visit.who),
        "on": full_date(record.on),
        "kind": record.kind,
        "with": list(record.present),
        "notes": record.notes,
        "off_the_job_hours": record.off_the_job_hours,
        "next": record.next,
    }


def plan_as_data(measured: Measured) -> list[dict[str, Any]]:
    """Return what is to be assessed when, in the order of the plan."""
    return [_planned(planned) for planned in measured.assessments.plan]


def _planned(planned: assessed.Planned) -> dict[str, Any]:
    record = planned.record
    return {
        "when": full_date(record.when),
        "criteria": [
            {"unit": about.unit, "ids": list(about.criteria)} for about in planned.about
        ],
        "how": record.how,
        "with": list(record.present),
        "note": record.note,
        "done": record.done,
    }


def _who(who: assessed.Who) -> dict[str, Any]:
    return {"by": who.id or None, "name": who.name, "role": who.role}
