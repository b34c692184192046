"""A real server in a process of its own: what it says, that it answers, and how it stops."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from convene.site import serve

PATIENCE = 40
"""Seconds until a slow machine must have answered."""


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def command(port: int, *words: str) -> list[str]:
    return [sys.executable, "-m", "convene.cli", "serve", "--port", str(port), *words]


def environ(data: Path) -> dict[str, str]:
    return {"PATH": os.environ["PATH"], "CONVENE_DATA": str(data)}


def refused(*words: str, port: int, data: Path) -> str:
    done = subprocess.run(
        command(port, *words),
        env=environ(data),
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert done.returncode == 1
    assert done.stdout == ""
    return done.stderr


def status(address: str) -> int:
    """Return the status of a page, waiting for the server to come up."""
    for _ in range(PATIENCE * 10):
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as error:
            return error.code
        except OSError:
            time.sleep(0.1)
    raise TimeoutError(address)


def read_line(server: subprocess.Popen[str]) -> str:
    assert server.stdout is not None
    return server.stdout.readline().strip()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int]]:
    port = free_port()
    process = subprocess.Popen(
        command(port),
        env=environ(tmp_path),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process, port
    process.kill()
    process.communicate()


@pytest.mark.slow
def test_it_says_where_it_is_links_its_first_administrator_answers_and_stops(
    server: tuple[subprocess.Popen[str], int], tmp_path: Path
):
    process, port = server

    assert read_line(process) == "Making the database. The first start takes about a minute."
    assert read_line(process) == f"Convene is at http://127.0.0.1:{port}  (Ctrl-C stops it)"
    assert (
        read_line(process)
        == "Nobody looks after this Convene yet. This link, good once, makes you its administrator:"
    )
    assert status(read_line(process)) == 200
    assert status(f"http://127.0.0.1:{port}/") == 200
    assert {file.stat().st_mode & 0o077 for file in tmp_path.glob("convene.sqlite3*")} == {0}

    process.send_signal(signal.SIGTERM)

    assert process.wait(timeout=PATIENCE) == 0


def test_a_taken_port_is_named_with_another_to_try(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = int(taken.getsockname()[1])

        assert refused(port=port, data=tmp_path) == (
            f"Another program is using port {port}. Stop it, or try another port: --port {port + 1}\n"
        )


def test_a_number_that_is_no_port_is_refused(tmp_path: Path):
    assert (
        refused(port=70000, data=tmp_path)
        == "70000 is not a port. Ports are numbers from 1 to 65535: --port 8000\n"
    )


def test_an_address_of_another_machine_is_refused(tmp_path: Path):
    assert refused("--host", "192.0.2.1", port=free_port(), data=tmp_path) == (
        "This machine has no address 192.0.2.1. Try --host 127.0.0.1\n"
    )


def test_a_data_folder_that_cannot_be_made_is_explained(tmp_path: Path):
    (tmp_path / "file").touch()
    folder = tmp_path / "file" / "data"

    assert refused(port=free_port(), data=folder) == (
        f"The data folder {folder} cannot be made. Set CONVENE_DATA to a folder you may write to.\n"
    )


@pytest.mark.parametrize(
    ("name", "given", "sentence"),
    [
        ("CONVENE_JOBS", "loud", "CONVENE_JOBS should be on or off, but is “loud”."),
        (
            "CONVENE_LOG_LEVEL",
            "loud",
            "CONVENE_LOG_LEVEL should be one of DEBUG, INFO, WARNING, ERROR, not “loud”.",
        ),
        (
            "CONVENE_RESCREEN_AT",
            "noon",
            "CONVENE_RESCREEN_AT should be a time such as 02:00, or off, but is “noon”.",
        ),
        ("CONVENE_SECOND_STEP", "yes", "CONVENE_SECOND_STEP should be on or off, but is “yes”."),
    ],
)
def test_a_setting_that_means_nothing_is_refused(tmp_path: Path, name, given, sentence):
    done = subprocess.run(
        command(free_port()),
        env={**environ(tmp_path), name: given},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, f"{sentence}\n")


def test_a_broken_guide_is_named_before_anything_is_served(tmp_path: Path):
    (tmp_path / "packs" / "ours").mkdir(parents=True)
    (tmp_path / "packs" / "ours" / "pack.yaml").write_text("id: ours\n")

    said = refused(port=free_port(), data=tmp_path).splitlines()

    assert said[0] == "A guide is broken. Correct it and start again:"
    assert 'ours/pack.yaml: id: unknown key, found "ours"' in said


def test_a_damaged_database_is_named_and_nothing_is_served(tmp_path: Path):
    (tmp_path / "convene.sqlite3").write_bytes(b"SQLite format 3\0" + b"\x13" * 20_000)

    said = refused(port=free_port(), data=tmp_path)
    assert said.startswith("The database is damaged (")
    assert said.endswith("Bring it back from a backup; docs/how-to/back-up.md says how.\n")
    assert "Traceback" not in said


def test_uploads_of_a_server_that_was_killed_are_removed(settings, tmp_path: Path):
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path
    (tmp_path / "old.upload").write_bytes(b"x")
    (tmp_path / "new.upload").write_bytes(b"x")
    os.utime(tmp_path / "old.upload", (1, 1))

    serve._sweep()
    assert [file.name for file in tmp_path.iterdir()] == ["new.upload"]


def test_a_file_that_comes_in_lies_in_the_data_folder(settings):
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).is_relative_to(settings.DATA)
    assert Path(settings.FILE_UPLOAD_TEMP_DIR).stat().st_mode & 0o777 == 0o700
