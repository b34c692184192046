"""What a look at the lists brings, and what somebody decides about each of it."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.queries import family
from convene.apps.vetting.actions.record import (
    NotNow,
    allow,
    lock,
    next_round,
    signed,
    unbarred,
    write,
)
from convene.apps.vetting.models import Alert, Case, Hit, Retraction, Screening
from convene.apps.vetting.queries import cases
from convene.apps.vetting.screening import Found, Result
from convene.core import diligence
from convene.core.diligence import Level, State
from convene.core.reasons import kept
from convene.packs.diligence import preset

Decided = Literal["false_positive", "possible", "true_match"]


def record(case: Case, result: Result, *, by: User | None, at: datetime) -> list[Hit]:
    """Write down a look at the lists and return the hits that nobody has decided before. The caller
    holds the case locked.
    """
    Screening.objects.create(
        case=case,
        lists=[asdict(one) for one in result.lists],
        names=list(result.names),
        key=result.key,
        owner=result.owner,
        found=len(result.found),
        by=by,
        at=at,
    )
    known = set(case.hits.values_list("list", "entry", "fingerprint"))
    new = [
        found
        for found in result.found
        if (found.match.list, found.match.entry, found.fingerprint) not in known
    ]
    made = [_hit(case, found, at=at) for found in new]
    for hit in made:
        signed(hit, by=hit.decided_by or by, at=at).save(force_insert=True)
    _take_over_alerts(case, made)
    settle(case)
    return [hit for hit in made if hit.state == "open"]


def _take_over_alerts(case: Case, hits: Iterable[Hit]) -> None:
    """What was told of an organisation without a case is now decided in this one."""
    told = Alert.objects.filter(organisation__in=family(case.organisation), case=None)
    for hit in hits:
        told.filter(about=hit.fingerprint).exclude(kind=Alert.Kind.DELISTED).update(
            case=case, hit=hit
        )


def _hit(case: Case, found: Found, *, at: datetime) -> Hit:
    match = found.match
    hit = Hit(
        case=case,
        list=match.list,
        entry=match.entry,
        list_date=match.list_date,
        kind=match.kind,
        name=match.name[:1000],
        score=match.score,
        band=match.band,
        why=[kept(reason) for reason in match.why],
        details=found.details,
        fingerprint=found.fingerprint,
        found_at=at,
    )
    return _as_decided_before(hit)


def _as_decided_before(hit: Hit) -> Hit:
    """Take over what was decided about the same entry in an earlier case: it is asked again only
    when the entry changes.
    """
    same = Hit.objects.filter(
        case__organisation__in=family(hit.case.organisation),
        list=hit.list,
        entry=hit.entry,
        fingerprint=hit.fingerprint,
    )
    if Retraction.objects.filter(hit__in=same, state=Retraction.State.AGREED).exists():
        return hit
    if before := same.exclude(state="open").exclude(case=hit.case).order_by("-decided_at").first():
        hit.state, hit.decided_by, hit.decided_at, hit.reason = (
            before.state,
            before.decided_by,
            before.decided_at,
            before.reason,
        )
    return hit


def settle(case: Case) -> None:
    """Bring a case in line with its hits: its stops, which only ever grow, and its level, which is
    only ever raised.

    A clearance that rested on less ends at once: the case is open again.
    """
    stop = diligence.stops(cases.hit_facts(case))
    case.stopped = case.stopped or stop.hard
    case.debarred = case.debarred or stop.legal
    found = diligence.level(cases.facts(case), depth=preset().depth)
    order = list(Level)
    raised = order.index(found.level) > order.index(Level(case.level))
    if raised:
        case.level = found.level
        case.level_reasons = list(dict.fromkeys([*case.level_reasons, *found.reasons]))
    if State(case.state) in diligence.CLEARED and (
        raised or case.stopped or (case.debarred and case.legal_opinion_id is None)
    ):
        next_round(case)


@transaction.atomic
def decide_hit(hit: Hit, *, state: Decided, reason: str, by: User) -> Hit:
    """Say whether an entry is the partner. A true sanctions match stops the case in the same step.
    Raises NotNow, Barred.
    """
    allow(by, "vetting.decide_hit")
    case = lock(hit.case)
    unbarred(case, by, judging=True)
    now, at = Hit.objects.select_for_update().get(pk=hit.pk), timezone.now()
    _decide(case, now, state=state, reason=reason, by=by, at=at)
    settle(case)
    write(case, by=by, at=at, why="hit decided")
    return now


@transaction.atomic
def decide_hits(case: Case, hits: Iterable[Hit], *, reason: str, by: User) -> int:
    """Say of several open hits, each on its own record, that they are not the partner. Strong ones
    are left for a look of their own.
    """
    allow(by, "vetting.decide_hit")
    locked, at = lock(case), timezone.now()
    unbarred(locked, by, judging=True)
    wanted = [hit.pk for hit in hits]
    found = list(
        Hit.objects.select_for_update()
        .filter(pk__in=wanted, case=locked, state="open")
        .exclude(band="strong")
    )
    for hit in found:
        _decide(locked, hit, state="false_positive", reason=reason, by=by, at=at)
    if found:
        settle(locked)
        write(locked, by=by, at=at, why="hits decided together")
    return len(found)


def _decide(case: Case, hit: Hit, *, state: Decided, reason: str, by: User, at: datetime) -> None:
    """An open hit is decided at any time, others only before the case is assessed; a true match is
    final.
    """
    if hit.state == "true_match" or (
        hit.state != "open" and State(case.state) not in diligence.WORKING
    ):
        raise NotNow
    if not reason.strip():
        raise ValueError("a decision needs a reason")
    hit.state, hit.reason, hit.decided_by, hit.decided_at = state, reason.strip(), by, at
    signed(hit, by=by, at=at).save()
