"""Only actions write, each only what its own app owns,
and what keeps a history through the ground.
"""

from pathlib import Path

import pytest

from tests.writes import House, breaches, files, house

SOURCE = Path(__file__).parents[1] / "src" / "convene"
KNOWN = house(SOURCE / "apps")
MADE_UP = House(
    owner={"Organisation": "registry", "Link": "registry", "Case": "vetting", "Look": "vetting"},
    recorded=frozenset({"Organisation", "Case"}),
)
MAY = {
    "convene.apps.accounts.models.people": "Django asks managers for `create_user`",
}
"""Modules that write outside of actions, with the reason; a new one is an argument to be had."""


@pytest.mark.parametrize(
    ("module", "file"),
    list(files(SOURCE)),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_actions_write(module: str, file: Path):
    places = breaches(file.read_text(encoding="utf-8"), module=module, known=KNOWN)

    assert bool(places) == (module in MAY), places


def test_the_house_is_read_as_it_is():
    assert KNOWN.owner["Organisation"] == "registry"
    assert {"Organisation", "Case", "Alliance", "User"} <= KNOWN.recorded
    assert "Import" not in KNOWN.recorded


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Organisation.objects.all().delete()", ".delete outside of actions"),
        ("Link.objects.create(name='x')", ".create outside of actions"),
        ("Link(name='x').save()", ".save outside of actions"),
        ("write = one.save", ".save outside of actions"),
        ("await one.aupdate(name='x')", ".aupdate outside of actions"),
        ("Link.objects.abulk_create([])", ".abulk_create outside of actions"),
        ("getattr(one, 'save')()", "getattr save outside of actions"),
        ("connection.cursor()", ".cursor outside of actions"),
        ("cursor.execute('DELETE FROM registry_link')", ".execute outside of actions"),
        ("save(one, by=by, at=at)", "convene.ground.changes.save outside of actions"),
        ("changes.write(one)", "convene.ground.changes.write outside of actions"),
        ("trail.record(KIND)", "convene.ground.trail.record outside of actions"),
    ],
)
@pytest.mark.parametrize(
    "module", ["convene.apps.finder.queries.records", "convene.apps.finder.views.partners"]
)
def test_a_planted_write_outside_of_actions_is_refused(line: str, why: str, module: str):
    source = f"{IMPORTS}\nasync def show(one, cursor):\n    {line}\n"

    assert [
        found.partition(": ")[2] for found in breaches(source, module=module, known=MADE_UP)
    ] == [why]


IMPORTS = """
from django.db import connection
from convene.apps.registry.models import Link, Organisation
from convene.apps.vetting.models import Case, Look
from convene.ground import changes, trail
from convene.ground.changes import lock, save
"""


@pytest.mark.parametrize(
    "line",
    [
        "seen = set(); seen.update([1])",
        "values = {}; values.update(a=1)",
        "vars(one).update(a=1)",
        "actions.save(one)",
        "list(Link.objects.filter(name='x'))",
    ],
)
def test_reading_and_plain_python_are_no_writes(line: str):
    source = f"{IMPORTS}\ndef show(one):\n    {line}\n"

    assert breaches(source, module="convene.apps.finder.queries.records", known=MADE_UP) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "Organisation.objects.filter(name='x').update(name='y')",
            "Organisation.update: it is of registry",
        ),
        ("Link(name='x').save()", "Link.save: it is of registry"),
        ("one = Link.objects.get(pk=1)\n    one.save()", "Link.save: it is of registry"),
        ("for one in Link.objects.all():\n        one.delete()", "Link.delete: it is of registry"),
        (
            "locked = lock(given)\n    save(locked, by=by, at=at)",
            "Organisation is written: it is of registry",
        ),
        ("write = given.save\n    write()", "Organisation.save: it is of registry"),
        ("Case.objects.filter(pk=1).update(state='x')", "Case.update: it keeps its history"),
        ("case.save()", "Case.save: it keeps its history"),
        ("connection.cursor()", ".cursor: plain SQL"),
    ],
)
def test_a_planted_write_in_an_action_is_refused(body: str, why: str):
    source = f"{IMPORTS}\ndef act(case: Case, given: Organisation, by, at):\n    {body}\n"

    found = breaches(source, module="convene.apps.vetting.actions.cases", known=MADE_UP)
    assert [line.partition(": ")[2] for line in found] == [why]


@pytest.mark.parametrize(
    "body",
    [
        "Look.objects.filter(pk=1).update(asked='x')",
        "save(case, by=by, at=at)",
        "locked = lock(case)\n    save(locked, by=by, at=at)",
    ],
)
def test_an_action_writes_what_its_app_owns(body: str):
    source = f"{IMPORTS}\ndef act(case: Case, by, at):\n    {body}\n"

    assert breaches(source, module="convene.apps.vetting.actions.cases", known=MADE_UP) == []
