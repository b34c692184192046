"""What is late is said with its days; a reminder is read before it is written, written once a week,
and called sent only when a mail server took it.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.base import BaseEmailBackend
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.chasing import actions
from convene.apps.chasing.models import Reminder
from convene.apps.chasing.queries.chase import Due, chase
from convene.apps.jobs import actions as jobs
from convene.apps.jobs.models import QUICK
from convene.apps.ledger.models import Contribution, Instalment
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Partner
from convene.ground.letters import SendsNoMail, Taken, monday
from tests.apps.ledger.people import delivery, partner, promise, step
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import person

pytestmark = pytest.mark.django_db
TODAY = date(2026, 12, 1)
PAGES = "https://convene.example/partner/"


class Refusing(BaseEmailBackend):
    """A mail server that takes nothing."""

    def send_messages(self, email_messages: Any) -> int:
        raise OSError("550 no such mailbox")


@pytest.fixture(autouse=True)
def with_mail(settings: Any) -> None:
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.locmem.EmailBackend"


@pytest.fixture
def bank() -> Partner:
    bank = partner()
    workshop.let_in(
        bank, name="Femi Adeyemi", email="femi@heron.example", language="fr", by=bank.added_by
    )
    return bank


def _due(of: Contribution, day: date, amount: int | None = 400000, note: str = "") -> Instalment:
    value = None if amount is None else Decimal(amount)
    return Instalment.objects.create(
        contribution=of, position=0, due_on=day, amount=value, note=note
    )


def _list(bank: Partner, today: date = TODAY) -> list[Due]:
    return chase(bank.alliance, today=today)


def _remind(bank: Partner, *promises: Contribution) -> list[Reminder]:
    keys = [row.pk for row in promises]
    return list(actions.remind(bank.alliance, keys, address=PAGES, by=bank.added_by))


def do_next() -> None:
    worker = jobs.enlist()
    job = jobs.claim(worker, queue=QUICK)
    assert job is not None
    jobs.do(job, worker=worker)


def test_the_longest_late_comes_first_then_what_is_soon_due(bank: Partner):
    soon, late, far = (promise(bank, title=title) for title in ("Soon", "Late", "Far"))
    _due(soon, TODAY + timedelta(days=13))
    _due(late, date(2026, 10, 30))
    _due(far, TODAY + timedelta(days=14))

    assert [(due.contribution.title, due.days) for due in _list(bank)] == [
        ("Late", 32),
        ("Soon", -13),
    ]


@pytest.mark.parametrize("state", ["ask", "proposed", "cancelled", "delivered"])
def test_nobody_is_late_with_what_is_not_owed(bank: Partner, state: str):
    ended = "Called off." if state == "cancelled" else ""
    _due(promise(bank, state=state, ended_because=ended), date(2026, 10, 30))

    assert _list(bank) == []


def test_what_is_said_to_have_come_is_not_reminded_of_and_what_was_taken_back_is_late(
    bank: Partner,
):
    given = promise(bank)
    due = _due(given, date(2026, 10, 30))
    came = delivery(given, "400000", instalment=due)
    (word,) = _list(bank)
    assert (word.days, word.is_said, word.may_be_reminded) == (32, True, False)
    step(came, "reversed", by=bank.added_by, reason="It went to another account.")
    assert [item.days for item in _list(bank)] == [32]


def test_a_reminder_speaks_the_language_of_its_reader_and_says_who_writes_of_what(bank: Partner):
    given = promise(bank)
    _due(given, date(2026, 10, 30))

    (letter,) = actions.letters(bank.alliance, [given.pk], address=PAGES, by=bank.added_by)

    assert (letter.to.email, letter.language) == ("femi@heron.example", "fr")
    assert letter.body.startswith("Femi Adeyemi,")
    assert "30 octobre 2026" in letter.body
    assert f"{PAGES}{bank.pk}/" in letter.body
    assert bank.alliance.title in letter.body
    assert letter.body.endswith(str(bank.added_by))
    assert not Reminder.objects.exists()


def test_a_reminder_names_no_alliance_in_which_somebody_is_at_risk(bank: Partner):
    given = promise(bank)
    _due(given, date(2026, 10, 30))
    other = partner("Mwala Chamber", alliance=bank.alliance)
    Organisation.objects.filter(pk=other.organisation_id).update(at_risk=AtRisk.HIGH)

    (letter,) = actions.letters(bank.alliance, [given.pk], address=PAGES, by=bank.added_by)

    assert bank.alliance.title not in f"{letter.subject} {letter.body}"
    assert str(bank.added_by) not in letter.body


def test_nobody_is_reminded_of_what_a_partner_that_has_left_promised(bank: Partner):
    given = promise(bank)
    _due(given, date(2026, 10, 30))
    workshop.leave(bank, on=TODAY, because="It closed.", by=bank.added_by)
    workshop.join(bank.alliance, bank.organisation, on=TODAY, roles=(), by=bank.added_by)
    femi = {"name": "Femi Adeyemi", "email": "femi@heron.example", "language": "fr"}
    workshop.let_in(Partner.objects.get(left_on=None), **femi, by=bank.added_by)
    desk = at_desk_of(bank.added_by)

    assert not actions.letters(bank.alliance, [given.pk], address=PAGES, by=bank.added_by)
    page = desk.get(reverse("chasing:late", args=[bank.alliance_id])).text
    assert f'value="{given.pk}"' not in page
    assert "The partner has left" in page


def test_a_promise_is_reminded_of_once_a_week(bank: Partner):
    given = promise(bank)
    _due(given, date(2026, 10, 30))

    assert len(_remind(bank, given)) == 1
    assert _remind(bank, given) == []
    row = Reminder.objects.get()
    assert row.week == monday(timezone.localdate())
    with pytest.raises(IntegrityError), transaction.atomic():
        Reminder.objects.create(
            contribution=given,
            week=row.week,
            person=row.person,
            to=row.to,
            language="en",
            subject="Again",
            body="Again",
            by=row.by,
            at=timezone.now(),
        )


def test_it_is_sent_when_the_mail_server_took_it(bank: Partner):
    given = promise(bank)
    _due(given, date(2026, 10, 30))
    (reminder,) = _remind(bank, given)
    assert not reminder.sendings.exists()

    do_next()

    (letter,) = mail.outbox
    assert letter.to == ["femi@heron.example"]
    assert [(row.taken, row.said) for row in reminder.sendings.all()] == [(True, "")]
    with pytest.raises(Taken):
        actions.send_again(reminder, by=bank.added_by)


def test_a_refusal_is_kept_shown_and_tried_again(bank: Partner, settings: Any):
    given = promise(bank)
    _due(given, date(2026, 10, 30))
    (reminder,) = _remind(bank, given)
    settings.EMAIL_BACKEND_OF_WORKERS = "tests.apps.chasing.test_chasing.Refusing"
    do_next()

    browser = at_desk_of(bank.added_by)
    page = reverse("chasing:late", args=[bank.alliance_id])
    shown = browser.get(page).content.decode()
    assert "550 no such mailbox" in shown
    again = reverse("chasing:again", args=[bank.alliance_id])
    assert browser.post(again, {"reminder": str(reminder.pk)}).status_code == 302
    assert [row.taken for row in reminder.sendings.all()] == [False]


def test_the_page_shows_the_letter_first_and_writes_when_confirmed(bank: Partner):
    given = promise(bank)
    _due(given, timezone.localdate() - timedelta(days=3))
    browser, page = at_desk_of(bank.added_by), reverse("chasing:late", args=[bank.alliance_id])
    ticked = {"promise": [str(given.pk), "no key"]}

    assert "3 days late" in browser.get(page).content.decode()
    shown = browser.post(page, ticked).content.decode()
    assert "Femi Adeyemi" in shown
    assert not Reminder.objects.exists()
    assert browser.post(page, {**ticked, "write": "1"}).status_code == 302
    assert Reminder.objects.count() == 1
    assert "Reminded this week" in browser.get(page).content.decode()


def test_without_mail_it_is_copied_and_nothing_is_called_sent(bank: Partner, settings: Any):
    settings.CAN_SEND_MAIL = False
    given = promise(bank)
    _due(given, timezone.localdate() - timedelta(days=3))
    page = reverse("chasing:late", args=[bank.alliance_id])

    shown = at_desk_of(bank.added_by).post(page, {"promise": str(given.pk), "write": "1"})
    assert "copy what you want to send" in shown.content.decode()
    assert not Reminder.objects.exists()
    with pytest.raises(SendsNoMail):
        _remind(bank, given)


def test_where_nobody_speaks_nobody_is_written_to():
    alone = partner("Lantern Fund")
    given = promise(alone)
    _due(given, date(2026, 10, 30))

    assert [due.may_be_reminded for due in _list(alone)] == [False]
    assert _remind(alone, given) == []


def test_who_only_reads_reminds_nobody(bank: Partner):
    rita = person("Rita")
    workshop.share(bank.alliance, person=rita, may_edit=False, by=bank.added_by)
    given = promise(bank)
    _due(given, timezone.localdate() - timedelta(days=3))
    page = reverse("chasing:late", args=[bank.alliance_id])

    assert "Read the reminders first" not in at_desk_of(rita).get(page).content.decode()
    sent = at_desk_of(rita).post(page, {"promise": str(given.pk), "write": "1"})
    assert sent.status_code == 403
