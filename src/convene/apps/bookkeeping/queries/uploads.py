"""Workbooks that somebody brought, and how far each has come."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from convene.apps.bookkeeping.models import Row, Upload
from convene.apps.bookkeeping.queries import judging
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.queries.lines import Judgement
from convene.apps.bookkeeping.words import Outcome, Sort, State, Undone
from convene.apps.workshop.models import Alliance


def of(alliance: Alliance) -> QuerySet[Upload]:
    """Return the workbooks of an alliance, newest first."""
    return Upload.objects.filter(alliance=alliance).select_related("by", "undone_by")


def find(alliance: Alliance, key: UUID) -> Upload:
    """Return a workbook of an alliance. Raises Upload.DoesNotExist."""
    return of(alliance).get(pk=key)


def rows(upload: Upload) -> QuerySet[Row]:
    return upload.rows.order_by("-sheet", "number")


def preview(upload: Upload) -> Mapping[str, list[Judgement]]:
    """Return what each row would do today, by what it would do."""
    here = Here(alliance=upload.alliance, today=timezone.localdate())
    sorts: dict[str, list[Judgement]] = {sort.value: [] for sort in Sort}
    for line in judging.judged(rows(upload), here):
        sorts[line.sort].append(line)
    return sorts


def to_apply(upload: Upload) -> list[Row]:
    """Return the rows that wait to be applied, in the order of the file."""
    return list(rows(upload).filter(outcome="")) if upload.state == State.APPLIED else []


def to_undo(upload: Upload) -> list[Row]:
    """Return the rows that wait to be taken back, the last first."""
    done = (Outcome.CREATED, Outcome.CHANGED)
    waiting = upload.rows.filter(outcome__in=done, undone="")
    return list(waiting.order_by("sheet", "-number")) if upload.state == State.UNDONE else []


def waiting(upload: Upload) -> int:
    """Return how many rows wait to be applied or taken back."""
    if upload.state == State.PREVIEWED:
        return 0
    return len(to_undo(upload)) if upload.state == State.UNDONE else len(to_apply(upload))


def outcomes(upload: Upload) -> list[tuple[Any, int]]:
    """Return how many rows came to each end, with the word for it."""
    counts = Counter(upload.rows.values_list("outcome", flat=True))
    counts["back"] = upload.rows.filter(undone=Undone.BACK).count()
    words = [*Outcome.choices, (Undone.BACK.value, Undone.BACK.label)]
    return [(label, counts[code]) for code, label in words if counts[code]]


def named(upload: Upload) -> tuple[list[Row], list[Row]]:
    """Return the rows of which nothing was done though they asked for something, and those that
    were not taken back.
    """
    ends = (Outcome.LEFT, Outcome.REFUSED)
    return (
        list(rows(upload).filter(outcome__in=ends)),
        list(rows(upload).filter(undone="left")),
    )
