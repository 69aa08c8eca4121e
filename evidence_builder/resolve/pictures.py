"""Pictures that narratives show: found by how they are written, opened and checked.

The Markdown itself is read when a document is composed; this finds missing pictures
for ``check`` too, and with the line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evidence_builder.load.loaded import Narrative

_PICTURE = r"!\[[^\]\n]*\]\(\s*(?:<([^>\n]+)>|([^)\s]+))"
_CODE = r"(?ms)^(`{3,}|~{3,})[^\n]*\n.*?(?:^\1[^\n]*$|\Z)|`[^`\n]+`"


def named_pictures(narrative: Narrative) -> Iterator[tuple[str, Span]]:
    """Return each picture's path as written, and the line where it stands.

    What stands in code is shown letter for letter and is no picture.
    """
    if "![" not in narrative.text:
        return
    # Blanked letter by letter, so that places stay what they are.
    text = re.sub(_CODE, _blanked, narrative.text)
    for found in re.finditer(_PICTURE, text):
        line = narrative.line + text.count("\n", 0, found.start())
        column = found.start() - text.rfind("\n", 0, found.start())
        yield found[1] or found[2], Span(narrative.path, line, column)


def _blanked(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found[0])
