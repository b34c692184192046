"""What the lists said, and what somebody decided about it."""

from hashlib import sha256
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.evidence.models import Evidence
from convene.apps.vetting.models.case import Case
from convene.apps.vetting.models.words import HIT_KINDS, HIT_STATES, HIT_STATES_BEHIND
from convene.ground.constraints import known, said


class Screening(models.Model):
    """One look at the lists: which they were, of which day, and under which names. `key` tells
    whether anything has changed since; `more` of what was `found` comes up in the next look.

    `behind` says who stood behind the partner and was asked for with it. `near` are the entries
    that came near and stayed below the line: nobody decides about them. An earlier release kept
    none.

    `questions` are the names, countries and numbers that were asked, and `facts` those that set the
    level, as they were: a decision stands on them. An earlier release kept no questions.
    """

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="screenings")
    lists = models.JSONField(default=list)
    names = models.JSONField(default=list)
    questions = models.JSONField(null=True)
    behind = models.JSONField(default=list)
    facts = models.JSONField(default=dict)
    key = models.CharField(max_length=64)
    owner = models.CharField(max_length=36, blank=True)
    found = models.PositiveIntegerField()
    more = models.PositiveIntegerField(default=0)
    near = models.JSONField(null=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-at", "-id"]

    def __str__(self) -> str:
        return f"{self.case} · {self.at:%Y-%m-%d}"


class Hit(models.Model):
    """An entry on a list that may be the partner, or with `whom` somebody behind it, of whom
    `behind` keeps what was asked. Never deleted: an entry that changes makes a new one beside it.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hits")
    whom = models.CharField(max_length=400, blank=True)
    behind = models.JSONField(default=list)
    watchlist = models.CharField(max_length=100)
    entry = models.CharField(max_length=200)
    list_date = models.CharField(max_length=10, blank=True)
    kind = models.CharField(max_length=10, choices=HIT_KINDS)
    name = models.CharField(max_length=1000)
    score = models.FloatField()
    band = models.CharField(max_length=10)
    why = models.JSONField(default=list)
    details = models.JSONField(default=dict)
    fingerprint = models.CharField(max_length=128)
    found_at = models.DateTimeField()
    state = models.CharField(max_length=15, choices=HIT_STATES, default="open")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    reason = models.TextField(_("reason"), max_length=5000, blank=True)
    evidence = models.ManyToManyField(Evidence, related_name="+", blank=True)
    """What the decision rests on, of the case's own."""
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["-score", "watchlist", "entry"]
        indexes: ClassVar = [models.Index(fields=["watchlist", "entry"], name="hits_on_an_entry")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "watchlist", "entry", "fingerprint", "whom"], name="each_hit_once"
            ),
            known("state", HIT_STATES, name="hit_state_is_known"),
            known("kind", HIT_KINDS, name="hit_kind_is_known"),
            models.CheckConstraint(
                name="hit_decided_says_who_when_and_why",
                condition=Q(state="open", decided_by=None, decided_at=None, reason="")
                | ~Q(state="open")
                & Q(decided_by__isnull=False, decided_at__isnull=False)
                & Q(said("reason")),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_state_display(self) -> str:  # type: ignore[no-redef]  # Django's says one word for all
        """Return what was decided, of the partner or of whom it is about."""
        words = HIT_STATES_BEHIND if self.whom else HIT_STATES
        return str(words[self.state])  # type: ignore[index]  # held by constraints

    @property
    def listing(self) -> tuple[str, str, str]:
        """Whose entry it is, on which list, whatever the entry says by now."""
        return self.whom, self.watchlist, self.entry

    @property
    def print(self) -> str:
        """What tells this entry as it stands, for this one, from any other."""
        return print_of(self.fingerprint, whom=self.whom)


def print_of(fingerprint: str, *, whom: str) -> str:
    """Return an entry's fingerprint, joined with whom it is about where that is not the partner."""
    return sha256(f"{fingerprint} {whom}".encode()).hexdigest() if whom else fingerprint
