"""Watching the whole registry: the last look at the lists for each organisation, and what has
changed since somebody looked.
"""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.inbox.models import Alert
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.hits import Hit


class Look(models.Model):
    """The last look at the lists for an organisation, with or without a case: which lists, and
    `asked`, a hash of what was looked for.
    """

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, primary_key=True, related_name="look"
    )
    asked = models.CharField(max_length=64)
    lists = models.JSONField(default=list)
    looked_at = models.DateTimeField()
    checked_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                name="checked_no_earlier_than_looked",
                condition=Q(checked_at__gte=models.F("looked_at")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.checked_at:%Y-%m-%d}"


class AlertKind(models.TextChoices):
    NEW_HIT = "new_hit", _("A list now holds a similar name")
    FOUND = "found", _("A name asked for now is similar to one that its list held before")
    CHANGED = "changed", _("An entry that had been looked at has changed")
    DELISTED = "delisted", _("An entry is no longer on its list")
    OWNER = "owner", _("What is known of who stands behind it has changed")
    EXPIRED = "expired", _("The clearance has ended")
    OVERDUE = "overdue", _("A condition or an answer is past its day")


class CaseAlert(models.Model):
    """The case that an alert belongs to, and the hit to decide where it is about one.

    An alert without it has no hit to decide: `found` keeps what the list said, until somebody opens
    a case.
    """

    alert = models.OneToOneField(
        Alert, on_delete=models.CASCADE, primary_key=True, related_name="in_case"
    )
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="alerts")
    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, null=True, related_name="alerts")

    def __str__(self) -> str:
        return f"{self.case} · {self.alert.kind}"
