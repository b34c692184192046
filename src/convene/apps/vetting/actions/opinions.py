"""What lets a case go on that waits for counsel, over a debarment or somebody listed behind the
partner: counsel is named, the opinion is a file, and two approvers vouch for it.
"""

from datetime import datetime

from django.db import transaction

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import NotAFile, NotNow, ongoing, unbarred
from convene.apps.vetting.actions.research import of_its_case
from convene.apps.vetting.models import Case, LegalOpinion
from convene.apps.vetting.queries import cases
from convene.ground import proposals
from convene.ground.changes import allow, lock, now, write

MAY = "vetting.approve_case"


@transaction.atomic
def add_legal_opinion(
    case: Case,
    *,
    counsel: str,
    text: str,
    evidence: Evidence,
    by: User,
    proved_at: datetime | None = None,
) -> LegalOpinion:
    """Record counsel's opinion; nothing changes until another approver agrees. It lifts no
    sanctions stop. Raises Unproved, NotNow, Barred, NoEvidence, NotAFile.
    """
    locked = _held(case, by=by, proved_at=proved_at)
    if not cases.waits_for_counsel(locked):
        raise NotNow
    (cited,) = of_its_case(locked, [evidence])
    if cited.kind != "file":
        raise NotAFile
    at = now(locked)
    opinion = LegalOpinion(case=locked, round=locked.round, counsel=counsel.strip(), reason=text)
    opinion.evidence, opinion.covers = cited, cases.for_counsel(locked)
    proposals.propose(opinion, may=MAY, by=by, at=at)
    write(locked, what=events.LEGAL_OPINION, by=by, at=at, evidence=[str(cited.pk)])
    return opinion


@transaction.atomic
def agree_legal_opinion(
    opinion: LegalOpinion, *, by: User, proved_at: datetime | None = None
) -> Case:
    """Agree with an opinion of this round: the case no longer waits for counsel. Raises Unproved,
    NotNow, Barred, NotAFile, Settled, SamePerson.
    """
    case = _held(opinion.case, by=by, proved_at=proved_at)
    if opinion.round != case.round or not opinion.counsel:
        raise NotNow
    if any(party not in opinion.covers for party in cases.for_counsel(case)):
        raise NotNow
    if opinion.evidence.kind != "file":
        raise NotAFile
    at = now(case)
    case.legal_opinion = proposals.agree(opinion, may=MAY, by=by, at=at)
    return write(case, what=events.LEGAL_AGREED, by=by, at=at)


@transaction.atomic
def refuse_legal_opinion(
    opinion: LegalOpinion, *, by: User, proved_at: datetime | None = None
) -> None:
    """Leave the case waiting for counsel. Raises Unproved, NotNow, Barred, Settled."""
    case = _held(opinion.case, by=by, proved_at=proved_at)
    at = now(case)
    proposals.refuse(opinion, may=MAY, by=by, at=at)
    write(case, what=events.LEGAL_REFUSED, by=by, at=at)


def _held(case: Case, *, by: User, proved_at: datetime | None) -> Case:
    """Return a case that goes on, locked, for somebody who may decide there."""
    allow(by, MAY)
    prove(proved_at)
    locked = lock(case)
    unbarred(locked, by)
    ongoing(locked)
    return locked
