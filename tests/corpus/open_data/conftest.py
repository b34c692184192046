"""One snapshot for all tests that only ask: a snapshot never changes."""

import os
from pathlib import Path

import pytest

from tests.corpus.open_data.records import served


@pytest.fixture(scope="session")
def _once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, before = tmp_path_factory.mktemp("open_data"), os.environ.get("CONVENE_DATA")
    os.environ["CONVENE_DATA"] = str(folder)
    try:
        served()
    finally:
        os.environ.pop("CONVENE_DATA") if before is None else os.environ.update(CONVENE_DATA=before)
    return folder


@pytest.fixture
def serving(_once: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the snapshot of `records` serve; a test that makes another one must not use this."""
    monkeypatch.setenv("CONVENE_DATA", str(_once))
    return _once
