"""Joining our organisations to those that open data tell of, and deciding whether two names there
are one. Both can be taken back.
"""

from collections.abc import Mapping

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.registry import events
from convene.apps.registry.actions.records import create
from convene.apps.registry.models import LONGEST_NAME, Link, Organisation, Sameness
from convene.core.organisations import Content
from convene.ground.changes import allow
from convene.ground.undoing import stand, undo


@transaction.atomic
def link(organisation: Organisation, *, open_data_id: str, name: str, by: User) -> Link:
    """Say that an organisation of ours is the one with this id in the corpus. Raises Stands with
    the link where it is joined to one already.
    """
    allow(by, "registry.link", organisation)
    at, called = timezone.now(), name[:LONGEST_NAME]
    made = Link(organisation=organisation, open_data_id=open_data_id, name=called, by=by, at=at)
    return stand(made, same=["open_data_id"], what=events.LINKED, by=by, at=at)


@transaction.atomic
def bring_in(content: Content, *, open_data_id: str, name: str, by: User) -> Organisation:
    """Write down an organisation as open data tell of it, as a candidate, and link the two.

    Raises Stands as `link` does, and NumberTaken when one of ours has its number: that one is to
    be linked instead.
    """
    organisation = create(content, by=by)
    link(organisation, open_data_id=open_data_id, name=name, by=by)
    return organisation


@transaction.atomic
def unlink(standing: Link, *, by: User) -> Link:
    """Take a link back; both organisations stay as they are."""
    allow(by, "registry.link", standing)
    return undo(standing, what=events.UNLINKED, by=by, at=timezone.now())


@transaction.atomic
def decide_sameness(names: Mapping[str, str], *, same: bool, reason: str, by: User) -> Sameness:
    """Decide whether two names (text by key) are one organisation; the next build obeys. Raises
    Stands with what was decided about them already.
    """
    allow(by, "registry.decide_sameness")
    (a, a_name), (b, b_name) = sorted(names.items())
    made = Sameness(a=a, b=b, same=same, reason=reason, by=by, at=timezone.now())
    made.a_name, made.b_name = a_name[:LONGEST_NAME], b_name[:LONGEST_NAME]
    return stand(made, same=["a", "b"], what=events.SAMENESS_DECIDED, by=by, at=made.at)


@transaction.atomic
def undo_sameness(standing: Sameness, *, by: User) -> Sameness:
    """Take a decision back; the next build decides anew."""
    allow(by, "registry.decide_sameness", standing)
    return undo(standing, what=events.SAMENESS_UNDONE, by=by, at=timezone.now())
