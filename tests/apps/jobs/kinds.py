"""Kinds of job that only tests know."""

import os
import time
from datetime import timedelta
from pathlib import Path

from convene.apps.jobs.actions import Context, GaveUp
from convene.apps.jobs.models import QUICK, kind
from convene.core.jobs import Terms

SOON = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
SAFE = Terms(tries=3, lasts=MINUTE, pause=SOON, repeatable=True)


@kind("test.count", title="Count", terms=SAFE)
def count(context: Context, *, file: str, to: int) -> None:
    """Write a line for each step into a file, and go on where an earlier try stopped."""
    began = len(lines(file))
    for step in range(began, to):
        write(file, f"{step} of try in process {os.getpid()}")
        context.tell("Counting", step + 1, to)
        time.sleep(0.05)


@kind(
    "test.count_once",
    title="Count once",
    terms=Terms(tries=3, lasts=MINUTE, pause=SOON, repeatable=False),
)
def count_once(context: Context, *, file: str, to: int) -> None:
    count.func(context, file=file, to=to)


@kind(
    "test.count_in_a_second",
    title="Count in a second",
    terms=Terms(tries=1, lasts=SOON, repeatable=True),
)
def count_in_a_second(context: Context, *, file: str, to: int) -> None:
    count.func(context, file=file, to=to)


@kind("test.refuse_to_end", title="Refuse to end", terms=SAFE)
def refuse_to_end(context: Context, *, file: str) -> None:
    """Go on whatever one is told."""
    write(file, str(os.getpid()))
    while True:
        try:
            time.sleep(60)
        except KeyboardInterrupt:
            write(file, "told to end")


@kind("test.mark", title="Leave a mark", terms=SAFE, queue_name=QUICK)
def mark(context: Context, *, file: str, text: str) -> None:
    write(file, text)


@kind("test.broken", title="Fail", terms=Terms(tries=2, lasts=MINUTE, pause=SOON, repeatable=True))
def broken(context: Context) -> None:
    raise ValueError("The well is dry.")


@kind("test.hopeless", title="Give up", terms=SAFE)
def hopeless(context: Context) -> None:
    raise GaveUp("The disk is full. Free some space.")


@kind("test.alone", title="Look around", terms=SAFE, alone=True)
def alone(context: Context) -> None:
    context.tell("Looking around", 1, 2)


def write(file: str, text: str) -> None:
    with Path(file).open("a", encoding="utf-8") as stream:
        stream.write(f"{text}\n")


def lines(file: str) -> list[str]:
    return Path(file).read_text("utf-8").splitlines() if Path(file).exists() else []
