"""What was decided before is brought up in a new case, and answered there by somebody."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.vetting import events
from convene.apps.vetting.actions.doubts import doubt
from convene.apps.vetting.actions.record import NotNow, ShortAnswer, ongoing, unbarred
from convene.apps.vetting.models import Case, Recall
from convene.apps.vetting.queries import recalls
from convene.apps.vetting.queries.recalls import Earlier
from convene.core import diligence
from convene.core.reasons import kept
from convene.ground import trail
from convene.ground.changes import allow, lock, now, save, write


class BroughtUp(Exception):
    """Earlier cases that somebody has to look at before a case opens."""

    def __init__(self, *earlier: Earlier) -> None:
        super().__init__(", ".join(str(each.case.pk) for each in earlier))
        self.earlier = earlier


def look_back(organisation: Organisation, *, seen: Collection[UUID]) -> None:
    """Raise BroughtUp unless somebody has seen every case that was stopped or declined of an
    organisation, or of a record like it.
    """
    brought = recalls.earlier(organisation, today=timezone.localdate())
    if unseen := [earlier for earlier in brought if earlier.case.pk not in set(seen)]:
        raise BroughtUp(*unseen)


def bring_up(case: Case, *, by: User | None, at: datetime) -> None:
    """Write down in a case, which the caller holds locked, what was stopped or declined before and
    is not there yet.
    """
    there, today = recalls.ids(case), timezone.localdate(at)
    for earlier in recalls.earlier(case.organisation, today=today, besides=case):
        if str(earlier.case.pk) not in there:
            recall = Recall(case=case, earlier=earlier.case, due=earlier.due, at=at)
            recall.why = [kept(reason) for reason in earlier.why]
            save(recall, by=by, at=at, new=True)
            name = str(earlier.case.organisation)
            trail.record(events.BROUGHT_UP, on=case, by=by, at=at, name=name)


def shake_alike(case: Case, *, at: datetime) -> None:
    """Put in doubt the clearances of records like a partner that was declined or stopped just now.
    The caller holds that case locked.
    """
    name = str(case.organisation)
    for other in recalls.cleared_alike(case):
        locked = lock(other)
        doubt(locked, why="report", text=events.TURNED_DOWN.worded({"name": name}), at=at)
        write(locked, what=events.TURNED_DOWN, by=None, at=now(locked), name=name)


@transaction.atomic
def answer_recall(recall: Recall, *, answer: str, by: User) -> None:
    """Say why an earlier stop or decline does not keep the partner out now, or that it does: once.
    Raises NotNow, Barred, ShortAnswer.
    """
    allow(by, "vetting.assess_case")
    if not diligence.is_substantial(answer):
        raise ShortAnswer
    case = lock(recall.case)
    unbarred(case, by, judging=True)
    ongoing(case)
    locked, at = lock(recall), now(case)
    if locked.answered_at:
        raise NotNow
    locked.answer, locked.answered_by, locked.answered_at = answer.strip(), by, at
    save(locked, by=by, at=at)
    name, text = str(locked.earlier.organisation), locked.answer
    write(case, what=events.RECALL_ANSWERED, by=by, at=at, name=name, text=text)
