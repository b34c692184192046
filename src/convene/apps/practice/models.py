"""Which of the guide's ways to get started an alliance goes, and what came of each; which lessons
its people write down.
"""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import CheckConstraint, F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.evidence.models import Evidence
from convene.apps.practice.words import LessonState, Stage, State
from convene.apps.workshop.models import Alliance
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something, who_and_when


class Plan(Versioned):
    """What an alliance makes of one way, by its code in the guide. A way without a row is open:
    nobody has planned it. `because` says why it was left out, or why what was done was taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="plans")
    code = models.CharField(max_length=20)
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.OPEN)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(_("by which day"), null=True, blank=True)
    done_on = models.DateField(_("done on"), null=True, blank=True)
    outcome = models.TextField(_("what came of it"), max_length=3000, blank=True)
    because = models.TextField(_("why"), max_length=3000, blank=True)
    said_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    said_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["code", "id"]
        constraints: ClassVar = [
            says_something("code", name="plan_is_of_a_way"),
            known("state", State.values, name="plan_state_is_known"),
            models.UniqueConstraint(
                fields=["alliance", "code"], name="an_alliance_plans_a_way_once"
            ),
            models.CheckConstraint(
                name="what_is_planned_has_an_owner_and_a_day",
                condition=~Q(state="planned") | Q(owner__isnull=False, due_on__isnull=False),
            ),
            models.CheckConstraint(
                name="what_is_done_has_a_day_and_an_outcome",
                condition=Q(state="done", done_on__isnull=False) & Q(said("outcome"))
                | ~Q(state="done") & Q(done_on=None, outcome=""),
            ),
            models.CheckConstraint(
                name="what_is_left_out_says_why",
                condition=~Q(state="left_out") | Q(said("because")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.state}"


class PlanEvidence(models.Model):
    """What shows that a way was gone: only added. What came before the row was last said to be done
    belonged to an earlier time, which was taken back.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="shown_by")
    evidence = models.OneToOneField(Evidence, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.plan}: {self.evidence}"


class Lesson(Versioned):
    """What people of an alliance learned, with when it matters: codes of `when` and `of_models`.

    `written_by` is whoever wrote its words last: somebody else than they and `added_by` reviews
    it. Only what is shared is shown in other alliances, and of it only what was written.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="lessons")
    title = models.CharField(_("lesson"), max_length=200)
    text = models.TextField(_("what was learned"), max_length=3000)
    context = models.TextField(_("in which situation"), max_length=3000, blank=True)
    advice = models.TextField(_("what to do with it elsewhere"), max_length=3000, blank=True)
    when = models.JSONField(_("when it matters"), default=list)
    of_models = models.JSONField(_("in which kinds of alliance"), default=list)
    stage = models.CharField(_("at which stage"), max_length=8, choices=Stage.choices)
    state = models.CharField(
        _("state"), max_length=8, choices=LessonState.choices, default=LessonState.DRAFT
    )
    because = models.TextField(_("why it was taken back"), max_length=3000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()
    reviewed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    reviewed_at = models.DateTimeField(null=True)
    shared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    shared_at = models.DateTimeField(null=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            says_something("title", name="lesson_has_a_title"),
            says_something("text", name="lesson_says_what_was_learned"),
            known("stage", Stage.values, name="lesson_stage_is_known"),
            known("state", LessonState.values, name="lesson_state_is_known"),
            who_and_when(
                "reviewed",
                name="what_is_reviewed_says_by_whom",
                when=Q(state__in=("reviewed", "shared")),
            ),
            who_and_when("shared", name="what_is_shared_says_by_whom", when=Q(state="shared")),
            CheckConstraint(
                name="nobody_reviews_what_they_wrote",
                condition=Q(reviewed_by=None)
                | ~Q(reviewed_by=F("added_by")) & ~Q(reviewed_by=F("written_by")),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def words(self) -> str:
        """Everything it says, as it would leave its alliance."""
        return f"{self.title}\n{self.text}\n{self.context}\n{self.advice}"
