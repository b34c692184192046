"""One proposes, another decides: a merge, a match taken back, and whatever else takes two people.

A kind of proposal is a model and the actions that say what it does:

    class Merge(Proposal):
        duplicate = models.ForeignKey(Organisation, ...)

        class Meta(Proposal.Meta):
            constraints = [*Proposal.Meta.constraints, one_standing("duplicate", name="one_merge")]

    @transaction.atomic
    def agree(merge: Merge, *, by: User) -> Merge:
        locked = proposals.agree(merge, may="registry.confirm_merge", by=by, at=now())
        ...  # what it does
"""

from datetime import datetime
from typing import ClassVar, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import CheckConstraint, F, Q, UniqueConstraint
from django.utils.translation import gettext_lazy as _

from convene.ground import trail
from convene.ground.changes import Person, allow, lock, save, write
from convene.ground.constraints import known, said, who_and_when
from convene.ground.undoing import Undoable


class Settled(Exception):
    """Somebody has decided about this proposal already."""


class Waiting(Exception):
    """There is a proposal about this already."""


class SamePerson(Exception):
    """It takes two people: whoever proposed it cannot agree."""


class State(models.TextChoices):
    PROPOSED = "proposed", _("Waiting for a second person")
    AGREED = "agreed", _("Agreed")
    REFUSED = "refused", _("Refused")
    UNDONE = "undone", _("Taken back")


class Proposal(Undoable):
    """Something that one person proposes and another decides; once agreed it may be taken back."""

    reason = models.TextField(_("reason"), max_length=5000)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    undone_reason = models.TextField(_("reason"), max_length=5000, blank=True)

    class Meta:
        abstract = True
        ordering: ClassVar = ["proposed_at", "id"]
        constraints: ClassVar = [
            known("state", State.values, name="%(class)s_state_is_known"),
            CheckConstraint(name="%(class)s_has_a_reason", condition=said("reason")),
            who_and_when(
                "decided",
                name="%(class)s_decided_says_who_and_when",
                when=~Q(state="proposed"),
            ),
            CheckConstraint(
                name="%(class)s_takes_two_people",
                condition=~Q(state__in=("agreed", "undone")) | ~Q(decided_by=F("proposed_by")),
            ),
            who_and_when(
                "undone", name="%(class)s_undone_says_who_and_when", when=Q(state="undone")
            ),
            CheckConstraint(
                name="%(class)s_undone_says_why",
                condition=Q(undone_reason="") & ~Q(state="undone")
                | Q(state="undone") & Q(said("undone_reason")),
            ),
        ]


def one_waiting(
    *fields: str, name: str, states: tuple[str, ...] = ("proposed",)
) -> UniqueConstraint:
    """At most one proposal about the same thing in one of these states."""
    return UniqueConstraint(fields=fields, name=name, condition=Q(state__in=states))


P = TypeVar("P", bound=Proposal)


def propose(
    proposal: P, *, may: str, by: Person, at: datetime, what: trail.Kind | None = None
) -> P:
    """Save a proposal; nothing else changes until another person agrees.

    Raises PermissionDenied, and Waiting where one about the same thing stands already. `what`, here
    and below, is the line that the proposal itself gets, where it has a trail of its own.
    """
    allow(by, may, proposal)
    vars(proposal).update(proposed_by_id=by.pk, proposed_at=at, reason=proposal.reason.strip())
    try:
        with transaction.atomic():
            return _keep(proposal, what=what, by=by, at=at, new=True)
    except IntegrityError as error:
        if "unique" in str(error).lower():
            raise Waiting from error
        raise


def agree(
    proposal: P,
    *,
    may: str,
    by: Person,
    at: datetime,
    what: trail.Kind | None = None,
    **also: object,
) -> P:
    """Agree, and return the proposal as it stands, locked; the caller does what was agreed.

    `also` are fields of the proposal to keep with it. Raises PermissionDenied, Settled, SamePerson.
    """
    locked = _standing(proposal, State.PROPOSED, may=may, by=by)
    if locked.proposed_by == by:
        raise SamePerson
    return _decide(locked, State.AGREED, what=what, by=by, at=at, **also)


def refuse(
    proposal: P,
    *,
    may: str,
    by: Person,
    at: datetime,
    what: trail.Kind | None = None,
    **also: object,
) -> P:
    """Leave things as they are; whoever proposed may think better of it. `also` are fields of the
    proposal to keep with it. Raises PermissionDenied, Settled.
    """
    locked = _standing(proposal, State.PROPOSED, may=may, by=by)
    return _decide(locked, State.REFUSED, what=what, by=by, at=at, **also)


def undo(
    proposal: P,
    *,
    reason: str,
    may: str,
    by: Person,
    at: datetime,
    what: trail.Kind | None = None,
) -> P:
    """Take back what was agreed; the caller undoes it. Raises PermissionDenied, Settled."""
    locked = _standing(proposal, State.AGREED, may=may, by=by)
    vars(locked).update(
        state=State.UNDONE, undone_by_id=by.pk, undone_at=at, undone_reason=reason.strip()
    )
    return _keep(locked, what=what, by=by, at=at)


def _standing(proposal: P, state: State, *, may: str, by: Person) -> P:
    locked = lock(proposal)
    allow(by, may, locked)
    if locked.state != state:
        raise Settled
    return locked


def _decide(
    locked: P, state: State, *, what: trail.Kind | None, by: Person, at: datetime, **also: object
) -> P:
    vars(locked).update(state=state, decided_by_id=by.pk, decided_at=at, **also)
    return _keep(locked, what=what, by=by, at=at)


def _keep(
    proposal: P, *, what: trail.Kind | None, by: Person, at: datetime, new: bool = False
) -> P:
    if what is None:
        return save(proposal, by=by, at=at, new=new)
    return write(proposal, what=what, by=by, at=at, new=new)
