"""What comes up after a partner was cleared: the clearance no longer stands until somebody opens
the case again or says why it does.
"""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.actions.record import (
    NotNow,
    allow,
    lock,
    ongoing,
    settle_doubt,
    signed,
    unbarred,
    write,
)
from convene.apps.vetting.models import Case, Evidence, Finding, Reopening
from convene.apps.vetting.queries import cases
from convene.core.diligence import CLEARED, State


def doubt(case: Case, *, why: Reopening, text: str, at: datetime) -> None:
    """Note on a locked case why its clearance may not be relied on; a second cause stands beside
    the first. The caller saves it.
    """
    if State(case.state) in CLEARED:
        case.doubt, case.doubted_at = (
            why if why == Reopening.SCOPE else case.doubt or why,
            case.doubted_at or at,
        )
        case.doubt_text = "\n".join(dict.fromkeys([*case.doubt_text.splitlines(), text.strip()]))[
            :5000
        ]


@transaction.atomic
def report(
    case: Case, *, text: str, source: str, area: str, rating: str, by: User, question: str = ""
) -> Finding:
    """Write down an adverse report about a cleared partner, with where it was read or heard. Raises
    NotNow.
    """
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    ongoing(locked, *CLEARED)
    evidence = Evidence(
        case=locked,
        kind="note",
        title=str(Reopening.REPORT.label),
        note=source.strip(),
        added_by=by,
        added_at=at,
    )
    signed(evidence, by=by, at=at).save(force_insert=True)
    finding = Finding(
        case=locked,
        area=area,
        question=question,
        text=text.strip(),
        rating=rating,
        evidence=evidence,
        by=by,
        at=at,
    )
    signed(finding, by=by, at=at).save(force_insert=True)
    doubt(locked, why=Reopening.REPORT, text=text, at=at)
    write(locked, by=by, at=at, why="adverse report")
    return finding


@transaction.atomic
def change_plan(case: Case, *, text: str, by: User) -> None:
    """Say that more, or something else, is planned with a cleared partner than it was cleared for.
    Raises NotNow.
    """
    allow(by, "vetting.research_case")
    locked, at = lock(case), timezone.now()
    ongoing(locked, *CLEARED)
    doubt(locked, why=Reopening.SCOPE, text=text, at=at)
    write(locked, by=by, at=at, why="another plan")


@transaction.atomic
def stand_by(case: Case, *, reason: str, by: User, seen: int | None = None) -> None:
    """Say why a clearance holds in spite of what came up. Raises NotNow with the hits nobody has
    decided, Barred, Changed.
    """
    allow(by, "vetting.approve_case")
    locked, at = lock(case, seen=seen), timezone.now()
    ongoing(locked, *CLEARED)
    unbarred(locked, by, judging=True)
    if any(hit.state == "open" for hit in cases.hit_facts(locked)):
        raise NotNow("open_hits")
    if not locked.doubt or locked.doubt == Reopening.SCOPE:
        raise NotNow
    settle_doubt(locked)
    write(locked, by=by, at=at, why=f"stands: {reason.strip()}")
