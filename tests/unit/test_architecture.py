"""Layers point down, and each outside library has one door."""

import ast
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
    "PIL": ("attachments/picture", "attachments/word_pictures.py"),
    "pi_heif": ("attachments/picture_opening.py",),
    "tinytag": ("attachments/recording.py",),
    "olefile": ("attachments/outlook.py",),
    "reportlab": ("render/pdf/",),
    "docx": ("render/docx/",),
    "lxml": ("render/docx/", "attachments/ooxml.py"),
    "pikepdf": ("render/pdf/", "attachments/pdf"),
    "pypdfium2": ("attachments/pdf_pictures.py",),
    "fontTools": ("render/fonts/", "attachments/pdf_archive_programs.py"),
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
