"""Every action asks itself whether somebody may, whichever door it is called through."""

import sys
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pytest_django import DjangoDbBlocker

from convene import apps
from convene.apps.accounts.models import Event
from convene.ground.changes import NotAllowed
from tests.apps import doors, world
from tests.apps.test_reach import undone

pytestmark = pytest.mark.django_db
HOUSE = Path(apps.__path__[0])
WITH_ACTIONS = sorted(
    {path.parent.name for name in ("actions", "actions.py") for path in HOUSE.glob(f"*/{name}")}
)
TABLES = {app: import_module(f"tests.apps.{app}.doors") for app in WITH_ACTIONS}
"""An app with actions and no table does not get past this line."""
WALKED = [(app, name) for app in TABLES for name in doors.of(TABLES[app])]


@dataclass(frozen=True, kw_only=True)
class There:
    people: dict[str, Any]
    things: Any


@pytest.fixture(scope="module")
def there(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[There]:
    with django_db_blocker.unblock(), undone():
        cast = world.cast()
        yield There(people=doors.people(cast), things=TABLES[request.param].things(cast))


@pytest.mark.parametrize("app", TABLES)
def test_every_action_has_its_line(app: str):
    table = TABLES[app]
    assert doors.public(table.ACTIONS) == {*table.DOORS, *table.INSIDE}
    assert not {*table.DOORS} & {*table.INSIDE}


@pytest.mark.parametrize("app", TABLES)
def test_what_asks_nobody_says_why(app: str):
    assert [name for name, why in TABLES[app].INSIDE.items() if len(why.split()) < 3] == []


@pytest.mark.parametrize(
    ("there", "name"), WALKED, indirect=["there"], ids=map("-".join, WALKED), scope="module"
)
def test_an_action_is_done_for_those_it_is_for(
    there: There, name: str, request: pytest.FixtureRequest
):
    door = doors.of(TABLES[request.node.callspec.params["there"]])[name]
    assert {who for who in there.people if went(door, who, there)} == door.who


def went(door: doors.Door, who: str, there: There) -> bool:
    """Say whether somebody may; who may not changes nothing."""
    before = Event.objects.count()
    with undone():
        try:
            door.call(deepcopy(there.things), there.people[who])
        except NotAllowed:
            assert Event.objects.count() == before
            return False
        return True


def test_an_action_that_has_no_line_is_seen(monkeypatch: pytest.MonkeyPatch):
    made = ModuleType("made")
    exec("def wave(*, by): ...\ndef _inside(): ...", vars(made))
    monkeypatch.setitem(sys.modules, "made", made)
    assert doors.public(made) == {"wave"}


def test_an_action_that_asks_nobody_is_seen():
    anybody = doors.door(doors.REVIEWERS, lambda it, by: None)
    assert went(anybody, "viewer", There(people={"viewer": None}, things=None))
