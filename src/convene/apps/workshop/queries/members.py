"""The partners of an alliance as one person may see them."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting.models import Case
from convene.apps.vetting.queries.access import reads
from convene.apps.vetting.queries.clearances import clearance
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
    organisation = standing(partner.organisation)
    case = clearance(organisation, today=today)
    through = partner.umbrella
    joined = _covered(through) if through and partner.unnamed_until else 0
    return Member(
        partner=partner,
        organisation=organisation,
        roles=tuple(str(PartnerRole(code).label) for code in partner.roles),
        clearance=case if case and reads(by, case) else None,
        covered=_covered(partner),
        is_unnamed=joined < (partner.unnamed_until or 0),
        consents=tuple(partner.consents.all()),
    )


def _covered(umbrella: Partner) -> int:
    return umbrella.members.filter(left_on=None).count()


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
