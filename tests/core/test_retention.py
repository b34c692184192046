"""How long records are kept once they are closed."""

from datetime import date

import pytest

from convene.core.retention import CLOCKS, REMEMBERED, is_past, kept_until

CLOSED = date(2020, 2, 29)


@pytest.mark.parametrize(
    ("years", "remembered", "until"),
    [
        (7, False, date(2027, 2, 28)),
        (1, False, date(2021, 2, 28)),
        (1, True, date(2023, 2, 28)),
        (3, True, date(2023, 2, 28)),
        (4, True, date(2024, 2, 29)),
    ],
)
def test_a_record_is_kept_for_its_years_and_one_remembered_for_its_months(
    years: int, remembered: bool, until: date
):
    assert kept_until(CLOSED, years=years, remembered=remembered) == until


def test_it_is_past_its_day_the_day_after():
    day = date(2027, 2, 28)

    assert not is_past(day, today=day)
    assert is_past(day, today=date(2027, 3, 1))


def test_the_defaults_are_ours_and_within_their_limits():
    said = {kind: (clock.years, clock.least, clock.most) for kind, clock in CLOCKS.items()}

    assert said == {"vetting.case": (7, 1, 30), "registry.import": (1, 1, 10)}
    assert REMEMBERED == 36
