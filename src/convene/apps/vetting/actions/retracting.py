"""Taking back a true match that was a mistake. The hit is open again: it clears nobody, and whoever
took it back approves nothing here.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.actions.hits import settle
from convene.apps.vetting.actions.record import Barred, NotNow, allow, lock, signed, unbarred, write
from convene.apps.vetting.actions.research import NoEvidence
from convene.apps.vetting.models import Case, Evidence, Hit, Retraction
from convene.apps.vetting.queries import cases
from convene.core import diligence


@transaction.atomic
def propose_retraction(hit: Hit, *, reason: str, evidence: Evidence, by: User) -> Retraction:
    """Say that a true match was a mistake, and what shows it. Nothing changes until another
    approver agrees. Raises NotNow, Barred, NoEvidence.
    """
    allow(by, "vetting.approve_case")
    case, at = lock(hit.case), timezone.now()
    unbarred(case, by, judging=True)
    if Hit.objects.get(pk=hit.pk).state != Hit.State.TRUE_MATCH:
        raise NotNow
    if evidence.case_id != case.pk:
        raise NoEvidence
    retraction = Retraction(
        hit=hit, reason=reason.strip(), evidence=evidence, proposed_by=by, proposed_at=at
    )
    try:
        with transaction.atomic():
            signed(retraction, by=by, at=at).save()
    except IntegrityError as twice:
        if Retraction.objects.filter(hit=hit, state=Retraction.State.PROPOSED).exists():
            raise NotNow from twice
        raise
    write(case, by=by, at=at, why=f"retraction proposed: {hit.name}. {retraction.reason}")
    return retraction


@transaction.atomic
def agree_retraction(retraction: Retraction, *, by: User) -> Hit:
    """Agree that a true match was a mistake: the hit is to be decided again, by the usual way.
    Raises NotNow, Barred.
    """
    case, locked = _deciding(retraction, by=by)
    at = timezone.now()
    if locked.proposed_by_id == by.pk:
        raise Barred("decided")
    _decide(locked, Retraction.State.AGREED, by=by)
    hit = Hit.objects.select_for_update().get(pk=locked.hit_id)
    hit.state, hit.decided_by, hit.decided_at, hit.reason = Hit.State.OPEN, None, None, ""
    signed(hit, by=by, at=at).save()
    still = diligence.stops(cases.hit_facts(case))
    case.stopped, case.debarred = still.hard, still.legal
    settle(case)
    write(case, by=by, at=at, why="true match taken back")
    return hit


@transaction.atomic
def refuse_retraction(retraction: Retraction, *, by: User) -> None:
    """Leave the true match as it is; whoever proposed may also think better of it. Raises NotNow,
    Barred.
    """
    case, locked = _deciding(retraction, by=by)
    _decide(locked, Retraction.State.REFUSED, by=by)
    write(case, by=by, at=timezone.now(), why="retraction refused")


def _deciding(retraction: Retraction, *, by: User) -> tuple[Case, Retraction]:
    allow(by, "vetting.approve_case")
    case = lock(retraction.hit.case)
    unbarred(case, by, judging=True)
    locked = Retraction.objects.select_for_update().get(pk=retraction.pk)
    if locked.state != Retraction.State.PROPOSED:
        raise NotNow
    return case, locked


def _decide(retraction: Retraction, state: Retraction.State, *, by: User) -> None:
    retraction.state, retraction.decided_by, retraction.decided_at = state, by, timezone.now()
    signed(retraction, by=by, at=retraction.decided_at).save()
