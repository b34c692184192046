"""Taking back a true match that was a mistake: two approvers, neither alone, with a reason and
evidence.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.vetting.models.hits import Hit
from convene.apps.vetting.models.research import Evidence
from convene.ground.constraints import said


class Retraction(models.Model):
    """One approver says that a true match was a mistake, another agrees; then the hit is open again
    and nothing else has changed.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second approver")
        AGREED = "agreed", _("Taken back")
        REFUSED = "refused", _("Not taken back")

    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, related_name="retractions")
    reason = models.TextField(_("reason"), max_length=5000)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["proposed_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="retraction_state_is_known",
                condition=Q(state__in=("proposed", "agreed", "refused")),
            ),
            models.CheckConstraint(name="retraction_has_a_reason", condition=said("reason")),
            models.CheckConstraint(
                name="retraction_decided_says_who_and_when",
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | ~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="retraction_takes_two_people",
                condition=~Q(state="agreed") | ~Q(decided_by=F("proposed_by")),
            ),
            models.UniqueConstraint(
                fields=["hit"], name="one_waiting_retraction", condition=Q(state="proposed")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hit} · {self.get_state_display()}"
