"""Watching the whole registry: the last look at the lists for each organisation, and what has
changed since somebody looked.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.registry.models import Organisation
from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.hits import Hit
from convene.ground.constraints import who_and_when


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


class Alert(models.Model):
    """What has changed since somebody last looked. It asks for a look and never decides.

    Without a case there is no hit to decide: `found` keeps what the list said, until somebody opens
    a case.
    """

    class Kind(models.TextChoices):
        NEW_HIT = "new_hit", _("A list now holds a similar name")
        CHANGED = "changed", _("An entry that had been looked at has changed")
        DELISTED = "delisted", _("An entry is no longer on its list")
        OWNER = "owner", _("The organisation belongs to somebody else now")
        EXPIRED = "expired", _("The clearance has ended")

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="alerts")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, null=True, related_name="alerts")
    about = models.CharField(max_length=200)
    found = models.JSONField(default=dict)
    at = models.DateTimeField()
    seen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    seen_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "kind", "about"], name="each_change_told_once"),
            models.UniqueConstraint(
                fields=["organisation", "kind", "about"],
                name="each_change_told_once_without_a_case",
                condition=Q(case=None),
            ),
            models.CheckConstraint(
                name="a_hit_belongs_to_a_case", condition=Q(hit=None) | Q(case__isnull=False)
            ),
            who_and_when("seen", name="alert_seen_says_who_and_when"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_kind_display()}"
