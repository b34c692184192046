"""Dates of birth as people write them, and those that mean none."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.births import birth
from convene.core.born import Born, read

TODAY = date(2026, 6, 1)


def days(*texts: str) -> frozenset[date]:
    return frozenset(map(date.fromisoformat, texts))


@pytest.mark.parametrize(
    "text",
    [
        *("1957-03-10", "1957/3/10", "10 March 1957", "10th of March 1957", "Mar 10, 1957"),
        *("10-MAR-1957", "10 de marzo de 1957", "10 mars 1957", "10. März 1957", "10Mar1957"),
        *("1957-03-10 00:00:00", "1957-03-10T00:00:00Z", "born 10 March 1957", "١٩٥٧-٠٣-١٠"),
        *("\u202e1957-03-10", " 1957-03-10 "),
    ],
)
def test_a_day_is_read_however_it_is_written(text: str):
    assert read(text, on=TODAY) == Born(years=((1957, 1957),), days=days("1957-03-10"))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("1957", ((1957, 1957),)),
        ("1957.0", ((1957, 1957),)),
        ("1957-03", ((1957, 1957),)),
        ("03/1957", ((1957, 1957),)),
        ("March 1957", ((1957, 1957),)),
        ("circa 1957", ((1957, 1957),)),
        ("c. 1957", ((1957, 1957),)),
        ("Between 1955 and 1958", ((1955, 1958),)),
        ("1955-1958", ((1955, 1958),)),
        ("1931 or 1957", ((1931, 1931), (1957, 1957))),
        ("", ()),
        ("  ", ()),
    ],
)
def test_a_year_is_read_without_a_day(text: str, years: tuple[tuple[int, int], ...]):
    assert read(text, on=TODAY) == Born(years=years)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("31/02/1957", "is no day of the calendar"),
        ("99/99/1900", "is no day of the calendar"),
        ("1957-13-45", "is no day of the calendar"),
        ("00/00/1957", "is no day of the calendar"),
        ("0000-00-00", "is no day of the calendar"),
        ("30 February 1957", "is no day of the calendar"),
        ("1957-02-29", "is no day of the calendar"),
        ("01/02/57", "gives a year of two digits, which may be of either century"),
        ("2-Mar-57", "gives a year of two digits, which may be of either century"),
        ("57", "gives a year of two digits, which may be of either century"),
        ("2026-06-02", "is still to come"),
        ("2027", "is still to come"),
        ("2500", "is still to come"),
        ("1849-12-31", "is before 1850"),
        ("1336-05-10", "is before 1850"),
        ("1900-01-01", "is the day that spreadsheets make of an empty cell"),
        ("30/12/1899", "is the day that spreadsheets make of an empty cell"),
        ("20889", "is a number, as spreadsheets count days, and no date"),
        ("19570310", "is a number, as spreadsheets count days, and no date"),
        ("0000", "is no date that can be read"),
        ("?", "is no date that can be read"),
        ("unknown", "is no date that can be read"),
        ("passport 1957", "is no date that can be read"),
        ("1 Jui 1957", "is no date that can be read"),
        ("1957 or unknown", "is no date that can be read"),
    ],
)
def test_what_is_no_date_of_birth_means_none_and_says_why(text: str, why: str):
    found = read(text, on=TODAY)

    assert (found.years, found.days, str(found.fault)) == ((), frozenset(), f"“{text}” {why}")


def test_a_day_that_may_be_a_month_is_both_and_is_told():
    found = read("02/03/1961", on=TODAY)

    assert found.days == days("1961-02-03", "1961-03-02")
    assert str(found.doubt) == "“02/03/1961” may be 1961-02-03 or 1961-03-02"
    assert [read(text, on=TODAY).doubt for text in ("13/02/1961", "02/02/1961", "02.03.1961")] == [
        None,
        None,
        None,
    ]


FIGURES = st.builds(
    "{0}{3}{1}{3}{2}".format,
    *(st.integers(0, 99), st.integers(0, 99), st.integers(0, 3000), st.sampled_from("/-. ")),
)


@given(st.one_of(st.text(max_size=30), FIGURES), st.dates(date(1850, 1, 1), TODAY))
def test_nobody_is_set_apart_by_a_date_that_cannot_be_read(text: str, listed: date):
    found = read(text, on=TODAY)

    assert bool(found.years) == (found.fault is None and bool(text.strip()))
    assert all(1850 <= first <= last <= TODAY.year for first, last in found.years)
    if found.fault:
        assert birth(text, [listed.isoformat()], on=TODAY) == ""
