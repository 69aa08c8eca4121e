"""YAML → the author's text as a tree with places. The only module that imports yaml.

Built from the stream of events, never from the library's own tree: that one resolves
aliases, drops the first of two equal keys and fails on deep nesting. Nothing here
recurses, and nothing here guesses a type: ``1.10`` and ``no`` stay texts, as in the
failsafe schema (YAML 1.2.2, 10.1).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, cast

import yaml

from evidence_builder import codes
from evidence_builder.diagnostics import Span
from evidence_builder.wording import yamltext as words
from evidence_builder.yamltext.source import Fields, Items, Source
from evidence_builder.yamltext.text import clean

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evidence_builder.diagnostics import FindingKind, Sink
    from evidence_builder.yamltext.source import Mark, Node
    from evidence_builder.yamltext.syntax import Fault

DEEPEST = 40
"""How many lists and groups of fields may stand inside each other."""

MOST = 100
"""After how many findings a file is given up; they would all be of one kind."""

# The pure loader reads the same events, about ten times slower.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DROPPED = ""  # stands for a key that is refused; no real key is empty
# YAML 1.1, 5.4, takes these for line ends, and so does the library; YAML 1.2.2, 5.4,
# and editors do not. Lines must count alike in both.
_SPACES = dict.fromkeys(map(ord, "\x85\u2028\u2029"), " ")
# White space before the mark makes it a comment: YAML 1.2.2, 6.6. People put a space
# after it too; "#12" in the middle of a line is a number.
_HASH = re.compile(r"[ \t]#\w")
_HASH_NEXT = re.compile(r"[ \t]+#\w")


def parse(path: str, text: str, sink: Sink) -> Source | None:
    """Return the tree of a YAML text with the place of every part.

    A field that was left blank is left out. None, with a finding, where the text is
    no YAML, is nested too deeply, or is not made of fields.
    """
    text = clean(text, path, sink)
    if not text.isascii():
        text = text.translate(_SPACES)
    # Few files have such a mark at all, and the lines are only kept for those.
    lines = text.split("\n") if "#" in text and _HASH.search(text) else []
    builder = _Builder(path, sink, lines)
    try:
        # Asked for one by one: what the library offers for it takes a third longer.
        next_event = _LOADER(text).get_event
        while not builder.stopped and (event := next_event()) is not None:
            _TAKERS[type(event)](builder, event)
    except yaml.YAMLError as error:
        from evidence_builder.yamltext.syntax import explain  # only a fault needs it

        fault = _fault(error)
        # After "*Order form*" was told to be no text, its rest is no second fault.
        if fault.at is None or fault.at[0] not in builder.taken_for_marks:
            span, message, hints = explain(path, text, fault)
            sink.report(codes.YAML_SYNTAX, span, message, *hints)
        return None
    return None if builder.refused else builder.source()


class _Builder:
    """Puts events together to a tree, reporting what is refused where it stands."""

    __slots__ = (
        "documents", "found", "key", "key_end", "lines", "node", "outer", "path",
        "refused", "root", "root_mark", "sink", "stopped", "taken_for_marks",
    )  # fmt: skip

    def __init__(self, path: str, sink: Sink, lines: list[str]) -> None:
        self.path = path
        self.sink = sink
        self.lines = lines
        self.found = 0
        self.node: Fields | Items | None = None
        self.key: str | None = None
        self.key_end: Mark | None = None
        self.outer: list[tuple[Fields | Items | None, str | None]] = []
        self.root: Node | None = None
        self.root_mark: Mark | None = None
        self.documents = 0
        self.stopped = self.refused = False
        self.taken_for_marks: set[int] = set()

    def source(self) -> Source | None:
        """Return what was built, if it is made of fields."""
        if isinstance(self.root, Fields):
            return Source(self.path, self.root)
        if self.root is None or self.root_mark is None:
            message = words.no_fields(file=self.path)
            self.sink.report(codes.FILE_EMPTY, Span(self.path), message)
            return None
        is_list = isinstance(self.root, Items)
        phrase = words.holds_a_list if is_list else words.holds_a_text
        message, hint = phrase(file=self.path), words.begin_with_fields()
        self._report(codes.FIELD_INVALID, self.root_mark, message, hint)
        return None

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Add a text: the name of a field, or a value.

        Seven of ten events are texts, so this does without calls where it can.
        """
        node, value, style = self.node, event.value, event.style
        anchor_or_tag = event.anchor is not None or event.tag is not None
        if style == '"' or anchor_or_tag or self.lines:
            value = self._text(event)
        content = value or style
        if isinstance(node, Fields):
            key = self.key
            if key is None:
                self._name(event, value, node)
            elif content:
                if key:
                    node[key] = value
                    node.marks[key] = _start(event)
                self.key = None
            else:
                self._blank(event)
                self._put(None, _start(event))
        elif content and node is not None:
            node.append(value)
            node.marks.append(_start(event))
        else:
            self._put(value if content else None, _start(event))

    def mapping(self, event: yaml.MappingStartEvent) -> None:
        """Begin a group of fields."""
        self._open(event, Fields(_start(event)))

    def sequence(self, event: yaml.SequenceStartEvent) -> None:
        """Begin a list."""
        self._open(event, Items(_start(event)))

    def _put(self, value: Node | None, mark: Mark) -> None:
        """Give a value to the key or the list that waits for it."""
        node = self.node
        if isinstance(node, Fields):
            key, self.key = self.key, None
            if key and value is not None:
                node[key] = value
                node.marks[key] = mark
            elif key is None:  # a list or fields in the place of a key
                self.key = _DROPPED
        elif node is None:
            self.root, self.root_mark = value, mark
        elif value is not None:
            node.append(value)
            node.marks.append(mark)

    def _blank(self, event: yaml.ScalarEvent) -> None:
        """Keep a key that nothing was written after, not even a colon.

        YAML 1.2.2, 7.4.2: in braces a key may stand alone.
        """
        end, here = self.key_end, _start(event)
        bare = end and (end.line, end.column) == (here.line, here.column)
        if bare and self.key and isinstance(self.node, Fields):
            self.node.bare.add(self.key)

    def _name(self, event: yaml.ScalarEvent, name: str, node: Fields) -> None:
        """Take the next key of the open mapping."""
        self.key, self.key_end = _DROPPED, event.end_mark
        # Merging is of YAML 1.1 (yaml.org/type/merge.html); keys are unique by YAML
        # 1.2.2, 3.2.1.1.
        if not name:
            message = words.field_without_name()
            self._report(codes.YAML_SYNTAX, _start(event), message)
        elif name == "<<" and not event.style:
            message = words.no_merging()
            hint = words.write_fields_out()
            self._report(codes.YAML_ALIAS, _start(event), message, hint)
        elif name in node.key_marks:
            first = node.key_marks[name].line + 1
            message = words.stands_twice(field=name, line=first)
            hint = words.keep_one_of_two()
            self._report(codes.DUPLICATE_KEY, _start(event), message, hint)
            # A first one that was left blank says nothing, so the second may.
            self.key = _DROPPED if name in node else name
        else:
            node.key_marks[name] = _start(event)
            self.key = name

    def _open(self, event: yaml.CollectionStartEvent, node: Fields | Items) -> None:
        if event.anchor is not None or event.tag is not None:
            self._plain_only(event)
        if self.key is None and isinstance(self.node, Fields):
            message = words.group_for_name()
            hint = words.quote_brackets()
            self._report(codes.YAML_SYNTAX, _start(event), message, hint)
        if len(self.outer) == DEEPEST:
            message = words.too_deep(DEEPEST)
            self._report(codes.YAML_DEPTH, _start(event), message)
            self.stopped = self.refused = True
        self.outer.append((self.node, self.key))
        self.node, self.key = node, None

    def close(self, _: yaml.CollectionEndEvent) -> None:
        """End the open list or group of fields."""
        node = self.node
        assert node is not None  # noqa: S101 - the library closes only what it opened
        self.node, self.key = self.outer.pop()
        self._put(node, node.mark)

    def alias(self, event: yaml.AliasEvent) -> None:
        """Report what refers to another part of the file, and leave it out.

        YAML 1.2.2, 7.1.
        """
        message = words.refers_elsewhere(name=event.anchor)
        hint = words.write_it_out()
        self._report(codes.YAML_ALIAS, _start(event), message, hint)
        self.taken_for_marks.add(_start(event).line)
        if self.key is None and isinstance(self.node, Fields):
            self.key = _DROPPED
        else:
            self._put(None, _start(event))

    def document(self, event: yaml.DocumentStartEvent) -> None:
        """Report a second document (YAML 1.2.2, 9.2)."""
        self.documents += 1
        if self.documents > 1:
            message = words.second_document()
            hint = words.one_in_each_file()
            self._report(codes.YAML_DOCUMENTS, _start(event), message, hint)
            self.stopped = True

    def _text(self, event: yaml.ScalarEvent) -> str:
        """Return a scalar as typed, without what escapes may have smuggled in."""
        if event.anchor is not None or event.tag is not None:
            self._plain_only(event)
        if event.style != '"':
            if self.lines and not event.style:
                self._whole_only(event)
            return event.value
        if event.value.isprintable():
            return event.value
        findings: Sink = type(self.sink)()
        text = clean(event.value, self.path, findings)
        for finding in findings:
            self._report(finding.code, _start(event), finding.message, *finding.hints)
        return text

    def _whole_only(self, event: yaml.ScalarEvent) -> None:
        """Report a text of which the rest was taken for a comment."""
        end = cast("Mark", event.end_mark)
        if end.line < len(self.lines) and _HASH_NEXT.match(
            self.lines[end.line], end.column
        ):
            message = words.ends_before_hash()
            hint = words.quote_rest()
            self._report(codes.TEXT_AFTER_HASH, end, message, hint)

    def _plain_only(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Report an anchor or a tag; what it stands before is read all the same.

        YAML 1.2.2, 6.9.1 and 6.9.2.
        """
        if event.anchor is not None:
            message = words.gives_a_name(name=event.anchor)
            hint = words.quote_if_begins(mark="&")
            self._report(codes.YAML_ALIAS, _start(event), message, hint)
        if event.tag is not None:
            message = words.tag_before_value()
            hint = words.quote_if_begins(mark="!")
            self._report(codes.YAML_TAG, _start(event), message, hint)

    def _report(self, code: FindingKind, mark: Mark, message: str, *hints: str) -> None:
        self.found += 1
        if self.found == MOST:
            self.stopped = self.refused = True
        span = Span(self.path, mark.line + 1, mark.column + 1)
        self.sink.report(code, span, message, *hints)


_TAKERS: Mapping[type[yaml.Event], Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.MappingEndEvent: _Builder.close,
    yaml.SequenceEndEvent: _Builder.close,
    yaml.AliasEvent: _Builder.alias,
    yaml.DocumentStartEvent: _Builder.document,
    **dict.fromkeys(
        (yaml.StreamStartEvent, yaml.StreamEndEvent, yaml.DocumentEndEvent),
        lambda _, __: None,
    ),
}
"""What adds each kind of event to the tree; the last three say nothing."""


def _fault(error: yaml.YAMLError) -> Fault:
    """Return what the library says, as far as the explanation needs it."""
    from evidence_builder.yamltext.syntax import Fault

    if not isinstance(error, yaml.MarkedYAMLError):
        return Fault(str(error))
    mark, context = error.problem_mark, error.context_mark
    return Fault(
        f"{error.context or ''}: {error.problem or ''}",
        (mark.line, mark.column) if mark else None,
        (context.line, context.column) if context else None,
    )


def _start(event: yaml.Event) -> Mark:
    """Return where an event begins; every event of a text has a place."""
    return event.start_mark  # type: ignore[return-value] # a cast would be a call
