"""The modules of the package as the tests of its architecture read them."""

import ast
from collections.abc import Iterator
from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).parent.parent / "evidence_builder"
MODULES = sorted(PACKAGE.rglob("*.py"))
FOLDERS = sorted({path.parent for path in MODULES})


@cache
def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def name_of(path: Path) -> str:
    """Return where a module or folder is in the package, with forward slashes."""
    return path.relative_to(PACKAGE).as_posix()


def is_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


@cache
def imports(path: Path, *, with_types: bool = True) -> frozenset[str]:
    """Return the dotted names that a module imports, wherever it does so."""
    types_only = {
        id(inner)
        for node in ast.walk(tree_of(path))
        if is_types_only(node)
        for inner in ast.walk(node)
    }
    names: set[str] = set()
    for node in ast.walk(tree_of(path)):
        if id(node) in types_only and not with_types:
            continue
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return frozenset(names)


@cache
def module_of(name: str) -> Path | None:
    """Return the file of a module of ours, or of the one that holds a name."""
    for parts in (name.split("."), name.split(".")[:-1]):
        path = PACKAGE.parent.joinpath(*parts)
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if parts and parts[0] in {"evidence_builder", "tests"} and file.is_file():
                return file
    return None


@cache
def inner_imports(path: Path, *, with_types: bool = True) -> frozenset[str]:
    """Return the modules of the package that a module imports, as ``name_of`` does."""
    files = map(module_of, imports(path, with_types=with_types))
    return frozenset(
        name_of(file) for file in files if file and PACKAGE in file.parents
    )


OWN_FAULTS = {
    *("AttributeError", "LookupError", "ModuleNotFoundError", "TypeError"),
    *("ValueError", "PydanticCustomError", "UnsoundOutputError"),
}
"""Exceptions that nobody sees unless the program is wrong, or whose words are not said.

Of ``PydanticCustomError`` only the kind is said, by ``load.faults_in_words``."""


def texts(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each text of a module that could be said.

    Left out are docstrings, ``help=`` of commands, names written as a row of words,
    patterns, types of ``Literal``, and what our own faults say.
    """
    passed = {
        id(inner)
        for node in ast.walk(tree_of(path))
        for outer in _unsaid(node)
        for inner in ast.walk(outer)
    }
    for node in ast.walk(tree_of(path)):
        if id(node) in passed:
            continue
        if isinstance(node, ast.JoinedStr):
            passed |= {id(value) for value in node.values}
            yield node.lineno, "".join(map(_letters, node.values))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.lineno, node.value


def _unsaid(node: ast.AST) -> tuple[ast.AST, ...]:
    """Return what of a node is never said."""
    match node:
        case ast.Expr(value=ast.Constant()) | ast.keyword(arg="help"):
            return (node,)
        case ast.Call(func=ast.Attribute(value=ast.Constant(), attr="split")):
            return (node.func,)
        case ast.Call(func=ast.Attribute(ast.Name("re"), "compile")):
            return tuple(node.args)
        case ast.Subscript(value=ast.Name("Literal")) | ast.Assign([ast.Name("msg")]):
            return (node,)
        case ast.Call(func=ast.Name(id=name)) if name in OWN_FAULTS:
            return (node,)
    return ()


def _letters(part: ast.expr) -> str:
    """Return a part of an f-string; braces stand for what is put in."""
    written = isinstance(part, ast.Constant) and isinstance(part.value, str)
    return str(part.value) if written else "{}"
