"""What the command that changes rules one by one says and reads; the changing itself takes too long
for the suite.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from convene.packs.read import parse_file

ROOT = Path(__file__).parents[1]
EQUIVALENT = parse_file(ROOT / "tools/equivalent.yaml")["equivalent"]


@pytest.mark.parametrize("file", ["README.md", "src/convene/core/nothing.py"])
def test_only_files_of_core_are_changed(file: str):
    command = [sys.executable, "-m", "tools.mutants", file]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert done.stderr == f"“{file}” is no file of src/convene/core.\n"
    assert done.returncode == 1


@pytest.mark.parametrize("entry", EQUIVALENT, ids=lambda entry: entry["file"])
def test_a_change_that_changes_nothing_stands_in_its_file_and_says_why(entry: dict[str, str]):
    lines = (ROOT / entry["file"]).read_text(encoding="utf-8").splitlines()
    text = " ".join(line.strip() for line in lines)

    assert entry["before"] in text
    assert entry["after"] != entry["before"]
    assert entry["because"]
