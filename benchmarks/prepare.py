"""Write every program's input, once; none of this is timed.

``python -m benchmarks.prepare FOLDER ITEMS PART…`` where the parts are portfolio,
files, pdfs, typst, platypus, pandoc and doorstop. What the same code wrote before
stays.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from functools import partial
from pathlib import Path

from benchmarks import content as contents
from benchmarks import files
from benchmarks.peers import (
    doorstop_source,
    pandoc_source,
    platypus_source,
    typst_source,
)
from benchmarks.standard import write_portfolio

WRITERS = {
    "portfolio": write_portfolio,
    "files": files.write,
    "pdfs": partial(files.write, photographs=0),
    "typst": typst_source.write,
    "platypus": platypus_source.write,
    "pandoc": pandoc_source.write,
    "doorstop": doorstop_source.write,
}
EXPECTED = "expected.json"


def prepare(folder: Path, items: int, parts: list[str]) -> None:
    """Write parts for a portfolio of so many items, each into a folder of its name."""
    content = contents.standard(items)
    folder.mkdir(parents=True, exist_ok=True)
    expected = {
        "items": len(content.items),
        "claims": content.number_of_claims(),
        "units": [unit.ref for unit in content.units],
        "criteria": sum(len(o.criteria) for u in content.units for o in u.outcomes),
        "claimed": len(content.claims_by_criterion()),
    }
    (folder / EXPECTED).write_text(json.dumps(expected), encoding="utf-8")
    code = _code()
    for part in parts:
        target, stamp = folder / part, folder / f"{part}.stamp"
        if stamp.is_file() and stamp.read_text() == code:
            continue
        shutil.rmtree(target, ignore_errors=True)
        WRITERS[part](content, target)
        if part == "doorstop":
            doorstop_source.settle(target, Path(sys.executable).with_name("doorstop"))
        stamp.write_text(code)


def _code() -> str:
    """Return a checksum of the code that decides what is written."""
    here = Path(__file__).parent
    paths = [
        here / name for name in ("words.py", "content.py", "standard.py", "files.py")
    ]
    paths += sorted((here / "peers").glob("*_source.py"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).hexdigest()


if __name__ == "__main__":
    prepare(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
