"""The organisations people here deal with: what they are called, and who they are."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Upper
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models.imports import Import
from convene.ground.changes import Versioned
from convene.ground.constraints import known, says_something

LONGEST_NAME = 300
"""Characters of a name; the longest registered company names stay under 200 (expert choice)."""
LONGEST_NUMBER = 100


class State(models.TextChoices):
    CANDIDATE = "candidate", _("Candidate")
    ACTIVE = "active", _("Active")
    MERGED = "merged", _("Merged")
    DISSOLVED = "dissolved", _("Dissolved")


class AtRisk(models.TextChoices):
    """How much an organisation has to fear for its people when others learn whom it works with."""

    NONE = "none", _("Not known to be at risk")
    ELEVATED = "elevated", _("Elevated")
    HIGH = "high", _("High")


class NameKind(models.TextChoices):
    PRIMARY = "primary", _("Main name")
    ALIAS = "alias", _("Also called")
    FORMER = "former", _("Former name")


class Organisation(Versioned):
    """One record of an organisation. A merged one stays, points to the one that goes on, and can be
    split off again.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    kind = models.CharField(_("kind"), max_length=50, blank=True)
    iati_type = models.CharField(_("IATI type"), max_length=3, blank=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    sector = models.CharField(_("sector"), max_length=50, blank=True)
    state_owned = models.BooleanField(_("owned by a state"), null=True)
    extractive = models.BooleanField(_("mining, oil or gas"), null=True)
    at_risk = models.CharField(
        _("at risk"), max_length=10, choices=AtRisk.choices, default=AtRisk.NONE
    )
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.CANDIDATE
    )
    is_us = models.BooleanField(_("one of ourselves"), default=False)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="absorbed"
    )
    imported = models.ForeignKey(
        Import, on_delete=models.PROTECT, null=True, blank=True, related_name="organisations"
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            known("state", State.values, name="organisation_state_is_known"),
            known("at_risk", AtRisk.values, name="at_risk_is_known"),
            models.CheckConstraint(
                name="merged_means_into_another",
                condition=Q(state="merged", merged_into__isnull=False)
                | (~Q(state="merged") & Q(merged_into=None)),
            ),
            models.CheckConstraint(
                name="not_merged_into_itself", condition=~Q(merged_into=F("id"))
            ),
            models.CheckConstraint(name="not_its_own_parent", condition=~Q(parent=F("id"))),
            models.CheckConstraint(
                name="changed_no_earlier_than_created", condition=Q(changed_at__gte=F("created_at"))
            ),
        ]

    def __str__(self) -> str:
        return next(
            (name.text for name in self.names.all() if name.kind == NameKind.PRIMARY), str(self.pk)
        )


class OrganisationName(models.Model):
    """What an organisation is, or was, called: in one language and script. `folded` is the same
    without case and accents, to search in.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="names")
    text = models.CharField(_("name"), max_length=LONGEST_NAME)
    kind = models.CharField(_("kind of name"), max_length=10, choices=NameKind.choices)
    language = models.CharField(_("language"), max_length=10, blank=True)
    script = models.CharField(_("script"), max_length=4, blank=True)
    folded = models.CharField(max_length=2 * LONGEST_NAME, blank=True, editable=False)
    valid_from = models.DateField(_("used from"), null=True, blank=True)
    valid_until = models.DateField(_("used until"), null=True, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-kind", "id"]
        constraints: ClassVar = [
            says_something("text", name="name_says_something"),
            known("kind", NameKind.values, name="name_kind_is_known"),
            models.CheckConstraint(
                name="name_ends_after_it_began",
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
            ),
            models.UniqueConstraint(
                fields=["organisation"], name="one_main_name", condition=Q(kind="primary")
            ),
            models.UniqueConstraint(fields=["organisation", "text"], name="each_name_once"),
        ]

    def __str__(self) -> str:
        return self.text


class Identifier(models.Model):
    """A number in a public register; the scheme is the register's code at org-id.guide."""

    organisation = models.ForeignKey(
        Organisation, on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(_("register"), max_length=30)
    value = models.CharField(_("number"), max_length=LONGEST_NUMBER)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["scheme", "id"]
        constraints: ClassVar = [
            says_something("scheme", name="identifier_has_a_scheme"),
            says_something("value", name="identifier_has_a_value"),
            models.UniqueConstraint(
                "scheme", Upper("value"), name="one_organisation_per_identifier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"
