"""Lists of members in a snapshot: evidence on a longlist, and no activity anywhere else."""

from datetime import date

import pytest

from convene.core.longlist import Membership, Wanted
from convene.core.open_data import Query, QueryError
from convene.core.records import Activity, Text
from convene.corpus import open_data
from tests.corpus.open_data.snapshot import activity, build, source

WHO = {
    "cv-amber": ("Amber Ltd",),
    "cv-blue": ("Blue Hill Mining",),
    "cv-left": ("Left Behind Ltd",),
    "cv-far": ("Far Away Ltd",),
    "cv-legal": ("Legal Entity Ltd",),
    "cv-state": ("Ministry of Tides",),
}
WORKS = activity("A-1", "Works", ("supplier", "Blue Hill Mining"), countries=("AO",))
WANTED = Wanted(country="AO", region="africa", models=("M2",))


def member(name: str, *, since: int = 2015, standing: str = "member", **fields) -> Activity:
    return activity(
        "",
        f"A public-private partnership of {name}",
        ("member", name),
        kind="membership",
        status=standing,
        start=date(since, 1, 1),
        **{"countries": ("AO",), **fields},
    )


@pytest.fixture(autouse=True)
def snapshot(data):
    build(
        [
            (1, WORKS),
            (2, member("Amber Ltd", since=2019)),
            (2, member("Amber Ltd", since=2011, standing="lapsed")),
            (2, member("Left Behind Ltd", standing="lapsed")),
            (2, member("Far Away Ltd", countries=("ZM",))),
            (2, member("Ministry of Tides")),
            (3, member("Legal Entity Ltd", standing="registered")),
            (3, member("Blue Hill Mining", standing="expelled", descriptions=(Text("", "Out"),))),
        ],
        who=WHO,
        types={"cv-state": "10"} | dict.fromkeys(["cv-amber", "cv-blue"], "70"),
        sources=[
            source(1),
            source(2, form="members", title="Clean Trade Pledge", question="Q3"),
            source(3, form="members", title="Chamber of Tides", question="Q2", date=""),
        ],
        name="members",
    )


def test_members_here_are_looked_at_with_what_the_list_says_of_them():
    found = {one.organisation: one for one in open_data.candidates(WANTED, this_year=2026)}

    assert sorted(found) == ["cv-amber", "cv-blue", "cv-legal", "cv-state"]
    assert found["cv-amber"].memberships == (
        Membership(
            list="Clean Trade Pledge",
            question="Q3",
            source=2,
            as_of="2020-01-01",
            loaded="2026-01-02",
            standing="member",
            since=2019,
        ),
    )
    assert found["cv-amber"].here == {}
    assert found["cv-blue"].memberships[0] == Membership(
        list="Chamber of Tides",
        question="Q2",
        source=3,
        as_of="",
        loaded="2026-01-02",
        standing="expelled",
        word="Out",
        since=2015,
    )


def test_a_membership_is_no_activity():
    assert [row.identifier for row in open_data.find(Query()).activities] == ["A-1"]
    page = open_data.organisation("cv-blue")
    assert page is not None
    assert (page.activities, [role.code for role in page.roles]) == (1, ["supplier"])
    amber = open_data.organisation("cv-amber")
    assert amber is not None
    assert (amber.activities, amber.works_in, amber.latest) == (0, (), ())


def test_the_countries_of_a_list_are_those_of_its_members():
    sources = {one.number: one.countries for one in open_data.coverage().sources}

    assert sources == {1: ("AO",), 2: ("AO", "ZM"), 3: ("AO",)}


@pytest.mark.parametrize("asked", [{"roles": ("member",)}, {"kinds": ("membership",)}])
def test_nobody_can_search_activities_for_memberships(asked):
    with pytest.raises(QueryError):
        open_data.find(Query(**asked))
