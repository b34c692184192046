"""The partners of an alliance as people write them down: joined, described, consenting, gone."""

import re
from html import unescape
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from convene.apps.accounts.models import User
from convene.apps.registry.models import Organisation
from convene.apps.workshop import actions
from convene.apps.workshop.models import Alliance, Candidate, Partner
from convene.core.draft import Draft
from tests.apps.registry.people import organisation
from tests.apps.workshop.people import at_desk_of, draft_of, person
from tests.apps.workshop.test_partners_in import JOINED

pytestmark = pytest.mark.django_db
FORM = {"on": "2026-03-02", "roles": ["funding", "advising"], "origin": "private"}
SAID = {"roles": "funding", "interest": "Fewer days at the border.", "conflicts": "none"}


def words(answer: Any) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


def read(alliance: Alliance, by: User, where: str = "") -> str:
    answer = at_desk_of(by).get(f"/drafts/{alliance.pk}/members/{where}")
    assert answer.status_code == 200
    return words(answer)


def send(alliance: Alliance, where: str, **typed: Any) -> str:
    desk = at_desk_of(alliance.owner)
    return words(desk.post(f"/drafts/{alliance.pk}/members/{where}", typed, follow=True))


def joined(alliance: Alliance, name: str = "Mwala Chamber of Commerce") -> Partner:
    return actions.join(alliance, organisation(name), on=JOINED, by=alliance.owner)


def test_somebody_of_the_register_joins_and_is_not_cleared_by_it():
    draft = draft_of(person("Olga"))
    organisation("Heron Savings Bank")

    said = send(draft, "join/", organisation="heron savings bank", **FORM)

    partner = Partner.objects.get()
    assert (partner.roles, partner.origin, str(partner.joined_on)) == (
        ["funding", "advising"],
        "private",
        "2026-03-02",
    )
    assert "Joined the alliance." in said
    assert "none that you may read" in read(draft, draft.owner)


def test_somebody_of_the_shortlist_joins_without_being_typed_again():
    draft = draft_of(person("Olga"))
    bank = organisation("Heron Savings Bank")
    known = actions.Proposed(name="Heron", organisation=bank)
    candidate = actions.add(draft, known, by=draft.owner)
    assert "Make it a partner" in read(draft, draft.owner)

    send(draft, f"join/{candidate.pk}/", **FORM)

    partner = Partner.objects.get()
    assert (partner.organisation, partner.candidate) == (bank, candidate)
    assert "Nobody else is on it." in read(draft, draft.owner)


@pytest.mark.parametrize("chosen", ["", "Heron Savings Bank"])
def test_a_candidate_without_a_record_is_written_down_or_joined_to_one(chosen: str):
    draft = draft_of(person("Olga"))
    if chosen:
        organisation(chosen)
    candidate = actions.add(draft, actions.Proposed(name="Quill and Sons"), by=draft.owner)

    send(draft, f"join/{candidate.pk}/", organisation=chosen, **FORM)

    candidate = Candidate.objects.get()
    assert str(Partner.objects.get()) == (chosen or "Quill and Sons")
    assert candidate.organisation == Partner.objects.get().organisation
    assert Organisation.objects.count() == 1


def test_what_a_partner_gains_is_not_written_over_what_somebody_else_wrote():
    draft = draft_of(person("Olga"))
    partner = joined(draft)

    said = send(draft, f"{partner.pk}/edit/", seen="1", **SAID)
    late = send(draft, f"{partner.pk}/edit/", seen="1", **SAID | {"interest": "Nothing."})

    assert "Fewer days at the border." in said
    assert "Somebody else has changed this" in late
    assert Partner.objects.get().interest == "Fewer days at the border."


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ({"conflicts": "some"}, "Write what it declared."),
        ({"conflicts_said": "An uncle."}, "choose “some”"),
        ({"unnamed_until": "50"}, "Say through whom it joined."),
    ],
)
def test_what_does_not_fit_together_is_asked_again(wrong: dict[str, str], why: str):
    draft = draft_of(person("Olga"))
    partner = joined(draft)

    assert why in send(draft, f"{partner.pk}/edit/", seen="1", **SAID | wrong)


def test_a_covered_partner_goes_unnamed_until_enough_have_joined():
    draft = draft_of(person("Olga"))
    chamber, firm = joined(draft), joined(draft, "Quill and Sons")
    cover = SAID | {"umbrella": str(chamber.pk), "unnamed_until": "2"}

    said = send(draft, f"{firm.pk}/edit/", seen="1", **cover)
    assert "Unnamed outside until 2 have joined through it." in said
    actions.join(draft, organisation("Oak Works"), on=JOINED, umbrella=chamber, by=draft.owner)

    assert "Unnamed outside" not in read(draft, draft.owner, f"{firm.pk}/")
    assert "2 partners" in read(draft, draft.owner, f"{chamber.pk}/")


def test_no_umbrella_stands_under_another():
    draft = draft_of(person("Olga"))
    chamber, firm = joined(draft), joined(draft, "Quill and Sons")
    cover = {"umbrella": chamber}
    actions.describe_partner(firm, cover, seen=1, by=draft.owner)

    with pytest.raises(actions.CoversOthers):
        actions.describe_partner(chamber, {"umbrella": firm}, seen=1, by=draft.owner)
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=chamber.pk).update(umbrella=firm)
    other = joined(draft_of(draft.owner, Draft(title="Courts")), "Oak Works")
    with pytest.raises(IntegrityError), transaction.atomic():
        Partner.objects.filter(pk=other.pk).update(umbrella=chamber)


def test_a_consent_is_given_once_withdrawn_and_given_again():
    draft = draft_of(person("Olga"))
    partner = joined(draft)
    given = {
        "what": "name",
        "given_by": "Grace Mwila",
        "form": "signed",
        "since": "2026-03-02",
    }

    said = send(draft, f"{partner.pk}/consent/", **given)
    assert "Consent on record: Its name." in said
    assert "A consent to this stands." in send(draft, f"{partner.pk}/consent/", **given)
    first = partner.consents.get()
    gone = send(draft, f"{partner.pk}/consents/{first.pk}/withdraw/", because="A new board.")
    assert "Consent withdrawn: Its name." in gone
    assert "A new board." in gone
    send(draft, f"{partner.pk}/consent/", **given)

    assert partner.consents.count() == 2


def test_whoever_leaves_stays_to_be_read_and_may_withdraw_but_not_change():
    draft = draft_of(person("Olga"))
    partner = joined(draft)

    early = send(draft, f"{partner.pk}/leave/", on="2026-03-01", because="Sold.")
    assert "It had not joined yet on this day." in early
    said = send(draft, f"{partner.pk}/leave/", on="2026-03-05", because="Sold.")
    assert "Left the alliance." in said
    again = send(draft, f"{partner.pk}/edit/", seen="2", **SAID)
    assert "It has left" in again
    assert "Who has left" in read(draft, draft.owner)
    joined(draft, "Mwala Chamber of Commerce 2")
    actions.join(draft, partner.organisation, on=JOINED, by=draft.owner)

    assert Partner.objects.filter(left_on=None).count() == 2


def test_a_reader_sees_partners_and_is_offered_no_change():
    draft = draft_of(person("Olga"))
    reader = person("Rita")
    actions.share(draft, person=reader, may_edit=False, by=draft.owner)
    partner = joined(draft)

    shown = read(draft, reader) + read(draft, reader, f"{partner.pk}/")

    assert "Mwala Chamber of Commerce" in shown
    assert "It leaves" not in shown
    assert "Record a consent" not in shown
