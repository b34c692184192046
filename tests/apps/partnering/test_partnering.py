"""A partner's focal point is let in by a link that works once, reads that partner's page, and finds
nothing else there.
"""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role, User
from convene.apps.ledger.models import Instalment
from convene.apps.partnering.queries.page import page
from convene.apps.registry.models import AtRisk, Organisation
from convene.apps.workshop import actions as workshop
from convene.apps.workshop.models import Alliance, Partner, PartnerConsent
from convene.apps.workshop.words import kind_of
from convene.core.draft import Draft
from tests.apps.ledger.people import delivery, partner, promise, step
from tests.apps.registry.people import at_desk_of
from tests.apps.workshop.people import draft_of, person

pytestmark = pytest.mark.django_db
FEMI = {"name": "Femi Adeyemi", "email": "femi@heron.example", "language": "en"}


@pytest.fixture
def bank() -> Partner:
    return partner()


def _femi(bank: Partner) -> User:
    return workshop.let_in(bank, **FEMI, by=bank.added_by).person


def _text(browser: Client, page: str, *args: Any) -> str:
    answer = browser.get(reverse(page, args=args))
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def test_the_link_lets_them_choose_a_password_once(bank: Partner):
    let = workshop.let_in(bank, **FEMI, by=bank.added_by)
    assert (let.person.role, let.person.has_usable_password()) == ("partner", False)

    browser = Client()
    form = browser.get(let.path, follow=True)
    chosen = {"password1": "a walk by the river", "password2": "a walk by the river"}
    assert browser.post(form.request["PATH_INFO"], chosen).status_code == 302
    assert User.objects.get(pk=let.person.pk).has_usable_password()
    assert "password1" not in Client().get(let.path, follow=True).content.decode()


def test_mail_brings_the_link_and_says_who_asks_for_whom(bank: Partner, settings: Any):
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    page = reverse("partnering:people", args=[bank.pk])

    answer = at_desk_of(bank.added_by).post(page, FEMI)

    assert answer.status_code == 302
    (letter,) = mail.outbox
    assert letter.to == ["femi@heron.example"]
    assert "/account/password/reset/key/" in letter.body
    for word in (str(bank.added_by), "Heron Savings Bank", bank.alliance.title):
        assert word in letter.body

    Organisation.objects.filter(pk=bank.organisation_id).update(at_risk=AtRisk.ELEVATED)
    mail.outbox.clear()
    ruth = {"name": "Ruth Banda", "email": "ruth@heron.example", "language": "en"}
    assert at_desk_of(bank.added_by).post(page, ruth).status_code == 302
    (letter,) = mail.outbox
    for word in (str(bank.added_by), "Heron Savings Bank", bank.alliance.title):
        assert word not in f"{letter.subject} {letter.body}"


def test_whoever_works_on_the_alliance_speaks_for_no_partner(bank: Partner):
    with pytest.raises(workshop.HasAnotherPart):
        workshop.let_in(
            bank, name="Olga", email=bank.added_by.email, language="en", by=bank.added_by
        )
    other = partner("Mwala Chamber", alliance=bank.alliance)
    _femi(bank)
    with pytest.raises(workshop.HasAnotherPart):
        workshop.let_in(other, **FEMI, by=bank.added_by)


def test_nobody_takes_the_name_of_somebody_who_decides(bank: Partner):
    person("Anna Approves", Role.APPROVER)

    with pytest.raises(workshop.UnclearName):
        workshop.let_in(bank, **{**FEMI, "name": "Anna Approves"}, by=bank.added_by)
    assert not User.objects.filter(role="partner").exists()


def test_nobody_comes_to_speak_for_a_partner_that_has_left(bank: Partner):
    workshop.leave(bank, on=bank.joined_on, because="Its board said so.", by=bank.added_by)

    with pytest.raises(workshop.HasLeft):
        workshop.let_in(bank, **FEMI, by=bank.added_by)
    assert not User.objects.filter(role="partner").exists()


def test_the_page_says_what_was_promised_what_is_due_and_what_came(bank: Partner):
    given = promise(bank)
    Instalment.objects.create(
        id=given.pk, contribution=given, position=0, due_on=date(2026, 10, 30), amount=300000
    )
    came = delivery(given, "100000")
    step(came, "verified", by=person("Vera"), counted=Decimal(0))

    text = _text(at_desk_of(_femi(bank)), "partnering:page", bank.pk)

    assert "Heron Savings Bank" in text
    assert "ZMW 400,000" in text
    assert "ZMW 100,000" in text
    assert "30 October 2026" in text
    assert "Past its day" in text


def test_others_are_seen_as_far_as_they_share(bank: Partner):
    chamber = partner("Mwala Chamber", alliance=bank.alliance)
    promise(chamber, title="Four meetings at Mwala Hall", kind="CASH", is_shared=True)
    promise(chamber, title="A private gift")
    browser = at_desk_of(_femi(bank))

    text = _text(browser, "partnering:page", bank.pk)
    assert "a partner not named here, 1" in text
    assert kind_of("CASH") in text
    assert "Four meetings" not in text
    assert "A private gift" not in text
    assert "Mwala" not in text
    assert "400,000" not in text
    for what in ("name", "amounts"):
        PartnerConsent.objects.create(
            partner=chamber,
            what=what,
            given_by="Grace Mwila",
            form="signed",
            since=date(2026, 3, 2),
            recorded_by=bank.added_by,
            recorded_at=timezone.now(),
        )
    text = _text(browser, "partnering:page", bank.pk)
    assert "Mwala Chamber" in text
    assert "Four meetings at Mwala Hall" in text
    assert "ZMW 400,000" in text


def test_partners_not_named_are_told_apart_on_one_page_and_not_across_pages(bank: Partner):
    others = [partner(f"Firm {letter}", alliance=bank.alliance) for letter in "ABCDEF"]
    for other in others:
        promise(other, title=f"Cash of {other}", is_shared=True)
        promise(other, title=f"More of {other}", is_shared=True)

    def seen(reader: Partner) -> list[tuple[int, object]]:
        rows = page(reader, today=date(2026, 12, 1)).shared
        return [(row.number, row.contribution.partner_id) for row in rows if row.who == ""]

    firsts = {tuple(key for _number, key in seen(reader)[::2]) for reader in (bank, *others)}

    assert [number for number, _key in seen(bank)] == [
        number for n in range(1, 7) for number in (n, n)
    ]
    assert seen(bank) == seen(bank)
    assert {key for _number, key in seen(bank)} == {other.pk for other in others}
    assert len(firsts) > 1


def test_who_is_covered_stays_unnamed_until_enough_have_joined(bank: Partner):
    chamber = partner("Mwala Chamber", alliance=bank.alliance)
    firms = [
        partner(f"Firm {letter}", alliance=bank.alliance, umbrella=chamber, unnamed_until=2)
        for letter in "AB"
    ]
    promise(firms[0], title="Cash through the chamber", is_shared=True)
    PartnerConsent.objects.create(
        partner=firms[0],
        what="name",
        given_by="Grace Mwila",
        form="signed",
        since=date(2026, 3, 2),
        recorded_by=bank.added_by,
        recorded_at=timezone.now(),
    )
    browser = at_desk_of(_femi(bank))
    assert "Firm A" in _text(browser, "partnering:page", bank.pk)

    workshop.leave(firms[1], on=date(2026, 5, 1), because="It closed.", by=bank.added_by)
    assert "Firm A" not in _text(browser, "partnering:page", bank.pk)


def test_no_other_partner_and_no_other_alliance_is_there(bank: Partner):
    chamber = partner("Mwala Chamber", alliance=bank.alliance)
    petra = person("Petra")
    elsewhere = partner("Lantern Fund", alliance=draft_of(petra, Draft(title="Another")))
    browser = at_desk_of(_femi(bank))

    for other in (chamber, elsewhere):
        assert browser.get(reverse("partnering:page", args=[other.pk])).status_code == 404
        assert browser.get(reverse("partnering:people", args=[other.pk])).status_code == 404
    assert browser.get(reverse("workshop:draft", args=[bank.alliance_id])).status_code == 404
    assert not _femi(bank).has_perm("workshop.view_alliance", bank.alliance)


def test_home_leads_to_the_one_page_and_ended_it_leads_nowhere(bank: Partner):
    femi = _femi(bank)
    browser = at_desk_of(femi)
    page = reverse("partnering:page", args=[bank.pk])

    assert browser.get("/", follow=True).request["PATH_INFO"] == page
    end = reverse("partnering:end", args=[bank.pk])
    assert at_desk_of(bank.added_by).post(end, {"person": femi.pk}).status_code == 302
    assert browser.get(page).status_code == 404
    assert "You speak for no partner now" in _text(browser, "partnering:mine")


def test_the_page_is_light(bank: Partner):
    for number in range(20):
        delivery(promise(bank, title=f"Promise {number}"))

    answer = at_desk_of(_femi(bank)).get(reverse("partnering:page", args=[bank.pk]))

    assert len(answer.content) < 60_000


def test_what_is_theirs_to_do_stands_on_top_with_its_day(bank: Partner):
    given, today = promise(bank), timezone.localdate()
    for place, days in enumerate((-3, 20, 40)):
        Instalment.objects.create(
            id=uuid4(),
            contribution=given,
            position=place,
            due_on=today + timedelta(days=days),
            amount=100000 + days,
        )
    doubted = delivery(given, "1000", what="First slip")
    step(
        doubted,
        "disputed",
        by=person("Vera"),
        reason="It went to another account.",
        answer_by=today + timedelta(days=9),
    )

    text = _text(at_desk_of(_femi(bank)), "partnering:page", bank.pk)

    top = text[text.index("What is yours to do") : text.index("What you promised")]
    where = [given.alliance_id, given.pk]
    assert reverse("ledger:answer", args=[*where, doubted.pk]) in top
    assert reverse("ledger:record", args=where) in top
    assert "3 days late" in top
    assert top.index("99,997") < top.index("Due soon") < top.index("100,020")
    assert "100,040" not in top
    assert text.count("It went to another account.") == 1


def test_nobody_answers_what_their_own_organisation_disputes(bank: Partner):
    doubted = delivery(promise(bank))
    ruth = workshop.let_in(
        bank, name="Ruth Banda", email="ruth@heron.example", language="en", by=bank.added_by
    ).person
    step(
        doubted,
        "disputed",
        by=ruth,
        behalf=bank.organisation,
        reason="We sent more.",
        answer_by=timezone.localdate(),
    )

    assert "Nothing waits for you now." in _text(
        at_desk_of(_femi(bank)), "partnering:page", bank.pk
    )


def test_how_a_dispute_was_settled_stands_under_what_was_decided(bank: Partner):
    came = delivery(promise(bank), what="First slip")
    step(came, "struck", by=person("Ravi"), reason="The bank has no such entry.")

    text = _text(at_desk_of(_femi(bank)), "partnering:page", bank.pk)

    decided = text[text.index("What was decided") :]
    assert (
        "Ravi settled the dispute of “First slip”: it was not delivered. The bank has no such entry."
    ) in decided


def test_the_page_says_to_whom_to_write(bank: Partner):
    desk, owner = at_desk_of(_femi(bank)), bank.alliance.owner
    assert f"mailto:{owner.email}" in _text(desk, "partnering:page", bank.pk)

    Alliance.objects.filter(pk=bank.alliance_id).update(contact="Desk 4, 555 010")
    text = _text(desk, "partnering:page", bank.pk)
    assert "Desk 4, 555 010" in text
    assert owner.email not in text
