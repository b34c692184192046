"""A tree of tasks: numbers, what may go where, and how far the work is, counted in leaves."""

from collections.abc import Mapping
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from convene.core.unbundling import (
    MOST_LEVELS,
    Piece,
    below,
    outline,
    progress,
    refusal,
    shifted,
)


def key(number: int) -> UUID:
    return UUID(int=number)


def piece(number: int, parent: int | None = None, *, done: bool = False) -> Piece:
    return Piece(id=key(number), parent=key(parent) if parent else None, is_done=done)


MARKET = (
    piece(1),
    piece(2),
    piece(3, 1, done=True),
    piece(4, 1),
    piece(5, 4, done=True),
    piece(6, 4),
    piece(7, 6),
)
"""1 of 3 and 4; 4 of 5 and 6; 6 of 7; and 2."""


def test_pieces_stand_in_the_order_of_the_tree_with_what_is_done_of_their_leaves():
    shown = [
        (placed.number, placed.level, placed.parts, placed.done, placed.of)
        for placed in outline(MARKET)
    ]
    assert shown == [
        ("1", 1, 2, 2, 3),
        ("1.1", 2, 0, 1, 1),
        ("1.2", 2, 2, 1, 2),
        ("1.2.1", 3, 0, 1, 1),
        ("1.2.2", 3, 1, 0, 1),
        ("1.2.2.1", 4, 0, 0, 1),
        ("2", 1, 0, 0, 1),
    ]
    assert progress(outline(MARKET)) == (2, 4)


def test_what_has_parts_is_done_when_they_are_whatever_is_said_of_itself():
    whole, part = outline((piece(1, done=True), piece(2, 1)))
    assert (whole.is_done, part.is_done) == (False, False)
    assert outline((piece(1), piece(2, 1, done=True)))[0].is_done


def test_nothing_is_nothing_and_not_all_done():
    assert outline(()) == ()
    assert progress(()) == (0, 0)


def test_what_is_under_a_piece_comes_after_what_it_is_part_of():
    assert below(key(1), MARKET) == (key(3), key(4), key(5), key(6), key(7))
    assert below(key(2), MARKET) == ()


def test_where_a_piece_may_go():
    places = {
        (1, None): None,
        (1, 1): "under_itself",
        (1, 7): "under_itself",
        (1, 2): "too_deep",  # four levels of its own
        (4, 2): None,
        (6, 3): None,
        (6, 5): "too_deep",
        (2, 6): None,
        (2, 7): "too_deep",
        (9, 6): None,  # not there yet
        (9, 7): "too_deep",
    }
    asked = {
        (number, under): refusal(key(number), under=key(under) if under else None, pieces=MARKET)
        for number, under in places
    }
    assert asked == places


def test_a_piece_changes_places_with_its_neighbour_and_the_ends_stay():
    assert shifted("abc", "b", by=-1) == ("b", "a", "c")
    assert shifted("abc", "b", by=1) == ("a", "c", "b")
    assert shifted("abc", "a", by=-1) == ("a", "b", "c")
    assert shifted("abc", "c", by=1) == ("a", "b", "c")


NUMBERS = st.integers(min_value=1, max_value=12)


@given(st.lists(st.tuples(NUMBERS, st.none() | NUMBERS), max_size=60))
def test_whatever_moves_there_is_no_circle_no_fifth_level_and_every_id_stays(
    moves: list[tuple[int, int | None]],
):
    parents: Mapping[int, int | None] = dict.fromkeys(range(1, 13))
    for number, under in moves:
        pieces = tuple(piece(one, parent) for one, parent in parents.items())
        to = key(under) if under else None
        if refusal(key(number), under=to, pieces=pieces) is None:
            parents = {**parents, number: under}

        placed = outline(piece(one, parent) for one, parent in parents.items())
        assert {item.piece.id for item in placed} == {key(one) for one in range(1, 13)}
        assert max(item.level for item in placed) <= MOST_LEVELS
        assert placed[0].number == "1"
