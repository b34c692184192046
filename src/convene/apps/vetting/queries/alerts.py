"""What has changed, and what waits for whom."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from convene.apps.accounts.models import User
from convene.apps.registry.models import Contact
from convene.apps.registry.queries import people as contacts
from convene.apps.vetting.models import Alert, Case, ConflictOfInterest
from convene.apps.vetting.queries import access, cases, people
from convene.core import diligence
from convene.core.diligence import State

WATCHED = (
    State.SCREENING,
    State.RESEARCH,
    State.ASSESSED,
    State.SECOND_REVIEW,
    State.CLEARED,
    State.CONDITIONS,
    State.REOPENED,
)
"""Cases that a change on a list matters to: whoever is being looked at, and whoever has been
cleared.
"""


MOST = 100
"""Alerts shown at once; the rest come up as these are looked at."""


@dataclass(frozen=True, kw_only=True)
class Inbox:
    """What waits for a person, which clearances end soon, and what has changed."""

    waiting: tuple[Case, ...]
    ending: tuple[Case, ...]
    doubted: tuple[Case, ...]
    overdue: tuple[ConflictOfInterest, ...]
    to_erase: tuple[Contact, ...]
    alerts: tuple[Alert, ...]
    more_alerts: int


def watched() -> QuerySet[Case]:
    return (
        cases.cases()
        .filter(state__in=WATCHED, screenings__isnull=False)
        .distinct()
        .order_by("opened_at", "pk")
    )


def last_key(case: Case) -> str:
    """Return the key of the last look at the lists, empty before the first."""
    return str(case.screenings.values_list("key", flat=True).first() or "")


def new_alerts(person: User) -> QuerySet[Alert]:
    """Return the alerts nobody has looked at and this person may read, the newest first."""
    found = Alert.objects.filter(seen_at=None).select_related(
        "organisation", "case__organisation", "hit"
    )
    return access.readable_alerts(found, by=person).prefetch_related(
        "organisation__names", "case__organisation__names"
    )


def inbox(person: User, *, today: date) -> Inbox:
    """Return what waits for a person, in as many questions to the database whatever the number of
    cases.
    """
    told, mine = new_alerts(person), access.readable(cases.cases(), by=person)
    return Inbox(
        waiting=_waiting(list(_ongoing(mine)), person, today=today),
        ending=ending(mine, today=today),
        doubted=tuple(mine.exclude(doubt="").order_by("doubted_at", "pk")),
        overdue=tuple(people.overdue(person, today=today)),
        to_erase=tuple(contacts.to_erase(today=today)[:MOST])
        if person.has_perm("registry.see_people")
        else (),
        alerts=tuple(told[:MOST]),
        more_alerts=max(0, told.count() - MOST),
    )


def ending(found: QuerySet[Case], *, today: date) -> tuple[Case, ...]:
    """Return the clearances that end within thirty days or are over but not yet ended, the first to
    end first.
    """
    over = found.filter(
        state__in=sorted(diligence.CLEARED), valid_until__lte=today + diligence.SOON
    )
    return tuple(over.order_by("valid_until", "pk"))


def _ongoing(found: QuerySet[Case]) -> QuerySet[Case]:
    return found.exclude(state__in=sorted(diligence.CLOSED)).order_by("changed_at", "pk")


def _waiting(found: Sequence[Case], person: User, *, today: date) -> tuple[Case, ...]:
    barred = people.bars_of(found, person, today=today)
    return tuple(case for case in found if _waits_for(case, person, bars=barred[case.pk]))


def _waits_for(case: Case, person: User, *, bars: tuple[diligence.Bar, ...]) -> bool:
    """Say whether this person can take the next step: approvers what they may approve, reviewers
    what is found, builders their own.
    """
    state = State(case.state)
    if state is State.SECOND_REVIEW:
        return person.has_perm("vetting.approve_case") and not bars
    if state is State.ASSESSED:
        return case.assessor_id == person.pk
    if (
        person.has_perm("vetting.assess_case")
        and state is State.RESEARCH
        and not people.JUDGING.intersection(bars)
    ):
        return True
    return case.opened_by_id == person.pk and person.has_perm("vetting.research_case")
