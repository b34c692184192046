"""Ways around the rules of the house that no import shows: a model looked up by its name, a link to
an app above, JSON put together by hand, a clock.
"""

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.test_architecture import CONTRACTS, FILES, HOUSE, imports, parsed

APPS = CONTRACTS["Between apps: look back along the work, never forward"]["layers"]
ORDER = [app for layer in reversed(APPS) for app in layer.split(" | ") if not app.startswith("(")]
TEMPLATES = sorted(HOUSE.rglob("*.html"))
LINK = re.compile(r"""["'](\w+):\w+["']""")
JOURNEYS = sorted((Path(__file__).parent / "journeys").glob("test_*.py"))
OF = {"countries": "guide"}
"""Whose addresses a name leads to, where it is not that of an app."""
LOOK_UP = {"get_model", "get_models", "get_user_model", "import_module", "__import__"}
WRITES_JSON = {"json.dumps", "json.dump", "json.JSONEncoder"}
CLOCKS = {"now", "today", "utcnow", "localtime", "gmtime"}

LOOKED_UP = {
    "apps/inbox/queries.py": "each app tells what waits, which the inbox below them cannot import",
    "apps/workshop/queries/facts.py": "each app tells facts, which the workshop below cannot import",
    "cli/app.py": "a group of commands is read when it is asked for",
    "documents/formats.py": "a writer of a format is read when it is asked for",
    "ground/guards.py": "each app names its guards, which the ground below them cannot import",
    "ground/keys.py": "which keys a table has, its model says, in whichever app it is",
    "ground/trail.py": "the table of the trail is in an app, which a setting names",
    "site/backup/database.py": "a backup holds every table, of whichever app",
}
LEADS_ON = {
    "chasing/late.html partnering": "where nobody speaks for a partner, somebody is named",
    "finder/offered.html workshop": "an answer becomes a draft",
    "finder/one_for_donors.html workshop": "who works for donors is shortlisted in a draft",
    "finder/steps.html workshop": "a step of an answer leads to a draft",
    "guide/challenges.html finder": "a challenge is asked about",
    "guide/active.html finder": "a country leads to its records and partners",
    "guide/pointers.html finder": "a country leads to the question",
    "ledger/promises.html bookkeeping": "promises lead to the workbook of them",
    "ledger/promises.html chasing": "what is late leads to the reminders of it",
    "ledger/promises.html statements": "what is recorded is stated to partners",
    "registry/organisation.html finder": "an organisation leads to its records",
    "registry/organisation.html vetting": "an organisation leads to how it was vetted",
    "statements/letters.html partnering": "where nobody speaks for a partner, somebody is named",
    "statements/page.html partnering": "whoever speaks for a partner goes back to its page",
    "workshop/draft.html agreements": "an alliance leads to its invitations and agreements",
    "workshop/home.html agreements": "an alliance leads to its invitations and agreements",
    "workshop/home.html asking": "an alliance leads to whom it asked",
    "workshop/members.html asking": "who has joined leads to whom was asked",
    "workshop/partners.html asking": "a shortlist leads to whom was asked",
    "workshop/draft.html ledger": "an alliance leads to its promises",
    "workshop/draft.html practice": "an alliance leads to its ways and lessons",
    "workshop/draft.html risks": "an alliance leads to its risks",
    "inbox/inbox.html digest": "what waits can be had by mail",
    "workshop/drafts.html portfolio": "whoever has several alliances sees them side by side",
    "workshop/home.html ledger": "an alliance leads to its promises",
    "workshop/home.html practice": "an alliance leads to its ways and lessons",
    "workshop/home.html risks": "an alliance leads to its risks",
    "workshop/home.html statements": "an alliance leads to its statements",
}
"""Where a page leads on along the work; the app below knows the address and nothing else."""
BY_HAND = {
    "cli/advice.py": "it shows the beginning of what nobody can read",
    "ground/forgetting.py": "a hash is made of it, in a form that others can make again",
    "cli/app.py": "everything that the terminal prints as JSON goes through here",
    "questions/batch.py": "a line of answers, in the shape of `questions.shapes`",
    "apps/vetting/exports/__init__.py": "a hash is made of it",
    "apps/vetting/queries/screening.py": "a hash is made of it",
    "apps/workshop/forms/sheet.py": "a page sends back what it had shown",
    "site/backup/archive.py": "the manifest of a backup, which a hash is made of",
    "site/logs.py": "a line of the log",
}


def place(file: Path) -> str:
    return file.relative_to(HOUSE).as_posix()


def seen(rule: Callable[[ast.AST], int], *rooms: str) -> dict[str, int]:
    """Return how often something is done in the files of these rooms, or of all."""
    files = [file for file in FILES if not rooms or file.relative_to(HOUSE).parts[0] in rooms]
    assert files
    return {place(file): times for file in files if (times := rule(parsed(file)))}


def looks_up(tree: ast.AST) -> int:
    names = (node for node in ast.walk(tree) if isinstance(node, ast.Attribute | ast.Name))
    return sum(
        (node.attr if isinstance(node, ast.Attribute) else node.id) in LOOK_UP for node in names
    )


def writes_json(tree: ast.AST) -> int:
    """How often JSON is written; a name that is bound to it counts."""
    dotted = [ast.unparse(node) for node in ast.walk(tree) if isinstance(node, ast.Attribute)]
    bare = [
        f"json.{alias.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module == "json"
        for alias in node.names
    ]
    return sum(name in WRITES_JSON for name in (*dotted, *bare))


def reads_a_clock(tree: ast.AST) -> int:
    read = sum(isinstance(node, ast.Attribute) and node.attr in CLOCKS for node in ast.walk(tree))
    return read + [*imports(tree)].count("time")


def leads_on(template: str, *, app: str) -> set[str]:
    """Return the apps above its own that a template leads to."""
    linked = {OF.get(name, name) for name in LINK.findall(template)}
    return {name for name in linked & {*ORDER} if ORDER.index(name) > ORDER.index(app)}


def test_nothing_is_looked_up_by_its_name():
    assert seen(looks_up).keys() == LOOKED_UP.keys()


def test_a_page_leads_on_only_where_it_is_said_here():
    links = {
        f"{app}/{file.name} {above}"
        for file in TEMPLATES
        if (app := file.relative_to(HOUSE).parts[1]) in ORDER
        for above in leads_on(file.read_text(encoding="utf-8"), app=app)
    }

    assert links == set(LEADS_ON)


def test_the_ground_leads_to_no_app():
    templates = [file for file in TEMPLATES if place(file).startswith("ground/")]

    assert len(templates) > 5
    assert [file.name for file in templates if LINK.search(file.read_text(encoding="utf-8"))] == []


def test_json_is_put_together_in_one_place():
    written = seen(writes_json, "apps", "cli", "ground", "questions", "site")

    assert written == dict.fromkeys(BY_HAND, 1)


def test_the_core_is_given_the_time():
    assert seen(reads_a_clock, "core") == {}


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (looks_up, 'apps.get_model("vetting", "Case").objects.all()'),
        (looks_up, 'look = apps.get_model; look("vetting.Case")'),
        (looks_up, 'import_module("convene.apps.vetting.models")'),
        (writes_json, 'print(json.dumps({"name": name}))'),
        (writes_json, "from json import dumps as say"),
        (reads_a_clock, "at = datetime.now(UTC)"),
        (reads_a_clock, "date.today()"),
        (reads_a_clock, "import time"),
        (reads_a_clock, "from time import time as moment"),
    ],
)
def test_a_planted_shortcut_is_seen(rule: Callable[[ast.AST], int], line: str):
    assert rule(ast.parse(line))
    assert not rule(ast.parse("import json\nrows = json.loads(text)"))


@pytest.mark.parametrize("app", ["accounts", "registry", "inbox"])
def test_a_planted_link_to_an_app_above_is_seen(app: str):
    assert leads_on('<a href="{% url "vetting:cases" %}">', app=app) == {"vetting"}
    assert leads_on('<a href="{% url "accounts:profile" %}">', app=app) == set()


@pytest.mark.parametrize("file", JOURNEYS, ids=lambda file: file.stem)
def test_a_journey_waits_for_what_it_looks_for(file: Path):
    """A look that does not wait is true on a quiet machine only: `expect(...)` waits."""
    hasty = {"is_visible", "is_hidden", "is_checked", "is_enabled", "input_value"}
    looks = [
        node.lineno
        for line in ast.walk(parsed(file))
        if isinstance(line, ast.Assert)
        for node in ast.walk(line)
        if isinstance(node, ast.Attribute) and node.attr in hasty
    ]
    assert looks == []
