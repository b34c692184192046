"""What the library's table of tasks does not keep: how far a job is, who does it, and who asked."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django_tasks_db.models import DBTaskResult


class Worker(models.Model):
    """A process that does jobs. It gives a sign of life, or another takes its jobs over."""

    name = models.CharField(max_length=64, primary_key=True)
    takes_jobs = models.BooleanField()
    silent_for = models.PositiveIntegerField()
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.name


class Job(models.Model):
    """A job beside its row in the library's table, which says whether it waits, runs or has ended.

    `alone` is the code of a kind of which there is one at a time, while the job waits or runs.
    """

    row = models.OneToOneField(
        DBTaskResult, on_delete=models.CASCADE, primary_key=True, related_name="job"
    )
    kind = models.CharField(max_length=40)
    alone = models.CharField(max_length=40, null=True, blank=True, unique=True)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    worker = models.ForeignKey(Worker, on_delete=models.SET_NULL, null=True, related_name="jobs")
    doing = models.CharField(max_length=200, blank=True)
    done = models.PositiveBigIntegerField(default=0)
    of = models.PositiveBigIntegerField(default=0)
    failures = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=500, blank=True)
    cancelled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    cancelled_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="alone_of_its_kind", condition=Q(alone=None) | Q(alone=F("kind"))
            ),
            models.CheckConstraint(
                name="cancelled_by_somebody_has_a_moment",
                condition=Q(cancelled_by=None) | Q(cancelled_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.kind
