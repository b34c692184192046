"""What of promises is due and has not come: what every page that says “late” asks."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import (
    Count,
    DecimalField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Sum,
)
from django.db.models.functions import Coalesce

from convene.apps.ledger.models import Delivery, Instalment
from convene.apps.ledger.queries.standing import DOUBTED, judged
from convene.apps.ledger.words import OPEN
from convene.core.contributions import AGAINST_ITS_DAY


def doubted(*, steps: Iterable[str] = DOUBTED) -> QuerySet[Delivery]:
    """Return the deliveries of which somebody doubts that they came, until it is settled; evidence
    settles nothing.
    """
    return Delivery.objects.annotate(judged=judged()).filter(judged__in=[*steps])


def _against_their_day(*standing: str) -> QuerySet[Delivery]:
    steps = [step for step, stands in AGAINST_ITS_DAY.items() if stands in standing]
    return Delivery.objects.annotate(judged=judged()).filter(judged__in=steps)


def planned(alliances: Iterable[UUID]) -> QuerySet[Instalment]:
    """Return everything that has its day, whether it has come or not."""
    return Instalment.objects.filter(contribution__alliance__in=alliances, is_dropped=False)


def outstanding(alliances: Iterable[UUID], *, before: date | None = None) -> QuerySet[Instalment]:
    """Return what is due (before a day) and has not come, verified or only said to have. What is
    disputed counts as not come.
    """
    return _filled(alliances, before=before).exclude(FILLED)


def unverified(alliances: Iterable[UUID], *, before: date) -> QuerySet[Instalment]:
    """Return what was due before a day and is only said to have come: nobody has verified it."""
    verified = _filled(alliances, by=["came"], before=before).filter(FILLED)
    reported = _filled(alliances, before=before).filter(FILLED)
    return reported.exclude(pk__in=verified.order_by().values("pk"))


LESS_THAN_A_DIGIT = Decimal("0.00005")
"""Half of the last digit of an amount: SQLite adds in binary fractions."""
FILLED = Q(without=0, came__gte=F("owed") - LESS_THAN_A_DIGIT) | Q(
    without__gt=0, times__gte=F("days")
)


def _filled(
    alliances: Iterable[UUID], *, by: Iterable[str] = ("came", "said"), before: date | None = None
) -> QuerySet[Instalment]:
    """Return what is due of promises that are open, with what came of them, the earliest being
    filled first: beside what was due by then. Where days have no amount, as many deliveries as
    days.
    """
    so_far = _against_their_day(*by).filter(contribution=OuterRef("contribution"))
    by_then = Instalment.objects.filter(
        contribution=OuterRef("contribution"), is_dropped=False, due_on__lte=OuterRef("due_on")
    )
    due = planned(alliances).filter(contribution__state__in=OPEN)
    if before is not None:
        due = due.filter(due_on__lt=before)
    return due.annotate(
        came=_of_promise(so_far, Sum("amount"), DecimalField(max_digits=19, decimal_places=4)),
        owed=_of_promise(by_then, Sum("amount"), DecimalField(max_digits=19, decimal_places=4)),
        times=_of_promise(so_far, Count("pk"), IntegerField()),
        days=_of_promise(by_then, Count("pk"), IntegerField()),
        without=_of_promise(by_then, Count("pk", filter=Q(amount=None)), IntegerField()),
    )


def _of_promise(rows: QuerySet[Any], what: Any, kind: Any) -> Any:
    values = rows.order_by().values("contribution").annotate(of_promise=what).values("of_promise")
    return Coalesce(Subquery(values), 0, output_field=kind)
