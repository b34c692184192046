"""Conditions and answers that have a day: another day, or that no answer came; and what Convene
does by itself once a day is past.
"""

from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.vetting import events
from convene.apps.vetting.actions.alerts import tell_of_case
from convene.apps.vetting.actions.occasions import of_time
from convene.apps.vetting.actions.record import NotNow, unbarred
from convene.apps.vetting.models import AlertKind, Condition, RightOfReply
from convene.apps.vetting.queries import due
from convene.ground.changes import allow, lock, now, save, write


@transaction.atomic
def move_condition(condition: Condition, *, due_on: date, reason: str, by: User) -> None:
    """Give a condition that is not met another day, and say why. Raises NotNow, Barred."""
    allow(by, "vetting.assess_case")
    case = lock(condition.case)
    unbarred(case, by, judging=True)
    locked, at = lock(condition), now(case)
    if locked.met_at:
        raise NotNow
    line: dict[str, Any] = {
        "day": str(due_on),
        "before": str(locked.due_on or ""),
        "reason": reason.strip(),
    }
    locked.due_on = due_on
    write(case, what=events.CONDITION_MOVED, by=by, at=at, **line)
    save(locked, by=by, at=at)


@transaction.atomic
def move_reply(reply: RightOfReply, *, due_on: date, reason: str, by: User) -> None:
    """Give the partner another day to answer, and say why. Raises NotNow, Barred."""
    allow(by, "vetting.assess_case")
    case = lock(reply.case)
    unbarred(case, by, judging=True)
    locked, at = lock(reply), now(case)
    if locked.answered_at:
        raise NotNow
    line: dict[str, Any] = {
        "day": str(due_on),
        "before": str(locked.due_on or ""),
        "reason": reason.strip(),
    }
    locked.due_on, locked.silent_by, locked.silent_at = due_on, None, None
    write(case, what=events.REPLY_MOVED, by=by, at=at, **line)
    save(locked, by=by, at=at)


@transaction.atomic
def note_silence(reply: RightOfReply, *, reason: str, by: User) -> None:
    """Note that the day is past and no answer came, and how that was made sure of. An answer that
    comes later can still be noted. Raises NotNow, Barred.
    """
    allow(by, "vetting.assess_case")
    case = lock(reply.case)
    unbarred(case, by, judging=True)
    locked, at = lock(reply), now(case)
    if locked.answered_at or locked.silent_at or not _is_past(locked.due_on):
        raise NotNow
    locked.silent_by, locked.silent_at = by, at
    save(locked, by=by, at=at)
    write(case, what=events.NO_REPLY, by=by, at=at, reason=reason.strip())


def _is_past(day: date | None) -> bool:
    return day is None or day < timezone.localdate()


def tell_overdue(*, today: date) -> int:
    """Tell of what is past its day, once for each day that it was given. Returns how many alerts
    are new. Convene does this by itself.
    """
    return sum(_tell(item) for item in due.past(today=today))


@transaction.atomic
def _tell(item: due.Item) -> bool:
    at = timezone.now()
    return tell_of_case(item.case, AlertKind.OVERDUE, occasion=of_time(at), about=item.about, at=at)
