"""Files and folders come into being whole or not at all, and for their owner only."""

from pathlib import Path

import pytest

from convene import disk
from tests.apps.finder.fictional import listed
from tests.corpus.loads.conftest import write
from tests.terminal import convene


def test_a_file_that_is_not_finished_leaves_the_one_before_it(tmp_path: Path):
    file = tmp_path / "answer.txt"
    disk.write(file, "first")
    with pytest.raises(KeyboardInterrupt):
        stopped_while_writing(file)

    assert file.read_text() == "first"
    assert list(tmp_path.iterdir()) == [file]


def stopped_while_writing(file: Path) -> None:
    with disk.whole(file) as new:
        new.write_text("half")
        raise KeyboardInterrupt


def test_what_cannot_be_written_is_named_as_it_was_asked_for(tmp_path: Path):
    with (
        pytest.raises(FileNotFoundError) as refused,
        disk.whole(tmp_path / "none/out.csv") as new,
    ):
        new.write_text("half")

    assert refused.value.filename == str(tmp_path / "none/out.csv")


def test_a_folder_and_those_above_it_are_their_owners_only(tmp_path: Path):
    disk.make(tmp_path / "data/corpus/loads")

    assert modes(tmp_path / "data") == {"corpus": 0o700, "corpus/loads": 0o700}


@pytest.mark.django_db
def test_only_the_owner_may_read_what_is_loaded_and_built(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("CONVENE_DATA", str(tmp_path / "data"))
    said = convene("load", write(tmp_path / "wells.xml", 2), "--build")
    listed(tmp_path, "Quern Harbour Works")

    assert said.returncode == 0, said.stderr

    found = modes(disk.data())
    assert {place for place, mode in found.items() if mode not in {0o600, 0o700}} == set()
    assert {"corpus/current.json", "watchlists/current.json"} <= set(found)


def modes(folder: Path) -> dict[str, int]:
    """Return what may be done with everything in a folder."""
    return {
        str(place.relative_to(folder)): place.stat().st_mode & 0o777 for place in folder.rglob("*")
    }
