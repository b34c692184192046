"""A load is the same wherever its parts are read: in this process, in others, or on a cluster."""

import os
import subprocess
import sys
from hashlib import sha256

import pytest

from convene.corpus import executors, loads
from convene.feeds.iati import split
from tests.corpus.loads.conftest import load, write

TABLES = ("activities", "mentions", "money", "set_aside")


def read_with(path, **where) -> dict[str, str]:
    """Load a file with an executor and return what the bytes of its tables amount to."""
    with executors.opened(**where) as executor:
        (found,) = load(path, executor=executor, force=True)
    return {
        name: sha256((loads.folder(found.source) / f"{name}.parquet").read_bytes()).hexdigest()
        for name in TABLES
    }


@pytest.fixture
def large(tmp_path):
    path = write(tmp_path / "wells.xml", 15_000)
    assert path.stat().st_size > split.PART, "more than one part, or nothing is shown"
    return path


def test_two_processes_make_the_same_bytes_as_one(large):
    assert read_with(large, workers=2) == read_with(large, workers=1)


@pytest.mark.disaster
def test_a_dask_cluster_of_two_workers_makes_the_same_bytes(large, monkeypatch):
    from distributed import LocalCluster  # local: takes most of a second to import

    here = read_with(large, workers=1)
    with LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        assert read_with(large, cluster=cluster.scheduler_address) == here


def test_without_the_extra_one_sentence_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)  # what an import of it then meets
    with pytest.raises(executors.NoCluster) as refused, executors.opened("tcp://127.0.0.1:9"):
        pass
    assert str(refused.value) == (
        "--cluster needs Dask, which is not installed here: run `./run cluster` once, or "
        "install convene[cluster], here and where the workers run"
    )


def test_where_no_cluster_answers_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr(executors, "CLUSTER_WAIT", 0.5)
    with (
        pytest.raises(executors.NoCluster, match=r"No cluster answers at tcp://127\.0\.0\.1:9"),
        executors.opened("tcp://127.0.0.1:9"),
    ):
        pass


PROGRAM = """
from convene.corpus.executors import opened

print("begun", flush=True)
if __name__ == "__main__":
    with opened(None, 2) as executor:
        print(sum(executor.map(abs, range(-3, 0))))
"""


def test_a_worker_does_not_run_the_program_again_that_it_works_for(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(program)], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout.split() == ["begun", "6"]


def test_where_the_system_tells_no_cores_all_are_used(monkeypatch):
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 3)
    assert executors._cores() == 3


def test_what_goes_wrong_here_is_told_to_whoever_asks():
    with executors.opened(None, 1) as executor:
        assert executor.submit(divmod, 7, 2).result() == (3, 1)
        assert isinstance(executor.submit(divmod, 7, 0).exception(), ZeroDivisionError)
