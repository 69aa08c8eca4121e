"""Forms as text files: an evidence item, or records, ready to be filled in.

What is known stands in them. The rest is left blank, or stands behind "#" as a line
that waits for its first entry; nothing is made up to fill a field.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from evidence_builder.compose.forms.facts import person_id, witness_of
from evidence_builder.wording.documents import forms as words
from evidence_builder.wording.language import said
from evidence_builder.yamltext.scalars import name, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.model.form import Form, ItemOutline, PlainBlank, Section
    from evidence_builder.resolve.subject import FormSubject

_NUMBERED = re.compile(r"(.*?)(\d{1,9})\Z", re.DOTALL)
_SPACE = re.compile(r"\s+")
# What would begin a table cell or other structure in a Markdown text; each of them may
# stand behind a backslash: CommonMark 0.31, 2.4.
_MARKS = re.compile(r"([\\`*_\[\]|#<>])")


def next_number(numbers: Iterable[str]) -> str:
    """Return the number after the highest of those written as most of them are."""
    matches = [match for match in map(_NUMBERED.match, sorted(set(numbers))) if match]
    if not matches:
        return "E001"
    usual = Counter(match[1] for match in matches).most_common(1)[0][0]
    alike = [match[2] for match in matches if match[1] == usual]
    return f"{usual}{max(map(int, alike)) + 1:0{max(map(len, alike))}}"


def item_text(form: Form, item: ItemOutline, subject: FormSubject, number: str) -> str:
    """Return a draft of an evidence item as Markdown."""
    lines = ["---", *_fields(item, subject, number), "---"]
    date = said("Date")
    blanks = [
        blank
        for section in form.sections
        for row in section.blanks
        for blank in row
        # Facts have their places in portfolio.yaml, and the date in the fields above.
        if blank.fact is None and blank.label != date
    ]
    lines += map(_blank, blanks)
    if blanks:
        lines.append("")
    lines += (line for section in form.sections for line in _narrative(section))
    return "\n".join(lines).rstrip("\n") + "\n"


def _blank(blank: PlainBlank) -> str:
    choices = " / ".join(map(_plain, blank.choices))
    return f"- **{_plain(blank.label.rstrip(':'))}:** {choices}".rstrip()


def _fields(item: ItemOutline, subject: FormSubject, number: str) -> Iterator[str]:
    witness = witness_of(subject)
    title = item.title
    if item.author == "witness" and witness is not None:
        title = words.title_of_witness(title=title, witness=witness.name)
    author = person_id(subject, item.author)
    yield f"id: {name(number)}"
    yield f"title: {_text(title)}"
    yield f"method: {name(item.method)}"
    yield f"# {words.day_it_took_place()}"
    yield "date:"
    if author is None:
        yield f"# {words.id_of[item.author]()}"
    for field in ("author", "witness") if item.author == "witness" else ("author",):
        yield f"{field}: {name(author)}" if author else f"{field}:"
    yield f"# {words.when_signed()}"
    yield f"# signed: {{{item.author}: }}"
    if item.in_situ:
        yield f"# {words.why_not_here()}"
        yield "held: in situ"
        yield from ("location:", "reason:", "seen_by:", "seen_on:")
    if subject.evidence is not None:
        yield f"related: [{name(subject.evidence.id)}]"
    yield f"# {words.draft_never_counts()}"
    yield "draft: yes"
    yield from _claims(subject)


def _claims(subject: FormSubject) -> Iterator[str]:
    """Return the claims: criteria that were named, or all that may be behind "#"."""
    yield f"# {words.before_at()}"
    if not subject.units:
        yield "claims:"
        return
    if not all(chosen.asked for chosen in subject.units):
        yield f"# {words.take_away_marks()}"
    yield "claims:"
    for chosen in subject.units:
        yield f"  {name(chosen.index.key)}:"
        waits = "" if chosen.asked else "# "
        width = max(len(key) for key in chosen.keys)
        for key in chosen.keys:
            text = _one_line(chosen.index.by_key[key].whole_text)
            yield f"    {waits}- {key.ljust(width)} @  # {text}"


def _narrative(section: Section) -> Iterator[str]:
    """Return the headings, prompts and tables that are filled in below the fields."""
    if section.box is not None and not section.box.continued:
        yield f"### {_plain(section.box.title)}"
        yield ""
        if section.box.prompt:
            yield f"*{_plain(section.box.prompt)}*"
            yield ""
    if section.table is not None:
        titles = [_plain(column.title) for column in section.table.columns]
        if section.heading:
            yield f"### {_plain(section.heading)}"
            yield ""
        yield f"| {' | '.join(titles)} |"
        yield f"|{'---|' * len(titles)}"
        yield f"|{'  |' * len(titles)}"
        yield ""


def _text(text: str) -> str:
    """Return a text as a YAML value: bare where that is safe, else in quotes."""
    return name(text) if text.isascii() else quoted(text)


def _one_line(text: str) -> str:
    return _SPACE.sub(" ", text).strip()


def _plain(text: str) -> str:
    """Return words that Markdown shows as they are."""
    return _MARKS.sub(r"\\\1", _one_line(text))
