"""Reminders of what is due: written once, word for word, and called sent only when a mail server
took them.
"""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q

from convene.apps.ledger.models import Contribution
from convene.ground.constraints import says_something
from convene.ground.letters import Try, Written


class Reminder(Written):
    """A letter to whoever speaks for a partner, about what is due of one promise; at most one in a
    week, which is named by its Monday.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="reminders"
    )
    week = models.DateField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            says_something("body", name="reminder_says_something"),
            models.UniqueConstraint(
                name="a_promise_is_reminded_of_once_a_week", fields=["contribution", "week"]
            ),
        ]

    def __str__(self) -> str:
        return self.subject


class ReminderSending(Try):
    """One try to send a reminder."""

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="sendings")

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="a_reminder_not_taken_says_why",
                condition=Q(taken=True, said="") | (Q(taken=False) & ~Q(said="")),
            ),
            models.UniqueConstraint(
                fields=["reminder"], name="a_reminder_is_sent_once", condition=Q(taken=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reminder} · {self.at:%Y-%m-%d}"
