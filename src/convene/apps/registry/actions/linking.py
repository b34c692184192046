"""Joining our organisations to those that open data tell of, and deciding whether two names there
are one. Both can be taken back.
"""

from collections.abc import Mapping

from django.db import IntegrityError, transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry.actions.records import create
from convene.apps.registry.content import Content
from convene.apps.registry.models import LONGEST_NAME, Link, Organisation, Sameness


class Linked(Exception):
    """That organisation of the open data is joined to one of ours already."""

    def __init__(self, link: Link) -> None:
        super().__init__(str(link))
        self.link = link


class Decided(Exception):
    """Somebody has decided about these two names already; that decision is taken back first."""

    def __init__(self, decision: Sameness) -> None:
        super().__init__(str(decision))
        self.decision = decision


@transaction.atomic
def link(organisation: Organisation, *, open_data_id: str, name: str, by: User) -> Link:
    """Say that an organisation of ours is the one with this id in the corpus. Raises Linked."""
    try:
        with transaction.atomic():
            return Link.objects.create(
                organisation=organisation,
                open_data_id=open_data_id,
                name=name[:LONGEST_NAME],
                by=by,
                at=timezone.now(),
            )
    except IntegrityError:
        if standing := Link.objects.filter(open_data_id=open_data_id, undone_at=None).first():
            raise Linked(standing) from None
        raise


@transaction.atomic
def bring_in(content: Content, *, open_data_id: str, name: str, by: User) -> Organisation:
    """Write down an organisation as open data tell of it, as a candidate, and link the two.

    Raises Linked, and NumberTaken when one of ours has its number: that one is to be linked
    instead.
    """
    organisation = create(content, by=by)
    link(organisation, open_data_id=open_data_id, name=name, by=by)
    return organisation


@transaction.atomic
def unlink(standing: Link, *, by: User) -> Link:
    """Take a link back; both organisations stay as they are. A link taken back before stays as it
    was.
    """
    locked = Link.objects.select_for_update().get(pk=standing.pk)
    if locked.undone_at is None:
        locked.undone_by, locked.undone_at = by, timezone.now()
        locked.save()
    return locked


@transaction.atomic
def decide_sameness(names: Mapping[str, str], *, same: bool, reason: str, by: User) -> Sameness:
    """Decide whether two names (text by key) are one organisation; the next build obeys. Raises
    Decided.
    """
    (a, a_name), (b, b_name) = sorted(names.items())
    said = {
        "a_name": a_name[:LONGEST_NAME],
        "b_name": b_name[:LONGEST_NAME],
        "same": same,
        "reason": reason,
    }
    try:
        with transaction.atomic():
            return Sameness.objects.create(a=a, b=b, by=by, at=timezone.now(), **said)
    except IntegrityError:
        if standing := Sameness.objects.filter(a=a, b=b, undone_at=None).first():
            raise Decided(standing) from None
        raise


@transaction.atomic
def undo_sameness(standing: Sameness, *, by: User) -> Sameness:
    """Take a decision back; the next build decides anew. A decision taken back before stays as it
    was.
    """
    locked = Sameness.objects.select_for_update().get(pk=standing.pk)
    if locked.undone_at is None:
        locked.undone_by, locked.undone_at = by, timezone.now()
        locked.save()
    return locked
