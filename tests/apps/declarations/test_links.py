"""A link to a declaration: it opens one form, until it is signed, withdrawn or over."""

import json
from datetime import timedelta
from hashlib import sha256

import pytest
from django.core import mail
from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from convene.apps.accounts.models import Event
from convene.apps.accounts.queries import fingerprint
from convene.apps.declarations import actions
from convene.apps.declarations.models import Declaration
from convene.apps.declarations.queries import statement
from convene.core.declarations import hash_of
from tests.apps.declarations.people import ASKED, OATH, asked, filled, kept, signed
from tests.apps.registry.people import organisation, person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nobody_guessed_yet():
    cache.clear()


@pytest.fixture
def bank(db):
    return organisation("Blue River Bank", country="PY", by=person("Wanda"))


@pytest.fixture
def link(bank):
    return asked(bank, by=bank.created_by)


def form(token: str) -> str:
    return reverse("declarations:form", args=[token])


def test_only_a_hash_of_the_secret_is_kept_and_the_link_ends(link, settings):
    declaration, token = link
    kept = Declaration.objects.filter(pk=declaration.pk).values().get()
    assert kept["token_hash"] == fingerprint(token)
    assert token not in json.dumps([*map(str, kept.values())])
    assert declaration.expires_at - declaration.asked_at == timedelta(days=30)
    assert [event.code for event in Event.objects.filter(subject="declarations.declaration")] == [
        "declarations.asked"
    ]


def test_a_page_under_a_link_is_kept_nowhere_and_tells_no_other_site(client, link):
    page = client.get(form(link[1]))
    assert page.status_code == 200
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "same-origin"
    assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert "default-src 'none'" in page["Content-Security-Policy"]
    text = page.content.decode()
    assert "Blue River Bank" in text
    assert "Wanda" in text
    assert "/vetting/" not in text


@pytest.mark.parametrize(("language", "words"), [("es", "Quiénes son"), ("fr", "Qui vous êtes")])
def test_it_is_in_the_language_that_was_asked_for(client, bank, language, words):
    _declaration, token = asked(bank, by=bank.created_by, language=language)
    assert words in client.get(form(token)).content.decode()
    english = client.post(form(token), {**filled(), "language": "en"}, follow=True)
    assert "Who you are" in english.content.decode()


def closed(client: Client, token: str) -> list[tuple[int, bytes]]:
    cache.clear()
    places = [form(token), f"{form(token)}sign/"]
    found = [client.get(place) for place in places] + [client.post(place) for place in places]
    return [(page.status_code, page.content) for page in found]


def test_unknown_used_withdrawn_and_old_links_all_say_the_same(client, bank):
    by = bank.created_by
    used, used_token = asked(bank, by=by)
    signed(used)
    withdrawn, withdrawn_token = asked(bank, by=by)
    actions.withdraw(withdrawn, by=by)
    old, old_token = asked(bank, by=by)
    pages = [
        page for token in ("x" * 43, used_token, withdrawn_token) for page in closed(client, token)
    ]
    old_pages = _in_31_days(client, old_token)
    assert {status for status, _content in [*pages, *old_pages]} == {410}
    assert len({content for _status, content in [*pages, *old_pages]}) == 1
    assert b"Blue River" not in pages[0][1]
    assert old.signed_at is None


def _in_31_days(client: Client, token: str) -> list[tuple[int, bytes]]:
    with pytest.MonkeyPatch.context() as patch:
        later = timezone.now() + timedelta(days=31)
        patch.setattr("convene.apps.declarations.views.timezone.now", lambda: later)
        return closed(client, token)


def test_wrong_links_slow_an_address_down_and_right_ones_do_not(client, link):
    right = form(link[1])
    assert [client.get(right).status_code for _ in range(15)] == [200] * 15
    wrong = [client.get(form("y" * 43)).status_code for _ in range(11)]
    assert wrong == [410] * 10 + [429]
    assert client.get(right).status_code == 429


def test_asking_anew_withdraws_the_earlier_link_and_forgets_its_draft(client, bank, link):
    declaration, token = link
    client.post(f"{form(token)}save/", filled())
    declaration.refresh_from_db()
    assert "Juan+Cruz" in declaration.draft
    _newer, newer_token = asked(bank, by=bank.created_by)
    declaration.refresh_from_db()
    assert (declaration.draft, declaration.withdrawn_by) == ("", bank.created_by)
    assert client.get(form(token)).status_code == 410
    assert client.get(form(newer_token)).status_code == 200


def test_a_draft_comes_back_as_it_was_typed_without_a_word_of_blame(client, link):
    _declaration, token = link
    said = {"who-name": "", "person-0-name": "Ana", "owner-0-share": "lots", "add": "owner"}
    page = client.post(form(token), filled(**said), follow=True)
    sheet = page.context["sheet"]
    assert [row["name"].value() for row in sheet.owners.forms] == ["Juan Cruz", None]
    assert sheet.owners.forms[0]["share"].value() == "lots"
    assert sheet.people.forms[0]["name"].value() == "Ana"
    assert b'class="errors"' not in page.content


def test_what_is_missing_is_said_where_it_is_missing(client, link):
    _declaration, token = link
    said = {"who-name": "", "answers-convictions": "yes", "owner-0-kind": ""}
    page = client.post(form(token), filled(**said, read="1"))
    sheet = page.context["sheet"]
    assert (page.status_code, page.context["faults"]) == (200, True)
    assert sheet.who.errors.as_data().keys() == {"name"}
    assert sheet.answers.errors == {
        "convictions_said": ["Please say more, since the answer is yes."]
    }
    assert sheet.owners.errors == [{"kind": ["This field is required."]}]
    assert client.get(f"{form(token)}sign/").status_code == 302


def test_it_is_read_over_signed_once_and_taken_away(client, link):
    declaration, token = link
    page = client.post(form(token), filled(**{"agreed-records": ""}, read="1"), follow=True)
    assert page.redirect_chain == [(f"{form(token)}sign/", 302)]
    assert "Juan Cruz" in page.content.decode()
    seen = page.context["form"].initial["seen"]
    given = {"name": "Olga Ortiz", "role": "Director", "oath": "on", "seen": seen}
    done = client.post(f"{form(token)}sign/", given, follow=True)
    declaration.refresh_from_db()
    assert done.redirect_chain == [("/declare/signed/", 302)]
    assert declaration.sha256 in done.content.decode()
    assert declaration.sha256 == sha256(declaration.content.encode()).hexdigest()
    assert (declaration.draft, declaration.signed_name, declaration.signed_role) == (
        "",
        "Olga Ortiz",
        "Director",
    )
    said = statement(declaration)
    assert (said.oath, said.on) == (OATH, timezone.localdate().isoformat())
    assert [one.agrees for one in said.agreed] == [True, True, True, True, True, False]
    file = client.get("/declare/signed/declaration.pdf")
    assert file.content.startswith(b"%PDF")
    assert b"See what you signed in this browser" in client.get(form(token)).content
    assert Client().get("/declare/signed/").status_code == 404


def test_nobody_signs_what_was_changed_after_it_was_read(client, link):
    declaration, token = link
    seen = hash_of(kept(declaration))
    client.post(f"{form(token)}save/", filled(**{"owner-0-share": "10"}))
    given = {"name": "Olga", "role": "Director", "oath": "on", "seen": seen}
    page = client.post(f"{form(token)}sign/", given)
    assert b"has changed since you read it over" in page.content
    declaration.refresh_from_db()
    assert declaration.signed_at is None


def test_a_signature_takes_the_name_the_role_and_the_tick(client, link):
    declaration, token = link
    seen = hash_of(kept(declaration))
    page = client.post(f"{form(token)}sign/", {"seen": seen})
    assert page.context["form"].errors.keys() == {"name", "role", "oath"}


def test_other_sites_cannot_send_the_form_without_the_link_and_the_page_needs_no_token(link):
    strict = Client(enforce_csrf_checks=True)
    page = strict.post(f"{form(link[1])}save/", filled(), headers={"Origin": "null"})
    assert page.status_code == 200


def test_whoever_asked_is_told_by_mail_where_there_is_some(link, settings):
    settings.CAN_SEND_MAIL = True
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    signed(link[0])
    (sent,) = mail.outbox
    assert sent.to == ["wanda@example.org"]
    assert sent.subject == "Convene: the declaration of Blue River Bank is signed"
    assert "Olga Ortiz has signed it." in sent.body
    assert "Juan" not in sent.body


def test_a_draft_that_nobody_signed_is_forgotten_once_its_link_is_over(link):
    declaration, _token = link
    kept(declaration)
    assert actions.forget_drafts(at=timezone.now()) == 0
    assert actions.forget_drafts(at=declaration.expires_at) == 1
    declaration.refresh_from_db()
    assert declaration.draft == ""


REFUSED = [
    (
        "a_signed_declaration_stays",
        "UPDATE {table} SET content = '{{}}' WHERE signed_at IS NOT NULL",
    ),
    ("a_signed_declaration_stays", "UPDATE {table} SET sha256 = 'x' WHERE signed_at IS NOT NULL"),
    (
        "a_signed_declaration_stays",
        "UPDATE {table} SET signed_name = 'x' WHERE signed_at IS NOT NULL",
    ),
    ("a_declaration_is_never_deleted", "DELETE FROM {table} WHERE signed_at IS NOT NULL"),
    ("a_declaration_is_never_deleted", "DELETE FROM {table} WHERE signed_at IS NULL"),
    ("a_declaration_stays_what_was_asked", "UPDATE {table} SET token_hash = 'x' WHERE draft <> ''"),
    ("a_declaration_stays_what_was_asked", "UPDATE {table} SET addressee = 'x' WHERE draft <> ''"),
    (
        "a_withdrawn_declaration_stays_withdrawn",
        "UPDATE {table} SET withdrawn_at = asked_at WHERE withdrawn_at IS NOT NULL",
    ),
    ("declaration_is_signed_whole", "UPDATE {table} SET content = '{{}}' WHERE draft <> ''"),
    (
        "declaration_that_is_closed_has_no_draft",
        "UPDATE {table} SET withdrawn_at = asked_at, withdrawn_by_id = asked_by_id WHERE draft <> ''",
    ),
]


@pytest.mark.parametrize(("rule", "statement"), REFUSED)
def test_the_database_lets_nobody_rewrite_what_was_asked_and_signed(bank, rule, statement):
    by = bank.created_by
    signed(asked(bank, by=by)[0])
    actions.withdraw(asked(bank, by=by)[0], by=by)
    kept(asked(bank, by=by)[0])
    plain = statement.format(table="declarations_declaration")
    with (
        pytest.raises(DatabaseError, match=rule),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(plain)


def test_one_link_of_an_organisation_is_open_at_a_time(bank, link):
    declaration, _token = link
    another = Declaration(
        organisation=bank,
        token_hash="x",
        **ASKED,
        asked_by=bank.created_by,
        asked_at=declaration.asked_at,
        expires_at=declaration.expires_at,
    )
    with pytest.raises(DatabaseError), transaction.atomic():
        another.save()


@pytest.mark.parametrize("count", ["100000", "9" * 5000])
def test_no_number_of_rows_that_is_sent_makes_very_many_or_closes_the_form(client, link, count):
    """One request for 100,000 rows kept a server busy for half a minute; a longer number was kept,
    and the link opened no more.
    """
    said = filled(**{"owner-TOTAL_FORMS": count, "person-TOTAL_FORMS": count})
    assert client.post(f"{form(link[1])}save/", said).status_code == 200
    for page in (client.post(form(link[1]), {**said, "read": "1"}), client.get(form(link[1]))):
        assert page.status_code == 200
        assert len(page.content) < 1_000_000
