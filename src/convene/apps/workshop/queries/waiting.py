"""What waits for whom in alliances: overrides that others have asked for, and the days of tasks and
overrides.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from convene.apps.accounts.models import User
from convene.apps.workshop.models import AGREES, Override, Part
from convene.apps.workshop.queries import unbundling
from convene.apps.workshop.queries.naming import unnamed
from convene.apps.workshop.queries.standing import in_force
from convene.core.lifecycle import AGREE
from convene.ground.waiting import Dated, Rank, Section


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the overrides that a person may agree to."""
    if asked := list(_asked(person, today=today)):
        yield Section(rank=Rank.YOURS, template="workshop/waiting.html", given={"overrides": asked})


def dates(person: User, *, today: date) -> Iterator[Dated]:
    """Yield the days of tasks that are not done, in alliances that a person works on, and the last
    days of overrides in those where they may agree to some.
    """
    yield from unbundling.dated(person)
    mine = _agreeing(person)
    quiet = unnamed(mine)
    running = in_force(today=today).filter(alliance__in=mine, alliance__archived_at=None)
    for override in running.select_related("alliance"):
        is_named, words = override.alliance_id not in quiet, {"alliance": override.alliance.title}
        named = _("Last day of an override (%(alliance)s)") % words
        yield Dated(
            key=f"override-{override.pk}",
            day=override.last_day,
            what=named if is_named else _("Last day of an override"),
            address=reverse("workshop:draft", args=[override.alliance_id]),
        )


def _asked(person: User, *, today: date) -> QuerySet[Override]:
    """Return what others have asked for that still waits, in alliances where a person may agree."""
    mine = _agreeing(person)
    waits = Override.objects.annotate(agreed=Count("agreements")).filter(
        alliance__in=mine, alliance__archived_at=None, last_day__gte=today, agreed__lt=AGREE
    )
    others = waits.exclude(asked_by=person).exclude(agreements__by=person)
    return others.select_related("alliance", "asked_by", "partner__organisation")


def _agreeing(person: User) -> QuerySet[Any]:
    """Return the alliances in which a person may agree to what others ask for."""
    return Part.objects.filter(person=person, until=None, kind__in=AGREES).values("alliance")
