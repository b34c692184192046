"""`convene vetting verify` of what is no file that could have left."""

import os
from pathlib import Path

import pytest

from convene.cli import vetting
from tests.terminal import convene


def test_a_pipe_that_nobody_writes_into_is_not_read(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")

    ended = convene("vetting", "verify", tmp_path / "pipe")
    assert (ended.returncode, ended.stderr) == (1, f"{tmp_path / 'pipe'} is no ordinary file.\n")


def test_a_device_that_never_ends_is_not_read():
    assert convene("vetting", "verify", "/dev/zero").stderr == "/dev/zero is no ordinary file.\n"


def test_a_file_larger_than_any_that_leaves_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(vetting, "LARGEST", 2_000_000)
    (tmp_path / "large").write_bytes(b"x" * 2_000_001)

    ended = convene("vetting", "verify", tmp_path / "large")
    assert (ended.returncode, ended.stderr) == (
        1,
        f"{tmp_path / 'large'} is larger than 2 MB: no such file leaves Convene.\n",
    )
