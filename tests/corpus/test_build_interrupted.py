"""A build that is killed, stopped, or runs out of disk: what served serves on, nothing is left
behind, and a re-run succeeds.
"""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from convene.corpus import snapshots
from convene.corpus.build import build
from convene.corpus.executors import Here
from convene.corpus.snapshots import CannotBuild
from tests.corpus.fictional import START, built, folders, grant, largest_file, loaded

ROOT = Path(__file__).parents[2]
LATER = START + timedelta(days=1)
pytestmark = pytest.mark.disaster
GUIDE = 31  # activities that every build holds: the guide's alliances and initiatives
KILLED = """
import importlib, os, signal, sys
from datetime import timedelta
from tests.corpus.fictional import START, built
from convene.corpus import snapshots
import convene.corpus.build

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def killed(step, number):
    module, name = step.removesuffix("!").rsplit(".", 1)
    of = importlib.import_module(f"convene.{module}")
    done = getattr(of, name)
    setattr(of, name, (lambda *args: die(done(*args))) if step.endswith("!") else die)
    built(at=START + timedelta(days=number))

for number, step in enumerate(sys.argv[1:], 1):
    child = os.fork()  # this process has no threads: it only waits
    if not child:
        try:
            killed(step, number)
        finally:
            os._exit(0)  # it was to be killed: say that it was not
    ended = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = sorted(found.name for found in snapshots.builds().iterdir() if found.is_dir())
    print(step, ended, snapshots.pointer().serving, *left, flush=True)
"""
STEPS = (
    "corpus.build.collect",
    "corpus.building.copies.numbers",
    "corpus.building.merging.activities",
    "corpus.building.merging.set_aside",
    "corpus.building.merging.mentions",
    "corpus.build.resolve",
    "corpus.building.naming.resolution",
    "corpus.building.naming.mentions",
    "corpus.building.naming.money",
    "corpus.building.naming.index",
    "corpus.search.write",
    "corpus.building.merging.sources",
    "corpus.snapshots.settle",
    "disk.settle",
    "corpus.versions.point",
)


def serving() -> str:
    found = snapshots.current()
    assert found
    return found.id


def killed(*steps: str) -> dict[str, list[str]]:
    """Begin a build and kill it, at each step in turn: how each ended, what serves then, and all
    folders of builds that are there.
    """
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, *steps],
        cwd=ROOT,
        timeout=300,
        check=True,
        capture_output=True,
        text=True,
    )
    return {step: told for step, *told in map(str.split, ended.stdout.splitlines())}


@pytest.mark.slow
def test_killed_at_any_step_the_old_snapshot_serves_and_the_next_build_cleans_up(data: Path):
    """Each build meets what the one before it left behind, and gets further than that one; the last
    becomes whole.
    """
    old = built().id
    loaded("a", [grant("1"), grant("2")])
    seen = killed(*STEPS)

    assert tuple(seen) == STEPS
    left: set[str] = set()
    for ended, serves, *there in seen.values():
        assert (ended, serves) == (str(-signal.SIGKILL), old)
        assert old in there
        assert len(there) == 2
        assert not left & set(there)  # what the build before left behind is gone
        left = set(there) - {old}
    assert serving() == old
    new = built(at=START + timedelta(days=90))
    assert (serving(), new.meta.activities) == (new.id, GUIDE + 2)
    assert folders(data) == {old, new.id}


@pytest.mark.slow
def test_killed_once_the_new_snapshot_serves_it_serves_on(data: Path):
    old = built().id
    (ended, serves, *_) = killed("corpus.versions.point!")["corpus.versions.point!"]

    assert ended == str(-signal.SIGKILL)
    assert serves == serving() != old
    new = built(at=START + timedelta(days=90)).id
    assert folders(data) == {old, serves, new}


def steps() -> list[str]:
    seen: list[str] = []
    build(
        decisions=(), executor=Here(), progress=lambda what, done, of: seen.append(what), at=START
    )
    return list(dict.fromkeys(seen))


def test_stopped_with_ctrl_c_at_any_step_everything_is_as_it_was(data: Path):
    loaded("a", [grant("1"), grant("2")])
    whats = steps()
    old = serving()

    def stop_at(step: str) -> None:
        def tell(what: str, done: int, of: int) -> None:
            if what == step:
                raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build(decisions=(), executor=Here(), progress=tell, at=LATER)

    for step in whats:
        stop_at(step)
        assert (serving(), folders(data)) == (old, {old})
    assert len(whats) >= 5
    assert built(at=LATER).id == serving()


@pytest.mark.parametrize("size", [0, 60_000, 150_000], ids=["lock", "table", "index of names"])
def test_where_nothing_more_can_be_written_the_old_snapshot_serves_and_the_sentence_says_what_to_do(
    data: Path, size: int
):
    old = built().id
    loaded(
        "a", [grant(str(number), title=f"Fictional help {number * 7919}") for number in range(300)]
    )

    with largest_file(size), pytest.raises(CannotBuild) as told:
        built(at=LATER)

    assert str(told.value) == (
        "The disk is full, so no snapshot was built. The snapshot that serves now serves on, and what is loaded stays loaded. "
        f"Free some space where {data}/corpus/builds lies, then run `convene build` again."
    )
    assert (serving(), folders(data)) == (old, {old})
    assert built(at=LATER).meta.activities == GUIDE + 300


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("only an administrator may mount a small disk")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.parametrize("left", [40_000, 150_000, 400_000])
def test_a_disk_that_really_fills(data: Path, left: int):
    with small_disk(data, "8m"):
        old = built().id
        loaded(
            "a",
            [grant(str(number), title=f"Fictional help {number * 7919}") for number in range(300)],
        )
        free = os.statvfs(data).f_bavail * os.statvfs(data).f_frsize
        (data / "ballast").write_bytes(b"x" * (free - left))
        with pytest.raises(CannotBuild, match="The disk is full"):
            built(at=LATER)
        assert (serving(), folders(data)) == (old, {old})

        (data / "ballast").unlink()
        assert built(at=LATER).meta.activities == GUIDE + 300


def test_a_worker_that_dies_ends_the_build_with_a_sentence(data: Path):
    from concurrent.futures import ProcessPoolExecutor

    old = built().id
    loaded("a", [grant("1")])
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os._exit, 1)
        with pytest.raises(
            CannotBuild,
            match=r"A worker of the build was ended .* `convene build` again, with fewer --workers\.",
        ):
            build(decisions=(), executor=executor, progress=lambda *_: None, at=LATER)
    assert (serving(), folders(data)) == (old, {old})
