"""A learner's Markdown → blocks.

Raw HTML is off: what was typed as ``<b>`` appears as those letters. Nothing that was
written is ever lost: what is too complex to format is shown as it stands.
``reader`` is the door of python-markdown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.compose.narrative import plain
from evidence_builder.compose.narrative.inlines import NarrativeLines
from evidence_builder.compose.narrative.reader import discard_reader, read_tree
from evidence_builder.compose.narrative.tree import Walk
from evidence_builder.diagnostics import Span
from evidence_builder.own_faults import described
from evidence_builder.wording.documents import narrative as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.diagnostics import Sink
    from evidence_builder.document.blocks import Block, Image
    from evidence_builder.load.loaded import Narrative


def compose_narrative(
    narrative: Narrative,
    *,
    base_level: int,
    image: Callable[[str], Image | None],
    sink: Sink,
) -> tuple[Block, ...]:
    """Return the narrative as blocks; never raises for what was written.

    The first heading gets ``base_level`` and the others follow it without a gap,
    down to level 4. ``image`` is given a path as the learner wrote it; where it
    returns None, having reported why, the picture's words stand in brackets.
    """
    text = plain.clean(narrative.text)
    if plain.is_plain(text):
        return plain.plain_paragraphs(text)
    code, hint = codes.TEXT_TOO_COMPLEX, words.write_simpler
    lines = NarrativeLines(narrative.path, narrative.line, text.expandtabs(4))
    try:
        plain.check_bounds(text)
        root, fenced = read_tree(text)
        return Walk(base_level, image, sink, lines, fenced).document(root)
    except plain.TooComplex as excess:
        reason, line = excess.reason, excess.line
    except RecursionError:
        reason, line = words.nested_too_deep(), 1
    except Exception as error:  # noqa: BLE001 - a fault must cost no words
        # No text is at fault: the library states no exception, and we mean none.
        code, hint = codes.TEXT_NOT_FORMATTED, words.tell_us
        reason, line = words.program_fails(fault=described(error)), 1
    discard_reader()
    sink.report(
        code,
        Span(narrative.path, narrative.line + line - 1, 1),
        words.not_formatted(why=reason),
        hint(),
    )
    return plain.as_it_stands(text)
