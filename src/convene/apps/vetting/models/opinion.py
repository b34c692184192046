"""What counsel says about a debarment: one approver records it, another agrees, neither alone."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models.case import Case
from convene.ground.constraints import said
from convene.ground.proposals import Proposal


class LegalOpinion(Proposal):
    """Whose opinion it is, the file it stands in, and in `reason` what it says: it counts in one
    round of a case once a second approver agrees, and for what it `covers`: each listed party as
    whom it is about, list, entry and share. An earlier release named no counsel.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="legal_opinions")
    round = models.PositiveSmallIntegerField(default=1)
    counsel = models.CharField(_("counsel"), max_length=300, blank=True)
    covers = models.JSONField(default=list)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="+")

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(
                name="legal_opinion_names_counsel",
                condition=~Q(state="agreed") | Q(said("counsel")),
            ),
        ]

    def __str__(self) -> str:
        return self.reason[:80]
