"""Each test has lists of its own."""

import pytest


@pytest.fixture(autouse=True)
def data(tmp_path, monkeypatch):
    """Point CONVENE_DATA to a new folder."""
    folder = tmp_path / "data"
    monkeypatch.setenv("CONVENE_DATA", str(folder))
    return folder
