"""What one person says and one takes back: it stays to be read, and nothing rests on it any more.

class Link(Undoable):
    class Meta(Undoable.Meta):
        constraints = [*Undoable.Meta.constraints, one_standing("open_data_id", name="one_link")]
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, ClassVar, TypeVar

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.db.models import Q, UniqueConstraint

from convene.ground import trail
from convene.ground.changes import Person, lock, write
from convene.ground.constraints import who_and_when

STANDING = Q(undone_at=None)


class Undoable(models.Model):
    """Something that stands until somebody takes it back."""

    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    undone_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            who_and_when("undone", name="%(class)s_undone_says_who_and_when"),
        ]


U = TypeVar("U", bound=Undoable)


class Stands(Exception):
    """One of the same stands already; it is taken back first."""

    def __init__(self, record: Any) -> None:
        super().__init__(str(record))
        self.record = record


def one_standing(*fields: str, name: str) -> UniqueConstraint:
    """At most one of the same stands at a time."""
    return UniqueConstraint(fields=fields, name=name, condition=STANDING)


def stand(record: U, *, same: Iterable[str], what: trail.Kind, by: Person, at: datetime) -> U:
    """Save something new that stands from now on. Raises Stands where one does already in which
    the fields of `same` are the same.
    """
    try:
        with transaction.atomic():
            return write(record, what=what, by=by, at=at, new=True)
    except IntegrityError:
        alike = {name: getattr(record, name) for name in same}
        if there := record.__class__._base_manager.filter(STANDING, **alike).first():
            raise Stands(there) from None
        raise


def undo(record: U, *, what: trail.Kind, by: Person, at: datetime, **also: object) -> U:
    """Take something back; `also` are fields that change with it. Twice is once: who did it first
    stays.
    """
    locked = lock(record)
    if locked.undone_at is None:
        vars(locked).update(undone_by_id=by.pk, undone_at=at, **also)
        write(locked, what=what, by=by, at=at)
    return locked
