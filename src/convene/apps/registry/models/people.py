"""Whom to talk to at an organisation, and what it lets others read about it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.registry.models.organisation import Organisation
from convene.ground.constraints import known, said, says_something
from convene.ground.undoing import Undoable, one_standing


class Contact(models.Model):
    """A person at an organisation: never public, in no export, and gone once it is erased. No
    history is kept of what it says.
    """

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="contacts"
    )
    name = models.CharField(_("name"), max_length=200, blank=True)
    role = models.CharField(_("what they do there"), max_length=200, blank=True)
    channel = models.CharField(_("how to reach them"), max_length=300, blank=True)
    consent = models.CharField(_("what they agreed to"), max_length=500, blank=True)
    keep_until = models.DateField(_("keep until"))
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    erased_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    erased_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="contact_is_whole_or_erased",
                condition=Q(erased_by=None, erased_at=None)
                & Q(said("name"))
                & Q(said("channel"))
                & Q(said("consent"))
                | Q(
                    erased_by__isnull=False,
                    erased_at__isnull=False,
                    name="",
                    role="",
                    channel="",
                    consent="",
                ),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Consent(Undoable):
    """What an organisation lets others read about it: given by somebody there, on a day, with
    something that shows it.
    """

    class Subject(models.TextChoices):
        NAME = "name", _("Its name")
        LOGO = "logo", _("Its logo")
        AMOUNTS = "amounts", _("Its amounts")

    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="consents"
    )
    subject = models.CharField(_("what may be published"), max_length=10, choices=Subject.choices)
    given_by = models.CharField(_("who gave it"), max_length=200)
    given_on = models.DateField(_("given on"))
    evidence = models.CharField(_("what shows it"), max_length=1000)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["subject", "id"]
        constraints: ClassVar = [
            known("subject", ("name", "logo", "amounts"), name="consent_subject_is_known"),
            *Undoable.Meta.constraints,
            says_something("given_by", name="consent_says_who_gave_it"),
            says_something("evidence", name="consent_shows_something"),
            one_standing("organisation", "subject", name="one_standing_consent"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_subject_display()}"
