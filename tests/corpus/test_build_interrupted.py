"""A build that is killed, stopped, or runs out of disk: what served serves on, nothing is left behind, and a re-run succeeds."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest

from convene.corpus import disk, snapshots
from convene.corpus.build import build
from convene.corpus.executors import Here
from convene.corpus.snapshots import CannotBuild
from tests.corpus.fictional import START, built, folders, grant, loaded

ROOT = Path(__file__).parents[2]
LATER = START + timedelta(days=1)
KILLED = """
import importlib, os, signal, sys
from datetime import timedelta
from tests.corpus.fictional import START, built

def kill(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

module, name = sys.argv[1].rsplit(".", 1)
setattr(importlib.import_module(f"convene.corpus.{module}"), name, kill)
built(at=START + timedelta(days=1))
"""
STEPS = (
    "build.collect", "building.copies.numbers", "building.merging.activities", "building.merging.set_aside", "building.merging.mentions",
    "build.resolve", "building.naming.resolution", "building.naming.mentions", "building.naming.money", "building.naming.index",
    "search.write", "building.merging.sources", "snapshots.settle", "disk.settle", "snapshots._swap",
)  # fmt: skip


def serving() -> str:
    found = snapshots.current()
    assert found
    return found.id


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
def test_killed_at_any_step_the_old_snapshot_serves_and_the_next_build_cleans_up(data: Path, step: str):
    old = built().id
    loaded("a", [grant("1"), grant("2")])
    ended = subprocess.run([sys.executable, "-c", KILLED, step], cwd=ROOT, timeout=120, check=False)

    assert ended.returncode == -signal.SIGKILL
    assert serving() == old
    new = built(at=LATER)
    assert (serving(), new.meta.activities) == (new.id, 47)
    assert folders(data) == {old, new.id}


@pytest.mark.slow
def test_killed_once_the_new_snapshot_serves_it_serves_on(data: Path):
    built()
    ended = subprocess.run(
        [sys.executable, "-c", KILLED.replace("setattr", "import convene.corpus.build\nsetattr"), "snapshots.pointer"],
        cwd=ROOT,
        check=False,
    )

    assert ended.returncode == -signal.SIGKILL
    assert built(at=LATER).id == serving()
    assert not [found for found in folders(data) if found.startswith(disk.NEW)]


def steps() -> list[str]:
    seen: list[str] = []
    build(decisions=(), executor=Here(), progress=lambda what, done, of: seen.append(what), at=START)
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


@contextmanager
def largest_file(size: int) -> Iterator[None]:
    """Let no file of this process grow beyond so many bytes: every engine meets an error where it writes, as on a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


@pytest.mark.parametrize("size", [0, 100, 3_000, 8_000, 15_000, 25_000, 60_000])
def test_where_nothing_more_can_be_written_the_old_snapshot_serves_and_the_sentence_says_what_to_do(data: Path, size: int):
    old = built().id
    loaded("a", [grant(str(number), title=f"Fictional help {number * 7919}") for number in range(300)])

    with largest_file(size), pytest.raises(CannotBuild) as told:
        built(at=LATER)

    assert str(told.value) == (
        "The disk is full, so no snapshot was built. The snapshot that serves now serves on, and what is loaded stays loaded. "
        f"Free some space where {data}/corpus/builds lies, then run `convene build` again."
    )
    assert (serving(), folders(data)) == (old, {old})
    assert built(at=LATER).meta.activities == 345


@contextmanager
def small_disk(place: Path, size: str) -> Iterator[None]:
    place.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(place)], capture_output=True, check=False)
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
        loaded("a", [grant(str(number), title=f"Fictional help {number * 7919}") for number in range(300)])
        free = os.statvfs(data).f_bavail * os.statvfs(data).f_frsize
        (data / "ballast").write_bytes(b"x" * (free - left))
        with pytest.raises(CannotBuild, match="The disk is full"):
            built(at=LATER)
        assert (serving(), folders(data)) == (old, {old})

        (data / "ballast").unlink()
        assert built(at=LATER).meta.activities == 345


def test_a_worker_that_dies_ends_the_build_with_a_sentence(data: Path):
    from concurrent.futures import ProcessPoolExecutor

    old = built().id
    loaded("a", [grant("1")])
    with ProcessPoolExecutor(1) as executor:
        executor.submit(os._exit, 1)
        with pytest.raises(CannotBuild, match=r"A worker of the build was ended .* `convene build` again, with fewer --workers\."):
            build(decisions=(), executor=executor, progress=lambda *_: None, at=LATER)
    assert (serving(), folders(data)) == (old, {old})
