"""What another look at the lists brings: alerts for people, never a verdict."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.inbox.actions import tell
from convene.apps.inbox.models import Alert, Occasion
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting import events
from convene.apps.vetting.actions.doubts import doubt
from convene.apps.vetting.actions.hits import record
from convene.apps.vetting.actions.occasions import brought_by, of_record
from convene.apps.vetting.models import AlertKind, Case, CaseAlert, Hit, Look
from convene.apps.vetting.queries import alerts, cases, screening
from convene.core import diligence
from convene.core.reasons import kept
from convene.ground.changes import lock, now, write


def gone(case: Case, lists: Iterable[screening.ListSeen]) -> list[Hit]:
    """Return the hits whose entry has left a list that is loaded; of one that is not loaded, nobody
    can say.
    """
    loaded = {watchlist.list for watchlist in lists}
    return [
        hit
        for hit in cases.current_hits(case)
        if hit.watchlist in loaded and not screening.is_listed(hit.watchlist, hit.entry)
    ]


@transaction.atomic
def rescreen_case(
    case: Case, result: screening.Result, *, gone: Iterable[Hit] = (), by: User | None = None
) -> int:
    """Write down another look and what it brought. Returns how many alerts are new; the same look
    twice brings none. The caller has asked whether somebody may; nobody is Convene by itself.
    """
    locked = lock(case)
    at = now(locked)
    changed = cases.changes(locked)
    if alerts.is_looked_through(locked, key=result.key) and not changed:
        return 0
    new_owner = cases.has_new_owner(locked, now=(result.owner, result.behind))
    whose = _owners(locked, result) if new_owner else ""
    before = locked.screenings.values_list("lists", flat=True).first() or []
    otherwise = bool({"names", "owner", "behind"} & set(changed))
    seen = set(locked.hits.values_list("whom", "watchlist", "entry"))
    new = record(locked, result, by=by, at=at)
    renewed = [hit for hit in new if hit.listing in seen]
    _doubt(
        locked,
        [*renewed, *(hit for hit in new if hit.band == "strong")],
        owner=whose,
        at=at,
    )
    write(locked, what=events.LOOKED_AGAIN, by=by, at=at)
    kinds: list[tuple[Hit, AlertKind]] = [
        (
            hit,
            AlertKind.CHANGED
            if hit.listing in seen
            else _kind(hit.watchlist, hit.entry, before, result, otherwise=otherwise),
        )
        for hit in new
    ]
    kinds += [(hit, AlertKind.DELISTED) for hit in gone]
    partner = standing(locked.organisation)
    cause = brought_by(partner, result, otherwise=otherwise, at=at)
    count = sum(
        tell_of_case(locked, kind, occasion=cause(hit.watchlist), about=str(hit.pk), at=at, hit=hit)
        for hit, kind in kinds
    )
    if new_owner:
        record_of = of_record(partner, at=at)
        count += tell_of_case(locked, AlertKind.OWNER, occasion=record_of, about=result.key, at=at)
    return count


def _owners(case: Case, result: screening.Result) -> str:
    """Say who owns the partner, or somebody behind it, now and did not (+), or did and does not any
    more (−); whom it belongs to where none of that has changed.
    """
    last = cases.last_screening(case)
    before = diligence.owners(cases.behind_then(last)) if last else frozenset()
    now_owning = diligence.owners(result.behind)
    added = (f"+ {whom}" for whom, _of in sorted(now_owning - before))
    gone = (f"− {whom}" for whom, _of in sorted(before - now_owning))
    return "; ".join((*added, *gone)) or str(standing(case.organisation).parent or "–")


def _kind(
    watchlist: str,
    entry: str,
    before: Sequence[Mapping[str, Any]],
    result: screening.Result,
    *,
    otherwise: bool,
) -> AlertKind:
    """Say whether a list brought up an entry because it has changed since the last look, or because
    something else is asked of it: of what is called or owned `otherwise`, only where the entry
    itself is as it was. Before the first look nobody can say what has changed.
    """
    then, now = screening.versions(before), screening.versions(map(asdict, result.lists))
    same = watchlist in then and then[watchlist] == now.get(watchlist)
    if not before or same or (otherwise and not screening.has_changed(watchlist, entry, before)):
        return AlertKind.FOUND
    return AlertKind.NEW_HIT


def _doubt(case: Case, hits: Iterable[Hit], *, owner: str, at: datetime) -> None:
    """Put a clearance in doubt for a strong new hit, a changed entry or a new owner; other hits
    only ask for a look. `owner` says what has changed of who owns it, where something has.
    """
    for hit in hits:
        doubt(case, why="hit", text=f"{hit.name} ({hit.watchlist})", at=at)
    if owner:
        doubt(case, why="owner", text=owner, at=at)


def tell_of_case(
    case: Case,
    kind: AlertKind,
    *,
    occasion: Occasion,
    about: str,
    at: datetime,
    hit: Hit | None = None,
) -> bool:
    """Tell of a change that a case is to be looked at for, and say whether that is news."""
    alert = tell(
        case.organisation,
        kind,
        occasion=occasion,
        about=f"{case.pk} {about}",
        at=at,
        takes_two=hit is not None and hit.kind == "sanction",
    )
    if alert:
        CaseAlert.objects.create(alert=alert, case=case, hit=hit)
    return alert is not None


def tell_without_case(
    organisation: Organisation,
    result: screening.Result,
    *,
    family: Iterable[UUID],
    at: datetime,
    otherwise: bool = False,
) -> int:
    """Keep what the lists hold of an organisation that has no case going on. Returns how many
    alerts are new; `otherwise` says that it is called or owned otherwise than at the last look.

    What was decided about the same entry in an earlier case is not asked again, and nothing is told
    twice.
    """
    earlier = list(Alert.objects.filter(organisation__in=list(family), in_case=None))
    prints = {alert.about for alert in earlier if alert.kind != AlertKind.DELISTED}
    entries = {
        (alert.found.get("whom", ""), alert.found["list"], alert.found["entry"])
        for alert in earlier
    }
    hits = Hit.objects.filter(case__organisation__in=list(family)).exclude(state="open")
    decided = {hit.print for hit in hits.only("fingerprint", "whom")}
    looks = Look.objects.filter(organisation=organisation).values_list("lists", flat=True)
    before = looks.first() or []
    cause = brought_by(organisation, result, otherwise=otherwise, at=at)
    count = 0
    for likeness in result.found:
        if likeness.print not in prints | decided:
            kind = (
                AlertKind.CHANGED
                if likeness.listing in entries
                else _kind(
                    likeness.match.list,
                    likeness.match.entry,
                    before,
                    result,
                    otherwise=otherwise,
                )
            )
            about, read = likeness.print, _kept(likeness)
            count += _tell_of_entry(organisation, kind, about=about, read=read, cause=cause, at=at)
    return count + sum(
        _tell_of_entry(
            organisation,
            AlertKind.DELISTED,
            about=alert.about,
            read=alert.found,
            cause=cause,
            at=at,
        )
        for alert in _delisted(earlier, result)
    )


def _tell_of_entry(
    organisation: Organisation,
    kind: AlertKind,
    *,
    about: str,
    read: dict[str, Any],
    cause: Callable[[str], Occasion],
    at: datetime,
) -> bool:
    alert = tell(
        organisation,
        kind,
        occasion=cause(read["list"]),
        about=about,
        facts=read,
        at=at,
        takes_two=read.get("kind") == "sanction",
    )
    return alert is not None


def _delisted(earlier: Iterable[Alert], result: screening.Result) -> list[Alert]:
    loaded = {watchlist.list for watchlist in result.lists}
    return [
        alert
        for alert in earlier
        if alert.found["list"] in loaded
        and not screening.is_listed(alert.found["list"], alert.found["entry"])
    ]


def _kept(likeness: screening.Found) -> dict[str, Any]:
    """Return what an alert keeps of an entry, which its list may change or drop later."""
    match = likeness.match
    entry = {
        "list": match.list,
        "list_date": match.list_date,
        "entry": match.entry,
        "kind": match.kind,
        "name": match.name,
    }
    return {
        **entry,
        "whom": likeness.whom,
        "score": match.score,
        "band": match.band,
        "why": [kept(reason) for reason in match.why],
        "details": likeness.details,
    }
