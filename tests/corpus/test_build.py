"""A build: all that is loaded, merged into one snapshot, exactly."""

import json
import os
from dataclasses import asdict
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from convene import disk, matching
from convene.core.names import Name
from convene.core.records import Mention, Sector, SetAside
from convene.corpus import loads, snapshots
from convene.corpus.build import build
from convene.corpus.executors import Here
from convene.corpus.snapshots import CannotBuild
from tests.corpus.fictional import AGENCY, START, built, folders, grant, loaded, rows


def test_the_guide_alone_makes_a_snapshot_before_anyone_loads_data():
    snapshot = built()

    assert [source.form for source in snapshot.meta.sources] == ["guide"]
    assert (snapshot.meta.activities, snapshot.meta.organisations) == (31, 42)
    assert pq.read_table(snapshot.table("activities"))["activity"].to_pylist() == list(range(31))


def test_every_table_says_which_source_and_which_activity_a_row_is_of():
    loaded(
        "a", [grant("1"), grant("2", to=AGENCY, value=7)], aside=[SetAside("a.json", 3, "no title")]
    )
    loaded("b", [grant("9")], publisher="Another Fund")
    snapshot = built()

    assert [
        (source.number, source.source, source.activities) for source in snapshot.meta.sources[1:]
    ] == [(1, "a", 2), (2, "b", 1)]
    assert rows(snapshot, "activities", "activity", "source", "identifier") == [
        (31, 1, "1"),
        (32, 1, "2"),
        (33, 2, "9"),
    ]
    assert rows(snapshot, "mentions", "activity", "source", "number", "name")[:4] == [
        (31, 1, 0, "Zorblax Fund"),
        (31, 1, 1, "Brumble Watch"),
        (31, 1, 2, "Multiple"),
        (32, 1, 0, "Zorblax Fund"),
    ]
    assert rows(snapshot, "money", "activity", "source", "value") == [
        (31, 1, Decimal(100)),
        (32, 1, Decimal(7)),
        (33, 2, Decimal(100)),
    ]
    assert rows(snapshot, "set_aside", "source", "file", "record", "reason") == [
        (1, "a.json", 3, "no title")
    ]
    meta = snapshot.meta
    assert (meta.activities, meta.transactions, meta.set_aside, meta.copies) == (34, 3, 1, 0)


def test_of_copies_of_one_record_the_newest_is_kept_with_its_mentions_and_money():
    loaded("a", [grant("1", updated="2025-01-01", value=1), grant("2")], day="2026-01-01")
    loaded(
        "b", [grant("1", updated="2025-06-01T00:00:00+02:00", value=2, to=AGENCY)], day="2025-01-01"
    )
    loaded("c", [grant("1", updated="2025-05-31T21:59:59Z", value=3)], day="2026-02-01")
    snapshot = built()

    assert rows(snapshot, "activities", "source", "identifier", "updated") == [
        (1, "2", ""),
        (2, "1", "2025-06-01T00:00:00+02:00"),
    ]
    assert rows(snapshot, "money", "source", "value") == [(1, Decimal(100)), (2, Decimal(2))]
    assert [name for (name,) in rows(snapshot, "mentions", "name")].count("Glimmer Agency") == 1
    assert [
        (source.source, source.activities, source.copies) for source in snapshot.meta.sources[1:]
    ] == [
        ("a", 1, 1),
        ("b", 1, 0),
        ("c", 0, 1),
    ]
    assert snapshot.meta.copies == 2


def test_where_no_record_says_when_it_changed_the_newer_file_counts():
    loaded("a", [grant("1", value=1)], day="2026-02-01")
    loaded("b", [grant("1", value=2)], day="2026-01-01")

    assert rows(built(), "money", "value") == [(Decimal(1),)]


def test_ids_carry_over_from_a_snapshot_of_another_version_of_convene():
    loaded("a", [grant("1")])
    first = built()
    old = first.table("profiles")
    profiles = pq.read_table(old)
    ids = [f"cv-kept{number}" for number in range(profiles.num_rows)]
    at = profiles.schema.get_field_index("organisation")
    pq.write_table(profiles.set_column(at, "organisation", pa.array(ids)), old)
    meta = first.folder / "meta.json"
    meta.write_text(meta.read_text().replace(f'"layout": {snapshots.LAYOUT}', '"layout": 0'))
    second = built(at=START + timedelta(days=1))

    assert {
        each for each in pq.read_table(second.table("profiles"))["organisation"].to_pylist() if each
    } <= set(ids)
    assert second.meta.previous == first.id


def test_a_load_of_another_version_of_convene_is_to_be_loaded_again():
    load = loaded("a", [grant("1")])
    disk.write(
        loads.folder("a") / "meta.json",
        json.dumps(asdict(load) | {"layout": 0, "later": "unknown"}),
    )

    with pytest.raises(
        CannotBuild,
        match=r"^Taken in by another version of Convene: a\. .* Load these files again with `convene load`",
    ):
        built()


def test_of_copies_of_one_moment_the_one_that_tells_most_counts():
    fuller = grant("1", value=1)
    fuller = fuller._replace(money=fuller.money * 2)
    loaded("a", [fuller], day="2026-02-01")
    loaded("b", [grant("1", value=2)], day="2026-02-01")
    snapshot = built()

    assert rows(snapshot, "money", "value") == [(Decimal(1),), (Decimal(1),)]
    assert snapshot.meta.copies == 1


def test_records_without_an_identifier_and_of_another_publisher_are_no_copies():
    loaded("a", [grant(""), grant(""), grant("1")])
    loaded("b", [grant(""), grant("1")], publisher="Another Fund")

    assert built().meta.copies == 0


def test_mentions_and_money_name_organisations_and_never_one_that_is_no_name():
    loaded("a", [grant("1"), grant("2", to=AGENCY)])
    snapshot = built()
    name = {
        row["organisation"]: row["name"]
        for row in pq.read_table(snapshot.table("organisations")).to_pylist()
    }

    assert [
        (given, name.get(str(id)))
        for given, id in rows(snapshot, "mentions", "name", "organisation")
    ] == [
        ("Zorblax Fund", "Zorblax Fund"),
        ("Brumble Watch", "Brumble Watch"),
        ("Multiple", None),
        ("Zorblax Fund", "Zorblax Fund"),
        ("Glimmer Agency", "Glimmer Agency"),
        ("Multiple", None),
    ]
    assert [
        (name[str(a)], name[str(b)])
        for a, b in rows(snapshot, "money", "giver_organisation", "receiver_organisation")
    ] == [
        ("Zorblax Fund", "Brumble Watch"),
        ("Zorblax Fund", "Glimmer Agency"),
    ]


def test_the_index_over_names_finds_an_organisation():
    loaded("a", [grant("1")])
    snapshot = built()
    found = matching.search(
        matching.Index.load(snapshot.folder / "names"),
        Name(text="Zorblaks Fund", schema="organisation"),
    )
    names = pq.read_table(snapshot.table("names")).to_pylist()

    assert names[found[0].position]["name"] == "Zorblax Fund"


def test_an_activity_carries_the_models_it_belongs_to_and_why():
    paid_for = Sector("dac", "15160")
    plain = grant("")._replace(sectors=())
    loaded(
        "a",
        [grant("1"), plain, plain._replace(money=(plain.money[0]._replace(sectors=(paid_for,)),))],
    )
    possible = [{"model": "M6", "confidence": "possible", "reason": "DAC 15160 Human rights"}]

    assert [models for (models,) in rows(built(), "activities", "models")] == [
        possible,
        [],
        possible,
    ]


def test_a_forgotten_load_is_gone_from_the_next_build_and_serves_until_then(data: Path):
    loaded("a", [grant("1")])
    first = built()
    loads.forget("a", at=START)

    assert snapshots.current() == first
    assert [source.source for source in built(at=START + timedelta(days=1)).meta.sources] == [
        "guide"
    ]
    assert len(folders(data)) == 2


def test_what_is_loaded_anew_while_a_build_runs_does_not_change_that_build():
    loaded("a", [grant("1", value=1)])

    def load_anew(what: str, done: int, of: int) -> None:
        if what == "Reading activities" and loads.loads():
            loads.forget("a", at=START)

    snapshot = build(decisions=(), executor=Here(), progress=load_anew, at=START)

    assert rows(snapshot, "money", "value") == [(Decimal(1),)]


def test_what_waits_for_a_person_weighs_by_mentions_and_sums_of_money():
    quays = [
        Mention(1, "Farolito Quay", "implementer", "GB-COH", f"GB-COH-{number}")
        for number in (1, 2)
    ]
    loaded("a", [grant(str(number), to=quays[number % 2]) for number in range(5)])
    (doubt,) = pq.read_table(built().table("review")).to_pylist()

    assert doubt["weight"] == 2.0  # half of two mentions and two sums


def test_a_file_that_is_loaded_anew_again_and_again_is_never_left_out_without_a_word(monkeypatch):
    loaded("a", [grant("1")])
    link = os.link

    def linked(file: Path, place: Path) -> None:
        link(file, place)
        loaded("a", [grant("1")])  # as if another command had loaded it in that very moment

    monkeypatch.setattr(os, "link", linked)
    with pytest.raises(CannotBuild, match="a is being loaded anew again and again"):
        built()
