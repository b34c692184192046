"""The script people start with: what it offers, and what it says when it cannot."""

import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as in_use

ROOT = Path(__file__).parents[1]
COMMANDS = (
    "up",
    "worker",
    "test",
    "check",
    "convene",
    "mutants",
    "bench",
    "cluster",
    "docs",
    "help",
)


def run(
    *words: str, at: Path = ROOT, called_from: Path | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    environ = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), **settings}
    return subprocess.run(
        [at / "run", *words],
        cwd=called_from,
        env=environ,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A checkout in which nothing has been set up yet."""
    for file in [ROOT / "run", ROOT / "pyproject.toml", *ROOT.glob("requirements*.lock")]:
        shutil.copy(file, tmp_path)
    return tmp_path


def program(path: Path, text: str) -> str:
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)
    return str(path)


def test_it_is_a_posix_script():
    assert subprocess.run(["sh", "-n", ROOT / "run"], check=False).returncode == 0
    assert (ROOT / "run").read_text().startswith("#!/bin/sh\n")


def test_continuous_integration_is_sound_bash():
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"], check=False).returncode == 0


@pytest.mark.parametrize("words", [(), ("help",), ("--help",)])
def test_help_lists_every_command(words: tuple[str, ...]):
    done = run(*words)

    assert [
        line.split()[1] for line in done.stdout.splitlines() if line.startswith("./run ")
    ] == list(COMMANDS)
    assert done.returncode == 0


def test_an_unknown_command_is_refused():
    done = run("fly")

    assert done.stderr == "There is no command “fly”. ./run help lists the commands.\n"
    assert done.returncode == 1


def test_an_older_python_is_not_used(bare: Path):
    old = program(bare / "python3.9", "exit 1")

    done = run("up", at=bare, CONVENE_PYTHON=old)

    assert done.stderr.splitlines()[-1] == (
        "Convene needs Python 3.11, 3.12 or 3.13 and found none. On Debian or Ubuntu: apt-get install python3 python3-venv"
    )
    assert done.returncode == 1
    assert not (bare / ".venv").exists()


def test_a_python_without_venv_is_explained(bare: Path):
    crippled = program(bare / "python3.11", 'case "$*" in -c*) exit 0 ;; *) exit 1 ;; esac')

    done = run("up", at=bare, CONVENE_PYTHON=crippled)

    assert (
        done.stderr.splitlines()[-1]
        == "Python's venv module is not complete here. On Debian or Ubuntu: apt-get install python3-venv"
    )
    assert done.returncode == 1


@pytest.fixture
def set_up(bare: Path) -> Path:
    """A checkout whose environment stands, with a Python in which PostgreSQL's part fails."""
    said = 'case "$*" in *postgres*) exit 1 ;; *pytest*) echo "$TESTS_TOOK" ;; esac'
    (bare / ".venv" / "bin").mkdir(parents=True)
    program(bare / ".venv" / "bin" / "python", said)
    locks = "pyproject.toml requirements-dev.lock requirements-uv.lock"
    sums = subprocess.check_output(f"cat {locks} | cksum", shell=True, cwd=bare, text=True)
    (bare / ".venv" / "stamp").write_text(f"dev {bare} {sums}")
    words = bare / "src" / "convene" / "site" / "locale" / "es" / "LC_MESSAGES"
    words.mkdir(parents=True)
    (words / "django.po").touch()
    (bare / "src" / "convene" / "site" / "translations.py").touch()
    return bare


def test_a_path_is_of_the_folder_in_which_it_is_typed(tmp_path: Path):
    (tmp_path / "json.py").write_text("raise SystemExit('taken for a module')")
    (tmp_path / "pairs.csv").write_text("name_1,name_2\nAlba Works Ltd,ALBA WORKS LIMITED\n")

    done = run("convene", "match", "pairs.csv", "--out", "out.csv", called_from=tmp_path)

    assert (done.returncode, done.stderr) == (0, "Comparing names …\n")
    assert "ALBA WORKS LIMITED" in (tmp_path / "out.csv").read_text()
    assert not (ROOT / "out.csv").exists()


def test_the_data_folder_of_a_setting_is_of_the_checkout(set_up: Path, tmp_path: Path):
    program(set_up / ".venv" / "bin" / "python", 'echo "$CONVENE_DATA $PWD"')
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    done = run("convene", at=set_up, called_from=elsewhere, CONVENE_DATA="kept")

    assert done.stdout.splitlines()[-1] == f"{set_up}/kept {elsewhere}"


def test_every_part_of_the_suite_runs_and_one_that_fails_is_named(set_up: Path):
    done = run("test", at=set_up)

    assert re.sub(r"\d+ s", "… s", done.stdout).splitlines() == [
        "== SQLite, files and a browser",
        "",
        "== PostgreSQL",
        "== Disasters",
        "SQLite, files and a browser: … s; PostgreSQL: … s",
    ]
    assert (done.returncode, done.stderr) == (1, "Failed: PostgreSQL\n")


@pytest.mark.slow
def test_without_an_index_it_says_where_to_look(bare: Path):
    nowhere: Any = {
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple",
        "PIP_RETRIES": "0",
        "PIP_CONFIG_FILE": "/dev/null",
    }

    done = run("up", at=bare, **nowhere)

    assert done.stderr.splitlines()[-1] == (
        "The packages could not be installed. Check the network and pip's index (pip config list), "
        f"then run this again; details are in {bare}/.venv-uv/pip.log"
    )
    assert done.returncode == 1


@pytest.mark.skipif(os.getuid() == 0, reason="root may write anywhere")
def test_a_checkout_one_may_not_write_to_is_explained(bare: Path):
    bare.chmod(0o500)

    done = run("up", at=bare)

    assert (
        done.stderr
        == f"You may not write to {bare}. Copy this checkout to a folder of your own and try again.\n"
    )


def test_each_process_that_runs_tests_has_a_data_folder_of_its_own():
    assert Path(os.environ["CONVENE_DATA"]) == in_use.DATA
