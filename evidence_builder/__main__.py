"""The entry point; the command line itself is in ``cli``."""

from __future__ import annotations

import gc
import sys


def main() -> None:
    """Run the command line and leave with its exit status."""
    # A run makes many small objects, few cycles, and ends soon; looking for cycles
    # takes a fifth of the time of a build and frees next to nothing.
    gc.disable()
    from evidence_builder.cli.guard import run

    status = run(sys.argv[1:])
    # Python would look for cycles once more as it leaves, in what ends with it anyway.
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
