"""What makes an item long, and what is said where its claims do not say where.

Centres' practice; see docs/diagnostics.md, EB411.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic
from evidence_builder.wording import checks as words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.coverage.claims import Claim
    from evidence_builder.resolve.resolved import ResolvedItem

A_PAGE = 400
"""So many words fill a page; in a longer text a claim needs a locator."""

_DISCUSSION = "PD"


def why_long(item: ResolvedItem) -> str:
    """Return in words why an item is long; nothing where a glance takes it in.

    How many pages a file has is known only when it is bound in; see ``bound``.
    """
    if _is_recording(item):
        return words.is_a_recording()
    if item.item.method.code == _DISCUSSION:
        return words.is_a_discussion()
    if len(item.files) > 1:
        return words.has_files(len(item.files))
    chosen = [file.named.pages for file in item.files]
    if any(choice and len(choice.pages) > 1 for choice in chosen):
        return words.has_several_pages()
    if len(item.loaded.narrative.text.split()) > A_PAGE:
        return words.is_longer_than_a_page()
    return ""


def _is_recording(item: ResolvedItem) -> bool:
    return any(file.is_recording for file in item.files)


def without_locators(
    subject: CheckedPortfolio, item: ResolvedItem, bare: Sequence[Claim], why: str
) -> Diagnostic:
    """Return the finding that claims of a long item do not say where.

    Args:
        subject: The portfolio.
        item: The item.
        bare: Its claims without a locator; at least one.
        why: Why it is long, to follow its number.
    """
    spoken = _is_recording(item) or item.item.method.code == _DISCUSSION
    example = words.example_time if spoken else words.example_page
    return Diagnostic(
        codes.LOCATOR_MISSING,
        item.loaded.source.span(bare[0].path),
        words.claims_do_not_say_where(
            len(bare), item=item.item.id, why=why, criteria=subject.named(bare)
        ),
        (words.add_where(example=example(criterion=bare[0].criterion)),),
    )
