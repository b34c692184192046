"""Letters to a partner: written once, sent by a worker, and called sent only when the mail server
took them.
"""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.jobs.actions import ask
from convene.apps.jobs.models import KINDS
from convene.apps.vetting import events
from convene.apps.vetting.actions.record import DoesNotStand, NotNow
from convene.apps.vetting.models import Case, Letter, Sending
from convene.apps.vetting.queries import clearances, letters
from convene.core.diligence import CLEARED, VERDICTS, State
from convene.documents import diligence_letter
from convene.ground import trail
from convene.ground.changes import allow, lock, now, write

MAY = "vetting.write_letter"


@transaction.atomic
def write_letter(
    case: Case,
    *,
    addressee: str,
    reply_until: date,
    language: str,
    by: User,
    to: str = "",
    note: str = "",
) -> Letter:
    """Write to the partner: what was decided, or before that what it is asked to reply to. With an
    address it goes out by mail. A letter that asks something gives the first day by which that is
    to be answered, and no other. Raises NotNow where there is nothing to write of, DoesNotStand
    where a letter would say that a clearance holds which does not.
    """
    allow(by, MAY)
    locked = lock(case)
    at = now(locked)
    reply_until = letters.answer_by(locked, today=timezone.localdate(at)) or reply_until
    facts = _facts(
        locked,
        at=at,
        by=letters.signature(by, at, language=language),
        addressee=addressee,
        reply_until=reply_until,
        note=note,
    )
    if not facts.decision and not facts.questions:
        raise DoesNotStand if State(locked.state) in CLEARED else NotNow
    letter = Letter.objects.create(
        case=locked,
        round=locked.round,
        kind="decision" if facts.decision else "questions",
        language=language,
        addressee=addressee.strip(),
        to=to,
        subject=diligence_letter.subject(facts, language=language),
        body=diligence_letter.body(facts, language=language),
        reply_until=reply_until,
        by=by,
        at=at,
    )
    write(locked, what=events.LETTER_WRITTEN, by=by, at=at, addressee=letter.addressee)
    if to:
        ask(KINDS["vetting.letter"], letter=letter.pk)
    return letter


def _facts(
    case: Case,
    *,
    at: datetime,
    by: tuple[str, ...],
    addressee: str,
    reply_until: date,
    note: str,
) -> diligence_letter.Facts:
    state, today = State(case.state), timezone.localdate(at)
    decided = state in VERDICTS and (state not in CLEARED or clearances.stands(case, today=today))
    asked = letters.asked(case, today=today)
    return diligence_letter.Facts(
        partner=str(case.organisation),
        addressee=addressee,
        scope=case.scope,
        decision=case.state if decided else "",
        reply_until=reply_until,
        by=by,
        valid_until=case.valid_until,
        conditions=tuple(case.conditions.values_list("text", flat=True)) if decided else (),
        questions=tuple(reply.question for reply in asked),
        note=note,
    )


@transaction.atomic
def send_letter(letter: Letter, *, by: User) -> None:
    """Send a letter again that no mail server has taken yet. Raises NotNow."""
    allow(by, MAY)
    locked = lock(letter)
    if not locked.to or locked.sendings.filter(taken=True).exists():
        raise NotNow
    ask(KINDS["vetting.letter"], letter=locked.pk)


@transaction.atomic
def note_sending(letter: Letter, *, message_id: str, refusal: str = "") -> Sending:
    """Note what came of a try to send a letter: no `refusal` means that it was taken. Called by
    the worker that sends, which asked nobody.
    """
    locked, at = lock(letter), timezone.now()
    sending = Sending.objects.create(
        letter=locked,
        to=locked.to,
        message_id=message_id,
        taken=not refusal,
        said=refusal[:1000],
        at=at,
    )
    what = events.LETTER_REFUSED if refusal else events.LETTER_SENT
    trail.record(what, on=locked.case, by=None, at=at, to=locked.to, said=refusal or message_id)
    return sending
