"""Lists taken in: whole or not at all, with what they changed, and the old one serving whatever
happens.
"""

import os
import signal
import subprocess
import sys
import time
from contextlib import ExitStack
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from convene import disk
from convene.core.watchlists import LISTED, Entry, Query
from convene.corpus.watchlists import entries, screening, serving, versions
from convene.corpus.watchlists.loading import load, remove, rollback
from convene.feeds import FeedError
from tests.corpus.watchlists.lists import (
    ADD,
    ALT,
    NULL,
    SDN,
    SHARED,
    START,
    needs_shared,
    ofac,
    own,
    quiet,
    take_in,
)

CHANGED = [
    (101, "ZORBLAX TRADING, S.A.", NULL, "FICTION", "Moved."),
    *SDN[1:3],
    (105, "GRONKLE MINING", NULL, "FICTION", NULL),
]


def folders(data: Path) -> set[str]:
    """Return what lies under the lists and the index, as far down as versions."""
    return {
        f"{place}/{found.name}"
        for place in ("ofac", "index")
        for found in _under(data, place)
        if found.is_dir()
    }


def _under(data: Path, place: str) -> list[Path]:
    lists = data / "watchlists" / "lists"
    return list((lists / place if place != "index" else lists.with_name(place)).glob("*"))


def test_a_loaded_list_says_what_it_is(tmp_path):
    loaded = take_in(ofac(tmp_path / "ofac"), form="ofac")

    assert (loaded.meta.entries, loaded.meta.names, loaded.meta.date, loaded.meta.dated_by) == (
        4,
        7,
        "2026-01-01",
        "given",
    )
    assert loaded.meta.few
    assert sorted(loaded.meta.files) == ["add.csv", "alt.csv", "sdn.csv"]
    assert [(one.list, one.entries, one.stale) for one in serving.state(on=START.date())] == [
        ("ofac", 4, False)
    ]
    assert [one.stale for one in serving.state(on=START.date() + timedelta(days=40))] == [True]


def test_a_new_version_keeps_what_it_changed(tmp_path):
    first = take_in(ofac(tmp_path / "1"), form="ofac")
    second = take_in(ofac(tmp_path / "2", sdn=CHANGED), form="ofac", day=1)

    assert (second.differences.added, second.differences.removed, second.differences.changed) == (
        ("105",),
        ("104",),
        ("101",),
    )
    assert serving.changed_since("ofac", first.meta.version) == {"101", "104", "105"}
    assert serving.changed_since("ofac", second.meta.version) == set()
    assert serving.changed_since("ofac", "unknown") == {"101", "102", "103", "104", "105"}
    assert serving.changed_since("nowhere", "unknown") == set()


def test_only_a_changed_entry_has_another_fingerprint(tmp_path):
    take_in(ofac(tmp_path / "1"), form="ofac")
    before = [screening.fingerprint("ofac", id) for id in ("101", "102", "104")]
    take_in(ofac(tmp_path / "2", sdn=CHANGED), form="ofac", day=1)
    after = [screening.fingerprint("ofac", id) for id in ("101", "102", "104")]

    assert before[0] != after[0]
    assert before[1] == after[1] != ""
    assert after[2] == ""


def test_since_when_an_entry_is_listed_is_kept_and_changes_it_into_no_other():
    plain = Entry(list="un", id="1", name="Wanda Quill", facts=(("flag", "PA"),))
    listed = replace(plain, facts=((LISTED, "2020-05-31"), ("flag", "PA")))

    assert entries.fingerprint(listed) == entries.fingerprint(plain)
    assert entries.fingerprint(replace(plain, facts=())) != entries.fingerprint(plain)
    assert entries.from_text(entries.as_text(listed)) == listed


def test_the_same_files_are_not_loaded_twice(tmp_path):
    folder = ofac(tmp_path / "ofac")
    first, second = take_in(folder, form="ofac"), take_in(folder, form="ofac")

    assert (second.unchanged, second.meta.version, len(second.differences)) == (
        True,
        first.meta.version,
        0,
    )


def test_the_last_three_versions_are_kept_and_one_can_go_back(tmp_path, data):
    for day in range(5):
        take_in(
            ofac(
                tmp_path / str(day), sdn=[*SDN, (200 + day, f"GLORP {day}", NULL, "FICTION", NULL)]
            ),
            form="ofac",
            day=day,
        )

    assert len(versions.current().lists["ofac"]) == 3
    assert len(folders(data)) == 3 + 1

    back = rollback("ofac", at=START + timedelta(days=9), progress=quiet)

    assert (back.date, back.entries) == ("2026-01-04", 5)
    assert screening.entry("ofac", "203") is not None
    assert screening.entry("ofac", "204") is None
    assert serving.changed_since("ofac", back.previous) == {"203", "204"}


def test_there_may_be_nothing_to_go_back_to(tmp_path):
    take_in(ofac(tmp_path / "ofac"), form="ofac")

    with pytest.raises(FeedError, match="no earlier version"):
        rollback("ofac", at=START, progress=quiet)


def test_a_list_that_is_removed_is_screened_no_longer(tmp_path):
    take_in(own(tmp_path / "own.csv", "7,Zorblax", header="id,name"), form="csv")
    remove("own", at=START + timedelta(days=1), progress=quiet)

    assert serving.state() == ()
    assert screening.screen(Query(name="Zorblax")).shown == ()


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda folder: (folder / "sdn.csv").write_bytes(b""), "the file is empty"),
        (
            lambda folder: (folder / "sdn.csv").write_bytes(
                (folder / "sdn.csv").read_bytes()[:-30]
            ),
            "truncated",
        ),
        (lambda folder: (folder / "sdn.csv").write_text("<html>Sorry</html>"), "web page"),
        (
            lambda folder: ofac(folder, sdn=SDN[:1], alt=ALT[:1], add=ADD[:1]),
            "1 entries, and the list that serves now has 4",
        ),
        (lambda folder: (folder / "sdn.csv").unlink(), "no file with 12 columns"),
    ],
)
def test_what_is_refused_changes_nothing(tmp_path, data, spoil, sentence):
    served = take_in(ofac(tmp_path / "1"), form="ofac").meta.version
    spoil(ofac(tmp_path / "2"))

    with pytest.raises(FeedError, match=sentence):
        take_in(tmp_path / "2", form="ofac", day=1)

    assert [one.version for one in serving.state()] == [served]
    assert screening.screen(Query(name="Zorblax Trading")).shown[0].entry == "101"
    assert len(folders(data)) == 2


def test_a_small_list_is_loaded_when_someone_insists(tmp_path):
    take_in(ofac(tmp_path / "1"), form="ofac")

    assert (
        take_in(
            ofac(tmp_path / "2", sdn=SDN[:1], alt=ALT[:1], add=ADD[:1]),
            form="ofac",
            day=1,
            force=True,
        ).meta.entries
        == 1
    )


def test_a_name_for_a_list_leads_to_no_other_folder(tmp_path):
    with pytest.raises(FeedError, match="no name for a list"):
        load([tmp_path], form="csv", list="../../elsewhere", at=START, progress=quiet)


KILLED = """
import os, signal, sys
from pathlib import Path
from tests.corpus.watchlists.lists import take_in
from convene import disk
from convene.corpus.watchlists import loading, names, versions

def kill(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

place, when = sys.argv[2].rsplit(".", 1)
setattr({"disk": disk, "names": names, "versions": versions, "entries": loading.entries}[place], when, kill)
take_in(Path(sys.argv[1]), form="ofac", day=1)
"""


@pytest.mark.disaster
@pytest.mark.parametrize(
    "moment",
    ["entries.write", "disk.settle", "names.build", "versions.swap", "versions.keep_differences"],
)
def test_killed_at_any_step_the_old_list_serves_and_the_next_load_cleans_up(tmp_path, data, moment):
    take_in(ofac(tmp_path / "1"), form="ofac")
    ofac(tmp_path / "2", sdn=CHANGED)

    ended = subprocess.run(
        [sys.executable, "-c", KILLED, str(tmp_path / "2"), moment],
        cwd=Path(__file__).parents[3],
        timeout=60,
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert screening.entry("ofac", "104") is not None
    assert screening.screen(Query(name="Brumble Freight")).shown[0].entry == "104"

    take_in(tmp_path / "2", form="ofac", day=2)

    assert screening.entry("ofac", "104") is None
    assert screening.entry("ofac", "105") is not None
    assert folders(data) == {
        *(f"ofac/{each}" for each in versions.current().lists["ofac"]),
        f"index/{versions.current().index}",
    }
    assert not list((data / "watchlists").rglob(".new-*"))


@pytest.mark.disaster
@pytest.mark.slow
def test_killed_from_outside_while_loading_the_old_list_serves(tmp_path):
    take_in(own(tmp_path / "1.csv", "7,Zorblax", header="id,name"), form="csv")
    big = own(
        tmp_path / "2.csv", *(f"{n},Glorp Number {n}" for n in range(20_000)), header="id,name"
    )
    command = [sys.executable, "-m", "convene.cli", "watchlist", "load", str(big), "--as", "csv"]
    for seconds in (1.5, 2.2, 3.0):
        process = subprocess.Popen(
            command, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL, env=dict(os.environ)
        )
        time.sleep(seconds)
        process.kill()
        process.wait()
        assert serving.state()[0].entries in {1, 20_000}
        assert screening.screen(
            Query(name="Zorblax" if serving.state()[0].entries == 1 else "Glorp Number 7")
        ).shown
    subprocess.run(command, check=True, capture_output=True)

    assert serving.state()[0].entries == 20_000


@needs_shared
def test_both_real_snapshots_show_who_was_listed_and_who_was_delisted():
    old = take_in(SHARED / "sanctions" / "ofac-2019-01", form="ofac")
    new = take_in(SHARED / "sanctions" / "ofac-2021-07", form="ofac", day=1)
    changes = new.differences

    assert (old.meta.entries, new.meta.entries) == (7379, 8976)
    assert (len(changes.added), len(changes.removed)) == (1858, 261)
    assert serving.changed_since("ofac", old.meta.version) == {
        *changes.added,
        *changes.removed,
        *changes.changed,
    }
    assert all(screening.entry("ofac", id) is None for id in changes.removed)
    assert all(screening.fingerprint("ofac", id) for id in changes.added)


def test_a_command_that_waits_for_another_one_says_so_and_goes_on_when_that_has_ended(tmp_path):
    told: list[str] = []
    take_in(ofac(tmp_path / "ofac"), form="ofac")
    with ExitStack() as other:

        def progress(what: str, done: int, of: int) -> None:
            told.append(what)
            other.close()

        other.enter_context(disk.alone(versions.root(), waiting=told.clear))
        remove("ofac", at=START, progress=progress)

    assert told[0] == "Waiting until another command has changed the lists"
    assert serving.state(on=START.date()) == ()
