"""What is past its day or soon due, and has not come."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import DecimalField, Exists, F, OuterRef, Q, QuerySet, Subquery, Sum

from convene.apps.ledger.models import Delivery, DeliveryStep, Instalment
from convene.apps.ledger.words import Step

OPEN = ("committed", "part_delivered")
BACK = (Step.REVERSED, Step.STRUCK)
"""Steps after which a delivery counts as none."""


def standing() -> QuerySet[Delivery]:
    """Return the deliveries that count as having come, checked or not."""
    back = DeliveryStep.objects.filter(delivery=OuterRef("pk"), step__in=BACK)
    return Delivery.objects.filter(~Exists(back))


def outstanding(alliances: Iterable[UUID], *, before: date) -> QuerySet[Instalment]:
    """Return what is due before a day and has not come: no delivery was recorded for it, and what
    came of its promise is less than what was due by then.
    """
    so_far = standing().filter(contribution=OuterRef("contribution"))
    by_then = Instalment.objects.filter(
        contribution=OuterRef("contribution"), due_on__lte=OuterRef("due_on"), is_dropped=False
    )
    due = Instalment.objects.filter(
        contribution__alliance__in=alliances,
        contribution__state__in=OPEN,
        is_dropped=False,
        due_on__lt=before,
    )
    return (
        due.filter(~Exists(standing().filter(instalment=OuterRef("pk"))))
        .annotate(came=_sum_of(so_far), owed=_sum_of(by_then))
        .filter(Q(came=None) | Q(owed=None) | Q(came__lt=F("owed")))
    )


def _sum_of(rows: QuerySet[Any]) -> Subquery:
    sums = rows.order_by().values("contribution").annotate(sum=Sum("amount"))
    return Subquery(sums.values("sum"), DecimalField(max_digits=19, decimal_places=4))
