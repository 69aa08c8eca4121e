"""Put all PDFs of a folder behind one another with pikepdf, and nothing else.

The floor for any program that binds them: no stamps, no contents, no outline, and
nothing in them is looked into.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

import pikepdf


def main() -> None:
    """Merge the PDFs under the first folder into the file that is named after it."""
    sources, output = map(Path, sys.argv[1:])
    with ExitStack() as opened, pikepdf.new() as merged:
        for path in sorted(sources.glob("*.pdf")):
            merged.pages.extend(opened.enter_context(pikepdf.open(path)).pages)
        merged.save(output)


if __name__ == "__main__":
    main()
