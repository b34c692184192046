"""A file from a stranger, read in a process of its own.

That process cannot take more time or memory than it is given, writes no file, and knows none of
our secrets: whatever a file does to the libraries that read it, it does there.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import convene
from convene import disk
from convene.core.reasons import gettext_noop
from convene.documents.refusing import MB, Refused

AT_ONCE = 2
"""Files looked into at one time in this installation; pages need the rest of the machine."""
PATIENCE = 3.0
"""Seconds somebody waits for their turn."""
HELD = sys.platform == "linux"
"""Whether this system holds a process to its memory; where it does not, only time is held."""
NEEDED = ("PATH", "LD_LIBRARY_PATH", "LANG", "SYSTEMROOT")
DAMAGED = "The file is damaged."
BUSY = gettext_noop("Too many files are being looked into at this moment. Try again in a minute.")
Answer = tuple[Mapping[str, Any], bytes]
"""What was read of a file as JSON, and bytes beside it."""


class Busy(Refused):
    """The file is not refused for what it is: there was no time for it."""


def asked(module: str, content: bytes, *, seconds: int, memory: int) -> Answer:
    """Return what a module that calls `answer` says of a file. Raises Refused, which names the
    limit where one was passed, and Busy where too many files are being looked into.
    """
    command = [sys.executable, "-B", "-m", module, str(seconds), str(memory)]
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
    if done.returncode != 0:
        raise Refused(DAMAGED)
    head, _line, rest = done.stdout.partition(b"\n")
    outcome: Mapping[str, Any] = json.loads(head)
    if refused := outcome.get("refused"):
        raise Refused(refused)
    return outcome, rest


def answer(look: Callable[[bytes], Answer], *, seconds: int, memory: int) -> None:
    """Look into the file that comes in, and write one line of JSON that says what it is or why it
    is refused, then the bytes beside it.
    """
    _hold(seconds, memory)
    outcome: Mapping[str, Any]
    try:
        outcome, rest = look(sys.stdin.buffer.read())
    except Refused as why:
        outcome, rest = {"refused": str(why)}, b""
    except MemoryError:
        outcome, rest = {"refused": _too_much(memory)}, b""
    sys.stdout.buffer.write(json.dumps(outcome).encode() + b"\n" + rest)


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


def _hold(seconds: int, memory: int) -> None:
    """Let the system end this process at its limits; it writes no file and leaves none behind."""
    if not HELD:
        return
    import resource  # local: not every system has it

    limits = {resource.RLIMIT_AS: memory, resource.RLIMIT_FSIZE: 0, resource.RLIMIT_CORE: 0}
    for limit, most in limits.items():
        resource.setrlimit(limit, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
