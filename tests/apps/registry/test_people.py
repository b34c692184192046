"""People at an organisation and its consents: kept for a time, erased for good, never exported."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Role
from convene.apps.registry import actions, exports
from convene.apps.registry.models import Contact, Organisation
from convene.apps.registry.queries.people import may_publish, to_erase
from tests.apps.registry.people import at_desk_of, organisation, person

pytestmark = pytest.mark.django_db
AGREED = {
    "name": "Josefa Plainly-Invented",
    "channel": "josefa@example.org",
    "consent": "To be asked about tenders",
}


def test_a_person_is_kept_until_a_day_and_then_asked_to_be_erased():
    bea, today = person("Bea"), timezone.localdate()
    bank = organisation(by=bea)
    actions.add_contact(bank, keep_until=today - timedelta(days=1), by=bea, **AGREED)
    desk = at_desk_of(bea)
    assert [str(one) for one in to_erase(today=today)] == ["Josefa Plainly-Invented"]
    assert "People to erase" in desk.get(reverse("inbox:inbox")).content.decode()
    contact = Contact.objects.get()
    desk.post(reverse("registry:erase", args=[bank.pk, contact.pk]))
    contact.refresh_from_db()
    assert (contact.name, contact.channel, contact.consent, contact.erased_by) == ("", "", "", bea)
    assert "Josefa" not in desk.get(reverse("registry:people", args=[bank.pk])).content.decode()
    assert list(to_erase(today=today)) == []


def test_viewers_see_and_change_no_people():
    vera = person("Vera", Role.VIEWER)
    bank = organisation(by=person("Bea"))
    actions.add_contact(bank, keep_until=date(2030, 1, 1), by=bank.created_by, **AGREED)
    assert at_desk_of(vera).get(reverse("registry:people", args=[bank.pk])).status_code == 403
    assert (
        "Josefa"
        not in at_desk_of(vera)
        .get(reverse("registry:organisation", args=[bank.pk]))
        .content.decode()
    )
    with pytest.raises(PermissionDenied):
        actions.erase_contact(Contact.objects.get(), by=vera)


def test_nothing_of_another_organisation_is_erased_or_withdrawn_from_a_page():
    bea = person("Bea")
    bank, mill = organisation(by=bea), organisation("Zenith Mills", by=bea)
    contact = actions.add_contact(bank, keep_until=date(2030, 1, 1), by=bea, **AGREED)
    consent = actions.record_consent(
        bank,
        subject="name",
        given_by="Its director",
        given_on=date(2026, 1, 5),
        evidence="A letter.",
        by=bea,
    )
    desk = at_desk_of(bea)
    assert desk.post(reverse("registry:erase", args=[mill.pk, contact.pk])).status_code == 404
    assert desk.post(reverse("registry:withdraw", args=[mill.pk, consent.pk])).status_code == 404
    contact.refresh_from_db()
    assert (contact.name, may_publish(bank, "name")) == (AGREED["name"], True)


def test_no_export_holds_a_person():
    bank = organisation(by=person("Bea"))
    actions.add_contact(bank, keep_until=date(2030, 1, 1), by=bank.created_by, **AGREED)
    table = exports.table(
        Organisation.objects.all().prefetch_related("names", "identifiers"), format="csv"
    )
    assert b"Josefa" not in table
    assert b"josefa@" not in table


def test_a_consent_stands_until_it_is_withdrawn():
    bea = person("Bea")
    bank, desk = organisation(by=bea), at_desk_of(bea)
    typed = {
        "subject": "name",
        "given_by": "Its director",
        "given_on": "2026-01-05",
        "evidence": "A letter in the folder.",
    }
    assert not may_publish(bank, "name")
    desk.post(reverse("registry:record_consent", args=[bank.pk]), typed)
    assert (may_publish(bank, "name"), may_publish(bank, "logo")) == (True, False)
    assert (
        "already"
        in desk.post(reverse("registry:record_consent", args=[bank.pk]), typed).content.decode()
    )
    desk.post(reverse("registry:withdraw", args=[bank.pk, bank.consents.get().pk]))
    assert not may_publish(bank, "name")
    assert "Withdrawn on" in desk.get(reverse("registry:people", args=[bank.pk])).content.decode()


def test_the_database_keeps_a_person_whole_or_not_at_all():
    bea = person("Bea")
    actions.add_contact(organisation(by=bea), keep_until=date(2030, 1, 1), by=bea, **AGREED)
    with pytest.raises(IntegrityError, match="contact_is_whole"), transaction.atomic():
        Contact.objects.update(erased_by=bea, erased_at=timezone.now())


def test_before_their_day_a_person_is_erased_by_whoever_wrote_them_down_or_a_reviewer():
    bea, bert, today = person("Bea"), person("Bert"), timezone.localdate()
    bank = organisation(by=bea)
    contact = actions.add_contact(bank, keep_until=today, by=bea, **AGREED)
    page = reverse("registry:people", args=[bank.pk])
    assert "Erase for good" not in at_desk_of(bert).get(page).content.decode()
    with pytest.raises(PermissionDenied):
        actions.erase_contact(contact, by=bert)
    assert "Erase for good" in at_desk_of(bea).get(page).content.decode()
    Contact.objects.update(keep_until=today - timedelta(days=1))
    contact.refresh_from_db()
    actions.erase_contact(contact, by=bert)
    contact.refresh_from_db()
    assert (contact.name, contact.erased_by) == ("", bert)
