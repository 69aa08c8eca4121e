"""Pictures made in a child process, so that a bad one costs only itself.

One child serves many pictures; it starts with the first and is replaced when it dies
or takes too long. Where no child can be started the work is done here, without
limits: better than no portfolio.
"""

from __future__ import annotations

import atexit
import subprocess
import sys
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, cast

from evidence_builder import codes
from evidence_builder.attachments.child import (
    ANSWER,
    SECONDS,
    answer,
    receive,
    send,
)
from evidence_builder.attachments.kind import WORDS
from evidence_builder.document.blocks import Image

if TYPE_CHECKING:
    from evidence_builder.attachments.inspect import Attachment
    from evidence_builder.diagnostics import Sink, Span

_SERVE: Final = "from evidence_builder.attachments.child import serve; serve()"
_START_SECONDS: Final = 60
_ROOT: Final = str(Path(__file__).resolve().parent.parent.parent)


def picture(attachment: Attachment, *, span: Span, sink: Sink) -> Image | None:
    """Return a picture as it will be embedded; None, with a finding, if it cannot be.

    Upright, in sRGB or grey, on white, at most 1600 pixels long, without metadata.
    """
    name = attachment.path
    if attachment.kind not in ("jpeg", "png"):
        message = f"{name} is {WORDS[attachment.kind]} and is not shown"
        hint = "save it as a JPEG or PNG picture"
        sink.report(codes.IMAGE_UNREADABLE, span, message, hint)
        return None
    data = attachment.read()
    if data is None:
        message = f"{name} has changed or gone while it was read"
        sink.report(codes.FILE_UNREADABLE, span, message, "run this again")
        return None
    made = _SHARED.make(data)
    if isinstance(made, str):
        hint = "open it and save it again as a JPEG, or take another copy"
        sink.report(codes.IMAGE_UNREADABLE, span, f"{name} {made}", hint)
        return None
    return made


class Worker:
    """Makes pictures in a child process, one after another.

    Args:
        serve: The code that the child runs; tests give other code.
        seconds: How long one picture may take.
    """

    def __init__(self, serve: str = _SERVE, *, seconds: float = SECONDS) -> None:
        self._serve = serve
        self._seconds = seconds
        self._child: subprocess.Popen[bytes] | None = None
        self._can_start = bool(sys.executable) and not getattr(sys, "frozen", False)
        self._lock = threading.Lock()

    def make(self, data: bytes) -> Image | str:
        """Return a made picture, or what is wrong, to follow the picture's name."""
        with self._lock:
            child, fresh = self._running()
            if child is None:
                return _read(_here(data))
            reply, late = self._ask(child, data, self._seconds)
            if reply is None and not late and not fresh:
                # The pictures before it may be to blame: it gets a child of its own.
                self._stop()
                child, _ = self._running()
                if child is not None:
                    reply, late = self._ask(child, data, self._seconds)
            if reply is None or late:
                self._stop()
        if reply is not None:
            return _read(reply)
        if late:
            return f"cannot be shown: it takes more than {self._seconds:g} seconds"
        return "cannot be shown: the picture library fails on it"

    def close(self) -> None:
        """End the child; the next picture starts another."""
        with self._lock:
            self._stop()

    def _running(self) -> tuple[subprocess.Popen[bytes] | None, bool]:
        """Return the child, if there can be one, and whether it is new."""
        if self._child is not None and self._child.poll() is not None:
            self._stop()
        fresh = self._child is None
        if fresh and self._can_start:
            self._start()
        return self._child, fresh

    def _start(self) -> None:
        """Start a child, or remember that none can be started."""
        # Nothing is imported from the current folder: it is the learner's. The
        # caller's main module is not imported again either.
        path = [_ROOT, *(one for one in sys.path if one and Path(one).is_absolute())]
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
        if self._ask(child, None, _START_SECONDS)[0] != b"ready":
            self._stop()
            self._can_start = False

    @staticmethod
    def _ask(
        child: subprocess.Popen[bytes], data: bytes | None, seconds: float
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
            if data is not None:
                send(child.stdin, data)
            return receive(child.stdout), late.is_set()
        except OSError:
            return None, late.is_set()
        finally:
            timer.cancel()

    def _stop(self) -> None:
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


def _here(data: bytes) -> bytes:
    """Make a picture in this process."""
    from evidence_builder.attachments.picture import make

    return answer(make, data)


def _read(reply: bytes) -> Image | str:
    """Return what a reply says: a picture, or what is wrong."""
    kind, width, height = ANSWER.unpack_from(reply)
    rest = reply[ANSWER.size :]
    if kind == b"none":
        return rest.decode()
    name = kind.rstrip(b"\x00").decode()
    return Image(rest, cast("Literal['png', 'jpeg']", name), width, height)


_SHARED = Worker()
atexit.register(_SHARED.close)
