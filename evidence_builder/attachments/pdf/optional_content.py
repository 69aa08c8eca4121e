"""Optional content of a PDF, its layers: what is not shown when it is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evidence_builder.attachments.pdf.objects import (
    entries,
    identity,
    items,
    member,
    name,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    import pikepdf

# ISO 32000-1:2008, 8.11.2.2, table 99 (P)
_POLICIES: Final[dict[str, Callable[[list[bool]], bool]]] = {
    "/AnyOn": any,
    "/AllOn": all,
    "/AnyOff": lambda shown: not all(shown),
    "/AllOff": lambda shown: not any(shown),
}


class OptionalContent:
    """The groups of a file as its default configuration shows them.

    ISO 32000-1:2008, 8.11.4.2, table 100, and 8.11.4.3, table 101.
    """

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        properties = member(pdf.Root, "/OCProperties")
        default = member(properties, "/D")
        groups = {identity(group) for group in items(member(properties, "/OCGs"))}
        off = {identity(group) for group in items(member(default, "/OFF"))}
        on = {identity(group) for group in items(member(default, "/ON"))}
        if name(member(default, "/BaseState")) == "/OFF":
            off |= groups - on
        self._off = frozenset(off - {(0, 0)})

    def hides(self, content: object) -> bool:
        """Whether what has this ``/OC`` value is not shown."""
        return bool(self._off) and not self._shown(content, set())

    def hidden_names(self, resources: object) -> frozenset[bytes]:
        """Return the names by which drawing operators call groups not shown.

        ISO 32000-1:2008, 8.11.3.2.
        """
        if not self._off:
            return frozenset()
        return frozenset(
            key.encode()
            for key, value in entries(member(resources, "/Properties"))
            if self.hides(value)
        )

    def _shown(self, content: object, met: set[tuple[int, int]]) -> bool:
        if name(member(content, "/Type")) != "/OCMD":
            return identity(content) not in self._off
        expression = member(content, "/VE")
        if expression is not None:
            return self._holds(expression, met)
        groups = member(content, "/OCGs")
        listed = list(items(groups)) or ([groups] if groups is not None else [])
        shown = [identity(group) not in self._off for group in listed]
        policy = _POLICIES.get(name(member(content, "/P")), any)
        return policy(shown) if shown else True

    def _holds(self, expression: object, met: set[tuple[int, int]]) -> bool:
        """Evaluate a visibility expression; one that is met again counts as shown.

        ISO 32000-1:2008, 8.11.2.2, table 99 (VE).
        """
        number = identity(expression)
        first, *rest = [*items(expression)] or [None]
        if first is None:
            return self._shown(expression, met)
        if number != (0, 0) and number in met:
            return True
        met.add(number)
        held = [self._holds(part, met) for part in rest]
        match name(first):
            case "/And":
                return all(held)
            case "/Or":
                return any(held)
            case "/Not":
                return not all(held)
            case _:
                return True
