"""Who is told of a legal hold: those who work on what is held, but for whoever proposed it."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.retention.models import STANDS, Hold
from convene.ground.keeping import NAMED

TOLD_FOR = timedelta(days=30)
"""For how long somebody is told that a hold was refused or lifted."""


def notices(person: User, *, today: date) -> Iterator[Hold]:
    """Yield the holds on what a person works on: those that stand, the newest first, and then those
    that were lifted of late.
    """
    holds = list(_told(today=today).exclude(proposed_by=person))
    worked = {code: _worked(code, holds, person) for code in {hold.kind for hold in holds}}
    theirs = [hold for hold in holds if hold.record in worked[hold.kind]]
    yield from sorted(theirs, key=lambda hold: hold.state not in STANDS)


def _told(*, today: date) -> QuerySet[Hold]:
    lifted = Q(state="undone", undone_at__date__gt=today - TOLD_FOR)
    holds = Hold.objects.filter(Q(state__in=STANDS) | lifted)
    people = ("proposed_by", "decided_by", "undone_by")
    return holds.select_related(*people).order_by("-proposed_at", "-pk")


def _worked(code: str, holds: Collection[Hold], person: User) -> set[UUID]:
    records = {hold.record for hold in holds if hold.kind == code}
    return {key for works in NAMED.works.get(code, ()) for key in works(records, person)}
