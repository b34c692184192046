"""Alerts by what brought them up: one list as it was loaded, one import, the changes of a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Max, Q, QuerySet, Value, When, Window
from django.db.models.functions import RowNumber

from convene.apps.accounts.models import User
from convene.apps.inbox.models import OPEN, Alert, Occasion
from convene.apps.inbox.queries import told
from convene.apps.vetting.queries import watching

GROUPS = 20
"""Groups shown at once; the rest come up as these are closed."""
SHOWN = 3
"""Alerts of a group that stand in the inbox itself."""


@dataclass(frozen=True, kw_only=True)
class Group:
    """The open alerts that one thing brought up: the first of them, how many they are, how many
    nobody has claimed, and how many wait for a second person.
    """

    occasion: Occasion
    alerts: Sequence[Alert]
    count: int
    unclaimed: int
    halfway: int


def groups(person: User) -> tuple[list[Group], int]:
    """Return the groups that a person may read, the newest first, and how many more there are; in
    as many questions to the database whatever their number.
    """
    open_alerts = told(person).filter(OPEN)
    counts = {row.pop("occasion"): row for row in _counted(open_alerts)}
    shown = list(counts)[:GROUPS]
    occasions = Occasion.objects.in_bulk(shown)
    first = _first(open_alerts.filter(occasion__in=shown))
    made = [
        Group(occasion=occasions[pk], alerts=first.get(pk, ()), **_numbers(counts[pk]))
        for pk in shown
    ]
    return made, len(counts) - len(shown)


def _counted(alerts: QuerySet[Alert]) -> QuerySet[Any, Any]:
    return (
        alerts.order_by()
        .values("occasion")
        .annotate(
            count=Count("pk"),
            unclaimed=Count("pk", filter=Q(claimed_at=None, closed_at=None)),
            halfway=Count("pk", filter=Q(closed_at__isnull=False)),
            newest=Max("at"),
        )
        .order_by("-newest", "-occasion")
    )


def _numbers(row: dict[str, int]) -> dict[str, int]:
    return {name: row[name] for name in ("count", "unclaimed", "halfway")}


def _first(alerts: QuerySet[Alert]) -> dict[int, list[Alert]]:
    """Return the newest alerts of each group."""
    place = Window(RowNumber(), partition_by=[F("occasion")], order_by=["-at", "-pk"])
    chosen = Alert.objects.filter(
        pk__in=[alert.pk for alert in alerts.annotate(place=place).filter(place__lte=SHOWN)]
    )
    first: dict[int, list[Alert]] = {}
    for alert in watching.with_cases(chosen):
        first.setdefault(alert.occasion_id, []).append(alert)
    return first


def of(occasion: Occasion, *, by: User) -> QuerySet[Alert]:
    """Return all alerts of a group that a person may read, those still open first."""
    still = Case(When(OPEN, then=Value(0)), default=Value(1), output_field=IntegerField())
    alerts = watching.with_cases(told(by).filter(occasion=occasion))
    return alerts.order_by(still, "-at", "-pk")
