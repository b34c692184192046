"""What waits for whom in alliances: overrides that others have asked for, and the days of tasks."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Count, QuerySet

from convene.apps.accounts.models import User
from convene.apps.workshop.models import AGREES, Override, Part
from convene.apps.workshop.queries import unbundling
from convene.core.lifecycle import AGREE
from convene.ground.waiting import Dated, Rank, Section


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the overrides that a person may agree to."""
    if asked := list(_asked(person, today=today)):
        yield Section(rank=Rank.YOURS, template="workshop/waiting.html", given={"overrides": asked})


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days of tasks that are not done, in alliances that a person works on."""
    yield from unbundling.dated(person)


def _asked(person: User, *, today: date) -> QuerySet[Override]:
    """Return what others have asked for that still waits, in alliances where a person may agree."""
    mine = Part.objects.filter(person=person, until=None, kind__in=AGREES).values("alliance")
    waits = Override.objects.annotate(agreed=Count("agreements")).filter(
        alliance__in=mine, alliance__archived_at=None, last_day__gte=today, agreed__lt=AGREE
    )
    others = waits.exclude(asked_by=person).exclude(agreements__by=person)
    return others.select_related("alliance", "asked_by", "partner__organisation")
