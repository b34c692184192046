"""How a workbook is undone: earlier values come back through the same actions, and what it brought
is taken back, never deleted. What was changed since is left and named.
"""

from uuid import uuid5

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.bookkeeping import events
from convene.apps.bookkeeping.actions.applying import REFUSALS, reasons
from convene.apps.bookkeeping.models import Row, Upload
from convene.apps.bookkeeping.queries import said
from convene.apps.bookkeeping.queries.lines import Problem, stored
from convene.apps.bookkeeping.words import DELIVERIES, Outcome, State, Undone
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.ledger.words import MADE
from convene.apps.ledger.words import State as Promised
from convene.core.reasons import Reason, gettext_noop
from convene.ground.changes import Changed, allow, lock, save
from convene.ground.undoing import undo

SINCE = gettext_noop("It was changed since. Look at it on its page.")
CHECKED = gettext_noop("Somebody added evidence, checked it or disputed it since.")


class NotApplied(Exception):
    """The workbook was not applied: there is nothing to undo."""


@transaction.atomic
def undo_upload(upload: Upload, *, reason: str, signatory: str = "", by: User) -> Upload:
    """Say that a workbook is undone, and why; `undo_row` takes each row back. What was not done yet
    is never done. Undoing twice is undoing once. Raises NotApplied, and Lacks without a reason, or
    without who signed for the partners where promises were amended.
    """
    allow(by, "bookkeeping.undo_upload", upload)
    locked = lock(upload)
    if locked.state == State.UNDONE:
        return locked
    if locked.state != State.APPLIED:
        raise NotApplied
    if not reason.strip():
        raise ledger.Lacks("reason")
    if not signatory.strip() and has_amended(locked):
        raise ledger.Lacks("signatory")
    moment = timezone.now()
    locked.rows.filter(outcome="").update(outcome=Outcome.LEFT)
    words = {"reason": reason.strip(), "signatory": signatory.strip()}
    return undo(locked, what=events.UNDONE, by=by, at=moment, state=State.UNDONE, **words)


def has_amended(upload: Upload) -> bool:
    """Say whether a workbook amended something that was promised already."""
    changed = upload.rows.filter(outcome=Outcome.CHANGED, undone="")
    return any(_is_amended(row) for row in changed.only("before", "after"))


def _is_amended(row: Row) -> bool:
    """Say whether terms of a promise that stood were changed, and not its answers alone."""
    before, after = row.before or {}, row.after or {}
    is_other = any(before.get(part) != after.get(part) for part in ("terms", "lines"))
    return is_other and before.get("state") in MADE


@transaction.atomic
def undo_row(row: Row, *, by: User) -> Row:
    """Take back what one row did, once, and keep how that went with it. What was changed since, or
    may not be taken back, is left and named.
    """
    upload = row.upload
    allow(by, "bookkeeping.undo_upload", upload)
    locked = lock(row)
    upload = Upload.objects.get(pk=upload.pk)
    is_done = locked.outcome in (Outcome.CREATED, Outcome.CHANGED)
    if locked.undone or not is_done or upload.state != State.UNDONE:
        return locked
    locked.upload = upload
    try:
        with transaction.atomic():
            _take_back(locked, by=by)
        locked.undone = Undone.BACK
    except Changed as since:
        text = str(since) or SINCE
        problem = Problem(column="id", reason=Reason(text))
        locked.undone, locked.undone_why = Undone.LEFT, stored((problem,))
    except REFUSALS as why:
        locked.undone, locked.undone_why = Undone.LEFT, reasons(why)
    save(locked, by=by, at=timezone.now())
    return locked


def _take_back(row: Row, *, by: User) -> None:
    """Raises Changed where somebody went on from what the row did."""
    reason = row.upload.reason
    if row.sheet == DELIVERIES:
        delivery = Delivery.objects.get(pk=row.record)
        lock(delivery.contribution)
        if delivery.steps.exists():
            raise Changed(CHECKED)
        ledger.take_back(delivery, reason=reason, by=by)
        return
    promise = lock(Contribution.objects.get(pk=row.record))
    _same_as_after(row, promise)
    if row.outcome == Outcome.CREATED:
        ledger.end(promise, state=Promised.CANCELLED, reason=reason, by=by)
    else:
        _bring_back(row, promise, by=by)


def _same_as_after(row: Row, promise: Contribution) -> None:
    """A promise may have come further since; what it says may not have changed."""
    now, after = dict(said.of(promise)), dict(row.after or {})
    if now.get("state") in MADE and after.get("state") in MADE:
        now["state"] = after["state"]
    if now != after:
        raise Changed


def _bring_back(row: Row, promise: Contribution, *, by: User) -> None:
    before, after = row.before or {}, row.after or {}
    is_other = any(before[part] != after[part] for part in ("terms", "lines", "state"))
    terms, lines = said.terms(before), said.lines(before)
    if _is_amended(row):
        ledger.amend(
            promise,
            id=uuid5(row.record, f"undone of {row.upload_id}"),
            terms=terms,
            lines=lines,
            reason=row.upload.reason,
            signatory=row.upload.signatory,
            by=by,
        )
    elif is_other and promise.state not in MADE:
        state = Promised(before["state"])
        ledger.edit(promise, terms=terms, lines=lines, state=state, by=by)
    if before["answers"] != after["answers"]:
        ledger.answer(promise, answers=before["answers"], by=by)
