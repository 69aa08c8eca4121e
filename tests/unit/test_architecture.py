"""Layers point down, and each outside library has one door."""

import ast
import re
from functools import cache
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parent.parent.parent / "evidence_builder"

LAYERS = {
    "_version": 0,
    "diagnostics": 0,
    "own_faults": 0,
    "places": 0,
    "files": 0,
    "codes": 1,
    "model": 1,
    "document": 1,
    "markup": 1,
    "load": 2,
    "coverage": 2,
    "attachments": 2,
    "store": 2,
    "resolve": 3,
    "checks": 3,
    "compose": 3,
    "render": 3,
    "report": 3,
    "export": 3,
    "records": 3,
    "pipeline": 4,
    "cli": 5,
    "__main__": 5,
}

DOORS = {
    "yaml": ("load/",),
    "pydantic": ("model/", "load/read.py"),
    "pydantic_core": ("model/", "load/read.py"),
    "markdown": ("compose/narrative",),
    "PIL": ("attachments/picture", "attachments/word/pictures.py"),
    "pi_heif": ("attachments/image/decoding.py",),
    "tinytag": ("attachments/recording.py",),
    "olefile": ("attachments/mail/outlook.py",),
    "reportlab": ("render/pdf/",),
    "docx": ("render/docx/",),
    "lxml": ("render/docx/", "markup/openxml.py"),
    "pikepdf": ("render/pdf/", "attachments/pdf"),
    "pypdfium2": ("attachments/pdf/raster.py",),
    "fontTools": ("render/fonts/", "attachments/pdf/archive/font_programs.py"),
    "xlsxwriter": ("export/workbook.py",),
    "click": ("cli/",),
}

# A renderer sees documents only; what it may not know is named here.
FORBIDDEN = {
    "render": {"model", "coverage", "load", "resolve", "compose", "checks"},
    "compose": {"render", "load.events", "checks"},
    "coverage": {"load", "resolve"},
    "document": {"model", "coverage"},
    "export": {"load", "checks"},
}

MODULES = sorted(PACKAGE.rglob("*.py"))
PARTS = [
    path for path in MODULES if path.parent != PACKAGE or path.name != "__init__.py"
]


def imports(path: Path, *, with_types: bool = True) -> set[str]:
    """Return the dotted names that a module imports."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if not with_types:
        tree.body = [node for node in tree.body if not is_types_only(node)]
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.update(f"{node.module}.{alias.name}" for alias in node.names)
    return names


def is_types_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING"


def name_of(path: Path) -> str:
    return path.relative_to(PACKAGE).as_posix()


def part_of(name: str) -> str:
    return name.split("/", maxsplit=1)[0].removesuffix(".py")


@pytest.mark.parametrize("path", PARTS, ids=name_of)
def test_imports_point_down(path):
    part = part_of(name_of(path))
    for name in imports(path):
        if name.startswith("evidence_builder."):
            other = name.split(".")[1]
            if other in LAYERS:
                assert other == part or LAYERS[other] <= LAYERS[part], name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_part_knows_what_it_may_not(path):
    forbidden = FORBIDDEN.get(part_of(name_of(path)), set())
    for name in imports(path):
        inside = name.removeprefix("evidence_builder.")
        assert not any(inside.split(".")[0] == one for one in forbidden), name


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_each_library_has_one_door(path):
    for name in imports(path, with_types=False):
        library = name.split(".")[0]
        if library in DOORS:
            assert name_of(path).startswith(DOORS[library]), (
                f"{library} is not for here"
            )


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_no_module_has_outgrown_its_purpose(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 500


def test_the_clock_stays_out_of_the_library():
    for path in MODULES:
        if part_of(name_of(path)) != "cli":
            text = path.read_text(encoding="utf-8")
            assert "date.today(" not in text, name_of(path)
            assert "datetime.now(" not in text, name_of(path)


NATIVE = {"PIL", "pi_heif", "pikepdf", "pypdfium2", "lxml", "docx"}
"""Decoders written in C: what they trip over ends the process that they are in."""

UNDAMAGED = {
    "test_attachments.py:camera": "makes a whole picture",
    "test_attachments.py:quarters": "makes a whole picture",
    "test_attachments_pictures.py:shown": "opens a picture that a child has made",
    "test_docx.py:test_any_document_is_a_file_that_opens_and_has_its_words": (
        "opens what was rendered"
    ),
    "test_pdf.py:test_every_document_can_be_drawn": "opens what was rendered",
}
"""Functions of tests that use a decoder in their own process on what is not damaged."""

TESTS = PACKAGE.parent / "tests"


def module_of(name: str) -> Path | None:
    """Return the file of a module of ours, or of the one that holds a name."""
    for parts in (name.split("."), name.split(".")[:-1]):
        path = PACKAGE.parent.joinpath(*parts)
        for file in (path.with_suffix(".py"), path / "__init__.py"):
            if parts and parts[0] in {"evidence_builder", "tests"} and file.is_file():
                return file
    return None


@cache
def is_native(name: str) -> bool:
    """Whether importing a name imports a decoder, now or when it is called."""
    todo, seen = [name], set()
    while todo:
        name = todo.pop()
        path = module_of(name)
        if name.split(".")[0] in NATIVE:
            return True
        if path is not None and PACKAGE in path.parents and path not in seen:
            seen.add(path)
            todo += imports(path, with_types=False)
    return False


def natives(path: Path, function: str, above: frozenset[str] = frozenset()) -> set[str]:
    """Return the decoders, and what leads to them, that a function of a test uses."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    named = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    place = f"{path.name}:{function}"
    if function not in named or place in UNDAMAGED or place in above:
        return set()
    above |= {place}
    origins = {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        if isinstance(node, ast.ImportFrom)
        else alias.name
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    used = {node.id for node in ast.walk(named[function]) if isinstance(node, ast.Name)}
    used |= {argument.arg for argument in named[function].args.args}  # fixtures
    imported = used & origins.keys()
    found = {origins[name] for name in imported if is_native(origins[name])}
    for name in used & named.keys():
        found |= natives(path, name, above)
    for name in imported:
        other = module_of(origins[name])
        if other is not None and TESTS in other.parents:
            found |= natives(other, name, above)
    return found


def drawing(path: Path) -> list[str]:
    """Return the functions of a module that draw values."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
        and re.search(r"^@given|\brandom\.", ast.unparse(node), re.MULTILINE)
    ]


@pytest.mark.parametrize(
    "path", sorted(TESTS.rglob("*.py")), ids=lambda path: path.name
)
def test_native_decoders_meet_drawn_damage_in_a_child_only(path):
    for function in drawing(path):
        assert natives(path, function) == set(), f"{function}: use tests/damage.py"


def test_drawn_damage_in_the_process_of_a_test_is_noticed(tmp_path):
    path = tmp_path / "test_it.py"
    path.write_text(
        "from hypothesis import given\n"
        "from evidence_builder.attachments.image.picture import make\n"
        "def shown(data):\n    return make(data)\n"
        "@given(...)\ndef test_it(data):\n    shown(data)\n"
    )

    assert drawing(path) == ["test_it"]
    assert natives(path, "test_it") == {
        "evidence_builder.attachments.image.picture.make"
    }
