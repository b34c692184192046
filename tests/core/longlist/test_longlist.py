"""What the tables of the longlist leave to say."""

from convene import packs
from convene.core.guide import Question, Source
from convene.core.longlist import (
    LENGTH,
    Alliance,
    Facts,
    Foundation,
    Longlist,
    Seen,
    Wanted,
    evidence,
    longlist,
)
from convene.core.reasons import Place

GUIDE = packs.guide()
ANGOLA = Wanted(country="AO", region="africa", models=("M2",))
RECENTLY = Seen(count=3, first_year=2022, last_year=2025, sources=(4,))
MINE = Facts(
    organisation="cv-mine",
    name="Blue Hill Mining",
    type="70",
    countries=("CA",),
    identifiers=1,
    paid_here=RECENTLY,
)


def listed(*facts: Facts) -> Longlist:
    return longlist(facts, wanted=ANGOLA, guide=GUIDE, this_year=2026)


def test_a_line_keeps_its_sources_and_years():
    foundation = Facts(
        organisation="cv-1",
        name="Blue Hill",
        type="70",
        paid_here=RECENTLY,
        here={"supplier": Seen(count=1, sources=(7,))},
        foundation=Foundation(name="Blue Hill Foundation", seen=Seen(count=2, sources=(5, 6))),
        alliances=(Alliance(title="Town halls", country="AO", year=2008, model="M2", source=9),),
    )

    assert [(line.question, line.seen) for line in evidence(foundation, wanted=ANGOLA)] == [
        ("Q1", RECENTLY),
        ("Q1", Seen(count=1, sources=(7,))),
        ("Q3", Seen(count=2, sources=(5, 6))),
        ("Q5", Seen(count=1, first_year=2008, last_year=2008, sources=(9,))),
    ]


def test_a_reason_keeps_only_the_values_that_its_sentence_names():
    company = Facts(
        organisation="cv-1",
        name="Blue Hill",
        type="70",
        here={"reporter": RECENTLY},
        place=1,
        companies=12,
    )
    (line,) = evidence(company, wanted=ANGOLA)

    assert line.reason.values == {
        "leading": 5,
        "companies": 12,
        "country": Place("AO"),
        "years": "2022–2025",
    }


def test_governments_are_counted_and_not_courted():
    ministry = Facts(organisation="cv-gov", name="Ministry", type="10", here={"funder": RECENTLY})
    city = Facts(organisation="cv-city", name="City", type="11", here={"funder": RECENTLY})
    bank = Facts(organisation="cv-bank", name="Bank", type="40", here={"funder": RECENTLY})
    found = listed(ministry, MINE, city, bank)

    assert [one.facts.organisation for one in found.candidates] == ["cv-mine"]
    assert (found.considered, found.left_out) == (1, {"public": 2, "multilateral": 1})


def test_who_shows_nothing_is_looked_at_but_no_candidate():
    found = listed(Facts(organisation="cv-1", name="Blue Hill"))

    assert (found.candidates, found.considered, found.wanted) == ((), 1, ANGOLA)


def test_a_longlist_names_thirty_unless_fewer_are_asked_for():
    mines = [
        Facts(organisation=f"cv-{number}", name="Mine", type="70", paid_here=RECENTLY)
        for number in range(LENGTH + 1)
    ]

    assert (LENGTH, len(listed(*mines).candidates)) == (30, 30)


def test_who_agrees_in_everything_else_stands_in_the_order_of_ids():
    twins = [
        Facts(organisation=id, name="Mine", type="70", paid_here=RECENTLY)
        for id in ("cv-2", "cv-1")
    ]

    assert [one.facts.organisation for one in listed(*twins).candidates] == ["cv-1", "cv-2"]


def test_every_question_stands_with_whom_to_ask_and_for_how_many_records_answer():
    funder = Facts(
        organisation="cv-2",
        name="Baobab Foundation",
        type="60",
        here={"funder": RECENTLY},
        models_near={"M2": RECENTLY},
    )
    questions = listed(MINE, funder).questions

    assert [(one.question, one.answered) for one in questions] == [
        ("Q1", 1),
        ("Q2", 0),
        ("Q3", 0),
        ("Q4", 1),  # two lines of one candidate
        ("Q5", 0),
        ("Q6", 0),
    ]
    for one in questions:
        assert one.ask == ("PS5", *GUIDE.get(one.question, Question).ask)
        assert all(GUIDE.get(source, Source) for source in one.ask)
