"""What waits for whoever looks after people's details."""

from collections.abc import Iterator
from datetime import date

from convene.apps.accounts.models import User
from convene.apps.registry.queries import people
from convene.ground.waiting import Rank, Section

MOST = 100


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the people whose details are to be erased, where this person may see people."""
    overdue = people.to_erase(today=today)[:MOST] if person.has_perm("registry.see_people") else ()
    if overdue:
        given = {"found": overdue}
        yield Section(rank=Rank.OVERDUE, template="registry/to_erase.html", given=given)
