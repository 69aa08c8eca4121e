"""The house: layers, doors, names and sizes, and what tests may do.

A rule that the code does not keep yet stands here as an expected failure.
"""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.house import (
    FOLDERS,
    MODULES,
    PACKAGE,
    imports,
    inner_imports,
    module_of,
    name_of,
    texts,
    tree_of,
)

TESTS = PACKAGE.parent / "tests"

ROOMS = {
    "_version.py": 0,
    "diagnostics.py": 0,
    "codes.py": 0,
    "own_faults.py": 0,
    "wording": 0,
    "files": 1,
    "model": 1,
    "document": 1,
    "yamltext": 2,
    "markup": 2,
    "load": 3,
    "coverage": 3,
    "attachments": 3,
    "resolve": 4,
    "reasons": 4,
    "checks": 5,
    "records": 5,
    "suggest": 5,
    "compose": 6,
    "render": 6,
    "exchange": 6,
    "export": 7,
    "pipeline": 8,
    "bag": 9,
    "cohort": 9,
    "web": 10,
    "cli": 11,
    "__init__.py": 12,
    "__main__.py": 12,
}
"""A room imports itself and rooms of lower numbers, never one of its own number."""

WITHIN = {
    "attachments": {
        "__init__.py": 0,
        "kind.py": 0,
        "content.py": 1,
        "inspect.py": 2,
        "rows.py": 2,
        "image": 2,
        "pdf/archive": 3,
        "pdf": 2,
        "libreoffice/clean": 3,
        "word": 4,
        "excel": 5,
        "slides": 5,
        "opendocument": 5,
        "mail": 5,
        "text.py": 3,
        "recording.py": 3,
        "unread.py": 3,
        "run": 6,
        "libreoffice": 7,
        "bind.py": 8,
    },
    "compose": {
        "__init__.py": 0,
        "narrative": 2,
        "forms": 3,
        "sections": 4,
        "portfolio.py": 5,
        "": 1,
    },
    "coverage": {"combination": 0, "": 1},
    "render": {
        "__init__.py": 0,
        "styles.py": 0,
        "attached.py": 0,
        "unsound.py": 0,
        "fonts": 1,
        "layout": 2,
        "pdf": 3,
        "docx": 3,
        "docx/blocks": 4,
        "docx/document.py": 5,
        "docx/__init__.py": 6,
        "docx/template": 6,
        "html": 3,
        "formats.py": 7,
    },
}
"""The same within a room: by the longest of these that begins a module's name."""

EXCEPTIONS: dict[tuple[str, str], str] = {
    ("codes.py", "diagnostics.py"): "a code is a kind of finding; both are the ground",
}
"""Imports against the order, each with its reason: importer, imported."""

DISPATCHERS = {
    "render/layout/block_boxes.py": "measures any block, also those in a table or list",
    "render/docx/blocks/body.py": "writes any block, also those in a table or list",
    "render/html/body.py": "writes any block, also those in a table",
}
"""Modules that those which they call may call again, each with its reason."""

OUTSIDE = {"inspect.py", "kind.py", "content.py", "bind.py"}
"""What other rooms may import of ``attachments``."""

RENDER_KNOWS = {
    *("diagnostics.py", "codes.py", "own_faults.py"),
    *("document", "wording", "files", "markup"),
}
TERMINAL_KNOWS = {"pipeline", "reasons", "diagnostics.py", "wording", "_version.py"}

DOORS = {
    "yaml": ("yamltext/",),
    "pydantic": ("model/", "load/read.py"),
    "pydantic_core": ("model/", "load/read.py"),
    "markdown": ("compose/narrative/",),
    "PIL": ("attachments/image/", "attachments/word/pictures.py"),
    "pi_heif": ("attachments/image/decoding.py",),
    "polib": ("wording/language.py",),
    "tinytag": ("attachments/recording.py",),
    "olefile": ("attachments/mail/outlook.py",),
    "reportlab": ("render/pdf/",),
    "docx": ("render/docx/",),
    "lxml": ("render/docx/", "markup/"),
    "pikepdf": ("render/pdf/", "attachments/pdf/"),
    "pypdfium2": ("attachments/pdf/raster.py",),
    "fontTools": ("render/fonts/", "attachments/pdf/archive/font_programs.py"),
    "xlsxwriter": ("export/workbook.py",),
    "click": ("cli/",),
}
"""Who may import a library; whoever else wants something of it asks there."""

STARTERS = ("attachments/run/", "attachments/libreoffice/")
"""Who may start processes."""

SAME_NAME: dict[str, str] = {}
"""Public classes that share a name, each with its reason."""


def room_of(name: str) -> str:
    return name.split("/", maxsplit=1)[0]


def part_of(name: str) -> tuple[str, int]:
    """Return the part of its room that a module is in, and its number."""
    room, _, rest = name.partition("/")
    parts = WITHIN.get(room, {"": 0})
    part = max((key for key in parts if rest.startswith(key)), key=len)
    return part, parts[part]


def is_below(name: str, other: str) -> bool:
    """Whether a module may import another one by the order of rooms and parts."""
    if room_of(name) != room_of(other):
        return ROOMS[room_of(other)] < ROOMS[room_of(name)]
    part, number = part_of(name)
    other_part, other_number = part_of(other)
    return part == other_part or other_number < number


def test_imports_point_down():
    against = {
        (name_of(path), other)
        for path in MODULES
        for other in inner_imports(path)
        if not is_below(name_of(path), other)
    }

    assert against == EXCEPTIONS.keys()


def test_no_module_leads_back_to_itself():
    """Also where a module is only imported late, or for its types."""
    above = {
        name_of(path): inner_imports(path) - {name_of(path), *DISPATCHERS}
        for path in MODULES
    }
    while leaves := [name for name in above if not above[name] & above.keys()]:
        for name in leaves:
            del above[name]

    assert sorted(above) == []


def test_attachments_have_four_doors():
    asked = {
        other.partition("/")[2]
        for path in MODULES
        if room_of(name_of(path)) != "attachments"
        for other in inner_imports(path)
        if room_of(other) == "attachments"
    }

    assert asked - {"__init__.py"} == OUTSIDE


def test_a_renderer_sees_documents_only():
    rooms = {
        room_of(other)
        for path in MODULES
        if room_of(name_of(path)) == "render"
        for other in inner_imports(path)
    }

    assert rooms <= RENDER_KNOWS | {"render", "__init__.py"}


def test_processes_are_started_by_attachments_only():
    starting = {"subprocess", "multiprocessing", "os.fork"}
    starters = [
        name_of(path) for path in MODULES if imports(path, with_types=False) & starting
    ]

    assert [name for name in starters if not name.startswith(STARTERS)] == []


def terminal_breaches(path: Path) -> set[str]:
    known = TERMINAL_KNOWS | {"cli", "__init__.py"}
    others = inner_imports(path, with_types=False)
    return {other for other in others if room_of(other) not in known}


TERMINAL = [path for path in MODULES if room_of(name_of(path)) == "cli"]


@pytest.mark.parametrize("path", TERMINAL, ids=name_of)
def test_the_terminal_asks_the_pipeline(path):
    """Types of what it is given are for it to name; what works is not."""
    assert terminal_breaches(path) == set()


def test_each_library_has_one_door():
    elsewhere = [
        (name_of(path), name)
        for path in MODULES
        for name in imports(path, with_types=False)
        if not name_of(path).startswith(DOORS.get(name.split(".")[0], ""))
    ]

    assert elsewhere == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_a_folder_is_one_room(folder):
    names = [path.stem for path in folder.glob("*.py") if path.stem != "__init__"]
    prefixes = Counter(name.split("_")[0] for name in names if "_" in name.strip("_"))

    assert len(names) <= 20
    assert [prefix for prefix, times in prefixes.items() if times > 2] == []


def test_tests_have_rooms_too():
    folders = Counter(path.parent for path in TESTS.rglob("*.py"))

    assert [folder for folder, modules in folders.items() if modules > 20] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=name_of)
def test_each_folder_has_a_page(folder):
    page = folder / "README.md"
    if folder != PACKAGE:
        assert 10 <= len(page.read_text(encoding="utf-8").splitlines()) <= 30


def test_a_class_name_stands_once():
    places = defaultdict(set)
    for path in MODULES:
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                places[node.name].add(name_of(path))
    twice = {name for name, modules in places.items() if len(modules) > 1}

    assert twice == SAME_NAME.keys()


def test_no_module_has_outgrown_its_purpose():
    lines = {path: path.read_text(encoding="utf-8").count("\n") for path in MODULES}

    assert [name_of(path) for path in MODULES if lines[path] > 500] == []


def test_the_clock_stays_out_of_the_library():
    for path in MODULES:
        if room_of(name_of(path)) != "cli":
            text = path.read_text(encoding="utf-8")
            assert "date.today(" not in text, name_of(path)
            assert "datetime.now(" not in text, name_of(path)


PROSE = re.compile(r"[A-Za-z]{2,} [A-Za-z]{2,} [A-Za-z]{2,}")
MARKUP = re.compile(r"<[^>]*>|<.*", re.DOTALL)
UNSAID = {
    "attachments/pdf/allowed_keys.py": "names of keys, as a row of words",
    "attachments/libreoffice/program.py": "a program that another Python runs",
    "attachments/run/pool.py": "a program that another Python runs",
    "attachments/mail/eml.py": "what begins an encrypted message (RFC 4880, 6.2)",
    "yamltext/syntax.py": "words of the YAML library, which are read and not said",
    "render/docx/header_footer.py": "names of fonts",
    "render/docx/inlines.py": "names of fonts",
    "render/docx/stylesheet.py": "names of styles and fonts",
    "render/docx/template/styles.py": "names of elements, as a row of words",
    "coverage/result.py": "statuses, which other programs read",
    "model/qualification.py": "what a title begins with, which is read and not said",
    "render/fonts/sources.py": "names of fonts",
    "render/html/colours.py": "a style sheet",
    "render/pdf/properties.py": "what a schema of XMP says of itself",
    "render/pdf/fonts.py": "PostScript",
    "render/pdf/colours.py": "a tag of colour profiles (ICC.1:2010, 9.2.21)",
    "export/table.py": "the heads of the CSV table, which other programs read",
}
"""Modules with texts that nobody is told, each with its reason."""


def test_prose_stands_in_wording_only():
    """Help of commands is click's to print, and our own exceptions are for us."""
    places = [
        f"{name_of(path)}:{line}: {text}"
        for path in MODULES
        if room_of(name_of(path)) != "wording" and name_of(path) not in UNSAID
        for line, text in texts(path)
        if PROSE.search(MARKUP.sub("", text))
    ]

    assert places == []


NOT_MEASURED = {
    "docx/limits.py": "what Word's format fixes, each number with its clause",
    "docx/package.py": "the zip and its properties, in which nothing has a size",
    "docx/bookmarks.py:_DIGEST": "letters of a digest",
    "docx/template/page_numbers.py:_ROUNDS": "how often LibreOffice is asked",
    "docx/template/styles.py:_DEEPEST": "how far a style is followed",
}
"""Modules and names of the Word writer that hold numbers, each with its reason."""

MEASURES = re.compile(
    r"\b(?:w|h|sz|space|pos|line|before|after|left|right|top|bottom|hanging|firstLine"
    r"|header|footer|gutter|cx|cy|x|y|dist[TBLR])=[\"'][-0.]*[1-9]"
)
"""Attributes of Word's markup that hold a length, when one is written out in them.

ECMA-376 Part 1 (5th ed.), 17.3, 17.4, 17.6 and 20.4."""

WORD_WRITER = [path for path in MODULES if name_of(path).startswith("render/docx/")]


def numbers_in(path: Path) -> Iterator[str]:
    """Yield where a module holds a number, but for counting by one and for places."""
    name = name_of(path).removeprefix("render/")
    passed: set[int] = set()
    for node in ast.walk(tree_of(path)):
        inside: ast.AST | None = None
        if isinstance(node, ast.Subscript):
            inside = node.slice
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            target = node.target if isinstance(node, ast.AnnAssign) else node.targets[0]
            inside = node if f"{name}:{ast.unparse(target)}" in NOT_MEASURED else None
        passed |= {id(inner) for inner in ast.walk(inside)} if inside else set()
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Constant) and id(node) not in passed:
            number = node.value
            if (type(number) is int and number > 1) or (
                type(number) is float and number
            ):
                yield f"{name}:{node.lineno}: {number}"


def test_numbers_of_the_layout_stand_in_the_layout():
    """Beside none of its own, the Word writer counts by one and takes places."""
    numbers = [
        place
        for path in WORD_WRITER
        if name_of(path).removeprefix("render/") not in NOT_MEASURED
        for place in numbers_in(path)
    ]
    written = [
        f"{name_of(path)}:{line}"
        for path in WORD_WRITER
        for line, text in texts(path)
        if MEASURES.search(text)
    ]

    assert numbers == []
    assert written == []


def test_each_number_that_word_fixes_has_its_clause():
    """What stands in ``limits`` is counted, and said by a standard."""
    body = tree_of(PACKAGE / "render" / "docx" / "limits.py").body
    numbers = [node for node in body if isinstance(node, ast.Assign | ast.AnnAssign)]

    assert len(numbers) > 5
    for number in numbers:
        reason = body[body.index(number) + 1]
        assert isinstance(reason, ast.Expr), number.lineno
        assert re.search(r"\b17\.\d", ast.unparse(reason)), number.lineno
        values = [node for node in ast.walk(number) if isinstance(node, ast.Constant)]
        assert {type(node.value) for node in values} == {int}, number.lineno


def test_the_word_writer_measures_nothing():
    """It has results of the layout, and neither fonts nor what sets words in them."""
    known = {
        other
        for path in WORD_WRITER
        for other in inner_imports(path)
        if other.startswith(("render/layout/", "render/fonts/"))
    }

    assert known == {
        "render/layout/geometry.py",
        "render/layout/layout.py",
        "render/layout/result.py",
    }


def test_word_files_are_not_rewritten():
    """What is written is right at once: patterns are for words, not for markup."""
    rewriting = {"replace", "partition", "rpartition", "split"}
    calls = [
        f"{name_of(path)}:{node.lineno}"
        for path in WORD_WRITER
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and (ast.unparse(node.func.value) == "re" or node.func.attr in rewriting)
        and any("<" in ast.unparse(argument) for argument in node.args)
    ]

    assert calls == []


TUPLES = {"_replace", "_make", "_fields", "_asdict", "_field_defaults"}
"""Names that ``typing.NamedTuple`` documents as public."""


def test_only_public_names_of_a_dependency_are_used():
    nodes = [node for path in MODULES for node in ast.walk(tree_of(path))]
    ours = {node.name for node in nodes if isinstance(node, ast.FunctionDef)}
    for node in nodes:
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            ours.add(node.attr)
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            ours.add(node.id)
    private = [
        f"{name_of(path)}:{node.lineno}: {node.attr}"
        for path in MODULES
        for node in ast.walk(tree_of(path))
        if (
            isinstance(node, ast.Attribute)
            and re.match(r"_[a-z]", node.attr)
            and node.attr not in ours | TUPLES
        )
        or (
            isinstance(node, ast.Attribute | ast.Name)
            and re.match(r"__[A-Z]", getattr(node, "attr", getattr(node, "id", "")))
        )
    ]

    assert private == []


def is_there(name: str) -> bool:
    """Whether a dotted name is a module, or a function or class of one."""
    path = module_of(f"evidence_builder.{name}")
    above, _, last = name.rpartition(".")
    if path is None or path.stem == last:
        return path is not None
    defined = {node.name for node in tree_of(path).body if hasattr(node, "name")}
    stem = path.parent.name if path.stem == "__init__" else path.stem
    return stem == above.rpartition(".")[2] and last in defined


def test_each_name_in_the_walks_is_there():
    page = (PACKAGE.parent / "ARCHITECTURE.md").read_text(encoding="utf-8")
    walks = page[page.index("## Three walks") :]
    names = re.findall(r"`([a-z_]+(?:\.\w+)+)`", walks[: walks.index("\n## ", 1)])
    missing = [name for name in names if not is_there(name)]

    assert len(names) > 40
    assert missing == []


SLEEPERS = {
    "tests/waiting.py": "looks again for what tells nobody that it has come",
    "tests/unit/test_architecture.py": "says what sleeping looks like",
}
"""Modules of tests that wait for time to pass, each with its reason."""


def sleeping(text: str) -> bool:
    """Whether a module waits for time, itself or in a program that it writes."""
    named = r"\bsleep\(|\bimport[^\n]*\bsleep\b"
    return bool(re.search(rf"{named}|Event\(\)\.wait\(\s*[\d.]", text))


def test_no_test_sleeps():
    """A busy machine is slower than any time that somebody thought enough.

    What a shell's ``sleep`` stands for is a program that hangs: a test ends it.
    """
    sleepers = {
        path.relative_to(TESTS.parent).as_posix()
        for path in TESTS.rglob("*.py")
        if sleeping(path.read_text(encoding="utf-8"))
    }

    assert sleepers == SLEEPERS.keys()


@pytest.mark.parametrize(
    "line",
    ["time.sleep(1)", "from time import sleep", "threading.Event().wait(0.05)"],
)
def test_a_test_that_sleeps_is_noticed(line):
    assert sleeping(f"import time\n{line}\n")
    assert not sleeping("program('exec sleep 600')\nstarted.wait(process)\n")


NATIVE = {"PIL", "pi_heif", "pikepdf", "pypdfium2", "lxml", "docx"}
"""Decoders written in C: what they trip over ends the process that they are in."""

UNDAMAGED = {
    "test_attachments.py:camera": "makes a whole picture",
    "test_attachments.py:quarters": "makes a whole picture",
    "test_picture.py:shown": "opens a picture that a child has made",
    "test_docx.py:test_any_document_is_a_file_that_opens_and_has_its_words": (
        "opens what was rendered"
    ),
    "test_pdf.py:test_every_document_can_be_drawn": "opens what was rendered",
}
"""Functions of tests that use a decoder in their own process on what is not damaged."""


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


@cache
def origins_in(path: Path) -> dict[str, str]:
    """Return what each imported name of a module is the name of, wherever it is."""
    return {
        alias.asname or alias.name: f"{node.module}.{alias.name}"
        if isinstance(node, ast.ImportFrom)
        else alias.name
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }


def natives(path: Path, function: str, above: frozenset[str] = frozenset()) -> set[str]:
    """Return the decoders, and what leads to them, that a function of a test uses."""
    tree = tree_of(path)
    named = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    place = f"{path.name}:{function}"
    if function not in named or place in UNDAMAGED or place in above:
        return set()
    above |= {place}
    origins = origins_in(path)
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
    tree = tree_of(path)
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
