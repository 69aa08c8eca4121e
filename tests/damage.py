"""Damaged files, which meet the decoders in a child process only, as in life.

A decoder in C that trips over drawn bytes ends the process that it is in: in life the
child, which costs one file; in the tests' own process, the whole run.
"""

import atexit
from typing import Final

from evidence_builder.attachments.content import Content, Refusal, Request
from evidence_builder.attachments.run.pool import Pool
from tests.waiting import PATIENCE

RAISED: Final = "the converter raised "
CRASHED: Final = "the program that reads it fails on it"

# Whatever a converter raises costs one file, as a crash does, and looks alike from
# outside. A test must tell the two apart: no file may make our own code raise.
SERVE: Final = f"""
from evidence_builder.attachments.run import registry
from evidence_builder.attachments.run.child import serve
from evidence_builder.attachments.content import CannotBeIncludedError

def find(name):
    convert = registry.find(name)

    def watched(data, request):
        try:
            return convert(data, request)
        except (CannotBeIncludedError, MemoryError):
            raise
        except BaseException as error:
            raise CannotBeIncludedError({RAISED!r} + repr(error), "mend it") from error

    return watched

serve(find)
"""

# One child, which serves all files until one of them ends it. Its own limit of
# processor time ends what would never end.
_POOL: Final = Pool(f"exec({SERVE!r})", seconds=PATIENCE, size=1)
atexit.register(_POOL.close)


def converted(
    converter: str, data: bytes, whole: bytes, name: str = "a file"
) -> Content | Refusal:
    """Return what becomes of a damaged file: it is shown, or refused with a reason.

    Where it ends the child or exhausts it, that must be all that it does.

    Args:
        converter: A name in ``registry``.
        data: The damaged file.
        whole: A good file of the same kind, to come after one that ended the child.
    """
    request = Request(name)
    outcome, packed = _POOL.convert(converter, request, data)
    if isinstance(outcome, Refusal):
        assert outcome.hint
        assert not outcome.reason.startswith(RAISED), outcome.reason
    if packed is None:
        assert isinstance(_POOL.convert(converter, request, whole).outcome, Content)
    assert isinstance(outcome, Content | Refusal)
    return outcome


def refusal(converter: str, data: bytes, whole: bytes, name: str = "a file") -> str:
    """Return why a damaged file is refused, which it must be."""
    outcome = converted(converter, data, whole, name)
    assert isinstance(outcome, Refusal)
    return outcome.reason
