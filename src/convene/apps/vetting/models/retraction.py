"""Taking back a true match that was a mistake: two approvers, neither alone, with a reason and
evidence.
"""

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models.hits import Hit
from convene.ground.proposals import Proposal, one_waiting


class Retraction(Proposal):
    """One approver says that a true match was a mistake, another agrees; then the hit is open again
    and nothing else has changed.
    """

    hit = models.ForeignKey(Hit, on_delete=models.PROTECT, related_name="retractions")
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")
    history = HistoricalRecords()

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            one_waiting("hit", name="one_waiting_retraction"),
        ]

    def __str__(self) -> str:
        return f"{self.hit} · {self.get_state_display()}"
