"""Whom somebody asked for an alliance: each approach, and each answer to it. Both are only added,
and taken back with a reason.
"""

from datetime import date
from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from convene.apps.asking.words import Said
from convene.apps.registry.models import Organisation
from convene.apps.workshop.models import Alliance
from convene.ground.constraints import known, said, says_something, who_and_when


class Word(models.Model):
    """What somebody wrote down in their own name, and when to come back. What was written by
    mistake stays, taken back.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    next_on = models.DateField(_("come back on"), null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    taken_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_at = models.DateTimeField(null=True)
    taken_back_because = models.TextField(_("why it was taken back"), max_length=3000, blank=True)

    class Meta:
        abstract = True
        constraints: ClassVar[list[Any]] = [
            who_and_when("taken_back", name="%(class)s_taken_back_says_who_and_when"),
            models.CheckConstraint(
                name="%(class)s_taken_back_says_why",
                condition=Q(taken_back_at=None, taken_back_because="")
                | Q(taken_back_at__isnull=False) & Q(said("taken_back_because")),
            ),
        ]


class Approach(Word):
    """That somebody (`by`) asked an organisation for something, on a day and perhaps through
    another. `again_because` is why, where it had been asked lately.
    """

    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="approaches")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField(_("asked on"))
    through = models.CharField(_("through whom"), max_length=300, blank=True)
    through_organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    what = models.TextField(_("what was asked"), max_length=3000)
    kind = models.CharField(_("kind of contribution"), max_length=50, blank=True)
    again_because = models.TextField(_("why it was asked again"), max_length=3000, blank=True)

    class Meta:
        ordering: ClassVar = ["asked_on", "at", "id"]
        indexes: ClassVar = [models.Index(fields=["organisation", "asked_on"])]
        constraints: ClassVar = [
            *Word.Meta.constraints,
            says_something("what", name="approach_says_what_was_asked"),
            models.CheckConstraint(
                name="nobody_is_asked_through_itself",
                condition=Q(through_organisation=None) | ~Q(through_organisation=F("organisation")),
            ),
            models.CheckConstraint(
                name="approach_is_come_back_to_later",
                condition=Q(next_on=None) | Q(next_on__gte=F("asked_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.asked_on}"

    @property
    def day(self) -> date:
        return self.asked_on


class ApproachAnswer(Word):
    """What an organisation said to an approach on a day, as somebody (`by`) wrote it down."""

    approach = models.ForeignKey(Approach, on_delete=models.PROTECT, related_name="answers")
    said = models.CharField(_("answer"), max_length=10, choices=Said.choices)
    said_on = models.DateField(_("answered on"))
    note = models.TextField(_("in which words"), max_length=3000, blank=True)

    class Meta:
        ordering: ClassVar = ["said_on", "at", "id"]
        constraints: ClassVar = [
            *Word.Meta.constraints,
            known("said", Said.values, name="what_was_answered_is_known"),
            models.CheckConstraint(
                name="answer_is_come_back_to_later",
                condition=Q(next_on=None) | Q(next_on__gte=F("said_on")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.approach}: {self.said}"

    @property
    def day(self) -> date:
        return self.said_on
