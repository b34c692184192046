"""The partners of an alliance: organisations that have joined, what they gain and what they let be
shown of them.
"""

from datetime import date
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models import Organisation
from convene.apps.workshop.models.candidates import Candidate
from convene.apps.workshop.models.drafts import Alliance
from convene.apps.workshop.words import Conflicts, ConsentForm, ConsentTo, Origin
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something, who_and_when


class Partner(Versioned):
    """An organisation in an alliance, from the day it joined until the day it left.

    `roles` holds codes of `PartnerRole`. `interest` is what it gains; `conflicts_said` is what it
    said when asked for conflicts. It may have joined through another partner (`umbrella`), and is
    then unnamed until `unnamed_until` members of that umbrella have joined. `is_own` says that its
    money is our own, which others' is held against.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="partners")
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="partnerships"
    )
    candidate = models.ForeignKey(
        Candidate, on_delete=models.PROTECT, null=True, blank=True, related_name="partners"
    )
    roles = models.JSONField(_("roles"), default=list)
    interest = models.TextField(_("what it gains"), max_length=3000, blank=True)
    conflicts = models.CharField(
        _("conflicts of interest"),
        max_length=10,
        choices=Conflicts.choices,
        default=Conflicts.NOT_ASKED,
    )
    conflicts_said = models.TextField(_("what it declared"), max_length=3000, blank=True)
    origin = models.CharField(_("whose money"), max_length=12, choices=Origin.choices, blank=True)
    is_own = models.BooleanField(_("our own money"), default=False)
    umbrella = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="members"
    )
    unnamed_until = models.PositiveSmallIntegerField(_("unnamed until"), null=True, blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    joined_on = models.DateField(_("joined on"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    left_because = models.TextField(_("why it left"), max_length=3000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            known("conflicts", Conflicts.values, name="partner_conflicts_are_known"),
            known("origin", ("", *Origin.values), name="partner_origin_is_known"),
            models.CheckConstraint(
                name="declared_conflicts_are_said",
                condition=Q(conflicts="some") & Q(said("conflicts_said"))
                | ~Q(conflicts="some") & Q(conflicts_said=""),
            ),
            models.CheckConstraint(
                name="partner_is_not_its_own_umbrella", condition=~Q(umbrella=F("id"))
            ),
            models.CheckConstraint(
                name="only_a_covered_partner_is_unnamed",
                condition=Q(unnamed_until=None) | Q(umbrella__isnull=False, unnamed_until__gte=2),
            ),
            models.CheckConstraint(
                name="partner_leaves_after_it_joined",
                condition=Q(left_on=None, left_because="")
                | Q(left_on__gte=F("joined_on")) & Q(said("left_because")),
            ),
            models.UniqueConstraint(
                name="partner_is_in_once",
                fields=["alliance", "organisation"],
                condition=Q(left_on=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.organisation)

    def is_in_on(self, day: date) -> bool:
        """Say whether it had joined and not left on a day."""
        return self.joined_on <= day and (self.left_on is None or self.left_on >= day)


class PartnerConsent(models.Model):
    """One thing that a partner lets be shown: who said so, in what form, from when until when. It
    is withdrawn, never rewritten.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="consents")
    what = models.CharField(_("to what"), max_length=12, choices=ConsentTo.choices)
    given_by = models.CharField(_("who gave it"), max_length=200)
    form = models.CharField(_("in what form"), max_length=10, choices=ConsentForm.choices)
    note = models.TextField(_("note"), max_length=3000, blank=True)
    since = models.DateField(_("from"))
    until = models.DateField(_("until"), null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawn_because = models.TextField(_("why it was withdrawn"), max_length=3000, blank=True)

    class Meta:
        ordering: ClassVar = ["what", "recorded_at", "id"]
        constraints: ClassVar = [
            known("what", ConsentTo.values, name="consent_is_to_something_known"),
            known("form", ConsentForm.values, name="consent_form_is_known"),
            says_something("given_by", name="partner_consent_says_who_gave_it"),
            who_and_when("withdrawn", name="consent_withdrawn_says_who_and_when"),
            models.CheckConstraint(
                name="consent_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=F("since")),
            ),
            models.UniqueConstraint(
                name="consent_stands_once",
                fields=["partner", "what"],
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.partner}: {self.what}"

    def holds_on(self, day: date) -> bool:
        """Say whether it was given, not over and not withdrawn on a day."""
        is_over = self.until is not None and self.until < day
        return self.withdrawn_at is None and self.since <= day and not is_over
