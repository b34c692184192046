"""Which rate somebody may take for a day, out of those that were loaded."""

from datetime import date
from typing import NamedTuple

from django.db.models import Count, F, Max, Min

from convene.apps.ledger.models import Rate
from convene.core import rates
from convene.core.rates import CROSS, OLDEST, Suggestion


def suggestion(currency: str, *, base: str, day: date, today: date) -> Suggestion:
    """Return base units for one unit of a currency as published for a day or the seven before it;
    of what was loaded twice the later. Raises `money.Refused` where nothing was published.
    """
    named = (currency, base, CROSS)
    loaded = Rate.objects.filter(
        base__in=named, currency__in=named, day__range=(day - OLDEST, day)
    ).order_by(F("loaded_at").desc(), "-pk")
    known = (rates.Rate(row.base, row.currency, row.day, row.rate, row.source) for row in loaded)
    return rates.suggested(currency, base=base, day=day, today=today, rates=known)


class Loaded(NamedTuple):
    """What was loaded of one currency from one source."""

    base: str
    currency: str
    source: str
    number: int
    first: date
    last: date


def loaded() -> list[Loaded]:
    """Return what rates there are, those of one currency and source on one line."""
    by = Rate.objects.order_by("base", "currency", "source").values_list(
        "base", "currency", "source"
    )
    return [Loaded(*row) for row in by.annotate(Count("pk"), Min("day"), Max("day"))]
