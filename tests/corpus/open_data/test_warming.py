"""Opening what serves before anyone asks."""

from convene.corpus import open_data
from tests.corpus.open_data.records import served


def test_warming_without_a_snapshot_does_nothing() -> None:
    open_data.warm()


def test_warming_opens_what_is_asked_next() -> None:
    served()
    open_data.warm()
    assert open_data.coverage().activities > 0
