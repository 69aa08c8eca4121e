"""Pages as pictures: of a PDF as it is, of a Word file as LibreOffice prints it."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import tempfile
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

DPI = "100"


def difference(there: Path, here: Path) -> str | None:
    """Return where the pages of two PDFs first look different, and how many do."""
    pages = []
    first = ""
    both = zip_longest(_pages(there), _pages(here))
    for number, (old, new) in enumerate(both, 1):
        if old and new and old.size == new.size and old.tobytes() == new.tobytes():
            continue
        pages.append(number)
        first = first or f"page {number}, {_where(old, new)}"
    return f"{first}; {len(pages)} pages in all" if pages else None


def _where(old: Image.Image | None, new: Image.Image | None) -> str:
    if old is None or new is None:
        return "which only REF has" if old else "which REF does not have"
    if old.size != new.size:
        return f"of {old.size} pixels, now {new.size}"
    changed = ImageChops.difference(old, new)
    left, upper, right, lower = changed.getbbox() or (0, 0, 0, 0)
    return f"pixels from ({left}, {upper}) to ({right}, {lower}) at {DPI} dpi"


def _pages(pdf: Path) -> Iterator[Image.Image]:
    """Yield each page; one at a time, because a page takes 3 MB."""
    command = ["pdftoppm", "-r", DPI, str(pdf)]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
        stream = process.stdout
        # A picture is "P6", its size, 255 and its bytes; the next one follows.
        while stream and stream.readline():
            width, height = map(int, stream.readline().split())
            stream.readline()
            data = stream.read(3 * width * height)
            yield Image.frombytes("RGB", (width, height), data)


def print_words(paths: Iterable[Path], folder: Path) -> dict[Path, Path]:
    """Return each Word file as the PDF that LibreOffice makes of it.

    All are made by one LibreOffice, and kept in the folder by what is in them.
    """
    folder.mkdir(parents=True, exist_ok=True)
    printed = {}
    for path in paths:
        name = hashlib.sha256(path.read_bytes()).hexdigest()[:16]
        printed[path] = folder / f"{name}.pdf"
    missing = {path: pdf for path, pdf in printed.items() if not pdf.exists()}
    if not missing:
        return printed
    with tempfile.TemporaryDirectory(dir=folder) as place:
        for path, pdf in missing.items():
            shutil.copy(path, Path(place, f"{pdf.stem}.docx"))
        subprocess.run(
            [
                *("soffice", "--headless", "--convert-to", "pdf", "--outdir", place),
                f"-env:UserInstallation={Path(place, 'profile').as_uri()}",
                *sorted(map(str, Path(place).glob("*.docx"))),
            ],
            check=True,
            timeout=120 + 30 * len(missing),
            capture_output=True,
        )
        for pdf in {*missing.values()}:
            # LibreOffice exits with 0 even when it wrote nothing.
            Path(place, pdf.name).rename(pdf)
    return printed
