"""What a look at the lists brings, and what somebody decides about each of it."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.evidence.models import Evidence
from convene.apps.inbox.actions import turn
from convene.apps.inbox.models import Alert
from convene.apps.registry.queries import family
from convene.apps.vetting import events
from convene.apps.vetting.actions.doubts import doubt
from convene.apps.vetting.actions.recalls import bring_up
from convene.apps.vetting.actions.record import (
    NotNow,
    TooShort,
    back_to_research,
    next_round,
    unbarred,
)
from convene.apps.vetting.actions.research import of_its_case
from convene.apps.vetting.models import AlertKind, Case, CaseAlert, Hit, Retraction, Screening
from convene.apps.vetting.models.words import SET_ASIDE
from convene.apps.vetting.queries import cases, memory
from convene.apps.vetting.queries.screening import Found, Result, missed
from convene.core import diligence
from convene.core.diligence import State
from convene.core.reasons import kept
from convene.ground import proposals, trail
from convene.ground.changes import allow, lock, now, save, write

TOGETHER = 25
"""Hits that come up in one look; more at once would be read by nobody (expert choice)."""
Decided = Literal["false_positive", "possible", "true_match"]


def record(case: Case, result: Result, *, by: User | None, at: datetime) -> list[Hit]:
    """Write down a look at the lists and return the hits that nobody has decided before: at most
    TOGETHER; the others come up in the next look. The caller holds the case locked, and has asked
    whether somebody may; nobody is Convene by itself.

    An assessment that stood on something else goes back to research.
    """
    overtaken = diligence.overtakes(cases.changes(case))
    bring_up(case, by=by, at=at)
    made, more = _new_hits(case, result, at=at)
    Screening.objects.create(
        case=case,
        lists=[asdict(seen) for seen in result.lists],
        names=list(result.names),
        questions=[list(question) for question in result.questions],
        facts=cases.kept_facts(case),
        key=result.key,
        owner=result.owner,
        behind=[list(row) for row in result.behind],
        found=len(result.found),
        more=more,
        near=missed(result.near),
        by=by,
        at=at,
    )
    for hit in made:
        save(hit, by=hit.decided_by or by, at=at, new=True)
    _tell([hit for hit in made if hit.state != "open"], at=at)
    _take_over_alerts(case, made)
    settle(case)
    to_decide = [hit for hit in made if hit.state == "open"]
    if State(case.state) in diligence.ASSESSED and (overtaken or to_decide or more):
        back_to_research(case)
    return to_decide


def _new_hits(case: Case, result: Result, *, at: datetime) -> tuple[list[Hit], int]:
    """Return the hits that this look adds to a case, and how many it leaves for the next one. What
    has been decided before takes nobody's place.
    """
    known = set(case.hits.values_list("whom", "watchlist", "entry", "fingerprint"))
    hits = [
        _hit(case, likeness, at=at)
        for likeness in result.found
        if (*likeness.listing, likeness.fingerprint) not in known
    ]
    undecided = [hit.pk for hit in hits if hit.state == "open"]
    left = set(undecided[TOGETHER:])
    return [hit for hit in hits if hit.pk not in left], len(left)


def _take_over_alerts(case: Case, hits: Iterable[Hit]) -> None:
    """What was told of an organisation without a case is now decided in this one."""
    ids, by_print = family(case.organisation), {hit.print: hit for hit in hits}
    alerts = Alert.objects.filter(organisation__in=ids, in_case=None, about__in=by_print)
    for alert in alerts.exclude(kind=AlertKind.DELISTED):
        hit = by_print[alert.about]
        CaseAlert.objects.create(alert=alert, case=case, hit=hit)
        turn(alert, about=f"{case.pk} {hit.pk}")


def _hit(case: Case, likeness: Found, *, at: datetime) -> Hit:
    match = likeness.match
    hit = Hit(
        case=case,
        whom=likeness.whom,
        behind=[list(row) for row in likeness.behind],
        watchlist=match.list,
        entry=match.entry,
        list_date=match.list_date,
        kind=match.kind,
        name=match.name[:1000],
        score=match.score,
        band=match.band,
        why=[kept(reason) for reason in match.why],
        details=likeness.details,
        fingerprint=likeness.fingerprint,
        found_at=at,
    )
    return _as_decided_before(hit)


def _as_decided_before(hit: Hit) -> Hit:
    """Take over what was decided about the same entry in an earlier case: it is asked again only
    when the entry changes.
    """
    same = Hit.objects.filter(
        case__organisation__in=family(hit.case.organisation),
        whom=hit.whom,
        watchlist=hit.watchlist,
        entry=hit.entry,
        fingerprint=hit.fingerprint,
    )
    if Retraction.objects.filter(hit__in=same, state=proposals.State.AGREED).exists():
        return hit
    if before := same.exclude(state="open").exclude(case=hit.case).order_by("-decided_at").first():
        hit.state, hit.reason = before.state, before.reason
        hit.decided_by, hit.decided_at = before.decided_by, before.decided_at
    return hit


def settle(case: Case) -> None:
    """Bring a case in line with its hits: its stops, which only ever grow, and its level, which is
    only ever raised. A legal opinion counts no longer once somebody is listed of whom it does not
    speak, or holds another share.

    A clearance that rested on less ends at once: the case is open again.
    """
    stop = diligence.stops(cases.hit_facts(case))
    case.stopped = case.stopped or stop.hard
    case.debarred = case.debarred or stop.legal
    case.listed_behind = case.listed_behind or stop.behind
    if not cases.is_covered(case):
        case.legal_opinion = None
    raised = cases.asks_for_more(case)
    if raised:
        asked_for = cases.level_now(case)
        case.level = asked_for.level
        case.level_reasons = list(dict.fromkeys([*case.level_reasons, *asked_for.reasons]))
    if State(case.state) in diligence.CLEARED and (
        raised or case.stopped or (cases.waits_for_counsel(case) and case.legal_opinion_id is None)
    ):
        next_round(case)


@transaction.atomic
def decide_hit(
    hit: Hit, *, state: Decided, reason: str, by: User, evidence: Iterable[Evidence] = ()
) -> Hit:
    """Say whether an entry is the partner, and which evidence of the case shows it. A true
    sanctions match stops the case in the same step. Raises NotNow, Barred, NoEvidence.
    """
    allow(by, "vetting.decide_hit")
    case = lock(hit.case)
    unbarred(case, by, judging=True)
    locked, at, cited = lock(hit), now(case), list(evidence)
    if locked.state == "true_match":
        raise NotNow
    locked.evidence.set(of_its_case(case, cited) if cited else ())
    _decide(case, [locked], state=state, reason=reason, by=by, at=at, cites=bool(cited))
    write(case, what=events.HIT_DECIDED, by=by, at=at)
    return locked


@transaction.atomic
def decide_hits(case: Case, hits: Iterable[Hit], *, reason: str, by: User) -> int:
    """Say of several open hits, each on its own record, that they are not the partner. Strong ones,
    and those of which another case says otherwise, are left for a look of their own.
    """
    allow(by, "vetting.decide_hit")
    locked = lock(case)
    unbarred(locked, by, judging=True)
    easy = {hit.pk for hit in hits} & {hit.pk for hit in cases.easy_hits(locked)}
    chosen = list(Hit.objects.select_for_update().filter(pk__in=easy))
    if chosen:
        at = now(locked)
        _decide(locked, chosen, state="false_positive", reason=reason, by=by, at=at)
        write(locked, what=events.HITS_DECIDED, by=by, at=at)
    return len(chosen)


def _decide(
    case: Case,
    hits: Sequence[Hit],
    *,
    state: Decided,
    reason: str,
    by: User,
    at: datetime,
    cites: bool = False,
) -> None:
    """An open hit is decided at any time, others only before the case is assessed; a true match is
    final.
    """
    working = State(case.state) in diligence.WORKING
    if any(hit.state == "true_match" or (hit.state != "open" and not working) for hit in hits):
        raise NotNow
    if not reason.strip():
        raise ValueError("a decision needs a reason")
    strong = state in SET_ASIDE and any(hit.band == "strong" for hit in hits)
    if strong and not diligence.tells_apart(reason, cites=cites):
        raise TooShort
    for hit in hits:
        hit.state, hit.reason, hit.decided_by, hit.decided_at = state, reason.strip(), by, at
        save(hit, by=by, at=at)
    _tell(hits, at=at)
    settle(case)
    for hit in hits:
        _shake(hit, at=at)


def _shake(hit: Hit, *, at: datetime) -> None:
    """Put in doubt what other cases were cleared on, where they had set the same entry aside."""
    kind = events.CALLED_BEHIND if hit.whom else events.CALLED_ELSEWHERE
    entry = _named(hit)
    for case in memory.cleared_without(hit):
        locked = lock(case)
        doubt(locked, why="hit", text=kind.worded(entry), at=at)
        write(locked, what=kind, by=None, at=now(locked), **entry)


def _tell(hits: Iterable[Hit], *, at: datetime) -> None:
    """Put each decision on the trail of its case, below what happened to the case itself."""
    for hit in hits:
        kind = events.HIT_BEHIND if hit.whom else events.HIT
        data = {**_named(hit), "reason": hit.reason, "hit": hit.pk}
        trail.record(kind, on=hit.case, by=hit.decided_by, at=at, **data)


def _named(hit: Hit) -> dict[str, Any]:
    """Return what a line says of a hit, with whom it is about where that is not the partner."""
    about = {"whom": hit.whom} if hit.whom else {}
    return {"name": hit.name, "list": hit.watchlist, "state": hit.state, **about}
