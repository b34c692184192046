"""What comes up after a partner was cleared: the clearance no longer stands until somebody opens
the case again or says why it does.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.evidence.actions import keep_note
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import (
    Barred,
    NotNow,
    ongoing,
    settle_doubt,
    unbarred,
)
from convene.apps.vetting.actions.research import bring
from convene.apps.vetting.models import Case, Finding, Stand
from convene.apps.vetting.models.words import REOPENINGS
from convene.apps.vetting.queries import cases, memory, people
from convene.core import diligence
from convene.core.diligence import CLEARED, Level, Reopening, State
from convene.ground import proposals
from convene.ground.changes import allow, lock, now, save, write

MOST = 5000
"""Characters that are kept of what came up."""


def doubt(case: Case, *, why: Reopening, text: str, at: datetime) -> None:
    """Note on a locked case why its clearance may not be relied on; a second cause stands beside
    the first. The caller saves it.
    """
    if State(case.state) not in CLEARED:
        return
    case.doubt = why if why == "scope" else case.doubt or why
    case.doubted_at = case.doubted_at or at
    causes = dict.fromkeys([*case.doubt_text.splitlines(), text.strip()])
    case.doubt_text = "\n".join(causes)[:MOST]


@transaction.atomic
def report(
    case: Case, *, text: str, source: str, area: str, rating: str, by: User, question: str = ""
) -> Finding:
    """Write down an adverse report about a cleared partner, with where it was read or heard. Raises
    NotNow.
    """
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked, *CLEARED)
    at = now(locked)
    source_of_it = keep_note(title=str(REOPENINGS["report"]), note=source.strip(), by=by, at=at)
    finding = Finding(case=locked, area=area, question=question, text=text.strip(), rating=rating)
    finding.round, finding.evidence = locked.round, bring(locked, source_of_it)
    finding.by, finding.at = by, at
    doubt(locked, why="report", text=text, at=at)
    cited = [str(source_of_it.pk)]
    write(locked, what=events.REPORTED, by=by, at=at, finding=str(finding.pk), evidence=cited)
    save(finding, by=by, at=at, new=True)
    return finding


@transaction.atomic
def change_plan(case: Case, *, text: str, by: User) -> None:
    """Say that more, or something else, is planned with a cleared partner than it was cleared for.
    Raises NotNow.
    """
    allow(by, "vetting.research_case", case)
    locked = lock(case)
    ongoing(locked, *CLEARED)
    at = now(locked)
    doubt(locked, why="scope", text=text, at=at)
    write(locked, what=events.ANOTHER_PLAN, by=by, at=at)


@transaction.atomic
def stand_by(
    case: Case,
    *,
    reason: str,
    by: User,
    seen: int | None = None,
    proved_at: datetime | None = None,
) -> None:
    """Say why a clearance holds in spite of what came up; where two approvers cleared it, a second
    one has to say so too. Raises Unproved, NotNow with the hits nobody has decided, Barred,
    Changed, SamePerson.
    """
    allow(by, "vetting.approve_case")
    prove(proved_at)
    locked = lock(case, seen=seen)
    ongoing(locked, *CLEARED)
    unbarred(locked, by, judging=True)
    if "dismissed" in people.bars(locked, by, today=timezone.localdate()):
        raise Barred("dismissed", person=by)
    standing = cases.standing(locked)
    if hurdles := diligence.unsettled(standing):
        raise NotNow(*hurdles, changed=standing.changed)
    if not locked.doubt or locked.doubt == "scope":
        raise NotNow
    at, text = now(locked), reason.strip()
    if _takes_two(locked) and not _second(locked, by=by, at=at):
        stand = Stand(case=locked, about=locked.doubt_text, reason=text)
        proposals.propose(stand, may="vetting.approve_case", by=by, at=at)
        write(locked, what=events.STANDS_SAYS_ONE, by=by, at=at, text=text)
        return
    settle_doubt(locked)
    write(locked, what=events.STANDS, by=by, at=at, text=text)


def _takes_two(case: Case) -> bool:
    contested = bool(memory.contested(case))
    return diligence.approvers_needed(Level(case.level), contested=contested) > 1


def _second(case: Case, *, by: User, at: datetime) -> bool:
    """Say whether another approver has said the same of what came up, and agree with them; what was
    said before more came up counts no longer. Raises SamePerson.
    """
    waiting = case.stands.filter(state=proposals.State.PROPOSED).first()
    if waiting is None:
        return False
    if waiting.about != case.doubt_text:
        proposals.refuse(waiting, may="vetting.approve_case", by=by, at=at)
        return False
    proposals.agree(waiting, may="vetting.approve_case", by=by, at=at)
    return True
