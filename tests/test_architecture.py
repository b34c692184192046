"""What the contracts in pyproject.toml cannot hold: the rest of the rules of the house."""

import ast
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "convene"
FILES = [file for file in sorted(HOUSE.rglob("*.py")) if "migrations" not in file.parts]
LONGEST = 400
"""Lines of a file; a longer one says more than one thing."""
WIDEST = 100
"""Characters of a line of Python, but for what stands in a string that cannot be split."""
WIDEST_OF_TEMPLATES = 160
GLUED = 60
"""Characters that may be glued to a long tag or text, because a space between them would show."""
PIECE = re.compile(r"""\{%.*?%\}|\{\{.*?\}\}|<[^<>{]*>|\S+="[^"]*"|[^<>{}]+""")
TEMPLATES = [
    file
    for file in sorted(HOUSE.rglob("*.html"))
    if "djangofmt: file-ignore" not in file.read_text(encoding="utf-8")
]
EVERY_FILE = [
    file
    for place in ("src", "tests", "tools")
    for file in sorted((ROOT / place).rglob("*.py"))
    if "migrations" not in file.parts
]
VAGUE = {"found", "told", "said", "one", "each"}
"""Words that hold anything; in a function longer than two lines a local is named for what it is."""
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
CONTRACTS = {
    each["name"]: each
    for each in tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"][
        "contracts"
    ]
}


def name(file: Path) -> str:
    return str(file.relative_to(ROOT))


def parsed(file: Path) -> ast.Module:
    return ast.parse(file.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield "." * node.level + (node.module or "")


def apps() -> set[str]:
    return {folder.parent.name for folder in (HOUSE / "apps").glob("*/__init__.py")}


@pytest.mark.parametrize(
    "file", [file for file in FILES if file.is_relative_to(HOUSE / "core")], ids=name
)
def test_core_imports_the_standard_library_only(file: Path):
    known = {*sys.stdlib_module_names, "convene"}

    assert [module for module in imports(parsed(file)) if module.split(".")[0] not in known] == []


def test_every_app_is_held_to_the_layers_inside_an_app():
    contract = CONTRACTS["Inside an app: decide below, speak HTTP above"]

    assert {
        container.removeprefix("convene.apps.") for container in contract["containers"]
    } == apps()


def test_every_room_below_the_apps_is_kept_from_django():
    above = {"apps", "cli", "ground", "site"}
    rooms = {folder.parent.name for folder in HOUSE.glob("*/__init__.py")} - above
    contract = CONTRACTS["Nothing below the apps knows Django"]

    assert {f"convene.{room}" for room in rooms} == set(contract["source_modules"])


def test_no_file_says_more_than_one_thing():
    lengths = {name(file): len(file.read_text(encoding="utf-8").splitlines()) for file in FILES}

    assert [file for file, lines in lengths.items() if lines > LONGEST] == []


def test_no_line_is_wider_than_a_window_but_for_a_string_that_cannot_be_split():
    assert [place for file in EVERY_FILE for place in too_wide(file)] == []


def test_no_line_of_sql_is_wider_than_a_window():
    statements = list(HOUSE.rglob("*.sql"))

    assert len(statements) > 20
    assert [
        f"{file.relative_to(HOUSE)}:{number}"
        for file in statements
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ] == []


def too_wide(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    wide = {number: len(line) for number, line in enumerate(lines, 1) if len(line) > WIDEST}
    if wide:
        text = longest_strings(parsed(file), lines)
        yield from (f"{name(file)}:{n}" for n, all_of in wide.items() if all_of - text[n] > WIDEST)


def longest_strings(tree: ast.Module, lines: list[str]) -> Counter[int]:
    """Return how many characters of each line stand in its longest string, docstrings apart."""
    longest: Counter[int] = Counter()
    for node in strings(tree):
        last = node.end_lineno or node.lineno
        for number in range(node.lineno, last + 1):
            begin = node.col_offset if number == node.lineno else None
            end = node.end_col_offset if number == last else None
            written = lines[number - 1].encode()[begin:end].decode()
            longest[number] = max(longest[number], len(written))
    return longest


def strings(tree: ast.Module) -> Iterator[ast.JoinedStr | ast.Constant]:
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if node in docstrings:
            continue
        if isinstance(node, ast.JoinedStr) or (
            isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)
        ):
            yield node


@pytest.mark.parametrize("line", ["x = 1  # " + "a" * 92, '"""' + "a" * 98 + '"""'])
def test_a_comment_or_a_docstring_too_wide_is_seen(line: str, tmp_path: Path, monkeypatch: Any):
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    (tmp_path / "wide.py").write_text(line)

    assert list(too_wide(tmp_path / "wide.py")) == ["wide.py:1"]


def test_a_string_may_be_wider(tmp_path: Path):
    (tmp_path / "wide.py").write_text(f'x = "{"a" * 120}"\n')

    assert list(too_wide(tmp_path / "wide.py")) == []


@pytest.mark.parametrize("file", TEMPLATES, ids=name)
def test_a_wide_line_of_a_template_is_one_tag_or_text(file: Path):
    lines = file.read_text(encoding="utf-8").splitlines()

    assert [number for number, line in enumerate(lines, 1) if several_in_one(line)] == []


def several_in_one(line: str) -> bool:
    """Return whether a line of a template could have been broken: it is wider than any may be, or
    wide for more than its longest tag, attribute or text and what is glued to that.
    """
    longest = max(map(len, PIECE.findall(line.strip())), default=0)
    wide = len(line) > WIDEST and len(line.strip()) - longest > GLUED
    return wide or (len(line) > WIDEST_OF_TEMPLATES and longest < len(line.strip()))


def test_two_long_tags_in_a_wide_line_are_seen_and_one_alone_is_not():
    sentence = f'{{% translate "{"a" * 60}" %}}'

    assert several_in_one(f"{sentence} {sentence}")
    assert not several_in_one(f'<p>{{% translate "{"a" * 110}" %}}</p>')
    assert not several_in_one(f'{{% translate "{"a" * 160}" %}}')


def test_locals_are_named_for_what_they_hold():
    breaches = [
        f"{name(file)}:{line} {word}" for file in FILES for line, word in vague_in(parsed(file))
    ]

    assert not breaches, "\n".join(breaches)


def vague_in(tree: ast.AST) -> list[tuple[int, str]]:
    """Return the line and the word of each local that says nothing of what it holds, or calls `at`
    what is no moment.

    A local is what a function binds, or anything inside it: parameters, also of lambdas, targets of
    assignments, loops, comprehensions, `with`, `except`, `import` and `case`, and functions and
    classes of its own. Fields, keywords of calls and the name of the function itself are none.
    Functions of a line or two, their docstring apart, may call a thing what they like.
    """
    long = [node for node in ast.walk(tree) if isinstance(node, FUNCTIONS) and lines_of(node) > 2]
    bound = {place for function in long for place in bindings(function)}
    moments = {place for node in ast.walk(tree) for place in moments_in(node)}
    return sorted(
        (line, word)
        for line, column, word in bound
        if word in VAGUE or (word == "at" and (line, column) not in moments)
    )


def lines_of(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    body = function.body[1:] if ast.get_docstring(function) else function.body
    return (body[-1].end_lineno or 0) - body[0].lineno + 1 if body else 0


def bindings(function: ast.AST) -> Iterator[tuple[int, int, str]]:
    for node in ast.walk(function):
        match node:
            case ast.Name(id=word, ctx=ast.Store()) | ast.arg(arg=word):
                pass
            case (
                ast.ExceptHandler(name=str(word))
                | ast.MatchAs(name=str(word))
                | ast.MatchStar(name=str(word))
                | ast.MatchMapping(rest=str(word))
            ):
                pass
            case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef() if node != function:
                word = node.name
            case ast.alias():
                word = node.asname or node.name.partition(".")[0]
            case _:
                continue
        yield node.lineno, node.col_offset, word


def moments_in(node: ast.AST) -> Iterator[tuple[int, int]]:
    """Yield where something is bound that is a moment: a parameter that says so, or what is
    assigned out of a call to `now`.
    """
    match node:
        case ast.arg(annotation=ast.AST() as annotation):
            if set(re.findall(r"\w+", ast.unparse(annotation))) <= {"datetime", "time", "None"}:
                yield node.lineno, node.col_offset
        case ast.Assign(value=value):
            calls = (call.func for call in ast.walk(value) if isinstance(call, ast.Call))
            if any(ast.unparse(call).rpartition(".")[2] == "now" for call in calls):
                targets = (inner for target in node.targets for inner in ast.walk(target))
                yield from (
                    (target.lineno, target.col_offset)
                    for target in targets
                    if isinstance(target, ast.Name)
                )


@pytest.mark.parametrize(
    ("line", "word"),
    [
        ("found = ask()", "found"),
        ("found: str = ask()", "found"),
        ("first, (said, *rest) = ask()", "said"),
        ("for each in rows: print(each)", "each"),
        ("if told := ask(): print(told)", "told"),
        ("rows = [one for one in rows]", "one"),
        ("rows = {one: row for one, row in rows}", "one"),
        ("rows = sorted(rows, key=lambda each: each.name)", "each"),
        ("with ask() as found: pass", "found"),
        ("async def ask(found): return found", "found"),
        ("def told(): return rows", "told"),
        ("import words as said", "said"),
        ("for at, row in enumerate(rows): print(at)", "at"),
        ("with ask() as at: print(at)", "at"),
        ("at = rows.index(3)", "at"),
        ("rows = sorted(rows, key=lambda at: at.name)", "at"),
        ("def ask(at: int): return at", "at"),
    ],
)
def test_a_local_that_says_nothing_is_seen(line: str, word: str):
    assert vague_in(ast.parse(f"def planted(rows):\n    ask()\n    {line}\n    ask()")) == [
        (3, word)
    ]


@pytest.mark.parametrize(
    ("code", "seen"),
    [
        ("def planted(found): return (\n    found,\n    1,\n)", [(1, "found")]),
        ("def planted(*, rows, **told):\n  a = 1\n  b = 2\n  return a", [(1, "told")]),
        ("def f():\n  try: a()\n  except E as said:\n    a()\n    raise", [(3, "said")]),
        ("def f():\n  match a():\n    case [one, *each]:\n      a()", [(3, "each"), (3, "one")]),
    ],
)
def test_a_parameter_an_exception_and_a_pattern_are_locals_too(code: str, seen: object):
    assert vague_in(ast.parse(code)) == seen


@pytest.mark.parametrize(
    "code",
    [
        "def f(found):\n  one = found\n  return one",
        'def f(one):\n  """Say what.\n\n  More.\n  """\n  a = one\n  return a',
        "def f(*, at: datetime):\n  a()\n  b()\n  c()",
        "def f(*, at: datetime | None = None):\n  at = at or timezone.now()\n  b()\n  c()",
        "def f(rows):\n  locked, at = lock(rows), now(rows)\n  b()\n  c()",
        "def told(rows):\n  rows.found = 1\n  a(said=2)\n  return each(rows)",
        "class Row:\n  found: int\n  told: int\n  said: int",
        "each = 1",
    ],
)
def test_short_functions_moments_and_fields_are_left_alone(code: str):
    assert vague_in(ast.parse(code)) == []


def test_no_line_is_kept_from_the_formatter():
    switch = re.compile(r"#\s*fmt:\s*(?:off|skip)")

    assert [name(file) for file in EVERY_FILE if switch.search(file.read_text("utf-8"))] == []


def test_local_imports_carry_their_reason():
    assert [place for file in FILES for place in bare_local_imports(file)] == []


def bare_local_imports(file: Path) -> Iterator[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    functions = [
        node
        for node in ast.walk(parsed(file))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    local = {
        (inner.lineno, inner.end_lineno)
        for node in functions
        for inner in ast.walk(node)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    }
    yield from (
        f"{name(file)}:{first}"
        for first, last in sorted(local)
        if not any("#" in line for line in lines[first - 1 : last])
    )


@pytest.mark.parametrize("file", FILES, ids=name)
def test_silenced_warnings_carry_their_reason(file: Path):
    lines = enumerate(file.read_text(encoding="utf-8").splitlines(), start=1)
    silenced = [
        (number, line.split(mark, 1)[1])
        for number, line in lines
        for mark in ("# noqa", "# type: ignore")
        if mark in line
    ]

    assert [
        number
        for number, rest in silenced
        if not rest.partition("]" if "[" in rest else " ")[2].strip(" #-")
    ] == []


def test_everything_that_up_installs_is_tested():
    user, dev = (set(pins(ROOT / lock)) for lock in ("requirements.lock", "requirements-dev.lock"))

    assert user <= dev


@pytest.mark.parametrize("lock", sorted(ROOT.glob("requirements*.lock")), ids=name)
def test_locks_hold_hashes_and_no_addresses(lock: Path):
    text = lock.read_text()

    assert text.count("--hash=sha256:") >= len(pins(lock)) > 0
    assert "://" not in text


def pins(lock: Path) -> list[str]:
    return [
        line.removesuffix(" \\").partition(" ;")[0]
        for line in lock.read_text().splitlines()
        if "==" in line and line[0].isalnum()
    ]
