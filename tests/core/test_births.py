"""Dates of birth as lists write them, held against the one asked for."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.births import birth, why

TODAY = date(2026, 6, 1)


@pytest.mark.parametrize(
    ("asked", "listed", "stands"),
    [
        ("1961-03-02", ("02 Mar 1961",), "same"),
        ("1961-03-02", ("2 March 1961",), "same"),
        ("1961-03-02", ("Mar 02, 1961",), "same"),
        ("1961-03-02", ("02/03/1961",), "same"),
        ("1961-03-02", ("03/02/1961",), "same"),
        ("1961-03-02", ("02-MAR-1961",), "same"),
        ("1961-03-02", ("1961-03-02",), "same"),
        ("1961-03-02", ("a) 4 Apr. 1950 b) 2 Mar. 1961",), "same"),
        ("1961-03-02", ("1990", "02 Mar 1961"), "same"),
        ("1961-03-02", ("1961",), "fits"),
        ("1961", ("02 Mar 1961",), "fits"),
        ("1961-03", ("circa 1958",), "fits"),
        ("1957-01-01", ("Approximately 1955- 1958",), "fits"),
        ("1957-01-01", ("Between 1955 and 1958",), "fits"),
        ("1975", ("1970-1980",), "fits"),
        ("1985-05-05", ("02 Mar 1961",), "other"),
        ("1985", ("Approximately 1955- 1958",), "other"),
        ("", ("02 Mar 1961",), ""),
        ("1961-03-02", (), ""),
        ("1961-03-02", ("unknown",), ""),
        ("02/03/1961", ("2 March 1961",), "same"),
        ("02/03/1961", ("3 February 1961",), "same"),
        ("1931 or 1957", ("1957",), "fits"),
        ("1955-1958", ("1962",), "fits"),
        ("31/02/1957", ("10 May 1989",), ""),
        ("1957", ("31/02/1989",), ""),
        ("1957", ("2031",), ""),
        ("1957", ("00/00/1989",), "other"),
    ],
)
def test_a_date_of_birth_is_the_same_can_be_the_same_or_cannot(asked, listed, stands):
    assert birth(asked, listed, on=TODAY) == stands


@given(
    st.dates(date(1900, 1, 2), TODAY),
    st.sampled_from(["%d %b %Y", "%Y-%m-%d", "%d/%m/%Y", "%B %d, %Y", "%d-%b-%Y"]),
)
def test_a_day_agrees_with_itself_however_it_is_written(day, form):
    assert birth(day.isoformat(), (day.strftime(form),), on=TODAY) == "same"


def test_what_agrees_is_said_with_both_dates():
    assert [str(sentence) for sentence in why("other", asked="1985", listed=("1961", "1962"))] == [
        "Born: asked for 1985, but the list says 1961; 1962."
    ]
    assert why("", asked="1985", listed=()) == ()
