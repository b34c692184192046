"""Change the rules in `core/` one by one and see whether the tests notice.

Usage: python -m tools.mutants [FILE …]     all of core/, or only these files or folders of it

mutmut makes the changes and runs the tests of the rules in a scratch folder, so that nothing is
left in this one. Ends with 1 when more than one change in twenty goes unnoticed. Changes that
change nothing anyone could see are named in `tools/equivalent.yaml`, with the reason.
"""

import ast
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from convene.packs.read import parse_file

ROOT = Path(__file__).parents[1]
CORE = "src/convene/core"
TESTS = ("core", "packs", "spec")
"""The folders of tests that hold the rules."""
EQUIVALENT = ROOT / "tools/equivalent.yaml"
MOST = 0.05
"""Share of changes that may go unnoticed."""
NOTICED = ("killed", "timeout")
SETTINGS = """
[tool.mutmut]
source_paths = ["src"]
only_mutate = {files}
pytest_add_cli_args_test_selection = {tests}
timeout_constant = 3.0
timeout_multiplier = 20.0
use_git_change_detection = false

[tool.pytest.ini_options]
addopts = '''--import-mode=importlib -p no:django -p no:xdist -p no:cacheprovider -p no:logging
    -p no:unraisableexception -p no:threadexception -p no:doctest -p no:junitxml -p no:pastebin
    -p no:faulthandler -p no:debugging -p no:setuponly -p no:setupplan -p no:stepwise
    -p no:unittest -p no:warnings -p no:legacypath'''
pythonpath = [".", "src"]
markers = ["slow", "disaster"]
"""


@dataclass(frozen=True, kw_only=True)
class Mutant:
    """One change: where it stands, what stood there before and after, and what the tests made of
    it (a word of mutmut, or `equivalent`).
    """

    file: str
    fate: str
    line: int = 0
    before: str = ""
    after: str = ""

    @property
    def change(self) -> tuple[str, str, str]:
        """What tells a change from others wherever the line has moved."""
        return self.file, self.before, self.after


def main() -> int:
    files = [_named(file) for file in sys.argv[1:]]
    with tempfile.TemporaryDirectory(prefix="convene-mutants-") as folder:
        scratch = Path(folder).resolve()
        _prepare(scratch, files or [f"{CORE}/*"])
        ended = _run(scratch)
        mutants = list(_made(scratch)) if ended == 0 else []
    if not mutants:
        print("mutmut made no changes or did not come to an end; see above.", file=sys.stderr)
        return 2
    return tell(_without_equivalent(mutants))


def _named(file: str) -> str:
    """Return a file of core by its path from the root, however it was named; a folder with all in
    it.
    """
    path = Path(file).resolve()
    if not path.is_relative_to(ROOT / CORE) or not path.exists():
        raise SystemExit(f"“{file}” is no file of {CORE}.")
    return f"{path.relative_to(ROOT)}{'/*' if path.is_dir() else ''}"


def _prepare(scratch: Path, files: Sequence[str]) -> None:
    """Set out what mutmut copies: the source, the tests of the rules, and settings of its own,
    without the plugins of pytest that no test of a rule needs: starting them takes a third of the
    time.
    """
    shutil.copytree(ROOT / "src", scratch / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("tmp", "tests"):
        (scratch / name).mkdir()
    for name in TESTS:
        shutil.copytree(ROOT / "tests" / name, scratch / "tests" / name)
    shutil.copy(ROOT / "tests/__init__.py", scratch / "tests/__init__.py")
    shutil.copy(ROOT / "tools/mutants_conftest.py", scratch / "tests/conftest.py")
    tests = [f"tests/{name}" for name in TESTS]
    settings = SETTINGS.format(files=json.dumps(list(files)), tests=json.dumps(tests))
    (scratch / "pyproject.toml").write_text(settings, encoding="utf-8")


def _run(scratch: Path) -> int:
    """Run mutmut on one processor. It ends its children without cleaning up, so what they write
    goes into the scratch folder too.
    """
    command = [str(Path(sys.executable).parent / "mutmut"), "run", "--max-children", "1"]
    surroundings = {**os.environ, "TMPDIR": str(scratch / "tmp"), "CONVENE_DATA": str(scratch)}
    return subprocess.run(command, cwd=scratch, env=surroundings, check=False).returncode


def _made(scratch: Path) -> Iterator[Mutant]:
    """Yield every change that mutmut has made, from its notes beside the changed files; only of
    those that went unnoticed it is worked out where they stand.
    """
    with chdir(scratch):  # where mutmut looks for its notes
        for notes in sorted(Path("mutants", CORE).rglob("*.meta")):
            file = notes.relative_to("mutants").with_suffix("")
            starts = _starts(file)
            for name, code in json.loads(notes.read_text("utf-8"))["exit_code_by_key"].items():
                fate = status_by_exit_code[code]
                if fate in NOTICED:
                    yield Mutant(file=str(file), fate=fate)
                else:
                    first = starts[orig_function_and_class_names_from_key(name)]
                    diff = get_diff_for_mutant(name, path=file).splitlines()[2:]
                    yield _mutant(str(file), diff, first=first, fate=fate)


def _starts(file: Path) -> Mapping[tuple[str, str | None], int]:
    """Return the line on which each function and method of a file starts, by its name and its
    class's.
    """
    tree = ast.parse(file.read_text("utf-8"))
    classes = [(node.name, node.body) for node in tree.body if isinstance(node, ast.ClassDef)]
    return {
        (node.name, owner): node.lineno
        for owner, body in [(None, tree.body), *classes]
        for node in body
        if isinstance(node, ast.FunctionDef)
    }


def _mutant(file: str, diff: Sequence[str], *, first: int, fate: str) -> Mutant:
    """Read a change off the unified diff of its function, which starts on line `first`."""
    line = first - 1
    for text in diff:
        if text.startswith("@@"):
            line = first + int(text.split()[1].lstrip("-").split(",")[0]) - 1
        elif text.startswith(("-", "+")):
            break
        else:
            line += 1
    return Mutant(
        file=file, line=line, before=_joined(diff, "-"), after=_joined(diff, "+"), fate=fate
    )


def _joined(diff: Sequence[str], sign: str) -> str:
    return " ".join(text[1:].strip() for text in diff if text.startswith(sign))


def _without_equivalent(mutants: Sequence[Mutant]) -> list[Mutant]:
    """Mark the changes that are named as equivalent, and say which names no longer fit one."""
    named = {(one["file"], one["before"], one["after"]) for one in _equivalent()}
    tested, unnoticed = {one.file for one in mutants}, {one.change for one in mutants}
    for change in sorted(named - unnoticed):
        if change[0] in tested:
            print(f"{EQUIVALENT.name} names what is noticed or not made: {' | '.join(change)}")
    return [replace(one, fate="equivalent") if one.change in named else one for one in mutants]


def _equivalent() -> list[dict[str, Any]]:
    return list(parse_file(EQUIVALENT)["equivalent"])


def tell(mutants: Sequence[Mutant]) -> int:
    """Print each change that went unnoticed; then, file by file and for all, what became of the
    changes and the share that went unnoticed.
    """
    for one in sorted(filter(_survived, mutants), key=lambda one: (one.file, one.line)):
        print(f"{one.file}:{one.line} ({one.fate})\n  - {one.before}\n  + {one.after}\n")
    for file in sorted({one.file for one in mutants}):
        _count(file, [one for one in mutants if one.file == file])
    _count("all", mutants)
    print(f"{MOST:.0%} of the changes may go unnoticed.")
    return int(_share(mutants) > MOST)


def _count(title: str, mutants: Sequence[Mutant]) -> None:
    fates = Counter("survived" if _survived(one) else one.fate for one in mutants)
    counts = ", ".join(f"{fates[fate]} {fate}" for fate in (*NOTICED, "equivalent", "survived"))
    title = title.removeprefix(f"{CORE}/")
    print(f"{title}: {len(mutants)} made, {counts}: {_share(mutants):.1%} went unnoticed")


def _share(mutants: Sequence[Mutant]) -> float:
    """Return which share of the changes that could be seen went unnoticed."""
    seen = sum(one.fate != "equivalent" for one in mutants)
    return sum(map(_survived, mutants)) / seen if seen else 0.0


def _survived(mutant: Mutant) -> bool:
    return mutant.fate not in (*NOTICED, "equivalent")


if __name__ == "__main__":
    sys.exit(main())
