"""Who might join a draft alliance: its shortlist, who was dismissed, and the longlist without
either.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.finder.queries import partners as finder
from convene.apps.finder.queries.partners import Partners, Someone
from convene.apps.registry.models import Organisation
from convene.apps.workshop.models import Alliance, Candidate, Part
from convene.core.longlist import Wanted
from convene.core.reasons import kept
from convene.packs import places


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What the page shows. `found` is None where the draft names no country, or no open data have
    been built.
    """

    shortlisted: tuple[Candidate, ...]
    dismissed: tuple[Candidate, ...]
    wanted: Wanted | None
    found: Partners | None
    left: tuple[Someone, ...]
    """Candidates of the longlist that nobody has shortlisted or dismissed yet."""
    withheld: frozenset[UUID]
    """Those of the shortlist that someone authorised has to look at first, whoever put them there.
    """


def lists(alliance: Alliance, *, by: User) -> Lists:
    """Return the lists of a draft, for one person to see."""
    known = list(candidates(alliance))
    wanted = wanted_of(alliance)
    found = finder.partners(wanted, by=by) if wanted else None
    there = {one.open_data_id for one in known if one.open_data_id}
    left = (
        tuple(one for one in offered(found) if one.candidate.facts.organisation not in there)
        if found
        else ()
    )
    shortlisted = tuple(one for one in known if one.state == Candidate.State.SHORTLISTED)
    return Lists(
        shortlisted=shortlisted,
        dismissed=tuple(one for one in known if one.state == Candidate.State.DISMISSED),
        wanted=wanted,
        found=found,
        left=left,
        withheld=_withheld(shortlisted, found),
    )


def _withheld(shortlisted: Sequence[Candidate], found: Partners | None) -> frozenset[UUID]:
    """Return those to be looked at: lists change after somebody was put here, some were written by
    hand, some left the longlist.
    """
    withheld = {one.candidate.facts.organisation for one in found.withheld} if found else set()
    likely = finder.to_look_at([(one.name, one.open_data_id) for one in shortlisted])
    return frozenset(
        one.pk
        for one, is_like in zip(shortlisted, likely, strict=True)
        if is_like or one.open_data_id in withheld
    )


def candidates(alliance: Alliance) -> QuerySet[Candidate]:
    return Candidate.objects.filter(alliance=alliance).select_related(
        "added_by", "assigned_to", "changed_by", "organisation"
    )


def wanted_of(alliance: Alliance) -> Wanted | None:
    """Return what partners a draft wants, or None where it names no country."""
    region = places.regions().get(alliance.country)
    if region is None:
        return None
    models = (alliance.model,) if alliance.model else ()
    return Wanted(
        country=alliance.country,
        region=region,
        models=models,
        sectors=tuple(alliance.request.get("sectors", ())),
    )


def offered(found: Partners) -> tuple[Someone, ...]:
    """Return whom a person may be shown: all for those who judge, only what is not withheld for
    others.
    """
    return (*found.shown, *found.withheld) if found.sees_all else found.shown


@dataclass(frozen=True, kw_only=True)
class Proposed:
    """Someone to put on a list: as open data tell of it, with the evidence as it was shown, or
    written by hand (`open_data_id` empty).
    """

    name: str
    open_data_id: str = ""
    organisation: Organisation | None = None
    evidence: dict[str, Any] = field(default_factory=dict)


def proposed(alliance: Alliance, open_data_id: str, *, by: User) -> Proposed | None:
    """Return a candidate of the longlist with its evidence as it is kept, or None where there is
    none that the person may be shown.
    """
    wanted = wanted_of(alliance)
    found = finder.partners(wanted, by=by) if wanted else None
    if found is None:
        return None
    for one in offered(found):
        facts = one.candidate.facts
        if facts.organisation == open_data_id:
            return Proposed(
                name=facts.name,
                open_data_id=open_data_id,
                organisation=one.ours.organisation if one.ours else None,
                evidence=evidence(one, found),
            )
    return None


def evidence(one: Someone, found: Partners) -> dict[str, Any]:
    """Return what speaks for a candidate, as it is kept: sentences with their sources, and the
    build they come from.
    """
    named = {source.number: source for source in found.coverage.sources}
    lines = [
        {
            "question": line.question,
            "sentence": kept(line.reason),
            "inferred": line.inferred,
            "sources": [
                {
                    "publisher": named[number].publisher,
                    "title": named[number].title or named[number].name,
                    "date": named[number].date,
                }
                for number in line.seen.sources
                if number in named
            ],
        }
        for line in one.candidate.evidence
    ]
    return {
        "build": found.coverage.build,
        "band": one.candidate.band,
        "lines": lines,
        "unknown": [kept(reason) for reason in one.candidate.unknown],
    }


def readers(alliance: Alliance) -> QuerySet[User]:
    """Return who may follow something up: everybody who has a part in the draft."""
    here = Part.objects.filter(alliance=alliance, until=None).values("person")
    return User.objects.filter(pk__in=here, is_active=True).order_by("name")


def followers(alliance: Alliance, *, candidate: UUID) -> QuerySet[User]:
    """Return who may follow a candidate up, and who does already, even where they can no longer
    read the draft.
    """
    now = Candidate.objects.filter(pk=candidate, alliance=alliance).values("assigned_to")
    return User.objects.filter(Q(pk__in=readers(alliance).order_by().values("pk")) | Q(pk__in=now))
