"""A file is taken in whole or not at all, and whatever happens, the load before it stays."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta
from gzip import compress
from pathlib import Path
from time import monotonic, sleep

import pyarrow.parquet as pq
import pytest

from convene import disk
from convene.corpus import loads, versions
from convene.corpus.status import status
from convene.feeds import FeedError, records, sources
from tests.corpus.fictional import largest_file
from tests.corpus.loads.conftest import AT, load, record, write

BUSY = r"^What is loaded is being changed by another command since 2026-11-22 12:00 UTC\. "
SHARED = Path(__file__).parents[3].parent / "shared" / "data"


def test_a_load_is_four_tables_and_what_is_known_of_the_file(tmp_path):
    (found,) = load(write(tmp_path / "wells.xml", 10))

    assert (found.form, found.name, found.publisher, found.date) == (
        "iati",
        "wells.xml",
        "Northford Aid",
        "2026-01-31",
    )
    assert (
        found.activities,
        found.mentions,
        found.money,
        found.set_aside,
        found.first_year,
        found.last_year,
    ) == (
        10,
        20,
        10,
        0,
        2000,
        2009,
    )
    assert found.ignored == {"{http://zz.example}zz": 10}
    assert {each.name for each in loads.folder(found.source).iterdir()} == {
        "activities.parquet",
        "mentions.parquet",
        "money.parquet",
        "set_aside.parquet",
        "meta.json",
    }
    assert loads.loads() == (found,)
    money = pq.read_table(loads.folder(found.source) / "money.parquet").to_pylist()
    assert [(row["activity"], float(row["value"])) for row in money] == [
        (number, number + 0.5) for number in range(10)
    ]


def test_a_file_that_states_no_day_is_as_old_as_the_newest_change_anywhere_in_it(tmp_path):
    days = ["2015-08-17"] * 100 + ["2018-02-03", "", "2099-01-01", "2016-05-06"]
    grants = [
        {"id": str(number), "title": "A grant", "dateModified": day}
        for number, day in enumerate(days)
    ]
    file = tmp_path / "grants.json"
    file.write_text(json.dumps({"grants": grants}))

    (found,) = load(file)
    assert (found.date, found.activities) == ("2018-02-03", 104)


def test_so_is_an_iati_file_that_does_not_say_when_it_was_made(tmp_path):
    days = ["2015-08-17T00:00:00Z", "2018-02-03T10:11:12Z", "2016-05-06"]
    changed = (
        record(at).replace("<iati-activity ", f'<iati-activity last-updated-datetime="{day}" ')
        for at, day in enumerate(days)
    )
    file = tmp_path / "wells.xml"
    file.write_text(f'<iati-activities version="2.03">{"".join(changed)}</iati-activities>')

    (found,) = load(file)
    assert (found.date, found.activities) == ("2018-02-03", 3)


def test_a_file_that_has_not_changed_is_not_read_again_unless_forced(tmp_path):
    (first,) = load(write(tmp_path / "wells.xml", 3))

    assert load(tmp_path / "wells.xml", at=AT + timedelta(days=1)) == (first,)
    (forced,) = load(tmp_path / "wells.xml", at=AT + timedelta(days=1), force=True)
    assert (forced.source, forced.loaded_at) == (first.source, "2026-11-23T12:00:00+00:00")


def test_a_file_loaded_again_takes_the_place_of_what_it_held_before(tmp_path):
    (first,) = load(write(tmp_path / "wells.xml", 3))
    (second,) = load(write(tmp_path / "wells.xml", 5))

    assert (first.source, first.activities, second.activities) == (second.source, 3, 5)
    assert loads.loads() == (second,)


def test_two_files_of_one_name_are_two_loads(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    assert (
        len(
            {
                each.source
                for each in load(
                    write(tmp_path / "a" / "x.xml", 1), write(tmp_path / "b" / "x.xml", 1)
                )
            }
        )
        == 2
    )


def test_a_refused_file_leaves_the_load_before_it(tmp_path):
    (first,) = load(write(tmp_path / "wells.xml", 3))
    with pytest.raises(FeedError, match="not whole"):
        load(write(tmp_path / "wells.xml", 5, end=""))

    assert loads.loads() == (first,)
    assert pq.read_table(loads.folder(first.source) / "activities.parquet").num_rows == 3


def test_in_a_folder_one_refused_file_does_not_keep_the_others_out(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "notes.json").write_text("[]")
    write(files / "cut.xml", 5, end="")
    write(files / "wells.xml", 3)
    refused: list[str] = []
    found = load(files, refused=refused.append)

    assert [each.name for each in found] == ["wells.xml"]
    assert [sentence.split(":")[0] for sentence in refused] == ["cut.xml", "notes.json"]
    assert load(files / "cut.xml", refused=refused.append) == ()
    assert refused[2] == refused[0]


def test_an_archive_that_is_broken_and_a_name_that_leads_nowhere_keep_no_other_out(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    (files / "a.xml.gz").write_bytes(compress(b"<iati-activities/>" * 99)[:30])
    (files / "b.zip").write_bytes(b"PK\x03\x04 and no more")
    write(files / "wells.xml", 3)
    refused: list[str] = []
    found = load(tmp_path / "nowhere.xml", files, refused=refused.append)

    assert [each.name for each in found] == ["wells.xml"]
    assert [sentence.split(":")[0].rsplit("/", 1)[-1] for sentence in refused] == [
        "nowhere.xml",
        "a.xml.gz",
        "b.zip",
    ]


def test_a_file_with_fewer_or_more_records_than_expected_is_taken_in_with_a_warning(
    tmp_path, monkeypatch
):
    (none,) = load(write(tmp_path / "none.xml", 0))
    expect = records.source("iati")
    monkeypatch.setattr(
        records, "source", lambda form: replace(expect, expect=sources.Expect(min=1, max=2))
    )
    many, fitting = load(write(tmp_path / "many.xml", 3), write(tmp_path / "two.xml", 2))

    assert none.unexpected.startswith("none.xml holds 0 records, where at least 1 were expected")
    assert many.unexpected.startswith("many.xml holds 3 records, where at most 2 were expected")
    assert fitting.unexpected == ""
    assert set(status().unexpected) == {none.unexpected, many.unexpected}


def test_two_loads_at_once_are_refused_with_the_moment_since_when_the_other_runs(tmp_path):
    with disk.first(loads.root(), at=AT), pytest.raises(FeedError, match=BUSY):
        load(write(tmp_path / "wells.xml", 3))

    assert len(load(tmp_path / "wells.xml")) == 1


def test_nothing_is_forgotten_while_a_load_runs_and_nobody_waits_without_a_word(tmp_path):
    (found,) = load(write(tmp_path / "wells.xml", 3))
    with disk.first(loads.root(), at=AT), pytest.raises(FeedError, match=BUSY):
        loads.forget(found.source, at=AT)

    assert loads.loads() == (found,)


@pytest.mark.disaster
@pytest.mark.parametrize("size", [0, 100, 3_000])
def test_where_nothing_more_can_be_written_the_load_ends_and_says_what_to_do(tmp_path, size: int):
    (kept,) = load(write(tmp_path / "wells.xml", 3))
    refused: list[str] = []
    packed = tmp_path / "packed.xml.gz"
    packed.write_bytes(compress(write(tmp_path / "more.xml", 300).read_bytes()))

    for path in (tmp_path / "more.xml", packed):
        with (
            largest_file(size),
            pytest.raises(FeedError, match=r"^The disk is full, so not everything was loaded\. "),
        ):
            load(path, refused=refused.append)

    assert (loads.loads(), refused) == ((kept,), [])
    assert {found.name for found in loads.root().iterdir()} == {".lock", kept.source}


def test_what_is_set_aside_is_counted_and_kept(tmp_path):
    (tmp_path / "wells.xml").write_text(
        (write(tmp_path / "x.xml", 2)).read_text().replace("XX-1", "")
    )
    (found,) = load(tmp_path / "wells.xml")

    assert (found.activities, found.set_aside) == (1, 1)
    assert pq.read_table(loads.folder(found.source) / "set_aside.parquet").to_pylist() == [
        {"file": "wells.xml", "record": 7, "reason": "the record has no identifier", "value": ""}
    ]


def test_a_load_can_be_forgotten(tmp_path):
    (found,) = load(write(tmp_path / "wells.xml", 3))
    loads.forget(found.source, at=AT)

    assert loads.loads() == ()
    with pytest.raises(FeedError, match="Nothing is loaded under the name “nothing”"):
        loads.forget("nothing", at=AT)


def test_progress_tells_bytes_of_the_file(tmp_path):
    told: list[tuple[str, int, int]] = []
    path = write(tmp_path / "wells.xml", 3)
    load(path, progress=lambda *said: told.append(said))

    assert told[-1][0] == "wells.xml"
    assert told[-1][1] <= told[-1][2] == path.stat().st_size


def test_killed_between_two_renames_the_former_load_still_serves(tmp_path):
    (first,) = load(write(tmp_path / "wells.xml", 3))
    loads.folder(first.source).rename(loads.root() / f"{versions.FORMER}{first.source}")

    assert loads.loads() == (first,)
    assert pq.read_table(loads.folder(first.source) / "activities.parquet").num_rows == 3
    (second,) = load(write(tmp_path / "wells.xml", 4))
    assert loads.loads() == (second,)
    assert [each.name for each in loads.root().iterdir() if each.name != ".lock"] == [second.source]


@pytest.mark.disaster
@pytest.mark.parametrize("workers", [1, 2])
def test_killed_in_the_middle_the_former_load_serves_and_a_second_try_succeeds(
    tmp_path, data, workers
):
    path = write(tmp_path / "wells.xml", 3)
    (first,) = load(path)
    path.write_text(
        "".join(
            [
                '<iati-activities version="2.03">',
                *(record(number) for number in range(60_000)),
                "</iati-activities>",
            ]
        )
    )
    killed = killed_while_reading(path, data, workers=workers)

    assert killed == -signal.SIGKILL
    assert loads.loads() == (first,)
    assert pq.read_table(loads.folder(first.source) / "activities.parquet").num_rows == 3
    (second,) = load(path)
    assert (second.source, second.activities) == (first.source, 60_000)
    assert [each.name for each in loads.root().iterdir() if each.name != ".lock"] == [second.source]


PROGRAM = """
import sys
from datetime import UTC, datetime
from convene.corpus import executors, loads
if __name__ == "__main__":
    with executors.opened(None, int(sys.argv[2])) as executor:
        loads.load([sys.argv[1]], form=None, executor=executor, progress=lambda *_: None, at=datetime.now(UTC))
"""


def killed_while_reading(path: Path, data: Path, *, workers: int) -> int:
    """Load in another process and kill it with all its workers once tables lie on the disk."""
    (path.parent / "program.py").write_text(PROGRAM)
    begun = subprocess.Popen(
        [sys.executable, str(path.parent / "program.py"), str(path), str(workers)],
        start_new_session=True,
    )
    until = monotonic() + 60
    while (
        not list((data / "corpus" / "loads").glob(".new-*/activities.parquet"))
        and begun.poll() is None
        and monotonic() < until
    ):
        sleep(0.002)
    os.killpg(begun.pid, signal.SIGKILL)
    return begun.wait()


@pytest.mark.skipif(
    not (SHARED / "iati-usaid").is_dir(),
    reason="needs ../shared/data, which is not part of this repository",
)
def test_usaids_101_files_hold_8506_activities(tmp_path):
    refused: list[str] = []
    found = load(SHARED / "iati-usaid", refused=refused.append)

    assert (
        len(found),
        sum(each.activities for each in found),
        sum(each.set_aside for each in found),
    ) == (101, 8506, 0)
    assert sum(each.money for each in found) == 68800 + 163
    assert {each.publisher for each in found} == {"U.S. Agency for International Development"}
    assert len(refused) == 1


@pytest.mark.skipif(
    not (SHARED / "iati-other").is_dir(),
    reason="needs ../shared/data, which is not part of this repository",
)
def test_other_publishers_files_are_read_whole():
    files = SHARED / "iati-other"
    found = load(*files.glob("*.xml"), files / "acfspain", files / "organisation-files")

    assert sum(each.activities for each in found) == 207
    assert sum(each.set_aside for each in found) == 0
    assert "World Health Organization" in {each.publisher for each in found}
