"""How a promise changes once it was made: by a new version, with its reason and who signed."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.record import (
    Lacks,
    OtherContent,
    add_up,
    fitting,
    hold,
    not_stopped,
    nothing_proposed,
    set_lines,
    set_terms,
    source_of,
)
from convene.apps.ledger.models import Amendment, Contribution
from convene.apps.ledger.queries import standing
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.queries.terms import Line, Terms
from convene.apps.ledger.words import MADE
from convene.core.contributions import check_amendment, is_moved
from convene.ground.changes import now, save, write


class Fixed(Exception):
    """Something came already: what it is counted as, and its currency, stay."""


@transaction.atomic
def amend(
    promise: Contribution,
    *,
    id: UUID,
    terms: Terms,
    lines: Sequence[Line],
    reason: str,
    signatory: str,
    seen: int | None = None,
    by: User,
) -> Amendment:
    """Change a promise that was made, but for the days on which it is due: those move by agreement.
    The same id with the same content returns the amendment that is there.

    Raises OtherContent, Fixed, Stopped, Undecided, Changed, BadAmount, Lacks, NotNow, Archived.
    """
    there = Amendment.objects.filter(pk=id).first()
    given = _given(terms, lines)
    locked = hold(promise, *MADE, may="ledger.change_promise", by=by, seen=None if there else seen)
    if there is not None:
        return _same(there, locked, given, reason=reason, signatory=signatory)
    not_stopped(locked, "commitments", "amendments")
    nothing_proposed(locked)
    _within(locked, terms, reason=reason, signatory=signatory)
    if is_moved(_days(queries.lines(locked)), _days(lines)):
        raise Lacks("due_day_moves_by_agreement")
    moment, was = now(locked), _given(queries.terms(locked), queries.lines(locked))
    set_terms(locked, terms, on=locked.rate_day or timezone.localdate(moment))
    source_of(locked)
    fitting(locked, lines)
    add_up(locked)
    locked.state = standing.state_after(locked, locked.deliveries.prefetch_related("steps"))
    made = Amendment(pk=id, contribution=locked, was=was, becomes=given, by=by, at=moment)
    made.number = locked.amendments.count() + 1
    made.reason, made.signatory = reason.strip(), signatory.strip()
    save(made, by=by, at=moment, new=True)
    set_lines(locked, lines, by=by, at=moment)
    write(
        locked,
        what=events.AMENDED,
        by=by,
        at=moment,
        behalf=locked.alliance.acts_for(by),
        number=made.number,
        reason=made.reason,
    )
    return made


def _within(promise: Contribution, terms: Terms, *, reason: str, signatory: str) -> None:
    if not reason.strip() or not signatory.strip():
        raise Lacks("signatory" if reason.strip() else "reason")
    check_amendment(terms.amount or Decimal(0), verified=promise.verified)
    is_other = (terms.column, terms.currency) != (promise.column, promise.currency)
    if is_other and promise.deliveries.exists():
        raise Fixed


def _days(lines: Sequence[Line]) -> list[tuple[date, Decimal | None]]:
    return [(line.due_on, line.amount) for line in lines]


def _given(terms: Terms, lines: Sequence[Line]) -> dict[str, Any]:
    """Return terms and lines as JSON keeps them: exact, as texts."""
    return {
        **{name: _kept(value) for name, value in vars(terms).items()},
        "lines": [
            {name: _kept(value) for name, value in vars(line).items()}
            for line in queries.in_order(lines)
        ],
    }


def _kept(value: Any) -> Any:
    if isinstance(value, Decimal):
        text = f"{value:f}"
        return text.rstrip("0").rstrip(".") if "." in text else text
    if value is None or isinstance(value, bool | str):
        return value
    return DjangoJSONEncoder().default(value)


def _same(
    there: Amendment, promise: Contribution, given: dict[str, Any], *, reason: str, signatory: str
) -> Amendment:
    again = (promise.pk, given, reason.strip(), signatory.strip())
    if (there.contribution_id, there.becomes, there.reason, there.signatory) != again:
        raise OtherContent
    return there
