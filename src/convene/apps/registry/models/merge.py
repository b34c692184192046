"""Two records that are one organisation."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models.organisation import Organisation, State
from convene.ground.proposals import Proposal, one_waiting
from convene.ground.proposals import State as Stage


class Merge(Proposal):
    """Somebody says that two records are one organisation; it counts once another person agrees,
    and can be taken back.
    """

    SAID: ClassVar = {
        Stage.PROPOSED: Stage.PROPOSED.label,
        Stage.AGREED: _("Confirmed"),
        Stage.REFUSED: _("Not the same"),
        Stage.UNDONE: _("Split again"),
    }
    duplicate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_kept")
    state = models.CharField(max_length=10, choices=SAID, default=Stage.PROPOSED)
    state_before = models.CharField(max_length=10, choices=State.choices, blank=True)
    """The state of the duplicate, for when they are split again."""
    history = HistoricalRecords()

    class Meta(Proposal.Meta):
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(name="merge_is_of_two", condition=~Q(duplicate=F("kept"))),
            one_waiting("duplicate", name="one_standing_merge", states=("proposed", "agreed")),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.kept}"
