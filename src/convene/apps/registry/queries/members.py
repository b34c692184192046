"""To which organisations a person belongs, and which of them speak with one voice."""

from datetime import date

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.registry.models import Membership, Organisation
from convene.apps.registry.queries.names import family, standing


def between(
    person: User, organisation: Organisation, *, since: date, until: date | None
) -> QuerySet[Membership]:
    """Return what a person's memberships in an organisation have in common with these days."""
    own = Membership.objects.filter(person=person, organisation=organisation)
    overlapping = own.filter(Q(until=None) | Q(until__gte=since))
    return overlapping if until is None else overlapping.filter(since__lte=until)


def memberships(person: User, *, on: date) -> QuerySet[Membership]:
    """Return a person's memberships on a day."""
    return Membership.objects.filter(Q(until=None) | Q(until__gte=on), person=person, since__lte=on)


def organisations_of(person: User, *, on: date) -> list[Organisation]:
    """Return the organisations that a person belongs to on a day, each once: of a merged one, the
    record that goes on.
    """
    own = memberships(person, on=on).select_related("organisation")
    return list(dict.fromkeys(standing(each.organisation) for each in own))


def is_of(person: User, organisation: Organisation, *, on: date) -> bool:
    """Say whether a person belongs to an organisation on a day; merged records are one."""
    kin = family(standing(organisation))
    return memberships(person, on=on).filter(organisation__in=kin).exists()


def speaks_for(person: User, organisation: Organisation, *, on: date) -> bool:
    """Say whether a person belongs on a day to an organisation that has one voice with this one."""
    own = {voice(each) for each in organisations_of(person, on=on)}
    return voice(organisation) in own


def voice(organisation: Organisation) -> Organisation:
    """Return the organisation that counts for this one: the top of what it belongs to, for those
    under one parent are one voice. A merged record counts as the one that goes on.

    Merges can make organisations belong to each other in a circle: then all of them are one voice.
    """
    path = [standing(organisation)]
    while (parent := path[-1].parent) is not None:
        head = standing(parent)
        if head in path:
            return min(path[path.index(head) :], key=lambda member: member.pk)
        path.append(head)
    return path[-1]
