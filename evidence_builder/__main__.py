"""The entry point; the command line itself is in ``cli``."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    from evidence_builder.cli.guard import run

    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
