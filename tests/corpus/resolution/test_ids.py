"""Ids that others may keep: the same in every build as long as the organisation is the same, and
never a dead end.
"""

from pathlib import Path

from tests.corpus.resolution.fictional import Named, ids, kept, not_same, resolved, same

QUAY, LIGHTS, MOTH = Named("Zarovia Quay"), Named("Farolito"), Named("Candle Moth")


def redirects(result) -> dict[str, str]:
    return {row["old"]: row["new"] for row in result.redirects.to_pylist()}


def test_an_id_is_short_and_founded_on_the_name():
    first, again = ids(resolved(QUAY)), ids(resolved(QUAY, LIGHTS))

    assert first[QUAY.key] == again[QUAY.key]
    assert first[QUAY.key].startswith("cv-")
    assert len(first[QUAY.key]) == 10


def test_ids_stay_when_data_grows(tmp_path: Path):
    before = resolved(QUAY, LIGHTS)
    grown = resolved(
        QUAY,
        *[Named("Zarovia Quay Ltd", f"XI-DUNS-{at}") for at in range(9)],
        LIGHTS,
        MOTH,
        previous=kept(before, tmp_path / "1"),
    )

    assert ids(grown)[QUAY.key] == ids(before)[QUAY.key]
    assert ids(grown)[LIGHTS.key] == ids(before)[LIGHTS.key]
    assert redirects(grown) == {}


def test_a_merged_id_leads_to_the_one_that_stayed(tmp_path: Path):
    before = resolved(QUAY, LIGHTS, LIGHTS)
    merged = resolved(
        QUAY, LIGHTS, LIGHTS, decisions=[same(QUAY, LIGHTS)], previous=kept(before, tmp_path / "1")
    )

    assert ids(merged)[QUAY.key] == ids(before)[LIGHTS.key]
    assert redirects(merged) == {ids(before)[QUAY.key]: ids(before)[LIGHTS.key]}


def test_a_merged_id_leads_on_when_that_one_is_merged_too(tmp_path: Path):
    names = [QUAY, LIGHTS, LIGHTS, MOTH, MOTH, MOTH, MOTH]
    first = resolved(*names)
    second = resolved(*names, decisions=[same(QUAY, LIGHTS)], previous=kept(first, tmp_path / "1"))
    third = resolved(
        *names,
        decisions=[same(QUAY, LIGHTS), same(LIGHTS, MOTH)],
        previous=kept(second, tmp_path / "2"),
    )

    end = ids(first)[MOTH.key]
    assert redirects(third) == {ids(first)[QUAY.key]: end, ids(first)[LIGHTS.key]: end}


def test_a_split_leaves_the_id_with_the_larger_part(tmp_path: Path):
    a, b = Named("Lantern Harbour Works"), Named("Lantern Harbour Works Ltd")
    before = resolved(a, a, a, b)
    split = resolved(a, a, a, b, decisions=[not_same(a, b)], previous=kept(before, tmp_path / "1"))

    assert ids(split)[a.key] == ids(before)[a.key] == ids(before)[b.key]
    assert ids(split)[b.key] != ids(before)[b.key]


def test_an_undone_merge_gives_both_their_ids_back(tmp_path: Path):
    before = resolved(QUAY, LIGHTS, LIGHTS)
    merged = resolved(
        QUAY, LIGHTS, LIGHTS, decisions=[same(QUAY, LIGHTS)], previous=kept(before, tmp_path / "1")
    )
    undone = resolved(QUAY, LIGHTS, LIGHTS, previous=kept(merged, tmp_path / "2"))

    assert ids(undone) == ids(before)
    assert redirects(undone) == {}
