"""Counting what was found, where more organisations fund it than are named."""

import shutil
from pathlib import Path

import pytest
import tantivy

from convene.core.open_data import Count, Facet, Query
from convene.corpus import open_data
from convene.corpus.open_data import organisations
from convene.corpus.open_data.opened import kept
from convene.corpus.search import schema
from tests.corpus.open_data.snapshot import activity, build

FUNDERS = 240
MORE = 50
SMALLEST_HEAP = 15_000_000
SHARES = (30, 25, 20, 18, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 7, 7)


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build a snapshot in which 240 organisations fund: the first of them what SHARES says, each
    other one activity.
    """
    times = [*SHARES, *[1] * (FUNDERS - len(SHARES))]
    records = [
        (
            0,
            activity(
                f"F-{funder}-{number}", "A well", ("funder", f"Funder {funder}"), countries=("AO",)
            ),
        )
        for funder, count in enumerate(times)
        for number in range(count)
    ]
    folder = tmp_path_factory.mktemp("crowded")
    with pytest.MonkeyPatch.context() as set_:
        set_.setenv("CONVENE_DATA", str(folder))
        build(records, who={f"cv-{number:03}": (f"Funder {number}",) for number in range(FUNDERS)})
    return folder


@pytest.fixture
def crowded(_built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(_built))


@pytest.fixture
def in_parts(_built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same with one more part of the index, in which a funder that is rare in the first has
    more activities than any other.
    """
    shutil.copytree(_built, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))
    [folder] = tmp_path.glob("corpus/builds/*/search/activities")
    index = schema.opened(folder)
    row = kept(
        index.searcher(), index.searcher().search(tantivy.Query.all_query(), limit=1).hits[0][1]
    )
    writer = index.writer(SMALLEST_HEAP, 1)
    for number in range(MORE):
        writer.add_document(
            tantivy.Document(
                activity=1000 + number, latest=0, country=["AO"], funder=["cv-200"], row=row
            )
        )
    writer.commit()
    writer.wait_merging_threads()
    assert schema.opened(folder).searcher().num_segments == 2


def funders(**asked: object) -> Facet:
    found = open_data.find(Query(**asked))  # type: ignore[arg-type]  # the fields of a query
    return next(facet for facet in found.facets if facet.name == "funder")


COMMONEST = [
    (f"cv-{number:03}", f"Funder {number}", count) for number, count in enumerate(SHARES[:15])
]


def told(counts: tuple[Count, ...]) -> list[tuple[str, str, int]]:
    return [(count.code, count.label, count.count) for count in counts]


@pytest.mark.usefixtures("crowded")
def test_the_commonest_funders_are_counted_exactly_and_that_there_are_others_is_said():
    found = funders(countries=("AO",))

    assert told(found.counts) == COMMONEST
    assert found.more is None


@pytest.mark.usefixtures("crowded")
def test_a_funder_that_was_chosen_is_counted_however_rare():
    everyone = tuple(f"cv-{number:03}" for number in range(FUNDERS))

    found = funders(funders=everyone)

    assert told(found.counts[:15]) == COMMONEST
    assert [(count.code, count.count) for count in found.counts[15:]] == [
        ("cv-015", 7),
        *((f"cv-{number:03}", 1) for number in range(16, FUNDERS)),
    ]


@pytest.mark.usefixtures("in_parts")
def test_an_index_of_several_parts_counts_the_commonest_exactly_though_each_part_has_others():
    found = funders(countries=("AO",))

    assert told(found.counts)[:3] == [("cv-200", "Funder 200", 1 + MORE), *COMMONEST[:2]]
    assert found.more is None


@pytest.mark.usefixtures("crowded")
def test_where_all_funders_were_counted_it_is_said_how_many_are_left_off():
    found = funders(text="well", funders=("cv-100", "cv-101"))

    assert told(found.counts) == [("cv-100", "Funder 100", 1), ("cv-101", "Funder 101", 1)]
    assert found.more == 0


@pytest.mark.usefixtures("serving")
def test_where_too_much_is_asked_for_only_roles_and_types_of_organisations_are_counted(
    monkeypatch: pytest.MonkeyPatch,
):
    monkeypatch.setattr(organisations, "BROAD", 0)
    organisations.facets.cache_clear()
    found = {
        facet.name: facet.counts
        for facet in open_data.find(Query(of="organisations", roles=("funder",))).facets
    }
    organisations.facets.cache_clear()

    assert found["country"] == ()
    assert [count.code for count in found["role"]] == ["funder"]
