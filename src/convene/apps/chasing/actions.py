"""How reminders are written, and what is noted of them."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.chasing import events
from convene.apps.chasing.models import Reminder, ReminderSending
from convene.apps.chasing.queries.chase import Letter, chase, letter
from convene.apps.jobs.actions import ask
from convene.apps.jobs.models import KINDS
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.queries.speaking import title_in_mail
from convene.ground import trail
from convene.ground.changes import allow
from convene.ground.letters import SendsNoMail, Taken, monday


def letters(
    alliance: Alliance, promises: Iterable[UUID], *, address: str, by: User
) -> list[Letter]:
    """Return the reminders that would be written of these promises; nothing is written. Those
    reminded of this week, those that have left and those for whom nobody speaks are left out.
    `address` is where the page of a partner begins.
    """
    allow(by, "chasing.remind", alliance)
    wanted, title = set(promises), title_in_mail(alliance)
    return [
        letter(
            due,
            address=f"{address}{due.contribution.partner_id}/",
            language=settings.LANGUAGE_CODE,
            title=title,
            by=by,
        )
        for due in chase(alliance, today=timezone.localdate())
        if due.contribution.pk in wanted
        and due.may_be_reminded
        and due.contribution.partner.left_on is None
    ]


@transaction.atomic
def remind(
    alliance: Alliance, promises: Iterable[UUID], *, address: str, by: User
) -> Sequence[Reminder]:
    """Write the reminders and let a worker send them. What somebody else has reminded of meanwhile
    is left out: pressing twice writes once. Raises SendsNoMail.
    """
    allow(by, "chasing.remind", alliance)
    if not settings.CAN_SEND_MAIL:
        raise SendsNoMail
    written = []
    for wording in letters(alliance, promises, address=address, by=by):
        try:
            with transaction.atomic():
                written.append(_write(wording, by=by))
        except IntegrityError:  # somebody else was quicker this week
            continue
    return written


def _write(wording: Letter, *, by: User) -> Reminder:
    at = timezone.now()
    reminder = Reminder.objects.create(
        contribution=wording.due.contribution,
        week=monday(timezone.localdate(at)),
        person=wording.to,
        to=wording.to.email,
        language=wording.language,
        subject=wording.subject,
        body=wording.body,
        by=by,
        at=at,
    )
    promise = wording.due.contribution
    trail.record(events.WRITTEN, on=promise, by=by, at=at, name=str(wording.to))
    ask(KINDS["chasing.reminder"], reminder=str(reminder.pk))
    return reminder


@transaction.atomic
def send_again(reminder: Reminder, *, by: User) -> None:
    """Send a reminder again that no mail server has taken yet. Raises Taken."""
    allow(by, "chasing.remind", reminder.contribution.alliance)
    if reminder.sendings.filter(taken=True).exists():
        raise Taken
    ask(KINDS["chasing.reminder"], reminder=str(reminder.pk))


@transaction.atomic
def note_sending(reminder: Reminder, *, message_id: str, refusal: str = "") -> ReminderSending:
    """Note what came of a try to send a reminder: no `refusal` means that it was taken. Called by
    the worker that sends, which asked nobody.
    """
    at = timezone.now()
    sending = ReminderSending.objects.create(
        reminder=reminder,
        message_id=message_id,
        taken=not refusal,
        said=refusal[:1000],
        at=at,
    )
    what = events.REFUSED if refusal else events.SENT
    trail.record(what, on=reminder.contribution, by=None, at=at, said=refusal or message_id)
    return sending
