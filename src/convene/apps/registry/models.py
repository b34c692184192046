"""The organisations people here deal with: what they are called, who they are, and which records
are the same one.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Length, Trim, Upper
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

LONGEST_NAME = 300
"""Characters of a name; the longest registered company names stay under 200 (expert choice)."""
LONGEST_NUMBER = 100


def said(field: str) -> GreaterThan:
    """Return the condition that a text is more than spaces."""
    return GreaterThan(Length(Trim(field)), 0)


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


class Import(models.Model):
    """A table of organisations that somebody brought in: seen first, then confirmed, and undone
    while nobody built on it.
    """

    class State(models.TextChoices):
        PREVIEWED = "previewed", _("Waiting to be confirmed")
        IMPORTED = "imported", _("Imported")
        UNDONE = "undone", _("Undone")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    file_name = models.CharField(_("file"), max_length=200)
    sha256 = models.CharField(max_length=64)
    columns = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREVIEWED)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField()
    imported_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-uploaded_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="import_state_is_known",
                condition=Q(state__in=("previewed", "imported", "undone")),
            ),
            models.CheckConstraint(
                name="imported_says_when",
                condition=Q(state="previewed", imported_at=None)
                | (~Q(state="previewed") & Q(imported_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="undone_says_who_and_when",
                condition=(~Q(state="undone") & Q(undone_at=None, undone_by=None))
                | Q(state="undone", undone_at__isnull=False, undone_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class Organisation(models.Model):
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
    updated_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="organisation_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(name="at_risk_is_known", condition=Q(at_risk__in=AtRisk.values)),
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
                name="updated_no_earlier_than_created", condition=Q(updated_at__gte=F("created_at"))
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
            models.CheckConstraint(name="name_says_something", condition=said("text")),
            models.CheckConstraint(
                name="name_kind_is_known", condition=Q(kind__in=NameKind.values)
            ),
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
            models.CheckConstraint(name="identifier_has_a_scheme", condition=said("scheme")),
            models.CheckConstraint(name="identifier_has_a_value", condition=said("value")),
            models.UniqueConstraint(
                "scheme", Upper("value"), name="one_organisation_per_identifier"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.value}"


class Merge(models.Model):
    """Somebody says that two records are one organisation; it counts once another person agrees,
    and can be taken back.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("Waiting for a second person")
        CONFIRMED = "confirmed", _("Confirmed")
        REFUSED = "refused", _("Not the same")
        SPLIT = "split", _("Split again")

    duplicate = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges")
    kept = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="merges_kept")
    reason = models.TextField(_("reason"), max_length=2000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    state_before = models.CharField(max_length=10, choices=State.choices, blank=True)
    split_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    split_at = models.DateTimeField(null=True)
    split_reason = models.TextField(_("reason"), max_length=2000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-proposed_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="merge_state_is_known",
                condition=Q(state__in=("proposed", "confirmed", "refused", "split")),
            ),
            models.CheckConstraint(name="merge_is_of_two", condition=~Q(duplicate=F("kept"))),
            models.CheckConstraint(name="merge_has_a_reason", condition=said("reason")),
            models.CheckConstraint(
                name="merge_decided_says_who_and_when",
                condition=Q(state="proposed", decided_by=None, decided_at=None)
                | (~Q(state="proposed") & Q(decided_by__isnull=False, decided_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="merge_takes_two_people",
                condition=Q(state__in=("proposed", "refused")) | ~Q(decided_by=F("proposed_by")),
            ),
            models.CheckConstraint(
                name="split_says_who_when_and_why",
                condition=(~Q(state="split") & Q(split_by=None, split_at=None, split_reason=""))
                | (
                    Q(state="split", split_by__isnull=False, split_at__isnull=False)
                    & Q(said("split_reason"))
                ),
            ),
            models.UniqueConstraint(
                fields=["duplicate"],
                name="one_standing_merge",
                condition=Q(state__in=("proposed", "confirmed")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duplicate} → {self.kept}"


LONGEST_KEY = 64
"""Characters of the keys by which the corpus calls an organisation, or a name in its records."""


def _undone_says_who_and_when(name: str) -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=Q(undone_at=None, undone_by=None)
        | Q(undone_at__isnull=False, undone_by__isnull=False),
    )


class Link(models.Model):
    """Somebody says that an organisation of ours is one that open data tell of, by its id in the
    corpus. It can be taken back.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="links")
    world = models.CharField(max_length=LONGEST_KEY)
    name = models.CharField(max_length=LONGEST_NAME)
    """What open data called it on the day."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="link_names_whom", condition=said("world")),
            _undone_says_who_and_when("link_undone_says_who_and_when"),
            models.UniqueConstraint(
                fields=["world"], name="one_standing_link", condition=Q(undone_at=None)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} = {self.name}"


class Sameness(models.Model):
    """Somebody decided whether two names in open data are one organisation. It binds every later
    build, until it is taken back.

    `a` and `b` are the keys of the names, the lesser first; their texts are kept as they were
    shown.
    """

    a = models.CharField(max_length=LONGEST_KEY)
    b = models.CharField(max_length=LONGEST_KEY)
    a_name = models.CharField(max_length=LONGEST_NAME)
    b_name = models.CharField(max_length=LONGEST_NAME)
    same = models.BooleanField()
    reason = models.TextField(_("reason"), max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="sameness_is_of_two_in_order", condition=Q(a__lt=F("b"))),
            models.CheckConstraint(name="sameness_has_a_reason", condition=said("reason")),
            _undone_says_who_and_when("sameness_undone_says_who_and_when"),
            models.UniqueConstraint(
                fields=["a", "b"],
                name="one_standing_word_on_two_names",
                condition=Q(undone_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.a_name} {'=' if self.same else '≠'} {self.b_name}"


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
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Consent(models.Model):
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
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["subject", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="consent_subject_is_known",
                condition=Q(subject__in=("name", "logo", "amounts")),
            ),
            models.CheckConstraint(name="consent_says_who_gave_it", condition=said("given_by")),
            models.CheckConstraint(name="consent_shows_something", condition=said("evidence")),
            models.CheckConstraint(
                name="consent_withdrawn_says_who_and_when",
                condition=Q(withdrawn_by=None, withdrawn_at=None)
                | Q(withdrawn_by__isnull=False, withdrawn_at__isnull=False),
            ),
            models.UniqueConstraint(
                fields=["organisation", "subject"],
                name="one_standing_consent",
                condition=Q(withdrawn_at=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation} · {self.get_subject_display()}"
