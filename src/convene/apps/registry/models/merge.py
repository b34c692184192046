"""Two records that are one organisation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models.organisation import Organisation
from convene.ground.constraints import said


class Merge(models.Model):
    """Somebody says that two records are one organisation; it counts once another person agrees,
    and can be taken back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Not the same")
        SPLIT = "split", _("Split again")

    duplicate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_kept")
    reason = models.TextField(_("reason"), max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=10, choices=State.choices, blank=True)
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    split_at = models.DateTimeField(null=True)
    split_reason = models.TextField(_("reason"), max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="merge_state_is_known",
                condition=Q(state__in=("proposed", "confirmed", "refused", "split")),
            ),
            models.CheckConstraint(name="merge_is_of_two", condition=~Q(duplicate=F("kept"))),
            models.CheckConstraint(name="merge_has_a_reason", condition=said("reason")),
            models.CheckConstraint(
                name="merge_decided_says_who_and_when",
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="merge_takes_two_people",
                condition=Q(state__in=("proposed", "refused")) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="split_says_who_when_and_why",
                condition=(~Q(state="split") & Q(split_by=None, split_at=None, split_reason=""))
                | (
                    Q(state="split", split_by__isnull=False, split_at__isnull=False)
                    & Q(said("split_reason"))
                ),
            ),
            models.UniqueConstraint(
                fields=["duplicate"],
                name="one_standing_merge",
                condition=Q(state__in=("proposed", "confirmed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.kept}"
