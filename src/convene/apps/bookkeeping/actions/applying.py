"""How a workbook is applied: each row takes the action that a person would take on its page, by
whoever brought the file, or is left and says why.
"""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID, uuid5

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.bookkeeping import events
from convene.apps.bookkeeping.models import Row, Upload
from convene.apps.bookkeeping.queries import deliveries, judging, promises, said
from convene.apps.bookkeeping.queries.cells import NO_RATE_DAY
from convene.apps.bookkeeping.queries.here import Here
from convene.apps.bookkeeping.queries.lines import Judgement, Problem, stored
from convene.apps.bookkeeping.queries.reading import key_of
from convene.apps.bookkeeping.words import DELIVERIES, Outcome, Sort, State
from convene.apps.ledger import actions as ledger
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.words import MADE
from convene.apps.workshop.actions import Archived
from convene.core.reasons import Reason, gettext_noop
from convene.ground.changes import Changed, allow, lock, save, write

MEANWHILE = gettext_noop("Somebody changed this here meanwhile.")
NOT_PICKED = gettext_noop("It was changed here too, and nobody picked the row of the file.")
NOT_SAID = gettext_noop("It may be here already, and nobody said that it is another.")
NOT_ALLOWED = gettext_noop("You may not do this here.")
NO_FIT = gettext_noop("What stands in this row does not fit together.")
LACKS = {
    "agreed_on": promises.NO_REASON,
    "amount": promises.NEEDS_AMOUNT,
    "method": promises.NEEDS_METHOD,
    "due": gettext_noop("Say when it is due."),
    "instalments": promises.NOT_THE_SUM,
    "rate": NO_RATE_DAY,
    "reason": promises.NO_REASON,
    "signatory": promises.NO_SIGNATORY,
    "due_day_moves_by_agreement": promises.DAY_MOVES,
}
OF_CELL = {"instalments": "due", "due_day_moves_by_agreement": "due"}
"""At which column something is said that has another code."""
REASONS: dict[type[Exception], tuple[str, str]] = {
    ledger.OtherContent: ("id", MEANWHILE),
    ledger.NotNow: ("", gettext_noop("As it stands now, this cannot be done.")),
    ledger.Stopped: ("partner", promises.STOPPED),
    ledger.Undecided: ("due", promises.WAITS),
    ledger.Fixed: ("currency", promises.FIXED),
    ledger.NoBook: ("currency", promises.NO_BOOK),
    Archived: ("", gettext_noop("This draft is archived. Bring it back to edit it.")),
    PermissionDenied: ("", NOT_ALLOWED),
    IntegrityError: ("", NO_FIT),
}
REFUSALS: tuple[type[Exception], ...] = (*REASONS, ledger.Lacks, ledger.BadAmount)


@transaction.atomic
def apply_upload(upload: Upload, *, picked: Collection[str] = (), by: User) -> Upload:
    """Decide what becomes of each row, and leave those that are to be done for `apply_row`; of a
    row that was changed here too, or may be here already, only where it is `picked` as it was seen.
    Pressing twice is pressing once.
    """
    allow(by, "bookkeeping.apply_upload", upload)
    locked = lock(upload)
    if locked.state != State.PREVIEWED:
        return locked
    moment = timezone.now()
    here = Here(alliance=locked.alliance, today=timezone.localdate(moment))
    rows = list(locked.rows.select_for_update().order_by("-sheet", "number"))
    for line in judging.judged(_with(locked, rows), here):
        _decide(line, picked=picked)
    Row.objects.bulk_update(rows, ["seen", "outcome", "why"], batch_size=500)
    locked.state, locked.applied_at = State.APPLIED, moment
    return write(locked, what=events.APPLIED, by=by, at=moment)


def _with(upload: Upload, rows: Iterable[Row]) -> list[Row]:
    """Return rows that know the upload at hand."""
    rows = list(rows)
    for row in rows:
        row.upload = upload
    return rows


def _decide(line: Judgement, *, picked: Collection[str]) -> None:
    row = line.row
    row.seen = line.version
    if line.sort == Sort.UNCHANGED:
        row.outcome = Outcome.UNCHANGED
    elif line.sort == Sort.REFUSED:
        row.outcome, row.why = Outcome.REFUSED, stored(line.problems)
    elif line.sort in (Sort.CONFLICT, Sort.ALIKE) and line.pick not in picked:
        why = NOT_PICKED if line.sort == Sort.CONFLICT else NOT_SAID
        row.outcome, row.why = Outcome.LEFT, _because("id", Reason(why))


@transaction.atomic
def apply_row(row: Row, *, by: User) -> Row:
    """Do what one row asks for, once, and keep what became of it with it: whatever ends in the
    middle leaves neither. What is refused is named, and the other rows go on.
    """
    upload = row.upload
    allow(by, "bookkeeping.apply_upload", upload)
    locked = lock(row)
    if locked.outcome or Upload.objects.get(pk=upload.pk).state != State.APPLIED:
        return locked
    locked.upload = upload
    moment = timezone.now()
    try:
        with transaction.atomic():
            _act(locked, by=by)
    except Changed:
        locked.outcome, locked.why = Outcome.LEFT, _because("version", Reason(MEANWHILE))
    except REFUSALS as why:
        locked.outcome, locked.why = Outcome.REFUSED, reasons(why)
    save(locked, by=by, at=moment)
    return locked


def _act(row: Row, *, by: User) -> None:
    here = Here(alliance=row.upload.alliance, today=timezone.localdate(), only=_named(row))
    line = judging.alone(row, here)
    if line.version != row.seen:
        raise Changed
    if line.sort == Sort.UNCHANGED:
        row.outcome = Outcome.UNCHANGED
    elif line.sort == Sort.REFUSED:
        row.outcome, row.why = Outcome.REFUSED, stored(line.problems)
    elif row.sheet == DELIVERIES:
        _record(line, here, by=by)
        row.outcome = Outcome.CREATED
    elif line.record is None:
        row.after = said.of(_add(line, here, by=by))
        row.outcome = Outcome.CREATED
    else:
        row.before = said.of(line.record)
        row.after = said.of(_change(line, by=by))
        row.outcome = Outcome.CHANGED


def _named(row: Row) -> set[UUID]:
    """Return the promises that a row speaks of; a title may be of any."""
    named = {row.record}
    for column in ("promise", "passed_on_from"):
        cell = row.cells.get(column, "")
        if key := key_of(cell):
            named.add(key)
        elif cell:
            by_title = Contribution.objects.filter(alliance=row.upload.alliance)
            named |= set(by_title.values_list("pk", flat=True))
    return named


def _add(line: Judgement, here: Here, *, by: User) -> Contribution:
    values = line.values
    promise = ledger.add(
        here.alliance,
        id=line.row.record,
        partner=here.partners[values["partner_id"]],
        terms=promises.terms(values),
        lines=values["lines"],
        state=values["state"],
        by=by,
    )
    return _answer(promise, line, by=by) if any(values[code] for code in ANSWERS) else promise


def _change(line: Judgement, *, by: User) -> Contribution:
    """Amend what is promised already, edit what is not, and answer whether it may count."""
    promise, values = line.record, line.values
    terms, lines = promises.terms(values), values["lines"]
    if line.edited - {*ANSWERS}:
        if promise.state in MADE:
            ledger.amend(
                promise,
                id=uuid5(line.row.record, f"amended by {line.row.upload_id}"),
                terms=terms,
                lines=lines,
                reason=values["reason"],
                signatory=values["signatory"],
                seen=line.row.seen,
                by=by,
            )
        else:
            state = values["state"]
            ledger.edit(promise, terms=terms, lines=lines, state=state, seen=line.row.seen, by=by)
    if line.edited & {*ANSWERS}:
        _answer(promise, line, by=by)
    return Contribution.objects.get(pk=promise.pk)


def _answer(promise: Contribution, line: Judgement, *, by: User) -> Contribution:
    answers = {code: line.values[code] for code in ANSWERS}
    return ledger.answer(promise, answers=answers, by=by)


def _record(line: Judgement, here: Here, *, by: User) -> None:
    values = line.values
    rate: Any = tuple(values[name] for name in ("rate", "rate_day", "rate_source"))
    ledger.record(
        here.promises[values["contribution_id"]],
        id=line.row.record,
        on=values["on"],
        what=values["what"],
        amount=values["amount"],
        quantity=values["quantity"],
        instalment=deliveries.instalment(values, here) if values["due_on"] else None,
        rate=rate if values["rate"] else None,
        by=by,
    )


def reasons(why: Exception) -> list[list[Any]]:
    """Return what an action refused, cell by cell, as a row keeps it."""
    if isinstance(why, ledger.BadAmount):
        return _because("amount", why.reason)
    if isinstance(why, ledger.Lacks):
        texts = {OF_CELL.get(code, code): LACKS.get(code, NO_FIT) for code in why.what}
        return stored(
            tuple(Problem(column=code, reason=Reason(text)) for code, text in texts.items())
        )
    column, text = next(REASONS[kind] for kind in type(why).__mro__ if kind in REASONS)
    return _because(column, Reason(text))


def _because(column: str, reason: Reason) -> list[list[Any]]:
    return stored((Problem(column=column, reason=reason),))
