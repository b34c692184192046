"""What of statements waits for whom: what partners answered, for the owner of the alliance."""

from collections.abc import Iterator
from datetime import date, timedelta

from convene.apps.accounts.models import User
from convene.apps.statements.queries.reading import Read, read, statements_with_answers
from convene.apps.workshop.models import Part
from convene.ground.waiting import Rank, Section

RECENT = timedelta(days=14)
"""How long a confirmation is told of (expert choice)."""


def sections(person: User, *, today: date) -> Iterator[Section]:
    """Yield the last statement to each partner that was answered: disputed or refused until the
    next is issued, confirmed for two weeks.
    """
    if told := [row for row in _last_answered(person) if _is_news(row, today=today)]:
        yield Section(rank=Rank.CHANGED, template="statements/came.html", given={"rows": told})


def _last_answered(person: User) -> list[Read]:
    own = Part.objects.filter(person=person, kind=Part.Kind.OWNER, until=None)
    return [read(statement) for statement in statements_with_answers(own.values("alliance"))]


def _is_news(row: Read, *, today: date) -> bool:
    if row.stands in ("disputed", "refused"):
        return True
    last = max((answer.at.date() for answer in row.statement.answers.all()), default=None)
    return row.stands == "confirmed" and last is not None and today - last <= RECENT
