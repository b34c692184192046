"""Who stands behind an organisation: written down, corrected, ended, or taken back as a mistake."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.actions.records import IsMerged
from convene.apps.registry.models import Import, Organisation, State, Tie
from convene.apps.registry.queries import tie_rows
from convene.core.ties import Who
from convene.ground import trail
from convene.ground.changes import allow, create_all, lock, now, write
from convene.ground.undoing import undo

MAY = "registry.see_people"


class NotUntouched(Exception):
    """Somebody has built on what was imported, so it can't all be taken back."""


@transaction.atomic
def add_tie(organisation: Organisation, who: Who, *, by: User) -> Tie:
    """Write down who stands behind an organisation, or a ship of its own. Raises IsMerged."""
    allow(by, MAY, organisation)
    if lock(organisation).state == State.MERGED:
        raise IsMerged
    at = timezone.now()
    made = _fill(Tie(organisation=organisation, added_by=by, added_at=at), who)
    write(made, what=events.TIE_ADDED, by=by, at=at, new=True)
    return _told(made, by=by, at=at)


@transaction.atomic
def correct_tie(tie: Tie, who: Who, *, seen: int, by: User) -> Tie:
    """Correct what is known of somebody; what stood there before stays in the history.

    Raises Changed.
    """
    allow(by, MAY, tie)
    locked = lock(tie, seen=seen)
    at = now(locked)
    write(_fill(locked, who), what=events.TIE_CORRECTED, by=by, at=at)
    return _told(locked, by=by, at=at)


@transaction.atomic
def end_tie(tie: Tie, *, until: date, by: User) -> Tie:
    """Say until when somebody stands behind an organisation: not before they began, and never
    longer than was said before.
    """
    allow(by, MAY, tie)
    locked = lock(tie)
    last = max(until, locked.since or until)
    if locked.until is None or last < locked.until:
        at, locked.until = now(locked), last
        write(locked, what=events.TIE_ENDED, by=by, at=at)
        _told(locked, by=by, at=at)
    return locked


@transaction.atomic
def undo_tie(tie: Tie, *, by: User) -> Tie:
    """Say that it was a mistake: nothing rests on it from now on, and it stays to be read."""
    allow(by, "registry.undo_tie", tie)
    at = now(lock(tie))
    undone = undo(tie, what=events.TIE_UNDONE, by=by, at=at)
    return _told(undone, by=by, at=at) if undone.undone_at == at else undone


def bring_ties(source: Import, *, anyway: Collection[int], by: User, at: datetime) -> None:
    """Write down whom the rows of a table name, in the transaction of whoever confirms it."""
    allow(by, MAY)
    made = [
        _fill(
            Tie(organisation=line.organisation, added_by=by, added_at=at, brought_in=source),
            line.who,
        )
        for line in tie_rows.chosen(tie_rows.lines(source), anyway=anyway)
        if line.who
    ]
    create_all(made, by=by, at=at)
    trail.record_all(events.TIE_ADDED, on=made, by=by, at=at)
    partners = {tie.organisation_id: tie.organisation for tie in made}
    trail.record_all(events.TIED, on=partners.values(), by=by, at=at)


def take_ties_back(source: Import, *, by: User, at: datetime) -> None:
    """Say that all that a table brought was a mistake. Raises NotUntouched where somebody has
    corrected, ended or taken back one of them.
    """
    made = list(source.ties.select_for_update().order_by("pk"))
    if any(tie.version != 1 or tie.undone_at for tie in made):
        raise NotUntouched
    for tie in made:
        undo(tie, what=events.TIE_UNDONE, by=by, at=at)
    partners = {tie.organisation_id: tie.organisation for tie in made}
    trail.record_all(events.TIED, on=partners.values(), by=by, at=at)


def _fill(tie: Tie, who: Who) -> Tie:
    known = {**vars(who), "numbers": list(who.numbers)}
    share, tie.party_id = known.pop("share"), known.pop("party")
    vars(tie).update(known, least=share and share.least, most=share and share.most)
    return tie


def _told(tie: Tie, *, by: User, at: datetime) -> Tie:
    """Tell the trail of the organisation that something changed: of people, never who."""
    trail.record(events.TIED, on=tie.organisation, by=by, at=at)
    return tie
