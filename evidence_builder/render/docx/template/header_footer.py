"""Headers and footers of a template, in which the learner must be named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from docx.oxml import parse_xml

from evidence_builder.markup.wordml import DECLARATIONS
from evidence_builder.markup.xml import attribute, name_of, qualified
from evidence_builder.render.docx.template.parts import REFERENCES
from evidence_builder.render.docx.template.placeholders import fill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.etree import _Element

    from evidence_builder.render.docx.template.body import TemplateBody
    from evidence_builder.render.docx.template.file import TemplatePackage
    from evidence_builder.render.docx.template.parts import PartTransfer

_NAMING: Final = ("learner", "registration")
"""The values that must stand on every page."""
_EMPTY: Final = f"<w:ftr {DECLARATIONS}/>"


class Pages:
    """What stands at the head and the foot of the pages of a document."""

    def __init__(
        self,
        frame: TemplateBody,
        template: TemplatePackage,
        transfer: PartTransfer,
        values: Mapping[str, str],
    ) -> None:
        """Move headers and footers over, with their placeholders filled."""
        self._frame = frame
        self._template = template
        self._transfer = transfer
        self._values = values
        self._sources: dict[str, str] = {}
        self._used: dict[str, set[str]] = {}
        self.unknown: set[str] = set()
        """Placeholders that mean nothing."""
        relations = template.package.relations(template.main)
        moved: dict[str, str] = {}
        for section in frame.sections():
            for reference in [
                reference for reference in section if name_of(reference) in REFERENCES
            ]:
                kind = name_of(reference).removeprefix("w:").removesuffix("Reference")
                relation = relations.get(attribute(reference, "r:id"))
                if relation is None or relation.type != kind:
                    section.remove(reference)
                    continue
                if relation.target not in moved:
                    moved[relation.target] = self._move(kind, relation.target)
                reference.set(qualified("r:id"), moved[relation.target])

    @property
    def are_bare(self) -> bool:
        """Whether ordinary pages have neither header nor footer."""
        return not any(
            "default" in self._frame.references(kind) for kind in ("header", "footer")
        )

    def name_learner(self, line: str) -> bool:
        """Add a line to the foot of pages that do not name the learner.

        A first page of its own is among them, unless it is a cover.

        Returns:
            Whether there are such pages.
        """
        added = False
        wanted = {name for name in _NAMING if self._values.get(name)}
        heads, feet = map(self._frame.references, ("header", "footer"))
        for where in self._frame.pages(facing=self._template.has_facing_pages):
            named: set[str] = set()
            for key in (heads.get(where, ""), feet.get(where, "")):
                # Ours, which name the learner, are not among those of the template.
                named |= self._used.get(key, wanted if key else set())
            if wanted - named:
                source = self._sources.get(feet.get(where, ""), "")
                key = self._move("footer", source, line)
                self._frame.refer("footer", where, key)
                added = True
        return added

    def _move(self, kind: str, source: str, line: str = "") -> str:
        """Return the id of a header or footer in the new package."""
        root = self._template.package.tree(source) if source else None
        if root is None:
            root = parse_xml(_EMPTY)
        used, unknown = fill(root, self._values)
        self.unknown |= unknown
        if line:
            root.append(parse_xml(line))
        elif not len(root):
            root.append(_paragraph())
        key = self._transfer.move(kind, source, root)
        self._sources[key], self._used[key] = source, used
        return key


def _paragraph() -> _Element:
    return parse_xml(f"<w:p {DECLARATIONS}/>")
