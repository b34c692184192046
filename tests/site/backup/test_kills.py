"""A backup or a restore that is killed, at each step: there is all of it or nothing, and the next
one clears up and goes through.
"""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.site.backup.conftest import PATIENCE, files, make_other, opened_again, other, url
from tests.terminal import convene

pytestmark = [pytest.mark.disaster, pytest.mark.django_db]
ROOT = Path(__file__).parents[3]
KILLED = """
import importlib, os, signal, sys
from convene.cli import main
step, *sys.argv[1:] = sys.argv[1:]
after = step.endswith("!")
place, name = step.removesuffix("!").rsplit(".", 1)
from convene.site import set_up
if sys.argv[1] == "backup" or "DATABASE_URL" in os.environ:
    set_up()
module, _, owner = place.partition(":")
of = importlib.import_module(f"convene.{module}")
of = getattr(of, owner) if owner else of
done = getattr(of, name)
def die(*given, **more):
    if after:
        done(*given, **more)
    os.kill(os.getpid(), signal.SIGKILL)
setattr(of, name, die)
main()
"""


def killed(step: str, *words: object, **more: str) -> int:
    """Run a command that is killed at a step, or right after it; return how it ended."""
    ended = subprocess.run(
        [sys.executable, "-c", KILLED, step, *map(str, words)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), **more},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ended.returncode != 1, ended.stderr
    return ended.returncode


def address() -> str:
    """Return the address of the database under test."""
    name = str(connection.settings_dict["NAME"])
    if connection.vendor == "sqlite":
        return f"sqlite:///{name}"
    return url().replace(other(), name)


@pytest.mark.parametrize(
    "step",
    [
        "site.backup.database:Moment.named",
        "site.backup.database.write",
        "site.backup.database.write!",
        "site.backup.making._write_file!",
        "site.backup.archive:Writer.end!",
        "disk.move",
        "disk._sync",
    ],
)
def test_a_backup_that_is_killed_is_none(house: Path, tmp_path: Path, step: str):
    file = tmp_path / "safe" / "backup.tar"

    assert killed(step, "backup", file, DATABASE_URL=address()) == -signal.SIGKILL

    assert not file.exists()
    assert convene("backup", file).returncode == 0
    assert [path.name for path in file.parent.iterdir()] == ["backup.tar"]


STEPS = ("site.backup.restoring._write!", "disk.move", "disk._sync")


def test_a_restore_that_is_killed_is_none(house: Path, tmp_path: Path):
    file, into = tmp_path / "backup.tar", tmp_path / "again" / "data"
    assert convene("backup", file).returncode == 0
    if connection.vendor == "postgresql":
        of_postgresql(file, into)
        return
    for step in STEPS:
        assert killed(step, "restore", file, "--into", into) == -signal.SIGKILL
        assert not into.exists(), step

    assert convene("restore", file, "--into", into).returncode == 0
    assert [path.name for path in into.parent.iterdir()] == ["data"]
    assert files(into) == files(house)


def of_postgresql(file: Path, into: Path) -> None:
    """The folder has just taken its place: the database holds nothing."""
    make_other()
    ended = killed("disk.move!", "restore", file, "--into", into, DATABASE_URL=url())

    assert ended == -signal.SIGKILL
    with opened_again(into) as there:
        assert there.introspection.table_names() == []
