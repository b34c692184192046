"""One list of members is one load, whichever file it comes from."""

import pytest

from convene.corpus import loads
from convene.corpus.listings import Listing
from convene.feeds import FeedError
from tests.corpus.loads.conftest import load, write

HEADER = "name,country,since,status\n"
PLEDGE = Listing(list="Clean Trade Pledge", date="2025-03-31", licence="CC0", publisher="Pledge")


@pytest.fixture
def members(tmp_path):
    def written(*names, file="members.csv"):
        path = tmp_path / file
        path.write_text(HEADER + "".join(f"{name},AO,2015,\n" for name in names))
        return path

    return written


def test_what_is_said_of_a_list_is_how_it_is_cited(members):
    (loaded,) = load(members("Blue Hill", "Amber"), listing=PLEDGE)

    assert (loaded.form, loaded.title, loaded.publisher, loaded.licence, loaded.date) == (
        "members",
        "Clean Trade Pledge",
        "Pledge",
        "CC0",
        "2025-03-31",
    )
    assert (loaded.activities, loaded.mentions, loaded.question, loaded.replaced) == (
        2,
        2,
        "Q3",
        "",
    )
    assert loaded.source.startswith("members-clean-trade-pledge-")


def test_a_newer_export_takes_the_place_of_the_former_and_says_so(members):
    load(members("Blue Hill", "Amber"), listing=PLEDGE)
    newer = Listing(list="CLEAN trade  pledge", date="2026-03-31", question="Q2")
    (loaded,) = load(members("Amber", file="newer.csv"), listing=newer)

    assert loads.loads() == (loaded,)
    assert loaded.replaced == (
        "It takes the place of the export of 2025-03-31 (members.csv, 2 members)."
    )
    assert (loaded.activities, loaded.question) == (1, "Q2")


def test_an_older_export_is_refused_and_the_newer_stays(members):
    newer = Listing(list="Clean Trade Pledge", date="2026-03-31")
    (held,) = load(members("Amber"), listing=newer)

    with pytest.raises(FeedError) as refused:
        load(members("Blue Hill", file="older.csv"), listing=PLEDGE)

    assert str(refused.value) == (
        "older.csv: it is of 2025-03-31, and the list “Clean Trade Pledge” is loaded as of "
        f"2026-03-31; to go back, let that one go: convene corpus forget {held.source}"
    )
    assert loads.loads() == (held,)


def test_an_unchanged_export_is_not_read_again_but_cited_anew_where_more_is_said(members):
    file = members("Amber")
    (first,) = load(file, listing=Listing(list="Clean Trade Pledge"))
    (again,) = load(file, listing=Listing(list="Clean Trade Pledge"))
    (cited,) = load(file, listing=PLEDGE)

    assert again is not first
    assert again == first
    assert (cited.licence, cited.date, cited.replaced) == ("CC0", "2025-03-31", "")


def test_two_lists_stand_beside_each_other(members):
    load(members("Amber"), listing=PLEDGE)
    load(members("Amber"), listing=Listing(list="Chamber of Tides"))

    assert sorted(loaded.title for loaded in loads.loads()) == [
        "Chamber of Tides",
        "Clean Trade Pledge",
    ]


def test_one_list_is_one_file(members):
    refused: list[str] = []
    first, second = members("Amber"), members("Blue Hill", file="second.csv")

    (loaded,) = load(first, second, listing=PLEDGE, refused=refused.append)

    assert loaded.name == "members.csv"
    assert refused == [
        (
            "second.csv: members.csv was just loaded as the list “Clean Trade Pledge”; one list is "
            "one file"
        )
    ]


def test_a_list_without_a_name_and_a_name_without_a_list_are_refused(tmp_path, members):
    with pytest.raises(FeedError, match="this is a list of members; say which one with --list"):
        load(members("Amber"))
    with pytest.raises(FeedError, match="only a list of members has a name of its own"):
        load(write(tmp_path / "wells.xml", 1), listing=PLEDGE, form="iati")
