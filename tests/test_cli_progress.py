"""How a command says how far it is."""

import pytest

from convene.cli.app import far


@pytest.mark.parametrize(
    ("done", "of", "seconds", "line"),
    [
        (0, 0, 9, "Reading …"),
        (5, 0, 1, "Reading: 5"),
        (5, 10, 1, "Reading: 5 of 10"),
        (0, 10, 60, "Reading: 0 of 10"),
        (12_000, 0, 4, "Reading: 12,000, 3,000 a second"),
        (12_000, 60_000, 4, "Reading: 12,000 of 60,000, 3,000 a second, 16 s left"),
        (1, 31, 10, "Reading: 1 of 31, 6 a minute, 5 min left"),
    ],
)
def test_a_rate_and_the_time_left_are_said_once_they_mean_something(
    done: int, of: int, seconds: float, line: str
):
    assert far("Reading", done, of, seconds=seconds) == line
