"""What the snapshot says of everyone who might join an alliance in a country."""

from dataclasses import replace
from importlib import import_module

import pytest

from convene.core.longlist import Alliance, Facts, Foundation, Seen, Wanted, Work
from convene.core.records import Role
from convene.corpus import open_data
from tests.corpus.open_data.snapshot import activity, build, money, source

WHO = {
    "cv-aid": ("Aid of Freedonia",),
    "cv-blue": ("Blue Hill Mining",),
    "cv-blue-f": ("Blue Hill Mining Foundation",),
    "cv-coop": ("Cassava Cooperative",),
    "cv-found": ("Baobab Foundation",),
    "cv-river": ("River Works",),
}
TYPES = {
    "cv-aid": "10",
    "cv-blue": "70",
    "cv-blue-f": "60",
    "cv-coop": "22",
    "cv-found": "60",
    "cv-river": "70",
}
COURTS = activity(
    "A-1",
    "Courts",
    ("funder", "Baobab Foundation"),
    ("implementer", "Cassava Cooperative"),
    countries=("AO",),
    sectors=("15130",),
)
PAYMENTS = activity(
    "A-2",
    "Payments",
    ("payer", "Blue Hill Mining"),
    countries=("AO",),
    kind="payment",
    money=(money("payment", 5, 2019, giver=0), money("payment", 7, 2020, giver=0)),
)
ROADS = activity(
    "A-3",
    "Roads",
    ("buyer", "Aid of Freedonia"),
    ("supplier", "River Works"),
    countries=("AO",),
    kind="contract",
    money=(money("award", 9, 2031, receiver=1),),
)
NEXT_DOOR = activity(
    "A-4",
    "Courts next door",
    ("funder", "Blue Hill Mining Foundation"),
    countries=("ZM",),
    money=(money("grant", 1, 2015),),
)
ALLIANCE = activity(
    "A-5",
    "A public-private partnership for ports",
    ("partner", "River Works"),
    ("reporter", "Aid of Freedonia"),
    countries=("AO",),
    money=(money("grant", 1, 2018),),
)
FAR = activity("A-6", "Elsewhere", ("funder", "Baobab Foundation"), countries=("PE",))
WANTED = Wanted(country="AO", region="africa", models=("M2",))


@pytest.fixture(autouse=True)
def snapshot(data):
    build(
        [(1, COURTS), (2, PAYMENTS), (2, ROADS), (1, NEXT_DOOR), (1, ALLIANCE), (1, FAR)],
        who=WHO,
        types=TYPES,
        sources=[source(1), source(2, form="payments")],
        models={"A-1": ["M2"], "A-4": ["M2", "M5"], "A-5": ["M5"]},
        possible={"A-3": ["M2"], "A-1": ["M3"]},
    )


def found(wanted: Wanted = WANTED) -> dict[str, Facts]:
    return {one.organisation: one for one in open_data.candidates(wanted, this_year=2026)}


def test_what_was_done_here_and_near_is_counted_with_years_and_sources():
    facts = found()
    assert facts["cv-found"] == Facts(
        organisation="cv-found",
        name="Baobab Foundation",
        type="60",
        here={"funder": Seen(count=1, sources=(1,))},
        models_here={"M2": Seen(count=1, sources=(1,))},
        companies=2,
        work=Work(own=1),
        work_anywhere=Work(own=2),
        reach=2,
    )
    assert facts["cv-blue-f"].models_near == {
        "M2": Seen(count=1, first_year=2015, last_year=2015, sources=(1,))
    }
    assert facts["cv-blue-f"].here == {}


def test_payments_to_the_state_are_counted_one_by_one_and_a_foundation_of_the_same_name_is_found():
    blue = found()["cv-blue"]
    assert blue.paid_here == Seen(count=2, first_year=2019, last_year=2020, sources=(2,))
    there = Seen(count=1, first_year=2015, last_year=2015, sources=(1,))
    assert blue.foundation == Foundation(name="Blue Hill Mining Foundation", seen=there)


def test_a_foundation_of_which_no_record_says_when_has_no_years():
    undated = activity("D-1", "Schools", ("funder", "River Works Foundation"), countries=("PE",))
    works = activity("D-2", "Roads", ("supplier", "River Works"), countries=("AO",))
    who = {"cv-river": ("River Works",), "cv-river-f": ("River Works Foundation",)}
    build(
        [(1, undated), (1, works)], who=who, types={"cv-river": "70", "cv-river-f": "60"}, name="b2"
    )

    assert found()["cv-river"].foundation == Foundation(
        name="River Works Foundation", seen=Seen(count=1, sources=(1,))
    )


def test_companies_with_as_many_activities_share_the_lower_place():
    assert [(one.place, one.companies) for one in found().values() if one.place] == [(2, 2), (1, 2)]
    names = ("Big", "Big", "Big", "Middling", "Middling", "Small", "Other")
    supplies = [
        activity(f"B-{at}", "More", ("supplier", name), countries=("AO", "ZM"))
        for at, name in enumerate(names)
    ]
    who = {f"cv-{name.lower()}": (name,) for name in names}
    build([(1, each) for each in supplies], who=who, types=dict.fromkeys(who, "70"), name="b2")
    places = {one.organisation: (one.place, one.companies) for one in found().values()}
    assert places == {
        "cv-big": (1, 4),
        "cv-middling": (2, 4),
        "cv-small": (4, 4),
        "cv-other": (4, 4),
    }


def test_whom_to_look_at_is_chosen_by_one_model_not_by_the_sum_of_several(monkeypatch):
    monkeypatch.setattr(import_module("convene.corpus.open_data.candidates"), "MOST", 1)
    names = ("Both", "Both", "Three", "Three", "Three")
    works = [
        activity(f"B-{at}", "Courts", ("supplier", name), countries=("AO",))
        for at, name in enumerate(names)
    ]
    who = {"cv-both": ("Both",), "cv-three": ("Three",)}
    models = {
        f"B-{at}": ["M2", "M5"] if name == "Both" else ["M2"] for at, name in enumerate(names)
    }
    build(
        [(1, each) for each in works],
        who=who,
        types=dict.fromkeys(who, "70"),
        models=models,
        name="b2",
    )

    assert list(found(Wanted(country="AO", region="africa", models=("M2", "M5")))) == ["cv-three"]


def test_an_activity_in_several_countries_counts_once():
    facts = found(Wanted(country="ZM", region="africa", models=("M2", "M5")))
    assert facts["cv-blue-f"].models_here == {
        "M2": Seen(count=1, first_year=2015, last_year=2015, sources=(1,)),
        "M5": Seen(count=1, first_year=2015, last_year=2015, sources=(1,)),
    }
    both = activity(
        "C-1", "Courts in both", ("implementer", "Aid of Freedonia"), countries=("AO", "ZM")
    )
    build([(1, both)], who={"cv-aid": ("Aid of Freedonia",)}, models={"C-1": ["M2"]}, name="b2")
    once = Seen(count=1, sources=(1,))
    (aid,) = found().values()
    assert (aid.here, aid.models_here, aid.models_near) == ({"implementer": once}, {"M2": once}, {})
    (aid,) = found(Wanted(country="KE", region="africa", models=("M2",))).values()
    assert (aid.here, aid.models_here, aid.models_near) == ({}, {}, {"M2": once})


def test_a_model_that_is_only_possible_is_no_evidence():
    facts = found(Wanted(country="AO", region="africa", models=("M3", "M5")))
    assert facts["cv-river"].models_here == {
        "M5": Seen(count=1, first_year=2018, last_year=2018, sources=(1,))
    }
    assert "M3" not in facts["cv-found"].models_here


def test_a_year_to_come_counts_as_this_one():
    assert found()["cv-river"].here["supplier"] == Seen(
        count=1, first_year=2026, last_year=2026, sources=(2,)
    )


def test_who_takes_part_in_what_calls_itself_an_alliance_was_an_ally_who_reports_it_was_not():
    facts = found()
    assert facts["cv-river"].alliances == (
        Alliance(
            title="A public-private partnership for ports",
            country="AO",
            year=2018,
            model="M5",
            source=1,
        ),
    )
    assert facts["cv-aid"].alliances == ()


def test_who_does_something_else_next_door_or_anything_far_away_is_no_candidate():
    assert "cv-blue-f" not in found(Wanted(country="AO", region="africa", models=("M1",)))
    assert set(found(Wanted(country="AO", region="", models=("M2",)))) == {
        "cv-aid",
        "cv-blue",
        "cv-coop",
        "cv-found",
        "cv-river",
    }


def test_sectors_are_read_where_sectors_are_asked_for():
    assert found()["cv-found"].sectors == {}
    sectors = found(Wanted(country="AO", region="africa", sectors=("legal_services",)))[
        "cv-found"
    ].sectors
    assert sectors == {"legal_services": Seen(count=1, sources=(1,))}


def test_a_country_nobody_is_on_record_in_has_no_candidates():
    assert found(Wanted(country="ML", region="")) == {}


def test_who_is_paid_with_aid_that_others_gave_is_told_from_who_works_on_its_own():
    aid: tuple[Role, str] = ("funder", "Aid of Freedonia")
    works: tuple[Role, str] = ("implementer", "River Works")
    office = activity("W-1", "Office", aid, works, countries=("AO",), sectors=("91010",))
    paper = activity(
        "W-2",
        "Paper",
        aid,
        works,
        countries=("AO",),
        money=(money("commitment", 900, 2019, giver=0, receiver=1),),
    )
    bridge = activity(
        "W-3",
        "Bridge",
        aid,
        works,
        countries=("ZM",),
        money=(money("commitment", 90_000, 2021, giver=0, receiver=1),),
    )
    own = activity("W-4", "Wells", works, ("funder", "River Works"), countries=("AO",))
    alone = activity("W-5", "Parks", ("implementer", "River Works"), countries=("AO",))
    who = {"cv-aid": ("Aid of Freedonia",), "cv-river": ("River Works",)}
    everything = [(1, each) for each in (office, paper, bridge, own, alone)]
    build(everything, who=who, types={"cv-aid": "10", "cv-river": "70"}, name="b2")
    river = found()["cv-river"]

    paid = Seen(count=2, first_year=2019, last_year=2019, sources=(1,))
    assert river.work == Work(paid=paid, own=2, costs=1, small=1)
    assert river.work_anywhere == Work(
        paid=replace(paid, count=3, last_year=2021, sources=()), own=2
    )
    assert river.reach == 2


def test_who_carries_out_what_calls_itself_an_alliance_is_not_hired_for_it():
    together = activity(
        "W-1",
        "A global development alliance for wells",
        ("funder", "Aid of Freedonia"),
        ("implementer", "River Works"),
        countries=("AO",),
    )
    who = {"cv-aid": ("Aid of Freedonia",), "cv-river": ("River Works",)}
    build([(1, together)], who=who, types={"cv-aid": "10", "cv-river": "70"}, name="b2")

    assert found()["cv-river"].work == Work(own=1)


def test_a_partner_of_the_guides_own_alliance_is_told_as_the_guide_tells_it():
    chamber = "American Chamber of Commerce in Jamaica"
    told = activity(
        "EX11",
        "Community Policing Program",
        ("partner", chamber),
        countries=("JM",),
        kind="alliance",
    )
    guide = source(1, form="guide")
    build(
        [(1, told)], who={"cv-am": (chamber,)}, sources=[guide], models={"EX11": ["M4"]}, name="b2"
    )
    (am,) = found(Wanted(country="JM", region="latin_america", models=("M4",))).values()

    assert am.alliances == (
        Alliance(
            title="Community Policing Program",
            country="JM",
            year=None,
            model="M4",
            source=1,
            record="EX11",
            named=chamber,
            kind="business_association",
        ),
    )
    assert (am.party, am.named_after_it) == ("chamber", True)


def test_a_contractor_is_known_by_its_name_without_its_legal_form():
    works = activity(
        "W-1", "Wells", ("implementer", "Chemonics International, Inc."), countries=("AO",)
    )
    build([(1, works)], who={"cv-c": ("Chemonics International, Inc.",)}, name="b2")

    assert found()["cv-c"].contractor
