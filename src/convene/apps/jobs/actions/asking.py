"""Asking for a job, and cancelling one."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django_tasks.base import TaskResultStatus
from django_tasks_db.backend import DatabaseBackend

from convene.apps.accounts.models import User
from convene.apps.jobs.actions.ending import end_waiting
from convene.apps.jobs.models import Job, Kind
from convene.ground.changes import allow, lock


class UnderWay(Exception):
    """A job of this kind runs, and there is one at a time."""


class Ended(Exception):
    """The job has ended, so there is nothing to cancel."""


class Cancelled(Exception):
    """What the library's row keeps of a job that never began."""


class Backend(DatabaseBackend):
    """The library's table, with a row of ours beside each of its rows."""

    task_class: type[Any] = Kind  # to the type checker the library builds on Django 6
    supports_async_task = False

    @transaction.atomic
    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        result: Any = super().enqueue(task, args, kwargs)
        code = task.code
        Job.objects.create(row_id=result.id, kind=code, alone=code if task.alone else None)
        return result

    async def aenqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        raise NotImplementedError("Jobs are asked for by actions.")


@transaction.atomic
def ask(kind: Kind, *, by: User | None = None, at: datetime | None = None, **arguments: Any) -> Job:
    """Ask for a job, to begin at a moment or at once; `by` is None for what Convene asks itself.

    Of a kind of which there is one at a time, the one that waits begins at that moment if it would
    begin later. Raises UnderWay where it runs.
    """
    if by is not None:
        allow(by, kind.permission)
    at = at or timezone.now()
    waiting = Job.objects.select_for_update().filter(alone=kind.code).first()
    if waiting is not None:
        return _sooner(waiting, at=at, by=by)
    try:
        with transaction.atomic():
            result = kind.using(run_after=at).enqueue(**arguments)
    except IntegrityError as error:
        raise UnderWay from error
    return _asked(Job.objects.get(row_id=UUID(result.id)), by=by)


@transaction.atomic
def cancel(job: Job, *, by: User | None = None) -> None:
    """Cancel a job: one that waits ends here, one that runs is stopped by its worker. Raises Ended.

    Whoever asked for it may cancel it, and whoever looks after jobs.
    """
    if by is not None:
        allow(by, "jobs.cancel", job)
    locked = lock(job)
    if locked.row.finished_at is not None:
        raise Ended
    locked.cancelled_by, locked.cancelled_at = by, timezone.now()
    locked.save()
    if locked.row.status == TaskResultStatus.READY:
        end_waiting(locked, Cancelled())


def _sooner(job: Job, *, at: datetime, by: User | None) -> Job:
    if job.row.status != TaskResultStatus.READY:
        raise UnderWay
    job.row.run_after = min(job.row.run_after, at)
    job.row.save(update_fields=["run_after"])
    return _asked(job, by=by or job.asked_by)


def _asked(job: Job, *, by: User | None) -> Job:
    job.asked_by = by
    job.save()
    return job
