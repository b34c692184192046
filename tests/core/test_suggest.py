"""How near each way to tell of a problem is to a text decides what is offered. All are made up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene import packs
from convene.core.suggest import Suggestion, Suggestions, Told, nearest, told

WAYS = (
    Told("water", "Taps run dry"),
    Told("water", "Pipes leak"),
    Told("water", "No water in town"),
    Told("courts", "Trials take years"),
    Told("courts", "Files get lost"),
    Told("tax", "Nobody pays tax"),
    Told("votes", "Ballots vanish"),
    Told("press", "Papers close"),
    Told("", "Harvests fail"),
)


def codes(*likeness: float) -> tuple[list[str], list[str]]:
    found = nearest(WAYS, likeness)
    return [one.challenge for one in found.near], [one.challenge for one in found.perhaps]


def test_a_problem_counts_by_its_best_saying_and_by_the_mean_of_its_best_three() -> None:
    """Of water that makes 0.4, the mean of 0.5 and 0.3; of courts 0.42."""
    assert codes(0.5, 0.3, 0.1, 0.42, 0.42, 0, 0, 0, 0) == (["courts", "water"], [])


def test_the_saying_that_the_text_is_closest_to_is_told() -> None:
    found = nearest(WAYS, (0.1, 0.6, 0.2, 0, 0, 0, 0, 0, 0))
    assert found.near == (Suggestion("water", "Pipes leak"),)


def test_why_is_told_in_one_language_even_where_a_saying_of_another_is_closer() -> None:
    ways = (Told("water", "Dry taps", "en"), Told("water", "Grifos secos", "es"), Told("tax", "?"))
    for language, why in {"en": "Dry taps", "es": "Grifos secos", "fr": "Dry taps"}.items():
        (found, *_) = nearest(ways, (0.6, 0.5, 0), language=language).near
        assert found == Suggestion("water", why)


@pytest.mark.parametrize("language", ["en", "es", "fr"])
def test_every_problem_has_a_why_in_every_language(language: str) -> None:
    spoken = {way.challenge for way in told(packs.guide()) if way.language == language}
    assert spoken == {challenge.id for challenge in packs.guide().challenges}


def test_what_is_less_near_than_the_nearest_by_more_than_the_gap_is_only_a_possibility() -> None:
    assert codes(0, 0, 0, 0, 0, 0.5, 0.44, 0.43, 0) == (["tax", "votes"], ["press"])


def test_at_most_three_are_offered() -> None:
    assert codes(0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0) == (
        ["water", "courts", "tax"],
        ["votes", "press"],
    )


def test_nothing_is_offered_below_the_floor_and_nothing_named_below_the_dim() -> None:
    assert codes(0, 0, 0, 0, 0, 0.269, 0.18, 0.179, 0) == ([], ["tax", "votes"])
    assert codes(0, 0, 0, 0, 0, 0.27, 0, 0, 0) == (["tax"], [])


def test_nothing_is_offered_where_another_field_is_nearest() -> None:
    assert codes(0, 0, 0, 0, 0, 0.6, 0, 0, 0.61) == ([], [])
    assert codes(0, 0, 0, 0, 0, 0.6, 0, 0, 0.59) == (["tax"], [])


def test_without_any_way_to_tell_of_a_problem_nothing_is_offered() -> None:
    assert nearest((), ()) == Suggestions()


@given(st.lists(st.floats(-1, 1), min_size=len(WAYS), max_size=len(WAYS)))
def test_what_is_offered_is_known_once_and_never_another_field(likeness: list[float]) -> None:
    near, perhaps = codes(*likeness)
    assert len(near) <= 3
    assert len(perhaps) <= 5
    assert len({*near, *perhaps}) == len(near) + len(perhaps)
    assert "" not in {*near, *perhaps}


@pytest.mark.parametrize("challenge", packs.guide().challenges, ids=lambda each: each.id)
def test_every_problem_is_told_in_three_languages(challenge) -> None:
    (sayings,) = [each for each in packs.guide().sayings if each.challenge == challenge.id]
    assert min(len(sayings.en), 4 * len(sayings.es) // 2, 4 * len(sayings.fr) // 2) >= 4
    assert Told(challenge.id, challenge.title) in told(packs.guide())
