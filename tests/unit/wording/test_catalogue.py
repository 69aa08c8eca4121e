"""The catalogue of words: what gettext's tools find in it, and who says it how."""

import ast
import importlib
import string
from collections.abc import Mapping

import pytest
from babel.messages import extract

from evidence_builder.wording.language import CountedPhrase, Phrase
from tests.house import MODULES, PACKAGE, name_of, tree_of

WORDING = [path for path in MODULES if name_of(path).startswith("wording/")]


def module_named(name):
    """Return a module of ours, or None where the name is none."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None


def places(text):
    """Return the names in braces of a phrase."""
    return {
        name for _, name, _, _ in string.Formatter().parse(text) if name is not None
    }


def wanted(phrase):
    """Return what has to be known when a phrase is said."""
    if isinstance(phrase, CountedPhrase):
        return (places(phrase.one) | places(phrase.many)) - {"count", "number"}
    return places(phrase.english)


def inside(value):
    """Yield the phrases that a value is, or holds."""
    if isinstance(value, Phrase | CountedPhrase):
        yield value
    elif isinstance(value, Mapping):
        yield from inside(tuple(value.values()))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from inside(part)


def defined():
    """Yield each phrase with the module and the name that hold it."""
    for path in WORDING:
        dotted = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
        module = importlib.import_module(f"evidence_builder.{dotted}")
        for name, value in vars(module).items():
            for phrase in inside(value):
                yield dotted, name, phrase


def says(path):
    """Yield each call of a phrase in a module, with the phrase."""
    names = {}
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.ImportFrom) and "wording" in (node.module or ""):
            module = module_named(node.module)
            for alias in node.names:
                inner = module_named(f"{node.module}.{alias.name}")
                names[alias.asname or alias.name] = inner or getattr(module, alias.name)
    dotted = ".".join(path.relative_to(PACKAGE).with_suffix("").parts)
    if path in WORDING:
        module = importlib.import_module(f"evidence_builder.{dotted}")
        names |= {name: vars(module)[name] for name in vars(module)}
    for node in ast.walk(tree_of(path)):
        if not isinstance(node, ast.Call):
            continue
        target = None
        if isinstance(node.func, ast.Name):
            target = names.get(node.func.id)
        elif isinstance(node.func, ast.Attribute) and isinstance(
            node.func.value, ast.Name
        ):
            target = getattr(names.get(node.func.value.id), node.func.attr, None)
        if isinstance(target, Phrase | CountedPhrase):
            yield node, target


def test_gettexts_tools_find_every_phrase():
    """Babel reads the source as it would for a translator."""
    extracted = set()
    for path in WORDING:
        with path.open("rb") as source:
            for _, message, _, context in extract.extract("python", source):
                first = message[0] if isinstance(message, tuple) else message
                extracted.add((context, first))
    phrases = {
        (None, phrase.one)
        if isinstance(phrase, CountedPhrase)
        else (phrase.context or None, phrase.english)
        for _, _, phrase in defined()
    }

    assert len(phrases) > 20
    assert phrases <= extracted


def test_places_are_named():
    bare = [
        f"{module}.{name}"
        for module, name, phrase in defined()
        if not all(place.isidentifier() for place in wanted(phrase))
    ]

    assert bare == []


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_whoever_says_a_phrase_fills_its_places(path):
    for call, phrase in says(path):
        given = {keyword.arg for keyword in call.keywords}
        if None not in given:
            assert given - {"number"} == wanted(phrase) - {"number"}, call.lineno
