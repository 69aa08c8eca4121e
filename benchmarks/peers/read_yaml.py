"""Read a portfolio's YAML with PyYAML's C loader and do nothing with it.

The floor for any program that reads these files: portfolio.yaml, the criteria, and the
front matter of every item. Prints how many items and claims it read.
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml


def main() -> None:
    """Read everything under the folder that is named on the command line."""
    folder = Path(sys.argv[1])
    loader = yaml.CSafeLoader
    whole = [folder / "portfolio.yaml", *sorted((folder / "criteria").glob("*.yaml"))]
    for path in whole:
        yaml.load(path.read_text(encoding="utf-8"), loader)  # noqa: S506 - CSafeLoader is safe
    items = claims = 0
    for path in sorted((folder / "evidence").glob("*.md")):
        _, front, _ = path.read_text(encoding="utf-8").split("---\n", 2)
        data = yaml.load(front, loader)  # noqa: S506 - CSafeLoader is safe
        items += 1
        claims += sum(map(len, data["claims"].values()))
    sys.stdout.write(f"{items} items, {claims} claims\n")


if __name__ == "__main__":
    main()
