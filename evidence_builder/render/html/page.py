"""The whole file: its head with the policy, the controls, and what stands around."""

from __future__ import annotations

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from evidence_builder.document.coverage_picture import CoveragePicture
from evidence_builder.document.pageless import without_pages
from evidence_builder.document.walk import target_of
from evidence_builder.markup.html import Ids, escaped
from evidence_builder.render.html import colours
from evidence_builder.render.html.body import BlockWriter
from evidence_builder.render.html.verify import verify
from evidence_builder.render.styles import look_of
from evidence_builder.wording.documents import render as words
from evidence_builder.wording.phrases import pieces

if TYPE_CHECKING:
    from evidence_builder.document.blocks import Document

_MAIN, _TOOLS, _ONLY, _TOLD = "main", "tools", "only-gaps", "told"
"""The ids of the file's own parts; no place of the document has one of them."""


def render(document: Document) -> bytes:
    """Return a document as HTML; the same document gives the same bytes.

    Page numbers are left out: the file has no pages.

    Raises:
        UnsoundOutputError: Something is not as it was composed.
    """
    document = without_pages(document)
    gaps = _gaps(document)
    body = BlockWriter(gaps, Ids(_MAIN, _TOOLS, _ONLY, _TOLD))
    content = body.whole(document.blocks)
    style = "".join(
        (
            colours.rules(look_of(document).accent),
            _file("looks.css"),
            body.shares.rules(),
            _margins(document),
        )
    )
    script = _file("filter.js") if gaps else ""
    data = "".join(
        [
            _head(document, style, script),
            "<body>\n",
            # WCAG 2.2, 2.4.1 (Bypass Blocks).
            f'<a class="skip" href="#{_MAIN}">{escaped(words.skip())}</a>\n',
            _running("header", document.header_left, document.header_right),
            f'<main id="{_MAIN}">\n',
            _tools(gaps),
            content,
            "</main>\n",
            _running("footer", document.footer_left),
            f"<script>{script}</script>\n" if script else "",
            "</body>\n</html>\n",
        ]
    ).encode()
    verify(data, document)
    return data


def _gaps(document: Document) -> dict[str, bool]:
    """Return the anchors of criteria, each with whether it is a gap."""
    gaps = {}
    for block in document.blocks:
        if isinstance(block, CoveragePicture):
            for unit in block.rows:
                for cell in unit.cells:
                    target = target_of(cell.number)
                    if target:
                        gaps[target] = cell.is_gap
    return gaps


def _head(document: Document, style: str, script: str) -> str:
    # CSP Level 3, 2.3.1 (sources by hash), 3.3 (a policy in a meta element).
    policy = [
        "default-src 'none'",
        "img-src data:",
        f"style-src {_hash(style)}",
        *([f"script-src {_hash(script)}"] if script else []),
        "base-uri 'none'",
        "form-action 'none'",
    ]
    named = {
        "viewport": "width=device-width, initial-scale=1",
        "color-scheme": "light dark",
        "referrer": "no-referrer",
        "author": document.author,
        "description": document.subject,
        "keywords": document.keywords,
    }
    metas = "".join(
        f'<meta name="{name}" content="{escaped(content)}"/>\n'
        for name, content in named.items()
        if content
    )
    return (
        # WCAG 2.2, 3.1.1; the language is a BCP 47 tag (RFC 5646).
        f'<!DOCTYPE html>\n<html lang="{escaped(document.language)}">\n<head>\n'
        '<meta charset="utf-8"/>\n'
        f'<meta http-equiv="Content-Security-Policy" content="{"; ".join(policy)}"/>\n'
        f"{metas}<title>{escaped(document.title or words.portfolio())}</title>\n"
        f"<style>{style}</style>\n</head>\n"
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{b64encode(digest).decode('ascii')}'"


@cache
def _file(name: str) -> str:
    return (Path(__file__).parent / name).read_text(encoding="utf-8")


def _running(tag: str, *words: str) -> str:
    parts = "".join(f"<span>{escaped(text)}</span> " for text in words if text)
    return f'<{tag} class="running">{parts.rstrip()}</{tag}>\n' if parts else ""


def _tools(gaps: dict[str, bool]) -> str:
    """Return the filter, hidden until the script is there to work it."""
    if not gaps:
        return ""
    some, total = sum(gaps.values()), len(gaps)
    return (
        f'<div class="tools" id="{_TOOLS}" hidden="">'
        f'<label><input type="checkbox" id="{_ONLY}"/> '
        f"{escaped(words.only_gaps())}</label> "
        # WAI-ARIA 1.2, status; WCAG 2.2, 4.1.3.
        f'<span id="{_TOLD}" role="status" '
        f'data-some="{escaped(words.some_shown(some=some, total=total))}" '
        f'data-all="{escaped(words.all_shown(total))}"></span></div>\n'
    )


def _margins(document: Document) -> str:
    """Return what stands in the margins of printed pages (CSS Paged Media 3)."""
    return (
        f"@page{{size:{document.paper};margin:20mm 18mm;"
        f'@top-left{{content:"{_quoted(document.header_left)}"}}'
        f'@top-right{{content:"{_quoted(document.header_right)}"}}'
        f'@bottom-left{{content:"{_quoted(document.footer_left)}"}}'
        f"@bottom-right{{content:{_page_number()}}}"
        "}\n"
    )


def _page_number() -> str:
    """Return the words and counters of "Page n of m" (CSS Lists 3, 4.7, counter())."""
    parts = pieces(words.page_of, number=_Counter("page"), count=_Counter("pages"))
    return " ".join(
        part.css if isinstance(part, _Counter) else f'"{_quoted(part)}"'
        for part in parts
    )


class _Counter(NamedTuple):
    """A number that the browser counts."""

    name: str

    @property
    def css(self) -> str:
        """The function of a style sheet that gives it."""
        return f"counter({self.name})"


def _quoted(text: str) -> str:
    """Return words as they may stand in a string of a style sheet.

    CSS Syntax 3, "Consume an escaped code point".
    """
    return "".join(
        character
        if character == " " or (character.isascii() and character.isalnum())
        else f"\\{ord(character):x} "
        for character in text
        if character.isprintable()
    )
