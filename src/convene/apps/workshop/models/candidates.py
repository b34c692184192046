"""Who might join an alliance: shortlisted, or dismissed."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.workshop.models.drafts import Alliance
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something


class Candidate(Versioned):
    """Someone who might join a draft alliance: shortlisted, or dismissed with the reason.
    `open_data_id` is empty for those added by hand.

    `evidence` holds what open data said when it was added, with the build and its sources: later
    builds may say something else.
    """

    class State(models.TextChoices):
        SHORTLISTED = "shortlisted", _("Shortlisted")
        DISMISSED = "dismissed", _("Dismissed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="candidates")
    open_data_id = models.CharField(max_length=64, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=300)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.SHORTLISTED
    )
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    note = models.TextField(_("note"), max_length=5000, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.JSONField(default=dict)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            says_something("name", name="candidate_has_a_name"),
            known("state", ("shortlisted", "dismissed"), name="candidate_state_is_known"),
            models.CheckConstraint(
                name="dismissed_says_why", condition=~Q(state="dismissed") | Q(said("reason"))
            ),
            models.UniqueConstraint(
                name="candidate_stands_once",
                fields=["alliance", "open_data_id"],
                condition=~Q(open_data_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name
