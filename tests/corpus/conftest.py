"""Each test of the corpus has data of its own."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Point CONVENE_DATA to a new folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("CONVENE_DATA", str(folder))
    return folder
