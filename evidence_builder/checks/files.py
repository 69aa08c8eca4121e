"""What stands in an item: its files and its text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evidence_builder import codes
from evidence_builder.diagnostics import Diagnostic, Span
from evidence_builder.wording import checks as words
from evidence_builder.wording.phrases import listing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.checks.subject import CheckedPortfolio
    from evidence_builder.model.locator import PageChoice
    from evidence_builder.resolve.files import ItemFile
    from evidence_builder.resolve.resolved import ResolvedItem

_HEADERS = 2**16
# RFC 5322, 2.1: a blank line ends the header.
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")

# A National Insurance number: two letters, six figures, a letter from A to D (HMRC,
# National Insurance Manual, NIM39110). Figures of other scripts, which "\d" would take
# too, need twice the time to be looked for.
_INSURANCE = (
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]"
    r" ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
)
_INSURANCE_END = re.compile(r"[0-9] ?[A-D]\b")
# RFC 5322, 3.4.1, the common part of it; lengths by RFC 5321, 4.5.3.1.1, and RFC 1035,
# 2.3.4. Names that nobody owns: RFC 2606, 2 and 3.
_ADDRESS = r"[\w.+-]{1,64}@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,6})"
_EXAMPLE = r"(?i)(?:.*\.)?(?:example(?:\.(?:com|net|org))?|invalid|test)\Z"


def every_file_is_claimed_once(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """One file under two numbers looks like more evidence than there is.

    Items that show different pages of it are two pieces of evidence.
    """
    first: dict[tuple[str, PageChoice | None], tuple[ResolvedItem, str]] = {}
    for item in subject.resolved.items:
        for file in item.files:
            attachment, span = file.attachment, file.span
            if attachment is None:
                continue
            here = item, attachment.name
            mark = attachment.sha256, file.named.pages
            other, name = first.setdefault(mark, here)
            same = {"file": attachment.name, "item": item.item.id, "other_file": name}
            if other is not item:
                message = words.file_of_other_item(**same, other=other.item.id)
                hints = (words.make_one_item(),)
                yield Diagnostic(codes.FILE_REPEATED, span, message, hints)
            elif mark in _marks(item.files[: file.place]):
                message = words.file_twice_in_item(**same)
                hints = (words.take_one_out(),)
                yield Diagnostic(codes.FILE_REPEATED, span, message, hints)


def every_email_has_sender_and_date(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """An e-mail is authentic only with who sent it, and when (RFC 5322, 3.6)."""
    for item in subject.finished_items():
        for file in item.files:
            attachment = file.attachment
            lacking = _lacking_headers(attachment)
            if attachment is not None and lacking:
                yield Diagnostic(
                    codes.EMAIL_INCOMPLETE,
                    file.span,
                    words.email_lacks(
                        file=attachment.name, headers=listing(lacking, "or")
                    ),
                    (words.save_email_again(),),
                )


def texts_hold_no_personal_data(subject: CheckedPortfolio) -> Iterator[Diagnostic]:
    """Other people's data must not leave the workplace.

    Only addresses and numbers can be recognised, so this is no more than a reminder;
    those of the people whom portfolio.yaml names are in the portfolio on purpose.
    """
    known = _contacts(subject)
    for item in subject.resolved.items:
        if item.item.evidence.reference_material:
            continue
        suspects = list(_personal(item, known))
        if not suspects:
            continue
        what, span = suspects[0]
        phrase = words.holds_personal_data
        if item.item.evidence.anonymised:
            phrase = words.holds_though_anonymised
        yield Diagnostic(
            codes.PERSONAL_DATA,
            span,
            phrase(item=item.item.id, what=what),
            (words.take_out_who(),),
        )


def _marks(files: Iterable[ItemFile]) -> set[tuple[str, PageChoice | None]]:
    """Return content and pages of files, by which they are told apart."""
    return {
        (file.attachment.sha256, file.named.pages) for file in files if file.attachment
    }


def _lacking_headers(attachment: Attachment | None) -> list[str]:
    if attachment is None or attachment.kind != "eml":
        return []
    data = attachment.read()
    if data is None:
        return []
    head = b"\n" + _BLANK_LINE.split(data[:_HEADERS].lstrip(), maxsplit=1)[0]
    names = {b"from": words.header_sender, b"date": words.header_date}
    return [
        word()
        for name, word in names.items()
        if not re.search(rb"(?i)\n" + name + rb":(?:[ \t]|\r?\n[ \t])*\S", head)
    ]


def _contacts(subject: CheckedPortfolio) -> str:
    """Return how everybody whom portfolio.yaml names can be reached, as one text."""
    portfolio = subject.resolved.portfolio
    contacts = [portfolio.learner.contact]
    contacts += [person.contact for person in portfolio.people]
    contacts += [person.contact for person in portfolio.witnesses]
    return " ".join(filter(None, contacts)).casefold()


def _personal(item: ResolvedItem, known: str) -> Iterator[tuple[str, Span]]:
    """Yield what looks like personal data in the text of an item, and where."""
    narrative = item.loaded.narrative
    # Nearly all texts hold none, and what each must have is found in next to no time.
    if "@" not in narrative.text and not _INSURANCE_END.search(narrative.text):
        return
    for number, line in enumerate(narrative.text.split("\n")):
        where = narrative.line + number
        for match in re.finditer(_INSURANCE, line):
            span = Span(narrative.path, where, match.start() + 1)
            yield words.insurance_number(), span
        for match in re.finditer(_ADDRESS, line) if "@" in line else ():
            address = match[0].rstrip(".").casefold()
            if address not in known and not re.match(_EXAMPLE, match["domain"]):
                span = Span(narrative.path, where, match.start() + 1)
                yield words.email_address(), span
