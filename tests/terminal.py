"""The command line, called in this process: the exit status and the words of a real one, which
takes half a second to start. `tests/test_cli.py` holds that both say the same.
"""

import os
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from typing import NamedTuple

from typer.testing import CliRunner

from convene.cli.app import app


class Said(NamedTuple):
    """How a command ended, and what it wrote."""

    returncode: int
    stdout: str
    stderr: str


def convene(*words: object, stdin: str = "", cwd: Path | None = None) -> Said:
    """Run a command here. What it does not foresee it raises."""
    with chdir(cwd or Path.cwd()):
        ended = CliRunner().invoke(
            app, [*map(str, words)], input=stdin, prog_name="convene", catch_exceptions=False
        )
    return Said(ended.exit_code, ended.stdout, ended.stderr)


def process(
    *words: object, stdin: str = "", cwd: Path | None = None, patience: float = 180
) -> Said:
    """Run a command as a process of its own, with the environment of this one."""
    ended = subprocess.run(
        [sys.executable, "-m", "convene.cli", *map(str, words)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        cwd=cwd,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        timeout=patience,
        check=False,
    )
    return Said(ended.returncode, ended.stdout, ended.stderr)
