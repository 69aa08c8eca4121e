"""A child process of ``pool``: files in on one pipe, what became of them out.

Each message is its length and its bytes. The child imports a converter when it is
first asked for it, writes nothing to any disk, and ends when its pipe does.
"""

from __future__ import annotations

import json
import os
import signal
import struct
import sys
from typing import IO, TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

    from evidence_builder.attachments.content import Request
    from evidence_builder.attachments.run.registry import Convert

LENGTH: Final = struct.Struct(">Q")

MEMORY: Final = 3 * 2**29
SECONDS: Final = 20

READY: Final = b"ready"
DONE: Final = b"+"
"""What became of the file follows, packed."""
FAILED: Final = b"!"
"""The converter broke down, which a file never should bring about; what and where
follows if the fault is the program's own."""
NO_MEMORY: Final = b"m"

_LARGEST: Final = 2**30
"""The most bytes of one message."""


def serve(find: Callable[[str], Convert] | None = None) -> None:
    """Answer until there are no more questions.

    Args:
        find: Returns a converter by its name; tests have others.
    """
    # Ctrl-C is for the parent; its end closes the pipe and so ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    questions = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    # Whatever a library prints must not look like an answer.
    os.dup2(2, 1)
    limit_memory()
    # Only now: the limits come first.
    from evidence_builder.attachments.content import Request
    from evidence_builder.wording.language import speaking

    send(answers, READY)
    while (asked := receive(questions)) is not None:
        data = receive(questions)
        if data is None:
            return
        limit_time()
        converter, name, pages, language = json.loads(asked)
        request = Request(name, None if pages is None else tuple(pages))
        with speaking(language):
            send(answers, *answer(converter, request, data, find))
        data = b""  # not to be held while it waits


def question(converter: str, request: Request) -> bytes:
    """Return what is asked about the file whose bytes follow, and in which language."""
    from evidence_builder.wording.language import spoken

    return json.dumps([converter, request.name, request.pages, spoken()]).encode()


def answer(
    converter: str,
    request: Request,
    data: bytes,
    find: Callable[[str], Convert] | None = None,
) -> tuple[bytes, bytes]:
    """Return what became of a file, as the two parts of one message."""
    from evidence_builder.attachments.content import CannotBeIncludedError, Refusal
    from evidence_builder.attachments.run import registry
    from evidence_builder.attachments.run.wire import pack
    from evidence_builder.markup.refusal import PackageRefusedError
    from evidence_builder.own_faults import own_fault

    try:
        convert = (find or registry.find)(converter)
        return DONE, pack(convert(data, request))
    except (CannotBeIncludedError, PackageRefusedError) as error:
        return DONE, pack(Refusal(str(error), error.hint))
    except MemoryError:
        return NO_MEMORY, b""
    except Exception as error:  # noqa: BLE001 - whatever fails, it costs one file
        return FAILED, own_fault(error).encode()


def send(pipe: IO[bytes], *parts: bytes) -> None:
    """Write one message."""
    pipe.write(LENGTH.pack(sum(map(len, parts))))
    for part in parts:
        pipe.write(part)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None where the other side has gone, or makes no sense."""
    head = pipe.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    if length > _LARGEST:
        return None
    message = pipe.read(length)
    return message if len(message) == length else None


def limit_memory() -> None:
    """Let this process have no more memory than a file can need, and write no file."""
    if sys.platform == "win32":
        return
    import resource

    limits = (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
    )
    for what, most in limits:
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
