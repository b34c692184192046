"""A row that went out and came back, while its record went on here."""

import pytest

from convene.core.going_round import Move, is_conflict, moves


@pytest.mark.parametrize(
    ("went", "here", "yours", "moved", "conflict"),
    [
        ("5", "5", "5", False, False),
        ("5", "5", "6", True, False),
        ("5", "7", "5", True, False),
        ("5", "7", "6", True, True),
        ("5", "7", "7", True, False),
    ],
)
def test_who_changed_a_cell(went: str, here: str, yours: str, moved: bool, conflict: bool):
    found = moves(exported={"amount": went}, here={"amount": here}, yours={"amount": yours})

    assert bool(found) == moved
    assert is_conflict(found) == conflict


def test_two_sides_that_changed_two_columns_are_in_conflict():
    found = moves(
        exported={"title": "Cash", "amount": "5", "unit": ""},
        here={"title": "Cash, soon", "amount": "5", "unit": ""},
        yours={"title": "Cash", "amount": "6"},
    )

    assert found == (
        Move(column="title", exported="Cash", here="Cash, soon", yours="Cash"),
        Move(column="amount", exported="5", here="5", yours="6"),
    )
    assert [(move.is_theirs, move.is_yours) for move in found] == [(True, False), (False, True)]
    assert is_conflict(found)
