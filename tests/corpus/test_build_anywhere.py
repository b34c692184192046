"""The same snapshot, whoever did the work: this process, two processes, or a real Dask cluster of
two workers.
"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from distributed import LocalCluster

from convene.corpus import executors
from convene.corpus.build import build
from convene.corpus.snapshots import Snapshot
from tests.corpus.fictional import AGENCY, START, grant, loaded, quiet

SPELLINGS = (
    "Zorblax Fund",
    "Zorblax Fund Ltd",
    "The Zorblax Fund",
    "Brumble Watch International",
    "Brumble Watch Intl",
    "Glimmer Agency",
)


def snapshot(
    folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    *,
    cluster: str | None = None,
    workers: int | None = None,
) -> Snapshot:
    monkeypatch.setenv("CONVENE_DATA", str(folder))
    for source in "abc":
        activities = [
            grant(
                f"{source}{number}",
                to=AGENCY._replace(name=SPELLINGS[number % len(SPELLINGS)]),
                title="Open contracting in Northford",
            )
            for number in range(25)
        ]
        loaded(source, activities)
    with executors.opened(cluster, workers) as executor:
        return build(decisions=(), executor=executor, progress=quiet, at=START)


def contents(made: Snapshot) -> dict[str, bytes]:
    """Return every file whose bytes do not depend on chance; the search engine names its segments
    by lot.
    """
    tables = [
        *made.folder.rglob("*.parquet"),
        *(made.folder / "names").rglob("*"),
        made.folder / "meta.json",
    ]
    return {
        str(file.relative_to(made.folder)): file.read_bytes() for file in tables if file.is_file()
    }


@pytest.fixture
def cluster() -> Iterator[str]:
    with LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as found:
        yield found.scheduler_address


@pytest.mark.disaster
@pytest.mark.slow
def test_processes_and_a_dask_cluster_make_the_same_snapshot_byte_for_byte(
    tmp_path: Path, cluster: str, monkeypatch: pytest.MonkeyPatch
):
    here = contents(snapshot(tmp_path / "here", monkeypatch, workers=1))
    processes = contents(snapshot(tmp_path / "processes", monkeypatch, workers=2))
    on_cluster = contents(snapshot(tmp_path / "cluster", monkeypatch, cluster=cluster))

    assert {
        "activities.parquet",
        "mentions.parquet",
        "money.parquet",
        "organisations.parquet",
        "joins.parquet",
        "names.parquet",
    } <= set(here)
    assert [name for name in here if here[name] != processes.get(name)] == []
    assert [name for name in here if here[name] != on_cluster.get(name)] == []
    assert here.keys() == processes.keys() == on_cluster.keys()
