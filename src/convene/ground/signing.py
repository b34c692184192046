"""Who did something, as they were when they did it: their account may say something else since,
and no page, file or history follows it.

What an account said at each moment is its history, which is only added to.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from convene.core.lookalikes import skeleton

Life = Sequence[Any]
"""What an account said: rows of its history, the first one first."""


def lives(people: Collection[Any], *, of: Any) -> Mapping[Any, Life]:
    """Return what each of some accounts said, by their keys, in two questions at most; `of` is the
    model of accounts.
    """
    rows = of.history.filter(id__in=people).order_by("history_date", "history_id")
    by_person: dict[Any, list[Any]] = defaultdict(list)
    for row in rows:
        by_person[row.id].append(row)
    if untold := set(people) - by_person.keys():  # no action made these accounts
        by_person |= {pk: [user] for pk, user in of.objects.in_bulk(untold).items()}
    return by_person


def then(life: Life, at: datetime) -> Any:
    """Return what an account said at a moment."""
    said = (row for row in reversed(life) if getattr(row, "history_date", at) <= at)
    return next(said, life[0])


def called(name: str, address: str, *, alike: Collection[str]) -> str:
    """Return a name as it stands where somebody did something: with the address where another
    account bears one that looks the same.
    """
    return f"{name} ({address})" if skeleton(name) in alike else name


def alike(*, of: Any) -> frozenset[str]:
    """Return what names look like that more than one account bears."""
    seen = Counter(map(skeleton, of.objects.values_list("name", flat=True)))
    return frozenset(bones for bones, count in seen.items() if count > 1)
