"""The child process of ``worker``: pictures in on one pipe, made pictures out.

Each message is its length and its bytes. The child imports little, writes nowhere
else, and ends when its pipe does.
"""

from __future__ import annotations

import os
import signal
import struct
import sys
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.attachments.picture import Made

LENGTH: Final = struct.Struct(">Q")
ANSWER: Final = struct.Struct(">4sII")
"""A kind and a size; the kind ``none`` is followed by what is wrong."""

MEMORY: Final = 3 * 2**29
SECONDS: Final = 20


def serve(make: Callable[[bytes], Made] | None = None) -> None:
    """Answer until there are no more questions; ``make`` is for tests."""
    # Ctrl-C is for the parent; its end closes the pipe and so ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not look like an answer.
    os.dup2(2, 1)
    limit_memory()
    if make is None:
        # Only now: the limits come first.
        from evidence_builder.attachments import picture

        make = picture.make
    send(answers, b"ready")
    while (data := receive(questions)) is not None:
        limit_time()
        send(answers, answer(make, data))


def answer(make: Callable[[bytes], Made], data: bytes) -> bytes:
    """Return a made picture, or what is wrong, as one message."""
    from evidence_builder.attachments.strip import UnreadablePictureError

    try:
        made = make(data)
    except UnreadablePictureError as error:
        return ANSWER.pack(b"none", 0, 0) + str(error).encode()
    except MemoryError:
        return ANSWER.pack(b"none", 0, 0) + b"needs more memory than is allowed"
    return ANSWER.pack(made.kind.encode(), made.width, made.height) + made.data


def send(pipe: IO[bytes], message: bytes) -> None:
    """Write one message."""
    pipe.write(LENGTH.pack(len(message)))
    pipe.write(message)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None where the other side has gone."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    message = pipe.read(length)
    return message if len(message) == length else None


def limit_memory() -> None:
    """Let this process have no more memory than a picture can need."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in ((resource.RLIMIT_AS, MEMORY), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(what, (most, most))
        except (OSError, ValueError):
            continue  # macOS refuses some; the parent's clock still runs


def limit_time() -> None:
    """Let this process work for so many seconds more, even if the parent is gone."""
    if sys.platform == "win32":
        return
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime) + SECONDS + 1
    try:
        hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
        resource.setrlimit(resource.RLIMIT_CPU, (most, hard))
    except (OSError, ValueError):
        return
