"""A file from a stranger, looked into and made clean in a process of its own."""

import sys
from dataclasses import dataclass

from convene.documents import apart
from convene.documents.diligence_files import kind_of, stripped
from convene.documents.refusing import MB

SECONDS = 10
MEMORY = 2_000 * MB
"""Most that the process may take, in seconds of a processor and in bytes: the largest picture that
is kept needs about half of it (expert choice).
"""


@dataclass(frozen=True, kw_only=True)
class Clean:
    """What kind of file it is, by its content, and its copy without metadata."""

    media_type: str
    copy: bytes


def clean(content: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> Clean:
    """Return a file's kind and its clean copy. Raises Refused, which names the limit where one was
    passed, and `apart.Busy` where too many files are being looked into.
    """
    outcome, copy = apart.asked(__name__, content, seconds=seconds, memory=memory)
    return Clean(media_type=outcome["media_type"], copy=copy)


def _look(content: bytes) -> apart.Answer:
    media_type = kind_of(content)
    return {"media_type": media_type}, stripped(content, media_type=media_type)


if __name__ == "__main__":
    apart.answer(_look, seconds=int(sys.argv[1]), memory=int(sys.argv[2]))
