"""The pages, the files and the letters of statements."""

from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from convene.apps.ledger import actions as ledger
from convene.apps.statements import actions
from convene.apps.statements.actions import Reply
from convene.apps.statements.models import Notice, Statement, StatementAnswer
from convene.apps.statements.queries.reading import Read, read, statements
from convene.apps.statements.words import Answer
from convene.apps.workshop import actions as workshop
from convene.core.draft import Draft
from convene.ground.letters import SendsNoMail, Taken
from tests.apps.chasing.test_chasing import do_next
from tests.apps.ledger.people import (
    Table,
    cash,
    delivery,
    partner,
    promise,
    promised,
    shown,
    table,
)
from tests.apps.registry.people import at_desk_of
from tests.apps.statements.people import WHY, ago, femi, stated
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def at() -> Table:
    there = table()
    shown(promised(there), there, "120000.5", on=ago(3))
    return there


def _of(statement: Statement, page: str = "page") -> str:
    return reverse(f"statements:{page}", args=[statement.partner_id, statement.pk])


def _text(browser: Client, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def _read(statement: Statement) -> Read:
    return read(statements(statement.partner).get(pk=statement.pk))


def test_it_is_read_before_it_is_issued(at: Table):
    desk = at_desk_of(at.olga)
    address = reverse("statements:issue", args=[at.alliance.pk, at.partner.pk])
    first = desk.get(address)
    typed = {
        "id": str(first.context["form"].initial["id"]),
        "since": "2026-03-02",
        "until": ago(1).isoformat(),
    }

    preview = " ".join(desk.post(address, typed).content.decode().split())
    assert "Bank transfer" in preview
    assert "ZMW&nbsp;120,000.50" in preview
    assert not Statement.objects.exists()
    read = desk.post(address, typed).context["read"]
    other = desk.post(address, {**typed, "until": ago(2).isoformat(), "issue": read})
    assert "This is not what you read" in other.content.decode()
    assert not Statement.objects.exists()
    issued = desk.post(address, {**typed, "issue": read})
    assert desk.post(address, {**typed, "issue": read})["Location"] == issued["Location"]

    text = _text(desk, issued["Location"])
    assert "What is recorded of Heron Savings Bank" in text
    assert Statement.objects.get().sha256 in text
    refused = desk.post(address, {**typed, "id": str(uuid4()), "until": "2026-01-01"})
    assert "not before the first" in refused.content.decode()


def test_the_partner_answers_line_by_line(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    browser, (of_promise, came) = at_desk_of(speaks), statement.lines.all()
    page = _text(browser, _of(statement))
    assert "Send them, and confirm all 2 lines that are left" in page

    ticked = {f"answer-{of_promise.pk}": "confirmed", f"answer-{came.pk}": "disputed"}
    again = browser.post(_of(statement, "answer"), ticked)
    assert "Say what is not so." in again.content.decode()
    assert not StatementAnswer.objects.exists()
    ticked[f"reason-{came.pk}"] = WHY
    assert browser.post(_of(statement, "answer"), ticked)["Location"] == _of(statement)

    text = _text(browser, _of(statement))
    assert "2 lines answered." in text
    assert "2 of 2 lines answered" in text
    assert WHY in text
    assert "Dispute it in the ledger too" in text
    assert "What happened" not in text
    reading = _text(at_desk_of(at.vera), _of(statement))
    assert "Dispute it in the ledger too" in reading
    assert f"Disputed line 2, “Bank transfer”: {WHY}" in reading


def test_the_partner_confirms_what_is_left_or_refuses_the_whole(at: Table):
    statement, browser = stated(at.partner), at_desk_of(femi(at.partner))

    assert browser.post(_of(statement, "answer"), {"rest": "1"}).status_code == 302
    assert _read(statement).stands == "confirmed"
    silent = browser.post(_of(statement, "refuse"), {"reason": " "})
    assert silent.status_code == 200
    assert browser.post(_of(statement, "refuse"), {"reason": WHY}).status_code == 302
    assert _read(statement).stands == "refused"
    text = _text(at_desk_of(at.olga), _of(statement))
    assert "Femi Adeyemi refused the whole on" in text
    assert WHY in text


def test_it_says_what_the_ledger_says_otherwise(at: Table):
    statement = stated(at.partner)
    desk = at_desk_of(at.olga)
    assert "The ledger has gone on" not in _text(desk, _of(statement))

    ledger.verify(at.partner.promises.get().deliveries.get(), by=at.vera)
    shown(at.partner.promises.get(), at, "7", what="A second transfer")

    text = _text(desk, _of(statement))
    assert "The ledger has gone on since this was issued" in text
    assert "“A second transfer” is recorded now." in text
    assert "verified <s>0</s> → 120,000.50" in text
    again = reverse("statements:issue", args=[at.alliance.pk, at.partner.pk])
    assert f"{again}?again={statement.pk}" in text


def test_a_hash_that_no_longer_fits_is_said(at: Table, monkeypatch: pytest.MonkeyPatch):
    statement = stated(at.partner)
    monkeypatch.setattr("convene.core.statements.hash_of", lambda content: "0" * 64)

    assert "do not rely on it" in _text(at_desk_of(at.olga), _of(statement))


def test_nobody_else_finds_it_by_any_address(at: Table):
    statement = stated(at.partner)
    femi(at.partner)
    town = partner("Town", alliance=at.alliance)
    elsewhere = partner("Lantern Fund", alliance=draft_of(person("Petra"), Draft(title="Another")))
    grace, lena = (
        workshop.let_in(
            to, name=name, email=f"{name}@example.com", language="en", by=to.added_by
        ).person
        for to, name in ((town, "Grace"), (elsewhere, "Lena"))
    )

    for who in (grace, lena, person("Nobody of it")):
        browser = at_desk_of(who)
        for page in ("page", "pdf"):
            assert browser.get(_of(statement, page)).status_code == 404
        for page in ("answer", "refuse"):
            assert browser.post(_of(statement, page), {"rest": "1"}).status_code == 404
        under_own = reverse("statements:page", args=[town.pk, statement.pk])
        assert browser.get(under_own).status_code == 404
        listed = reverse("statements:list", args=[at.alliance.pk])
        assert browser.get(listed).status_code == 404
    assert str(statement.pk) not in _text(
        at_desk_of(grace), reverse("partnering:page", args=[town.pk])
    )


def test_what_waits_stands_on_the_partners_own_page(at: Table):
    statement, speaks = stated(at.partner), femi(at.partner)
    page = reverse("partnering:page", args=[at.partner.pk])

    assert "A statement waits for your answer" in _text(at_desk_of(speaks), page)
    assert "A statement waits for your answer" not in _text(at_desk_of(at.olga), page)
    actions.answer(statement, {}, rest=True, by=speaks)
    text = _text(at_desk_of(speaks), page)
    assert "A statement waits for your answer" not in text
    assert _of(statement) in text


def test_the_list_says_where_each_partner_stands(at: Table):
    partner("Town", alliance=at.alliance)
    stated(at.partner, until=ago(10))
    stated(at.partner)
    text = _text(at_desk_of(at.olga), reverse("statements:list", args=[at.alliance.pk]))

    assert "No. 2, 2 March 2026 to" in text
    assert "No. 1, 2 March 2026 to" in text
    assert "None yet" in text
    assert text.count("Issue one") == 2
    reading = _text(at_desk_of(at.vera), reverse("statements:list", args=[at.alliance.pk]))
    assert "Issue one" not in reading


def test_the_page_is_light_and_a_long_one_comes_in_pages():
    there = table()
    given_cash = promise(there.partner)
    for number in range(45):
        delivery(given_cash, "1", what=f"{number} " + "A transfer of a long name. " * 10)
    statement, browser = stated(there.partner), at_desk_of(femi(there.partner))

    first = browser.get(_of(statement))
    assert len(first.content) < 60_000
    assert "confirm all 46 lines that are left" in " ".join(first.content.decode().split())
    last = statement.lines.last()
    assert last is not None
    third = _text(browser, f"{_of(statement)}?page=3")
    assert "(continued)" in third
    sent = {"page": "3", f"answer-{last.pk}": "confirmed"}
    assert browser.post(_of(statement, "answer"), sent)["Location"] == f"{_of(statement)}?page=3"
    assert _read(statement).answered == 1
    browser.post(_of(statement, "answer"), {"page": "3", "rest": "1"})
    assert _read(statement).stands == "confirmed"


WORDS = {
    "en": ("Statement 1: Heron Savings Bank", "Delivered in the period", "USD 90,000"),
    "es": ("Estado de cuenta 1: Heron Savings Bank", "Entregado en el periodo", "USD 90.000"),
    "fr": ("Relevé 1 : Heron Savings Bank", "Livré pendant la période", "USD 90 000"),
}


@pytest.mark.parametrize("language", WORDS)
def test_the_file_says_the_same_in_each_language(at: Table, language: str):
    promised(at, cash("90000", currency="USD", title="Printers"))
    statement, speaks = stated(at.partner), femi(at.partner)
    line = statement.lines.all()[0]
    said = {line.pk: Reply(answer=Answer.DISPUTED, reason=WHY)}
    actions.answer(statement, said, by=speaks)

    answer = at_desk_of(speaks).get(f"{_of(statement, 'pdf')}?language={language}")

    assert answer["Content-Disposition"] == (
        'attachment; filename="heron-savings-bank-statement-1.pdf"'
    )
    pages = PdfReader(BytesIO(answer.content)).pages
    text = " ".join("\n".join(page.extract_text() for page in pages).split())
    for words in (*WORDS[language], statement.sha256[:32], statement.sha256[32:], WHY):
        assert words in text.replace("\u202f", " ").replace("\xa0", " ")


def test_it_is_read_before_it_is_written_in_the_language_of_its_reader(at: Table, settings: Any):
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND_OF_WORKERS = "django.core.mail.backends.locmem.EmailBackend"
    statement = stated(at.partner)
    femi(at.partner, language="fr")
    desk = at_desk_of(at.olga)
    address = reverse("statements:letters", args=[at.alliance.pk, statement.pk])

    shown_first = _text(desk, address)
    assert "Un relevé attend votre réponse" in shown_first
    assert not Notice.objects.exists()
    assert desk.post(address).status_code == 302
    assert desk.post(address).status_code == 302
    notice = Notice.objects.get()
    assert (notice.to, notice.language) == ("femi@heron.example", "fr")
    assert at.alliance.title in notice.body
    assert notice.body.endswith(str(at.olga))
    assert f"http://testserver{_of(statement)}" in notice.body
    assert "not sent yet" in _text(desk, address)

    do_next()

    assert [letter.to for letter in mail.outbox] == [["femi@heron.example"]]
    assert "taken by the mail server" in _text(desk, address)
    with pytest.raises(Taken):
        actions.send_again(notice, by=at.olga)


def test_a_refusal_of_the_mail_server_is_kept_shown_and_tried_again(at: Table, settings: Any):
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND_OF_WORKERS = "tests.apps.chasing.test_chasing.Refusing"
    statement = stated(at.partner)
    femi(at.partner)
    (notice,) = actions.announce(statement, address="https://convene.example/", by=at.olga)
    do_next()
    desk = at_desk_of(at.olga)
    address = reverse("statements:letters", args=[at.alliance.pk, statement.pk])
    assert "550 no such mailbox" in _text(desk, address)

    again = reverse("statements:again", args=[at.alliance.pk, statement.pk, notice.pk])
    assert desk.post(again)["Location"] == address
    assert "It is sent again." in _text(desk, address)
    assert desk.post(again.replace(str(notice.pk), str(uuid4()))).status_code == 404


def test_without_mail_it_is_copied_and_nothing_is_called_sent(at: Table, settings: Any):
    settings.CAN_SEND_MAIL = False
    statement = stated(at.partner)
    desk = at_desk_of(at.olga)
    address = reverse("statements:letters", args=[at.alliance.pk, statement.pk])
    assert "Nobody speaks for this partner yet" in _text(desk, address)
    femi(at.partner)

    assert "copy what you want to send" in desk.post(address).content.decode()
    with pytest.raises(SendsNoMail):
        actions.announce(statement, address="https://convene.example/", by=at.olga)
