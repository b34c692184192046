"""What of promises waits for whom."""

from collections.abc import Iterator
from datetime import date

from convene.apps.accounts.models import User
from convene.apps.ledger.queries.yours import yours
from convene.apps.workshop.queries import drafts
from convene.ground.waiting import Rank, Section


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield what a person can verify, answer, settle or agree to in what they read."""
    mine = drafts.visible(person).order_by().values("pk")
    if rows := yours(mine, by=person, today=today):
        yield Section(rank=Rank.YOURS, template="ledger/waiting.html", given={"yours": rows})
