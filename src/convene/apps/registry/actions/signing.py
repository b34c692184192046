"""Who does it and when: told to the history with every change."""

from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation

R = TypeVar("R", bound=models.Model)
TICK = timedelta(microseconds=1)
"""Two changes of one record never share a moment, so that its history has one order."""


def signed(record: R, *, by: User, at: datetime) -> R:
    """Tell the history who is about to change a record, and when."""
    vars(record).update(_history_user=by, _history_date=at)
    return record


def lock(*organisations: Organisation) -> list[Organisation]:
    """Return records as they stand, in the order asked for; nobody else changes them until this
    transaction ends.

    Rows are locked in the order of their ids, so that two people never wait for each other.
    """
    ids = [organisation.pk for organisation in organisations]
    found = {
        record.pk: record
        for record in Organisation.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    }
    return [found[id] for id in ids]


def next_moment(*organisations: Organisation) -> datetime:
    """Return now, or just after the last change where the clock has not moved on."""
    return max(timezone.now(), *(organisation.updated_at + TICK for organisation in organisations))
