"""Finding names among many: by what they are made of, best first, and the same after a trip to
disk.
"""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from convene.core.names import Name
from convene.matching import (
    FLOOR,
    POSSIBLE,
    STRONG,
    Index,
    IndexBroken,
    index,
    score,
    search,
    search_groups,
    search_many,
)

NAMES = [
    Name(
        text="Lantern Harbour Ltd",
        schema="organisation",
        countries=("PY",),
        identifiers=("PY-RUC-1",),
    ),
    Name(text="Lantern Mountain Foundation", schema="organisation"),
    Name(text="Banco Nacional de Zarovia", schema="organisation"),
    Name(text="LANTSOV, Ivan Petrovich", schema="person"),
    Name(text="Zarovian National Development Fund Office", schema="organisation"),
    Name(text="!!!"),
]


def found(query: str, within: Index | None = None) -> list[str]:
    within = within or index(NAMES)
    return [within.names[hit.position].text for hit in search(within, Name(text=query))]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("lantern harbor", "Lantern Harbour Ltd"),
        ("National Bank of Zarovia", "Banco Nacional de Zarovia"),
        ("Ivan Petrovich Lantsov", "LANTSOV, Ivan Petrovich"),
        ("Иван Петрович Ланцов", "LANTSOV, Ivan Petrovich"),
        ("ZNDFO", "Zarovian National Development Fund Office"),
        ("LanternHarbour", "Lantern Harbour Ltd"),
    ],
)
def test_the_name_that_was_meant_comes_first(query: str, first: str):
    assert found(query)[0] == first


def test_a_ship_or_an_aircraft_is_found_by_its_number_among_many_of_one_kind():
    within = index([Name(text=f"ZV{number}") for number in range(3000, 3400)])

    assert found("ZV-3360", within)[0] == "ZV3360"


@pytest.mark.parametrize("query", ["", "?", "x", "😀", "qqqq wwww"])
def test_what_is_like_nothing_finds_nothing(query: str):
    assert found(query) == []


def test_hits_come_best_first_with_their_scores_and_none_is_below_the_floor():
    within, query = index(NAMES), Name(text="Lantern")
    hits = search(within, query, limit=2)

    assert [hit.score for hit in hits] == sorted(
        (score(query, NAMES[hit.position]) for hit in hits), reverse=True
    )
    assert len(hits) == 2
    assert all(hit.score >= FLOOR for hit in hits)


def test_many_queries_answer_as_each_alone_does_and_tell_how_far_they_are():
    within, steps = index(NAMES), []
    many = search_many(
        within, NAMES, progress=lambda what, done, of: steps.append((what, done, of))
    )

    assert list(many) == [search(within, name) for name in NAMES]
    assert steps == [("Looking up names", 6, 6)]


def test_building_tells_how_far_it_is():
    steps: list[tuple[str, int, int]] = []
    index(NAMES, progress=lambda what, done, of: steps.append((what, done, of)))

    assert steps == [("Indexing names", 6, 6)]


def test_an_index_read_back_answers_the_same(tmp_path: Path):
    index(NAMES).save(tmp_path / "index")
    back = Index.load(tmp_path / "index")

    assert list(back.names) == NAMES
    assert list(search_many(back, NAMES)) == list(search_many(index(NAMES), NAMES))


def test_an_index_read_back_is_mapped_and_not_copied(tmp_path: Path):
    index(NAMES).save(tmp_path)

    assert not Index.load(tmp_path).pieces.data.flags.writeable


def test_an_index_of_nothing_finds_nothing(tmp_path: Path):
    index([]).save(tmp_path)

    assert found("Lantern", Index.load(tmp_path)) == []
    assert found("Lantern", index([])) == []


@pytest.mark.parametrize("part", ["index.json", "data.npy", "lines.npy", "starts.npy"])
def test_an_index_that_lacks_a_part_is_refused(tmp_path: Path, part: str):
    index(NAMES).save(tmp_path)
    (tmp_path / part).unlink()

    with pytest.raises(IndexBroken, match="build it again"):
        Index.load(tmp_path)


@pytest.mark.parametrize(
    "part", ["index.json", "data.npy", "lines.npy", "starts.npy", "indptr.npy"]
)
def test_an_index_whose_part_was_cut_short_is_refused(tmp_path: Path, part: str):
    index(NAMES).save(tmp_path)
    whole = (tmp_path / part).read_bytes()
    (tmp_path / part).write_bytes(whole[: len(whole) // 2])

    with pytest.raises(IndexBroken, match="build it again"):
        Index.load(tmp_path)


WORDS = ["Zorblan", "Quendori", "Brimfeldi", "Tarvesk", "Wandolin", "Orbis", "Lumenati"]
TEXTS = st.lists(st.sampled_from(WORDS), min_size=2, max_size=4).map(" ".join)
GROUPS = st.lists(st.lists(TEXTS, min_size=1, max_size=6), min_size=1, max_size=40)


def alerting(groups: list[list[str]], query: Name) -> set[int]:
    """Return the groups that a query comes near enough to for a person to look at."""
    names = [Name(text=text, schema="person") for texts in groups for text in texts]
    whose = [number for number, texts in enumerate(groups) for _text in texts]
    (hits,) = search_groups(index(names), [query], groups=whose)
    return {whose[hit.position] for hit in hits if hit.score >= POSSIBLE}


@given(groups=GROUPS, another=st.lists(TEXTS, min_size=1, max_size=30), text=TEXTS)
def test_another_group_takes_nobodys_place(groups, another, text):
    query = Name(text=text, schema="person")

    assert alerting(groups, query) <= alerting([*groups, another], query)


def test_each_group_is_found_once_by_its_likeliest_name():
    groups = [["Wandolin Tarvesk", "Wandolin A. Tarvesk"], ["Tarvesk Wandolina"]]
    names = [Name(text=text, schema="person") for texts in groups for text in texts]
    (hits,) = search_groups(index(names), [names[0]], groups=[0, 0, 1])

    assert [hit.position for hit in hits] == [0, 2]


def test_all_of_one_name_are_found_however_many():
    names = [Name(text="Wandolin Tarvesk", schema="person")] * 200
    (hits,) = search_groups(index(names), names[:1], groups=range(200))

    assert len(hits) == 200


def test_a_name_without_vowels_is_found_as_it_stands_among_many_latin_spellings():
    spellings = ["Ansar al-Zorbah", "Ansar al Zorba", "Ansar al-Zorba", "Anssar al Zorbah"]
    names = [Name(text=text, schema="organisation") for text in (*spellings, "أنصار الزوربة")]
    within = index(names)
    (hit, *_), *_ = search_groups(within, [names[-1]], groups=[0] * len(names))

    assert (hit.position, hit.score >= STRONG) == (4, True)
