"""The first start makes a snapshot of the guide alone; no later start makes one."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from convene.corpus import snapshots
from convene.site import serve


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path))


def test_the_first_start_shows_the_guides_own_alliances_and_the_second_builds_nothing():
    serve._build_first()
    first = snapshots.current()
    serve._build_first()

    assert first
    assert [source.form for source in first.meta.sources] == ["guide"]
    assert snapshots.current() is first


def test_while_another_build_runs_the_pages_are_served_without_a_snapshot(
    capsys: pytest.CaptureFixture[str],
):
    with snapshots.alone(at=datetime(2026, 1, 1, 9, 30, tzinfo=UTC)):
        serve._build_first()

    assert snapshots.current() is None
    assert capsys.readouterr().out == (
        "The pages about the world's open data stay empty for now. Another build runs since 2026-01-01 09:30 UTC. "
        "The snapshot that serves now serves on; try again when it has ended.\n"
    )
