"""Putting right what one wrote oneself, until the case is assessed. What it said before stays in
the history.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.db import transaction
from django.db.models import Q

from convene.apps.accounts.models import User
from convene.apps.evidence.actions import correct_note as put_right
from convene.apps.evidence.models import Evidence
from convene.apps.vetting import events
from convene.apps.vetting.actions.hits import settle
from convene.apps.vetting.actions.record import NotNow, ongoing
from convene.apps.vetting.actions.research import of_its_case
from convene.apps.vetting.models import Case, Finding
from convene.core.diligence import WORKING
from convene.ground.changes import NotAllowed, allow, lock, now, save, write


@transaction.atomic
def correct_finding(
    finding: Finding,
    *,
    area: str,
    text: str,
    rating: str,
    evidence: Iterable[Evidence],
    by: User,
    question: str = "",
) -> None:
    """Change a finding of one's own. Raises NotNow once the case is assessed or opened again, and
    NoEvidence.
    """
    case = _own(finding.case, by, finding.by_id)
    if finding.round != case.round:
        raise NotNow
    first, *others = of_its_case(case, evidence)
    locked, at = lock(finding), now(case)
    locked.area, locked.question, locked.text = area, question, text.strip()
    locked.rating, locked.evidence = rating, first
    save(locked, by=by, at=at)
    locked.more_evidence.set(others)
    cited = [str(piece.pk) for piece in (first, *others)]
    write(
        case,
        what=events.FINDING_CORRECTED,
        by=by,
        at=at,
        finding=str(locked.pk),
        evidence=cited,
    )


@transaction.atomic
def correct_note(evidence: Evidence, *, title: str, note: str, by: User) -> None:
    """Change a note of one's own; files and pages stay as they were read. Raises NotNow, also where
    an earlier round rests on it, and NotANote.
    """
    case = _own(evidence.exhibit.case, by, evidence.added_by_id)
    cites = Finding.objects.filter(Q(evidence=evidence) | Q(more_evidence=evidence))
    if cites.exclude(round=case.round).exists():
        raise NotNow
    at = now(case)
    put_right(evidence, title=title, note=note, by=by, at=at)
    write(case, what=events.NOTE_CORRECTED, by=by, at=at, evidence=[str(evidence.pk)])


@transaction.atomic
def correct_facts(
    case: Case,
    *,
    facts: Mapping[str, bool | None],
    value: Decimal | None,
    currency: str,
    countries: Iterable[str] = (),
    by: User,
) -> None:
    """Change what one said on opening a case. Its level can rise by that and never falls. Raises
    NotNow.
    """
    locked = _own(case, by, case.opened_by_id)
    locked.facts, locked.value, locked.currency = dict(facts), value, currency
    locked.countries = list(countries)
    settle(locked)
    write(locked, what=events.FACTS_CORRECTED, by=by, at=now(locked))


def _own(case: Case, by: User, author: int) -> Case:
    allow(by, "vetting.research_case", case)
    if author != by.pk:
        raise NotAllowed("vetting.research_case")
    locked = lock(case)
    ongoing(locked, *WORKING)
    return locked
