"""How a promise comes about: asked for or proposed, edited, made, and ended."""

from collections.abc import Mapping, Sequence
from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.actions.book import book_of
from convene.apps.ledger.actions.record import (
    Lacks,
    NotNow,
    OtherContent,
    fitting,
    hold,
    not_stopped,
    nothing_proposed,
    set_lines,
    set_terms,
    source_of,
)
from convene.apps.ledger.models import ANSWERS, Contribution
from convene.apps.ledger.queries import terms as queries
from convene.apps.ledger.queries.terms import Line, Terms
from convene.apps.ledger.words import State
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance, Partner
from convene.ground.changes import allow, lock, now, write

TALK = (State.ASK, State.PROPOSED)
"""States in which a promise is freely edited."""
ENDS = {
    State.CANCELLED: ((*TALK, State.COMMITTED), events.CANCELLED),
    State.WRITTEN_OFF: ((State.COMMITTED, State.PART_DELIVERED), events.WRITTEN_OFF),
}


@transaction.atomic
def add(
    alliance: Alliance,
    *,
    id: UUID,
    partner: Partner,
    terms: Terms,
    lines: Sequence[Line] = (),
    state: State = State.PROPOSED,
    by: User,
) -> Contribution:
    """Write down what a partner is asked for or proposes. The same id with the same content returns
    the one that is there.

    Raises OtherContent, NoBook, BadAmount, Lacks, NotNow and Archived.
    """
    allow(by, "ledger.change_book", alliance)
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    book_of(locked)
    if there := Contribution.objects.filter(pk=id).first():
        return _same(there, partner=partner, terms=terms, lines=lines, state=state)
    if state not in TALK or partner.alliance_id != locked.pk or partner.left_on is not None:
        raise NotNow
    moment = timezone.now()
    promise = Contribution(pk=id, alliance=locked, partner=partner, state=state)
    promise.added_by, promise.added_at = by, moment
    set_terms(promise, terms, on=timezone.localdate(moment))
    source_of(promise)
    behalf = locked.acts_for(by)
    write(promise, what=events.ADDED, by=by, at=moment, new=True, behalf=behalf)
    set_lines(promise, lines, by=by, at=moment)
    return promise


def _same(
    there: Contribution, *, partner: Partner, terms: Terms, lines: Sequence[Line], state: State
) -> Contribution:
    first = Contribution.history.get(id=there.pk, history_type="+")
    now_given, was = vars(terms), vars(queries.terms(first))
    if terms.rate is None:  # that of the base itself is added here
        now_given, was = _without_rate(now_given), _without_rate(was)
    same_lines = queries.first_lines(there) == queries.in_order(lines)
    if now_given != was or not same_lines or (first.partner_id, first.state) != (partner.pk, state):
        raise OtherContent
    return there


def _without_rate(terms: Mapping[str, object]) -> dict[str, object]:
    own = ("rate", "rate_day", "rate_source")
    return {name: value for name, value in terms.items() if name not in own}


@transaction.atomic
def edit(
    promise: Contribution,
    *,
    terms: Terms,
    lines: Sequence[Line],
    state: State,
    seen: int | None = None,
    by: User,
) -> Contribution:
    """Change what is not promised yet. Raises Changed, NotNow, BadAmount, Lacks and Archived."""
    locked = hold(promise, *TALK, may="ledger.change_promise", by=by, seen=seen)
    if state not in TALK:
        raise NotNow
    moment = now(locked)
    set_terms(locked, terms, on=timezone.localdate(moment))
    source_of(locked)
    locked.state = state
    write(locked, what=events.EDITED, by=by, at=moment, behalf=locked.alliance.acts_for(by))
    set_lines(locked, lines, by=by, at=moment)
    return locked


@transaction.atomic
def commit(
    promise: Contribution, *, agreed_on: date, seen: int | None = None, by: User
) -> Contribution:
    """Note that the partner has promised it. Raises Stopped where vetting stops the partner, Lacks
    for what a promise has to say, Changed, NotNow and Archived.
    """
    locked = hold(promise, *TALK, may="ledger.change_promise", by=by, seen=seen)
    not_stopped(locked, "commitments")
    fitting(locked, queries.lines(locked))
    if not locked.partner.is_in_on(agreed_on) or agreed_on > timezone.localdate():
        raise Lacks("agreed_on")
    moment = now(locked)
    locked.state, locked.agreed_on = State.COMMITTED, agreed_on
    behalf = locked.alliance.acts_for(by)
    return write(locked, what=events.COMMITTED, by=by, at=moment, behalf=behalf)


@transaction.atomic
def answer(
    promise: Contribution, *, answers: Mapping[str, str], seen: int | None = None, by: User
) -> Contribution:
    """Answer “may it count?”: yes, no, or empty for nothing said, which counts as no. Raises
    Changed, NotNow for one that has ended, and Archived.
    """
    going = (*TALK, State.COMMITTED, State.PART_DELIVERED, State.DELIVERED)
    locked = hold(promise, *going, may="ledger.change_promise", by=by, seen=seen)
    vars(locked).update({code: answers.get(code, "") for code in ANSWERS})
    behalf = locked.alliance.acts_for(by)
    return write(locked, what=events.ANSWERED, by=by, at=now(locked), behalf=behalf)


@transaction.atomic
def end(
    promise: Contribution, *, state: State, reason: str, seen: int | None = None, by: User
) -> Contribution:
    """Cancel a promise of which nothing has come, or write off the rest of one. Raises Changed,
    Undecided, NotNow, Lacks and Archived.
    """
    before, event = ENDS[state]
    locked = hold(promise, *before, may="ledger.change_promise", by=by, seen=seen)
    if not reason.strip():
        raise Lacks("reason")
    nothing_proposed(locked)
    if state == State.CANCELLED and locked.verified:
        raise NotNow
    locked.state, locked.ended_because = state, reason.strip()
    behalf = locked.alliance.acts_for(by)
    return write(
        locked, what=event, by=by, at=now(locked), behalf=behalf, reason=locked.ended_because
    )
