"""Taking back a true match that was a mistake. The hit is open again: it clears nobody, and whoever
took it back approves nothing here.
"""

from datetime import datetime

from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import events
from convene.apps.vetting.actions.hits import settle
from convene.apps.vetting.actions.record import (
    NotNow,
    back_to_research,
    next_round,
    unbarred,
)
from convene.apps.vetting.actions.research import of_its_case
from convene.apps.vetting.models import Case, Hit, Retraction
from convene.apps.vetting.queries import cases
from convene.core import diligence
from convene.core.diligence import State
from convene.ground import proposals
from convene.ground.changes import allow, lock, now, save, write

MAY = "vetting.approve_case"


@transaction.atomic
def propose_retraction(
    hit: Hit, *, reason: str, evidence: Evidence, by: User, proved_at: datetime | None = None
) -> Retraction:
    """Say that a true match was a mistake, and what shows it. Nothing changes until another
    approver agrees. Raises Unproved, NotNow, Barred, NoEvidence, Waiting.
    """
    case, locked = _held(hit, by=by, proved_at=proved_at)
    if locked.state != "true_match":
        raise NotNow
    (cited,) = of_its_case(case, [evidence])
    at = now(case)
    proposed = proposals.propose(
        Retraction(hit=locked, reason=reason, evidence=cited), may=MAY, by=by, at=at
    )
    write(
        case,
        what=events.RETRACTION_PROPOSED,
        by=by,
        at=at,
        name=locked.name,
        reason=proposed.reason,
        evidence=[str(cited.pk)],
    )
    return proposed


@transaction.atomic
def agree_retraction(retraction: Retraction, *, by: User, proved_at: datetime | None = None) -> Hit:
    """Agree that a true match was a mistake: the hit is to be decided again, by the usual way.
    Raises Unproved, Barred, Settled, SamePerson.
    """
    case, hit = _held(retraction.hit, by=by, proved_at=proved_at)
    at = now(case)
    proposals.agree(retraction, may=MAY, by=by, at=at)
    hit.state, hit.decided_by, hit.decided_at, hit.reason = "open", None, None, ""
    save(hit, by=by, at=at)
    hit.evidence.clear()
    still = diligence.stops(cases.hit_facts(case))
    case.stopped, case.debarred, case.listed_behind = still.hard, still.legal, still.behind
    settle(case)
    _assess_again(case)
    write(case, what=events.RETRACTION_AGREED, by=by, at=at)
    return hit


def _assess_again(case: Case) -> None:
    """What rested on the match no longer does: an assessment goes back to research, and a case that
    was declined or put off is open again, unless another goes on.
    """
    if State(case.state) in diligence.ASSESSED:
        back_to_research(case)
    elif case.state in (State.DECLINED, State.DEFERRED):
        others = cases.going_on(case.organisation).exclude(pk=case.pk)
        if not others.exists():
            next_round(case)


@transaction.atomic
def refuse_retraction(
    retraction: Retraction, *, by: User, proved_at: datetime | None = None
) -> None:
    """Leave the true match as it is; whoever proposed may also think better of it. Raises
    Unproved, Barred, Settled.
    """
    case, _hit = _held(retraction.hit, by=by, proved_at=proved_at)
    at = now(case)
    proposals.refuse(retraction, may=MAY, by=by, at=at)
    write(case, what=events.RETRACTION_REFUSED, by=by, at=at)


def _held(hit: Hit, *, by: User, proved_at: datetime | None) -> tuple[Case, Hit]:
    """Return the case of a hit and the hit, locked, for somebody who may judge there."""
    allow(by, MAY)
    prove(proved_at)
    case = lock(hit.case)
    unbarred(case, by, judging=True)
    return case, lock(hit)
