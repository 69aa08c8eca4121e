"""The evidence folder → items: fields, places and the learner's own text."""

import hashlib
import posixpath
import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic, Sink, Span, in_order
from evidence_builder.load.folder import YAML_ENDINGS, list_files
from evidence_builder.load.loaded import LoadedEvidence, Narrative, Project
from evidence_builder.load.read import KINDS, faults_of, read
from evidence_builder.model.evidence import Evidence
from evidence_builder.wording import load as words
from evidence_builder.yamltext.events import parse
from evidence_builder.yamltext.source import Fields, Items, Node, Source, Step
from evidence_builder.yamltext.text import read_text

FOLDER = "evidence"

# YAML 1.2.2, 9.1.2: the markers around a document.
_FENCE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_FIRST_FENCE = re.compile(r"---[ \t]*(?:\n|\Z)")
_FIRST_FIELD = r"\s*(?:---|[a-z_]+:(?:\s|\Z))"
# What a link or a picture leads to, "](…)", and "[name]: …" on a line of its own:
# CommonMark 0.31.2, "Links", "Images" and "Link reference definitions".
_TARGET = (
    r"(?m)\]\(\s*(?:<([^<>\n]*)>|([^\s()]*(?:\([^\s()]*\)[^\s()]*)*))"
    r"|^ {0,3}\[[^\]\n]+\]:\s*<?([^\s<>]+)"
)
_ID = r"(?m)^id:[ \t]*[\"']?([^\"'#\n]+)"
_MOST_ROUNDS = 20
"""How often faults are taken out; what is above one may be faulty without it."""


class EvidenceFolder(NamedTuple):
    """What the evidence folder holds; see the fields of ``Project``."""

    items: tuple[LoadedEvidence, ...]
    broken: frozenset[str]
    unread: tuple[str, ...]


def load_evidence(folder: Path, sink: Sink) -> EvidenceFolder:
    """Return the evidence items of a portfolio, whose real path is given.

    A broken item costs itself alone, and only where its number, title or method cannot
    be read.
    """
    paths = list_files(folder, FOLDER, sink)
    items: list[LoadedEvidence] = []
    broken: set[str] = set()
    doubtful: dict[str, Sink] = {}
    for path in paths:
        if not path.lower().endswith((".md", *YAML_ENDINGS)):
            continue
        findings = type(sink)()
        text = read_text(folder, path, findings)
        if text is None:
            sink.extend(_left_out(findings))
            continue
        if path.lower().endswith(".md") and not _FIRST_FENCE.match(text):
            sink.extend(findings)
            doubtful[path] = type(sink)()
            _report_no_fence(path, text, doubtful[path])
            continue
        item = read_item(path, text, findings)
        sink.extend(_left_out(findings) if item is None else findings)
        if item is not None:
            items.append(item)
        elif identifier := re.search(_ID, text):
            broken.add(identifier[1].strip())
    named = attachments(items)
    for path, findings in doubtful.items():
        if path not in named:
            sink.extend(_left_out(findings))
    unread = tuple(
        path
        for path in paths
        if posixpath.dirname(path) == FOLDER
        and not path.lower().endswith((".md", *YAML_ENDINGS))
    )
    return EvidenceFolder(tuple(items), frozenset(broken), unread)


def read_item(path: str, text: str, sink: Sink) -> LoadedEvidence | None:
    """Return one evidence item from the text of its file, Markdown or YAML.

    Without its faulty parts, where it is an item without them.
    """
    sha256 = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    narrative = Narrative("", path)
    before = len(sink.diagnostics)
    if path.lower().endswith(".md"):
        split = split_front_matter(path, text, sink)
        if split is None:
            return None
        text, narrative = split
    source = parse(path, text, sink)
    if source is None:
        return None
    item = read(Evidence, source, sink)
    kind = source.tree.get("kind")
    if item is None and (kind == "evidence" or kind not in KINDS):
        item = _keep(source)
    if item is None:
        return None
    if item.text and not narrative.text.strip():
        line = source.span(("text",)).line
        narrative = Narrative(item.text, path, line)
    faulty = any(finding.is_error for finding in sink.diagnostics[before:])
    return LoadedEvidence(item, source, narrative, sha256, faulty)


def _keep(source: Source) -> Evidence | None:
    """Return an item without its faulty parts, or None if it cannot be one.

    They are taken out of the tree of the source too, so that paths in the model lead
    to their places in the file. The faults must have been reported before.
    """
    for _ in range(_MOST_ROUNDS):
        value, faults = faults_of(Evidence, source)
        if not faults:
            return value
        paths = [path[:-1] if lacking else path for path, lacking in faults.items()]
        if not all(paths) or not _take_out(source, paths):
            return None
    return None


def _take_out(source: Source, paths: Iterable[Sequence[Step]]) -> bool:
    """Take the parts at some paths out of a tree; whether there were any."""
    parts = {
        (id(above), step): (above, step)
        for path in paths
        for above, step in _part(source.tree, path)
    }
    fields = [part for part in parts.values() if isinstance(part[0], Fields)]
    items = [part for part in parts.values() if isinstance(part[0], Items)]
    for above, name in fields:
        assert isinstance(above, Fields)  # noqa: S101 - for the reader's tools
        above.pop(str(name), None)
        above.key_marks.pop(str(name), None)
        above.bare.discard(str(name))
    # From the end, so that the places of those before stay as they are.
    for above, number in sorted(items, key=lambda part: -int(part[1])):
        assert isinstance(above, Items)  # noqa: S101 - as above
        del above[int(number)], above.marks[int(number)]
    return bool(parts)


def _part(tree: Fields, path: Sequence[Step]) -> Iterable[tuple[Node, Step]]:
    """Return the deepest part of a tree that lies on a path: what holds it, and where.

    Steps that the file does not have are those of a shorthand that the model spells
    out.
    """
    node: Node = tree
    steps: list[tuple[Node, Step]] = []
    for step in path:
        if isinstance(node, Fields) and isinstance(step, str):
            if step in node.key_marks:
                steps.append((node, step))
                if step not in node:
                    break
                node = node[step]
        elif isinstance(node, Items) and isinstance(step, int) and step < len(node):
            steps.append((node, step))
            node = node[step]
    return steps[-1:]


def split_front_matter(
    path: str, text: str, sink: Sink
) -> tuple[str, Narrative] | None:
    """Return the fields of a Markdown file as YAML, and the text below them.

    The YAML keeps the lines of the file, so that places in it are places in the file.
    """
    first = _FIRST_FENCE.match(text)
    if first is None:
        _report_no_fence(path, text, sink)
        return None
    last = _FENCE.search(text, first.end())
    if last is None:
        message = words.fields_not_closed()
        hint = words.close_fields()
        sink.report(codes.FRONT_MATTER_MISSING, Span(path, 1, 1), message, hint)
        return None
    fields = text[first.end() : last.start()]
    if not fields.strip():
        message = words.nothing_between()
        hint = words.write_item_fields()
        sink.report(codes.FRONT_MATTER_MISSING, Span(path, 1, 1), message, hint)
        return None
    line = text.count("\n", 0, last.end()) + 2
    return "\n" + fields, Narrative(text[last.end() + 1 :], path, line)


def attachments(items: Iterable[LoadedEvidence]) -> frozenset[str]:
    """Return the paths of all files that items name, relative to the portfolio."""
    return frozenset(
        _beside(item.source.path, file.path)
        for item in items
        for file in item.value.files
    )


def targets(narrative: Narrative) -> frozenset[str]:
    """Return where the links and pictures of a text lead, as paths in the portfolio.

    Only looks for what is written like one, so a web address is among them too.
    """
    # RFC 3986, 2.1.
    from urllib.parse import unquote  # only a run with a file to spare needs it

    written = {
        target
        for link in re.finditer(_TARGET, narrative.text)
        for target in link.groups()
        if target
    }
    written |= {unquote(target) for target in written}
    return frozenset(_beside(narrative.path, target) for target in written)


def report_unread(project: Project, sink: Sink) -> None:
    """Report files in the evidence folder that are no items and that nothing names."""
    named = attachments(project.evidence)
    texts = [item.narrative for item in project.evidence]
    if project.profile is not None:
        texts.append(project.profile)
    unread = [path for path in project.unread if path not in named]
    if unread:
        named = named.union(*map(targets, texts))
    for path in unread:
        if path not in named:
            message = words.not_of_an_item(file=path)
            hint = words.name_under_files()
            meant = _meant(project.folder, path)
            if meant:
                hint = words.looks_like_item(name=meant)
            sink.report(codes.FILE_NOT_LOOKED_AT, Span(path), message, hint)


def _meant(folder: Path, path: str) -> str | None:
    """Return what a file would be called as an item, if it looks like one.

    Editors add ".txt" to a name, and Windows hides it.
    """
    stem, ending = posixpath.splitext(posixpath.basename(path))
    ending = ending.lower()
    if ending == ".markdown":
        return f"{stem}.md"
    if ending != ".txt":
        return None
    if stem.lower().endswith((".md", *YAML_ENDINGS)):
        return stem
    text = read_text(folder, path, Sink()) or ""
    return f"{stem}.md" if _FIRST_FENCE.match(text) else None


def _left_out(findings: Sink) -> tuple[Diagnostic, ...]:
    """Return the findings of a file; the first error says what it costs."""
    ordered = in_order(findings.diagnostics)
    first = next((finding for finding in ordered if finding.is_error), None)
    hint = words.item_left_out()
    return tuple(
        finding._replace(hints=(*finding.hints, hint)) if finding is first else finding
        for finding in ordered
    )


def _beside(path: str, written: str) -> str:
    """Return a path, written in the file at another path, from the portfolio folder."""
    folder = posixpath.dirname(path)
    return posixpath.normpath(posixpath.join(folder, written.replace("\\", "/")))


def _report_no_fence(path: str, text: str, sink: Sink) -> None:
    message = words.no_fields_first(file=path)
    hint = words.put_fields_first()
    if re.match(_FIRST_FIELD, text):
        message = words.no_hyphens_first()
        hint = words.hyphens_first()
    sink.report(codes.FRONT_MATTER_MISSING, Span(path, 1, 1), message, hint)
