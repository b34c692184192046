"""What is known of a partner, and what each of it rests on."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.words import RATINGS
from convene.ground.constraints import known, says_something, who_and_when


class Exhibit(models.Model):
    """A piece of evidence that was brought in a case: of that one, and of no other."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="exhibits")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="exhibit")

    class Meta:
        ordering: ClassVar = ["evidence__added_at", "evidence"]

    def __str__(self) -> str:
        return f"{self.case} · {self.evidence}"


class Finding(models.Model):
    """What somebody found out in one round of a case, in one area, and the evidence for it: at
    least one piece, which the database holds.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="findings")
    round = models.PositiveSmallIntegerField(default=1)
    area = models.CharField(_("area"), max_length=50)
    question = models.CharField(_("question"), max_length=50, blank=True)
    text = models.TextField(_("what you found"), max_length=10000)
    rating = models.CharField(_("rating"), max_length=10, choices=RATINGS)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, related_name="findings")
    more_evidence = models.ManyToManyField(Evidence, related_name="further_findings", blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            says_something("text", name="finding_says_something"),
            known("rating", RATINGS, name="finding_rating_is_known"),
            models.CheckConstraint(
                name="only_exclusions_exclude",
                condition=~Q(rating="excluded") | Q(area="exclusions"),
            ),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class Condition(models.Model):
    """What a partner, or we, must do for the clearance to hold."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conditions")
    text = models.TextField(_("condition"), max_length=2000)
    owner = models.CharField(_("who sees to it"), max_length=200)
    due_on = models.DateField(_("by when"), null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    met_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    met_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            says_something("text", name="condition_says_what"),
            who_and_when("met", name="condition_met_says_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.text[:80]


class RightOfReply(models.Model):
    """What the partner was asked to answer to, by which day, and what it answered; or that it did
    not, which somebody notes.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="replies")
    question = models.TextField(_("what you asked"), max_length=5000)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField()
    due_on = models.DateField(_("by when"), null=True, blank=True)
    answer = models.TextField(_("what they answered"), max_length=10000, blank=True)
    answered_at = models.DateTimeField(null=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    silent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    silent_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["asked_at", "id"]
        constraints: ClassVar = [
            says_something("question", name="reply_asks_something"),
            models.CheckConstraint(
                name="answer_says_when_and_who_wrote_it_down",
                condition=Q(answer="", answered_at=None, recorded_by=None)
                | ~Q(answer="") & Q(answered_at__isnull=False, recorded_by__isnull=False),
            ),
            who_and_when("silent", name="silence_says_who_and_when"),
        ]

    def __str__(self) -> str:
        return self.question[:80]
