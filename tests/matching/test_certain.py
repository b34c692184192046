"""“Same” is said only where nothing that tells one organisation from another differs."""

import pytest

from convene.core.names import Name
from convene.matching import explain, explain_each
from tests.bench import resolution


def verdict(left: str, right: str, *, countries: tuple[str, ...] = ()) -> str:
    a, b = (Name(text=text, schema="organisation", countries=countries) for text in (left, right))
    return explain(a, b).verdict


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zorblax Quendor Trust", "The Zorblax Quendor Trust Ltd"),
        ("Müller Zorb Söhne GmbH", "Mueller Zorb Soehne GmbH"),
        ("Zorblax Energy Tech & Srvces Ltd", "Zorblax Energy Technology & Services Limited"),
        ("Haige Environmental Programme", "Haige Environmentel Programme"),
        ("Bank of Zorblax", "Zorblax Bank"),
        ("1st Zorblax Bank", "First Zorblax Bank"),
        ("X Y Z Holdings", "XYZ Holding"),
        ("The so-called Government of Zorblaxia", "Government of Zorblaxia"),
        ("Ministry of Health, Netherlands", "Netherlands - Ministry of Health"),
    ],
)
def test_names_that_differ_in_nothing_are_the_same(left, right):
    assert verdict(left, right) == "same"


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Zorblax Start Norwich", "Zorblax Start Harwich"),
        ("Mend the Zorblax Gap", "Mind the Zorblax Gap"),
        ("Zorblax International", "Zorblax International UK"),
        ("Zorblax Quendor Community Centre", "Zorblax Community Centre"),
        ("Zorblax Source One", "Zorblax Source"),
        ("Ministry of Health", "Ministry of Health"),
    ],
)
def test_what_may_be_another_is_possible_at_most(left, right):
    assert verdict(left, right) in ("possible", "different")


def test_an_office_of_every_state_is_the_same_in_one_country():
    assert verdict("Ministry of Health", "Ministry of Health", countries=("KE",)) == "same"


@pytest.mark.parametrize("half", [0, 1])
def test_nine_of_ten_aid_organisations_called_the_same_are(half: int):
    same = [
        pair.same
        for pair in resolution.labelled()
        if pair.half == half
        and explain_each(
            Name(text=pair.a, schema="organisation"), Name(text=pair.b, schema="organisation")
        ).verdict
        == "same"
    ]

    assert len(same) >= 10
    assert sum(same) >= 0.9 * len(same)
