"""Whom a longlist names, in which order, and why."""

from dataclasses import replace

import pytest

from convene import packs
from convene.core.guide import Question, Source
from convene.core.longlist import (
    Alliance,
    Facts,
    Foundation,
    Longlist,
    Seen,
    Wanted,
    evidence,
    longlist,
)

GUIDE = packs.guide()
ANGOLA = Wanted(country="AO", region="africa", models=("M2",))
RECENTLY = Seen(count=3, first_year=2022, last_year=2025, sources=(4,))
LONG_AGO = Seen(count=3, first_year=2009, last_year=2011, sources=(4,))
MINE = Facts(
    organisation="cv-mine",
    name="Blue Hill Mining",
    type="70",
    countries=("CA",),
    identifiers=1,
    paid_here=RECENTLY,
)
FOUNDATION = Facts(
    organisation="cv-found",
    name="Baobab Foundation",
    type="60",
    countries=("US",),
    identifiers=1,
    here={"funder": RECENTLY},
    models_here={"M2": RECENTLY},
)


def listed(*facts: Facts, wanted: Wanted = ANGOLA, length: int = 30) -> Longlist:
    return longlist(facts, wanted=wanted, guide=GUIDE, this_year=2026, length=length)


@pytest.mark.parametrize(
    ("facts", "lines"),
    [
        (MINE, [("Q1", 2, "MR3", False)]),
        (replace(MINE, paid_here=None, here={"supplier": RECENTLY}), [("Q1", 1, "MR1", True)]),
        (replace(MINE, paid_here=None, here={"bidder": RECENTLY}), [("Q2", 1, "MR1", True)]),
        (replace(MINE, paid_here=None, here={"implementer": RECENTLY}), [("Q2", 1, "MR1", True)]),
        (
            replace(MINE, foundation=Foundation(name="Blue Hill Foundation", seen=RECENTLY)),
            [("Q1", 2, "MR3", False), ("Q3", 1, "MR5", True)],
        ),
        (replace(MINE, place=5, companies=10), [("Q1", 2, "MR3", False), ("Q3", 1, "MR4", True)]),
        (replace(MINE, place=6, companies=10), [("Q1", 2, "MR3", False)]),
        (replace(MINE, place=1, companies=9), [("Q1", 2, "MR3", False)]),
        (FOUNDATION, [("Q4", 2, "MR5", False)]),
        (replace(FOUNDATION, models_here={"M5": RECENTLY}), [("Q4", 1, "MR5", False)]),
        (
            replace(FOUNDATION, here={}, models_here={}, models_near={"M2": RECENTLY}),
            [("Q4", 1, "MR5", False)],
        ),
        (replace(FOUNDATION, here={}, models_here={}), []),
    ],
)
def test_each_question_asks_the_records(facts, lines):
    assert [
        (line.question, line.weight, line.row, line.inferred)
        for line in evidence(facts, wanted=ANGOLA)
    ] == lines


def test_a_line_says_how_many_over_which_years_and_keeps_its_sources():
    (line,) = evidence(MINE, wanted=ANGOLA)
    assert (
        str(line.reason)
        == "Payments it reported to public bodies in AO: 3 (2022–2025). Its business is bound to where the resource lies."
    )
    assert line.seen.sources == (4,)
    assert line.reason.cites == ("Q1",)


def test_an_alliance_of_the_wanted_kind_weighs_more_than_another():
    alike = Alliance(
        title="Town halls together", country="AO", year=2008, model="M2", source=0, record="EX05"
    )
    other = replace(alike, title="Courts together", model="M3", record="EX08")
    (line,) = evidence(Facts(organisation="x", name="X", alliances=(other, alike)), wanted=ANGOLA)
    assert (line.question, line.weight, line.reason.values["title"], line.reason.cites) == (
        "Q5",
        2,
        "Town halls together",
        ("Q5", "EX05"),
    )
    (line,) = evidence(Facts(organisation="x", name="X", alliances=(other,)), wanted=ANGOLA)
    assert line.weight == 1


def test_a_candidate_brings_the_row_that_fits_the_opening_and_what_to_ask_for():
    (mine,) = listed(MINE).candidates
    assert (mine.band, mine.row, mine.link) == ("plausible", "MR3", "printed")
    assert mine.opening.startswith("Your work is bound to this ground")
    assert mine.asks[0] == "CASH"
    assert "MACHINERY" in mine.asks


def test_a_row_the_guide_does_not_link_to_the_model_says_so():
    (found,) = listed(FOUNDATION).candidates
    assert (found.row, found.link) == ("MR5", "none")
    (found,) = listed(FOUNDATION, wanted=replace(ANGOLA, models=("M8",))).candidates
    assert found.link == "printed"


def test_whom_the_guide_names_under_a_motivation_gets_that_one():
    named = Facts(
        organisation="cv-lk",
        name="Lazare Kaplan",
        type="70",
        here={"partner": Seen(count=1, sources=(0,))},
    )
    (found,) = listed(named).candidates
    assert (found.row, found.link) == ("MR3", "printed")
    assert (
        str(found.evidence[0].reason)
        == "A company with activities in AO: 1 (no year given). Clearer rules would serve its own work."
    )


def test_governments_are_counted_and_not_courted():
    ministry = replace(FOUNDATION, organisation="cv-gov", type="10")
    found = listed(ministry, MINE)
    assert [one.facts.organisation for one in found.candidates] == ["cv-mine"]
    assert (found.considered, found.left_out) == (1, {"public": 1})


def test_who_shows_nothing_is_no_candidate():
    assert listed(Facts(organisation="x", name="X")).candidates == ()


def test_what_nobody_knows_is_said():
    (one,) = listed(Facts(organisation="x", name="X", here={"supplier": LONG_AGO})).candidates
    assert [str(reason) for reason in one.unknown] == [
        "No record says where it is registered.",
        "No record gives it a registration number: make sure who it is.",
        "Last seen here in 2011: ask whether it still works in the country.",
    ]


def test_ten_look_alikes_do_not_fill_a_longlist():
    mines = [
        replace(MINE, organisation=f"cv-{n:02}", name=f"Mine {n:02}", place=1, companies=20)
        for n in range(12)
    ]
    others = [
        replace(
            FOUNDATION,
            organisation=f"cv-f{n}",
            name=f"Found {n}",
            here={"funder": LONG_AGO},
            models_here={"M5": LONG_AGO},
        )
        for n in range(3)
    ]
    first = listed(*mines, *others).candidates[:10]
    assert [one.facts.party for one in first] == ["company"] * 5 + ["foundation"] * 3 + [
        "company"
    ] * 2


def test_strong_needs_two_questions():
    lone = replace(FOUNDATION, alliances=())
    assert listed(lone).candidates[0].points == 4
    assert listed(lone).candidates[0].band == "plausible"
    ally = replace(
        lone, alliances=(Alliance(title="A", country="AO", year=2020, model="M2", source=1),)
    )
    assert listed(ally).candidates[0].band == "strong"


@pytest.mark.parametrize(
    ("country", "sentence"),
    [
        ("ZM", "Took part in the alliance “A” in ZM (2020): ask whether it could grow."),
        (
            "",
            "Took part in the alliance “A” (2020), of which no record says where: ask whether it could grow.",
        ),
    ],
)
def test_an_alliance_is_told_with_its_own_country_not_the_one_asked_about(country, sentence):
    ally = replace(
        FOUNDATION,
        alliances=(Alliance(title="A", country=country, year=2020, model="M2", source=1),),
    )
    assert str(evidence(ally, wanted=ANGOLA)[-1].reason) == sentence


def test_every_question_stands_with_whom_to_ask():
    questions = listed(MINE).questions
    assert [(one.question, one.answered) for one in questions] == [
        ("Q1", 1),
        ("Q2", 0),
        ("Q3", 0),
        ("Q4", 0),
        ("Q5", 0),
        ("Q6", 0),
    ]
    for one in questions:
        assert GUIDE.get(one.question, Question).ask == one.ask
        assert all(GUIDE.get(source, Source) for source in one.ask)


def test_a_shorter_list_keeps_the_best():
    assert [one.facts.organisation for one in listed(MINE, FOUNDATION, length=1).candidates] == [
        "cv-found"
    ]
