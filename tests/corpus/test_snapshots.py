"""Which snapshot serves: one pointer, three kept, one build at a time."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from convene import disk
from convene.corpus import open_data, snapshots
from convene.corpus.open_data import NoOpenData
from convene.corpus.snapshots import LAYOUT, CannotBuild, Meta

START = datetime(2026, 1, 1, 9, 30, tzinfo=UTC)
HOLD = """
import sys
from datetime import datetime
from convene.corpus import snapshots
with snapshots.alone(at=datetime.fromisoformat(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def settled(build: str, *, layout: int = LAYOUT) -> snapshots.Snapshot:
    new = disk.make(snapshots.builds() / f"{disk.NEW}{build}")
    (new / "search").mkdir()
    (new / "search" / "page").write_text(build)
    return snapshots.settle(new, meta(build, layout=layout))


def meta(build: str, *, layout: int = LAYOUT) -> Meta:
    return Meta(
        layout=layout,
        build=build,
        built_at=START.isoformat(),
        previous="",
        activities=0,
        copies=0,
        mentions=0,
        transactions=0,
        budgets=0,
        set_aside=0,
        organisations=0,
        sources=(),
    )


def serving() -> str:
    found = snapshots.current()
    return found.id if found else ""


def folders(data: Path) -> set[str]:
    return {found.name for found in (data / "corpus" / "builds").iterdir() if found.is_dir()}


def test_nothing_serves_before_the_first_build():
    assert snapshots.current() is None


def test_a_settled_build_serves_at_once_and_is_read_as_it_was_written():
    settled("a")
    found = settled("b")

    assert snapshots.current() == found
    assert found.meta == meta("b")
    assert found.table("activities") == found.folder / "activities.parquet"
    assert (found.folder / "search" / "page").read_text() == "b"


def test_three_snapshots_are_kept(data: Path):
    for build in "abcde":
        settled(build)

    assert folders(data) == {"c", "d", "e"}


def test_a_step_back_can_be_taken_twice_and_not_three_times():
    for build in "abc":
        settled(build)

    assert snapshots.rollback(at=START).id == serving() == "b"
    assert snapshots.rollback(at=START).id == serving() == "a"
    with pytest.raises(CannotBuild, match="no earlier snapshot"):
        snapshots.rollback(at=START)
    assert serving() == "a"


def test_the_next_build_drops_what_was_stepped_back_from(data: Path):
    for build in "abc":
        settled(build)
    snapshots.rollback(at=START)
    settled("d")

    assert folders(data) == {"d", "b", "a"}
    assert snapshots.rollback(at=START).id == "b"


def test_a_snapshot_of_another_version_of_convene_is_not_read():
    settled("a")
    settled("b", layout=LAYOUT + 1)

    assert snapshots.current() is None
    assert snapshots.rollback(at=START).id == "a"


def test_a_second_build_is_told_since_when_the_first_runs_and_a_killed_one_holds_nothing():
    first = subprocess.Popen(
        [sys.executable, "-c", HOLD, START.isoformat()],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert first.stdout
    first.stdout.readline()

    with (
        pytest.raises(CannotBuild, match=r"Another build runs since 2026-01-01 09:30 UTC\."),
        snapshots.alone(at=START + timedelta(days=1)),
    ):
        pass

    first.kill()
    first.communicate()
    with snapshots.alone(at=START + timedelta(days=1)):
        pass


def test_a_snapshot_of_another_version_is_not_called_none():
    assert (
        str(NoOpenData())
        == "No open data has been built yet. `convene build` builds it from what is loaded."
    )
    settled("a", layout=LAYOUT + 1)

    with pytest.raises(
        NoOpenData,
        match=r"^What was built was made by another version of Convene\. `convene build` builds it",
    ):
        open_data.coverage()
