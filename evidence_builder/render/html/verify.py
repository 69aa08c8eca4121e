"""Read the HTML that was written, and compare it with what was composed."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING
from xml.parsers import expat

from evidence_builder.document import blocks
from evidence_builder.document.inlines import Emphasis, Reference, Strong
from evidence_builder.document.walk import own_inlines, walk_blocks
from evidence_builder.render.unsound import UnsoundOutputError, expect

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evidence_builder.document.inlines import Inline


def verify(data: bytes, document: blocks.Document) -> None:
    """Check that every link leads to one place, and that nothing was lost.

    Args:
        document: What was composed, without page numbers.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    tags, ids, links = _read(data)
    if len(ids) != len(set(ids)):
        raise UnsoundOutputError("two places of the HTML have the same name")
    lost = set(links) - set(ids)
    if lost:
        raise UnsoundOutputError(f"{len(lost)} links of the HTML lead nowhere")
    wanted = _composed(document)
    # One more leads from the very top to the content.
    expect("links", wanted["links"] + 1, len(links))
    expect("pictures", wanted["pictures"], tags["img"])
    expect("tables", wanted["tables"], tags["table"])
    expect("rows", wanted["rows"], tags["tr"])
    expect("places", wanted["places"], len(ids), exactly=False)


def _read(data: bytes) -> tuple[Counter[str], list[str], list[str]]:
    """Return how often each tag is there, the ids, and where inner links lead."""
    tags: list[str] = []
    ids: list[str] = []
    links: list[str] = []

    def begin(tag: str, attributes: dict[str, str]) -> None:
        tags.append(tag)
        if "id" in attributes:
            ids.append(attributes["id"])
        if tag == "a" and attributes["href"].startswith("#"):
            links.append(attributes["href"][1:])

    parser = expat.ParserCreate()
    parser.StartElementHandler = begin
    try:
        parser.Parse(data, True)  # noqa: FBT003 - takes no names
    except expat.ExpatError as error:
        raise UnsoundOutputError("the HTML is not well-formed") from error
    return Counter(tags), ids, links


def _composed(document: blocks.Document) -> Counter[str]:
    counts: Counter[str] = Counter()
    links = 0
    for block in walk_blocks(document.blocks):
        match block:
            case blocks.Paragraph():
                links += _links(block.inlines)
                counts["places"] += block.anchor is not None
            case blocks.Contents():
                links += len(block.entries)
            case blocks.Table():
                counts["tables"] += 1
                counts["rows"] += len(block.head) + len(block.rows)
                counts["places"] += sum([row.anchor is not None for row in block.rows])
            case blocks.Heading() | blocks.Figure() | blocks.AttachedPage():
                links += sum([_links(run) for run in own_inlines(block)])
                counts["places"] += block.anchor is not None
                counts["pictures"] += isinstance(block, blocks.Figure)
            case _:
                links += sum([_links(run) for run in own_inlines(block)])
    counts["links"] = links
    return counts


def _links(inlines: Iterable[Inline]) -> int:
    """Return how many links lead to places; one inside another is none."""
    count = 0
    for inline in inlines:
        if isinstance(inline, Reference):
            count += 1
        elif isinstance(inline, Strong | Emphasis):
            count += _links(inline.inlines)
    return count
