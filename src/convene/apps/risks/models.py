"""What could go wrong in an alliance: each risk, how it was rated and when, and who signed."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.risks.words import Category, Impact, Likelihood, Phase, State
from convene.apps.workshop.models import Alliance, Partner
from convene.core import risks
from convene.core.risks import Rated
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something, who_and_when


class Risk(Versioned):
    """Something that could go wrong, perhaps about one partner. A person or a partner looks after
    it, never both; `proposal` is the code of what was adopted, empty for what somebody thought of.
    How it is rated stands in its ratings: one without any is not rated, which is not low.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="risks")
    title = models.CharField(_("what could go wrong"), max_length=200)
    note = models.TextField(_("how, and for whom"), max_length=3000, blank=True)
    category = models.CharField(_("category"), max_length=12, choices=Category.choices)
    partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, blank=True, related_name="risks"
    )
    owner_person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    owner_partner = models.ForeignKey(
        Partner, on_delete=models.PROTECT, null=True, related_name="owned_risks"
    )
    response = models.TextField(_("response"), max_length=3000, blank=True)
    review_on = models.DateField(_("review on"), null=True, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.OPEN)
    because = models.TextField(_("why it is so"), max_length=3000, blank=True)
    proposal = models.CharField(max_length=50, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            says_something("title", name="risk_says_what"),
            known("category", Category.values, name="risk_category_is_known"),
            known("state", State.values, name="risk_state_is_known"),
            models.CheckConstraint(
                name="a_risk_has_one_owner", condition=Q(owner_person=None) | Q(owner_partner=None)
            ),
            models.CheckConstraint(
                name="a_risk_that_is_mitigated_has_a_response",
                condition=~Q(state="mitigated") | Q(said("response")),
            ),
            models.CheckConstraint(
                name="a_risk_no_longer_open_says_why",
                condition=Q(state="open") | Q(said("because")),
            ),
            models.UniqueConstraint(
                name="a_proposal_is_adopted_once",
                fields=["alliance", "proposal"],
                condition=~Q(proposal=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Rating(models.Model):
    """How somebody rated a risk, as it is or once its response works, and why. It is never
    rewritten: the last of each kind counts.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="ratings")
    phase = models.CharField(_("of what"), max_length=6, choices=Phase.choices)
    likelihood = models.PositiveSmallIntegerField(_("likelihood"), choices=Likelihood.choices)
    impact = models.PositiveSmallIntegerField(_("impact"), choices=Impact.choices)
    reason = models.TextField(_("reason"), max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            known("phase", Phase.values, name="rating_is_of_something_known"),
            models.CheckConstraint(
                name="rating_is_from_1_to_5",
                condition=Q(likelihood__range=(1, 5), impact__range=(1, 5)),
            ),
            says_something("reason", name="rating_says_why"),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.likelihood} × {self.impact}"

    @property
    def rated(self) -> Rated:
        return risks.rated(self.likelihood, self.impact)


class SignOff(models.Model):
    """That somebody who did not write a risk of 15 or more takes it on, and why. A worse rating
    ends it, and it does not come back; `score` is what was signed for.
    """

    risk = models.ForeignKey(Risk, on_delete=models.PROTECT, related_name="sign_offs")
    score = models.PositiveSmallIntegerField()
    reason = models.TextField(_("reason"), max_length=3000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="what_is_signed_off_is_15_or_more", condition=Q(score__range=(15, 25))
            ),
            says_something("reason", name="sign_off_says_why"),
            who_and_when("ended", name="sign_off_ended_says_who_and_when"),
            models.UniqueConstraint(
                name="a_risk_is_signed_off_once", fields=["risk"], condition=Q(ended_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.risk}: {self.score}"
