"""How a try of a job ends: well, badly, or so that another worker begins it again."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus

from convene.apps.jobs.models import KINDS, Job
from convene.core.jobs import next_try
from convene.ground.changes import lock

KEPT = 500
"""Characters of an error that the list shows."""


class GaveUp(Exception):
    """Raised by a job that another try would not help: why, in a sentence."""


class Broken(Exception):
    """A try was broken off from outside: why, in a sentence."""


@transaction.atomic
def succeed(job: Job) -> None:
    """Keep that a job was done."""
    locked = _running(job)
    if locked:
        locked.row.set_successful(None)
        _end(locked)


@transaction.atomic
def fail(job: Job, error: Exception, *, again: bool = True) -> None:
    """Keep how a try failed; the job is tried again where its kind says so, unless not `again`."""
    locked = _running(job)
    if locked is None:
        return
    locked.failures += 1
    locked.last_error = _sentence(error)[:KEPT]
    locked.row.set_failed(error)
    pause = _pause(locked, error) if again else None
    if pause is None:
        _end(locked)
    else:
        _wait(locked, until=timezone.now() + pause)


def break_off(job: Job, why: str) -> None:
    """Keep that a try was broken off from outside, and nobody knows how far it came."""
    fail(job, Broken(why))


@transaction.atomic
def give_back(job: Job) -> None:
    """Let a job that was begun wait for another worker; it did not fail."""
    locked = _running(job)
    if locked:
        _wait(locked, until=timezone.now())


def end_waiting(locked: Job, error: Exception) -> None:
    """End a locked job that waits."""
    locked.row.set_failed(error)
    _end(locked)


def _running(job: Job) -> Job | None:
    """Return a job, locked, while it runs and the worker that claimed it still has it."""
    locked = lock(job)
    ours = locked.worker_id == job.worker_id
    return locked if ours and locked.row.status == TaskResultStatus.RUNNING else None


def _pause(job: Job, error: Exception) -> timedelta | None:
    if job.cancelled_at or isinstance(error, GaveUp) or job.kind not in KINDS:
        return None
    known = not isinstance(error, Broken)
    return next_try(KINDS[job.kind].terms, failures=job.failures, known=known)


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, GaveUp | Broken) else f"{type(error).__name__}: {error}"


def _wait(locked: Job, *, until: datetime) -> None:
    row = locked.row
    row.status, row.run_after, row.finished_at = TaskResultStatus.READY, until, None
    row.save(update_fields=["status", "run_after", "finished_at"])
    locked.worker = None
    locked.save()


def _end(locked: Job) -> None:
    """Let the next of its kind come, and forget what it was asked with: it is needed no longer."""
    locked.row.args_kwargs = {"args": [], "kwargs": {}}
    locked.row.save(update_fields=["args_kwargs"])
    locked.alone = locked.worker = None
    locked.save()
