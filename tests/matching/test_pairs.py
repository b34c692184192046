"""Names of one list beside each other: which are looked at together, and what sets two apart."""

import pytest

from convene.core.names import Name
from convene.matching import index, pairs, score


def organisation(text: str) -> Name:
    return Name(text=text, schema="organisation")


def test_near_names_are_paired_once_and_far_ones_not_at_all():
    names = ["Lantern Harbour Ltd", "Candle Moth", "Lantern Harbor", "Quay of Zarovia"]

    assert pairs.near(index([organisation(name) for name in names]), start=0, stop=4) == [(0, 2)]


def test_ranges_together_find_what_one_range_finds():
    within = index(
        [
            organisation(f"Lantern Harbour {word}")
            for word in ("Works", "Works Ltd", "Fund", "Quay", "Bank")
        ]
    )
    parts = {pair for start in range(5) for pair in pairs.near(within, start=start, stop=start + 1)}

    assert sorted(parts) == pairs.near(within, start=0, stop=5)


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (
            "Lantern Harbour Ltd",
            "LANTERN HARBOUR",
            {"same": True, "alone": 0.0, "slips": False, "telling": 2, "words": 2},
        ),
        ("Lantern Harbour", "Lantern Zarovia", {"same": False, "alone": 1.0, "telling": 1}),
        ("Lantern Harbour Lantern", "Lantern Harbour", {"alone": 0.0}),
        ("Lampa Works", "Lamba Works", {"slips": True}),
        ("Lampadarios", "Lampadario", {"slips": False}),
        (
            "Lantern Harbour of the Zarovian Coast Founda",
            "Lantern Harbour of the Zarovian Coast Foundation",
            {"slips": False},
        ),
        ("Lantern Fund 2", "Lantern Fund 3", {"numbers": True, "number": False}),
        ("Lantern Fund 2", "Lantern Fund", {"numbers": False, "number": True}),
        ("Lantern Kenya", "Lantern Peru", {"places": True, "branch": False}),
        ("Lantern Kenya", "Lantern", {"places": False, "branch": True}),
    ],
)
def test_what_two_names_have_in_common_and_what_sets_them_apart(
    a: str, b: str, expected: dict[str, object]
):
    found = pairs.likeness(organisation(a), organisation(b))

    assert {name: getattr(found, name) for name in expected} == expected
    assert found.score == score(organisation(a), organisation(b))
    assert found == pairs.likeness(organisation(b), organisation(a))


@pytest.mark.parametrize(
    ("name", "tells"),
    [
        ("Lantern Harbour", True),
        ("Ministry of Health", False),
        ("Ministry of Health of Paraguay", True),
        ("The Family Centre", False),
    ],
)
def test_a_name_tells_which_organisation_is_meant_by_a_word_of_its_own(name: str, tells: bool):
    assert pairs.telling(organisation(name)) is tells
