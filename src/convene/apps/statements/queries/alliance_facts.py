"""What the gates and the front page of an alliance are told of its statements."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.urls import reverse

from convene.apps.ledger.models import Contribution, Delivery
from convene.apps.statements.models import Statement
from convene.apps.statements.queries.reading import Read, changes, of_alliance, read
from convene.apps.workshop.models import Alliance
from convene.apps.workshop.words import State
from convene.core.lifecycle import Statement as Told


def of_partners(alliance: Alliance, *, today: date) -> Mapping[UUID, Mapping[str, Any]]:
    """Tell what each partner said of its last statement, where that reaches to the end."""
    end = last_day(alliance)
    last: dict[UUID, Statement] = {}
    if end is not None:
        for statement in of_alliance(alliance).filter(until__gte=end):
            last.setdefault(statement.partner_id, statement)
    answers = {key: _told(read(statement)) for key, statement in last.items()}
    return {key: {"statement": answer} for key, answer in answers.items() if answer}


def places(alliance: Alliance) -> Mapping[str, str]:
    return {"statement": reverse("statements:list", args=[alliance.pk])}


def last_day(alliance: Alliance) -> date | None:
    """Return the last day that the last statement of a partner has to reach: the day on which the
    alliance began to close, or before that its planned end.
    """
    closing = alliance.moves.filter(state=State.CLOSING).aggregate(on=Max("on"))["on"]
    return closing or alliance.ends_on


def _told(statement: Read) -> Told | None:
    """Return what a partner said; a confirmation counts while it holds all that is recorded."""
    if statement.refusal is not None:
        return Told(answer="refused", reason=statement.refusal.reason)
    if statement.stands != "confirmed" or _is_behind(statement.statement):
        return None
    return Told(answer="confirmed")


def _is_behind(statement: Statement) -> bool:
    """Say whether the ledger has gone on since; the lines are compared only where a promise was
    written to.
    """
    own = Contribution.objects.filter(partner=statement.partner_id)
    if not own.filter(changed_at__gt=statement.at).exists():
        return False
    later = Delivery.objects.filter(
        contribution__in=own, on__gt=statement.until, recorded_at__gt=statement.at
    )
    return later.exists() or bool(changes(statement))
