"""The cases: which programs are measured together, and what is asked of them."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.measure import Program

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.measure import Figures

REPOSITORY = Path(__file__).parents[1]
SAMPLE = REPOSITORY / "samples" / "customer-service-team-leader"


@dataclass(frozen=True, slots=True)
class Goal:
    """At most so many times a peer's CPU; without a peer, at most so many MiB.

    ``without`` is a program whose CPU is taken off the subject's, ``plus`` one whose
    CPU is added to the peer's.
    """

    words: str
    subject: str
    peer: str | None
    most: float
    without: str = ""
    plus: str = ""

    def measured(self, figures: Mapping[str, Figures]) -> float:
        """Return the ratio of the medians, or the greatest peak in MiB."""
        if self.peer is None:
            return max(figures[self.subject].all("peak"))

        def cpu(name: str) -> float:
            return figures[name].middle("cpu") if name else 0.0

        ours = cpu(self.subject) - cpu(self.without)
        return ours / (cpu(self.peer) + cpu(self.plus))


@dataclass(frozen=True, slots=True)
class Case:
    """Programs that are run in turn, and goals between them.

    ``inputs`` says what has to be prepared: number of items → parts.
    """

    name: str
    title: str
    inputs: Mapping[int, tuple[str, ...]]
    programs: tuple[Program, ...]
    goals: tuple[Goal, ...]


def all_cases(folder: Path, items: int, many: int) -> dict[str, Case]:
    """Return every case by its name.

    Args:
        folder: Where prepared inputs and outputs are.
        items: How many items the standard portfolio has.
        many: How many the large one has.
    """
    cases = (
        _pdf(folder, items),
        _docx(folder, items),
        _check(folder, many),
        _cold(folder, items),
        _growth(folder, items, many),
        _memory(folder, items),
        _files(folder, items),
        _start(folder, items),
    )
    return {case.name: case for case in cases}


def _pdf(folder: Path, items: int) -> Case:
    at = folder / str(items)
    ours = _build(at, "pdf", "evidence-builder, PDF")
    typst = _document(
        at,
        "typst, PDF",
        "typst.pdf",
        _module("typst_compile", at / "typst" / "main.typ"),
    )
    platypus = _document(
        at,
        "platypus multiBuild, PDF",
        "platypus.pdf",
        _module("platypus_build", at / "platypus" / "content.json"),
    )
    return Case(
        "pdf",
        f"PDF of {items:,} items",
        {items: ("portfolio", "typst", "platypus")},
        (ours, typst, platypus),
        (
            Goal("PDF: CPU, times typst's", ours.name, typst.name, 0.6),
            Goal("PDF: CPU, times platypus's", ours.name, platypus.name, 0.35),
        ),
    )


def _docx(folder: Path, items: int) -> Case:
    at = folder / str(items)
    ours = _build(at, "docx", "evidence-builder, DOCX")
    # Both of pandoc's dialects that know tables and anchors; the goal is the default's.
    pandoc, quicker = (
        _document(
            at,
            f"pandoc -f {dialect}, DOCX",
            f"{dialect}.docx",
            (
                _pandoc(),
                *("-f", dialect, "--toc", "--toc-depth=2"),
                *(str(at / "pandoc" / "main.md"), "-o"),
            ),
        )
        for dialect in ("markdown", "commonmark_x")
    )
    return Case(
        "docx",
        f"DOCX of {items:,} items",
        {items: ("portfolio", "pandoc")},
        (ours, pandoc, quicker),
        (Goal("DOCX: CPU, times pandoc's", ours.name, pandoc.name, 0.8),),
    )


def _check(folder: Path, many: int) -> Case:
    at = folder / str(many)
    expected = at / "expected.json"
    ours = Program(
        "evidence-builder check",
        (_script("evidence-builder"), "check", str(at / "portfolio")),
        REPOSITORY,
        "coverage",
        expected,
    )
    reader = Program(
        "yaml.CSafeLoader, same files",
        _module("read_yaml", at / "portfolio"),
        REPOSITORY,
        "yaml",
        expected,
    )
    doorstop = Program(
        "doorstop, same items and links",
        (_script("doorstop"),),
        at / "doorstop",
        "doorstop",
        expected,
    )
    return Case(
        "check",
        f"Check of {many:,} items",
        {many: ("portfolio", "doorstop")},
        (ours, reader, doorstop),
        (
            Goal(
                f"check of {many:,}: CPU, times CSafeLoader's",
                ours.name,
                reader.name,
                2.5,
            ),
            Goal(
                f"check of {many:,}: CPU, times doorstop's",
                ours.name,
                doorstop.name,
                0.5,
            ),
        ),
    )


def _cold(folder: Path, items: int) -> Case:
    expected = folder / str(items) / "expected.json"
    ours = Program(
        "evidence-builder check, sample",
        (_script("evidence-builder"), "check", str(SAMPLE)),
        REPOSITORY,
        "sample",
        expected,
        # The sample has faults on purpose; saying so is not a failure.
        statuses=(0, 1),
    )
    bare = _python("import yaml, click", expected)
    return Case(
        "cold",
        "Check of the sample in a new process",
        {items: ()},
        (ours, bare),
        (
            Goal(
                "check of the sample: CPU, times import yaml, click",
                ours.name,
                bare.name,
                4,
            ),
        ),
    )


def _growth(folder: Path, items: int, many: int) -> Case:
    programs = {
        (kind, count): _build(
            folder / str(count), kind, f"{kind.upper()} of {count:,} items"
        )
        for kind in ("pdf", "docx")
        for count in (items, many)
    }
    return Case(
        "growth",
        f"Growth from {items:,} to {many:,} items",
        {items: ("portfolio",), many: ("portfolio",)},
        tuple(programs.values()),
        tuple(
            Goal(
                f"{kind.upper()}: CPU of {many:,} items, times that of {items:,}",
                programs[kind, many].name,
                programs[kind, items].name,
                1.1 * many / items,
            )
            for kind in ("pdf", "docx")
        ),
    )


def _memory(folder: Path, items: int) -> Case:
    at = folder / str(items)
    program = _build(at, "pdf,docx", "evidence-builder, both formats")
    return Case(
        "memory",
        f"Memory for both formats of {items:,} items",
        {items: ("portfolio",)},
        (program,),
        (Goal("peak memory, both formats, MiB", program.name, None, 200),),
    )


def _files(folder: Path, items: int) -> Case:
    at = folder / str(items)
    caches = at / "cache"
    kept = caches / "evidence-builder" / "attachments"
    pdfs = at / "files" / "evidence" / "files"
    home = {"XDG_CACHE_HOME": str(caches)}
    bare = replace(_build(at, "pdf", "PDF without files"), environment=home)
    merge = _document(
        at, "pikepdf, bare merge", "merge.pdf", _module("pikepdf_merge", pdfs)
    )
    merge = replace(merge, proof="merged")

    def build(part: str, formats: str, name: str, *, cold: bool = False) -> Program:
        proof = "bound_both" if formats != "pdf" else "bound"
        proof = "bound_pdfs" if part == "pdfs" else proof
        return replace(
            _build(at, formats, name, part=part, proof=proof),
            environment=home,
            emptied=kept if cold else None,
            together=part == "files",
        )

    warm_pdfs = build("pdfs", "pdf", "PDF with 100 PDFs, seen before")
    cold = build("files", "pdf", "PDF with all files, first time", cold=True)
    warm = build("files", "pdf", "PDF with all files, seen before")
    cold_both = build("files", "pdf,docx", "PDF and DOCX, first time", cold=True)
    warm_both = build("files", "pdf,docx", "PDF and DOCX, seen before")
    memory = (
        Goal(f"files: peak memory, {one.name}, MiB", one.name, None, 500)
        for one in (cold, warm, cold_both, warm_both)
    )
    return Case(
        "files",
        "Files bound in: 100 PDFs of ten pages, 60 photographs",
        {items: ("portfolio", "pdfs", "files")},
        (bare, merge, warm_pdfs, cold, warm, cold_both, warm_both),
        (
            Goal(
                "files: CPU of binding 100 PDFs, times the bare merge's",
                warm_pdfs.name,
                merge.name,
                1.5,
                without=bare.name,
            ),
            Goal(
                "files: CPU of all files again, times no files and the merge",
                warm.name,
                bare.name,
                1.3,
                plus=merge.name,
            ),
            *memory,
        ),
    )


def _start(folder: Path, items: int) -> Case:
    expected = folder / str(items) / "expected.json"
    ours = Program(
        "evidence-builder --version",
        (_script("evidence-builder"), "--version"),
        REPOSITORY,
        "version",
        expected,
    )
    bare = _python("import click", expected)
    return Case(
        "start",
        "Start",
        {items: ()},
        (ours, bare),
        (Goal("--version: CPU, times import click", ours.name, bare.name, 1.5),),
    )


def _build(
    at: Path, formats: str, name: str, *, part: str = "portfolio", proof: str = ""
) -> Program:
    """Return the whole program, from the learner's files to a written document."""
    kind = formats.split(",", maxsplit=1)[0]
    return Program(
        name,
        (
            _script("evidence-builder"),
            *("build", str(at / part), "--to", formats, "-o", str(at / "out")),
        ),
        REPOSITORY,
        proof or {"pdf": "pdf", "docx": "paged_docx"}.get(formats, "both"),
        at / "expected.json",
        at / "out" / f"portfolio.{kind}",
    )


def _document(at: Path, name: str, file: str, command: tuple[str, ...]) -> Program:
    """Return a peer whose command ends with where its document goes."""
    output = at / "out" / file
    proof = output.suffix.removeprefix(".")
    whole = (*command, str(output))
    return Program(name, whole, REPOSITORY, proof, at / "expected.json", output)


def _python(code: str, expected: Path) -> Program:
    name = f'python -c "{code}"'
    return Program(name, (sys.executable, "-c", code), REPOSITORY, "nothing", expected)


def _module(name: str, *arguments: Path) -> tuple[str, ...]:
    return (
        sys.executable,
        *("-m", f"benchmarks.peers.{name}", *map(str, arguments)),
    )


def _script(name: str) -> str:
    return str(Path(sys.executable).with_name(name))


def _pandoc() -> str:
    """Return pandoc itself, so that it is not charged for a Python process."""
    places = (Path(folder) / "pypandoc" / "files" / "pandoc" for folder in sys.path)
    return next((str(place) for place in places if place.is_file()), "pandoc")
