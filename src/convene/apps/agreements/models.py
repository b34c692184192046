"""What partners are invited by and what they agree on: papers, each made of clauses."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.workshop.models import Alliance
from convene.core.agreement import LANGUAGES
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something, who_and_when

MOST = 100
"""Clauses of one paper (expert choice). Actions hold it."""


class Paper(Versioned):
    """A paper of an alliance while people write it: an invitation, or an agreement. `kind` is one
    of the pack's; `values` fill the blanks of its clauses, by their codes.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="papers")
    kind = models.CharField(_("kind"), max_length=20)
    language = models.CharField(_("language"), max_length=10)
    title = models.CharField(_("title"), max_length=200)
    values = models.JSONField(_("what was filled in"), default=dict)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    begun_at = models.DateTimeField()
    dropped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    dropped_at = models.DateTimeField(null=True)
    dropped_because = models.TextField(_("why it was put away"), max_length=3000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["begun_at", "id"]
        constraints: ClassVar = [
            says_something("title", name="paper_has_a_title"),
            says_something("kind", name="paper_is_of_a_kind"),
            known("language", LANGUAGES, name="paper_language_is_known"),
            who_and_when("dropped", name="what_is_put_away_says_by_whom"),
            models.CheckConstraint(
                name="what_is_put_away_says_why",
                condition=Q(dropped_at=None, dropped_because="")
                | Q(dropped_at__isnull=False) & Q(said("dropped_because")),
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Clause(Versioned):
    """A clause of a paper. `code` is that of the pack it began with, empty where people added it;
    one that says why it is `left_out` stands in no text.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="clauses")
    code = models.CharField(max_length=50, blank=True)
    topic = models.CharField(_("topic"), max_length=50, blank=True)
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("heading"), max_length=200)
    text = models.TextField(_("what it says"), max_length=10000)
    left_out = models.TextField(_("why it is left out"), max_length=3000, blank=True)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            says_something("title", name="clause_has_a_heading"),
            says_something("text", name="clause_says_something"),
            models.UniqueConstraint(
                name="a_clause_of_the_pack_is_there_once",
                fields=["paper", "code"],
                condition=~Q(code=""),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def alliance(self) -> Alliance:
        return self.paper.alliance
