"""Opening what serves before anyone asks."""

from convene.corpus import world
from tests.corpus.world.records import served


def test_warming_without_a_snapshot_does_nothing() -> None:
    world.warm()


def test_warming_opens_what_is_asked_next() -> None:
    served()
    world.warm()
    assert world.coverage().activities > 0
