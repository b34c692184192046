"""The kinds of job: each app declares its own in its `tasks`."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django_tasks.base import Task

from convene.core.jobs import Terms

LONG, QUICK = "long", "quick"
"""A worker does one job of each queue at a time, so that a mail never waits for a build."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind(Task[..., None]):
    """A kind of job: a function that is given a context, and on which terms it is called.

    code: its app and its name, such as “finder.export”, which rows keep: a function may move.
    alone: the database lets no more than one wait or run.
    permission: what a person must be allowed who asks for one.
    by_hand: it can be asked for on the page of jobs.
    """

    code: str
    title: str | Promise
    terms: Terms
    alone: bool = False
    permission: str = "jobs.look_after"
    by_hand: bool = False


KINDS: dict[str, Kind] = {}
"""Every kind by its code."""


def kind(code: str, **declared: Any) -> Callable[[Callable[..., None]], Kind]:
    """Declare the kind of job that a function does; its fields are those of `Kind`. Raises
    ValueError where its code is taken.
    """
    if code in KINDS:
        raise ValueError(f"{code} is a kind of job already")

    def declare(function: Callable[..., None]) -> Kind:
        fields = {"queue_name": LONG, **declared}
        KINDS[code] = Kind(code=code, func=function, takes_context=True, **fields)
        return KINDS[code]

    return declare
