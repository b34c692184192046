"""Money that is passed on in a circle was given first by nobody; a long way round is none."""

import pytest

from convene.core.contributions import Column, State
from convene.core.leverage import Case, Promise, in_circle


def _case(**sources: str) -> Case:
    promises = tuple(
        Promise(
            id=id,
            partner="bank",
            column=Column.CASH,
            state=State.COMMITTED,
            passed_on_from=source or None,
        )
        for id, source in sources.items()
    )
    return Case(base="USD", own=frozenset(), origins={}, promises=promises)


@pytest.mark.parametrize(
    ("sources", "circle"),
    [
        ({"a": "", "b": "a", "c": "b"}, ()),
        ({"a": "elsewhere"}, ()),
        ({"a": "a"}, ("a",)),
        ({"a": "b", "b": "c", "c": "a"}, ("a", "b", "c")),
        ({"way": "in", "in": "a", "a": "b", "b": "a"}, ("a", "b")),
        ({"b": "way", "way": "a", "a": "way"}, ("way", "a")),
    ],
)
def test_the_first_circle(sources: dict[str, str], circle: tuple[str, ...]):
    assert in_circle(_case(**sources)) == circle


def test_a_long_way_is_gone_once():
    long = {f"n{number}": f"n{number + 1}" for number in range(50_000)}
    assert in_circle(_case(**long, n50000="")) == ()
