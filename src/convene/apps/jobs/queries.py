"""What is known about jobs and workers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_tasks.base import TaskResultStatus

from convene.apps.accounts.models import User
from convene.apps.jobs.models import KINDS, Job, Kind, Worker

SHOWN = 50
STATES: dict[str, Promise] = {
    "running": _("Runs"),
    "stopping": _("Is being cancelled"),
    "waiting": _("Waits"),
    "again": _("Waits to be tried again"),
    "done": _("Done"),
    "failed": _("Failed"),
    "cancelled": _("Cancelled"),
}


@dataclass(frozen=True, kw_only=True)
class Line:
    """A job as the list shows it."""

    job: Job
    title: str | Promise
    state: str
    percent: int | None

    @property
    def state_said(self) -> Promise:
        return STATES[self.state]

    @property
    def error(self) -> str:
        """Why it failed the last time; that it was cancelled is said already."""
        return "" if self.state == "cancelled" else self.job.last_error

    @property
    def sentence(self) -> str:
        """Why it failed, where that is a sentence for anybody; others name what only those who look
        after jobs should see.
        """
        for_anybody = self.job.row.exception_class_path.endswith((".GaveUp", ".Broken"))
        return self.job.last_error if for_anybody else ""

    @property
    def can_be_cancelled(self) -> bool:
        return self.state in ("running", "waiting", "again")

    @property
    def is_at_work(self) -> bool:
        """Whether the next look may show something else."""
        due = self.state == "waiting" and self.job.row.run_after <= timezone.now()
        return due or self.state in ("running", "stopping")

    @property
    def waits_until(self) -> datetime | None:
        return self.job.row.run_after if self.state in ("waiting", "again") else None


def line(job: Job) -> Line:
    """Return a job as the list shows it."""
    return Line(
        job=job,
        title=KINDS[job.kind].title if job.kind in KINDS else job.kind,
        state=state(job),
        percent=100 * min(job.done, job.of) // job.of if job.of else None,
    )


def state(job: Job) -> str:
    """Return the code of the state that a job is in."""
    match job.row.status:
        case TaskResultStatus.RUNNING:
            return "stopping" if job.cancelled_at else "running"
        case TaskResultStatus.READY:
            return "again" if job.failures else "waiting"
        case TaskResultStatus.SUCCESSFUL:
            return "done"
        case _:
            return "cancelled" if job.cancelled_at else "failed"


def lines() -> Sequence[Line]:
    """Return what runs, then what waits, then the latest that ended."""
    jobs = Job.objects.select_related("row", "asked_by", "cancelled_by")
    running = jobs.filter(row__status=TaskResultStatus.RUNNING).order_by("row__started_at")
    waiting = jobs.filter(row__status=TaskResultStatus.READY).order_by("row__run_after")
    ended = jobs.filter(row__finished_at__isnull=False).order_by("-row__finished_at")
    return [line(job) for some in (running, waiting, ended) for job in some[:SHOWN]]


def own(pk: UUID, person: User) -> Job | None:
    """Return a job that a person asked for."""
    return Job.objects.select_related("row").filter(pk=pk, asked_by=person).first()


def by_hand() -> list[Kind]:
    """Return the kinds that can be asked for on the page of jobs."""
    return [kind for kind in KINDS.values() if kind.by_hand]


def open_of(kind: Kind) -> Job | None:
    """Return the job that waits or runs, of a kind of which there is one at a time."""
    return Job.objects.select_related("row").filter(alone=kind.code).first()


def last_due(kind: Kind) -> datetime | None:
    """Return when the latest job of a kind was to begin."""
    rows = Job.objects.filter(kind=kind.code).order_by("-row__run_after")
    return rows.values_list("row__run_after", flat=True).first()


def is_cancelled(job: Job) -> bool:
    """Say whether somebody has asked to cancel a job."""
    return Job.objects.filter(pk=job.pk, cancelled_at__isnull=False).exists()


def workers() -> QuerySet[Worker]:
    """Return every worker that has not been struck off."""
    return Worker.objects.order_by("started_at")


def latest_worker() -> Worker | None:
    """Return the worker that gave the latest sign of life, of those that take jobs."""
    return Worker.objects.filter(takes_jobs=True).order_by("-beat_at").first()


def counts() -> Counter[tuple[str, str]]:
    """Return how many jobs there are of each kind in each state."""
    return Counter((job.kind, state(job)) for job in Job.objects.select_related("row"))
