"""What waits is told by each app; an alert is told once and seen by whoever may read it."""

import sys
from datetime import UTC, date, datetime
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

import convene.apps
from convene.apps.accounts.models import Role
from convene.apps.inbox import queries
from convene.apps.inbox.actions import see, tell, turn
from convene.apps.inbox.models import Alert
from convene.ground.waiting import Rank
from tests.apps.vetting.people import partner, person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


@pytest.fixture
def told() -> Alert:
    alert = tell(partner(), "new_hit", about="entry 9", at=AT, facts={"name": "Blue River Banque"})
    assert alert
    return alert


def test_the_same_is_told_once(told):
    assert tell(told.organisation, "new_hit", about="entry 9", at=AT) is None
    assert tell(told.organisation, "delisted", about="entry 9", at=AT)
    assert Alert.objects.count() == 2


def test_what_has_become_something_else_can_be_told_again(told):
    turn(told, about="case 1")

    assert tell(told.organisation, "new_hit", about="entry 9", at=AT)


def test_the_database_tells_nothing_twice_and_nothing_without_a_kind(told):
    for kind in ("new_hit", " "):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.create(organisation=told.organisation, kind=kind, about="entry 9", at=AT)


def test_the_first_who_looks_counts(told):
    rita, ralf = person("Rita", Role.REVIEWER), person("Ralf", Role.REVIEWER)
    see(told, by=rita)
    see(told, by=ralf)

    assert Alert.objects.get().seen_by == rita


def test_a_builder_reads_an_alert_and_does_not_say_for_everybody_that_it_was_looked_at(told):
    bea = person("Bea")

    assert list(queries.told(bea)) == [told]
    with pytest.raises(PermissionDenied):
        see(told, by=bea)
    assert Alert.objects.get().seen_by is None


def test_who_reads_no_alert_of_an_organisation_says_nothing_of_it(told):
    vera = person("Vera", Role.VIEWER)

    assert list(queries.told(vera)) == []
    with pytest.raises(PermissionDenied):
        see(told, by=vera)


def test_each_app_tells_what_waits_the_most_pressing_first(told):
    sections = queries.sections(person("Bea"), today=date(2026, 12, 1))

    assert [section.rank for section in sections] == [Rank.YOURS, Rank.CHANGED, Rank.SOON]
    assert list(sections[1].given["alerts"]) == [told]


ALERTS = "from django.db.models import Q\n\ndef alerts(person): return Q()\n"
SECTIONS = "def sections(person, *, today): return []\n"


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """Write an app of one file of queries, and let it be the only one."""

    def plant(file: str, text: str) -> None:
        place = tmp_path / "planted" / file
        place.parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "planted" / "__init__.py").touch()
        (place.parent / "__init__.py").touch()
        place.write_text(text)
        module = import_module("convene.apps.planted")
        config = SimpleNamespace(name=module.__name__, module=module)
        monkeypatch.setattr(apps, "get_app_configs", lambda: [config])

    monkeypatch.setattr(convene.apps, "__path__", [*convene.apps.__path__, str(tmp_path)])
    yield plant
    for name in [name for name in sys.modules if name.startswith("convene.apps.planted")]:
        del sys.modules[name]
    vars(convene.apps).pop("planted", None)


@pytest.mark.parametrize("text", [ALERTS, SECTIONS, ALERTS + SECTIONS + "def _other(): ...\n"])
def test_an_app_may_say_either_or_both(planted, text):
    planted("queries/waiting.py", text)

    assert queries.sections(person("Bea"), today=date(2026, 12, 1)) == []


@pytest.mark.parametrize(
    ("file", "text", "refusal"),
    [
        (
            "queries/waiting.py",
            SECTIONS.replace("sections", "section") + ALERTS,
            r"planted.queries.waiting says \['alerts', 'section'\]: it may say",
        ),
        ("queries/waiting.py", "from datetime import date\n", r"queries.waiting says \[\]"),
        ("queries.py", ALERTS, r"queries says \['alerts'\]: it belongs in a queries/waiting.py"),
    ],
    ids=["misspelt", "nothing", "one file"],
)
def test_an_app_that_nobody_would_hear_is_refused(planted, file, text, refusal):
    planted(file, text)

    with pytest.raises(queries.Unheard, match=refusal):
        queries.told(person("Bea"))
