"""A file from a stranger, looked into and made clean in a process of its own.

That process cannot take more time or memory than it is given, writes no file, and knows none of
our secrets: whatever a file does to the libraries that read it, it does there.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import convene
from convene import disk
from convene.documents.diligence_files import kind_of, stripped
from convene.documents.refusing import MB, Refused

SECONDS = 10
MEMORY = 2_000 * MB
"""Most that the process may take, in seconds of a processor and in bytes: the largest picture that
is kept needs about half of it (expert choice).
"""
AT_ONCE = 2
"""Files looked into at one time in this installation; pages need the rest of the machine."""
PATIENCE = 3.0
"""Seconds somebody waits for their turn."""
HELD = sys.platform == "linux"
"""Whether this system holds a process to its memory; where it does not, only time is held."""
NEEDED = ("PATH", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT")
DAMAGED = "The file is damaged."


BUSY = "Too many files are being looked into at this moment. Try again in a minute."


class Busy(Refused):
    """The file is not refused for what it is: there was no time for it."""


@dataclass(frozen=True, kw_only=True)
class Clean:
    """What kind of file it is, by its content, and its copy without metadata."""

    media_type: str
    copy: bytes


def clean(content: bytes, *, seconds: int = SECONDS, memory: int = MEMORY) -> Clean:
    """Return a file's kind and its clean copy. Raises Refused, which names the limit where one was
    passed, and Busy where too many files are being looked into.
    """
    command = [sys.executable, "-B", "-m", "convene.documents.cleaning", str(seconds), str(memory)]
    try:
        with _turn():
            done = subprocess.run(
                command,
                input=content,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=_environment(os.environ),
                timeout=seconds * 2,
                check=False,
            )
    except subprocess.TimeoutExpired as late:
        raise Refused(_too_long(seconds)) from late
    if done.returncode == -signal.SIGXCPU:
        raise Refused(_too_long(seconds))
    head, _line, copy = done.stdout.partition(b"\n")
    outcome: Mapping[str, str] = json.loads(head) if done.returncode == 0 else {"refused": DAMAGED}
    if refused := outcome.get("refused"):
        raise Refused(refused)
    return Clean(media_type=outcome["media_type"], copy=copy)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for one of the places in which files are looked into; the place falls free with the
    process. Raises Busy.
    """
    folder = disk.make(disk.data() / "cache" / "cleaning")
    until = time.monotonic() + PATIENCE
    with ExitStack() as places:
        streams = [
            places.enter_context(open(folder / f"{place}.lock", "a", opener=disk.own))
            for place in range(AT_ONCE)
        ]
        while not any(map(disk.locked, streams)):
            if time.monotonic() > until:
                raise Busy(BUSY)
            time.sleep(0.1)
        yield


def _environment(ours: Mapping[str, str]) -> dict[str, str]:
    """Return what a process needs to start, and nothing that the server was told."""
    root = str(Path(convene.__file__).parents[1])
    return {"PYTHONPATH": root, **{name: ours[name] for name in NEEDED if name in ours}}


def _too_long(seconds: int) -> str:
    return f"Looking into the file took longer than {seconds} seconds."


def _too_much(memory: int) -> str:
    return f"Looking into the file took more than {memory // MB:,} MB of memory."


def main(seconds: int, memory: int) -> None:
    """Read a file, and write one line of JSON with its kind or why it is refused, then the copy."""
    _hold(seconds, memory)
    try:
        content = sys.stdin.buffer.read()
        media_type = kind_of(content)
        outcome, copy = {"media_type": media_type}, stripped(content, media_type=media_type)
    except Refused as why:
        outcome, copy = {"refused": str(why)}, b""
    except MemoryError:
        outcome, copy = {"refused": _too_much(memory)}, b""
    sys.stdout.buffer.write(json.dumps(outcome).encode() + b"\n" + copy)


def _hold(seconds: int, memory: int) -> None:
    """Let the system end this process at its limits; it writes no file and leaves none behind."""
    if not HELD:
        return
    import resource  # local: not every system has it

    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
