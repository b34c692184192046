"""An alliance, from the first draft on: what people write down of it, and who has which part in
it here.
"""

from typing import Any, ClassVar
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.workshop.words import Ready, State, TaskState
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something, who_and_when

MOST_ROWS = 50
"""Most tasks at the top, and most asks, of one draft: more is a plan, not a draft (expert choice).
Forms and actions hold it.
"""


class AskKind(models.TextChoices):
    CASH = "cash", _("Cash or financing")
    KIND = "kind", _("In kind, with a value")
    INFLUENCE = "influence", _("Influence, never priced")


class Alliance(Versioned):
    """An alliance, private to its owner until shared. `request` holds the codes that were asked of
    the guide; `state` changes by a `Move` only.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    title = models.CharField(_("title"), max_length=200)
    pack = models.CharField(max_length=50, default="democracy")
    country = models.CharField(_("country"), max_length=2, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    problem = models.TextField(_("problem"), max_length=5000, blank=True)
    model = models.CharField(_("kind of alliance"), max_length=50, blank=True)
    model_reason = models.TextField(_("reason"), max_length=3000, blank=True)
    results = models.TextField(_("expected results"), max_length=600, blank=True)
    first_result = models.TextField(_("first result"), max_length=300, blank=True)
    budget = models.TextField(_("budget frame"), max_length=600, blank=True)
    timetable = models.TextField(_("timetable"), max_length=600, blank=True)
    contact = models.CharField(_("contact"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), max_length=10000, blank=True)
    request = models.JSONField(default=dict)
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.IDEA)
    starts_on = models.DateField(_("planned start"), null=True, blank=True)
    ends_on = models.DateField(_("planned end"), null=True, blank=True)
    created_at = models.DateTimeField()
    archived_at = models.DateTimeField(null=True)
    archived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-changed_at", "id"]
        constraints: ClassVar = [
            says_something("title", name="alliance_has_a_title"),
            who_and_when("archived", name="archived_says_who_and_when"),
            known("state", State.values, name="alliance_state_is_known"),
            models.CheckConstraint(
                name="alliance_ends_after_it_starts",
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def parts_now(self) -> "list[Part]":
        """The parts that people have in it today."""
        return [part for part in self.parts.all() if part.until is None]

    @property
    def owner(self) -> Any:
        return next(part.person for part in self.parts_now if part.kind == Part.Kind.OWNER)

    def acts_for(self, person: Any) -> UUID | None:
        """Return the organisation for which somebody has a part in it, if any."""
        own = (part for part in self.parts_now if part.person_id == person.pk)
        return next((part.organisation_id for part in own if part.organisation_id), None)

    @property
    def shared_with(self) -> "list[Part]":
        """The parts of everybody but its owner."""
        return [part for part in self.parts_now if part.kind != Part.Kind.OWNER]


class Task(Versioned):
    """A piece of work, in a tree: what it is a part of, if anything; its id is given by the page,
    so that saving twice is saving once.

    `champion` says who could take it on, `partner` who does. `ready_said_by` is who answered
    whether a company person could say what they would do. One that is dropped stays, and can be
    taken back. That the tree has no circle, four levels and 300 tasks, guards hold.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="tasks")
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="parts")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("task"), max_length=300)
    champion = models.CharField(_("who could champion it"), max_length=200, blank=True)
    partner = models.ForeignKey(
        "workshop.Partner", on_delete=models.PROTECT, null=True, related_name="tasks"
    )
    starts_on = models.DateField(_("starts on"), null=True)
    due_on = models.DateField(_("due on"), null=True)
    indicator = models.CharField(_("indicator"), max_length=300, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=TaskState.choices, default=TaskState.TO_DO
    )
    ready = models.CharField(
        _("could say what they would do"),
        max_length=10,
        choices=Ready.choices,
        default=Ready.NOT_ASKED,
    )
    ready_said_by = models.CharField(_("who answered"), max_length=200, blank=True)
    ready_on = models.DateField(_("answered on"), null=True)
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            says_something("title", name="task_has_a_title"),
            known("state", TaskState.values, name="task_state_is_known"),
            known("ready", Ready.values, name="task_readiness_is_known"),
            who_and_when("dropped", name="task_dropped_says_who_and_when"),
            models.CheckConstraint(
                name="task_is_due_after_it_starts",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=models.F("starts_on")),
            ),
            models.CheckConstraint(
                name="task_readiness_says_who_and_when",
                condition=Q(ready="not_asked", ready_said_by="", ready_on=None)
                | ~Q(ready="not_asked") & Q(said("ready_said_by"), ready_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_at_top(self) -> bool:
        """Whether the draft itself names it: it stands, and is part of nothing."""
        return self.parent_id is None and self.dropped_at is None

    @property
    def is_done(self) -> bool:
        return self.state == TaskState.DONE


class Ask(models.Model):
    """What to ask of whom, for one task or for the whole. There is no amount here: influence never
    has one, the rest is valued once it is pledged.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.CASCADE, related_name="asks")
    task = models.ForeignKey(Task, on_delete=models.PROTECT, null=True, related_name="asks")
    position = models.PositiveSmallIntegerField()
    who = models.CharField(_("of whom"), max_length=200, blank=True)
    kind = models.CharField(_("kind"), max_length=10, choices=AskKind.choices)
    contribution = models.CharField(_("contribution"), max_length=50, blank=True)
    note = models.CharField(_("note"), max_length=500, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            known("kind", AskKind.values, name="ask_kind_is_known"),
            models.CheckConstraint(
                name="ask_says_something", condition=~Q(who="", contribution="", note="")
            ),
        ]

    def __str__(self) -> str:
        return self.who or self.contribution or self.note


class Part(models.Model):
    """What somebody is in an alliance, for which organisation, since which day and until which.

    They are while `until` is empty; a part that has ended stays to be read.
    """

    class Kind(models.TextChoices):
        OWNER = "owner", _("Owner")
        BUILDER = "builder", _("Reads and edits it")
        READER = "reader", _("Reads it")
        FOCAL_POINT = "focal_point", _("A partner's focal point")
        REVIEWER = "reviewer", _("Reviewer")

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="parts")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="parts"
    )
    kind = models.CharField(_("part"), max_length=12, choices=Kind.choices)
    organisation = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    since = models.DateField(_("since"))
    until = models.DateField(_("until"), null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            known(
                "kind",
                ("owner", "builder", "reader", "focal_point", "reviewer"),
                name="part_kind_is_known",
            ),
            models.CheckConstraint(
                name="part_ends_after_it_began",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
            ),
            models.UniqueConstraint(
                name="an_alliance_has_one_owner",
                fields=["alliance"],
                condition=Q(kind="owner", until=None),
            ),
            models.UniqueConstraint(
                name="part_is_had_once",
                fields=["alliance", "person", "kind"],
                condition=Q(until=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.alliance} · {self.person}"
