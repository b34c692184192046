"""How the book of an alliance is opened."""

from django.db import transaction
from django.utils import timezone

from convene.apps.accounts.models import User
from convene.apps.ledger import events
from convene.apps.ledger.models import Book
from convene.apps.workshop.actions import Archived
from convene.apps.workshop.models import Alliance
from convene.ground.changes import allow, lock, write


class NoBook(Exception):
    """The alliance has no book yet: nobody has said in which currency it counts."""


class AlreadyOpen(Exception):
    """The book of this alliance counts in another currency already."""


@transaction.atomic
def open_book(alliance: Alliance, *, base: str, rule: str = "gda", by: User) -> Book:
    """Say in which currency an alliance counts, once; the same again is the same book. Raises
    AlreadyOpen and Archived.
    """
    allow(by, "ledger.change_book", alliance)
    locked = lock(alliance)
    if locked.archived_at is not None:
        raise Archived
    there = Book.objects.filter(alliance=locked).first()
    if there is not None:
        if there.base != base:
            raise AlreadyOpen
        return there
    moment = timezone.now()
    book = Book(alliance=locked, base=base, rule=rule, opened_by=by, opened_at=moment)
    return write(book, what=events.OPENED, by=by, at=moment, new=True, base=base)


def book_of(alliance: Alliance) -> Book:
    """Raises NoBook."""
    book = Book.objects.filter(alliance=alliance).first()
    if book is None:
        raise NoBook
    return book
