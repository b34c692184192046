"""How a check of an alliance is answered."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.workshop import events
from convene.apps.workshop.actions.drafts import open_draft
from convene.apps.workshop.models import Alliance, Answer
from convene.apps.workshop.words import Check, Said
from convene.ground import changes, trail


@transaction.atomic
def answer(
    alliance: Alliance, check: Check, reply: Said, *, note: str, on: date | None = None, by: User
) -> Answer:
    """Answer a check; what was answered before stays in the history, and the same answer again is
    one. Raises Archived.
    """
    locked, at = open_draft(alliance, by=by), timezone.now()
    last = locked.answers.filter(code=check).last()
    if last and (last.said, last.note, last.on) == (reply, note, on):
        return last
    given = Answer(alliance=locked, code=check, said=reply, note=note, on=on, by=by, at=at)
    behalf = locked.acts_for(by)
    trail.record(
        events.ANSWERED, on=locked, by=by, at=at, behalf=behalf, check=str(check), said=str(reply)
    )
    return changes.save(given, by=by, at=at, new=True)
