"""A case of due diligence. What two people must do, one row cannot claim."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.evidence.models import Evidence
from convene.apps.registry.models import Organisation
from convene.apps.vetting.models.words import DOUBTED, LEVELS, STATES
from convene.core import diligence
from convene.core.diligence import State
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something

CLEARED = Q(state__in=sorted(diligence.CLEARED))
ONGOING = ~Q(state__in=sorted(diligence.CLOSED))


class Case(Versioned):
    """The vetting of one organisation for one purpose. `round` counts the times it was opened, the
    last time at `round_at`.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="cases")
    scope = models.TextField(_("what you plan with them"), max_length=5000)
    facts = models.JSONField(default=dict)
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=2, null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    countries = models.JSONField(default=list)
    """ISO 3166-1 codes of where the work takes place; none where nobody has said."""
    level = models.CharField(_("level"), max_length=10, choices=LEVELS)
    level_reasons = models.JSONField(default=list)
    state = models.CharField(_("state"), max_length=15, choices=STATES, default=State.OPENED)
    round = models.PositiveSmallIntegerField(default=1)
    round_at = models.DateTimeField()
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="cases_opened"
    )
    opened_at = models.DateTimeField()
    sponsor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="cases_sponsored",
    )
    assessor = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="cases_assessed"
    )
    assessment = models.TextField(_("assessment"), max_length=10000, blank=True)
    assessed_at = models.DateTimeField(null=True)
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="cases_decided"
    )
    second_approver = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        related_name="cases_confirmed",
    )
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    decided_at = models.DateTimeField(null=True)
    valid_months = models.PositiveSmallIntegerField(null=True)
    valid_until = models.DateField(_("valid until"), null=True)
    stopped = models.BooleanField(default=False)
    debarred = models.BooleanField(default=False)
    listed_behind = models.BooleanField(default=False)
    doubt = models.CharField(
        _("why it may have to be opened again"),
        max_length=10,
        choices=DOUBTED,
        blank=True,
    )
    doubt_text = models.TextField(max_length=5000, blank=True)
    doubted_at = models.DateTimeField(null=True)
    legal_opinion = models.ForeignKey(
        "LegalOpinion", on_delete=models.PROTECT, null=True, related_name="+"
    )
    evidence = models.ManyToManyField(Evidence, through="Exhibit", related_name="+")
    history = HistoricalRecords(history_change_reason_field=models.TextField(null=True))

    class Meta:
        ordering: ClassVar = ["-changed_at", "id"]
        constraints: ClassVar = [
            known("state", STATES, name="case_state_is_known"),
            known("level", LEVELS, name="case_level_is_known"),
            says_something("scope", name="case_says_for_what"),
            models.UniqueConstraint(
                fields=["organisation"], name="one_ongoing_case_per_organisation", condition=ONGOING
            ),
            models.CheckConstraint(
                name="assessor_does_not_sponsor", condition=~Q(assessor=F("sponsor"))
            ),
            models.CheckConstraint(
                name="approver_has_not_assessed", condition=~Q(approver=F("assessor"))
            ),
            models.CheckConstraint(
                name="approver_does_not_sponsor", condition=~Q(approver=F("sponsor"))
            ),
            models.CheckConstraint(
                name="second_approver_has_not_assessed", condition=~Q(second_approver=F("assessor"))
            ),
            models.CheckConstraint(
                name="second_approver_does_not_sponsor", condition=~Q(second_approver=F("sponsor"))
            ),
            models.CheckConstraint(
                name="second_approver_is_another", condition=~Q(second_approver=F("approver"))
            ),
            models.CheckConstraint(
                name="cleared_by_two_people_for_a_time",
                condition=~CLEARED
                | Q(assessor__isnull=False, approver__isnull=False, decided_at__isnull=False)
                & Q(valid_months__isnull=False, valid_until__isnull=False),
            ),
            models.CheckConstraint(
                name="enhanced_cleared_by_two_approvers",
                condition=~CLEARED | ~Q(level="enhanced") | Q(second_approver__isnull=False),
            ),
            models.CheckConstraint(
                name="sanctions_stop_clearing", condition=~CLEARED | Q(stopped=False)
            ),
            models.CheckConstraint(
                name="debarment_waits_for_legal",
                condition=~CLEARED | Q(debarred=False) | Q(legal_opinion__isnull=False),
            ),
            models.CheckConstraint(
                name="a_listed_owner_waits_for_legal",
                condition=~CLEARED | Q(listed_behind=False) | Q(legal_opinion__isnull=False),
            ),
            models.CheckConstraint(
                name="clearance_ends",
                condition=Q(valid_months=None)
                | Q(valid_months__gte=1, valid_months__lte=diligence.MOST_MONTHS),
            ),
            models.CheckConstraint(
                name="decided_says_why",
                condition=~Q(state__in=sorted(diligence.CLOSED))
                | Q(decided_at__isnull=False) & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="doubt_is_about_a_clearance",
                condition=Q(doubt="", doubted_at=None)
                | CLEARED
                & Q(doubt__in=tuple(DOUBTED), doubted_at__isnull=False)
                & Q(said("doubt_text")),
            ),
            models.CheckConstraint(
                name="assessed_says_who_and_when",
                condition=Q(assessor=None, assessed_at=None)
                | Q(assessor__isnull=False, assessed_at__isnull=False) & ~Q(assessment=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)
