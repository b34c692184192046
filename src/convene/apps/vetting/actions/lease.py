"""One process at a time does a piece of work, on whichever machine: a lease in the database that a
dead process loses by itself.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from uuid import uuid4

from django.utils import timezone

from convene.apps.vetting.models import Lease

LASTS = timedelta(minutes=10)
"""How long a process may stay silent before another may take its place (expert choice: longer than
any one step takes).
"""
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class UnderWay(Exception):
    """Another process is at it."""


@contextmanager
def alone(task: str) -> Iterator[Callable[[], None]]:
    """Take a task, and give a function that says one is still at it. Raises UnderWay, also from
    that function once the task was lost.
    """
    holder = uuid4()
    Lease.objects.get_or_create(task=task, defaults={"until": LONG_AGO})
    now = timezone.now()
    if not Lease.objects.filter(task=task, until__lt=now).update(holder=holder, until=now + LASTS):
        raise UnderWay

    def still() -> None:
        if not Lease.objects.filter(task=task, holder=holder).update(until=timezone.now() + LASTS):
            raise UnderWay

    try:
        yield still
        Lease.objects.filter(task=task, holder=holder).update(finished_at=timezone.now())
    finally:
        Lease.objects.filter(task=task, holder=holder).update(until=timezone.now(), holder=None)
