"""Waits for something that is seen, never for time to pass.

However busy the machine is, ``PATIENCE`` is long enough; it only turns a hang into a
failure.
"""

import contextlib
import os
import select
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from subprocess import Popen
from typing import Any, Final

PATIENCE: Final = 300
"""The seconds after which something hangs."""

HANG: Final = f"__import__('threading').Event().wait({2 * PATIENCE})"
"""What Python does that hangs, and outlasts whoever waits for it."""


class Sign:
    """A pipe with a name, which a program writes to when it has come so far."""

    def __init__(self, reader: int) -> None:
        self._reader = reader

    def wait(self, process: Popen[Any] | None = None) -> str:
        """Return what was written, once it is; a process that ends gives no sign."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            is_over = process is not None and process.poll() is not None
            if select.select([self._reader], [], [], 0 if is_over else 0.1)[0]:
                return os.read(self._reader, 1_000).decode()
            if is_over:
                break
        raise AssertionError("it never came so far", process and process.returncode)


def printed(process: Popen[str], words: str) -> bool:
    """Read what a program prints until some words come; whether they did."""
    if process.stdout is None:
        return False
    watch = threading.Timer(PATIENCE, process.kill)
    watch.start()
    try:
        return any(words in line for line in process.stdout)
    finally:
        watch.cancel()


def ended(process: int) -> bool:
    """Whether a process is gone, or is as soon as somebody asks for its status."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            os.kill(process, 0)
        except ProcessLookupError:
            return True
        state = Path(f"/proc/{process}/stat")
        if state.exists() and state.read_text().split()[2] == "Z":
            return True
        # Only a parent is told of an end; anybody else has to look again.
        time.sleep(0.05)
    return False


@contextlib.contextmanager
def sign(path: Path) -> Iterator[Sign]:
    """Make a sign at a path that writers may open at any time."""
    os.mkfifo(path)
    # Read and write: so it is never at its end, however writers come and go.
    reader = os.open(path, os.O_RDWR | os.O_NONBLOCK)
    try:
        yield Sign(reader)
    finally:
        os.close(reader)
