"""One organisation, one activity, who is active, and what lies between two organisations."""

from decimal import Decimal
from pathlib import Path

import pytest

from convene.core.open_data import OrganisationPage, Query, Sum
from convene.core.records import Activity, Related, Sector
from convene.corpus import open_data
from tests.corpus.open_data.records import BANK, FREEDONIA, MINE, VOTE, WELL, WHO, served
from tests.corpus.open_data.snapshot import activity, build, money, source


def page(id: str) -> OrganisationPage:
    found = open_data.organisation(id)
    assert found is not None
    return found


def said(sums: tuple[Sum, ...]) -> list[tuple[str, str, str, int, bool]]:
    return [(each.end, each.kind, each.currency, int(each.value), each.inner) for each in sums]


@pytest.mark.usefixtures("serving")
def test_sums_are_held_apart_by_end_kind_currency_and_publisher():
    well, freedonia = page(WELL), page(FREEDONIA)

    assert said(freedonia.sums) == [
        ("gave", "commitment", "USD", 100_000, False),
        ("gave", "commitment", "USD", 40_000, True),
        ("gave", "disbursement", "USD", 55_000, False),
        ("gave", "commitment", "XFD", 7, False),
    ]
    assert said(well.sums) == [
        ("gave", "incoming", "USD", 60_000, False),
        ("received", "commitment", "USD", 100_000, False),
        ("received", "commitment", "USD", 40_000, True),
        ("received", "disbursement", "USD", 55_000, False),
    ]
    assert [(year.year, year.value, year.count) for year in well.sums[3].years] == [
        (2010, Decimal(60_000), 1),
        (2011, Decimal(-5_000), 1),
    ]
    assert {each.publisher for each in well.sums} == {"Aid of Freedonia", "Bank of Sylvania"}
    assert [each.sources for each in well.sums] == [(2,), (1,), (1,), (1,)]


@pytest.mark.usefixtures("serving")
def test_sums_that_name_no_one_or_no_amount_are_counted_and_not_shared_out():
    freedonia = page(FREEDONIA)
    unsaid = next(gap for gap in freedonia.coverage.gaps if gap.code == "unsaid")

    assert sum(each.without_value for each in freedonia.sums) == 1
    assert str(unsaid.sentence).endswith("so that they are in no sum here: 1.")


@pytest.mark.usefixtures("serving")
def test_a_page_shows_all_roles_names_years_places_and_where_each_stands():
    found = page(WELL)

    assert [(role.code, role.count, role.sources) for role in found.roles] == [
        ("implementer", 3, (1, 2)),
        ("bidder", 1, (2,)),
    ]
    assert [(name.text, name.mentions, name.sources) for name in found.names] == [
        ("Wéllspring Trust", 3, (1, 2)),
        ("Фонд Родник", 1, (1,)),
    ]
    assert [(year.year, year.activities) for year in found.years] == [(2010, 3), (2011, 1)]
    assert [(place.code, place.count) for place in found.works_in] == [("AO", 2), ("KE", 1)]
    assert [(model.code, model.count, model.sources) for model in found.models] == [("M2", 1, (1,))]
    assert (found.activities, found.first_year, found.last_year, found.type, found.certain) == (
        4,
        2010,
        2011,
        "22",
        True,
    )
    assert [row.identifier for row in found.latest] == ["F-1", "F-1-1", "B-1", "B-2"]
    assert found.coverage.found_in == (1, 2)


@pytest.mark.usefixtures("serving")
def test_partners_say_what_they_were_to_each_other_and_rival_bidders_are_none():
    assert [
        (each.organisation, each.activities, [(bond.code, bond.count) for bond in each.bonds])
        for each in page(WELL).partners
    ] == [
        (FREEDONIA, 2, [("funded by", 2)]),
        (BANK, 1, [("took part", 1)]),
        (MINE, 1, [("took part", 1)]),
    ]
    assert [
        (each.organisation, [bond.code for bond in each.bonds]) for each in page(MINE).partners
    ] == [
        (BANK, ["funded by", "sold to"]),
        (WELL, ["took part"]),
    ]


def test_a_merged_id_leads_on_and_an_unknown_one_leads_nowhere(data: Path):
    served(redirects={"cv-old": WELL})

    assert (page("cv-old").asked, page("cv-old").organisation) == ("cv-old", WELL)
    assert open_data.organisation("cv-none") is None


def test_joins_and_doubts_stand_with_their_reasons(data: Path):
    joins = [
        {
            "organisation": WELL,
            "a": "key-Wéllspring Trust",
            "b": "key-Фонд Родник",
            "score": 0.9,
            "kind": "name",
            "why": ["Alike."],
        }
    ]
    doubts = [
        {
            "a": "x",
            "b": "y",
            "organisation_a": WELL,
            "organisation_b": VOTE,
            "score": 0.6,
            "weight": 2.0,
            "why": ["One address."],
        }
    ]
    served(joins=joins, review=doubts)
    found = page(WELL)

    assert [(join.a, join.b, join.b_key, *map(str, join.why)) for join in found.joined] == [
        ("Wéllspring Trust", "Фонд Родник", "key-Фонд Родник", "Alike.")
    ]
    assert [(other.organisation, other.name, *map(str, other.why)) for other in found.related] == [
        (VOTE, "Fair Vote d'Ruritanie", "One address.")
    ]
    assert (found.certain, [other.organisation for other in page(VOTE).related]) == (False, [WELL])


def test_a_sum_between_two_names_of_one_organisation_is_within_it_and_counted_once(data: Path):
    moved = activity(
        "M",
        "Moved",
        ("funder", "One Fund"),
        ("implementer", "One Fund Ltd"),
        money=(money("disbursement", Decimal(5), 2010, giver=0, receiver=1),),
    )
    build([(1, moved)], who={"cv-a": ("One Fund", "One Fund Ltd")})

    assert said(page("cv-a").sums) == [("within", "disbursement", "USD", 5, False)]


def test_two_activities_that_each_call_the_other_parent_are_parts_of_neither(data: Path):
    def part(identifier: str, other: str) -> Activity:
        flow = money("commitment", Decimal(5), 2010, giver=0)
        return activity(
            identifier,
            "Each other",
            ("funder", "One Fund"),
            money=(flow,),
            related=(Related("parent", other),),
        )

    build([(1, part("P", "Q")), (1, part("Q", "P"))], who={"cv-a": ("One Fund",)})

    assert said(page("cv-a").sums) == [("gave", "commitment", "USD", 10, False)]


def test_the_same_sum_told_by_two_publishers_is_not_added(data: Path):
    def told(identifier: str) -> Activity:
        return activity(
            identifier,
            "A grant",
            ("funder", "One Fund"),
            money=(money("grant", Decimal(5), 2010, giver=0),),
        )

    build(
        [(1, told("A")), (2, told("B"))],
        who={"cv-a": ("One Fund",)},
        sources=[source(1), source(2, publisher="Another")],
    )

    assert [(each.publisher, each.value) for each in page("cv-a").sums] == [
        ("Aid of Freedonia", Decimal(5)),
        ("Another", Decimal(5)),
    ]


def test_gaps_are_those_declared_by_publishers_and_years_without_a_word(data: Path):
    years = [
        activity(
            f"A{year}", "A year", ("funder", "One Fund"), money=(money("grant", Decimal(1), year),)
        )
        for year in (2001, 2005)
    ]
    build(
        [(1, each) for each in years],
        who={"cv-a": ("One Fund",)},
        sources=[source(1, publisher="USAID")],
    )
    gaps = {gap.code: gap for gap in open_data.coverage().gaps}

    assert (
        gaps["usaid-partnerships"].first_year,
        gaps["usaid-partnerships"].last_year,
        gaps["usaid-partnerships"].sources,
    ) == (
        2009,
        2012,
        (1,),
    )
    assert gaps["usaid-partnerships"].said_by == "https://partnerships.usaid.gov/about"
    assert (gaps["silent"].first_year, gaps["silent"].last_year) == (2002, 2004)
    assert str(gaps["silent"].sentence).endswith(
        "USAID names no activity that was under way in 2002–2004."
    )


def test_an_activity_names_the_gaps_of_its_own_source_only(data: Path):
    years = [
        activity(
            f"A{year}", "A year", ("funder", "One Fund"), money=(money("grant", Decimal(1), year),)
        )
        for year in (2001, 2005)
    ]
    other = activity("B", "Another", ("funder", "One Fund"))
    build(
        [*((1, each) for each in years), (2, other)],
        who={"cv-a": ("One Fund",)},
        sources=[source(1), source(2, publisher="Another")],
    )
    first, last = open_data.activity(0), open_data.activity(2)

    assert first is not None
    assert [(gap.code, gap.sources) for gap in first.coverage.gaps] == [("silent", (1,))]
    assert last is not None
    assert last.coverage.gaps == ()
    assert len(open_data.coverage().gaps) > 1


def test_years_that_are_yet_to_come_are_no_gap(data: Path):
    planned = [
        activity(
            f"A{year}", "A plan", ("funder", "One Fund"), money=(money("grant", Decimal(1), year),)
        )
        for year in (2001, 2002, 2090, 2094)
    ]
    build([(1, each) for each in planned], who={"cv-a": ("One Fund",)}, sources=[source(1)])

    assert [gap.code for gap in open_data.coverage().gaps if gap.code == "silent"] == []


@pytest.mark.usefixtures("serving")
def test_an_activity_shows_all_that_its_record_says():
    first = open_data.activity(0)
    third = open_data.activity(2)
    assert first is not None
    assert third is not None

    assert [
        (
            flow.kind,
            flow.value,
            flow.giver and flow.giver.organisation,
            flow.receiver and flow.receiver.organisation,
        )
        for flow in first.flows
    ] == [
        ("disbursement", Decimal(-5_000), FREEDONIA, WELL),
        ("budget", Decimal(100_000), None, None),
        ("commitment", Decimal(100_000), FREEDONIA, WELL),
        ("disbursement", Decimal(60_000), FREEDONIA, WELL),
    ]
    assert [(each.identifier, each.activity, each.title) for each in first.related] == [
        ("F-1-1", 1, "Wells in Luanda")
    ]
    assert [(each.model, each.confidence, each.reason) for each in third.models] == [
        ("M2", "likely", "by its sector"),
        ("M6", "likely", "by its sector"),
    ]
    assert [(part.name, part.organisation, part.unnamed) for part in third.parts] == [
        ("FAA", FREEDONIA, ""),
        ("Fair Vote d'Ruritanie", VOTE, ""),
        ("name withheld", None, "withheld"),
    ]
    assert open_data.activity(99) is None


@pytest.mark.parametrize(
    ("published", "shown"),
    [
        ("https://x.example/a", "https://x.example/a"),
        ("http://x.example", "http://x.example"),
        ("javascript:alert(1)", ""),
        ("www.x.example", ""),
    ],
)
def test_only_an_address_on_the_web_becomes_a_link(published: str, shown: str, data: Path):
    build(
        [(1, activity("A-1", "Wells", ("funder", "Aid of Freedonia"))._replace(url=published))],
        who=WHO,
    )

    found = open_data.activity(0)
    assert found is not None
    assert found.row.url == shown


@pytest.mark.usefixtures("serving")
def test_who_is_active_in_a_country_counts_what_is_done_there():
    found = open_data.active_in("AO", models=("M2",))

    assert [(each.row.organisation, each.row.activities) for each in found.organisations] == [
        (FREEDONIA, 2),
        (WELL, 1),
        (VOTE, 1),
    ]
    assert [(count.code, count.count) for count in found.organisations[0].models] == [
        ("M2", 2),
        ("M6", 1),
    ]
    assert (found.total, found.activities, found.country) == (3, 2, "AO")


@pytest.mark.usefixtures("serving")
def test_what_lies_between_two_organisations():
    direct = open_data.between(WELL, FREEDONIA)
    by_one = open_data.between(VOTE, WELL)
    by_two = open_data.paths((VOTE,), MINE)

    assert (direct.total, [row.identifier for row in direct.activities]) == (2, ["F-1", "F-1-1"])
    assert [
        [(step.bond, step.activities, step.title) for step in path.steps] for path in direct.paths
    ] == [[("funded by", 2, "Clean water for towns")]]
    assert (
        by_one.total,
        [[(step.of, step.bond, step.to) for step in path.steps] for path in by_one.paths],
    ) == (
        0,
        [[(VOTE, "funded by", FREEDONIA), (FREEDONIA, "funded", WELL)]],
    )
    assert [[step.to for step in path.steps] for path in by_two] == [[FREEDONIA, WELL, MINE]]
    assert open_data.paths((WELL,), WELL) == ()


def test_nothing_built_is_said(data: Path):
    with pytest.raises(open_data.NoOpenData, match="No open data has been built yet"):
        open_data.coverage()


@pytest.mark.usefixtures("serving")
def test_ways_looked_for_together_are_those_looked_for_one_by_one():
    goals = (FREEDONIA, WELL, VOTE, MINE, BANK, "cv-none")

    together = open_data.paths_to_each((VOTE, BANK), goals, limit=3)

    assert together == {goal: open_data.paths((VOTE, BANK), goal, limit=3) for goal in goals}
    assert [len(together[goal][0].steps) for goal in (FREEDONIA, MINE)] == [1, 1]
    assert together["cv-none"] == ()


def test_what_pages_are_made_of_is_taken_away_once_they_are_made(serving: Path):
    kept = {file.stem for file in (serving / "corpus").rglob("search/*.parquet")}

    assert kept == {
        "facts",
        "inferred",
        "parts",
        "tags",
        "bonds",
        "present",
        "doing",
        "sectored",
        "allied",
        "payers",
        "members",
        "working",
    }


def test_sectors_that_stand_beside_sums_only_are_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    sum_ = money("disbursement", Decimal(5), 2012, giver=0)._replace(
        sectors=(Sector("dac", "15112", "Local government"),)
    )
    build([(1, activity("F-9", "Towns", ("funder", "Aid of Freedonia"), money=(sum_,)))], who=WHO)
    told = open_data.activity(0)
    assert told is not None
    assert [(each.vocabulary, each.code) for each in told.sectors] == [("dac", "15112")]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_an_export_does_not_say_where_a_file_lies_on_this_machine(
    data: Path, tmp_path: Path, form: str
):
    here = source(1, address="/home/paula/secret/1.xml")
    build(
        [(1, activity("A", "Wells", ("funder", "One Fund")))],
        who={"cv-a": ("One Fund",)},
        sources=[here],
    )
    open_data.write(tmp_path / f"out.{form}", Query())
    written = (tmp_path / f"out.{form}").read_text(encoding="utf-8-sig")

    assert "paula" not in written
    assert "Activities 1" in written
