"""What the tables of the scorecard leave to say: how a whole card is put together."""

from decimal import Decimal

from convene.core.guide import Shortfall
from convene.core.scorecard import (
    Band,
    Figure,
    Figures,
    Indicator,
    Right,
    Rule,
    Source,
    band,
    scorecard,
    suggested,
)

SCALE = (Decimal(-100), Decimal(100))
VALUES = {"honesty": "9", "speech": "1", "voting": "9", "budget": "1"}
"""Figures of the country that is asked about; of five others each has 0, 2, 4, 6 and 8."""


def indicator(id: str, *, banded_by: str = "value", source: str = "survey") -> Indicator:
    return Indicator(
        id=id,
        title=id,
        asks="",
        source=source,
        scale=SCALE,
        banded_by=banded_by,  # type: ignore[arg-type]  # "rank" or "value"
        bar=Decimal(1) if id == "budget" else None,
    )


def figure(
    country: str,
    id: str,
    value: str,
    *,
    year: int = 2020,
    error: Decimal | None = None,
    rank: Decimal | None = None,
) -> Figure:
    return Figure(
        country=country, indicator=id, year=year, value=Decimal(value), error=error, rank=rank
    )


def known(*more: Figure) -> Figures:
    """Return what is known of “me”, five others of its group, and one of another group."""
    others = [
        figure(f"other {value}", id, value) for id in VALUES for value in ("0", "2", "4", "6", "8")
    ]
    mine = [figure("me", id, value) for id, value in VALUES.items()]
    figures = [*others, *mine, figure("far", "honesty", "90"), *more]
    return Figures(
        sources=(source("survey", 2020), source("older", 2015)),
        indicators=(*map(indicator, VALUES), indicator("rank", banded_by="rank", source="older")),
        bands={
            "value": (Band(least=Decimal(-100), title="low"), Band(least=Decimal(5), title="high")),
            "rank": (Band(least=Decimal(0), title="last"), Band(least=Decimal(50), title="first")),
        },
        rule=Rule(corruption="honesty", rights=(right("speech"), right("voting"))),
        groups={one.country: "Low income" for one in figures} | {"far": "High income"},
        figures={(one.country, one.indicator): one for one in figures},
    )


def source(id: str, edition: int) -> Source:
    return Source(id=id, title="", publisher="", licence="", address="", edition=edition)


def right(by: str) -> Right:
    return Right(id=by, title=by, by=by, because="")


def test_a_card_says_part_by_part_what_the_rule_says():
    card = scorecard("me", known=known())

    assert (card.country, card.group) == ("me", "Low income")
    assert [(one.indicator, one.passes, one.by) for one in card.results] == [
        ("honesty", True, "median"),
        ("speech", False, "median"),
        ("voting", True, "median"),
        ("budget", True, "bar"),
        ("rank", None, ""),
    ]
    assert (card.passed, card.judged, card.missing) == (3, 4, 1)
    assert (card.half, card.corruption, card.rights, card.passes) == (True, True, True, True)
    assert card.failing == ("speech",)


def test_each_part_of_the_rule_can_fail_alone():
    dishonest = scorecard("me", known=known(figure("me", "honesty", "1")))
    assert (dishonest.half, dishonest.corruption, dishonest.rights) == (None, False, True)

    silent = scorecard("me", known=known(figure("me", "voting", "1")))
    assert (silent.half, silent.corruption, silent.rights) == (None, True, False)


def test_only_countries_of_the_same_income_are_compared():
    (honesty, *_) = scorecard("me", known=known()).results

    assert (honesty.median, honesty.countries) == (Decimal(5), 6)


def test_a_card_of_a_country_without_a_group_says_so():
    card = scorecard("nowhere", known=known())

    assert (card.country, card.group, card.judged, card.missing) == ("nowhere", "", 0, 5)
    assert {one.countries for one in card.results} == {0}


def test_a_figure_of_the_edition_is_judged_and_an_earlier_one_told():
    now, earlier = figure("me", "honesty", "9"), figure("me", "honesty", "9", year=2019)

    (current, *_) = scorecard("me", known=known(now)).results
    assert (current.figure, current.earlier) == (now, None)
    (old, *_) = scorecard("me", known=known(earlier)).results
    assert (old.figure, old.earlier, old.countries) == (None, earlier, 5)


def test_only_what_is_held_against_the_median_can_be_near_it():
    card = scorecard(
        "me",
        known=known(
            figure("me", "honesty", "9", error=Decimal(100)),  # above the median
            figure("me", "speech", "1", error=Decimal(100)),  # below it
            figure("me", "budget", "1", error=Decimal(100)),  # at its bar
            figure("me", "rank", "1", year=2015, error=Decimal(100)),  # nobody to compare with
        ),
    )

    assert [(one.indicator, one.near) for one in card.results] == [
        ("honesty", True),
        ("speech", True),
        ("voting", False),
        ("budget", False),
        ("rank", False),
    ]


def test_a_figure_is_read_by_its_own_measure():
    assert band(figure("me", "honesty", "4.99"), known=known()) == "low"
    assert band(figure("me", "honesty", "5"), known=known()) == "high"
    ranked = figure("me", "rank", "-3", rank=Decimal(50))
    assert band(ranked, known=known()) == "first"
    assert band(figure("me", "rank", "-3"), known=known()) == ""


def test_what_fails_may_point_to_something_in_the_order_of_the_card():
    def shortfall(id: str) -> Shortfall:
        return Shortfall(indicator=id, challenges=(), because="")

    card = scorecard("me", known=known(figure("me", "honesty", "1"), figure("me", "voting", "1")))
    pointers = (shortfall("voting"), shortfall("budget"), shortfall("speech"))

    assert suggested(card, pointers) == (shortfall("speech"), shortfall("voting"))
