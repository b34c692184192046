"""A draft alliance: what people write down before anyone has agreed to anything."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Length, Trim
from django.db.models.lookups import GreaterThan
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

MOST_ROWS = 50
"""Most tasks, and most asks, of one draft: more is a plan, not a draft (expert choice). Forms hold
it.
"""


def said(field: str) -> GreaterThan:
    """Return the condition that a text is more than spaces."""
    return GreaterThan(Length(Trim(field)), 0)


class AskKind(models.TextChoices):
    CASH = "cash", _("Cash or financing")
    KIND = "kind", _("In kind, with a value")
    INFLUENCE = "influence", _("Influence, never priced")


class Alliance(models.Model):
    """A draft alliance, private to its owner until shared. `request` holds the codes that were
    asked of the guide.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    pack = models.CharField(max_length=50, default="democracy")
    country = models.CharField(_("country"), max_length=2, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    problem = models.TextField(_("problem"), max_length=5000, blank=True)
    model = models.CharField(_("kind of alliance"), max_length=50, blank=True)
    model_reason = models.TextField(_("reason"), max_length=3000, blank=True)
    notes = models.TextField(_("notes"), max_length=10000, blank=True)
    request = models.JSONField(default=dict)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="alliances"
    )
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-updated_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="alliance_has_a_title", condition=said("title")),
            models.CheckConstraint(
                name="archived_says_who_and_when",
                condition=Q(archived_at=None, archived_by=None)
                | Q(archived_at__isnull=False, archived_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Task(models.Model):
    """One unbundled piece of work; its id is given by the page, so that saving twice is saving
    once.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("task"), max_length=300)
    champion = models.CharField(_("champion"), max_length=200, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="task_has_a_title", condition=said("title"))
        ]

    def __str__(self) -> str:
        return self.title


class Ask(models.Model):
    """What to ask of whom. There is no amount here: influence never has one, the rest is valued
    once it is pledged.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="asks")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(_("of whom"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AskKind.choices)
    contribution = models.CharField(_("contribution"), max_length=50, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="ask_kind_is_known", condition=Q(kind__in=AskKind.values)),
            models.CheckConstraint(
                name="ask_says_something", condition=~Q(who="", contribution="", note="")
            ),
        ]

    def __str__(self) -> str:
        return self.who or self.contribution or self.note


class Share(models.Model):
    """Who else may read a draft, or edit it. Never its owner: `actions.share` refuses."""

    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="shares")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="shared_alliances"
    )
    may_edit = models.BooleanField(_("may edit"), default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["alliance", "person"], name="shared_once_with_each")
        ]

    def __str__(self) -> str:
        return f"{self.alliance} · {self.person}"


class Candidate(models.Model):
    """Someone who might join a draft alliance: shortlisted, or dismissed with the reason.
    `open_data_id` is empty for those added by hand.

    `evidence` holds what open data said when it was added, with the build and its sources: later
    builds may say something else.
    """

    class State(models.TextChoices):
        SHORTLISTED = "shortlisted", _("Shortlisted")
        DISMISSED = "dismissed", _("Dismissed")

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="candidates")
    open_data_id = models.CharField(max_length=64, blank=True)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("name"), max_length=300)
    state = models.CharField(
        _("state"), max_length=12, choices=State.choices, default=State.SHORTLISTED
    )
    reason = models.TextField(_("reason"), max_length=3000, blank=True)
    note = models.TextField(_("note"), max_length=5000, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    evidence = models.JSONField(default=dict)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(name="candidate_has_a_name", condition=said("name")),
            models.CheckConstraint(
                name="candidate_state_is_known", condition=Q(state__in=("shortlisted", "dismissed"))
            ),
            models.CheckConstraint(
                name="dismissed_says_why", condition=~Q(state="dismissed") | Q(said("reason"))
            ),
            models.UniqueConstraint(
                name="candidate_stands_once",
                fields=["alliance", "open_data_id"],
                condition=~Q(open_data_id=""),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class TemplateUpload(models.Model):
    """A change of the organisation's own concept paper template; no hash means back to the one that
    ships with Convene.
    """

    sha256 = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return self.sha256
