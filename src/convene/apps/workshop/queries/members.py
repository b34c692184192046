"""The partners of an alliance as one person may see them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, QuerySet

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.access import reads
from convene.apps.vetting.queries.clearances import clearances
from convene.apps.workshop.models import Alliance, Candidate, Partner, PartnerConsent
from convene.apps.workshop.words import PartnerRole


@dataclass(frozen=True, kw_only=True)
class Member:
    """A partner with the organisation that it is today, and its clearance where the person may read
    it.

    `covered` are the partners now that joined through it; `is_unnamed` says that it goes unnamed
    outside so far.
    """

    partner: Partner
    organisation: Organisation
    roles: tuple[str, ...]
    clearance: Case | None
    covered: int
    is_unnamed: bool
    consents: tuple[PartnerConsent, ...]


def partners(alliance: Alliance) -> QuerySet[Partner]:
    consents = PartnerConsent.objects.select_related("recorded_by", "withdrawn_by")
    return (
        Partner.objects.filter(alliance=alliance)
        .select_related("organisation__parent", "umbrella__organisation", "candidate")
        .prefetch_related(Prefetch("consents", queryset=consents), "organisation__names")
    )


def member(partner: Partner, *, by: User, today: date) -> Member:
    """Return a partner for one person to see."""
    return members([partner], by=by, today=today)[0]


def members(several: Iterable[Partner], *, by: User, today: date) -> list[Member]:
    """Return partners for one person to see, in as many questions whatever their number."""
    rows = list(several)
    cleared = clearances([row.organisation for row in rows], today=today)
    covered = _covered(key for row in rows for key in (row.pk, row.umbrella_id) if key)
    return [_member(row, by=by, case=cleared[row.organisation_id], covered=covered) for row in rows]


def _member(
    partner: Partner, *, by: User, case: Case | None, covered: Mapping[UUID, int]
) -> Member:
    organisation, through = standing(partner.organisation), partner.umbrella_id
    joined = covered.get(through, 0) if through and partner.unnamed_until else 0
    return Member(
        partner=partner,
        organisation=organisation,
        roles=tuple(str(PartnerRole(code).label) for code in partner.roles),
        clearance=case if case and reads(by, case) else None,
        covered=covered.get(partner.pk, 0),
        is_unnamed=joined < (partner.unnamed_until or 0),
        consents=tuple(partner.consents.all()),
    )


def _covered(umbrellas: Iterable[UUID]) -> Mapping[UUID, int]:
    """Return how many joined through each and are in now."""
    inside = Partner.objects.filter(umbrella__in=set(umbrellas), left_on=None).order_by()
    return dict(inside.values_list("umbrella").annotate(number=Count("pk")))


def shortlisted(alliance: Alliance) -> list[Candidate]:
    """Return those of the shortlist that are no partners yet."""
    joined = Partner.objects.filter(alliance=alliance, left_on=None)
    organisations: set[UUID] = set(joined.values_list("organisation", flat=True))
    waiting = Candidate.objects.filter(alliance=alliance, state=Candidate.State.SHORTLISTED)
    return [
        candidate
        for candidate in waiting.exclude(pk__in=joined.exclude(candidate=None).values("candidate"))
        if candidate.organisation_id not in organisations
    ]
