"""The catalogue of all words that a translator gets, and what is wrong with a PO file.

The words of the program are those that Babel finds in ``wording/``; those of forms and
layouts that ship are the English of their files.
"""

from __future__ import annotations

import string
import sys
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import PoFileError, read_po, write_po

from evidence_builder.compose.forms.translation import translated
from evidence_builder.model.form import Form

ROOT = Path(__file__).parent.parent
WORDING = ROOT / "evidence_builder" / "wording"
TEMPLATES = ROOT / "templates"
OUT = ROOT / "out" / "evidence-builder.pot"


def catalogue():
    """Return every message of the program and of what ships with it."""
    messages = Catalog(project="evidence-builder")
    for path in sorted(WORDING.rglob("*.py")):
        with path.open("rb") as source:
            for line, message, _, context in extract("python", source):
                where = [(path.relative_to(ROOT).as_posix(), line)]
                messages.add(message, locations=where, context=context)
    for path in sorted((*TEMPLATES.glob("forms/*"), *TEMPLATES.glob("layouts/*"))):
        for text in shipped(path):
            messages.add(text, locations=[(path.relative_to(ROOT).as_posix(), 1)])
    return messages


def shipped(path):
    """Return the texts of a form or a layout that people read."""
    # The program reads every scalar as a text, and so does this loader.
    data = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # noqa: S506 - it makes nothing but texts
    if data["kind"] == "layout":
        return [data["title"], data["purpose"]]
    texts = []

    def kept(text):
        texts.append(text)
        return text

    translated(Form.model_validate(data), kept)
    return texts


def places(text):
    """Return the names in braces of a text; those of no phrase are in none."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def faults(path, messages):
    """Yield what is wrong with a PO file, in the words of who translates."""
    try:
        with path.open("rb") as source:
            translation = read_po(source, abort_invalid=True)
    except PoFileError as error:
        yield f"{path.name}: {error}"
        return
    for message in translation:
        if not message.id:
            continue
        template = messages.get(message.id, message.context)
        if template is None:
            yield f"{path.name}:{message.lineno}: no phrase is {message.id!r}"
            continue
        for fault in message.check(translation):
            yield f"{path.name}:{message.lineno}: {fault}"
        if template.pluralizable != message.pluralizable:
            yield f"{path.name}:{message.lineno}: a number has forms in one of the two"
            continue
        if is_of_a_file(template):
            continue
        yield from (
            f"{path.name}:{message.lineno}: {fault}"
            for fault in faults_of_places(template, message)
        )


def is_of_a_file(message):
    """Whether a message is only in files, where braces are letters like others."""
    return all(name.startswith("templates/") for name, _ in message.locations)


def faults_of_places(template, message):
    """Yield places that a translation lacks, or that nothing fills."""
    ids = template.id if template.pluralizable else (template.id,)
    strings = message.string if message.pluralizable else (message.string,)
    filled = set().union(*map(places, ids))
    # English of one may leave out the number, and so may any form of a language.
    needed = places(ids[-1]) - ({"count", "number"} if template.pluralizable else set())
    for text in filter(None, strings):
        try:
            found = places(text)
        except ValueError as error:
            yield f"{text!r}: {error}"
            continue
        for name in sorted(found - filled):
            yield f"{text!r}: nothing fills {{{name}}}"
        for name in sorted(needed - found):
            yield f"{text!r}: {{{name}}} is missing"


def main():
    """Write the catalogue, and check every language against it."""
    messages = catalogue()
    OUT.parent.mkdir(exist_ok=True)
    with OUT.open("wb") as target:
        write_po(target, messages, width=88, sort_output=True)
    wrong = [
        fault
        for path in sorted(WORDING.glob("*.po"))
        for fault in faults(path, messages)
    ]
    sys.stdout.write(f"{OUT.relative_to(ROOT)}: {len(messages)} messages\n")
    sys.stdout.writelines(f"{fault}\n" for fault in wrong)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
