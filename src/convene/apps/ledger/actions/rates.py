"""How rates come in: from a table that somebody loads, each with its day and its source."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.record import Lacks
from convene.apps.ledger.models import Rate
from convene.ground import trail
from convene.ground.changes import allow


@dataclass(frozen=True, kw_only=True)
class Given:
    """One rate of a table: `rate` units of `base` for one unit of `currency` on a day."""

    base: str
    currency: str
    day: date
    rate: Decimal


@transaction.atomic
def load_rates(rates: Iterable[Given], *, source: str, by: User) -> int:
    """Add rates that are not there yet, and return how many. What is there is never changed. Raises
    Lacks for a day to come, a rate of nothing and a currency in itself.
    """
    allow(by, "ledger.load_rates")
    moment, today, given = timezone.now(), timezone.localdate(), list(rates)
    if any(row.day > today or row.rate <= 0 or row.base == row.currency for row in given):
        raise Lacks("rate")
    rows = [
        Rate(**vars(row), source=source.strip(), loaded_by=by, loaded_at=moment) for row in given
    ]
    before = Rate.objects.count()
    Rate.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True)
    added = Rate.objects.count() - before
    trail.record(events.RATES_LOADED, on=by, by=by, at=moment, count=added, source=source.strip())
    return added
