"""LibreOffice, where a computer has it: Office files → PDFs.

It is looked for, never asked for. It works on copies that ``clean`` made, in a
temporary folder with a profile of its own that is gone afterwards, without network,
without macros, with a time limit, many files in one start.
"""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.libreoffice.folder import working_folder
from evidence_builder.attachments.libreoffice.profile import PROFILE
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evidence_builder.attachments.kind import Kind

SETTING: Final = "EVIDENCE_BUILDER_SOFFICE"
"""The environment variable that says where LibreOffice is; ``none`` for nowhere."""

START_SECONDS: Final = 30
FILE_SECONDS: Final = 10
LONGEST_SECONDS: Final = 300
"""The time for a whole portfolio, of which there is one in a run."""
FAILURES: Final = 3
"""How many files may fail by themselves before the rest is given up."""
LARGEST: Final = 200 * 2**20
"""The most bytes of one PDF that are taken."""
MEMORY: Final = 4 * 2**30
"""The most bytes of address space, where the system can limit it."""

CONVERTED: Final[tuple[Kind, ...]] = ("docx", "xlsx", "pptx", "odt", "ods", "odp")
"""The kinds that LibreOffice is given."""

_PLACES: Final = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/opt/libreoffice/program/soffice",
    "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
)
_SEPARATE: Final = (
    ("unshare", "--net", "--map-current-user"),
    ("unshare", "--net", "--map-root-user"),
    ("unshare", "--net"),
)
"""Ways to start a program that has no network at all; Linux only."""
_LIMITED: Final = (
    "import os,resource,sys\n"
    "for what, most in ((resource.RLIMIT_AS, int(sys.argv[1])),"
    " (resource.RLIMIT_CORE, 0)):\n"
    "    try: resource.setrlimit(what, (most, most))\n"
    "    except (OSError, ValueError): pass\n"
    "os.execvp(sys.argv[2], sys.argv[2:])\n"
)
_KEPT: Final = ("PATH", "SYSTEMROOT", "WINDIR", "SYSTEMDRIVE", "PROGRAMFILES")
_WITH_PLACES: Final = (
    'pdf:writer_pdf_Export:{"ExportBookmarksToPDFDestination":'
    '{"type":"boolean","value":"true"}}'
)
_NOBODY: Final = "http://127.0.0.1:9"
"""A proxy that nobody answers at."""


class LibreOffice(NamedTuple):
    """A LibreOffice on this computer.

    ``version`` names it for people and for caches: another one makes other pages.
    """

    program: str
    version: str


def find() -> LibreOffice | None:
    """Return this computer's LibreOffice; None where there is none.

    Looks anew when the environment has changed; starts nothing.
    """
    return _find(os.environ.get(SETTING, ""), os.environ.get("PATH", ""))


def to_pdf(files: Sequence[tuple[Kind, bytes]]) -> list[bytes | str]:
    """Return a PDF of each file, or why there is none, such as "LibreOffice failed".

    All go into one start of LibreOffice. Where that fails as a whole, those without
    a PDF are tried by themselves, so that a bad one costs only itself.

    Args:
        files: What each file is, and its content as ``clean.package.cleaned`` made it.
    """
    office = find()
    if office is None:
        return [wording.libreoffice_absent()] * len(files)
    pdfs = _run(office, files)
    missing = [at for at, pdf in enumerate(pdfs) if isinstance(pdf, str)]
    if len(files) == 1:
        return pdfs
    failures = 0
    for at in missing:
        if failures >= FAILURES:
            break
        pdfs[at] = _run(office, files[at : at + 1])[0]
        failures += isinstance(pdfs[at], str)
    return pdfs


def with_places(document: bytes) -> bytes | None:
    """Return a PDF of a Word file of ours, with a named place for each bookmark.

    None where there is no LibreOffice, or where it fails.
    """
    office = find()
    if office is None:
        return None
    pdf = _run(office, [("docx", document)], _WITH_PLACES, LONGEST_SECONDS)[0]
    return None if isinstance(pdf, str) else pdf


def _run(
    office: LibreOffice,
    files: Sequence[tuple[Kind, bytes]],
    to: str = "pdf",
    file_seconds: int = FILE_SECONDS,
) -> list[bytes | str]:
    """Return what one start of LibreOffice made of files."""
    if not files:
        return []
    with working_folder() as folder:
        out = folder / "out"
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(PROFILE, encoding="utf-8")
        (folder / "home").mkdir()
        sources = []
        for number, (kind, data) in enumerate(files):
            source = folder / f"{number:03}.{kind}"
            source.write_bytes(data)
            sources.append(source.name)
        command = [
            *_without_network(),
            *_within_limits(),
            office.program,
            f"-env:UserInstallation={profile.parent.as_uri()}",
            "--headless",
            "--invisible",
            "--norestore",
            "--nolockcheck",
            "--nodefault",
            "--nologo",
            "--convert-to",
            to,
            "--outdir",
            str(out),
            *sources,
        ]
        seconds = START_SECONDS + file_seconds * len(files)
        in_time = _wait(command, folder, seconds)
        why = wording.libreoffice_failed() if in_time else wording.libreoffice_slow()
        return [_pdf(out / f"{number:03}.pdf") or why for number in range(len(files))]


def _wait(command: list[str], folder: Path, seconds: float) -> bool:
    """Run a command to its end, or to the end of its time; whether it ended itself."""
    process = None
    try:
        with _signals_wait():
            process = subprocess.Popen(  # noqa: S603 - our own words, no shell
                command,
                cwd=folder,
                env=_environment(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        return False
    except OSError:
        return True
    finally:
        # Also after an ordinary end: nothing that it started outlives it.
        if process is not None:
            _end(process)
    return True


@contextlib.contextmanager
def _signals_wait() -> Iterator[None]:
    """Let signals wait that stop this program: what is being started would go on."""
    names = ("SIGINT", "SIGTERM", "SIGHUP")
    numbers = [getattr(signal, name) for name in names if hasattr(signal, name)]
    came: list[int] = []
    before = {}
    with contextlib.suppress(ValueError):  # not the main thread, which is stopped
        for number in numbers:
            handler = signal.getsignal(number)
            if callable(handler):
                before[number] = handler
                signal.signal(number, lambda number, _: came.append(number))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
        for number in came:
            signal.raise_signal(number)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a process and all that it has started."""
    if sys.platform == "win32":  # pragma: no cover - another system
        subprocess.run(  # noqa: S603 - a number
            ["taskkill", "/F", "/T", "/PID", str(process.pid)],  # noqa: S607
            check=False,
            capture_output=True,
        )
        process.kill()
    else:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except (ProcessLookupError, PermissionError):
            process.kill()
    process.wait()


def _pdf(path: Path) -> bytes | None:
    """Return a complete PDF; None where there is none, whatever was said of it."""
    try:
        if path.is_symlink() or not 0 < path.stat().st_size <= LARGEST:
            return None
        data = path.read_bytes()
    except OSError:
        return None
    whole = data.startswith(b"%PDF-") and b"%%EOF" in data[-1024:]
    return data if whole else None


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment of LibreOffice: little, and the same everywhere."""
    home = str(folder / "home")
    return {
        **{name: os.environ[name] for name in _KEPT if name in os.environ},
        **dict.fromkeys(("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"), home),
        **dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder)),
        **dict.fromkeys(("http_proxy", "https_proxy", "ftp_proxy"), _NOBODY),
        **dict.fromkeys(("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"), _NOBODY),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "SOURCE_DATE_EPOCH": "0",
        "SAL_USE_VCLPLUGIN": "svp",
        "SAL_DISABLE_OPENCL": "1",
        "SAL_LOG": "-WARN-INFO",
    }


@cache
def _without_network() -> tuple[str, ...]:
    """Return what starts a program without network; empty where nothing does."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return ()
    for way in _SEPARATE:
        tried = subprocess.run(  # noqa: S603 - our own words
            [*way, "true"], check=False, capture_output=True, stdin=subprocess.DEVNULL
        )
        if tried.returncode == 0:
            return way
    return ()


def _within_limits() -> tuple[str, ...]:
    """Return what starts a program with a limit of memory."""
    if sys.platform == "win32":  # pragma: no cover - another system
        return ()
    return (sys.executable, "-I", "-S", "-c", _LIMITED, str(MEMORY))


@cache
def _find(setting: str, path: str) -> LibreOffice | None:
    if setting.strip().lower() == "none":
        return None
    named = (setting,) if setting.strip() else ()
    on_path = [shutil.which(name, path=path) for name in ("soffice", "libreoffice")]
    for candidate in (*named, *on_path, *(() if named else _PLACES)):
        if candidate and os.access(candidate, os.X_OK) and Path(candidate).is_file():
            program = Path(candidate).resolve()
            return LibreOffice(str(program), _version(program))
    return None


def _version(program: Path) -> str:
    """Return a LibreOffice's version from the files beside it.

    Asking it would take as long as converting a file. The size of its own program
    tells builds of one version apart.
    """
    folders = (program.parent, program.parent.parent / "Resources")
    words: list[str] = []
    for pattern in (r"ProductKey=(.+)", r"buildid=(.+)"):
        for folder in folders:
            for name in ("bootstraprc", "versionrc", "bootstrap.ini", "version.ini"):
                try:
                    text = (folder / name).read_text("utf-8", "replace")
                except OSError:
                    continue
                words += (value.strip() for value in re.findall(pattern, text))
    for name in ("libmergedlo.so", "soffice.bin", "mergedlo.dll", program.name):
        try:
            words.append(str((program.parent / name).stat().st_size))
        except OSError:
            continue
        break
    return " ".join(dict.fromkeys(words)) or "LibreOffice"
