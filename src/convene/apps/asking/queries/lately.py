"""Whether somebody was asked lately, in whichever alliance, and what of that a person may know.

Whoever reads the other alliance learns who asked and when. Of other alliances it is said only that
somebody asked, by today and never by a day that somebody chooses: so nobody finds the day by
trying. Nothing at all is said of whoever is at risk or under cover there (ADR 59).
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from convene.apps.accounts.models import User
from convene.apps.asking.models import Approach
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.registry.queries.voices import one_voice
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries import drafts
from convene.core import asking


@dataclass(frozen=True, kw_only=True)
class Near:
    """How an organisation, or one of one voice with it, was asked lately: the approaches that a
    person may read, and whether there are others.
    """

    seen: tuple[Approach, ...] = ()
    elsewhere: bool = False

    def __bool__(self) -> bool:
        return self.elsewhere or bool(self.seen)


def near(organisation: Organisation, *, on: date, today: date, person: User) -> Near:
    """Return how an organisation was asked around a day, as a person may know it."""
    return near_each([organisation.pk], on=on, today=today, person=person)[organisation.pk]


def near_each(
    records: Collection[UUID], *, on: date, today: date, person: User
) -> Mapping[UUID, Near]:
    """Return the same for each of many organisations, in the same number of queries."""
    voices = one_voice(records)
    every = {record for voice in voices.values() for record in voice}
    seen = list(_read_by(person, every).filter(asked_on__range=asking.around(on)))
    others = _elsewhere(person, every, today=today) if on >= asking.since(today) else set()
    hushed = _at_risk(every)
    return {
        record: Near(
            seen=tuple(approach for approach in seen if approach.organisation_id in voice),
            elsewhere=bool(others & voice) and not hushed & voice,
        )
        for record, voice in voices.items()
    }


def _standing(records: Collection[UUID]) -> QuerySet[Approach]:
    return Approach.objects.filter(organisation__in=records, taken_back_at=None)


def _read_by(person: User, records: Collection[UUID]) -> QuerySet[Approach]:
    """Return the approaches to organisations in alliances that a person reads, the newest first."""
    mine = drafts.visible(person).order_by().values("pk")
    rows = _standing(records).filter(alliance__in=mine).select_related("alliance", "by")
    return rows.order_by("-asked_on", "-at").prefetch_related("organisation__names")


def _elsewhere(person: User, records: Collection[UUID], *, today: date) -> set[UUID]:
    """Return which organisations were asked lately in alliances that a person does not read, and
    that are under nobody's cover there.
    """
    mine = drafts.visible(person).order_by().values("pk")
    covered = Partner.objects.filter(
        alliance=OuterRef("alliance"),
        organisation=OuterRef("organisation"),
        unnamed_until__isnull=False,
    )
    lately = _standing(records).filter(asked_on__gte=asking.since(today))
    rows = lately.exclude(alliance__in=mine).exclude(Exists(covered))
    return set(rows.order_by().values_list("organisation", flat=True))


def _at_risk(records: Collection[UUID]) -> set[UUID]:
    rows = Organisation.objects.filter(pk__in=records).exclude(at_risk=AtRisk.NONE)
    return set(rows.order_by().values_list("pk", flat=True))
