"""What another look at the lists brings: alerts for people, never a verdict."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.registry.queries import standing
from convene.apps.vetting import events
from convene.apps.vetting.actions.doubts import doubt
from convene.apps.vetting.actions.hits import record
from convene.apps.vetting.models import Alert, Case, Hit
from convene.apps.vetting.queries import alerts, cases, screening
from convene.core.reasons import kept
from convene.ground.changes import lock, now, write


def gone(case: Case, lists: Iterable[screening.ListSeen]) -> list[Hit]:
    """Return the hits whose entry has left a list that is loaded; of one that is not loaded, nobody
    can say.
    """
    loaded = {one.list for one in lists}
    return [
        hit
        for hit in cases.current_hits(case)
        if hit.watchlist in loaded and not screening.is_listed(hit.watchlist, hit.entry)
    ]


@transaction.atomic
def rescreen_case(case: Case, result: screening.Result, *, gone: Iterable[Hit] = ()) -> int:
    """Write down another look and what it brought. Returns how many alerts are new; the same look
    twice brings none.
    """
    locked = lock(case)
    at = now(locked)
    if alerts.last_key(locked) == result.key:
        return 0
    owner = str(locked.screenings.values_list("owner", flat=True).first() or "")
    seen = set(locked.hits.values_list("watchlist", "entry"))
    new = record(locked, result, by=None, at=at)
    changed = [hit for hit in new if (hit.watchlist, hit.entry) in seen]
    _doubt(
        locked,
        [*changed, *(hit for hit in new if hit.band == "strong")],
        owner_changed=owner != result.owner,
        at=at,
    )
    write(locked, what=events.LOOKED_AGAIN, by=None, at=at)
    kinds: list[tuple[Hit | None, Alert.Kind]] = [
        (hit, Alert.Kind.CHANGED if (hit.watchlist, hit.entry) in seen else Alert.Kind.NEW_HIT)
        for hit in new
    ]
    kinds += [(hit, Alert.Kind.DELISTED) for hit in gone]
    kinds += [(None, Alert.Kind.OWNER)] if owner != result.owner else []
    return sum(
        _about_case(locked, hit, kind, about=str(hit.pk if hit else result.key), at=at)
        for hit, kind in kinds
    )


def _doubt(case: Case, hits: Iterable[Hit], *, owner_changed: bool, at: datetime) -> None:
    """Put a clearance in doubt for a strong new hit, a changed entry or a new owner; other hits
    only ask for a look.
    """
    for hit in hits:
        doubt(case, why="hit", text=f"{hit.name} ({hit.watchlist})", at=at)
    if owner_changed:
        doubt(case, why="owner", text=str(standing(case.organisation).parent or "–"), at=at)


def _about_case(case: Case, hit: Hit | None, kind: Alert.Kind, *, about: str, at: datetime) -> bool:
    given = {"hit": hit, "at": at, "organisation": case.organisation}
    return Alert.objects.get_or_create(case=case, kind=kind, about=about, defaults=given)[1]


def tell_without_case(
    organisation: Organisation, result: screening.Result, *, family: Iterable[UUID], at: datetime
) -> int:
    """Keep what the lists hold of an organisation that has no case going on. Returns how many
    alerts are new.

    What was decided about the same entry in an earlier case is not asked again, and nothing is told
    twice.
    """
    earlier = list(Alert.objects.filter(organisation__in=list(family), case=None))
    told = {one.about for one in earlier if one.kind != Alert.Kind.DELISTED}
    entries = {(one.found["list"], one.found["entry"]) for one in earlier}
    decided = set(
        Hit.objects.filter(case__organisation__in=list(family))
        .exclude(state="open")
        .values_list("fingerprint", flat=True)
    )
    count = 0
    for found in result.found:
        if found.fingerprint not in told | decided:
            kind = (
                Alert.Kind.CHANGED
                if (found.match.list, found.match.entry) in entries
                else Alert.Kind.NEW_HIT
            )
            count += _about_organisation(
                organisation, kind, about=found.fingerprint, found=_kept(found), at=at
            )
    return count + _delisted(organisation, earlier, result, at=at)


def _delisted(
    organisation: Organisation, earlier: Iterable[Alert], result: screening.Result, *, at: datetime
) -> int:
    loaded = {one.list for one in result.lists}
    left = [
        one
        for one in earlier
        if one.found["list"] in loaded
        and not screening.is_listed(one.found["list"], one.found["entry"])
    ]
    return sum(
        _about_organisation(
            organisation, Alert.Kind.DELISTED, about=one.about, found=one.found, at=at
        )
        for one in left
    )


def _about_organisation(
    organisation: Organisation,
    kind: Alert.Kind,
    *,
    about: str,
    found: Mapping[str, Any],
    at: datetime,
) -> bool:
    given = {"found": found, "at": at}
    return Alert.objects.get_or_create(
        organisation=organisation, case=None, kind=kind, about=about, defaults=given
    )[1]


def _kept(found: screening.Found) -> dict[str, Any]:
    """Return what an alert keeps of an entry, which its list may change or drop later."""
    match = found.match
    told = {
        "list": match.list,
        "list_date": match.list_date,
        "entry": match.entry,
        "kind": match.kind,
        "name": match.name,
    }
    return {
        **told,
        "score": match.score,
        "band": match.band,
        "why": [kept(reason) for reason in match.why],
        "details": found.details,
    }


@transaction.atomic
def see(alert: Alert, *, by: User) -> None:
    """Note who has looked at an alert; the first one counts."""
    Alert.objects.filter(pk=alert.pk, seen_at=None).update(seen_by=by, seen_at=timezone.now())
