"""Two texts side by side, either of which may hold several names."""

import pytest

from convene.core.names import Name
from convene.matching import explain, explain_each


def told(left: str, right: str):
    a, b = (Name(text=text, schema="organisation") for text in (left, right))
    return explain_each(a, b)


@pytest.mark.parametrize(
    ("left", "right", "verdict"),
    [
        ("Zorblax Ltd t/a Quendor Foods", "Quendor Foods", "same"),
        ("Zorblax Ltd t/a Quendor Foods", "Quendor Foods d/b/a Zorblax Ltd", "same"),
        ("World Wells Programme (WWP)", "WWP", "same"),
        ("World Wells Programme (WWP)", "Western Weaving Partners", "different"),
        ("Zorblax Foundation - Brimfeld Office", "Zorblax Foundation", "possible"),
    ],
)
def test_the_most_alike_of_their_names_count(left, right, verdict):
    assert told(left, right).verdict == told(right, left).verdict == verdict


def test_which_part_is_meant_is_said():
    assert str(told("Zorblax Ltd t/a Quendor Foods", "Quendor Foods").why[0]) == (
        "“Quendor Foods” stands in one of them as a name of its own."
    )


def test_parts_that_mere_signs_part_say_nothing_of_their_texts():
    a, b = (Name(text=f"{text} - Department of Zorb") for text in ("Haige Bakers", "Mill Owners"))

    assert explain_each(a, b) == explain(a, b)


def test_names_that_hold_no_other_are_told_as_ever():
    a, b = Name(text="Lantern Harbour"), Name(text="Lantern Mountain")

    assert explain_each(a, b) == explain(a, b)
