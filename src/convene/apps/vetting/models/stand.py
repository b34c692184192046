"""That a clearance stands in spite of what came up, where it takes two approvers to say so."""

from typing import ClassVar

from django.db import models

from convene.apps.vetting.models.case import Case
from convene.ground.proposals import Proposal, one_waiting


class Stand(Proposal):
    """One approver says why a clearance stands, another agrees; `about` is what had come up."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="stands")
    about = models.TextField()

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            one_waiting("case", name="one_waiting_stand"),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
