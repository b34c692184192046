"""A digest is written once for a day or week, says only what its reader may see, and stops."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.digest import actions
from convene.apps.digest.models import Digest, Wish
from convene.apps.digest.queries import writing
from convene.apps.digest.words import Every
from convene.apps.jobs.actions import claim, do, enlist
from convene.apps.jobs.models import QUICK, Job
from convene.apps.registry.models import AtRisk, Organisation
from convene.ground.letters import SendsNoMail, monday
from tests.apps.ledger.people import Table, promised, table
from tests.apps.registry.people import at_desk_of, person

pytestmark = pytest.mark.django_db
SITE = "https://convene.example"
MONDAY = monday(timezone.localdate())
TUESDAY = MONDAY + timedelta(days=1)


@pytest.fixture(autouse=True)
def sends(settings: Any) -> None:
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def at() -> Table:
    """An alliance in which Edith let something be promised, which Olga may look at."""
    there = table()
    promised(there, by=there.edith)
    return there


def _wished(who: User, every: Every = Every.DAY) -> Wish:
    return actions.wish(every, site=SITE, by=who)


def _body(who: User, every: Every = Every.DAY) -> str:
    said = writing.wording(who, every=every, site=SITE, today=timezone.localdate())
    return said.body if said else ""


def test_one_is_written_for_a_day_and_one_for_a_week(at: Table):
    _wished(at.olga)
    _wished(at.vera, Every.WEEK)

    written = [actions.write_all(today=day) for day in (MONDAY, MONDAY, TUESDAY)]

    assert written == [2, 0, 1]
    kept = Digest.objects.order_by("at").values_list("person__name", "day")
    assert set(kept) == {("Olga", MONDAY), ("Vera", MONDAY), ("Olga", TUESDAY)}
    again = Digest.objects.get(day=TUESDAY)
    again.pk = uuid4()
    with pytest.raises(IntegrityError), transaction.atomic():
        again.save(force_insert=True)


def test_it_is_sent_once_and_called_sent_when_the_server_took_it(at: Table):
    _wished(at.olga)
    actions.write_all(today=timezone.localdate())
    digest, worker = Digest.objects.get(), enlist()
    assert not digest.sendings.exists()

    job = claim(worker, queue=QUICK)
    assert job is not None
    do(job, worker=worker)

    assert [(row.taken, row.said) for row in digest.sendings.all()] == [(True, "")]
    (sent,) = mail.outbox
    assert (sent.to, sent.body) == ([at.olga.email], digest.body)
    assert claim(worker, queue=QUICK) is None


def test_a_kill_between_writing_and_asking_leaves_neither(
    at: Table, monkeypatch: pytest.MonkeyPatch
):
    _wished(at.olga)

    def killed(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(actions, "ask", killed)
    with pytest.raises(KeyboardInterrupt):
        actions.write_all(today=MONDAY)
    assert not Digest.objects.exists()
    monkeypatch.undo()
    assert actions.write_all(today=MONDAY) == 1
    assert Job.objects.filter(kind="digest.send").count() == 1


def test_it_counts_what_others_did_and_tells_none_of_it(at: Table):
    said = _body(at.olga)

    assert "What happened since" in said
    assert f"{at.alliance.title}: " in said
    assert "Edith" not in said
    assert f"{SITE}/alliances/happened/" in said
    assert _body(person("Stranger")) == ""


def test_where_somebody_is_not_to_be_named_the_alliance_has_no_title(at: Table):
    Organisation.objects.filter(pk=at.partner.organisation_id).update(at_risk=AtRisk.HIGH)

    said = _body(at.olga, Every.WEEK)

    assert "An alliance: " in said
    assert at.alliance.title not in said
    assert str(at.partner) not in said


def test_nothing_is_written_to_who_may_not_read_or_has_nothing(at: Table):
    gone, idle = person("Gone"), person("Idle")
    for who in (at.olga, gone, idle):
        _wished(who)
    User.objects.filter(pk=gone.pk).update(is_active=False)
    User.objects.filter(pk=at.olga.pk).update(role=Role.PARTNER)

    assert actions.write_all(today=MONDAY) == 0


def test_no_mail_no_digest(settings: Any, at: Table):
    _wished(at.olga)
    settings.CAN_SEND_MAIL = False

    assert actions.write_all(today=MONDAY) == 0
    with pytest.raises(SendsNoMail):
        _wished(at.vera)
    assert "sends no mail" in at_desk_of(at.vera).get("/digest/").text


def test_the_link_stops_it_without_signing_in_and_only_when_pressed(at: Table):
    _wished(at.olga)
    stop = _body(at.olga).split("To stop it: ")[1].strip().removeprefix(SITE)
    nobody = Client()

    assert "You would be written no digest" in nobody.get(stop).text
    assert Wish.objects.get().every == Every.DAY
    for _press in range(2):
        assert "No digest is written to you any more." in nobody.post(stop).text
    assert Wish.objects.get().every == Every.NEVER
    assert actions.write_all(today=MONDAY) == 0
    assert nobody.get(f"{stop[:-3]}x/").status_code == 404


def test_the_page_asks_shows_what_it_would_say_and_what_became_of_the_last(at: Table):
    desk = at_desk_of(at.olga)
    assert "What it would say now" in desk.get("/digest/").text

    assert "Choose" not in desk.post("/digest/", {"every": "week"}, follow=True).text
    assert Wish.objects.get().every == Every.WEEK
    assert Wish.objects.get().site == "http://testserver"
    actions.write_all(today=timezone.localdate())
    assert "and not sent yet." in desk.get("/digest/").text
    digest = Digest.objects.get()
    actions.note_sending(digest, message_id="<1@convene>", refusal="550 no such user")
    assert "550 no such user" in desk.get("/digest/").text
    actions.note_sending(digest, message_id="<2@convene>")
    assert f"Sent to {at.olga.email}" in desk.get("/digest/").text


def test_it_speaks_the_language_of_its_reader(at: Table):
    User.objects.filter(pk=at.olga.pk).update(language="fr")
    at.olga.refresh_from_db()

    assert "Pour l’arrêter" in _body(at.olga)


def test_a_long_list_is_cut_and_says_so(at: Table):
    lines = [f"- {number}" for number in range(writing.MOST + 3)]

    cut = writing._cut(lines)

    assert (len(cut), cut[-1]) == (writing.MOST + 1, "- and 3 more")
    assert writing.period(Every.WEEK, today=TUESDAY + timedelta(days=5)) == MONDAY
