"""Putting right what one wrote oneself, until the case is assessed. What it said before stays in
the history.
"""

from collections.abc import Iterable, Mapping
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting.actions.hits import settle
from convene.apps.vetting.actions.record import NotNow, allow, lock, ongoing, signed, write
from convene.apps.vetting.actions.research import NoEvidence
from convene.apps.vetting.models import Case, Evidence, Finding
from convene.core.diligence import WORKING


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
    """Change a finding of one's own. Raises NotNow once the case is assessed, and NoEvidence."""
    case, found = _own(finding.case, by, finding.by_id), Finding.objects.get(pk=finding.pk)
    cited = list(dict.fromkeys(evidence))
    if not cited or any(one.case_id != case.pk for one in cited):
        raise NoEvidence
    found.area, found.question, found.text, found.rating, found.evidence = (
        area,
        question,
        text.strip(),
        rating,
        cited[0],
    )
    signed(found, by=by, at=timezone.now()).save()
    found.more_evidence.set(cited[1:])
    write(case, by=by, at=timezone.now(), why="finding corrected")


@transaction.atomic
def correct_note(evidence: Evidence, *, title: str, note: str, by: User) -> None:
    """Change a note of one's own; files and pages stay as they were read. Raises NotNow."""
    case, found = (
        _own(evidence.case, by, evidence.added_by_id),
        Evidence.objects.get(pk=evidence.pk),
    )
    if found.kind != Evidence.Kind.NOTE:
        raise NotNow
    found.title, found.note = title.strip(), note.strip()
    signed(found, by=by, at=timezone.now()).save()
    write(case, by=by, at=timezone.now(), why="note corrected")


@transaction.atomic
def correct_facts(
    case: Case, *, facts: Mapping[str, bool | None], value: Decimal | None, currency: str, by: User
) -> None:
    """Change what one said on opening a case. Its level can rise by that and never falls. Raises
    NotNow.
    """
    locked = _own(case, by, case.opened_by_id)
    locked.facts, locked.value, locked.currency = dict(facts), value, currency
    settle(locked)
    write(locked, by=by, at=timezone.now(), why="facts corrected")


def _own(case: Case, by: User, author: int) -> Case:
    allow(by, "vetting.research_case")
    if author != by.pk:
        raise PermissionDenied
    locked = lock(case)
    ongoing(locked, *WORKING)
    return locked
