"""Records past their day go for good: one person proposes which, another decides. What stays is a
certificate.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.accounts.rules import prove
from convene.apps.retention import events, queries
from convene.apps.retention.actions.holding import AGREE, PROPOSE, REFUSE
from convene.apps.retention.models import Certificate, Disposal, Item
from convene.ground import keeping, proposals
from convene.ground.changes import allow, lock
from convene.ground.keeping import Barred, Due, Gone, Kept


class NotDue(Exception):
    """One of these is held, not past its day, proposed already, or changed since."""


class LetGo(Barred):
    """Who refused a legal hold on a record, or helped to lift one, lets others dispose of it."""


class Shortened(Barred):
    """Who shortened a clock does not agree to a disposal that this made due."""


@transaction.atomic
def propose_disposal(kind: str, records: Collection[UUID], *, reason: str, by: User) -> Disposal:
    """Propose to dispose of records past their day; nothing goes until another person agrees.
    Raises KeyError, Barred, and NotDue where one of them is not due.
    """
    allow(by, PROPOSE)
    at, shelf = timezone.now(), queries.shelf(kind, today=timezone.localdate())
    chosen = [due for due in shelf.free if due.record in set(records)]
    if not chosen or len(chosen) != len(set(records)):
        raise NotDue
    shelf.kind.may(records, by)
    disposal = Disposal(kind=kind, years=shelf.years, reason=reason)
    proposals.propose(disposal, may=PROPOSE, by=by, at=at, what=events.DISPOSAL_PROPOSED)
    Item.objects.bulk_create(_items(disposal, chosen))
    return disposal


def _items(disposal: Disposal, chosen: Iterable[Due]) -> list[Item]:
    """Write down each record and what goes with it."""
    return [
        Item(
            disposal=disposal,
            kind=kind,
            record=key,
            closed=record.closed,
            kept_until=record.kept_until,
        )
        for record in chosen
        for kind, key in record.keys(disposal.kind)
    ]


@transaction.atomic
def agree_disposal(
    disposal: Disposal, *, by: User, proved_at: datetime | None = None
) -> Certificate:
    """Delete what another person proposed, and leave a certificate. Raises Unproved, Barred, LetGo,
    Shortened, Settled, SamePerson, and NotDue where something has changed since it was proposed.
    """
    allow(by, AGREE)
    prove(proved_at)
    at, known, locked = timezone.now(), queries.kind(disposal.kind), lock(disposal)
    records = []
    if locked.state == proposals.State.PROPOSED and locked.proposed_by != by:
        records = _still_due(locked, known)
        _unbarred(records, known, by)
    agreed = proposals.agree(
        locked, may=AGREE, by=by, at=at, what=events.DISPOSAL_AGREED, certificate_id=uuid4()
    )
    return _certified(agreed, known.dispose(records, by, at), by=by, at=at)


def _still_due(disposal: Disposal, known: Kept) -> list[UUID]:
    """Return the records that were proposed. Raises NotDue unless all of them, and what goes with
    each, may go as they were. They are locked first: a hold that comes later finds them gone.
    """
    items = set(disposal.items.values_list("kind", "record"))
    keeping.lock(known.under([UUID(key) for kind, key in items if kind == disposal.kind]))
    due = known.due(disposal.years, timezone.localdate())
    going = [record for record in due if (disposal.kind, record.key) in items and not record.held]
    as_proposed = {key for record in going for key in record.keys(disposal.kind)}
    if as_proposed != items or disposal.years < queries.years(disposal.kind):
        raise NotDue
    return [due.record for due in going]


def _unbarred(records: Collection[UUID], known: Kept, by: User) -> None:
    """Raise Barred where it is for others to agree that these go."""
    known.may(records, by)
    if queries.has_let_go(known.under(records), by):
        raise LetGo(str(known.title))
    if before := queries.years_before(known.code, by):
        due = {past.record for past in known.due(max(before), timezone.localdate())}
        if not due.issuperset(records):
            raise Shortened(str(known.title))


def _certified(disposal: Disposal, gone: Gone, *, by: User, at: datetime) -> Certificate:
    return Certificate.objects.create(
        pk=disposal.certificate_id,
        kind=disposal.kind,
        years=disposal.years,
        counts=dict(gone.counts),
        hashes=[list(hash) for hash in gone.hashes],
        proposed_by=disposal.proposed_by,
        proposed_at=disposal.proposed_at,
        by=by,
        at=at,
    )


@transaction.atomic
def refuse_disposal(disposal: Disposal, *, by: User) -> Disposal:
    """Leave the records as they are; whoever proposed may think better of it. Raises Settled."""
    return proposals.refuse(
        disposal, may=REFUSE, by=by, at=timezone.now(), what=events.DISPOSAL_REFUSED
    )
