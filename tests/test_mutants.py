"""What the command that changes rules one by one says and reads; the changing itself takes too long
for the suite.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from convene.packs.read import parse_file
from tools.mutants import Mutant, tell

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


def test_what_went_unnoticed_is_listed_and_then_each_file_with_its_share(capsys):
    rank, words = "src/convene/core/longlist/rank.py", "src/convene/core/labels.py"
    survivor = Mutant(file=rank, fate="survived", line=7, before="a >= b", after="a > b")
    noticed = [Mutant(file=rank, fate=fate) for fate in ("killed", "killed", "timeout")]

    assert tell([*noticed, survivor, Mutant(file=words, fate="equivalent")]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "src/convene/core/longlist/rank.py:7 (survived)",
        "  - a >= b",
        "  + a > b",
        "",
        "labels.py: 1 made, 0 killed, 0 timeout, 1 equivalent, 0 survived: 0.0% went unnoticed",
        "longlist/rank.py: 4 made, 2 killed, 1 timeout, 0 equivalent, 1 survived: 25.0% went unnoticed",
        "all: 5 made, 2 killed, 1 timeout, 1 equivalent, 1 survived: 25.0% went unnoticed",
        "5% of the changes may go unnoticed.",
    ]


def test_one_change_in_twenty_may_go_unnoticed(capsys):
    noticed, survivor = Mutant(file="a.py", fate="killed"), Mutant(file="a.py", fate="no tests")

    assert (tell([*[noticed] * 19, survivor]), tell([*[noticed] * 18, survivor])) == (0, 1)
