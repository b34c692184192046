"""Only actions write, each only what its own app owns,
and what keeps a history through the ground.
"""

from pathlib import Path

import pytest
from django.apps import apps

from tests.writes import WRITERS, breaches, files, house, writers

SOURCE = Path(__file__).parents[1] / "src" / "convene"
KNOWN = house(apps.get_models())
MAY = {
    "convene.apps.accounts.kept": dict.fromkeys(
        (".save outside of actions", ".delete outside of actions"),
        "a session of Django's own, which no person, history or trail hangs on",
    ),
    "convene.apps.accounts.models.people": {
        ".save outside of actions": "Django asks managers for `create_user`"
    },
    "convene.ground.guards": {
        ".cursor outside of actions": "it asks which triggers stand, and one process migrates",
        ".execute outside of actions": "it asks which triggers stand, and one process migrates",
        "get_models: the ground writes only what it is given": "it reads which tables are histories",
    },
    "convene.ground.keys": {
        "get_models: the ground writes only what it is given": "it reads which keys a table has"
    },
    "convene.ground.rows": {".set outside of actions": "a variable of the request, no relation"},
    "convene.site.backup.archive": dict.fromkeys(
        (".add outside of actions", ".update outside of actions"),
        "members of an archive and their hashes, no table",
    ),
    "convene.site.backup.database": dict.fromkeys(
        (
            ".add outside of actions",
            ".clear outside of actions",
            ".cursor outside of actions",
            ".execute outside of actions",
        ),
        "it copies whole tables in one snapshot, for whoever runs Convene",
    ),
    "convene.site.backup.filling": dict.fromkeys(
        (".cursor outside of actions", ".execute outside of actions"),
        "it fills an empty database in one transaction, for whoever runs Convene",
    ),
    "convene.site.backup.making": dict.fromkeys(
        (".add outside of actions", ".clear outside of actions"),
        "names of files, no table",
    ),
    "convene.site.requests": {".set outside of actions": "a variable of the request, no relation"},
}
"""What modules do outside of actions, with the reason; a new one is an argument to be had."""


@pytest.mark.parametrize(
    ("module", "file"),
    list(files(SOURCE)),
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_only_actions_write(module: str, file: Path):
    places = breaches(file.read_text(encoding="utf-8"), module=module, known=KNOWN)

    assert {place.partition(": ")[2] for place in places} == {*MAY.get(module, ())}, places


def test_the_ground_is_read_too():
    assert {*WRITERS, "convene.ground.sheets"} <= {module for module, _file in files(SOURCE)}


@pytest.mark.parametrize("module", WRITERS)
def test_every_writer_of_the_ground_is_named(module: str):
    file = SOURCE.parent / f"{module.replace('.', '/')}.py"

    assert writers(file.read_text(encoding="utf-8")) == WRITERS[module]


def test_the_rest_of_the_ground_has_no_writers():
    others = {
        file.stem: writers(file.read_text(encoding="utf-8"))
        for module, file in files(SOURCE)
        if module.startswith("convene.ground.") and module not in WRITERS
    }

    assert {name: found for name, found in others.items() if found} == {}


def test_the_house_is_read_as_it_is():
    assert KNOWN.owner["Organisation"] == "registry"
    assert {"Organisation", "Case", "Alliance", "User"} <= KNOWN.recorded
    assert "Import" not in KNOWN.recorded
    assert KNOWN.relations["Case"]["organisation"] == "Organisation"
    assert KNOWN.relations["Organisation"]["names"] == "OrganisationName"
    assert KNOWN.linked["Finding", "more_evidence"] == "Finding"


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
        ("changes.become([], [])", "convene.ground.changes.become outside of actions"),
        ("changes.create_all([])", "convene.ground.changes.create_all outside of actions"),
        ("changes.delete_all([])", "convene.ground.changes.delete_all outside of actions"),
        ("ground.undoing.undo(one)", "convene.ground.undoing.undo outside of actions"),
        ("ground.undoing.stand(one)", "convene.ground.undoing.stand outside of actions"),
        ("undoing.undo(one)", "convene.ground.undoing.undo outside of actions"),
        ("undoing.stand(one)", "convene.ground.undoing.stand outside of actions"),
        ("one.more_evidence.set([])", ".set outside of actions"),
        ("one.more_evidence.clear()", ".clear outside of actions"),
        ("one.more_evidence.add(1)", ".add outside of actions"),
        ("one.more_evidence.remove(1)", ".remove outside of actions"),
        ("await one.more_evidence.aset([])", ".aset outside of actions"),
        ("rows = one.more_evidence\n    rows.clear()", ".clear outside of actions"),
        ("rows = set(); rows = one.more_evidence\n    rows.clear()", ".clear outside of actions"),
    ],
)
@pytest.mark.parametrize(
    "module", ["convene.apps.finder.queries.records", "convene.apps.finder.views.partners"]
)
def test_a_planted_write_outside_of_actions_is_refused(line: str, why: str, module: str):
    source = f"{IMPORTS}\nasync def show(one, cursor):\n    {line}\n"

    assert [found.partition(": ")[2] for found in breaches(source, module=module, known=KNOWN)] == [
        why
    ]


IMPORTS = """
import threading
from django.db import connection
from convene import ground
from convene.apps.registry.models import Link, Organisation
from convene.apps.vetting.models import Case, Finding, Hit, Look
from convene.ground import changes, trail, undoing
from convene.ground.changes import lock, save
"""


@pytest.mark.parametrize(
    "line",
    [
        "seen = set(); seen.update([1])",
        "values = {}; values.update(a=1)",
        "seen: set[str] = set(); seen.add('a'); seen.remove('a'); seen.clear()",
        "stop = threading.Event(); stop.set()",
        "vars(one).update(a=1)",
        "actions.save(one)",
        "list(Link.objects.filter(name='x'))",
    ],
)
def test_reading_and_plain_python_are_no_writes(line: str):
    source = f"{IMPORTS}\ndef show(one):\n    {line}\n"

    assert breaches(source, module="convene.apps.finder.queries.records", known=KNOWN) == []


HELD = """
def held(case: Case) -> tuple[Case, Hit]:
    ...
"""


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
        ("case.organisation.save()", "Organisation.save: it is of registry"),
        ("save(case.organisation, by=by, at=at)", "Organisation is written: it is of registry"),
        (
            "case.organisation.names.all().delete()",
            "OrganisationName.delete: it is of registry",
        ),
        (
            "for name in case.organisation.names.all():\n        name.delete()",
            "OrganisationName.delete: it is of registry",
        ),
        (
            "if name := case.organisation.names.first():\n        name.delete()",
            "OrganisationName.delete: it is of registry",
        ),
        ("case.hits.update(state='false_positive')", "Hit.update: it keeps its history"),
        ("case.hits.filter(pk=1).delete()", "Hit.delete: it keeps its history"),
        ("Hit.objects.bulk_update([], [])", "Hit.bulk_update: it keeps its history"),
        ("locked, when = lock(case), at\n    locked.hits.set([])", "Hit.set: it keeps its history"),
        ("mine, hit = held(case)\n    hit.save()", "Hit.save: it keeps its history"),
        ("case.history.all().delete()", "Case.delete: it keeps its history"),
        ("case.opened_by.role = 'x'\n    case.opened_by.save()", "User.save: it is of accounts"),
    ],
)
def test_a_planted_write_in_an_action_is_refused(body: str, why: str):
    source = f"{IMPORTS}{HELD}\ndef act(case: Case, given: Organisation, by, at):\n    {body}\n"

    found = breaches(source, module="convene.apps.vetting.actions.cases", known=KNOWN)
    assert [line.partition(": ")[2] for line in found] == [why]


@pytest.mark.parametrize(
    "body",
    [
        "Look.objects.filter(pk=1).update(asked='x')",
        "save(case, by=by, at=at)",
        "locked = lock(case)\n    save(locked, by=by, at=at)",
        "for hit in case.hits.all():\n        save(hit, by=by, at=at)",
        "Finding.objects.get(pk=1).more_evidence.set([])",
        "case.approvals.update(void=True)",
    ],
)
def test_an_action_writes_what_its_app_owns(body: str):
    source = f"{IMPORTS}\ndef act(case: Case, by, at):\n    {body}\n"

    assert breaches(source, module="convene.apps.vetting.actions.cases", known=KNOWN) == []


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (
            "apps.get_model('registry', 'Organisation').objects.all().delete()",
            "get_model: the ground writes only what it is given",
        ),
        (
            "look = apps.get_model\n    look('registry.Organisation').objects.all().delete()",
            "get_model: the ground writes only what it is given",
        ),
        ("get_user_model()", "get_user_model: the ground writes only what it is given"),
        ("from convene.apps.registry.models import Organisation", "the ground knows no app"),
    ],
)
@pytest.mark.parametrize("module", ["convene.ground.changes", "convene.ground.undoing"])
def test_the_ground_writes_only_what_it_is_given(body: str, why: str, module: str):
    found = breaches(f"def wipe():\n    {body}\n", module=module, known=KNOWN)

    assert [line.partition(": ")[2] for line in found] == [why]


def test_only_four_modules_of_the_ground_write():
    source = "def wipe(rows):\n    rows.delete()\n"

    assert breaches(source, module="convene.ground.rows", known=KNOWN) == [
        "2: .delete outside of actions"
    ]
    assert breaches(source, module="convene.ground.changes", known=KNOWN) == []
