"""How a statement is issued, answered and announced: each adds, and nothing is rewritten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.jobs.actions import ask
from convene.apps.jobs.models import KINDS
from convene.apps.ledger.actions import OtherContent
from convene.apps.ledger.models import Contribution
from convene.apps.statements import events
from convene.apps.statements.models import (
    Notice,
    NoticeSending,
    Statement,
    StatementAnswer,
    StatementLine,
)
from convene.apps.statements.queries import reading
from convene.apps.statements.queries.drawing import Drawn, drawn
from convene.apps.statements.queries.letters import Letter, letter, speakers
from convene.apps.statements.words import Answer
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Partner
from convene.apps.workshop.queries.speaking import title_in_mail
from convene.core.statements import Line, hash_of
from convene.ground import trail
from convene.ground.changes import allow, create_all, lock, lock_all, save
from convene.ground.letters import SendsNoMail, Taken, monday


class NoPeriod(Exception):
    """The period ends before it begins, or is still to come."""


class NotAsRead(Exception):
    """What would be issued is not what was read: other days, or something else is recorded."""


class SaysNothing(Exception):
    """Whoever disputes or refuses says why."""


class NotThis(Exception):
    """The line is of another statement."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What a partner says of a line."""

    answer: Answer
    reason: str = ""


CONFIRMED = Reply(answer=Answer.CONFIRMED)


def preview(partner: Partner, *, since: date, until: date, by: User) -> Drawn:
    """Return what a statement would say; nothing is written. Raises NoPeriod and Archived."""
    allow(by, "statements.issue", partner)
    _hold(partner, since, until)
    return drawn(partner, since=since, until=until)


@transaction.atomic
def issue(
    partner: Partner, *, id: UUID, since: date, until: date, read: str | None = None, by: User
) -> Statement:
    """Freeze what is recorded of a partner. The same id with the same period returns the one that
    is there; `read` is the mark of what somebody read before. Raises NoPeriod, Archived, NotAsRead
    and OtherContent.
    """
    allow(by, "statements.issue", partner)
    locked = lock(partner)
    if there := Statement.objects.filter(pk=id).first():
        return _same(there, partner=locked, since=since, until=until)
    _hold(locked, since, until)
    if promises := list(Contribution.objects.filter(partner=locked)):
        lock_all(*promises)  # nobody records anything while it is read
    recorded = drawn(locked, since=since, until=until)
    if read is not None and read != mark(recorded, since=since, until=until):
        raise NotAsRead
    moment = timezone.now()
    last = Statement.objects.filter(partner=locked).order_by("number").last()
    statement = Statement(
        pk=id,
        partner=locked,
        number=last.number + 1 if last else 1,
        since=since,
        until=until,
        base=recorded.base,
        partner_name=str(locked),
        alliance_title=locked.alliance.title,
        issuer=str(by),
        talked=recorded.talked,
        promised_later=recorded.promised_later,
        came_later=recorded.came_later,
        size=len(recorded.lines),
        by=by,
        at=moment,
    )
    _write(statement, recorded.lines, by=by, at=moment)
    trail.record(events.ISSUED, on=statement, by=by, at=moment, lines=statement.size)
    return statement


def mark(recorded: Drawn, *, since: date, until: date) -> str:
    """Return what tells one reading of a statement from another."""
    return sha256(repr((since, until, recorded)).encode()).hexdigest()


def _hold(partner: Partner, since: date, until: date) -> None:
    if until < since or until > timezone.localdate():
        raise NoPeriod
    if partner.alliance.archived_at is not None:
        raise Archived


def _same(there: Statement, *, partner: Partner, since: date, until: date) -> Statement:
    if (there.partner_id, there.since, there.until) != (partner.pk, since, until):
        raise OtherContent
    return there


def _write(statement: Statement, lines: Sequence[Line], *, by: User, at: datetime) -> None:
    rows = [_row(statement, line, position) for position, line in enumerate(lines)]
    stated = replace(reading.heading(statement), lines=tuple(lines))
    statement.sha256 = hash_of(stated)
    save(statement, by=by, at=at, new=True)
    create_all(rows, by=by, at=at)


def _row(statement: Statement, line: Line, position: int) -> StatementLine:
    return StatementLine(
        statement=statement,
        position=position,
        contribution_id=UUID(line.promise),
        delivery_id=UUID(line.delivery) if line.delivery else None,
        **{name: getattr(line, name) for name in reading.FIELDS},
    )


@transaction.atomic
def answer(
    statement: Statement, replies: Mapping[int, Reply], *, rest: bool = False, by: User
) -> Sequence[StatementAnswer]:
    """Answer lines, by their keys, and with `rest` confirm each that nobody has answered; a
    statement without lines is confirmed as such. What stands already is not said again. Raises
    SaysNothing and NotThis.
    """
    allow(by, "statements.answer", statement)
    locked = _fresh(statement)
    there = reading.read(locked)
    lines = {entry.row.pk: entry for entry in there.lines}
    if replies.keys() - lines.keys():
        raise NotThis
    is_refused = there.refusal is not None
    if rest and not lines and there.stands != "confirmed":
        return [_add(locked, None, CONFIRMED, by=by)]
    left = [
        key
        for key, entry in lines.items()
        if entry.is_open or (is_refused and _stands(entry.answer, CONFIRMED))
    ]
    wanted = {**dict.fromkeys(left if rest else (), CONFIRMED), **replies}
    return [
        _add(locked, lines[key].row, wanted[key], by=by)
        for key in sorted(wanted)
        if is_refused or not _stands(lines[key].answer, wanted[key])
    ]


@transaction.atomic
def refuse(statement: Statement, *, reason: str, by: User) -> StatementAnswer:
    """Refuse a statement as a whole. Raises SaysNothing."""
    allow(by, "statements.answer", statement)
    locked, reply = _fresh(statement), Reply(answer=Answer.REFUSED, reason=reason)
    refusal = reading.read(locked).refusal
    if refusal is not None and _stands(refusal, reply):
        return refusal
    return _add(locked, None, reply, by=by)


def _fresh(statement: Statement) -> Statement:
    """Return a statement as it stands, which nobody else answers until this transaction ends."""
    lock(statement)
    return reading.statements(statement.partner).get(pk=statement.pk)


def _stands(there: StatementAnswer | None, reply: Reply) -> bool:
    given = (reply.answer, reply.reason.strip())
    return there is not None and (there.answer, there.reason) == given


def _add(
    statement: Statement, line: StatementLine | None, reply: Reply, *, by: User
) -> StatementAnswer:
    reason, moment = reply.reason.strip(), timezone.now()
    if reply.answer != Answer.CONFIRMED and not reason:
        raise SaysNothing
    row = StatementAnswer(statement=statement, line=line, answer=reply.answer, reason=reason)
    row.behalf_id, row.by, row.at = statement.partner.organisation_id, by, moment
    save(row, by=by, at=moment, new=True)
    what, data = _event(row)
    trail.record(what, on=statement, by=by, at=moment, behalf=row.behalf_id, **data)
    return row


def _event(row: StatementAnswer) -> tuple[trail.Kind, dict[str, Any]]:
    """Return what happens with an answer, and what its line on the trail says."""
    if row.line is None:
        if row.answer == Answer.REFUSED:
            return events.REFUSED, {"reason": row.reason}
        return events.EMPTY_CONFIRMED, {}
    of_line = {"line": row.line.number, "about": row.line.what}
    if row.answer == Answer.DISPUTED:
        return events.DISPUTED, {**of_line, "reason": row.reason}
    return events.CONFIRMED, of_line


def letters(statement: Statement, *, address: str, by: User) -> list[Letter]:
    """Return what would be written to those who speak for the partner; nothing is written. Whoever
    was written to this week is left out.
    """
    allow(by, "statements.write", statement)
    week = monday(timezone.localdate())
    written = set(statement.notices.filter(week=week).values_list("person_id", flat=True))
    about = {"address": address, "language": settings.LANGUAGE_CODE}
    title = title_in_mail(statement.partner.alliance)
    return [
        letter(statement, to=person, title=title, by=by, **about)
        for person in speakers(statement)
        if person.pk not in written
    ]


@transaction.atomic
def announce(statement: Statement, *, address: str, by: User) -> Sequence[Notice]:
    """Write that a statement waits, and let a worker send it. Pressing twice writes once. Raises
    SendsNoMail.
    """
    allow(by, "statements.write", statement)
    if not settings.CAN_SEND_MAIL:
        raise SendsNoMail
    written = []
    for wording in letters(statement, address=address, by=by):
        try:
            with transaction.atomic():
                written.append(_announce(statement, wording, by=by))
        except IntegrityError:  # somebody else was quicker this week
            continue
    return written


def _announce(statement: Statement, wording: Letter, *, by: User) -> Notice:
    moment = timezone.now()
    notice = Notice.objects.create(
        statement=statement,
        week=monday(timezone.localdate(moment)),
        person=wording.to,
        to=wording.to.email,
        language=wording.language,
        subject=wording.subject,
        body=wording.body,
        by=by,
        at=moment,
    )
    trail.record(events.WRITTEN, on=statement, by=by, at=moment, name=str(wording.to))
    ask(KINDS["statements.notice"], notice=str(notice.pk))
    return notice


@transaction.atomic
def send_again(notice: Notice, *, by: User) -> None:
    """Send a notice again that no mail server has taken yet. Raises Taken."""
    allow(by, "statements.write", notice.statement)
    if notice.sendings.filter(taken=True).exists():
        raise Taken
    ask(KINDS["statements.notice"], notice=str(notice.pk))


@transaction.atomic
def note_sending(notice: Notice, *, message_id: str, refusal: str = "") -> NoticeSending:
    """Note what came of a try to send a notice: no `refusal` means that it was taken. Called by the
    worker that sends, which asked nobody.
    """
    moment = timezone.now()
    sending = NoticeSending.objects.create(
        notice=notice,
        message_id=message_id,
        taken=not refusal,
        said=refusal[:1000],
        at=moment,
    )
    what = events.NOT_SENT if refusal else events.SENT
    trail.record(what, on=notice.statement, by=None, at=moment, said=refusal or message_id)
    return sending
