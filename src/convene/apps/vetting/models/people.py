"""Who decided, and who must not."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models import Organisation
from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.hits import Screening
from convene.apps.vetting.models.words import DECISIONS
from convene.ground.constraints import known, said, says_something, who_and_when


class Approval(models.Model):
    """One approver's decision in one round, with who had assessed and who sponsors: neither can be
    the approver. It stands on a `screening`, the last one; an earlier release kept none. `agreed`
    are the ids of the strong hits on sanctions lists whose setting aside the approver agreed to,
    `acknowledged` what was wrong with the core lists when they decided, and what the partner
    declared otherwise than it was on record.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="approvals")
    round = models.PositiveSmallIntegerField()
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="approvals"
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decision = models.CharField(max_length=15, choices=DECISIONS)
    reason = models.TextField(_("reason"), max_length=5000)
    screening = models.ForeignKey(
        Screening, on_delete=models.PROTECT, null=True, related_name="approvals"
    )
    at = models.DateTimeField()
    void = models.BooleanField(default=False)
    agreed = models.JSONField(default=list)
    acknowledged = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "round", "approver"],
                name="one_decision_per_approver",
                condition=Q(void=False),
            ),
            models.CheckConstraint(
                name="approval_is_not_the_assessors", condition=~Q(approver=F("assessor"))
            ),
            models.CheckConstraint(
                name="approval_is_not_the_sponsors", condition=~Q(approver=F("sponsor"))
            ),
            known("decision", DECISIONS, name="approval_is_known"),
            says_something("reason", name="approval_has_a_reason"),
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.approver}"


class ConflictOfInterest(models.Model):
    """What ties a person to an organisation. While it lasts they decide nothing about it; it is
    ended by somebody else, who says why.
    """

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="conflicts"
    )
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="conflicts"
    )
    nature = models.TextField(_("what ties you to them"), max_length=2000)
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True, blank=True)
    declared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    declared_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    ended_why = models.TextField(_("reason"), max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-declared_at", "-id"]
        constraints: ClassVar = [
            says_something("nature", name="conflict_says_what"),
            models.CheckConstraint(
                name="conflict_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            who_and_when("ended", name="conflict_ended_says_who_and_when"),
            models.CheckConstraint(
                name="conflict_is_ended_by_somebody_else", condition=~Q(ended_by=F("person"))
            ),
            models.CheckConstraint(
                name="conflict_ended_says_why",
                condition=Q(ended_by=None, ended_why="")
                | Q(ended_by__isnull=False, until__isnull=False) & Q(said("ended_why")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} · {self.organisation}"


class Member(models.Model):
    """Somebody who works on a case without having opened it, and may read it therefore."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_worked_on"
    )
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "person"], name="each_member_once")
        ]

    def __str__(self) -> str:
        return f"{self.case} · {self.person}"
