"""What waits is told by each app; an alert is told once, claimed, and closed with a reason: by a
reviewer, or by two.
"""

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
from convene.apps.inbox.actions import (
    NoReason,
    agree,
    claim,
    close,
    keep_open,
    let_go,
    occasion,
    tell,
    turn,
)
from convene.apps.inbox.models import OPEN, Alert, Occasion
from convene.apps.registry.models import Organisation
from convene.ground import trail
from convene.ground.proposals import SamePerson
from convene.ground.waiting import Rank
from tests.apps.vetting.people import partner, person

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 30, 12, tzinfo=UTC)


def tell_of(
    about: str = "entry 9", kind: str = "new_hit", *, of: str = "un 1", grave: bool = False
) -> Alert | None:
    bank = Organisation.objects.first() or partner()
    brought = occasion("list", of=of, at=AT, facts={"list": "un", "date": "2026-11-01"})
    found = {"name": "Blue River Banque"}
    return tell(bank, kind, occasion=brought, about=about, at=AT, facts=found, takes_two=grave)


@pytest.fixture
def told() -> Alert:
    alert = tell_of()
    assert alert
    return alert


@pytest.fixture
def grave() -> Alert:
    alert = tell_of("entry 10", grave=True)
    assert alert
    return alert


def still_open() -> list[str]:
    return [alert.about for alert in Alert.objects.filter(OPEN).order_by("pk")]


def test_the_same_is_told_once(told):
    assert tell_of() is None
    assert tell_of(kind="delisted")
    assert Alert.objects.count() == 2


def test_one_thing_brings_its_alerts_up_together(told):
    tell_of("entry 10")
    tell_of("entry 11", of="un 2")

    assert [(one.of, one.alerts.count()) for one in Occasion.objects.order_by("of")] == [
        ("un 1", 2),
        ("un 2", 1),
    ]


def test_what_has_become_something_else_can_be_told_again(told):
    turn(told, about="case 1")

    assert tell_of()


def test_the_database_tells_nothing_twice_and_nothing_without_a_kind(told):
    for kind in ("new_hit", " "):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.create(
                organisation=told.organisation,
                occasion=told.occasion,
                kind=kind,
                about="entry 9",
                at=AT,
            )


def test_whoever_claims_an_alert_takes_it_over_and_everybody_goes_on_seeing_it(told):
    bea, bert = person("Bea"), person("Bert")

    assert (claim([told], by=bea), claim([told], by=bea), claim([told], by=bert)) == (1, 0, 1)
    assert let_go([told], by=bea) == 0
    assert Alert.objects.get().claimed_by == bert
    assert still_open() == ["entry 9"]
    assert let_go([told], by=bert) == 1
    assert Alert.objects.get().claimed_by is None


def test_a_reviewer_closes_with_a_reason_and_a_builder_does_not(told):
    rita, bea = person("Rita", Role.REVIEWER), person("Bea")

    with pytest.raises(PermissionDenied):
        close([told], reason="Another bank.", by=bea)
    with pytest.raises(NoReason):
        close([told], reason="  ", by=rita)
    assert still_open() == ["entry 9"]
    assert close([told], reason=" Another bank. ", by=rita) == 1
    assert still_open() == []
    assert [line.what for line in trail.lines(Alert.objects.get())] == ["Closed: Another bank."]


def test_one_about_sanctions_stays_until_another_reviewer_agrees(grave):
    rita, rosa = person("Rita", Role.REVIEWER), person("Rosa", Role.REVIEWER)

    assert agree([grave], by=rosa) == 0
    close([grave], reason="Another bank, founded in 1990.", by=rita)
    assert still_open() == ["entry 10"]
    with pytest.raises(SamePerson):
        agree([grave], by=rita)
    assert keep_open([grave], by=rosa) == 1
    assert Alert.objects.get().reason == ""
    close([grave], reason="Another bank, founded in 1990.", by=rita)
    assert agree([grave], by=rosa) == 1
    assert still_open() == []
    assert keep_open([grave], by=rita) == 0


def test_of_several_only_those_change_that_it_makes_sense_for(told, grave):
    rita, rosa = person("Rita", Role.REVIEWER), person("Rosa", Role.REVIEWER)

    assert close([told, grave], reason="Looked at both: others, of 1990.", by=rita) == 2
    assert close([told, grave], reason="Once more: others, of 1990.", by=rosa) == 0
    assert agree([told, grave], by=rosa) == 1
    assert {alert.reason for alert in Alert.objects.all()} == {"Looked at both: others, of 1990."}


@pytest.mark.parametrize(
    "wrong",
    [
        {"closed_at": AT},
        {"reason": "Closed by nobody."},
        {"claimed_at": AT},
        {"second_at": AT},
    ],
    ids=lambda wrong: next(iter(wrong)),
)
def test_the_database_knows_who_closed_and_why(grave, wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        Alert.objects.filter(pk=grave.pk).update(**wrong)


def test_the_database_takes_two_people_for_two(told, grave):
    rita, rosa = person("Rita", Role.REVIEWER), person("Rosa", Role.REVIEWER)
    close([told, grave], reason="Another bank, founded in 1990.", by=rita)

    for alert, second in ((grave, rita), (told, rosa)):
        with pytest.raises(IntegrityError), transaction.atomic():
            Alert.objects.filter(pk=alert.pk).update(second_by=second, second_at=AT)


def test_who_reads_no_alert_of_an_organisation_says_nothing_of_it(told):
    vera = person("Vera", Role.VIEWER)

    assert list(queries.told(vera)) == []
    with pytest.raises(PermissionDenied):
        claim([told], by=vera)


def test_each_app_tells_what_waits_the_most_pressing_first(told):
    sections = queries.sections(person("Bea"), today=date(2026, 12, 1))

    assert [section.rank for section in sections] == [Rank.YOURS, Rank.CHANGED, Rank.SOON]
    assert [group.alerts for group in sections[1].given["groups"]] == [[told]]


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
