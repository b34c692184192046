"""What partners promised: each with its value, how that was found, when it is due, and what was
changed of it.
"""

from typing import Any, ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from convene.apps.ledger.words import Column, State, YesNo
from convene.apps.workshop.models import Alliance, Partner
from convene.ground.changes import Versioned
from convene.ground.constraints import known, said, says_something
from convene.ground.proposals import Proposal, one_waiting
from convene.packs import codelists

PLACES = 4
"""Digits kept after the point of an amount, whatever its currency shows."""
ANSWERS = (
    "verifiable",
    "not_elsewhere",
    "needed",
    "allowed",
    "not_public",
    "in_budget",
    "within_rules",
)
"""The seven answers to “may it count?”."""


def money(label: Any = "", **more: Any) -> Any:
    return models.DecimalField(label, max_digits=19, decimal_places=PLACES, **more)


def _answer(label: Any) -> Any:
    return models.CharField(label, max_length=3, choices=YesNo.choices, blank=True)


class Contribution(Versioned):
    """One promise of a partner: from what was asked to what has come. `kind` is a code of the
    guide's catalogue.

    `amount` is as typed, in `currency`; `rate` is base units for one unit of it, with its day and
    source; `base_value` is their product, worked out once. `verified` is how much of `amount` was
    delivered and verified: the sum of what the steps on its deliveries counted. What has no price
    has none of these.

    `base_came` is what its deliveries that stand are worth in the base currency up to what was
    promised, as far as that is known, `base_over` what came beyond it and `base_verified` what is
    verified; `came_unrated` counts those that have an amount and no value in it. They are what
    every total adds up.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    alliance = models.ForeignKey(Alliance, on_delete=models.PROTECT, related_name="promises")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="promises")
    title = models.CharField(_("what"), max_length=300)
    kind = models.CharField(_("kind"), max_length=50, blank=True)
    column = models.CharField(_("counted as"), max_length=10, choices=Column.choices)
    state = models.CharField(
        _("state"), max_length=15, choices=State.choices, default=State.PROPOSED
    )
    amount = money(_("amount"), null=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    quantity = money(_("quantity"), null=True)
    unit = models.CharField(_("unit"), max_length=50, blank=True)
    unit_value = money(_("value of one"), null=True)
    method = models.CharField(_("how it is valued"), max_length=50, blank=True)
    method_note = models.TextField(_("what the value rests on"), max_length=3000, blank=True)
    is_estimate = models.BooleanField(_("an estimate"), default=False)
    rate = models.DecimalField(_("rate"), max_digits=30, decimal_places=12, null=True)
    rate_day = models.DateField(_("day of the rate"), null=True)
    rate_source = models.CharField(_("source of the rate"), max_length=300, blank=True)
    base_value = money(_("value in the base currency"), null=True)
    verified = money(_("delivered and verified"), default=0)
    base_came = money(default=0)
    base_over = money(default=0)
    base_verified = money(default=0)
    came_unrated = models.PositiveIntegerField(default=0)
    passed_on_from = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="passed_on"
    )
    is_parallel = models.BooleanField(_("a parallel investment"), default=False)
    is_shared = models.BooleanField(_("other partners see it"), default=False)
    verifiable = _answer(_("Can records prove it?"))
    not_elsewhere = _answer(_("Is it promised nowhere else?"))
    needed = _answer(_("Does the alliance need it?"))
    allowed = _answer(_("Is it a cost that may count?"))
    not_public = _answer(_("Is it paid from no (other) public purse?"))
    in_budget = _answer(_("Is it in the agreed budget?"))
    within_rules = _answer(_("Do the funder's rules allow it?"))
    agreed_on = models.DateField(_("promised on"), null=True)
    ended_because = models.TextField(_("why it ended"), max_length=3000, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["added_at", "id"]
        constraints: ClassVar = [
            says_something("title", name="promise_says_what"),
            known("column", Column.values, name="promise_column_is_known"),
            known("state", State.values, name="promise_state_is_known"),
            *(
                known(answer, ("", "yes", "no"), name=f"promise_{answer}_is_known")
                for answer in ANSWERS
            ),
            models.CheckConstraint(
                name="what_is_unpriced_has_no_price",
                condition=~Q(column="unpriced")
                | Q(
                    amount=None,
                    currency="",
                    unit_value=None,
                    method="",
                    rate=None,
                    rate_day=None,
                    rate_source="",
                    base_value=None,
                    is_estimate=False,
                ),
            ),
            models.CheckConstraint(
                name="amount_is_above_zero", condition=Q(amount=None) | Q(amount__gt=0)
            ),
            models.CheckConstraint(
                name="amount_has_a_currency",
                condition=Q(amount=None, currency="") | Q(amount__isnull=False) & ~Q(currency=""),
            ),
            models.CheckConstraint(
                name="a_promise_with_a_price_has_its_amount",
                condition=Q(column="unpriced")
                | ~Q(state__in=("committed", "part_delivered", "delivered"))
                | Q(amount__isnull=False),
            ),
            models.CheckConstraint(
                name="rate_says_its_day_and_source",
                condition=Q(rate=None, rate_day=None, rate_source="", base_value=None)
                | Q(rate__gt=0, rate_day__isnull=False, base_value__isnull=False)
                & Q(said("rate_source"))
                & Q(amount__isnull=False),
            ),
            models.CheckConstraint(
                name="no_more_is_verified_than_promised",
                condition=Q(verified=0) | Q(verified__gt=0, verified__lte=F("amount")),
            ),
            models.CheckConstraint(
                name="promise_is_not_passed_on_from_itself", condition=~Q(passed_on_from=F("id"))
            ),
            models.CheckConstraint(
                name="promise_ends_with_a_reason",
                condition=Q(ended_because="") & ~Q(state__in=("cancelled", "written_off"))
                | Q(state__in=("cancelled", "written_off")) & Q(said("ended_because")),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                name="promise_sums",
                fields=[
                    "alliance",
                    "state",
                    "passed_on_from",
                    "is_parallel",
                    "column",
                    "base_value",
                    "base_came",
                    "base_over",
                    "base_verified",
                    "came_unrated",
                ],
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_talk(self) -> bool:
        """Whether it is only asked for or proposed."""
        return self.state in (State.ASK, State.PROPOSED)

    @property
    def way(self) -> str:
        """How it is valued, in words."""
        known = codelists.valuation_methods().get(self.method)
        return gettext(known.title) if known else self.method


class Instalment(models.Model):
    """What of a promise is due on a day; for cash with its amount. The day moves by a `DueChange`
    only.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="instalments"
    )
    position = models.PositiveSmallIntegerField()
    due_on = models.DateField(_("due on"))
    amount = money(_("amount"), null=True)
    note = models.CharField(_("what"), max_length=300, blank=True)
    is_dropped = models.BooleanField(default=False)
    history = HistoricalRecords()

    class Meta:
        ordering: ClassVar = ["due_on", "position", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="instalment_is_above_zero", condition=Q(amount=None) | Q(amount__gt=0)
            )
        ]
        indexes: ClassVar = [models.Index(fields=["due_on"])]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.due_on}"


class DueChange(Proposal):
    """A new day that somebody proposes for an instalment, and another accepts or not."""

    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, related_name="changes")
    was = models.DateField()
    due_on = models.DateField(_("new day"))

    class Meta(Proposal.Meta):
        constraints: ClassVar = [
            *Proposal.Meta.constraints,
            models.CheckConstraint(name="due_day_changes", condition=~Q(was=F("due_on"))),
            one_waiting("instalment", name="one_due_change_at_a_time"),
        ]

    def __str__(self) -> str:
        return f"{self.instalment} > {self.due_on}"


class Amendment(models.Model):
    """One change of a promise after it was made: what it was and became, why, and who signed for
    the partner. It is never rewritten.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="amendments"
    )
    number = models.PositiveSmallIntegerField()
    was = models.JSONField()
    becomes = models.JSONField()
    reason = models.TextField(_("reason"), max_length=3000)
    signatory = models.CharField(_("who signed for the partner"), max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["contribution", "number"]
        constraints: ClassVar = [
            says_something("reason", name="amendment_says_why"),
            says_something("signatory", name="amendment_is_signed"),
            models.UniqueConstraint(name="amendment_number", fields=["contribution", "number"]),
        ]

    def __str__(self) -> str:
        return f"{self.contribution}: {self.number}"
