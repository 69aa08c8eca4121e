"""Files converted in child processes, so that a bad one costs only itself.

There are at most as many children as cores; each serves many files, starts when there
is work for it, and is replaced when it dies or takes too long. Where no child can be
started the work is done here, without limits: better than no portfolio.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from evidence_builder.attachments.content import Refusal
from evidence_builder.attachments.run.child import (
    DONE,
    FAILED,
    NO_MEMORY,
    READY,
    SECONDS,
    answer,
    question,
    receive,
    send,
)
from evidence_builder.attachments.run.wire import DamagedError, unpack
from evidence_builder.wording import attachments as wording

if TYPE_CHECKING:
    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.run.wire import Outcome

_SERVE: Final = "from evidence_builder.attachments.run.child import serve; serve()"
_START_SECONDS: Final = 60
_MOST_CHILDREN: Final = 8
_ROOT: Final = str(Path(__file__).resolve().parents[3])


class Reply(NamedTuple):
    """What became of a file.

    ``packed`` is the outcome as ``wire`` spells it; None where the converter was
    stopped or broke down, which may come out otherwise another time.
    """

    outcome: Outcome
    packed: bytes | None = None


class Pool:
    """Converts files in child processes, from as many threads as like to.

    Args:
        serve: The code that a child runs; tests give other code.
        seconds: How long one file may take.
        size: The most children; without it, as many as there are cores.
    """

    def __init__(
        self, serve: str = _SERVE, *, seconds: float = SECONDS, size: int | None = None
    ) -> None:
        self.size = size or min(_cores(), _MOST_CHILDREN)
        self._serve = serve
        self._seconds = seconds
        self._turns = threading.Semaphore(self.size)
        self._lock = threading.Lock()
        self._idle: list[_Worker] = []
        self._workers: list[_Worker] = []
        self._closed = False

    def convert(self, converter: str, request: Request, data: bytes) -> Reply:
        """Return what one converter, by its name, makes of a file."""
        with self._turns:
            with self._lock:
                if self._closed:
                    return _stopped()
                if not self._idle:
                    self._idle.append(_Worker(self._serve, self._seconds))
                    self._workers.append(self._idle[-1])
                # The last that worked first: a few files need one child.
                worker = self._idle.pop()
            try:
                return worker.convert(converter, request, data)
            finally:
                with self._lock:
                    self._idle.append(worker)
                    if self._closed:
                        worker.stop()

    def rest(self) -> None:
        """End the children that have nothing to do: they hold memory."""
        with self._lock:
            for worker in self._idle:
                worker.stop()

    def close(self) -> None:
        """End all children, also those at work; nothing is converted after this."""
        with self._lock:
            self._closed = True
            for worker in self._workers:
                if worker in self._idle:
                    worker.stop()
                else:
                    worker.interrupt()

    @property
    def children(self) -> tuple[int, ...]:
        """The process numbers of the children that there are now."""
        with self._lock:
            ids = [worker.process_id for worker in self._workers]
        return tuple(number for number in ids if number is not None)


class _Worker:
    """Converts files in one child process, one after another."""

    def __init__(self, serve: str, seconds: float) -> None:
        self._serve = serve
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._can_start = bool(sys.executable) and not getattr(sys, "frozen", False)
        self._interrupted = False

    @property
    def process_id(self) -> int | None:
        """The number of the child process, if there is one."""
        child = self._child
        return None if child is None else child.pid

    def convert(self, converter: str, request: Request, data: bytes) -> Reply:
        """Return what became of a file, in the child or, without one, here."""
        child, fresh = self._running()
        if child is None:
            if self._interrupted:
                return _stopped()
            return _read(b"".join(answer(converter, request, data)))
        messages = question(converter, request), data
        reply, late = self._ask(child, messages, self._seconds)
        if _is_breakdown(reply) and not (late or fresh or self._interrupted):
            # The files before it may be to blame: it gets a child of its own.
            self.stop()
            child, _ = self._running()
            if child is not None:
                reply, late = self._ask(child, messages, self._seconds)
        if late or _is_breakdown(reply):
            self.stop()
        if late:
            reason = wording.too_slow(seconds=f"{self._seconds:g}")
            return Reply(Refusal(reason, wording.divide_or_print()))
        return _stopped() if self._interrupted else _read(reply)

    def interrupt(self) -> None:
        """End the child for good, while another thread waits for it."""
        self._interrupted = True
        if (child := self._child) is not None:
            child.kill()

    def _running(self) -> tuple[subprocess.Popen[bytes] | None, bool]:
        """Return the child, if there can be one, and whether it is new."""
        if self._child is not None and self._child.poll() is not None:
            self.stop()
        fresh = self._child is None
        if fresh and self._can_start and not self._interrupted:
            self._start()
        return self._child, fresh

    def _start(self) -> None:
        """Start a child, or remember that none can be started."""
        # Nothing is imported from the current folder: it is the learner's. The
        # caller's main module is not imported again either.
        path = [
            _ROOT,
            *(folder for folder in sys.path if folder and Path(folder).is_absolute()),
        ]
        code = f"import sys; sys.path[:] = {path!r}; {self._serve}"
        try:
            child = subprocess.Popen(  # noqa: S603 - this very Python, and our code
                [sys.executable, "-I", "-S", "-B", "-c", code],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except (OSError, ValueError):
            self._can_start = False
            return
        self._child = child
        if self._ask(child, (), _START_SECONDS)[0] != READY:
            self.stop()
            self._can_start = self._interrupted

    @staticmethod
    def _ask(
        child: subprocess.Popen[bytes], messages: tuple[bytes, ...], seconds: float
    ) -> tuple[bytes | None, bool]:
        """Return the child's reply, None if it died, and whether it was too late.

        A timer ends a child that takes too long, which closes the pipes that this
        waits for; that works alike on every system.
        """
        if child.stdin is None or child.stdout is None:  # pragma: no cover
            return None, False
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(seconds, end)
        timer.daemon = True
        timer.start()
        try:
            for message in messages:
                send(child.stdin, message)
            return receive(child.stdout), late.is_set()
        except OSError:
            return None, late.is_set()
        finally:
            timer.cancel()

    def stop(self) -> None:
        """End the child; the next file starts another."""
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for pipe in (child.stdin, child.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:
                    continue
        child.wait()


def _is_breakdown(reply: bytes | None) -> bool:
    """Whether a child died or ran out of memory."""
    return reply is None or reply[:1] == NO_MEMORY


def _read(reply: bytes | None) -> Reply:
    """Return what a child's reply says."""
    kind, packed = (b"", b"") if reply is None else (reply[:1], reply[1:])
    if kind == DONE:
        try:
            return Reply(unpack(packed), packed)
        except DamagedError:
            kind = b""
    if kind == NO_MEMORY:
        reason = wording.needs_memory()
    elif kind == FAILED and packed:
        reason = wording.own_fault(place=packed.decode())
    else:
        reason = wording.fails_on_it()
    return Reply(Refusal(reason, wording.save_or_print()))


def _stopped() -> Reply:
    return Reply(Refusal(wording.stopped(), wording.run_this_again()))


def _cores() -> int:
    """Return how many processes can work at once."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


SHARED: Final = Pool()
atexit.register(SHARED.close)
