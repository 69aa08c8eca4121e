"""What is planned: which criteria are to be assessed when, how and with whom.

NVQ Code of Practice (QCA, revised 2006), "Assessment": assessor and learner plan it
together, and look at the plan again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder.resolve.assessment.assessed import Planned
from evidence_builder.resolve.links import Links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.diagnostics import Sink
    from evidence_builder.resolve.people import People
    from evidence_builder.resolve.resolved import Resolved

LEARNER, EMPLOYER = "learner", "employer"
"""Who may be there without being on a list."""


def planned(resolved: Resolved, people: People, sink: Sink) -> Iterator[Planned]:
    """Return what is planned; what names nothing that is there is reported.

    Somebody who is on no list may be there too, by name.
    """
    loaded = resolved.project.plan
    if loaded is None:
        return
    links = Links(resolved, loaded.source, sink)
    for number, entry in enumerate(loaded.value.plan):
        path = "plan", number
        about = tuple(links.about(entry.criteria, path, "criteria"))
        if entry.done is not None:
            links.is_evidence(entry.done, (*path, "done"))
        for position, name in enumerate(entry.present):
            if _looks_like_an_id(name):
                people.is_known(
                    name, loaded.source.span((*path, "with", position)), sink
                )
        yield Planned(entry, about, loaded.source.span(path))


def _looks_like_an_id(name: str) -> bool:
    """Whether a text is an id rather than a name or a part such as learner."""
    return name not in {LEARNER, EMPLOYER} and name == name.upper() and " " not in name
