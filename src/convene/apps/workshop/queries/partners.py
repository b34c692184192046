"""Who might join a draft alliance: its shortlist, who was dismissed, and the longlist without
either.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

from django.db.models import Q, QuerySet

from convene.apps.accounts.models import User
from convene.apps.finder.queries import partners as finder
from convene.apps.finder.queries.partners import Partners, Someone
from convene.apps.registry.models import Organisation
from convene.apps.workshop.models import Alliance, Candidate, Part
from convene.core.longlist import Seen, Wanted
from convene.core.open_data import Coverage, Source
from convene.core.reasons import Reason, kept
from convene.packs import places


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What the page shows. `found` is None where the draft names no country (it is not `placed`),
    or no open data have been built.
    """

    placed: bool
    shortlisted: tuple[Candidate, ...]
    dismissed: tuple[Candidate, ...]
    found: Partners | None
    left: tuple[Someone, ...]
    """Candidates of the longlist that nobody has shortlisted or dismissed yet."""
    withheld: frozenset[UUID]
    """Those of the shortlist that someone authorised has to look at first, whoever put them there.
    """


def lists(alliance: Alliance, *, by: User) -> Lists:
    """Return the lists of a draft, for one person to see."""
    listed = longlist(alliance, by=by)
    by_state: dict[str, list[Candidate]] = {state: [] for state in Candidate.State.values}
    for candidate in candidates(alliance):
        by_state[candidate.state].append(candidate)
    shortlisted, dismissed = map(tuple, by_state.values())
    there = {candidate.open_data_id for candidate in (*shortlisted, *dismissed)}
    return Lists(
        placed=alliance.country in places.regions(),
        shortlisted=shortlisted,
        dismissed=dismissed,
        found=listed,
        left=tuple(someone for someone in offered(listed) if _id(someone) not in there),
        withheld=_withheld(shortlisted, listed),
    )


def _id(someone: Someone) -> str:
    return someone.candidate.facts.organisation


def _withheld(shortlisted: Sequence[Candidate], listed: Partners | None) -> frozenset[UUID]:
    """Return those to be looked at: lists change after somebody was put here, some were written by
    hand, some left the longlist.
    """
    withheld = {_id(someone) for someone in listed.withheld} if listed else set()
    likely = finder.to_look_at([(row.name, row.open_data_id) for row in shortlisted])
    return frozenset(
        row.pk
        for row, is_like in zip(shortlisted, likely, strict=True)
        if is_like or row.open_data_id in withheld
    )


def candidates(alliance: Alliance) -> QuerySet[Candidate]:
    return Candidate.objects.filter(alliance=alliance).select_related(
        "added_by", "assigned_to", "changed_by", "organisation"
    )


def kinds(alliance: Alliance) -> dict[str, tuple[str, ...]]:
    """Return the sector and the kind of those on the shortlist whom the register knows, by each of
    their names.
    """
    known = candidates(alliance).filter(
        state=Candidate.State.SHORTLISTED, organisation__isnull=False
    )
    codes: dict[str, tuple[str, ...]] = {}
    for row in known.prefetch_related("organisation__names"):
        theirs = cast(Organisation, row.organisation)
        for name in (row.name, *(name.text for name in theirs.names.all())):
            codes[name] = tuple(code for code in (theirs.sector, theirs.kind) if code)
    return codes


def longlist(alliance: Alliance, *, by: User) -> Partners | None:
    """Return who could join as open data tell, or None where the draft names no country, or no
    open data have been built.
    """
    region = places.regions().get(alliance.country)
    if region is None:
        return None
    wanted = Wanted(
        country=alliance.country,
        region=region,
        models=(alliance.model,) if alliance.model else (),
        sectors=tuple(alliance.request.get("sectors", ())),
    )
    return finder.partners(wanted, by=by)


def offered(listed: Partners | None) -> tuple[Someone, ...]:
    """Return whom a person may be shown: all for those who judge, only what is not withheld for
    others. Those who work for donors stand apart.
    """
    if listed is None:
        return ()
    withheld = (someone for someone in listed.withheld if not someone.candidate.works)
    return (*listed.shown, *withheld) if listed.sees_all else listed.shown


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
    """Return a candidate of the longlist, or somebody who works for donors, with the evidence as it
    is kept; None where there is none that the person may be shown.
    """
    listed = longlist(alliance, by=by)
    for_donors = listed.for_donors if listed else ()
    for someone in (*offered(listed), *for_donors):
        if _id(someone) == open_data_id:
            return Proposed(
                name=someone.candidate.facts.name,
                open_data_id=open_data_id,
                organisation=someone.ours.organisation if someone.ours else None,
                evidence=_evidence(someone, cast(Partners, listed).coverage),
            )
    return None


def _evidence(someone: Someone, coverage: Coverage) -> dict[str, Any]:
    """Return what speaks for a candidate, or shows that it works for donors, as it is kept:
    sentences with their sources, and the build they come from.
    """
    candidate, sources = someone.candidate, coverage.sources
    paid = candidate.facts.work.paid or candidate.facts.work_anywhere.paid
    lines = [
        *(_line(reason, seen=paid, sources=sources) for reason in candidate.works),
        *(
            _line(
                line.reason,
                seen=line.seen,
                sources=sources,
                question=line.question,
                inferred=line.inferred,
            )
            for line in candidate.evidence
        ),
    ]
    unknown = [kept(reason) for reason in candidate.unknown]
    return {"build": coverage.build, "band": candidate.band, "lines": lines, "unknown": unknown}


def _line(
    reason: Reason,
    *,
    seen: Seen | None,
    sources: Iterable[Source],
    question: str = "",
    inferred: bool = False,
) -> dict[str, Any]:
    by = seen.sources if seen else ()
    return {
        "question": question,
        "sentence": kept(reason),
        "inferred": inferred,
        "sources": [_source(source) for source in sources if source.number in by],
    }


def _source(source: Source) -> dict[str, Any]:
    title = source.title or source.name
    return {"publisher": source.publisher, "title": title, "date": source.date}


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
