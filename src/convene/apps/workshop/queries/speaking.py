"""For which partners a person speaks, and who speaks for a partner."""

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet

from convene.apps.accounts.models import User
from convene.apps.workshop.models import Alliance, Part, Partner
from convene.apps.workshop.queries.naming import unnamed

SPEAKS = {"kind": Part.Kind.FOCAL_POINT, "until": None}


def partners(person: User) -> QuerySet[Partner]:
    """Return the partners that a person speaks for today, of alliances that they have not left."""
    part = Part.objects.filter(
        person=person,
        alliance=OuterRef("alliance"),
        organisation=OuterRef("organisation"),
        **SPEAKS,
    )
    known = Partner.objects.filter(Exists(part), left_on=None)
    return known.select_related("alliance", "organisation").prefetch_related("organisation__names")


def speaks_for(person: User, partner: Partner) -> bool:
    return partners(person).filter(pk=partner.pk).exists()


def find(pk: UUID) -> Partner:
    """Return a partner of an alliance, whosoever it is. Raises Partner.DoesNotExist."""
    known = Partner.objects.select_related("alliance", "organisation", "umbrella")
    return known.prefetch_related("organisation__names").get(pk=pk)


def title_in_mail(alliance: Alliance) -> str:
    """Return what a letter to a partner may call an alliance: nothing where a partner in it is not
    to be named, for mail leaves the house.
    """
    itself = Alliance.objects.filter(pk=alliance.pk).values("pk")
    return "" if unnamed(itself) else alliance.title


def focal_points(partner: Partner) -> QuerySet[Part]:
    """Return who speaks for a partner today."""
    parts = Part.objects.filter(
        alliance=partner.alliance_id, organisation=partner.organisation_id, **SPEAKS
    )
    return parts.select_related("person")
