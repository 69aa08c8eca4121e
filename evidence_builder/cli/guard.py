"""What stands round every command: its exit status, and our own faults."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from evidence_builder._version import __version__
from evidence_builder.cli.exits import Exit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_STOPPING: Final = ("SIGTERM", "SIGHUP")
"""Signals, where a system has them, that stop the program as Ctrl-C does: another
program asks it to, or its window is closed."""


def run(arguments: list[str]) -> int:
    """Run a command line and return its exit status; a traceback only with --debug."""
    from evidence_builder.cli.commands import program

    _open_what_is_closed()
    _let_any_text_be_printed()
    told: list[int] = []
    try:
        with _stopped_by_signals(told):
            status = program.main(
                arguments, prog_name="evidence-builder", standalone_mode=False
            )
            sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return Exit.MISUSE
    except (click.Abort, KeyboardInterrupt):
        from evidence_builder.wording.cli import stopped

        _say(stopped())
        return 128 + (told[0] if told else signal.SIGINT)
    except BrokenPipeError:
        # Somebody stopped reading, as "| head" does; there is nobody to tell.
        _silence_stdout()
        return Exit.DONE
    except OSError as error:
        if "--debug" in arguments:
            raise
        _say(f"error: {error.strerror or error}")
        _silence_stdout()
        return Exit.NOT_WRITTEN
    except Exception as error:
        if "--debug" in arguments:
            raise
        _confess(error)
        return Exit.OUR_FAULT
    return int(status or 0)


@contextlib.contextmanager
def _stopped_by_signals(told: list[int]) -> Iterator[None]:
    """Let signals that end a program come as Ctrl-C does, which tidies up.

    Args:
        told: Takes the number of the signal that came.
    """

    def stop(number: int, _frame: FrameType | None) -> None:
        if not told:  # a second one would end the tidying up
            told.append(number)
            raise KeyboardInterrupt

    before = {}
    with contextlib.suppress(ValueError):  # not the main thread
        for name in _STOPPING:
            signum = getattr(signal, name, None)
            # What is ignored stays so: "nohup" means it.
            if signum is not None and signal.getsignal(signum) is signal.SIG_DFL:
                before[signum] = signal.signal(signum, stop)
    try:
        yield
    finally:
        for signum, handler in before.items():
            signal.signal(signum, handler)


def _open_what_is_closed() -> None:
    """Give a closed standard output or error somewhere to go."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            stream = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - open while we run
            setattr(sys, name, stream)


def _let_any_text_be_printed() -> None:
    """Print what a console's encoding lacks as an escape, not as an exception."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            with contextlib.suppress(ValueError, OSError):
                reconfigure(errors="backslashreplace")


def _confess(error: Exception) -> None:
    """Say in one line that the fault is ours, and keep the details in a local file."""
    import tempfile  # a run without a fault needs neither
    import traceback

    from evidence_builder.wording import cli as words

    details = "".join(traceback.format_exception(error))
    where = words.debug_shows()
    with contextlib.suppress(OSError):
        handle, name = tempfile.mkstemp(prefix="evidence-builder-", suffix=".txt")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(f"evidence-builder {__version__}\n\n{details}")
        where = words.details_are_in(file=Path(name))
    _say(f"error[EB901]: {words.our_fault(where=where)}")
    _say(words.hint_line(hint=words.nothing_sent()))


def _say(text: str) -> None:
    with contextlib.suppress(OSError, ValueError):
        click.echo(text, err=True)


def _silence_stdout() -> None:
    """Keep Python from complaining about a closed standard output when it leaves."""
    with contextlib.suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
