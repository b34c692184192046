"""How rates come in: from a table that somebody loads, each with its day and its source."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.record import Lacks
from convene.apps.ledger.models import Rate
from convene.core import rates as published
from convene.ground import trail
from convene.ground.changes import allow


@transaction.atomic
def load_rates(rates: Iterable[published.Rate], *, by: User) -> int:
    """Add rates that are not there yet, and return how many. What is there is never changed. Raises
    Lacks for a day to come, a rate of nothing and a currency in itself.
    """
    allow(by, "ledger.load_rates")
    moment, today, given = timezone.now(), timezone.localdate(), list(dict.fromkeys(rates))
    if any(rate.day > today or rate.rate <= 0 or rate.base == rate.currency for rate in given):
        raise Lacks("rate")
    there = _there(given)
    new = [rate for rate in given if rate not in there]
    rows = [Rate(**rate._asdict(), loaded_by=by, loaded_at=moment) for rate in new]
    Rate.objects.bulk_create(rows, batch_size=500)
    sources = "; ".join(dict.fromkeys(rate.source for rate in given))[:300]
    trail.record(events.RATES_LOADED, on=by, by=by, at=moment, count=len(new), source=sources)
    return len(new)


def _there(given: list[published.Rate]) -> set[published.Rate]:
    """Return the rates of these days that are there already."""
    if not given:
        return set()
    days = (min(rate.day for rate in given), max(rate.day for rate in given))
    rows = Rate.objects.filter(day__range=days).values_list(*published.Rate._fields)
    return {published.Rate(*row) for row in rows}
