"""How much the finding of a check matters is for a centre to say.

The portfolio goes before the qualification. What makes the documents untrue, or
assessment unsafe, stays an error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic, Severity
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evidence_builder.diagnostics import FindingKind
    from evidence_builder.resolve.resolved import Resolved
    from evidence_builder.yamltext.source import Source, Step

OFF = "off"

CHANGEABLE: Mapping[str, FindingKind] = {
    name: code
    for code in codes.ALL
    if code.id.startswith("EB4")
    and code.severity is not Severity.ERROR
    and code is not codes.CHECK_UNKNOWN
    for name in (code.slug, code.id)
}
"""Name or code → the check that may be changed or switched off."""


def with_chosen_severities(
    findings: Iterable[Diagnostic], resolved: Resolved
) -> Iterator[Diagnostic]:
    """Return findings as the portfolio and its qualification want them.

    Those of checks that are off are left out.
    """
    qualification = resolved.qualification
    chosen = _chosen(qualification.checks) if qualification else {}
    chosen |= _chosen(resolved.portfolio.settings.checks)
    for finding in findings:
        severity = chosen.get(finding.code.id)
        if severity is None:
            yield finding
        elif severity != OFF:
            code = finding.code._replace(severity=Severity(severity))
            yield finding._replace(code=code)


def unknown_checks(
    names: Iterable[str], source: Source, path: tuple[Step, ...]
) -> Iterator[Diagnostic]:
    """Report names under ``checks:`` that are no check, or one that stays as it is."""
    known = {name: code for code in codes.ALL for name in (code.slug, code.id)}
    for name in names:
        if name in CHANGEABLE:
            continue
        if name in known:
            message = words.cannot_be_changed(name=name)
            hints = [words.those_that_can(names=listing(_slugs()))]
        else:
            message = words.no_such_check(name=name)
            from difflib import get_close_matches  # only a mistyped name needs it

            close = get_close_matches(_folded(name), CHANGEABLE, 1)
            hints = [did_you_mean(name=close[0])] if close else []
            hints = hints or [words.the_checks_are(names=listing(_slugs()))]
        span = source.span((*path, name), key=True)
        yield Diagnostic(codes.CHECK_UNKNOWN, span, message, tuple(hints))


def _chosen(checks: Mapping[str, str]) -> dict[str, str]:
    """Return code → severity for the checks that may be changed."""
    return {
        CHANGEABLE[name].id: severity
        for name, severity in checks.items()
        if name in CHANGEABLE
    }


def _slugs() -> list[str]:
    return list(dict.fromkeys(code.slug for code in CHANGEABLE.values()))


def _folded(name: str) -> str:
    """Return a name as the names of checks are written; codes keep their capitals."""
    if name[:2].upper() == "EB" and name[2:].isdigit():
        return name.upper()
    return name.lower().replace("_", "-").replace(" ", "-")
