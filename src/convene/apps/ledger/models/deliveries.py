"""What has come of a promise: deliveries, each added once and never rewritten, and the steps that
people took with them.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from convene.apps.evidence.models import Evidence
from convene.apps.ledger.models.promises import Contribution, Instalment, money
from convene.apps.ledger.words import Step
from convene.ground.constraints import known, said


class Delivery(models.Model):
    """Something that came, as somebody recorded it. The id is given by the page, so that recording
    twice is recording once.

    `amount` is in the currency of the promise, and empty for what has no price; `base_value` is at
    the rate of the day it came. A mistake is taken back by a step, and the right one recorded anew.
    `is_held` says that the partner was stopped when it came.
    """

    id = models.UUIDField(primary_key=True, editable=False)
    contribution = models.ForeignKey(
        Contribution, on_delete=models.PROTECT, related_name="deliveries"
    )
    instalment = models.ForeignKey(
        Instalment, on_delete=models.PROTECT, null=True, blank=True, related_name="deliveries"
    )
    on = models.DateField(_("came on"))
    what = models.CharField(_("what came"), max_length=500)
    amount = money(_("amount"), null=True)
    quantity = money(_("quantity"), null=True)
    rate = models.DecimalField(max_digits=30, decimal_places=12, null=True)
    rate_day = models.DateField(null=True)
    rate_source = models.CharField(max_length=300, blank=True)
    base_value = money(null=True)
    is_held = models.BooleanField(default=False)
    behalf = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["on", "recorded_at", "id"]
        verbose_name_plural = "deliveries"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="delivery_is_above_zero", condition=Q(amount=None) | Q(amount__gt=0)
            ),
            models.CheckConstraint(name="delivery_says_what", condition=Q(said("what"))),
            models.CheckConstraint(
                name="delivery_rate_says_its_day_and_source",
                condition=Q(rate=None, rate_day=None, rate_source="", base_value=None)
                | Q(
                    rate__gt=0,
                    rate_day__isnull=False,
                    base_value__isnull=False,
                    amount__isnull=False,
                )
                & Q(said("rate_source")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["contribution", "on"])]

    def __str__(self) -> str:
        return self.what


class DeliveryStep(models.Model):
    """One thing that somebody did with a delivery: evidence, a check, a dispute. The last one says
    where it stands; before the first it is recorded. It is never rewritten.

    `counted` is how much this step adds to what is verified of the promise, or takes from it; over
    all steps of a promise they add up to its `verified`. `base_counted` is the same in the base
    currency.
    """

    delivery = models.ForeignKey(Delivery, on_delete=models.PROTECT, related_name="steps")
    contribution = models.ForeignKey(Contribution, on_delete=models.PROTECT, related_name="steps")
    step = models.CharField(max_length=10, choices=Step.choices)
    evidence = models.ForeignKey(Evidence, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(max_length=5000, blank=True)
    answer_by = models.DateField(null=True)
    counted = money(default=0)
    base_counted = money(null=True)
    behalf = models.ForeignKey(
        "registry.Organisation", on_delete=models.PROTECT, null=True, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["at", "id"]
        constraints: ClassVar = [
            known("step", Step.values, name="delivery_step_is_known"),
            models.CheckConstraint(
                name="only_evidence_brings_evidence",
                condition=Q(step="evidenced", evidence__isnull=False)
                | ~Q(step="evidenced") & Q(evidence=None),
            ),
            models.CheckConstraint(
                name="delivery_step_says_why",
                condition=~Q(step__in=("disputed", "answered", "upheld", "struck", "reversed"))
                | Q(said("reason")),
            ),
            models.CheckConstraint(
                name="a_dispute_is_answered_by_a_day",
                condition=Q(step="disputed", answer_by__isnull=False)
                | ~Q(step="disputed") & Q(answer_by=None),
            ),
            models.CheckConstraint(
                name="convene_itself_only_asks_again",
                condition=Q(by__isnull=False) | Q(step="to_verify"),
            ),
            models.CheckConstraint(
                name="only_a_check_adds",
                condition=Q(counted=0)
                | Q(counted__gt=0, step__in=("verified", "upheld"))
                | Q(counted__lt=0, step__in=("disputed", "struck", "to_verify", "reversed")),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["contribution", "at"])]

    def __str__(self) -> str:
        return f"{self.delivery}: {self.step}"
