"""Reminders of what is due: written once, word for word, and called sent only when a mail server
took them.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.ledger.models import Contribution
from convene.ground.constraints import says_something


class Reminder(models.Model):
    """A letter to whoever speaks for a partner, about what is due of one promise; at most one in a
    week, which is named by its Monday.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="reminders"
    )
    week = models.DateField()
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    to = models.EmailField(_("e-mail address"))
    language = models.CharField(_("language"), max_length=10)
    subject = models.CharField(max_length=400)
    body = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

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

    @property
    def last_sending(self) -> "ReminderSending | None":
        """The last try to send it, if there was one."""
        sendings = list(self.sendings.all())
        return sendings[-1] if sendings else None


class ReminderSending(models.Model):
    """One try to send a reminder. `taken` says that the mail server took it, which is the proof of
    sending; `said` is what was answered where it did not.
    """

    reminder = models.ForeignKey(Reminder, on_delete=models.PROTECT, related_name="sendings")
    message_id = models.CharField(max_length=255)
    taken = models.BooleanField()
    said = models.CharField(max_length=1000, blank=True)
    at = models.DateTimeField()

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
