"""Doing jobs: a worker gives signs of life, claims a job, says how far it is, and ends it."""

import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from django.db import (
    InterfaceError,
    OperationalError,
    close_old_connections,
    connection,
    transaction,
)
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction, is_locked_database_exception

from convene.apps.jobs.actions.asking import ask
from convene.apps.jobs.actions.ending import Broken, break_off, fail, succeed
from convene.apps.jobs.models import KINDS, Job, Kind, Worker
from convene.core.reasons import gettext_noop

logger = logging.getLogger(__name__)
SILENT = 60
"""Seconds that a worker may give no sign of life; it gives one every ten."""
SILENT_HERE = 600
"""The same for a command that does its job itself, and says how far it is after each step."""
PAUSE = 1.0
"""Seconds between two times that a job says how far it is."""


class TakenAway(Exception):
    """Another worker holds this one for dead and has taken its jobs over."""


class Context:
    """What a job is given: through it the job says how far it is."""

    def __init__(self, job: Job, worker: Worker) -> None:
        self.job, self.worker = job, worker
        self._shown, self._at = "", 0.0

    def tell(self, doing: str, done: int, of: int) -> None:
        """Say how far the job is (`of` 0: not known). Raises TakenAway where it is no longer ours.

        `doing` is marked for translation; whoever shows it translates it.
        """
        now = time.monotonic()
        if doing == self._shown and now - self._at < PAUSE and done != of:
            return
        self._shown, self._at = doing, now
        try:
            _tell(self.job, self.worker, doing=doing, done=done, of=of)
        except (InterfaceError, OperationalError):
            logger.warning("a job could not say how far it is", extra={"job": self.job.kind})


def enlist(*, takes_jobs: bool = True) -> Worker:
    """Add a worker, with its first sign of life."""
    at = timezone.now()
    return Worker.objects.create(
        name=f"{os.getpid()}-{uuid4().hex}",
        takes_jobs=takes_jobs,
        silent_for=SILENT if takes_jobs else SILENT_HERE,
        started_at=at,
        beat_at=at,
    )


def beat(worker: Worker) -> None:
    """Give a sign of life. Raises TakenAway where others hold this worker for dead."""
    if not Worker.objects.filter(pk=worker.pk).update(beat_at=timezone.now()):
        raise TakenAway


def leave(worker: Worker) -> None:
    """Strike a worker off that has no job any more."""
    Worker.objects.filter(pk=worker.pk).delete()


@transaction.atomic
def take_over(worker: Worker) -> None:
    """Strike a dead worker off, unless it has given another sign of life; its jobs are begun again
    where their kinds say so.
    """
    silent = Worker.objects.select_for_update().filter(pk=worker.pk, beat_at=worker.beat_at)
    if silent.exists():
        for job in Job.objects.filter(worker=worker):
            break_off(job, gettext_noop("The worker ended in the middle of it."))
        leave(worker)


def claim(worker: Worker, *, queue: str) -> Job | None:
    """Return the next job of a queue, which now is this worker's alone, or None."""
    ready = DBTaskResult.objects.ready().filter(queue_name=queue, job__isnull=False)
    if not ready.exists():
        return None
    try:
        with exclusive_transaction():
            row = ready.get_locked()
            return _take(row, worker) if row else None
    except OperationalError as error:
        if is_locked_database_exception(error):
            return None
        raise


def do(job: Job, *, worker: Worker) -> None:
    """Do a job that was claimed, and keep how it ended."""
    try:
        KINDS[job.kind].func(Context(job, worker), **job.row.args_kwargs["kwargs"])
    except TakenAway:
        return
    except Exception as error:
        logger.exception("a job failed", extra={"job": job.kind})
        _let_stale_go()
        fail(job, error)
    else:
        _let_stale_go()
        succeed(job)


@contextmanager
def here(kind: Kind) -> Iterator[Context]:
    """Do a job of a kind in this process, in place of the one that waits. Raises UnderWay.

    What is raised meanwhile ends the job; nobody tries it again.
    """
    worker = enlist(takes_jobs=False)
    try:
        job = _take_alone(kind, worker)
        try:
            yield Context(job, worker)
        except Exception as error:
            fail(job, error, again=False)
            raise
        except BaseException:
            fail(job, Broken(gettext_noop("It was stopped in a terminal.")), again=False)
            raise
        else:
            succeed(job)
    finally:
        leave(worker)


def _take_alone(kind: Kind, worker: Worker) -> Job:
    with exclusive_transaction():
        job = ask(kind)
        return _take(DBTaskResult.objects.select_for_update().get(pk=job.pk), worker)


def _take(row: "DBTaskResult[..., None]", worker: Worker) -> Job:
    row.claim(worker.name)
    Job.objects.filter(row=row).update(worker=worker, doing="", done=0, of=0)
    return Job.objects.select_related("row").get(row=row)


def _tell(job: Job, worker: Worker, *, doing: str, done: int, of: int) -> None:
    _let_stale_go()
    ours = Job.objects.filter(pk=job.pk, worker=worker)
    if not ours.update(doing=doing[:200], done=done, of=of):
        raise TakenAway
    beat(worker)


def _let_stale_go() -> None:
    """Let a connection go that a server closed during a long job; never one in a transaction."""
    if not connection.in_atomic_block:
        close_old_connections()
